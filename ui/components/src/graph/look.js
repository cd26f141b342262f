// How nodes and links are drawn, in light and in dark.

import { mix } from "../common/theme.js";
import { inkOf, lookOf } from "../common/shapes.js";

export function stylesheet(view) {
  const { theme, kinds, linkColours } = view;
  const ink = (kind) => (linkColours[kind] ?? ["#768092", "#909bab"])[theme.dark ? 1 : 0];
  const fill = (node) => inkOf(node.data(), view);
  const most = Math.max(0, ...view.links.map(({ weight }) => weight ?? 0));
  const width = (edge) => (most ? 1 + 8 * Math.sqrt((edge.data("weight") ?? 0) / most) : 1.1 + 1.3 * (edge.data("confidence") ?? 0.4));
  return [
    {
      selector: "node",
      style: {
        shape: (node) => (lookOf(kinds, node.data("kind")).points.length ? "polygon" : "ellipse"),
        "shape-polygon-points": (node) => lookOf(kinds, node.data("kind")).points.flat().join(" ") || "-1 -1 1 -1 1 1",
        width: (node) => node.data("radius") * 2 * view.camera.grow,
        height: (node) => node.data("radius") * 2 * view.camera.grow,
        "background-color": fill,
        "border-width": 1.5,
        "border-color": theme.background,
        "overlay-opacity": 0,
      },
    },
    {
      selector: "edge",
      style: {
        "curve-style": "bezier",
        "control-point-step-size": 26,
        width,
        "line-color": (edge) => ink(edge.data("kind")),
        "target-arrow-color": (edge) => ink(edge.data("kind")),
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.85,
        "line-opacity": 0.9,
        "overlay-opacity": 0,
      },
    },
    { selector: "edge[state = 'possible']", style: { "line-style": "dashed", "line-dash-pattern": [6, 4] } },
    { selector: "node[?marked]", style: { "border-width": 3.5, "border-color": theme.text } },
    { selector: ".dim", style: { opacity: theme.dark ? 0.42 : 0.36 } },
    { selector: "edge.near", style: { width: (edge) => width(edge) + 0.8, "z-index": 5 } },
    {
      selector: "node.walking, node.pointed",
      style: { "outline-width": 2, "outline-color": theme.text, "outline-offset": 2, opacity: 1 },
    },
    {
      selector: "node.picked",
      style: {
        "outline-width": 3.5,
        "outline-color": mix(theme.primary, theme.text, 0.1),
        "outline-offset": 2,
        opacity: 1,
        "z-index": 10,
      },
    },
    {
      selector: "edge.picked",
      style: { width: (edge) => Math.max(4, width(edge)), "line-color": theme.primary, "target-arrow-color": theme.primary, opacity: 1, "z-index": 10 },
    },
    { selector: ".away, .filtered", style: { display: "none" } },
  ];
}
