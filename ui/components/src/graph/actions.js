// What the buttons and keys do.

import { count } from "../common/dom.js";
import { savePicture } from "./picture.js";

export class Actions {
  constructor(view) {
    this.view = view;
  }

  act(name) {
    const { view } = this;
    const acts = {
      fit: () => view.camera.fit({ animate: true }),
      zoomIn: () => view.camera.zoomBy(1.3),
      zoomOut: () => view.camera.zoomBy(1 / 1.3),
      expand: () => this.expand(view.selected),
      hide: () => this.hide(view.selected),
      pin: () => this.pin(view.selected),
      undo: () => this.undo(),
      show: () => this.showHidden(),
      arrange: () => this.rearrange(),
      picture: () => savePicture(view),
    };
    acts[name]();
  }

  expand(id) {
    const { view } = this;
    if (!view.has(id)) return;
    view.expanding = id;
    view.say(`Asking for neighbours of ${view.nameOf(id)}`);
    view.tell({ expand: id });
  }

  hide(id) {
    const { view } = this;
    if (!view.has(id)) return;
    const node = view.cy.getElementById(id).addClass("away");
    const name = view.nameOf(id);
    view.history.push(`hiding ${name}`, () => node.removeClass("away"));
    view.pick(null, { tell: true });
    view.say(`${name} is hidden`);
  }

  showHidden() {
    const { view } = this;
    const nodes = view.cy.nodes(".away").removeClass("away");
    view.history.push("showing hidden", () => nodes.addClass("away"));
    view.mark();
    view.say(`${count(nodes.length, "node is", "nodes are")} shown again`);
  }

  pin(id) {
    const { view } = this;
    if (!view.has(id)) return;
    const node = view.cy.getElementById(id);
    const flip = () => (node.locked() ? node.unlock() : node.lock());
    flip();
    view.history.push(node.locked() ? "pinning" : "unpinning", flip);
    view.mark();
    view.cy.forceRender();
    view.say(`${view.nameOf(id)} is ${node.locked() ? "pinned" : "free to move"}`);
  }

  rearrange() {
    const { view } = this;
    const before = new Map(view.cy.nodes().map((node) => [node.id(), { ...node.position() }]));
    view.history.push("re-arranging", () => view.move(before, true));
    view.arrange({ animate: true });
    view.refresh();
  }

  undo() {
    const { view } = this;
    if (view.history.undo()) view.mark();
  }
}
