// Which part of the graph is shown, and how large.

import { calm } from "../common/dom.js";

export class Camera {
  constructor(view) {
    this.view = view;
    this.grow = 1;
    // True once the user moved the view: it is not fitted again by itself then.
    this.moved = false;
  }

  fit({ animate = false } = {}) {
    const { cy } = this.view;
    const box = this.bounds();
    if (!box) return;
    const [width, height] = [cy.width() - 90, cy.height() - 84];
    const zoom = Math.max(0.08, Math.min(1.5, width / Math.max(1, box.x2 - box.x1), height / Math.max(1, box.y2 - box.y1)));
    const pan = { x: cy.width() / 2 - (zoom * (box.x1 + box.x2)) / 2, y: cy.height() / 2 - 4 - (zoom * (box.y1 + box.y2)) / 2 };
    this.moved = false;
    if (animate && !calm()) cy.animate({ zoom, pan, duration: 250, queue: false });
    else cy.viewport({ zoom, pan });
  }

  bounds() {
    const nodes = this.view.shownNodes().map((node) => ({ ...node.position(), radius: node.data("radius") }));
    if (!nodes.length) return null;
    return {
      x1: Math.min(...nodes.map(({ x, radius }) => x - radius)),
      x2: Math.max(...nodes.map(({ x, radius }) => x + radius)),
      y1: Math.min(...nodes.map(({ y, radius }) => y - radius)),
      y2: Math.max(...nodes.map(({ y, radius }) => y + radius)),
    };
  }

  zoomBy(factor) {
    const { cy } = this.view;
    this.moved = true;
    cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  }

  reveal(node) {
    const { cy } = this.view;
    const { x, y } = node.renderedPosition();
    const [width, height] = [cy.width(), cy.height()];
    if (x > 30 && y > 30 && x < width - 30 && y < height - 30) return;
    cy.animate({ center: { eles: node }, duration: calm() ? 0 : 200, queue: false });
  }

  // Nodes grow with the square root of the zoom, so that they stay readable far out and small close by.
  regrow() {
    const { cy } = this.view;
    const grow = Math.max(0.45, Math.min(3, cy.zoom() ** -0.5));
    if (Math.abs(grow - this.grow) < 0.02) return;
    this.grow = grow;
    cy.style().update();
  }
}
