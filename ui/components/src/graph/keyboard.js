// The graph without a mouse.

import { isArrow, next } from "../common/walk.js";

export function listenToKeys(view) {
  const { canvas } = view;
  const acts = { e: "expand", h: "hide", p: "pin", u: "undo", "+": "zoomIn", "=": "zoomIn", "-": "zoomOut", 0: "fit" };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isArrow(event.key)) walk(view, event.key);
    else if (event.key === "Enter") pickWalked(view);
    else if (event.key === "Escape") view.pick(null, { tell: view.selected !== null });
    else if (event.key.toLowerCase() in acts) actOn(view, acts[event.key.toLowerCase()]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  canvas.addEventListener("focus", () => {
    if (!canvas.matches(":focus-visible")) return;
    const start = [view.walking, view.selected, view.centre].find((id) => view.has(id)) ?? view.nodes[0]?.id;
    if (start) view.walkTo(start);
  });
  canvas.addEventListener("blur", () => view.mark());
}

function walk(view, key) {
  const places = Object.entries(view.places()).map(([id, place]) => ({ id, ...place }));
  const from = places.find(({ id }) => id === view.walking) ?? places.find(({ id }) => id === view.centre);
  const target = from ? next(places, from, key) : places[0];
  if (target) view.walkTo(target.id);
}

function pickWalked(view) {
  if (view.has(view.walking)) view.pick(view.walking, { tell: true });
}

// The keys act on the node one stands on; the buttons on the node that is picked.
function actOn(view, name) {
  const target = view.has(view.walking) ? view.walking : view.selected;
  if (["expand", "hide", "pin"].includes(name)) view.actions[name](target);
  else view.actions.act(name);
}
