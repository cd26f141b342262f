// Drawing an area: each click adds a corner, Done or a double click closes it, Escape ends it.

import L from "leaflet";
import { element } from "../common/dom.js";
import { icon } from "../common/icons.js";

const LEAST = 3;

export class Pen {
  constructor(view) {
    this.view = view;
    this.corners = null;
    this.waits = false;
    this.start = button("draw", "Draw an area", () => this.begin());
    this.clear = button("erase", "Clear the area", () => this.tell([]));
    this.hint = element("span");
    this.done = element("button", { type: "button", onclick: () => this.close() }, "Done");
    this.undo = element("button", { type: "button", onclick: () => this.back() }, "Undo");
    const cancel = element("button", { type: "button", onclick: () => this.end() }, "Cancel");
    this.bar = element("div", { class: "ca-penbar", role: "toolbar", "aria-label": "Drawing", hidden: "" }, this.hint, this.done, this.undo, cancel);
    this.cross = element("div", { class: "ca-cross", hidden: "", "aria-hidden": "true" });
  }

  get drawing() {
    return this.corners !== null;
  }

  // Listens on the map, once there is one.
  listen() {
    const { map, canvas } = this.view;
    this.layer = L.layerGroup().addTo(map);
    map.on("click", ({ latlng }) => this.drawing && this.add(latlng));
    map.on("dblclick", () => this.drawing && this.close());
    canvas.addEventListener("keydown", (event) => this.key(event), true);
  }

  show(allowed, area) {
    this.waits = allowed && !area.length;
    this.start.hidden = !allowed;
    this.clear.hidden = !allowed || !area.length;
    if (!allowed && this.drawing) this.end();
  }

  begin() {
    const { map, canvas, root } = this.view;
    this.corners = [];
    map.doubleClickZoom.disable();
    root.classList.add("ca-drawing");
    this.bar.hidden = false;
    this.redraw();
    canvas.focus({ preventScroll: true });
  }

  end() {
    const { map, root } = this.view;
    this.corners = null;
    map.doubleClickZoom.enable();
    root.classList.remove("ca-drawing");
    this.bar.hidden = true;
    this.redraw();
  }

  // The second click of a double click adds nothing.
  add(latlng) {
    const { map } = this.view;
    const last = this.corners.at(-1);
    if (last && map.latLngToContainerPoint(last).distanceTo(map.latLngToContainerPoint(latlng)) < 4) return;
    this.corners.push(latlng.wrap());
    this.redraw();
  }

  back() {
    this.corners.pop();
    this.redraw();
  }

  close() {
    if (this.corners.length < LEAST) return;
    const { corners } = this;
    this.end();
    this.tell(corners);
  }

  tell(corners) {
    const area = corners.map(({ lat, lng }) => `${lat.toFixed(5)},${lng.toFixed(5)}`).join("; ");
    this.view.send({ selected: this.view.selected, area });
  }

  // With the keyboard the map is moved under the cross in its middle, and Enter sets a corner there.
  key(event) {
    if (!this.drawing) return;
    const acts = { Escape: () => this.end(), Backspace: () => this.back(), Enter: () => this.add(this.view.map.getCenter()) };
    const act = acts[event.key];
    if (!act) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  }

  redraw() {
    const { theme, said } = this.view;
    this.layer.clearLayers();
    this.cross.hidden = !this.drawing;
    if (!this.drawing) return;
    const number = this.corners.length;
    const style = { color: theme.primary, weight: 2, interactive: false };
    const shape = number < LEAST ? L.polyline(this.corners, style) : L.polygon(this.corners, { ...style, fillOpacity: 0.1 });
    shape.addTo(this.layer);
    for (const corner of this.corners) L.circleMarker(corner, { ...style, radius: 4, fillColor: theme.background, fillOpacity: 1 }).addTo(this.layer);
    const missing = LEAST - number;
    this.hint.textContent = missing > 0 ? `Click ${missing === LEAST ? "three corners" : missing === 2 ? "two more corners" : "one more corner"}` : `${number} corners`;
    this.done.setAttribute("aria-disabled", String(missing > 0));
    this.undo.setAttribute("aria-disabled", String(!number));
    said.textContent = `${this.hint.textContent}. Enter sets a corner in the middle of the map, Backspace takes the last one back, Escape ends drawing.`;
  }
}

function button(name, label, act) {
  return element("button", { class: "ca-icon", type: "button", title: label, "aria-label": label, hidden: "", onclick: act }, icon(name));
}
