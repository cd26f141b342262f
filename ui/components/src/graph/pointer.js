// The graph under a mouse or a finger.

import { count, element } from "../common/dom.js";
import { spaced } from "../common/shapes.js";

export function listenToPointer(view) {
  const { cy, canvas } = view;
  // Scrolling the page over the graph must not zoom or drag it: the wheel and a finger act on the graph once it has
  // been clicked or tapped. For fingers, graph.css sets touch-action by the same focus.
  cy.userZoomingEnabled(false);
  canvas.addEventListener("focus", () => cy.userZoomingEnabled(true));
  canvas.addEventListener("blur", () => cy.userZoomingEnabled(false));
  const focus = () => canvas.focus({ preventScroll: true });
  canvas.addEventListener("pointerdown", ({ pointerType }) => {
    if (pointerType !== "touch") focus();
  });
  cy.on("tap", focus);

  const taps = [null, null];
  cy.on("tap", "node", ({ target }) => {
    taps.unshift(target.id());
    taps.length = 2;
    if (target.id() !== view.selected) view.pick(target.id(), { tell: true });
  });
  // Two quick taps on two nodes are no double tap.
  cy.on("dbltap", "node", ({ target }) => {
    if (taps[0] === taps[1]) view.actions.expand(target.id());
  });
  cy.on("tap", "edge", ({ target }) => view.pickLink(target));
  cy.on("tap", ({ target }) => {
    if (target === cy && (view.selected || view.pickedLink)) view.pick(null, { tell: true });
  });
  cy.on("dragpan scrollzoom pinchzoom", () => {
    view.camera.moved = true;
    hideTip(view);
  });

  let before = null;
  cy.on("grab", "node", ({ target }) => {
    before = { ...target.position() };
    hideTip(view);
  });
  cy.on("dragfree", "node", ({ target }) => {
    const back = before;
    view.history.push(`moving ${target.data("name")}`, () => target.position(back));
    view.camera.moved = true;
    view.refresh();
  });

  cy.on("mouseover", "node", ({ target }) => {
    canvas.style.cursor = "pointer";
    view.pointed = target.id();
    target.addClass("pointed");
    showTip(view, target);
  });
  cy.on("mouseout", "node", ({ target }) => {
    canvas.style.cursor = "";
    view.pointed = null;
    target.removeClass("pointed");
    hideTip(view);
  });
  cy.on("mouseover", "edge", ({ target }) => {
    canvas.style.cursor = "pointer";
    view.pointedLink = target.id();
    view.cy.forceRender();
  });
  cy.on("mouseout", "edge", () => {
    canvas.style.cursor = "";
    view.pointedLink = null;
    view.cy.forceRender();
  });
}

function showTip(view, node) {
  const { tip, stage } = view;
  const { name, kind, tone, note } = node.data();
  const links = count(node.connectedEdges().length, "link", "links");
  tip.replaceChildren(element("b", {}, name), element("span", {}, [spaced(kind), tone, links].filter(Boolean).join(" · ")));
  if (note) tip.append(element("span", {}, note));
  tip.hidden = false;
  const { x, y } = node.renderedPosition();
  const gap = node.renderedWidth() / 2 + 10;
  const left = x + gap + tip.offsetWidth < stage.clientWidth ? x + gap : x - gap - tip.offsetWidth;
  const top = Math.min(Math.max(4, y - tip.offsetHeight / 2), stage.clientHeight - tip.offsetHeight - 4);
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${top}px`;
}

function hideTip(view) {
  view.tip.hidden = true;
}
