// The colours of the page, read from the CSS variables that Streamlit sets round a component.

export function readTheme(host) {
  const styles = getComputedStyle(host);
  const value = (name, fallback) => styles.getPropertyValue(`--st-${name}`).trim() || fallback;
  const background = value("background-color", "#ffffff");
  return {
    background,
    panel: value("secondary-background-color", "#f0f2f6"),
    text: value("text-color", "#31333f"),
    primary: value("primary-color", "#ff4b4b"),
    font: value("font", "sans-serif"),
    dark: luminance(background) < 0.4,
  };
}

export const sameTheme = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// A canvas knows how to read any CSS colour, so it is asked for the three parts.
export function rgb(colour) {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data.slice(0, 3);
}

export function mix(a, b, share) {
  const [from, to] = [rgb(a), rgb(b)];
  return `rgb(${[0, 1, 2].map((i) => Math.round(from[i] + (to[i] - from[i]) * share)).join(",")})`;
}

function luminance(colour) {
  const [r, g, b] = [...rgb(colour)].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
