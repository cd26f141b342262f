// One map on the screen: it takes what Python sends, keeps the part of the world shown, and says what is picked.

import L from "leaflet";
import { calm, count, element } from "../common/dom.js";
import { icon } from "../common/icons.js";
import { readTheme, sameTheme } from "../common/theme.js";
import { isArrow, next } from "../common/walk.js";
import { Pen } from "./draw.js";
import { nearOthers } from "./frame.js";
import { groupSpots } from "./groups.js";
import { mapLegend } from "./legend.js";
import { groupMark, groupSize, nameTag, pointMark, pointSize, wordsFor } from "./marks.js";
import { Outlines } from "./outlines.js";
import { pickList } from "./picklist.js";
import { placeTags } from "./tags.js";

const WHOLE_COUNTRY = [
  [24.5, -125],
  [49.5, -66.5],
];
const HINT_MS = 1600;
const CREDIT = "Outlines: US Census Bureau, via us-atlas";

export class MapView {
  constructor() {
    Object.assign(this, { points: [], lines: [], kinds: {}, tones: [], sizes: "", most: 0, circle: null, area: [], frame: null, groups: [], rev: null, seq: null, selected: null });
    Object.assign(this, { moved: false, unfitted: true, all: false, far: 0, tiles: null, send: () => {}, atWork: false });
    this.canvas = element("div", { class: "ca-canvas" });
    this.said = element("div", { class: "ca-hidden", role: "status", "aria-live": "polite" });
    this.buttons = element("div", { class: "ca-mapbar", role: "toolbar", "aria-label": "Map" });
    for (const [name, label, act] of [
      ["zoomIn", "Zoom in", () => this.zoom(1)],
      ["zoomOut", "Zoom out", () => this.zoom(-1)],
      ["fit", "Show all points", () => this.showAll()],
    ])
      this.buttons.append(element("button", { class: "ca-icon", type: "button", title: label, "aria-label": label, onclick: act }, icon(name)));
    this.pen = new Pen(this);
    this.buttons.append(this.pen.start, this.pen.clear);
    this.credit = element("div", { class: "ca-credit" });
    this.hint = element("div", { class: "ca-wheel", hidden: "", "aria-hidden": "true" }, "Click the map first, or hold Ctrl, to zoom with the wheel");
    this.stage = element("div", { class: "ca-stage" }, this.canvas, this.hint, this.pen.cross, this.buttons, this.pen.bar, this.credit, this.said);
    this.legend = element("div", { class: "ca-legend", role: "group", "aria-label": "What the marks mean" });
    this.root = element("div", { class: "ca ca-map" }, this.stage, this.legend);
    this.root.places = () => this.places();
  }

  start() {
    this.map = L.map(this.canvas, {
      zoomControl: false,
      attributionControl: false,
      scrollWheelZoom: false,
      worldCopyJump: true,
      minZoom: 2,
      maxZoom: 17,
      zoomSnap: 0.5,
      zoomAnimation: !calm(),
      fadeAnimation: !calm(),
    });
    this.map.fitBounds(WHOLE_COUNTRY, { animate: false });
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(this.map);
    this.outlines = new Outlines(this.map);
    this.drawn = L.layerGroup().addTo(this.map);
    this.marks = L.layerGroup().addTo(this.map);
    this.map.on("zoomend", () => this.draw());
    this.map.on("moveend", () => {
      placeTags(this.groups, this.stage);
      if (!this.atWork) this.moved = true;
    });
    this.map.on("click", () => {
      if (this.selected && !this.pen.drawing) this.pick(null, { tell: true });
    });
    // Scrolling the page over the map must not zoom or drag it: wheel and finger act on the map once it has been tapped.
    if (matchMedia("(pointer: coarse)").matches) {
      this.map.dragging.disable();
      this.canvas.addEventListener("focusin", () => this.map.dragging.enable());
      this.canvas.addEventListener("focusout", () => this.map.dragging.disable());
    }
    this.canvas.addEventListener("wheel", (event) => this.wheel(event), { capture: true, passive: true });
    this.pen.listen();
    this.canvas.addEventListener("keydown", (event) => this.walk(event), true);
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(this.stage);
  }

  // Decided before Leaflet hears of the wheel; Ctrl and the wheel zoom at once, as on other maps in pages.
  wheel({ ctrlKey, metaKey }) {
    const zooms = ctrlKey || metaKey || this.pen.drawing || this.canvas.contains(document.activeElement);
    const { scrollWheelZoom } = this.map;
    if (zooms) scrollWheelZoom.enable();
    else scrollWheelZoom.disable();
    this.hint.hidden = zooms;
    clearTimeout(this.hiding);
    this.hiding = setTimeout(() => (this.hint.hidden = true), HINT_MS);
  }

  destroy() {
    clearTimeout(this.hiding);
    this.observer?.disconnect();
    this.map?.remove();
  }

