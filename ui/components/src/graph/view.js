// One graph on the screen: it takes what Python sends, keeps what the user did, and says what the user asks for.

import cytoscape from "cytoscape";
import { calm, count, element } from "../common/dom.js";
import { spaced } from "../common/shapes.js";
import { readTheme, sameTheme } from "../common/theme.js";
import { Actions } from "./actions.js";
import { Camera } from "./camera.js";
import { fill, measure } from "./elements.js";
import { History } from "./history.js";
import { listenToKeys } from "./keyboard.js";
import { Labels } from "./labels.js";
import { arrange, placeAround } from "./layout.js";
import { Legend } from "./legend.js";
import { stylesheet } from "./look.js";
import { listenToPointer } from "./pointer.js";
import { Toolbar } from "./toolbar.js";

const NARROW = 470;
const shown = (item) => !item.hasClass("away") && !item.hasClass("filtered");

const HELP = "Arrow keys move between nodes, Enter picks, E adds neighbours, H hides, P pins, U undoes, Escape lets go.";

export class GraphView {
  constructor() {
    Object.assign(this, { nodes: [], links: [], kinds: {}, tones: [], linkColours: {}, widths: "", off: new Set(), send: () => {} });
    Object.assign(this, { rev: null, seq: null, centre: null, selected: null, walking: null, pointed: null, pointedLink: null });
    Object.assign(this, { pickedLink: null, expanding: null, unplaced: false });
    this.history = new History();
    this.actions = new Actions(this);
    this.camera = new Camera(this);
    this.labels = new Labels(this);
    this.toolbar = new Toolbar(this);
    this.legend = new Legend(this);
    this.canvas = element("div", { class: "ca-canvas", role: "application", tabindex: "0", "aria-label": "Graph" });
    this.said = element("div", { class: "ca-said", role: "status", "aria-live": "polite" });
    this.tip = element("div", { class: "ca-tip", "aria-hidden": "true" });
    this.tip.hidden = true;
    this.empty = element("div", { class: "ca-empty" }, "Nothing to draw.");
    this.stage = element("div", { class: "ca-stage" }, this.canvas, this.labels.canvas, this.said, this.empty, this.tip);
    this.root = element("div", { class: "ca ca-graph" }, this.toolbar.root, this.stage, this.legend.root);
    // The canvas cannot be read from outside: tests and the browser's console ask here where a node is.
    this.root.places = () => this.places();
  }

  start() {
    this.cy = cytoscape({
      container: this.canvas,
      minZoom: 0.08,
      maxZoom: 5,
      boxSelectionEnabled: false,
      selectionType: "single",
      autounselectify: true,
    });
    this.cy.on("render", () => this.drawn());
    this.cy.on("zoom", () => this.camera.regrow());
    listenToPointer(this);
    listenToKeys(this);
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(this.stage);
  }

  destroy() {
    this.observer?.disconnect();
    this.toolbar.destroy();
    this.cy?.destroy();
  }

  update(data, host) {
    const theme = readTheme(host);
    const repaint = !sameTheme(theme, this.theme ?? {});
    const changed = data.rev !== this.rev;
    this.theme = theme;
    this.root.style.height = `${data.height}px`;
    if (!this.cy) this.start();
    this.cy.resize();
    if (changed) this.replace(data);
    if (changed || repaint) {
      this.cy.style().fromJson(stylesheet(this)).update();
      this.legend.update();
      this.legend.root.hidden = !data.nodes.length;
    }
    if (data.choice.seq !== this.seq) {
      this.seq = data.choice.seq;
      this.pick(data.choice.selected, { reveal: !changed });
    } else this.mark();
    this.cy.forceRender();
  }

