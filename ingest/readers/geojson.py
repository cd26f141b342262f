"""Features of GeoJSON (RFC 7946) as records with a latitude and a longitude."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

Weighed = tuple[float, float, float]
"""Weight, longitude and latitude of a part of a geometry."""
OWN = ("latitude", "longitude", "geometry")
"""Columns made of the geometry; a property of that name comes as `properties.latitude`."""


def is_feature(record: Mapping[str, Any]) -> bool:
    """Whether a record is a feature of GeoJSON."""
    return record.get("type") == "Feature" and "geometry" in record


def read_feature(feature: Mapping[str, Any]) -> dict[str, Any]:
    """A feature as a record: its properties, and `latitude`, `longitude` and the kind of `geometry`.

    The point of what is no point is its centroid.

    >>> square = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}
    >>> read_feature({"type": "Feature", "properties": {"name": "Zyx"}, "geometry": square})
    {'name': 'Zyx', 'latitude': 1.0, 'longitude': 1.0, 'geometry': 'Polygon'}
    """
    properties = feature.get("properties")
    properties = properties if isinstance(properties, Mapping) else {}
    record = {f"properties.{name}" if name in OWN else name: value for name, value in properties.items()}
    if feature.get("id") is not None and "id" not in record:
        record = {"id": feature["id"], **record}
    geometry = feature.get("geometry")
    geometry = geometry if isinstance(geometry, Mapping) else {}
    lon, lat = middle(geometry) or (None, None)
    return {**record, "latitude": lat, "longitude": lon, "geometry": geometry.get("type")}


def middle(geometry: Mapping[str, Any]) -> tuple[Any, Any] | None:
    """Longitude and latitude of a point, or of the centroid of anything else; None where it has no coordinates."""
    try:
        if geometry.get("type") == "Point":
            lon, lat = geometry["coordinates"][:2]
            return lon, lat
        return centroid(geometry)
    except (KeyError, TypeError, ValueError, IndexError, RecursionError, ArithmeticError):
        return None


def centroid(geometry: Mapping[str, Any]) -> tuple[float, float] | None:
    """Longitude and latitude of the centroid, by the largest dimension that the geometry has.

    Areas weigh by their area, lines by their length, points alike; on the plane of degrees, which is exact enough for
    areas within a few degrees. Source: P. Bourke, Calculating the area and centroid of a polygon, 1988.
    """
    by_dimension: dict[int, list[Weighed]] = {}
    for dimension, part in parts(geometry):
        by_dimension.setdefault(dimension, []).append(part)
    for dimension in sorted(by_dimension, reverse=True):
        weight = sum(part[0] for part in by_dimension[dimension])
        if weight:
            lon = sum(part[0] * part[1] for part in by_dimension[dimension]) / weight
            lat = sum(part[0] * part[2] for part in by_dimension[dimension]) / weight
            return round(lon, 6), round(lat, 6)
    return None


def parts(geometry: Mapping[str, Any]) -> Iterator[tuple[int, Weighed]]:
    """The parts of a geometry, each with its dimension; outlines also count as lines, in case they hold no area."""
    kind = geometry.get("type")
    at: Any = geometry.get("coordinates")
    match kind:
        case "GeometryCollection":
            for inner in geometry["geometries"]:
                yield from parts(inner)
        case "Point":
            yield 0, (1.0, float(at[0]), float(at[1]))
        case "MultiPoint":
            for point in at:
                yield 0, (1.0, float(point[0]), float(point[1]))
        case "LineString" | "MultiLineString":
            for line in [at] if kind == "LineString" else at:
                yield from line_parts(line)
        case "Polygon" | "MultiPolygon":
            for rings in [at] if kind == "Polygon" else at:
                for number, ring in enumerate(rings):
                    yield 2, ring_part(ring, hole=number > 0)
                    yield from line_parts(ring)


def line_parts(line: Any) -> Iterator[tuple[int, Weighed]]:
    """The pieces of a line, and its points in case it has no length."""
    points = [(float(point[0]), float(point[1])) for point in line]
    for (x1, y1), (x2, y2) in pairwise(points):
        yield 1, (math.hypot(x2 - x1, y2 - y1), (x1 + x2) / 2, (y1 + y2) / 2)
    for x, y in points:
        yield 0, (1.0, x, y)


def ring_part(ring: Any, *, hole: bool) -> Weighed:
    """Area and centroid of a closed line; the area of a hole is taken off."""
    points = [(float(point[0]), float(point[1])) for point in ring]
    x0, y0 = points[0]
    area = lon = lat = 0.0
    for (x1, y1), (x2, y2) in pairwise((x - x0, y - y0) for x, y in points):
        cross = x1 * y2 - x2 * y1
        area += cross / 2
        lon += (x1 + x2) * cross / 6
        lat += (y1 + y2) * cross / 6
    if not area:
        return 0.0, x0, y0
    return (-abs(area) if hole else abs(area)), x0 + lon / area, y0 + lat / area
