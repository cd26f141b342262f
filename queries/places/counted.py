"""Places in which offices count industries, told from those of the same name in which they do not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from ...graph.results import FoundNode, Rows
from ...graph.store import Store

COUNTED = """
UNWIND $ids AS id
MATCH (place:Entity:Place {id: id})
WHERE EXISTS { (place)<-[:WITHIN]-{0,6}(:Place)<-[:PRESENT_IN]-(:Industry) }
RETURN id AS id
"""
SOURCES = "MATCH (:Industry)-[cell:PRESENT_IN]->(:Place) RETURN cell.source AS source LIMIT 1"

Alike = Callable[[FoundNode], list[FoundNode]]
"""Gives places that are called like something, those that are counted alone where some are."""


def counted_of(store: Store, ids: Collection[str]) -> set[str]:
    """Those of some places in which, or within which, an office counts industries."""
    return {row["id"] for row in store.read(COUNTED, {"ids": sorted(ids)})}


def counted_alone(store: Store, rows: Rows) -> Rows:
    """The rows of places that are counted; all where none is."""
    counted = counted_of(store, {row["id"] for row in rows})
    return [row for row in rows if row["id"] in counted] or rows


def say_uncounted(store: Store, entities: Collection[FoundNode], alike: Alike) -> str:
    """Of which places that a question asked about nothing is counted, and what to ask about; may be nothing."""
    if not store.read(SOURCES):
        return "No figures of industries in places are loaded."
    return " ".join(of_each(store, [node for node in entities if node.kind == "Place"], alike))


def of_each(store: Store, places: list[FoundNode], alike: Alike) -> Iterator[str]:
    """A sentence on each place that is not counted."""
    counted = counted_of(store, {place.id for place in places})
    for place in places:
        if place.id in counted:
            continue
        others = alike(place)
        known = counted_of(store, {other.id for other in others})
        named = "; ".join(f"{other.name} ({other.id})" for other in others if other.id in known)
        yield (
            f"No office that is loaded counts industries in {place.name} ({place.properties.get('type')})"
            + (f"; called alike and counted: {named}." if named else ".")
        )