  replace(data) {
    delete this.root.dataset.ready;
    const { cy } = this;
    const ids = new Set(data.nodes.map(({ id }) => id));
    const kept = cy.nodes().filter((node) => ids.has(node.id()));
    const anew = this.rev === null || data.centre !== this.centre || kept.length * 3 < cy.nodes().length || !kept.length;
    Object.assign(this, { rev: data.rev, nodes: data.nodes, links: data.links, kinds: data.kinds, centre: data.centre });
    Object.assign(this, { tones: data.tones, linkColours: data.linkColours, widths: data.widths });
    const old = new Map(kept.map((node) => [node.id(), { ...node.position() }]));
    const fresh = data.nodes.map(({ id }) => id).filter((id) => !old.has(id));
    cy.batch(() => fill(cy, data));
    measure(cy, data.centre);
    this.filter();
    this.empty.hidden = data.nodes.length > 0;
    this.canvas.setAttribute("aria-label", `Graph of ${count(data.nodes.length, "node", "nodes")} and ${count(data.links.length, "link", "links")}. ${HELP}`);
    if (!this.has(this.selected)) this.selected = null;
    if (!this.has(this.walking)) this.walking = null;
    if (anew) this.begin();
    else this.grownBy(fresh, old);
  }

  begin() {
    this.history.clear();
    this.expanding = null;
    this.cy.nodes().unlock();
    this.camera.moved = false;
    this.arrange({ animate: false });
  }

  grownBy(fresh, old) {
    const from = this.expanding;
    const neighbour = (id, placed) => {
      const near = this.cy.getElementById(id).neighborhood("node").map((node) => node.id());
      if (from && near.includes(from)) return from;
      return near.find((other) => old.has(other)) ?? near.find((other) => placed.has(other)) ?? null;
    };
    const places = placeAround(fresh, neighbour, old);
    for (const [id, place] of places) this.cy.getElementById(id).position(place);
    if (from && fresh.length) {
      this.expanding = null;
      this.history.push("adding neighbours", () => this.collapse(from, fresh));
      this.say(`Added ${count(fresh.length, "neighbour", "neighbours")} of ${this.nameOf(from)}`);
    }
    const view = this.cy.extent();
    const outside = [...places.values()].some(({ x, y }) => x < view.x1 || x > view.x2 || y < view.y1 || y > view.y2);
    if (outside) this.camera.fit({ animate: true });
  }

  collapse(from, ids) {
    const gone = ids.filter((id) => this.has(id));
    this.nodes = this.nodes.filter(({ id }) => !gone.includes(id));
    this.links = this.links.filter(({ source, target }) => !gone.includes(source) && !gone.includes(target));
    for (const id of gone) this.cy.getElementById(id).remove();
    if (gone.includes(this.selected)) this.pick(null);
    this.legend.update();
    this.tell({ collapse: from, removed: gone });
  }

  arrange({ animate }) {
    const { cy } = this;
    this.unplaced = !this.stage.clientWidth || !this.stage.clientHeight;
    if (this.unplaced) return;
    const boxes = this.shownNodes().map((node) => ({
      id: node.id(),
      radius: node.data("radius"),
      label: this.labels.halfWidth(node.data("name")),
      fixed: node.locked() ? { ...node.position() } : null,
    }));
    const links = this.shownEdges().map((edge) => edge.data());
    const places = arrange(boxes, links, this.centre, { width: this.stage.clientWidth, height: this.stage.clientHeight });
    this.move(places, animate && cy.nodes().length <= 200);
  }

  move(places, animate) {
    const nodes = this.cy.nodes().filter((node) => places.has(node.id()) && !node.locked());
    const positions = (node) => places.get(node.id());
    nodes.layout({ name: "preset", positions, fit: false, animate: animate && !calm(), animationDuration: 350, stop: () => this.camera.fit({ animate }) }).run();
  }

  // Cytoscape's own :visible answers from a cache until it has drawn again, so the classes are asked.
  shownNodes() {
    return this.cy.nodes().filter(shown);
  }

  shownEdges(edges = this.cy.edges()) {
    return edges.filter((edge) => shown(edge) && shown(edge.source()) && shown(edge.target()));
  }

  resized() {
    this.root.classList.toggle("ca-narrow", this.root.clientWidth < NARROW);
    if (!this.stage.clientWidth || !this.root.isConnected) return;
    this.cy.resize();
    if (this.unplaced) this.arrange({ animate: false });
    else if (!this.camera.moved) this.camera.fit();
  }

  drawn() {
    this.labels.draw();
    if (!this.unplaced && this.rev !== null) this.root.dataset.ready = this.rev;
  }

  isOff({ kind, state }) {
    return this.off.has(`link:${kind}`) || (state === "possible" && this.off.has("state:possible"));
  }

