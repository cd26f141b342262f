// Where nodes go. The same nodes and links always get the same places: ForceAtlas2 starts from a fixed spiral.

import { UndirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

const TURN = Math.PI * (3 - Math.sqrt(5));

// `boxes` are {id, radius, label: half its width, fixed?: {x, y}}, `links` are {source, target}, `frame` is {width,
// height} of the drawing in pixels. Returns a Map of id to {x, y}; `fixed` nodes come back where they were.
export function arrange(boxes, links, centre, frame) {
  if (!boxes.length) return new Map();
  const graph = new UndirectedGraph();
  for (const { id } of boxes) graph.addNode(id);
  for (const { source, target } of links) if (source !== target) graph.mergeEdge(source, target);
  const pinned = boxes.filter((box) => box.fixed);
  const spread = frame.width / Math.sqrt(boxes.length + 4) / 12;
  const order = [...boxes].sort(
    (a, b) => (b.id === centre) - (a.id === centre) || graph.degree(b.id) - graph.degree(a.id) || (a.id < b.id ? -1 : 1),
  );
  order.forEach(({ id, fixed }, index) => {
    const far = Math.sqrt(index) * 8;
    const start = fixed
      ? { x: fixed.x / spread, y: fixed.y / spread, fixed: true }
      : { x: far * Math.cos(index * TURN), y: far * Math.sin(index * TURN) };
    graph.mergeNodeAttributes(id, start);
  });
  forceAtlas2.assign(graph, {
    iterations: boxes.length > 250 ? 220 : 400,
    settings: {
      barnesHutOptimize: boxes.length > 250,
      strongGravityMode: true,
      gravity: 0.09,
      scalingRatio: 12,
      slowDown: 4,
      outboundAttractionDistribution: false,
    },
  });
  const places = order.map((box) => {
    const { x, y } = graph.getNodeAttributes(box.id);
    return { ...box, x: x * spread, y: y * spread };
  });
  if (!pinned.length) fillFrame(places, frame);
  for (const place of places) if (place.fixed) Object.assign(place, place.fixed);
  separate(places, frame);
  if (!pinned.length) stretch(places, frame);
  return new Map(places.map(({ id, x, y }) => [id, { x, y }]));
}

// Turns the long side of the drawing along the long side of the frame, and scales it to fit.
function fillFrame(places, frame) {
  const angle = longSide(places) - (frame.width >= frame.height ? 0 : Math.PI / 2);
  const [cos, sin] = [Math.cos(-angle), Math.sin(-angle)];
  for (const place of places) {
    const { x, y } = place;
    place.x = x * cos - y * sin;
    place.y = x * sin + y * cos;
  }
  const [left, right] = ends(places.map(({ x }) => x));
  const [top, bottom] = ends(places.map(({ y }) => y));
  const scaleX = Math.max(60, frame.width - 130) / Math.max(1, right - left);
  const scaleY = Math.max(60, frame.height - 90) / Math.max(1, bottom - top);
  const least = Math.min(scaleX, scaleY);
  for (const place of places) {
    place.x = (place.x - (left + right) / 2) * Math.min(scaleX, least * 1.5);
    place.y = (place.y - (top + bottom) / 2) * Math.min(scaleY, least * 1.5);
  }
}

function longSide(places) {
  let [xx, yy, xy] = [0, 0, 0];
  for (const { x, y } of places) {
    xx += x * x;
    yy += y * y;
    xy += x * y;
  }
  return 0.5 * Math.atan2(2 * xy, xx - yy);
}

const ends = (numbers) => [Math.min(...numbers), Math.max(...numbers)];

// Pushes nodes apart that are too close, each away from the other. The ellipse round a node holds as much of the label
// under it as the frame has room for.
function separate(places, frame) {
  const wanted = places.reduce((sum, { radius, label }) => sum + 4 * (Math.max(radius, label) + 5) * (radius + 13), 0);
  const room = Math.sqrt((frame.width * frame.height) / (1.6 * wanted));
  const share = room > 1 ? 1 : room < 0.4 ? 0 : room;
  const rings = places.map((place) => ({
    place,
    wide: Math.max(place.radius + 4, (place.label + 5) * share),
    high: place.radius + 4 + 10 * share,
  }));
  for (let round = 0; round < 80; round += 1) {
    let moved = false;
    for (let i = 0; i < rings.length; i += 1)
      for (let j = i + 1; j < rings.length; j += 1) moved = push(rings[i], rings[j]) || moved;
    if (!moved) return;
  }
}

function push(a, b) {
  const wide = a.wide + b.wide;
  let x = b.place.x - a.place.x;
  if (Math.abs(x) >= wide) return false;
  let y = b.place.y - a.place.y;
  if (!x && !y) [x, y] = [0.6, 0.8];
  const far = Math.hypot(x / wide, y / (a.high + b.high));
  if (far >= 0.999 || (a.place.fixed && b.place.fixed)) return false;
  const step = Math.min(1 / far - 1, 4) / 2;
  const [mine, others] = a.place.fixed ? [0, 2] : b.place.fixed ? [2, 0] : [1, 1];
  a.place.x -= x * step * mine;
  a.place.y -= y * step * mine;
  b.place.x += x * step * others;
  b.place.y += y * step * others;
  return true;
}

// What is narrower than the frame after that is drawn wider; nothing comes closer together.
function stretch(places, { width, height }) {
  const [left, right] = ends(places.map(({ x }) => x));
  const [top, bottom] = ends(places.map(({ y }) => y));
  const scaleX = Math.max(60, width - 130) / Math.max(1, right - left);
  const scaleY = Math.max(60, height - 90) / Math.max(1, bottom - top);
  const least = Math.min(scaleX, scaleY);
  for (const place of places) {
    place.x *= Math.min(2, scaleX / least);
    place.y *= Math.min(2, scaleY / least);
  }
}

// Places for new nodes round the neighbour they came with, on the first free spots of growing rings; nothing that has
// a place moves. `old` is a Map of id to {x, y}, `anchorOf` gives a new node's neighbour or null.
export function placeAround(fresh, anchorOf, old) {
  const taken = [...old.values()];
  const result = new Map();
  const middle = {
    x: taken.reduce((sum, { x }) => sum + x, 0) / (taken.length || 1),
    y: taken.reduce((sum, { y }) => sum + y, 0) / (taken.length || 1),
  };
  const below = taken.length ? Math.max(...taken.map(({ y }) => y)) + 70 : 0;
  let adrift = 0;
  for (const id of fresh) {
    const anchor = anchorOf(id, result);
    const from = anchor && (old.get(anchor) ?? result.get(anchor));
    const spot = from ? freeSpot(from, middle, taken) : { x: middle.x + (adrift++ % 8) * 90 - 315, y: below + Math.floor(adrift / 9) * 60 };
    taken.push(spot);
    result.set(id, spot);
  }
  return result;
}

function freeSpot(from, middle, taken) {
  const away = Math.atan2(from.y - middle.y, from.x - middle.x) || 0;
  for (let ring = 1; ; ring += 1) {
    const radius = 30 + 48 * ring;
    const steps = Math.floor((2 * Math.PI * radius) / 56);
    for (let step = 0; step < steps; step += 1) {
      const side = step % 2 ? 1 : -1;
      const angle = away + side * Math.ceil(step / 2) * ((2 * Math.PI) / steps);
      const spot = { x: from.x + radius * Math.cos(angle), y: from.y + radius * 0.9 * Math.sin(angle) };
      if (taken.every(({ x, y }) => Math.hypot((x - spot.x) * 0.8, y - spot.y) > 36)) return spot;
    }
  }
}
