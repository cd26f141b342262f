// The marks of points and of groups of points.

import { element, svg } from "../common/dom.js";
import { colourOf, lookOf, outline, spaced } from "../common/shapes.js";

const SIZE = 26;

// Hollow: its place is approximate. Dashed edge: it is possible, not recorded.
export function pointMark(point, { kinds, theme, selected }) {
  const look = lookOf(kinds, point.kind);
  const colour = colourOf(look, theme.dark);
  const plain = !point.approximate && point.state !== "possible";
  const middle = SIZE / 2;
  const attributes = {
    fill: point.approximate ? theme.background : colour,
    "fill-opacity": point.approximate || plain ? 1 : 0.35,
    stroke: plain ? theme.background : colour,
    "stroke-width": plain ? 1.4 : 2,
    ...(point.state === "possible" ? { "stroke-dasharray": "3 2" } : {}),
  };
  const ring = point.id === selected ? svg("circle", { cx: middle, cy: middle, r: 11.5, fill: "none", stroke: theme.primary, "stroke-width": 2.6 }) : null;
  const under = point.state === "possible" && !point.approximate ? outline(look, middle, 7.5, { fill: theme.background }) : null;
  return svg("svg", { width: SIZE, height: SIZE, viewBox: `0 0 ${SIZE} ${SIZE}`, "aria-hidden": "true" }, ring, under, outline(look, middle, 7.5, attributes));
}

// The ring round the number shows the shares of the kinds.
export function groupMark(members, { kinds, theme }) {
  const shares = new Map();
  for (const { kind } of members) shares.set(kind, (shares.get(kind) ?? 0) + 1);
  let from = 0;
  const arcs = [...shares].sort().map(([kind, number]) => {
    const to = from + number / members.length;
    const arc = `${colourOf(lookOf(kinds, kind), theme.dark)} ${from}turn ${to}turn`;
    from = to;
    return arc;
  });
  return element("span", { class: "ca-group", style: `--ca-group: conic-gradient(${arcs.join(",")})` }, members.length.toLocaleString("en-US"));
}

export const groupSize = (members) => (members.length > 99 ? 38 : members.length > 9 ? 32 : 28);

export const pointSize = SIZE;

// The point in words: what a tooltip shows and what a screen reader says.
export function wordsFor(point, { brief = false } = {}) {
  const words = [spaced(point.kind)];
  if (point.state === "possible") words.push(brief ? "possible" : "possible, not recorded");
  if (point.approximate) words.push(brief ? "place approximate" : "place approximate: the middle of its ZIP area or town");
  return words;
}
