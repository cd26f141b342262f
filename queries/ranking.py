"""Ranked rows with the reason why each is there, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..graph.results import FoundLink, Rows
from .words import is_inferred, say_link, without

DETAILS = {"input": "with", "service": "with", "dimension": "on", "aspect": "in"}
"""Properties of a linkage that say more of it, and the word before them."""
PIECES = 3
"""How many pieces of evidence are quoted."""


def explained(rows: Rows, reason: Callable[[dict[str, Any]], str], *hidden: str) -> Rows:
    """The rows with the column `reason`, fit and score to four digits, without the columns it was made of.

    A row with `links` is there for what they say, any other for the `reason` given.
    """
    return [
        {
            **without(row, "links", *hidden),
            "reason": say_ties(row) if row["links"] else reason(row),
            "fit": round(row["fit"], 4),
            "score": round(row["score"], 4),
        }
        for row in rows
    ]


def say_ties(row: dict[str, Any]) -> str:
    """The linkages of a row with the one that was asked about, in words."""
    return "; ".join(dict.fromkeys(say_tie(link, row["id"]) for link in row["links"]))


def say_tie(link: FoundLink, id: str) -> str:
    """A linkage as it reads from its end `id`.

    >>> from clusteratlas.graph.results import FoundLink
    >>> say_tie(FoundLink("SUPPLIES", "a", "b", {"input": "corks", "evidence": ["page 7"], "until": "2015"}), "b")
    'is supplied by it with corks (page 7), until 2015 or later'
    """
    said = link.properties
    parts = [f"{say_link(link.kind, outward=link.start == id)} it"]
    parts += [f"{word} {said[name]}" for name, word in DETAILS.items() if said.get(name)]
    parts += ["(inferred)"] if is_inferred(link) else []
    parts += [f"({', '.join(evidence)})"] if (evidence := said.get("evidence", [])[:PIECES]) else []
    return " ".join(parts) + (f", until {said['until']} or later" if said.get("until") else "")
