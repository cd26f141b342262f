"""Answers as files: table, CSV, JSON, GeoJSON, GraphML, XLSX; one function a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .cells import columns, json_text
from .graphs import to_graphml
from .maps import to_geojson, without_location
from .sheets import to_xlsx
from .tables import rich_cards, rich_table, to_csv, to_table

if TYPE_CHECKING:
    from ...queries.catalog import Answer


def to_json(answer: Answer) -> bytes:
    """An array of objects, one a line; keys are the answer's columns, a node is {id, kind, name, ...}."""
    own = columns(answer)
    rows = [json_text({key: row.get(key) for key in own}) for row in answer.rows]
    return ("[\n" + ",\n".join(rows) + "\n]\n" if rows else "[]\n").encode()


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer."""

    name: str
    suffix: str
    mime: str
    write: Callable[[Answer], bytes]
    binary: bool = False
    """Whether it is of no use on a screen."""


FORMATS: Mapping[str, Format] = {
    format.name: format
    for format in (
        Format("table", ".txt", "text/plain", to_table),
        Format("csv", ".csv", "text/csv", to_csv),
        Format("json", ".json", "application/json", to_json),
        Format("geojson", ".geojson", "application/geo+json", to_geojson),
        Format("graphml", ".graphml", "application/graphml+xml", to_graphml),
        Format(
            "xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx, binary=True
        ),
    )
}
"""Every format by name."""

__all__ = [
    "FORMATS",
    "Format",
    "rich_cards",
    "rich_table",
    "to_csv",
    "to_geojson",
    "to_graphml",
    "to_json",
    "to_table",
    "to_xlsx",
    "without_location",
]
