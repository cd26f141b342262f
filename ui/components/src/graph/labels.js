// Names, drawn on a canvas above the graph at one size on the screen. No two overlap: the most important get room first,
// the rest wait until one zooms in or points at them.

const FONT_SIZE = 12;
const LINE = 14;
const WIDEST = 126;
const CELL = 48;

const pen = document.createElement("canvas").getContext("2d");

// The name in at most two lines; what does not fit ends in an ellipsis.
export function wrap(name, font, widest = WIDEST) {
  pen.font = font;
  const fits = (text) => pen.measureText(text).width <= widest;
  const lines = [];
  for (const word of name.split(/\s+/)) {
    const joined = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && fits(joined)) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  if (lines.length > 2) lines.splice(1, lines.length, lines.slice(1).join(" "));
  const cut = lines.map((line) => {
    if (fits(line)) return line;
    let kept = line;
    while (kept.length > 1 && !fits(`${kept}…`)) kept = kept.slice(0, -1);
    return `${kept.trimEnd()}…`;
  });
  return { lines: cut, width: Math.max(...cut.map((line) => pen.measureText(line).width)) };
}

class Ground {
  constructor() {
    this.cells = new Map();
  }

  *keys({ left, right, top, bottom }) {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1)
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) yield `${x},${y}`;
  }

  take(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  // How many other things lie under `box`.
  under(box) {
    const hit = new Set();
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) ?? []) {
        const apart = other.left >= box.right || other.right <= box.left || other.top >= box.bottom || other.bottom <= box.top;
        if (!apart && other.owner !== box.owner) hit.add(other);
      }
    return hit.size;
  }
}

export class Labels {
  constructor(view) {
    this.view = view;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "ca-labels";
    this.canvas.setAttribute("aria-hidden", "true");
    this.cache = new Map();
    this.shown = [];
  }

  font(bold) {
    return `${bold ? 600 : 400} ${FONT_SIZE}px ${this.view.theme.font}`;
  }

  measured(name, bold) {
    const font = this.font(bold);
    const key = `${font}|${name}`;
    if (!this.cache.has(key)) this.cache.set(key, wrap(name, font));
    return this.cache.get(key);
  }

  halfWidth(name) {
    return this.measured(name, false).width / 2;
  }

  draw() {
    const { cy } = this.view;
    const [width, height, ratio] = [cy.width(), cy.height(), devicePixelRatio || 1];
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    const context = this.canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.paint(context, width, height);
  }

  paint(context, width, height) {
    const { cy, theme } = this.view;
    const ground = new Ground();
    const zoom = cy.zoom();
    const nodes = this.view
      .shownNodes()
      .map((node) => ({ node, at: node.renderedPosition(), radius: (node.width() / 2) * zoom }))
      .filter(({ at }) => at.x > 0 && at.y > 0 && at.x < width && at.y < height);
    for (const { node, at, radius } of nodes)
      ground.take({ left: at.x - radius, right: at.x + radius, top: at.y - radius, bottom: at.y + radius, owner: node.id() });
    const { said } = this.view;
    if (said.offsetWidth) ground.take({ left: said.offsetLeft, right: said.offsetLeft + said.offsetWidth, top: said.offsetTop, bottom: height });
    this.frame = { width, height };
    context.lineJoin = "round";
    context.textAlign = "center";
    context.textBaseline = "middle";
    this.shown = [];
    for (const item of nodes.map((entry) => ({ ...entry, rank: this.rank(entry.node) })).sort((a, b) => b.rank - a.rank || (a.node.id() < b.node.id() ? -1 : 1)))
      this.name(context, item, ground);
    for (const edge of this.view.spokenEdges()) this.verb(context, edge, ground);
    context.globalAlpha = 1;
    for (const { node, at, radius } of nodes) if (node.locked()) pinMark(context, at, radius, theme);
  }

  rank(node) {
    const { view } = this;
    const id = node.id();
    if (id === view.selected || id === view.walking || id === view.pointed) return 1e9;
    if (id === view.centre || node.data("marked")) return 1e8;
    return (node.hasClass("near") ? 1e6 : 0) - (node.hasClass("dim") ? 1e6 : 0) + node.data("radius") * 100 + node.degree(false);
  }

  name(context, { node, at, radius, rank }, ground) {
    const must = rank >= 1e8;
    const { lines, width } = this.measured(node.data("name"), must);
    const [wide, high] = [width + 6, lines.length * LINE + 2];
    const spots = this.inside(wide, high, [
      [at.x, at.y + radius + high / 2 + 2],
      [at.x, at.y - radius - high / 2 - 2],
      [at.x + radius + wide / 2 + 2, at.y],
      [at.x - radius - wide / 2 - 2, at.y],
    ]);
    const box = ([x, y]) => ({ left: x - wide / 2, right: x + wide / 2, top: y - high / 2, bottom: y + high / 2, owner: node.id() });
    const under = spots.map((place) => ground.under(box(place)));
    const least = Math.min(...under);
    if (least > 0 && !must) return;
    const spot = spots[under.indexOf(least)];
    ground.take(box(spot));
    this.shown.push(node.id());
    context.globalAlpha = node.hasClass("dim") ? 0.5 : 1;
    context.font = this.font(must);
    lines.forEach((line, index) => write(context, line, spot[0], spot[1] + (index - (lines.length - 1) / 2) * LINE, this.view.theme));
  }

  // Spots for a box of a size, none of them cut by the edge of the drawing.
  inside(wide, high, spots) {
    const { width, height } = this.frame;
    const held = (value, half, most) => Math.max(half + 2, Math.min(value, most - half - 2));
    return spots.map(([x, y]) => [held(x, wide / 2, width), held(y, high / 2, height)]);
  }

  verb(context, edge, ground) {
    const { pan, zoom } = { pan: this.view.cy.pan(), zoom: this.view.cy.zoom() };
    const middle = edge.midpoint();
    const [x, y] = [middle.x * zoom + pan.x, middle.y * zoom + pan.y];
    context.font = `italic 400 11px ${this.view.theme.font}`;
    const half = context.measureText(edge.data("label")).width / 2 + 2;
    const box = { left: x - half, right: x + half, top: y - 8, bottom: y + 8 };
    if (ground.under(box)) return;
    ground.take(box);
    context.globalAlpha = 1;
    write(context, edge.data("label"), x, y, this.view.theme);
  }
}

function write(context, text, x, y, theme) {
  context.strokeStyle = theme.background;
  context.lineWidth = 3.5;
  context.strokeText(text, x, y);
  context.fillStyle = theme.text;
  context.fillText(text, x, y);
}

function pinMark(context, at, radius, theme) {
  const [x, y] = [at.x + radius * 0.75, at.y - radius * 0.75];
  context.beginPath();
  context.arc(x, y, 4.5, 0, 2 * Math.PI);
  context.fillStyle = theme.background;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = theme.text;
  context.stroke();
}