  async update(data, host) {
    const theme = readTheme(host);
    const repaint = !sameTheme(theme, this.theme ?? {});
    const changed = data.rev !== this.rev;
    this.theme = theme;
    this.root.style.height = `${data.height}px`;
    if (changed) delete this.root.dataset.ready;
    if (!this.map) this.start();
    this.quietly(() => this.map.invalidateSize({ animate: false }));
    const { points, lines, circle, area, kinds, tones, sizes, frame } = data;
    const elsewhere = frame && String(frame) !== String(this.frame) && !area.length && !this.pen.drawing;
    const most = Math.max(0, ...points.map(({ size }) => size ?? 0));
    Object.assign(this, { points, lines, circle, area, kinds, tones, sizes, frame, most, rev: data.rev });
    this.outlines.name(data.names);
    this.pen.show(data.draws, area);
    this.canvas.setAttribute("aria-label", `Map of ${count(points.length, "point", "points")}. Tab to the points, arrow keys move between them, Enter picks.`);
    this.canvas.setAttribute("role", "region");
    this.useTiles(data.tiles);
    this.credit.textContent = [CREDIT, data.attribution].filter(Boolean).join(" · ");
    if (changed) {
      this.all = false;
      this.far = points.length - nearOthers(points).length;
      if (!this.moved || elsewhere) this.fit();
    }
    const chosen = data.choice.seq !== this.seq;
    this.seq = data.choice.seq;
    if (chosen) this.selected = this.pointOf(data.choice.selected)?.id ?? null;
    if (changed || repaint) this.legend.replaceChildren(...mapLegend(this));
    this.legend.hidden = !points.length;
    this.draw();
    if (chosen && !changed) this.reveal();
    if (repaint) await this.outlines.show(theme);
    this.root.dataset.ready = this.rev;
  }

  useTiles(address) {
    if (address === this.tiles) return;
    this.tileLayer?.remove();
    this.tiles = address;
    this.tileLayer = address ? L.tileLayer(address).addTo(this.map) : null;
    this.map.getPane("outlines").style.display = address ? "none" : "";
    this.map.getPane("names").style.display = address ? "none" : "";
  }

  draw() {
    const { map, theme } = this;
    const focused = document.activeElement?.dataset?.group;
    this.drawn.clearLayers();
    this.marks.clearLayers();
    this.groups = [];
    if (this.circle)
      L.circle([this.circle.lat, this.circle.lon], {
        radius: this.circle.km * 1000,
        color: theme.primary,
        weight: 1.8,
        dashArray: "7 5",
        fillOpacity: 0.05,
        interactive: false,
      }).addTo(this.drawn);
    if (this.area.length) L.polygon(this.area, { color: theme.primary, weight: 1.8, dashArray: "7 5", fillOpacity: 0.05, interactive: false }).addTo(this.drawn);
    for (const line of this.lines)
      L.polyline(
        [
          [line.from_lat, line.from_lon],
          [line.to_lat, line.to_lon],
        ],
        { color: theme.text, opacity: 0.45, weight: 1.4, dashArray: line.state === "possible" ? "5 4" : null, interactive: false },
      ).addTo(this.drawn);
    const spots = this.points.map((point) => ({ point, ...map.project([point.lat, point.lon]) }));
    const reach = this.most ? reachOfSized(spots) : spots.length > 150 ? 40 : 27;
    for (const group of groupSpots(spots, this.selected, reach)) this.mark(group);
    placeTags(this.groups, this.stage);
    const again = this.groups.find(({ id }) => id === focused) ?? this.groups[0];
    again?.marker.getElement().setAttribute("tabindex", "0");
    if (focused && again?.id === focused) again.marker.getElement().focus();
  }

  mark({ x, y, members }) {
    const alone = members.length === 1 ? members[0] : null;
    const size = alone ? pointSize(alone, this.most) : groupSize(members);
    const html = element("span", { class: "ca-put" }, alone ? pointMark(alone, this) : groupMark(members, this), nameTag(members));
    const marker = L.marker(this.map.unproject([x, y]), {
      icon: L.divIcon({ className: "ca-mark", html, iconSize: [size, size] }),
      keyboard: false,
      riseOnHover: true,
      // what is small lies above what is large
      zIndexOffset: LAYER * (alone && alone.id === this.selected ? 100 : members.some(({ marked }) => marked) ? 90 : alone ? 50 - Math.round(size) : 80),
    }).addTo(this.marks);
    marker.bindTooltip(alone ? pointTip(alone) : groupTip(members), { className: "ca-tip", direction: "top", offset: [0, -size / 2 + 2], opacity: 1 });
    const node = marker.getElement();
    const group = { id: members[0].id, marker, members, alone };
    node.dataset.group = group.id;
    node.setAttribute("role", "button");
    node.setAttribute("tabindex", "-1");
    node.setAttribute("aria-label", alone ? [alone.name, ...wordsFor(alone)].join(", ") : `${count(members.length, "point", "points")} here: open the list`);
    if (alone) node.setAttribute("aria-pressed", String(alone.id === this.selected));
    marker.on("click", () => this.open(group));
    this.groups.push(group);
  }

