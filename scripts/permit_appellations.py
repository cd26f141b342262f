"""Works out which wine permits, counties and appellations lie in which appellation, and writes seeds/ava_boundaries.

    python scripts/permit_appellations.py FOLDER

FOLDER holds one GeoJSON file an appellation (github.com/UCDavisLibrary/ava, folder avas; CC0), named by its
ava_id. The outlines are not shipped: what follows from them is small. Shares of area are counted on a grid of
points over each outline.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from clusteratlas.graph.records import Link, Node, Point
from clusteratlas.ingest.cleaning.gazetteer import county_at
from clusteratlas.ingest.cleaning.outlines import Polygon
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.source import shipped_sources

STEPS = 60
"""Grid points along each side of an outline's bounding box."""
LEAST_SHARE = 0.01
Area = list[Polygon]


def read_area(file: Path) -> Area:
    """The polygons of one appellation."""
    polygons = []
    for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
        geometry = feature["geometry"]
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        for part in parts:
            rings = tuple([(float(x), float(y)) for x, y, *_ in ring] for ring in part)
            xs, ys = zip(*rings[0], strict=True)
            polygons.append(Polygon(file.stem, rings, min(xs), min(ys), max(xs), max(ys)))
    return polygons


def holds(area: Area, point: Point) -> bool:
    """Whether one of the polygons holds the point."""
    return any(polygon.holds(point.lon, point.lat) for polygon in area)


def grid(area: Area) -> list[Point]:
    """Points of a regular grid that lie in the area."""
    west, east = min(part.west for part in area), max(part.east for part in area)
    south, north = min(part.south for part in area), max(part.north for part in area)
    points = (
        Point(south + (north - south) * (row + 0.5) / STEPS, west + (east - west) * (column + 0.5) / STEPS)
        for row in range(STEPS)
        for column in range(STEPS)
    )
    return [point for point in points if holds(area, point)]


def middle(points: list[Point]) -> Point:
    """The point nearest to the mean of all."""
    lat = sum(point.lat for point in points) / len(points)
    lon = sum(point.lon for point in points) / len(points)
    return min(points, key=lambda point: (point.lat - lat) ** 2 + (point.lon - lon) ** 2)


def shares(name: str, points: list[Point], areas: dict[str, Area]) -> Iterator[tuple[str, str, str]]:
    """What share of an appellation lies in each other one and in each county."""
    inside = Counter(county_at(point) for point in points)
    inside.update(
        {other: sum(holds(area, point) for point in points) for other, area in areas.items() if other != name}
    )
    for outer, count in sorted((outer, count) for outer, count in inside.items() if outer):
        if count / len(points) >= LEAST_SHARE:
            yield name, outer, f"{count / len(points):.3f}"


def street_permits() -> Iterator[tuple[str, Point, str, str]]:
    """Id, position, since and until of the permits whose position is exact to the street.

    The dates are those of its county, the last one for a permit that moved.
    """
    source = shipped_sources()["ttb_ca_wine_permits"]
    crawl = source.crawler()
    assert crawl is not None
    records = list(crawl(Context(source, lambda reject: None)))
    counties = [record for record in records if isinstance(record, Link) and record.kind == "LOCATED_IN"]
    dates = {link.start: link.properties for link in sorted(counties, key=lambda link: "until" not in link.properties)}
    for node in records:
        if isinstance(node, Node) and node.properties.get("location_basis") == "street":
            position, seen = node.properties["location"], dates.get(node.id, {})
            assert isinstance(position, Point)
            yield node.id, position, str(seen.get("since", "")), str(seen.get("until", ""))


def write(file: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Writes a packed table whose bytes depend on its rows alone."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    file.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))


def main(folder: Path) -> None:
    """Writes the three tables."""
    areas = {file.stem: read_area(file) for file in sorted(folder.glob("*.geojson"))}
    points = {name: grid(area) for name, area in areas.items()}
    target = Path(__file__).parents[1] / "seeds" / "ava_boundaries"
    middles = {name: middle(inside) for name, inside in points.items()}
    write(
        target / "middles.csv.gz",
        ("ava_id", "lat", "lon"),
        [(name, f"{point.lat:.4f}", f"{point.lon:.4f}") for name, point in middles.items()],
    )
    write(
        target / "shares.csv.gz",
        ("inner", "outer", "share"),
        [row for name, inside in points.items() for row in shares(name, inside, areas)],
    )
    write(
        target / "permits_in_appellations_ODbL.csv.gz",
        ("permit", "ava_id", "since", "until"),
        [
            (id, name, since, until)
            for id, point, since, until in street_permits()
            for name, area in areas.items()
            if holds(area, point)
        ],
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
