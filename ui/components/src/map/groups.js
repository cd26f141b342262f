// Points that would cover each other, put together.

// `spots` are {point, x, y} in pixels, and so is `reach`. Returns groups of them, each in the order given; the selected point stays alone
// so that it can always be seen.
export function groupSpots(spots, selected, reach) {
  const cells = new Map();
  const groups = [];
  for (const spot of spots) {
    if (spot.point.id === selected) {
      groups.push({ x: spot.x, y: spot.y, members: [spot.point] });
      continue;
    }
    const group = nearest(cells, spot, reach);
    if (group) group.members.push(spot.point);
    else {
      const made = { x: spot.x, y: spot.y, members: [spot.point] };
      groups.push(made);
      const cell = key(spot.x, spot.y, reach);
      if (!cells.has(cell)) cells.set(cell, []);
      cells.get(cell).push(made);
    }
  }
  return groups;
}

const key = (x, y, reach) => `${Math.floor(x / reach)},${Math.floor(y / reach)}`;

function nearest(cells, { x, y }, reach) {
  let best = null;
  let bestFar = reach;
  for (const i of [-reach, 0, reach])
    for (const j of [-reach, 0, reach])
      for (const group of cells.get(key(x + i, y + j, reach)) ?? []) {
        const far = Math.hypot(group.x - x, group.y - y);
        if (far < bestFar) [best, bestFar] = [group, far];
      }
  return best;
}
