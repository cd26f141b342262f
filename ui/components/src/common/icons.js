// Line icons on a grid of 20, drawn for Cluster Atlas.

import { svg } from "./dom.js";

const PATHS = {
  more: ["M4 10h.01M10 10h.01M16 10h.01"],
  zoomIn: ["M10 4v12M4 10h12"],
  zoomOut: ["M4 10h12"],
  fit: ["M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M8 8h4v4H8z"],
  draw: ["M4.5 6.5 13 3.5l3.5 8.5-6.5 4.5-6-3z"],
  erase: ["M5 5l10 10M15 5 5 15"],
  expand: ["M10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z", "M8.2 8.2 4.5 4.5M11.8 8.2l3.7-3.7M8.2 11.8l-3.7 3.7M11.8 11.8l3.7 3.7", "M3 6V3h3M14 3h3v3M3 14v3h3M14 17h3v-3"],
  pin: ["M7 3h6l-.7 5 2.7 3H5l2.7-3z", "M10 11v6"],
  hide: ["M3 3l14 14", "M8.2 5.2A8 8 0 0 1 18 10a11 11 0 0 1-2 2.7M5.4 6.4A11 11 0 0 0 2 10c1.6 3 4.6 5 8 5 1.2 0 2.3-.2 3.3-.7", "M8.6 8.6a2 2 0 0 0 2.8 2.8"],
  show: ["M2 10c1.6-3 4.6-5 8-5s6.4 2 8 5c-1.6 3-4.6 5-8 5s-6.4-2-8-5z", "M10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z"],
  undo: ["M7 4 3 8l4 4", "M3 8h8.5a4.5 4.5 0 0 1 0 9H8"],
  arrange: ["M16.5 8A7 7 0 0 0 4 6.5M3.5 3v4h4M3.5 12A7 7 0 0 0 16 13.5M16.5 17v-4h-4"],
  picture: ["M10 3v9M6.5 9l3.5 3.5L13.5 9", "M3 13v4h14v-4"],
};

export function icon(name) {
  const paths = PATHS[name].map((d) => svg("path", { d, ...(name === "more" ? { "stroke-width": 2.6 } : {}) }));
  return svg("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, ...paths);
}
