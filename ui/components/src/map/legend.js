// Kinds with their counts, and what hollow and dashed mean where they occur.

import { element } from "../common/dom.js";
import { lookOf, mark, spaced } from "../common/shapes.js";
import { pointMark } from "./marks.js";

export function mapLegend({ points, lines, kinds, theme }) {
  const numbers = new Map();
  for (const { kind } of points) numbers.set(kind, (numbers.get(kind) ?? 0) + 1);
  const sorted = [...numbers].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const chips = sorted.map(([kind, number]) =>
    chip(mark(lookOf(kinds, kind), theme.dark), number === 1 ? spaced(kind) : lookOf(kinds, kind).plural, element("b", {}, number.toLocaleString("en-US"))),
  );
  const example = { kind: sorted[0]?.[0] };
  const view = { kinds, theme, selected: null };
  if (points.some(({ approximate }) => approximate)) chips.push(chip(pointMark({ ...example, approximate: true }, view), "place approximate"));
  if ([...points, ...lines].some(({ state }) => state === "possible")) chips.push(chip(pointMark({ ...example, state: "possible" }, view), "possible"));
  return chips;
}

function chip(picture, ...texts) {
  if (picture.getAttribute("width") > 20) {
    picture.setAttribute("width", 18);
    picture.setAttribute("height", 18);
  }
  return element("span", { class: "ca-chip" }, picture, ...texts);
}
