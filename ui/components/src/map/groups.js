// Points that would cover each other, put together.

const REACH = 27;

// `spots` are {point, x, y} in pixels. Returns groups of them, each in the order given; the selected point stays alone
// so that it can always be seen.
export function groupSpots(spots, selected) {
  const cells = new Map();
  const groups = [];
  for (const spot of spots) {
    if (spot.point.id === selected) {
      groups.push({ x: spot.x, y: spot.y, members: [spot.point] });
      continue;
    }
    const group = nearest(cells, spot);
    if (group) group.members.push(spot.point);
    else {
      const made = { x: spot.x, y: spot.y, members: [spot.point] };
      groups.push(made);
      const cell = key(spot.x, spot.y);
      if (!cells.has(cell)) cells.set(cell, []);
      cells.get(cell).push(made);
    }
  }
  return groups;
}

const key = (x, y) => `${Math.floor(x / REACH)},${Math.floor(y / REACH)}`;

function nearest(cells, { x, y }) {
  let best = null;
  let bestFar = REACH;
  for (let i = -1; i <= 1; i += 1)
    for (let j = -1; j <= 1; j += 1)
      for (const group of cells.get(key(x + i * REACH, y + j * REACH)) ?? []) {
        const far = Math.hypot(group.x - x, group.y - y);
        if (far < bestFar) [best, bestFar] = [group, far];
      }
  return best;
}
