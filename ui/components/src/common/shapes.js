// The mark of a kind, as SVG. The outline comes from Python's table of kinds.

import { svg } from "./dom.js";

const FALLBACK = { plural: "Others", light: "#6a7280", dark: "#a3adba", points: [] };

export const lookOf = (kinds, kind) => kinds[kind] ?? FALLBACK;

export const colourOf = (look, dark) => (dark ? look.dark : look.light);

export const toneOf = (tones, name) => tones.find((tone) => tone.name === name);

// Where some things have a tone, colour tells it and the outline alone tells the kind; what has none is grey.
export const inkOf = (thing, { kinds, tones, theme }) =>
  colourOf(tones.length ? (toneOf(tones, thing.tone) ?? FALLBACK) : lookOf(kinds, thing.kind), theme.dark);

export function outline(look, middle, radius, attributes) {
  if (!look.points.length) return svg("circle", { cx: middle, cy: middle, r: radius * 0.9, ...attributes });
  const corners = look.points.map(([x, y]) => `${(middle + x * radius).toFixed(2)},${(middle + y * radius).toFixed(2)}`);
  return svg("polygon", { points: corners.join(" "), "stroke-linejoin": "round", ...attributes });
}

export function mark(thing, view, size = 14) {
  return svg(
    "svg",
    { width: size, height: size, viewBox: "0 0 20 20", "aria-hidden": "true" },
    outline(lookOf(view.kinds, thing.kind), 10, 9, { fill: inkOf(thing, view) }),
  );
}

// "PublicGood" as one reads it: "Public good".
export const spaced = (kind) => kind.replace(/(?<=[a-z])([A-Z])/g, (capital) => ` ${capital.toLowerCase()}`);
