"""Puts each path in words."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import FoundPath, Rows
from clusteratlas.queries.words import say_link


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows with the column `words`: names, and the linkages between them."""
    return [{**row, "words": say_path(row["path"])} for row in rows]


def say_path(path: FoundPath) -> str:
    """A path as a sentence, each linkage read in the direction of the path."""
    words = path.nodes[0].name
    for here, link, there in zip(path.nodes, path.links, path.nodes[1:], strict=False):
        words += f" {say_link(link.kind, outward=link.start == here.id)} {there.name}"
        words += "" if there is path.nodes[-1] else ", which"
    return words
