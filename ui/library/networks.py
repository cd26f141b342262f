"""The graph, or an answer, as a network of networkx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ...graph.errors import InvalidQuery
from ...graph.model import model
from ...graph.results import FoundLink
from ...graph.store import Store
from ...queries.catalog import Answer, resolve
from ...queries.words import basis_of, say_link
from ..exports.graphs import attributes, flat_network

if TYPE_CHECKING:
    import networkx

INSIDE = """
MATCH (:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)
WITH DISTINCT area
MATCH (area)<-[:LOCATED_IN]-"""
"""Begins a query on what is located in a place."""


def network_of(answer: Answer) -> networkx.MultiDiGraph[str]:
    """What an answer names, and the lines that its query draws between them."""
    from ...queries.drawing import draw_answer

    return flat_network(draw_answer(answer))


def whole_network(
    store: Store, kinds: Iterable[str], links: Iterable[str] | None, place: str | None
) -> networkx.MultiDiGraph[str]:
    """All nodes of some kinds, by default wherever they are, and the links between them."""
    import networkx

    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    kinds = [model().kind(kind).name for kind in kinds]
    where = resolve(store, place, "Place").id if place else None
    for kind in kinds:
        head = f"{INSIDE}(node:{kind}) RETURN DISTINCT" if place else f"MATCH (node:{kind}) RETURN"
        for row in store.stream(f"{head} node AS node", {"place": where}):
            node = row["node"]
            network.add_node(
                node.id, **attributes({"properties": node.properties, "kind": node.kind, "name": node.name})
            )
    wanted = "|".join(chosen(kinds, links))
    for kind in kinds if wanted else ():
        for link in read_links(store, kind, wanted, list(network) if place else None):
            if link.start in network and link.end in network:
                basis = basis_of(link)
                key = "|".join((link.kind, basis, str(link.properties.get("source") or "")))
                own = {"kind": link.kind, "label": say_link(link.kind), "basis": basis}
                network.add_edge(link.start, link.end, key, **attributes({"properties": link.properties, **own}))
    return network


def chosen(kinds: Iterable[str], links: Iterable[str] | None) -> list[str]:
    """Kinds of links from names of kinds and of groups; all that can join nodes of these kinds where none is named."""
    known = {name: link for name, link in model().links.items() if not link.provenance}
    if links is not None:
        names = [name for each in links for name in model().groups.get(each, (each,))]
        if unknown := [name for name in names if name not in known]:
            groups = sorted({link.group for link in known.values()})
            raise InvalidQuery(
                f"{', '.join(unknown)}: no such link; use one of {', '.join(known)}, or a group of them: "
                f"{', '.join(groups)}"
            )
        return names
    within = {kind for each in kinds for kind in model().within(each)}
    return [
        name
        for name, link in known.items()
        if any(all(within.intersection(model().within(end)) for end in pair) for pair in link.ends)
    ]


def read_links(store: Store, kind: str, links: str, ids: list[str] | None) -> Iterator[FoundLink]:
    """The links that go out from nodes of a kind, or from those of some ids."""
    start = (
        f"UNWIND $ids AS id MATCH (start:Entity {{id: id}}) WHERE start:{kind} MATCH (start)"
        if ids is not None
        else f"MATCH (start:{kind})"
    )
    text = (
        f"{start}-[link:{links}]->(end:Entity) "
        "RETURN type(link) AS kind, start.id AS start, end.id AS end, properties(link) AS properties"
    )
    given: dict[str, Any] = {"ids": ids}
    for row in store.stream(text, given):
        yield FoundLink(row["kind"], row["start"], row["end"], row["properties"])
