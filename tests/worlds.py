"""Small invented worlds, written as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clusteratlas.graph.model import model
from clusteratlas.graph.records import Link, Node, Point, Value
from clusteratlas.graph.statements import START_RUN, believe, write_links, write_records
from clusteratlas.graph.store import Store

SOURCE = "test_world"
WORDS = {link.out: link.name for link in model().links.values()}
"""How a link reads from its start, to its kind."""
DEFAULTS: Mapping[str, Mapping[str, Value]] = {
    "Industry": {"scheme": "NAICS 2017"},
    "Place": {"type": "county"},
}


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
    provenance = {"source": source, "run": "run-1"}
    described = {"id": source, "title": source, "publisher": "Nobody", "licence": "none", "trust": 50}
    store.write(START_RUN, {"source": described, "run": f"{source}-1", "started": "2000-01-01"})
    for one in nodes.values():
        said = {**one.properties, "record_id": f"{source}/{one.id}", "record_source": source, "record_run": "run-1"}
        rows = [{"id": one.id, "record": f"{source}/{one.id}", "properties": {**said, "record_kind": one.kind}}]
        kind = model().kind(one.kind)
        store.write_together([(write_records(kind), {"rows": rows, **provenance}), (believe(kind), {"ids": [one.id]})])
    for link in links:
        row: dict[str, Any] = {"number": 0, "start": link.start, "end": link.end}
        row["properties"] = {**link.properties, **provenance}
        written = store.write(write_links(model().link(link.kind)), {"rows": [row], **provenance})
        assert written, f"{link.start} {link.kind} {link.end}: the model does not allow it"


def node(id: str, facts: Mapping[str, Any]) -> Node:
    """A node from its facts."""
    properties = dict(facts)
    kind = properties.pop("kind", "Firm")
    if "at" in properties:
        properties["location"] = Point(*properties.pop("at"))
    defaults = {**DEFAULTS.get(kind, {}), **({"code": id} if kind == "Industry" else {})}
    return Node(kind, id, {"name": id, **defaults, **properties})
