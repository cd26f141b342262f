// Kinds and tones with their counts, and what size, rings, hollow and dashed mean where they occur.

import { count, element, svg } from "../common/dom.js";
import { lookOf, mark, spaced } from "../common/shapes.js";
import { pointMark } from "./marks.js";

export function mapLegend(map) {
  const { points, lines, kinds, tones, sizes } = map;
  const numbers = tally(points, "kind");
  const sorted = [...numbers].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const chips = sorted.map(([kind, number]) =>
    chip(mark({ kind }, map), number === 1 ? spaced(kind) : lookOf(kinds, kind).plural, element("b", {}, number.toLocaleString("en-US"))),
  );
  const example = { kind: sorted[0]?.[0] };
  const view = { ...map, selected: null };
  const toned = tally(points, "tone");
  for (const { name } of tones) chips.push(chip(pointMark({ ...example, tone: name, marked: points.some(({ tone, marked }) => marked && tone === name) }, view), name, element("b", {}, toned.get(name).toLocaleString("en-US"))));
  if (sizes) chips.push(chip(sizeMark(), sizes));
  if (points.some(({ approximate }) => approximate)) chips.push(chip(pointMark({ ...example, approximate: true }, view), "place approximate"));
  if ([...points, ...lines].some(({ state }) => state === "possible")) chips.push(chip(pointMark({ ...example, state: "possible" }, view), "possible"));
  if (map.far) chips.push(element("button", { class: "ca-chip", type: "button", onclick: () => map.showAll() }, `${count(map.far, "point", "points")} far off: show all`));
  return chips;
}

function tally(items, property) {
  const numbers = new Map();
  for (const item of items) numbers.set(item[property], (numbers.get(item[property]) ?? 0) + 1);
  return numbers;
}

function sizeMark() {
  const circle = (cx, r) => svg("circle", { cx, cy: 8, r, fill: "none", stroke: "currentColor", "stroke-width": 1.3 });
  return svg("svg", { width: 20, height: 16, viewBox: "0 0 20 16", "aria-hidden": "true" }, circle(3, 2), circle(12.5, 6.5));
}

function chip(picture, ...texts) {
  if (picture.getAttribute("width") > 20) {
    picture.setAttribute("width", 18);
    picture.setAttribute("height", 18);
  }
  return element("span", { class: "ca-chip" }, picture, ...texts);
}
