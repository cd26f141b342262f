// One row of icon buttons. Where it is narrow, those used less move behind "More".

import { element } from "../common/dom.js";
import { icon } from "../common/icons.js";

const NEEDS_NODE = "Pick a node first";

const BUTTONS = [
  { name: "fit", label: "Show everything" },
  { name: "zoomIn", label: "Zoom in" },
  { name: "zoomOut", label: "Zoom out" },
  { gap: true },
  { name: "expand", label: "Add its neighbours", key: "E", node: true },
  { name: "hide", label: "Hide it", key: "H", node: true },
  { name: "pin", label: "Pin it in place", key: "P", node: true, later: true },
  { gap: true },
  { name: "undo", label: "Undo", key: "U" },
  { name: "show", label: "Show hidden", later: true },
  { name: "arrange", label: "Re-arrange", later: true },
  { name: "picture", label: "Save as PNG", later: true },
];

export class Toolbar {
  constructor(view) {
    this.view = view;
    this.buttons = new Map();
    this.row = element("div", { class: "ca-bar", role: "toolbar", "aria-label": "Graph" });
    for (const item of BUTTONS) {
      if (item.gap) this.row.append(element("i", { class: "ca-gap" }));
      else this.row.append(this.button(item));
    }
    this.menu = element("div", { class: "ca-menu", role: "group", "aria-label": "More" });
    this.menu.hidden = true;
    this.more = element(
      "button",
      { class: "ca-icon ca-more", type: "button", "aria-label": "More", "aria-expanded": "false", onclick: () => this.toggleMenu() },
      icon("more"),
    );
    this.row.append(this.more);
    this.root = element("div", { class: "ca-top" }, this.row, this.menu);
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.menu.hidden) return;
      this.toggleMenu(false);
      this.more.focus();
    });
    this.outside = (event) => {
      if (!this.root.contains(event.target)) this.toggleMenu(false);
    };
    document.addEventListener("pointerdown", this.outside);
  }

  destroy() {
    document.removeEventListener("pointerdown", this.outside);
  }

  button(item) {
    const act = () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      this.toggleMenu(false);
      this.view.actions.act(item.name);
    };
    const button = element("button", { class: `ca-icon${item.later ? " ca-later" : ""}`, type: "button", onclick: act }, icon(item.name));
    this.buttons.set(item.name, { ...item, button, act });
    return button;
  }

  toggleMenu(open = this.menu.hidden) {
    if (open === !this.menu.hidden) return;
    this.menu.hidden = !open;
    this.more.setAttribute("aria-expanded", String(open));
    if (open) this.fillMenu();
  }

  fillMenu() {
    const items = [...this.buttons.values()].filter(({ later }) => later);
    this.menu.replaceChildren(
      ...items.map(({ name, button, act }) =>
        element(
          "button",
          { type: "button", "aria-disabled": button.getAttribute("aria-disabled"), onclick: act },
          icon(name),
          button.getAttribute("aria-label"),
        ),
      ),
    );
    this.menu.querySelector("button").focus();
  }

  update({ node, pinned, hidden, undo }) {
    this.set("expand", node);
    this.set("hide", node);
    this.set("pin", node, pinned ? "Unpin it" : undefined, pinned);
    this.set("undo", undo !== null, undo === null ? "Nothing to undo" : `Undo: ${undo}`);
    this.set("show", hidden > 0, hidden ? `Show hidden (${hidden})` : "Nothing is hidden");
    for (const name of ["fit", "zoomIn", "zoomOut", "arrange", "picture"]) this.set(name, true);
  }

  set(name, enabled, label, pressed) {
    const item = this.buttons.get(name);
    const text = label ?? item.label;
    item.button.setAttribute("aria-label", text);
    const hint = item.node && !enabled ? `${text} · ${NEEDS_NODE.toLowerCase()}` : text;
    item.button.dataset.tip = item.key && enabled ? `${hint} (${item.key})` : hint;
    item.button.setAttribute("aria-disabled", String(!enabled));
    if (pressed !== undefined) item.button.setAttribute("aria-pressed", String(Boolean(pressed)));
  }
}
