"""An answer as a network: its nodes, links and paths, and the lines its query draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx

from ..graph.results import FoundLink, FoundNode, FoundPath
from .catalog import Answer
from .query import Drawing
from .words import ABOVE, RECORDED, basis_of, say_link, without


def draw_answer(answer: Answer) -> networkx.MultiDiGraph[str]:
    """Everything in `answer` that a graph can show; node keys are ids.

    Nodes carry `kind`, `name` and `properties`; links carry `kind`, `label` (words), `basis` ("recorded", "possible"
    or "drawn by a user") and `properties`. What several rows repeat is there once. A link whose ends the answer does
    not name is left out; a node that is named by a link alone has its id for a name and an empty kind. A node that one
    row tells of, and no other, carries the columns of that row as `row`.
    """
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for entity in answer.entities.values():
        add_node(network, entity)
    for row in answer.rows:
        for value in row.values():
            add(network, value)
        for drawing in answer.query.draws:
            draw(network, drawing, row, answer)
    of_lines = [name for one in answer.query.draws for name in (one.label, one.basis, "link", "outward") if one.of]
    for id, said in told(answer).items():
        network.nodes[id]["row"] = without(columns_of(said), *of_lines)
    return network


def told(answer: Answer) -> dict[str, Mapping[str, Any]]:
    """The rows that tell of a node, by its id; none of a node that several rows tell of, nor where rows tell of lines.

    A row tells of the first node that it names, unless the drawing of its query says otherwise.
    """
    drawings = [one for one in answer.query.draws if not {one.start, one.end} & answer.parameters.keys()]
    if any(not one.of for one in drawings):
        return {}
    wanted = {one.of for one in drawings}
    found: dict[str, Mapping[str, Any]] = {}
    several: set[str] = set()
    for row in answer.rows:
        named = [
            value for name, value in row.items() if isinstance(value, FoundNode) and (not wanted or name in wanted)
        ]
        if not named or (not wanted and isinstance(row.get("link"), str)):
            continue
        several |= {named[0].id} & found.keys()
        found[named[0].id] = row
    return {id: row for id, row in found.items() if id not in several}


def columns_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a row that say something, but for nodes and links, and for what is said of all rows."""
    return {
        name: value
        for name, value in row.items()
        if name not in ABOVE and value is not None and not isinstance(value, FoundNode | FoundLink | FoundPath)
    }


def add(network: networkx.MultiDiGraph[str], value: Any) -> None:
    """Adds the nodes and links that a value holds, however deep."""
    match value:
        case FoundNode():
            add_node(network, value)
        case FoundLink():
            add_link(network, value)
        case FoundPath():
            for part in (*value.nodes, *value.links):
                add(network, part)
        case dict():
            for item in value.values():
                add(network, item)
        case list():
            for item in value:
                add(network, item)


def add_node(network: networkx.MultiDiGraph[str], node: FoundNode) -> None:
    """Adds a node, or fills in one that a link named before."""
    network.add_node(node.id, kind=node.kind, name=node.name, properties=node.properties)


def name_end(network: networkx.MultiDiGraph[str], id: str) -> None:
    """Makes sure that the end of a link is there."""
    if id not in network:
        network.add_node(id, kind="", name=id, properties={})


def add_link(network: networkx.MultiDiGraph[str], link: FoundLink) -> None:
    """Adds a link once for each source that says it."""
    if not link.start or not link.end:
        return
    basis = basis_of(link)
    source = str(link.properties.get("source") or "")
    add_line(network, link.start, link.end, link.kind, "", basis, source, link.properties)


def draw(network: networkx.MultiDiGraph[str], drawing: Drawing, row: Mapping[str, Any], answer: Answer) -> None:
    """Adds the line of one row; none where one of its ends is empty or both are one.

    A row that says `outward: False` reads the link from its far end: the line is drawn the way the link goes. Where
    there is no link, as of those alike, it is drawn as the row reads.
    """
    start, end = (node_of(name, row, answer) for name in (drawing.start, drawing.end))
    if not start or not end or start == end:
        return
    kind = str(row.get("link") or "")
    label = str(row.get(drawing.label) or "")
    if kind and row.get("outward") is False:
        start, end, label = end, start, say_link(kind)
    basis = str(row.get(drawing.basis) or RECORDED)
    properties = columns_of(row)
    source = str(row.get("source_id") or row.get("source") or "")
    add_line(network, start, end, kind, label, basis, source, properties)


def node_of(name: str, row: Mapping[str, Any], answer: Answer) -> str:
    """The id of the node in a column, or in a parameter where no column is called so."""
    value = row[name] if name in row else answer.parameters.get(name)
    return value.id if isinstance(value, FoundNode) else str(value or "")


def add_line(
    network: networkx.MultiDiGraph[str],
    start: str,
    end: str,
    kind: str,
    label: str,
    basis: str,
    source: str,
    properties: Mapping[str, Any],
) -> None:
    """Adds a line unless the same one is there."""
    name_end(network, start)
    name_end(network, end)
    key = "|".join((kind or label, basis, source))
    if not network.has_edge(start, end, key):
        network.add_edge(start, end, key, kind=kind, label=label, basis=basis, properties=dict(properties))
