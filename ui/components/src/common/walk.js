// Which thing lies next in the direction of an arrow key.

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export const isArrow = (key) => key in DIRECTIONS;

// `places` are {id, x, y} on the screen; what lies straight ahead wins over what lies near but aside.
export function next(places, from, key) {
  const [dx, dy] = DIRECTIONS[key];
  let best = null;
  let bestCost = Infinity;
  for (const place of places) {
    if (place.id === from.id) continue;
    const x = place.x - from.x;
    const y = place.y - from.y;
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (ahead <= 0 || aside > ahead * 2) continue;
    const cost = Math.hypot(x, y) + aside * 1.5;
    if (cost < bestCost) [best, bestCost] = [place, cost];
  }
  return best;
}