  open({ alone, members, marker }) {
    if (alone) {
      if (alone.id !== this.selected) this.pick(alone.id, { tell: true });
      return;
    }
    marker.closeTooltip();
    pickList(this, members, marker);
  }

  pick(id, { tell = false } = {}) {
    this.selected = this.pointOf(id)?.id ?? null;
    this.draw();
    const point = this.pointOf(id);
    this.said.textContent = point ? `${[point.name, ...wordsFor(point)].join(", ")}, picked` : "Nothing is picked";
    if (tell) this.send({ selected: this.selected });
  }

  walk(event) {
    const group = this.groups.find(({ id }) => id === event.target.dataset?.group);
    if (!group) return;
    if (isArrow(event.key)) {
      const places = this.groups.map((other) => ({ id: other.id, ...this.map.latLngToContainerPoint(other.marker.getLatLng()) }));
      const target = next(places, places.find(({ id }) => id === group.id), event.key);
      if (target) this.focus(target.id, group);
    } else if (event.key === "Enter" || event.key === " ") this.open(group);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  focus(id, from) {
    const { marker } = this.groups.find((group) => group.id === id);
    from.marker.getElement().setAttribute("tabindex", "-1");
    marker.getElement().setAttribute("tabindex", "0");
    marker.getElement().focus({ preventScroll: true });
    if (!this.map.getBounds().contains(marker.getLatLng())) this.map.panTo(marker.getLatLng(), { animate: !calm() });
  }

  reveal() {
    const point = this.pointOf(this.selected);
    if (point && !this.map.getBounds().pad(-0.06).contains([point.lat, point.lon]))
      this.quietly(() => this.map.panTo([point.lat, point.lon], { animate: false }));
  }

  showAll() {
    this.all = true;
    this.fit({ animate: true });
  }

  fit({ animate = false } = {}) {
    this.moved = false;
    this.unfitted = !this.stage.clientWidth || !this.stage.clientHeight;
    if (this.unfitted) return;
    const framed = this.all ? this.points : nearOthers(this.points);
    const bounds = L.latLngBounds([...framed.map(({ lat, lon }) => [lat, lon]), ...this.area]);
    if (this.circle) bounds.extend(L.latLng(this.circle.lat, this.circle.lon).toBounds(this.circle.km * 2000));
    if (this.frame && !this.area.length) bounds.extend(this.frame);
    const target = bounds.isValid() ? bounds : L.latLngBounds(WHOLE_COUNTRY);
    this.quietly(() => this.map.fitBounds(target, { padding: [26, 26], maxZoom: this.pen.waits ? 9 : 12, animate: animate && !calm() }));
  }

  zoom(steps) {
    this.map.setZoom(this.map.getZoom() + steps);
  }

  // Moves made by the program do not count as the user's; a moved map is not fitted again.
  quietly(move) {
    this.atWork = true;
    this.map.once("moveend", () => {
      this.atWork = false;
    });
    move();
    setTimeout(() => {
      this.atWork = false;
    }, 400);
  }

  resized() {
    if (!this.root.isConnected || !this.stage.clientWidth) return;
    this.quietly(() => this.map.invalidateSize({ animate: false }));
    if (this.unfitted || !this.moved) this.fit();
  }

  pointOf(id) {
    return this.points.find((point) => point.id === id);
  }

  places() {
    const entries = this.groups.map(({ id, marker, members }) => {
      const { left, top, width, height } = marker.getElement().getBoundingClientRect();
      return [id, { x: left + width / 2, y: top + height / 2, size: members.length }];
    });
    return Object.fromEntries(entries);
  }
}

// More than any height on the screen, by which Leaflet layers marks otherwise.
const LAYER = 10_000;

// Up to so many marks with sizes are drawn one by one.
const MOST_SIZED = 1000;

// A ring with a number has no size, so that marks that have one are put together only where they would hide each other.
const reachOfSized = (spots) => (spots.length > MOST_SIZED ? 9 : 1);

function pointTip(point) {
  const tip = element("div", {}, element("b", {}, point.name), ...wordsFor(point).map((words) => element("span", {}, words)));
  if (point.note) tip.append(element("span", {}, point.note));
  return tip;
}

function groupTip(members) {
  const names = members.slice(0, 4).map(({ name }) => element("span", {}, name));
  if (members.length > 4) names.push(element("span", {}, `and ${members.length - 4} more`));
  return element("div", {}, element("b", {}, count(members.length, "point", "points")), ...names);
}