  // `tell` is false when Python made the choice: what it said is not said back.
  pick(id, { tell = false, reveal = false } = {}) {
    this.selected = this.has(id) ? id : null;
    this.pickedLink = null;
    if (this.selected) {
      const node = this.cy.getElementById(id);
      this.off.delete(`node:${node.data("kind")}`);
      this.off.delete(`tone:${node.data("tone")}`);
      node.removeClass("away");
      this.filter();
      this.legend.update();
      this.walking = id;
      if (reveal) this.camera.reveal(node);
    }
    this.mark();
    if (this.selected) this.describe(id);
    else this.say("");
    if (tell) this.tell({});
  }

  pickLink(edge) {
    this.pickedLink = edge.id();
    this.mark();
    this.say(`${edge.source().data("name")} ${edge.data("label")} ${edge.target().data("name")}${edge.data("state") === "possible" ? " (possible)" : ""}`);
    this.tell({ selectedLink: edge.id().slice("link:".length) });
  }

  walkTo(id) {
    this.walking = id;
    this.mark();
    this.camera.reveal(this.cy.getElementById(id));
    this.describe(id);
  }

  mark() {
    const { cy, selected } = this;
    cy.batch(() => {
      cy.elements().removeClass("picked near dim walking pointed");
      if (this.has(selected)) {
        const node = cy.getElementById(selected).addClass("picked");
        const near = node.closedNeighborhood().addClass("near");
        cy.elements().not(near).addClass("dim");
      }
      if (this.has(this.pickedLink)) cy.getElementById(this.pickedLink).addClass("picked").removeClass("dim");
      if (this.has(this.walking) && this.canvas.matches(":focus-visible")) cy.getElementById(this.walking).addClass("walking");
      if (this.has(this.pointed)) cy.getElementById(this.pointed).addClass("pointed");
    });
    this.refresh();
  }

  refresh() {
    const node = this.has(this.selected) ? this.cy.getElementById(this.selected) : null;
    this.toolbar.update({
      node: node !== null,
      pinned: node?.locked() ?? false,
      hidden: this.cy.nodes(".away").length,
      undo: this.history.next,
    });
  }

  spokenEdges() {
    const { cy } = this;
    const one = this.pointedLink ?? this.pickedLink;
    const spoken = this.has(one) ? [cy.getElementById(one)] : [];
    const id = this.pointed ?? this.selected;
    const around = this.has(id) ? this.shownEdges(cy.getElementById(id).connectedEdges()) : [];
    return around.length <= 12 ? [...spoken, ...around] : spoken;
  }

  toggle(kind) {
    if (this.off.has(kind)) this.off.delete(kind);
    else this.off.add(kind);
    this.filter();
    this.legend.update();
    this.mark();
  }

  filter() {
    this.cy.batch(() => {
      this.cy.nodes().forEach((node) => node.toggleClass("filtered", this.off.has(`node:${node.data("kind")}`) || this.off.has(`tone:${node.data("tone")}`)));
      this.cy.edges().forEach((edge) => edge.toggleClass("filtered", this.isOff(edge.data())));
    });
  }

  tell(event) {
    this.send({ selected: this.selected, ...event });
  }

  say(text) {
    this.said.textContent = text;
  }

  describe(id) {
    const node = this.cy.getElementById(id);
    const links = count(node.connectedEdges().length, "link", "links");
    this.say(`${node.data("name")} · ${spaced(node.data("kind"))} · ${links}${node.locked() ? " · pinned" : ""}`);
  }

  nameOf(id) {
    return this.cy.getElementById(id).data("name");
  }

  has(id) {
    return typeof id === "string" && this.cy.getElementById(id).nonempty();
  }

  // Where each visible node is: x and y on the page, ownX and ownY in the drawing whatever its zoom.
  places() {
    const { left, top } = this.canvas.getBoundingClientRect();
    const places = this.shownNodes().map((node) => [node.id(), node.renderedPosition(), node.position()]);
    return Object.fromEntries(places.map(([id, seen, own]) => [id, { x: left + seen.x, y: top + seen.y, ownX: own.x, ownY: own.y }]));
  }
}
