"""Puts each path in words."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.results import FoundPath, Rows
from clusteratlas.queries.words import is_inferred, say_link, without


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows with the column `words`: names, and the linkages between them.

    A path that several sources record is there once; one that comes through the same place twice is none.
    """
    if parameters["start"] == parameters["end"]:
        raise InvalidQuery("end: is the same organisation as start; name another one")
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for row in rows:
        path = row["path"]
        if len({node.id for node in path.nodes}) < len(path.nodes):
            continue
        links = [(link.kind, link.start, link.end) for link in path.links]
        found.setdefault((*links, path.nodes[0].id), {**without(row, "most"), "words": say_path(path)})
    return list(found.values())[: parameters["limit"]]


def say_path(path: FoundPath) -> str:
    """A path as a sentence, each linkage read in the direction of the path."""
    words = path.nodes[0].name
    for here, link, there in zip(path.nodes, path.links, path.nodes[1:], strict=False):
        sure = " (inferred)" if is_inferred(link) else ""
        words += f" {say_link(link.kind, outward=link.start == here.id)}{sure} {there.name}"
        words += "" if there is path.nodes[-1] else ", which"
    return words
