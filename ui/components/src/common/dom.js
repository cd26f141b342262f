// Elements, made without markup strings so that no name from the data is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";

export function element(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function addStyle(id, css) {
  if (document.getElementById(id)) return;
  document.head.append(element("style", { id }, css));
}

export const count = (number, one, many) => `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
