"""Values as the driver takes and gives them, and as plain ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import neo4j
from neo4j.graph import Node, Relationship
from neo4j.graph import Path as GraphPath
from neo4j.spatial import WGS84Point

from .model import model
from .records import Point
from .results import FoundLink, FoundNode, FoundPath

SCALARS = {str, int, float, bool, type(None)}
"""Types that the driver and we write alike."""


def to_database(value: Any) -> Any:
    """Our values as the driver takes them."""
    if isinstance(value, Point):
        return WGS84Point((value.lon, value.lat))
    if isinstance(value, Mapping):
        return {key: item if type(item) in SCALARS else to_database(item) for key, item in value.items()}
    if isinstance(value, list):
        return [to_database(item) for item in value] if value and type(value[0]) not in SCALARS else value
    return value


def row_of(record: neo4j.Record) -> dict[str, Any]:
    """One row of an answer as plain values."""
    return {key: from_database(value) for key, value in zip(record.keys(), record.values(), strict=True)}


def from_database(value: Any) -> Any:
    """The driver's values as plain ones."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case WGS84Point():
            return Point(value.latitude, value.longitude)
        case Node():
            return found_node(value)
        case Relationship():
            return found_link(value)
        case GraphPath():
            return FoundPath(
                tuple(found_node(node) for node in value.nodes),
                tuple(found_link(link) for link in value.relationships),
            )
        case list():
            return value if set(map(type, value)) <= SCALARS else [from_database(item) for item in value]
        case dict():
            return {key: from_database(item) for key, item in value.items()}
    if hasattr(value, "iso_format"):
        return value.iso_format()
    if hasattr(value, "tolist"):
        return value.tolist()
    return str(value)


def found_node(node: Node) -> FoundNode:
    """A node of the driver as ours; its kind is the label that is not abstract."""
    kinds = model().kinds
    labels = sorted(
        node.labels, key=lambda label: (label not in kinds, label in kinds and kinds[label].abstract, label)
    )
    properties = {key: from_database(value) for key, value in node.items()}
    id = properties.get("id") or properties.get("record_id") or node.element_id
    return FoundNode(str(id), labels[0] if labels else "", properties)


def found_link(link: Relationship) -> FoundLink:
    """A relationship of the driver as ours; an end that the answer does not hold has an empty id."""
    ends = [str(end.get("id") or end.get("record_id") or "") if end is not None else "" for end in link.nodes]
    return FoundLink(link.type, ends[0], ends[1], {key: from_database(value) for key, value in link.items()})
