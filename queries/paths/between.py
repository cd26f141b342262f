"""Puts each path in words, and names its weakest link."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.results import FoundLink, FoundNode, FoundPath, Rows
from clusteratlas.queries.words import is_inferred, reads_alike, say_chain, say_tie, without


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows in words: names and the linkages between them, and what is said of the weakest linkage.

    A path that several sources record is there once, with all of them, and so is one that they record in both
    directions where that says nothing; one that comes through the same place twice is none.
    """
    if parameters["start"] == parameters["end"]:
        raise InvalidQuery("end: is the same organisation as start; name another one")
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    says: dict[tuple[object, ...], list[dict[str, None]]] = {}
    for row in rows:
        path = row["path"]
        if len({node.id for node in path.nodes}) < len(path.nodes):
            continue
        links = [(link.kind, *ends_of(link)) for link in path.links]
        key = (*links, path.nodes[0].id)
        found.setdefault(key, without(row, "most", "sources"))
        titles = {source["id"]: source["title"] or source["id"] for source in row["sources"]}
        said = says.setdefault(key, [{} for _ in links])
        for link, names in zip(path.links, said, strict=True):
            id = str(link.properties.get("source"))
            names[titles.get(id, id)] = None
    return [in_words(row, says[key]) for key, row in list(found.items())[: parameters["limit"]]]


def ends_of(link: FoundLink) -> tuple[str, str]:
    """The ends of a linkage, in an order of their own where its direction says nothing."""
    low, high = sorted((link.start, link.end))
    return (low, high) if reads_alike(link.kind) else (link.start, link.end)


def in_words(row: dict[str, Any], says: list[dict[str, None]]) -> dict[str, Any]:
    """One path in words; `says` names the sources of each of its linkages."""
    path: FoundPath = row["path"]
    weakest = min(range(len(path.links)), key=lambda at: (confidence(path.links[at]), not is_inferred(path.links[at])))
    here, there = path.nodes[weakest : weakest + 2]
    ties = [tie(node, link) for node, link in zip(path.nodes, path.links, strict=False)]
    return {
        **row,
        "weakest_link": say_chain([here.name, there.name], [tie(here, path.links[weakest])]),
        "weakest_source": "; ".join(says[weakest]),
        "weakest_at": weakest + 1,
        "words": say_chain([node.name for node in path.nodes], ties),
        "says": ["; ".join(names) for names in says],
    }


def tie(here: FoundNode, link: FoundLink) -> str:
    """A linkage as it reads from one of its ends."""
    return say_tie(link.kind, outward=link.start == here.id, inferred=is_inferred(link))


def confidence(link: FoundLink) -> float:
    """How sure a linkage is; 1 where its source does not say."""
    return float(link.properties.get("confidence", 1.0))
