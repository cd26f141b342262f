// The list of points that share a spot.

import L from "leaflet";
import { count, element } from "../common/dom.js";
import { mark } from "../common/shapes.js";
import { wordsFor } from "./marks.js";

export function pickList(view, members, marker) {
  const { map } = view;
  const bounds = L.latLngBounds(members.map(({ lat, lon }) => [lat, lon]));
  const apart = map.getBoundsZoom(bounds) > map.getZoom() && !bounds.getNorthEast().equals(bounds.getSouthWest());
  const close = () => {
    map.closePopup();
    marker.getElement()?.focus();
  };
  const choose = (id) => {
    map.closePopup();
    view.pick(id, { tell: true });
  };
  const zoomIn = () => {
    map.closePopup();
    map.fitBounds(bounds, { padding: [40, 40], maxZoom: 15 });
  };
  const items = [...members]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((point) =>
      element(
        "li",
        {},
        element(
          "button",
          { type: "button", onclick: () => choose(point.id) },
          mark(point, view, 13),
          element("span", {}, point.name, element("small", {}, wordsFor(point, { brief: true }).join(" · "))),
        ),
      ),
    );
  const head = element("div", { class: "ca-pickhead" }, element("b", {}, `${count(members.length, "point", "points")} here`));
  if (apart) head.append(element("button", { type: "button", onclick: zoomIn }, "Zoom in"));
  const list = element("div", { class: "ca-pick", role: "dialog", "aria-label": "Points here" }, head, element("ul", {}, ...items));
  list.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    event.stopPropagation();
  });
  L.popup({ className: "ca-popup", closeButton: false, minWidth: 200, maxWidth: 240, autoPanPaddingTopLeft: [52, 10], autoPanPaddingBottomRight: [10, 10] })
    .setLatLng(marker.getLatLng())
    .setContent(list)
    .openOn(map);
  L.DomEvent.disableScrollPropagation(list);
  list.querySelector("li button").focus({ preventScroll: true });
}
