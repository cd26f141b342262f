// Kinds, tones and link kinds with their counts; each is a switch. What the width of a line means stands behind them.

import { element, svg } from "../common/dom.js";
import { lookOf, mark, spaced } from "../common/shapes.js";

export class Legend {
  constructor(view) {
    this.view = view;
    this.root = element("div", { class: "ca-legend", role: "group", "aria-label": "Kinds, press to show or hide" });
  }

  update() {
    const { theme, kinds, tones, linkColours, widths, off } = this.view;
    const focused = document.activeElement?.dataset?.kind;
    const chips = [];
    for (const [kind, number] of tally(this.view.nodes, "kind"))
      chips.push(this.chip("node", kind, mark({ kind }, this.view), number === 1 ? spaced(kind) : lookOf(kinds, kind).plural, number, off));
    const toned = new Map(tally(this.view.nodes, "tone"));
    for (const { name } of tones) chips.push(this.chip("tone", name, mark({ tone: name }, this.view), name, toned.get(name), off));
    const { links } = this.view;
    if (links.length) chips.push(element("i", { class: "ca-gap" }));
    for (const [kind, number] of tally(links, "kind")) {
      const colour = linkColours[kind]?.[theme.dark ? 1 : 0] ?? "currentColor";
      const labels = new Set(links.filter((link) => link.kind === kind).map(({ label }) => label));
      const text = labels.size === 1 ? [...labels][0] : spaced(kind);
      chips.push(this.chip("link", kind, stroke(colour, false), text, number, off));
    }
    const possible = links.filter(({ state }) => state === "possible").length;
    if (possible) chips.push(this.chip("state", "possible", stroke("currentColor", true), "possible", possible, off));
    if (widths) chips.push(element("span", {}, widths));
    this.root.replaceChildren(...chips);
    if (focused) this.root.querySelector(`[data-kind="${CSS.escape(focused)}"]`)?.focus();
  }

  chip(group, name, picture, text, number, off) {
    const kind = `${group}:${name}`;
    return element(
      "button",
      { class: "ca-chip", type: "button", "data-kind": kind, "aria-pressed": String(!off.has(kind)), onclick: () => this.view.toggle(kind) },
      picture,
      text,
      element("b", {}, number.toLocaleString("en-US")),
    );
  }
}

function tally(items, property) {
  const numbers = new Map();
  for (const item of items) numbers.set(item[property], (numbers.get(item[property]) ?? 0) + 1);
  return [...numbers].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function stroke(colour, dashed) {
  const line = svg("line", { x1: 1, y1: 5, x2: 21, y2: 5, stroke: colour, "stroke-width": 2.4, ...(dashed ? { "stroke-dasharray": "5 3" } : {}) });
  return svg("svg", { width: 22, height: 10, viewBox: "0 0 22 10", "aria-hidden": "true" }, line);
}
