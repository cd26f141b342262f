"""Areas that a user draws: a polygon as text or GeoJSON, made into numbers that Cypher can compare with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from ..graph.values import clean_number, is_missing

Polygon = dict[str, Any]
"""`ring`: corners as [longitude, latitude], the first again at the end; `south`, `west`, `north`, `east`: bounds."""

MOST_CORNERS = 1_000
"""Every organisation inside the bounds is compared with every side."""
FORMS = "'latitude,longitude; latitude,longitude; ...' or a GeoJSON Polygon"


def clean_polygon(raw: object) -> Polygon | None:
    """The polygon in `raw`, None where there is nothing; ValueError says what is wrong with it.

    >>> area = clean_polygon("38.0,-122.5; 38.5,-122.5; 38.5,-122.0")
    >>> area["ring"][0] == area["ring"][-1], area["south"], area["east"]
    (True, 38.0, -122.0)
    """
    if isinstance(raw, Mapping) and "ring" in raw:
        raw = {"type": "Polygon", "coordinates": [raw["ring"]]}
    if isinstance(raw, str) and raw.lstrip().startswith("{"):
        raw = parsed(raw)
    if isinstance(raw, Mapping):
        return bounded(geojson_ring(raw))
    return None if is_missing(raw) else bounded(text_ring(str(raw)))


def polygon_text(area: Mapping[str, Any]) -> str:
    """A polygon as text, as an address or a form holds it.

    >>> polygon_text(clean_polygon("38,-122; 39,-122; 39,-121"))
    '38,-122; 39,-122; 39,-121'
    """
    return "; ".join(f"{lat:.10g},{lon:.10g}" for lon, lat in area["ring"][:-1])


def corners(area: Mapping[str, Any]) -> list[tuple[float, float]]:
    """The corners of a polygon as latitude and longitude, the first again at the end."""
    return [(lat, lon) for lon, lat in area["ring"]]


def parsed(text: str) -> Any:
    """GeoJSON as values."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not GeoJSON ({error})") from None


def geojson_ring(shape: Mapping[str, Any]) -> list[list[float]]:
    """The outline of a GeoJSON polygon, or of the only feature there is."""
    if shape.get("type") == "FeatureCollection":
        features = shape.get("features")
        if not isinstance(features, list) or len(features) != 1 or not isinstance(features[0], Mapping):
            raise ValueError("is not one area but a collection; leave one feature in it")
        shape = features[0]
    if shape.get("type") == "Feature":
        inner = shape.get("geometry")
        shape = inner if isinstance(inner, Mapping) else {}
    if shape.get("type") != "Polygon":
        raise ValueError(f"is not a GeoJSON Polygon but {shape.get('type') or 'something else'}")
    rings = shape.get("coordinates")
    if not isinstance(rings, list) or not rings or not isinstance(rings[0], list):
        raise ValueError("is a GeoJSON Polygon without coordinates")
    if len(rings) > 1:
        raise ValueError("has holes; leave its outline alone")
    ring = [corner(point, "longitude, latitude", turned=False) for point in rings[0]]
    if len(ring) > 1 and ring[0] != ring[-1]:
        raise ValueError("is not closed: its last point must be its first again")
    return ring


def text_ring(text: str) -> list[list[float]]:
    """The outline in a text of pairs; it is closed where it is not yet."""
    pairs = [pair.replace(",", " ").split() for pair in text.split(";") if pair.strip()]
    ring = [corner(pair, "latitude,longitude", turned=True) for pair in pairs]
    return ring if ring[:1] == ring[-1:] and len(ring) > 1 else ring + ring[:1]


def corner(point: object, order: str, *, turned: bool) -> list[float]:
    """A corner as [longitude, latitude]; `turned` says that the latitude comes first. A height is left out."""
    if not isinstance(point, Sequence) or isinstance(point, str) or len(point) not in ((2,) if turned else (2, 3)):
        raise ValueError(f"has a corner {point!r}, which is not {order}")
    try:
        first, second = clean_number(point[0]), clean_number(point[1])
    except ValueError:
        first = second = None
    if first is None or second is None:
        raise ValueError(f"has a corner {point[0]}, {point[1]}, which is not two numbers")
    lon, lat = (second, first) if turned else (first, second)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        hint = "; the two may be exchanged" if abs(lon) <= 90 and abs(lat) <= 180 else ""
        raise ValueError(
            f"has a corner at latitude {lat:g}, longitude {lon:g}, off the Earth (-90 to 90, -180 to 180){hint}"
        )
    return [lon, lat]


def bounded(ring: list[list[float]]) -> Polygon:
    """A closed outline with its bounds."""
    if len({tuple(point) for point in ring}) < 3:
        raise ValueError("has fewer than three corners")
    if len(ring) > MOST_CORNERS + 1:
        raise ValueError(f"has {len(ring) - 1:,} corners, more than {MOST_CORNERS:,}; simplify it")
    if abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) < 1e-12:
        raise ValueError("has no area: its corners are on one line")
    lons, lats = [point[0] for point in ring], [point[1] for point in ring]
    if max(lons) - min(lons) > 180:
        raise ValueError("reaches over the 180th meridian; ask for each side of it by itself")
    return {"ring": ring, "south": min(lats), "west": min(lons), "north": max(lats), "east": max(lons)}
