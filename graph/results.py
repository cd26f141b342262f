"""What the database answers, as plain values: nodes, links and paths found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .records import Point


@dataclass(frozen=True, slots=True)
class FoundNode:
    """A node of the graph."""

    id: str
    kind: str
    properties: dict[str, Any]

    @property
    def name(self) -> str:
        """Its name, or its id where it has none."""
        return str(self.properties.get("name") or self.properties.get("title") or self.id)

    @property
    def location(self) -> Point | None:
        """Where it is, if known."""
        return self.properties.get("location")


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link of the graph; `start` and `end` are ids."""

    kind: str
    start: str
    end: str
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class FoundPath:
    """Nodes and the links between them, in order."""

    nodes: tuple[FoundNode, ...]
    links: tuple[FoundLink, ...]


Rows = list[dict[str, Any]]
"""Answers: column to value, one dict a row. Values are numbers, texts, flags, None, lists, dicts, Point and Found*."""


def plain(value: Any) -> Any:
    """`value` as JSON can say it: a node as its id, kind and properties, a point as {lat, lon}.

    >>> plain([Point(1.0, 2.0)])
    [{'lat': 1.0, 'lon': 2.0}]
    """
    match value:
        case FoundNode():
            return {"id": value.id, "kind": value.kind, **plain(value.properties)}
        case FoundLink():
            return {"kind": value.kind, "start": value.start, "end": value.end, **plain(value.properties)}
        case FoundPath():
            return {"nodes": plain(list(value.nodes)), "links": plain(list(value.links))}
        case Point():
            return {"lat": value.lat, "lon": value.lon}
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case list():
            return [plain(item) for item in value]
    return value
