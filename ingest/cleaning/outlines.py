"""Outlines of areas in a TopoJSON file: which area holds a point, and which areas are neighbours."""

from __future__ import annotations

import gzip
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path
from typing import Any

from ...graph.records import Point

KM_PER_DEGREE = 111.2

Ring = list[tuple[float, float]]
"""Closed line of (longitude, latitude) in degrees."""


@dataclass(frozen=True, slots=True)
class Polygon:
    """One piece of an area: its outer line and its holes."""

    area: str
    rings: tuple[Ring, ...]
    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Whether the point is inside, by the even-odd rule."""
        if not (self.west <= lon <= self.east and self.south <= lat <= self.north):
            return False
        inside = False
        for ring in self.rings:
            for (x1, y1), (x2, y2) in pairwise(ring):
                if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
                    inside = not inside
        return inside

    def distance_km(self, lon: float, lat: float) -> float:
        """Kilometres from the point to the nearest line of the outline; exact enough within some 50 km."""
        flat = math.cos(math.radians(lat))
        nearest = math.inf
        for ring in self.rings:
            for (x1, y1), (x2, y2) in pairwise(ring):
                ax, ay, bx, by = (x1 - lon) * flat, y1 - lat, (x2 - lon) * flat, y2 - lat
                dx, dy = bx - ax, by - ay
                length = dx * dx + dy * dy
                along = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
                nearest = min(nearest, math.hypot(ax + along * dx, ay + along * dy))
        return nearest * KM_PER_DEGREE


class Outlines:
    """The areas of one layer of a TopoJSON file, by the id of each."""

    def __init__(self, path: Path, layer: str) -> None:
        """Reads the file, unpacked if its name ends in .gz."""
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            topology: dict[str, Any] = json.load(file)
        self.arcs = decode_arcs(topology)
        self.users: dict[int, set[str]] = defaultdict(set)
        self.cells: dict[tuple[int, int], list[Polygon]] = defaultdict(list)
        self.areas: dict[str, list[Polygon]] = defaultdict(list)
        """The pieces of each area."""
        for geometry in topology["objects"][layer]["geometries"]:
            pieces = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            for piece in pieces:
                self.add(str(geometry["id"]), piece)

    def add(self, area: str, piece: list[list[int]]) -> None:
        """Takes in one polygon, given as rings of arc numbers."""
        rings = tuple(self.ring(arcs) for arcs in piece)
        xs, ys = zip(*rings[0], strict=True)
        polygon = Polygon(area, rings, min(xs), min(ys), max(xs), max(ys))
        self.areas[area].append(polygon)
        for arc in (arc for arcs in piece for arc in arcs):
            self.users[arc if arc >= 0 else ~arc].add(area)
        columns = range(math.floor(polygon.west), math.floor(polygon.east) + 1)
        rows = range(math.floor(polygon.south), math.floor(polygon.north) + 1)
        for cell in product(columns, rows):
            self.cells[cell].append(polygon)

    def ring(self, arcs: list[int]) -> Ring:
        """The closed line made of arcs; a negative number is an arc walked backwards."""
        line: Ring = []
        for arc in arcs:
            points = self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]
            line += points[1:] if line else points
        return line

    def at(self, point: Point) -> str | None:
        """The id of the area that holds the point."""
        for polygon in self.cells.get((math.floor(point.lon), math.floor(point.lat)), ()):
            if polygon.holds(point.lon, point.lat):
                return polygon.area
        return None

    def near(self, point: Point, km: float) -> str | None:
        """The id of the area whose outline is nearest to the point, if it is within `km` (at most 50)."""
        column, row = math.floor(point.lon), math.floor(point.lat)
        around = product((column - 1, column, column + 1), (row - 1, row, row + 1))
        polygons = {id(polygon): polygon for cell in around for polygon in self.cells.get(cell, ())}
        measured = [(polygon.distance_km(point.lon, point.lat), polygon.area) for polygon in polygons.values()]
        distance, area = min(measured, default=(math.inf, None))
        return area if distance <= km else None

    def neighbours(self) -> Iterator[tuple[str, str]]:
        """Pairs of areas that share a stretch of line, each pair once, in order; touching corners do not count."""
        pairs = {(min(areas), max(areas)) for areas in self.users.values() if len(areas) == 2}
        yield from sorted(pairs)


def decode_arcs(topology: dict[str, Any]) -> list[Ring]:
    """The arcs of a quantised topology as degrees: each is a start and then steps."""
    (x_scale, y_scale), (x_start, y_start) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Ring = []
        for x_step, y_step in arc:
            x, y = x + x_step, y + y_step
            line.append((x * x_scale + x_start, y * y_scale + y_start))
        decoded.append(line)
    return decoded
