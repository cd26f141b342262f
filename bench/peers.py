"""The graph of a load, written by the bare driver and by py2neo: entities, records, where they come from, and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Any

import neo4j
from clusteratlas.graph.model import model
from clusteratlas.graph.records import Link, Node, Point
from clusteratlas.graph.server import Connection
from interchange.geo import WGS84Point as Py2neoPoint
from neo4j.spatial import WGS84Point
from py2neo import Graph
from py2neo.bulk import merge_nodes, merge_relationships

from .world import SOURCE, World

BATCH = 5_000
RUN = "20000101T000000-00000000"
ENTITY, RECORD = ("Entity", "id"), ("Record", "record_id")
Properties = dict[str, Any]
Rows = Iterable[tuple[str, Properties, str]]
"""Links: id of the start, properties, id of the end."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """Nodes of the same labels, the first of which their key is unique under."""

    labels: tuple[str, ...]
    key: str
    rows: Iterable[Properties]

    def batches(self) -> Iterator[Nodes]:
        """The same in portions that a transaction takes."""
        return (replace(self, rows=rows) for rows in portions(self.rows))


@dataclass(frozen=True, slots=True)
class Links:
    """Links of a kind, and how their ends are found."""

    kind: str
    start: tuple[str, str]
    end: tuple[str, str]
    rows: Rows
    by_source: bool = True
    """Whether there is one for each source."""

    def batches(self) -> Iterator[Links]:
        """The same in portions that a transaction takes."""
        return (replace(self, rows=rows) for rows in portions(self.rows))


@dataclass(frozen=True, slots=True)
class Size:
    """How large a graph is, records and their links included."""

    nodes: int
    links: int


def size(world: World) -> Size:
    """The size of the graph that a load of the world makes, the source and its run apart."""
    entities = sum(1 for _ in world.nodes())
    return Size(2 * entities, 2 * entities + sum(1 for _ in world.all_links()))


def portions(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Rows in lists of BATCH."""
    rest = iter(rows)
    while portion := list(islice(rest, BATCH)):
        yield portion


def groups(world: World) -> Iterator[Nodes | Links]:
    """All that a load of the world writes, what is alike together."""
    yield Nodes(("Source",), "id", [{"id": SOURCE, "trust": 60, "title": "An invented world"}])
    for kind, nodes in groupby(world.nodes(), key=lambda node: node.kind):
        labels = model().kind(kind).labels
        yield Nodes((labels[-1], *labels[:-1]), "id", ({"id": node.id, **plain(node)} for node in nodes))
    yield Nodes(("Record",), "record_id", map(record, world.nodes()))
    described: Rows = ((f"{SOURCE}/{node.id}", {}, node.id) for node in world.nodes())
    yield Links("DESCRIBES", RECORD, ENTITY, described, by_source=False)
    from_source: Rows = ((f"{SOURCE}/{node.id}", {}, SOURCE) for node in world.nodes())
    yield Links("FROM_SOURCE", RECORD, ("Source", "id"), from_source, by_source=False)
    for link_kind, links in groupby(sorted_links(world), key=lambda link: link.kind):
        yield Links(link_kind, ENTITY, ENTITY, ((link.start, stated(link), link.end) for link in links))


def sorted_links(world: World) -> Iterator[Link]:
    """Every link, those of a kind together."""
    yield from world.inputs()
    yield from sorted(world.memberships(), key=lambda link: link.kind)
    yield from world.linkages()


def record(node: Node) -> Properties:
    """A record as a load keeps it."""
    kept = {"record_source": SOURCE, "record_run": RUN, "record_kind": node.kind, "record_trust": 60}
    return {**plain(node), "record_id": f"{SOURCE}/{node.id}", "record_place": f"table.csv:{node.id}", **kept}


def stated(link: Link) -> Properties:
    """The properties of a link as a load keeps it."""
    return {**plain(link), "source": SOURCE, "run": RUN, "record": f"table.csv:{link.start}"}


def plain(what: Node | Link) -> Properties:
    """Properties as the driver takes them."""
    return {
        name: WGS84Point((value.lon, value.lat)) if isinstance(value, Point) else value
        for name, value in what.properties.items()
    }


def write_bare(driver: neo4j.Driver, group: Nodes | Links) -> None:
    """Writes a group in one transaction of the bare driver."""
    if isinstance(group, Nodes):
        label, *others = group.labels
        rows = [{"key": row[group.key], "said": row} for row in group.rows]
        text = f"UNWIND $rows AS row MERGE (n:{label} {{{group.key}: row.key}}) SET n += row.said"
        text += f" SET n:{':'.join(others)}" if others else ""
    else:
        rows = [{"start": start, "said": said, "end": end} for start, said, end in group.rows]
        key = "{source: row.said.source}" if group.by_source else ""
        text = (
            f"UNWIND $rows AS row MATCH (a:{group.start[0]} {{{group.start[1]}: row.start}}) "
            f"MATCH (b:{group.end[0]} {{{group.end[1]}: row.end}}) "
            f"MERGE (a)-[l:{group.kind} {key}]->(b) SET l += row.said"
        )
    with driver.session(database="neo4j") as session, session.begin_transaction() as transaction:
        transaction.run(text, {"rows": rows}).consume()
        transaction.commit()


def py2neo_graph(connection: Connection) -> Graph:
    """py2neo's connection to a server."""
    return Graph(connection.uri, auth=(connection.user, connection.password), name=connection.database)


def write_by_py2neo(graph: Graph, group: Nodes | Links) -> None:
    """Writes a group in one transaction by py2neo's bulk merges."""
    transaction = graph.begin()
    if isinstance(group, Nodes):
        rows = [dict(zip(row, map(as_py2neo, row.values()), strict=True)) for row in group.rows]
        merge_nodes(transaction, rows, (group.labels[0], group.key), labels=set(group.labels))
    else:
        triples = [((start,), said, (end,)) for start, said, end in group.rows]
        key = (group.kind, "source") if group.by_source else (group.kind,)
        merge_relationships(transaction, triples, key, start_node_key=group.start, end_node_key=group.end)
    graph.commit(transaction)


def as_py2neo(value: Any) -> Any:
    """A value as py2neo takes it."""
    return Py2neoPoint((value.longitude, value.latitude)) if isinstance(value, WGS84Point) else value
