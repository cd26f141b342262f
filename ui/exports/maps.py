"""Answers as GeoJSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...graph.errors import InvalidQuery
from ...graph.records import Point
from ...graph.results import FoundNode
from ...queries.words import count
from .cells import about, columns, flat_rows, json_text

if TYPE_CHECKING:
    from ...queries.catalog import Answer


def to_geojson(answer: Answer, geometry: str | None = None) -> bytes:
    """A FeatureCollection of points (WGS 84), with what was asked as its member `about`; rows whose column `geometry`
    has no location are left out, as `about` says.

    Without `geometry` the first column that has locations counts; InvalidQuery where there is no such column.
    """
    column = located_column(answer, geometry)
    _, rows = flat_rows(answer)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
            "properties": cells,
        }
        for row, cells in zip(answer.rows, rows, strict=True)
        if (point := location(row.get(column or "")))
    ]
    gone = len(answer.rows) - len(features)
    lacking = {"left out": f"{gone:,} of {count(len(answer.rows), 'row')}: without a location"} if gone else {}
    collection = {"type": "FeatureCollection", "about": about(answer) | lacking, "features": features}
    return (json_text(collection) + "\n").encode()


def located_column(answer: Answer, wanted: str | None = None) -> str | None:
    """The column whose nodes or points go on a map, or None where no row has a location."""
    own = columns(answer)
    if wanted and wanted not in own:
        raise InvalidQuery(f"{wanted}: no such column to place on a map; it has {', '.join(own)}")
    candidates = [wanted] if wanted else own
    return next((name for name in candidates if any(location(row.get(name)) for row in answer.rows)), None)


def without_location(answer: Answer, geometry: str | None = None) -> int:
    """How many rows a map or a GeoJSON file leaves out."""
    column = located_column(answer, geometry)
    return sum(location(row.get(column or "")) is None for row in answer.rows)


def location(value: Any) -> Point | None:
    """Where a node or a point is."""
    if isinstance(value, FoundNode):
        return value.location
    return value if isinstance(value, Point) else None
