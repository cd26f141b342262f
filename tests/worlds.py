"""Small invented worlds, written as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from clusteratlas.graph.believing import believe
from clusteratlas.graph.model import model
from clusteratlas.graph.records import Link, Node, Point, Value
from clusteratlas.graph.statements import START_RUN, write_links, write_records
from clusteratlas.graph.store import Store

SOURCE = "test_world"
RUN = "run-1"
WORDS = {link.out: link.name for link in model().links.values()}
"""How a link reads from its start, to its kind."""
DEFAULTS: Mapping[str, Mapping[str, Value]] = {
    "Industry": {"scheme": "NAICS 2017"},
    "Place": {"type": "county"},
}

OfKind = TypeVar("OfKind", Node, Link)


def build(store: Store, *sentences: str, source: str = SOURCE, **facts: Mapping[str, Any]) -> None:
    """Writes a world: sentences such as `a supplies b`, and properties of nodes and links.

    A node is a Firm unless its facts give another `kind`; a fact on a link is keyed by its sentence with
    underscores for spaces. `at=(lat, lon)` is a location.
    """
    nodes: dict[str, Node] = {}
    links: list[Link] = []
    for sentence in sentences:
        words = next(words for words in sorted(WORDS, key=len, reverse=True) if f" {words} " in f" {sentence} ")
        start, end = sentence.split(f" {words} ")
        for id in (start, end):
            nodes.setdefault(id, node(id, facts.get(id, {})))
        links.append(Link(WORDS[words], start, end, dict(facts.get(sentence.replace(" ", "_"), {}))))
    for id, properties in facts.items():
        if "_" not in id:
            nodes.setdefault(id, node(id, properties))
    write_nodes(store, source, nodes.values())
    while links:
        first = {(link.kind, link.start, link.end): link for link in reversed(links)}
        write_once_each(store, source, [link for link in links if first[link[:3]] is link])
        links = [link for link in links if first[link[:3]] is not link]


def write_nodes(store: Store, source: str, nodes: Iterable[Node]) -> None:
    """Writes nodes as a load of the source would."""
    described = {"id": source, "title": source, "publisher": "Nobody", "licence": "none", "trust": 50}
    statements: list[tuple[str, Mapping[str, Any]]] = [
        (START_RUN, {"source": described, "run": f"{source}-1", "started": "2000-01-01"})
    ]
    for kind, alike in by_kind(nodes).items():
        rows = [
            {
                "id": one.id,
                "record": f"{source}/{one.id}",
                "properties": {
                    **one.properties,
                    "record_id": f"{source}/{one.id}",
                    "record_source": source,
                    "record_run": RUN,
                    "record_kind": kind,
                },
            }
            for one in alike
        ]
        statements.append((write_records(model().kind(kind)), {"rows": rows, "source": source, "run": RUN}))
        statements.append((believe(model().kind(kind)), {"ids": [one.id for one in alike]}))
    store.write_together(statements)


def write_once_each(store: Store, source: str, links: Iterable[Link]) -> None:
    """Writes links no two of which are of one kind between the same ends."""
    provenance = {"source": source, "run": RUN}
    for kind, alike in by_kind(links).items():
        rows = [{"start": one.start, "end": one.end, "properties": {**one.properties, **provenance}} for one in alike]
        written = store.write(write_links(model().link(kind)), {"rows": rows, **provenance})
        said = ", ".join(f"{one.start} {kind} {one.end}" for one in alike)
        assert [row["written"] for row in written] == [len(rows)], f"the model does not allow one of these: {said}"


def by_kind(things: Iterable[OfKind]) -> dict[str, list[OfKind]]:
    """Kind to the things of it, in their order."""
    kinds: dict[str, list[OfKind]] = {}
    for thing in things:
        kinds.setdefault(thing.kind, []).append(thing)
    return kinds


def node(id: str, facts: Mapping[str, Any]) -> Node:
    """A node from its facts."""
    properties = dict(facts)
    kind = properties.pop("kind", "Firm")
    if "at" in properties:
        properties["location"] = Point(*properties.pop("at"))
    defaults = {**DEFAULTS.get(kind, {}), **({"code": id} if kind == "Industry" else {})}
    return Node(kind, id, {"name": id, **defaults, **properties})
