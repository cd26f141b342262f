"""Scripts that use py2neo: their connection to the same database, and what they make of nodes and relationships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ...graph.errors import InvalidSetting, ServerUnavailable
from ...graph.server import Connection
from ...ingest.subgraph import ScriptLink, ScriptNode

if TYPE_CHECKING:
    from py2neo import Graph

MISSING = "py2neo is not installed: pip install py2neo==2021.2.4"


def open_graph(connection: Connection) -> Graph:
    """py2neo's graph on the database of a connection; InvalidSetting where py2neo is not installed."""
    try:
        from py2neo import Graph
    except ImportError:
        raise InvalidSetting(MISSING) from None
    from py2neo.errors import ConnectionUnavailable

    try:
        return Graph(connection.uri, auth=(connection.user, connection.password), name=connection.database)
    except (ConnectionUnavailable, ValueError) as error:
        raise ServerUnavailable(f"{connection.uri}: py2neo cannot connect ({error}); check its address") from error


def read_subgraph(handed: Any, graph: Graph | None) -> tuple[list[ScriptNode], list[ScriptLink]]:
    """The nodes and relationships in a subgraph, node, relationship, path, cursor, or an iterable of these.

    What was read from `graph` itself says nothing new: of its nodes only the ids count, its relationships do not.
    """
    nodes: dict[Any, ScriptNode] = {}
    links: dict[Any, ScriptLink] = {}

    def node_of(node: Any) -> ScriptNode:
        if node not in nodes:
            nodes[node] = ScriptNode(list(node.labels), said_of(node), known=node.graph == graph)
        return nodes[node]

    for part in parts(handed):
        for node in part.nodes:
            node_of(node)
        for link in part.relationships:
            if link.graph != graph:
                start, end = node_of(link.start_node), node_of(link.end_node)
                links[link] = ScriptLink(type(link).__name__, start, end, said_of(link))
    return [node for node in nodes.values() if not node.known], list(links.values())


def said_of(entity: Any) -> dict[str, Any]:
    """The properties of a node or relationship, fetched where py2neo put that off."""
    return {key: entity[key] for key in entity.keys()}  # noqa: SIM118 - keys() is what fetches them


def parts(handed: Any) -> Iterator[Any]:
    """Everything in what was handed over that has nodes and relationships, however deep."""
    from py2neo import Subgraph

    if isinstance(handed, Subgraph):
        yield handed
    elif isinstance(handed, Iterable) and not isinstance(handed, str | bytes):
        for each in handed:
            yield from parts(each)
