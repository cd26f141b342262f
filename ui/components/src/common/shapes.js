// The mark of a kind, as SVG. The outline comes from Python's table of kinds.

import { svg } from "./dom.js";

const FALLBACK = { plural: "Others", light: "#6a7280", dark: "#a3adba", points: [] };

export const lookOf = (kinds, kind) => kinds[kind] ?? FALLBACK;

export const colourOf = (look, dark) => (dark ? look.dark : look.light);

export function outline(look, middle, radius, attributes) {
  if (!look.points.length) return svg("circle", { cx: middle, cy: middle, r: radius * 0.9, ...attributes });
  const corners = look.points.map(([x, y]) => `${(middle + x * radius).toFixed(2)},${(middle + y * radius).toFixed(2)}`);
  return svg("polygon", { points: corners.join(" "), "stroke-linejoin": "round", ...attributes });
}

export function mark(look, dark, size = 14) {
  return svg(
    "svg",
    { width: size, height: size, viewBox: "0 0 20 20", "aria-hidden": "true" },
    outline(look, 10, 9, { fill: colourOf(look, dark) }),
  );
}

// "PublicGood" as one reads it: "Public good".
export const spaced = (kind) => kind.replace(/(?<=[a-z])([A-Z])/g, (capital) => ` ${capital.toLowerCase()}`);
