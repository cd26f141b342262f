// The marks of points and of groups of points.

import { element, svg } from "../common/dom.js";
import { inkOf, lookOf, outline, spaced, toneOf } from "../common/shapes.js";

// Radius in pixels of a mark without a size, of the largest and of the smallest with one, and the room round any.
const [RADIUS, LARGEST, SMALLEST, ROOM] = [7.5, 19, 4, 5.5];

// How much of what lies under a mark with a size it hides.
const SEEN_THROUGH = 0.8;

// The area of a mark shows its size; `most` is the largest of all.
const radiusOf = ({ size }, most) => (size === undefined || !most ? RADIUS : Math.max(SMALLEST, LARGEST * Math.sqrt(size / most)));

export const pointSize = (point, most) => 2 * (radiusOf(point, most) + ROOM);

// Hollow: its place is approximate. Dashed edge: it is possible, not recorded.
export function pointMark(point, view) {
  const { kinds, theme, selected, tones, most } = view;
  const look = lookOf(kinds, point.kind);
  const colour = inkOf(point, view);
  const radius = radiusOf(point, most);
  const sign = toneOf(tones, point.tone)?.sign;
  const plain = !point.approximate && point.state !== "possible";
  const size = pointSize(point, most);
  const middle = size / 2;
  const attributes = {
    fill: point.approximate ? theme.background : colour,
    "fill-opacity": point.approximate ? 1 : !plain ? 0.35 : point.size === undefined ? 1 : SEEN_THROUGH,
    stroke: plain ? theme.background : colour,
    "stroke-width": plain ? 1.4 : 2,
    ...(point.state === "possible" ? { "stroke-dasharray": "3 2" } : {}),
  };
  const round = (stroke) => svg("circle", { cx: middle, cy: middle, r: radius + 4, fill: "none", stroke, "stroke-width": 2.6 });
  const ring = selected && point.id === selected ? round(theme.primary) : point.marked ? round(theme.text) : null;
  const under = point.state === "possible" && !point.approximate ? outline(look, middle, radius, { fill: theme.background }) : null;
  const ink = point.approximate ? colour : plain ? theme.background : theme.text;
  const letter = sign ? svg("text", { x: middle, y: middle, class: "ca-sign", fill: ink, "font-size": radius * 2 }, sign) : null;
  return svg("svg", { width: size, height: size, viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" }, ring, under, outline(look, middle, radius, attributes), letter);
}

// The ring round the number shows the shares of the kinds, or of the tones.
export function groupMark(members, view) {
  const shares = new Map();
  for (const member of members) {
    const ink = inkOf(member, view);
    shares.set(ink, (shares.get(ink) ?? 0) + 1);
  }
  let from = 0;
  const arcs = [...shares].sort().map(([ink, number]) => {
    const to = from + number / members.length;
    const arc = `${ink} ${from}turn ${to}turn`;
    from = to;
    return arc;
  });
  return element("span", { class: "ca-group", style: `--ca-group: conic-gradient(${arcs.join(",")})` }, members.length.toLocaleString("en-US"));
}

// The names of those that are to be known at sight, beside the mark that holds them.
export function nameTag(members) {
  const names = members.filter(({ marked }) => marked).map(({ name }) => name);
  return names.length ? element("span", { class: "ca-tag" }, names.join(" · ")) : null;
}

export const groupSize = (members) => (members.length > 99 ? 38 : members.length > 9 ? 32 : 28);

// The point in words: what a tooltip shows and what a screen reader says.
export function wordsFor(point, { brief = false } = {}) {
  const words = [spaced(point.kind)];
  if (point.tone) words.push(point.tone);
  if (point.state === "possible") words.push(brief ? "possible" : "possible, not recorded");
  if (point.approximate) words.push(brief ? "place approximate" : "place approximate: the middle of its ZIP area or town");
  return words;
}
