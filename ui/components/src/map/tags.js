// On which side of its mark a name is written: where it covers no other mark and stays on the map.

const SIDES = ["right", "left", "top", "bottom"];
const ROOM = 2;

// `groups` are {marker} of which some hold a name; the first side that covers least is taken.
export function placeTags(groups, stage) {
  const frame = stage.getBoundingClientRect();
  const marks = groups.map(({ marker }) => marker.getElement().getBoundingClientRect());
  const tags = [];
  groups.forEach(({ marker }, index) => {
    const tag = marker.getElement().querySelector(".ca-tag");
    if (!tag) return;
    const others = [...marks.filter((_, other) => other !== index), ...tags];
    const boxes = SIDES.map((side) => boxOf(side, marks[index], tag.offsetWidth, tag.offsetHeight));
    const costs = boxes.map((box) => others.filter((other) => overlap(box, other)).length + (within(box, frame) ? 0 : 10));
    const best = costs.indexOf(Math.min(...costs));
    tag.dataset.side = SIDES[best];
    tags.push(boxes[best]);
  });
}

function boxOf(side, { left, right, top, bottom }, width, height) {
  const [x, y] = [(left + right - width) / 2, (top + bottom - height) / 2];
  const [boxLeft, boxTop] = { right: [right, y], left: [left - width, y], top: [x, top - height], bottom: [x, bottom] }[side];
  return { left: boxLeft, right: boxLeft + width, top: boxTop, bottom: boxTop + height };
}

const overlap = (a, b) => a.left < b.right - ROOM && b.left < a.right - ROOM && a.top < b.bottom - ROOM && b.top < a.bottom - ROOM;

const within = (box, frame) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
