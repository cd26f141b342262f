"""Why a question has no answer: what is lacking of the things that it asks about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from ..graph.model import model
from ..graph.results import FoundNode
from ..graph.store import Store
from .words import count

LACKS = f"""
UNWIND $ids AS id
MATCH (one:Entity {{id: id}})
RETURN id AS id,
  one.location IS NOT NULL AS placed,
  EXISTS {{ (one)-[:CLASSIFIED_AS]->(:Industry) }} AS classified,
  EXISTS {{ (one)-[:{"|".join(model().tying("Organisation"))}]-(:Organisation) }} AS linked,
  CASE WHEN one:Place THEN COUNT {{
    MATCH (one)<-[:WITHIN]-{{0,4}}(:Place)<-[:LOCATED_IN]-(member:Organisation) RETURN DISTINCT member }}
    WHEN one:Industry THEN COUNT {{
    MATCH (one)<-[:WITHIN]-{{0,5}}(:Industry)<-[:CLASSIFIED_AS]-(member:Organisation) RETURN DISTINCT member }}
    END AS members
"""
BOTH = """
MATCH (:Entity:Industry {id: $industry})<-[:WITHIN]-{0,5}(:Industry)<-[:CLASSIFIED_AS]-(member:Organisation)
WHERE EXISTS { (member)-[:LOCATED_IN]->(:Place)-[:WITHIN]->{0,4}(:Place {id: $place}) }
RETURN count(DISTINCT member) AS members
"""
CORRESPONDING = """
MATCH (:Entity:Industry {id: $industry})-[:RELATED_TO {basis: 'concordance'}]-(other:Industry)
WITH DISTINCT other, COUNT {
  MATCH (other)<-[:WITHIN]-{0,5}(:Industry)<-[:CLASSIFIED_AS]-(member:Organisation) RETURN DISTINCT member
} AS members
WHERE members > 0
RETURN other AS other, members AS members
ORDER BY members DESC, other.id LIMIT 3
"""
NOTHING_LOADED = (
    "Nothing is loaded yet. Load a file or a source on the page Load or with 'clusteratlas load'; "
    "'clusteratlas demo' loads the data that ship."
)
MISSING = {"classified": "industry", "placed": "location", "linked": "linkage with another organisation"}
"""What an answer may rest on, to its name."""


Namesakes = Callable[[FoundNode], list[FoundNode]]
"""Gives others that are called like something."""


def is_empty(store: Store) -> bool:
    """Whether nothing is loaded that anybody could ask about."""
    return not store.read("RETURN EXISTS { MATCH (:Entity) } AS loaded")[0]["loaded"]


def say_lacking(store: Store, entities: Collection[FoundNode], namesakes: Namesakes) -> str:
    """What no source says of things that a question without an answer asked about, in sentences; may be nothing."""
    if not entities:
        return ""
    nodes = {node.id: node for node in entities}
    rows = store.read(LACKS, {"ids": sorted(nodes)})
    said = [sentence for row in rows for sentence in of_one(nodes[row["id"]], row, namesakes)]
    empty = [row["id"] for row in rows if row["members"] == 0 and nodes[row["id"]].kind == "Industry"]
    return " ".join([*said, *(sentence for id in empty for sentence in corresponding(store, id))])


def corresponding(store: Store, industry: str) -> Iterator[str]:
    """The industries of other classifications that correspond to one and have organisations."""
    rows = store.read(CORRESPONDING, {"industry": industry})
    if rows:
        named = "; ".join(
            f"{row['other'].properties.get('scheme')} {row['other'].properties.get('code')} ({row['other'].id}), "
            f"{count(row['members'], 'organisation')}"
            for row in rows
        )
        yield f"By concordance it corresponds to {named}: ask about that."


def of_one(node: FoundNode, row: Mapping[str, Any], namesakes: Namesakes) -> Iterator[str]:
    """What is lacking of one thing."""
    if node.kind in model().within("Organisation"):
        missing = [f"no {words}" for name, words in MISSING.items() if not row[name]]
        if missing:
            listed = f"{', '.join(missing[:-1])} and {missing[-1]}" if len(missing) > 1 else missing[0]
            yield f"Of {node.name} sources give {listed}."
        for other in namesakes(node):
            town = other.properties.get("town")
            yield f"There is another one called {other.name}{f' in {town}' if town else ''} ({other.id})."
    elif row["members"] == 0:
        where = "is located in" if node.kind == "Place" else "is classified in"
        yield f"No organisation that is loaded {where} {node.name}."


def say_together(store: Store, entities: Collection[FoundNode]) -> str:
    """How many organisations of a place are of an industry, where both are asked about; else nothing."""
    places, industries = ([node for node in entities if node.kind == kind] for kind in ("Place", "Industry"))
    if not (len(places) == len(industries) == 1):
        return ""
    members = store.read(BOTH, {"place": places[0].id, "industry": industries[0].id})[0]["members"]
    found = f"{members:,} organisations are" if members > 1 else f"{members or 'no'} organisation is"
    return f"In {places[0].name} {found} known to be of {industries[0].name}."
