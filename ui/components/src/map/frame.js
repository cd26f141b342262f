// What part of the world is shown first: all points, or all but a few that lie far from the others.

const ENOUGH = 20;
const FEW = 0.02;
const LEAST = 0.2;

// Far off is who lies more than the width (in degrees, some LEAST) of the middle 96 % beside it; those marked never are.
export function nearOthers(points) {
  if (points.length < ENOUGH) return points;
  const [lat, lon] = ["lat", "lon"].map((axis) => span(points.map((point) => point[axis])));
  return points.filter((point) => point.marked || (within(point.lat, lat) && within(point.lon, lon)));
}

function span(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const few = Math.ceil(FEW * sorted.length);
  const [low, high] = [sorted[few], sorted.at(-few - 1)];
  const room = Math.max(high - low, LEAST);
  return [low - room, high + room];
}

const within = (value, [low, high]) => low <= value && value <= high;
