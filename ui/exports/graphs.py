"""Answers as GraphML."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...graph.quoting import clean
from .cells import Cell, about, flatten

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from ...queries.catalog import Answer


IN_ANSWER = "answer_"
"""Before the name of a column that a node has as a property too."""


def to_graphml(answer: Answer) -> bytes:
    """The network of the answer, as Gephi, Cytoscape, yEd and igraph read it; its attributes say what was asked."""
    import networkx

    from ...queries.drawing import draw_answer

    file = io.BytesIO()
    network = flat_network(draw_answer(answer))
    network.graph |= {name: clean(text) for name, text in about(answer).items()}
    networkx.write_graphml(network, file, named_key_ids=False)
    return file.getvalue()


def flat_network(network: MultiDiGraph[str]) -> MultiDiGraph[str]:
    """A network whose nodes and links carry numbers, texts and flags alone."""
    import networkx

    flat: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for id, node in network.nodes(data=True):
        flat.add_node(clean(id), **attributes(node))
    for start, end, key, link in network.edges(keys=True, data=True):
        flat.add_edge(clean(start), clean(end), clean(key), **attributes(link))
    return flat


def attributes(data: Mapping[str, Any]) -> dict[str, Cell]:
    """What a node or link carries, and what a row of the answer tells of a node, as GraphML can say it; empty ones are
    left out."""
    own = {key: value for key, value in data.items() if key not in ("properties", "row")}
    known = {**data["properties"], **own}
    said = {f"{IN_ANSWER}{name}" if name in known else name: value for name, value in data.get("row", {}).items()}
    cells: dict[str, Cell] = {}
    for name, value in {**known, **said}.items():
        for key, cell in flatten(name, value).items():
            if cell not in (None, ""):
                cells[clean(key)] = clean(cell) if isinstance(cell, str) else cell
    return cells
