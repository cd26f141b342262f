"""Says in words why an organisation is, or could be, a supplier."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import FoundLink, Rows
from clusteratlas.queries.words import is_inferred, say_link, say_share, without

INFERRED = {"SUPPLIES": "supply", "SERVES": "serve"}
"""Kind of an inferred linkage to what the supplier may do."""


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows with the column `reason`, fit and score to four digits."""
    return [
        {
            **without(row, "links", "lift"),
            "reason": reason(row),
            "fit": round(row["fit"], 4),
            "score": round(row["score"], 4),
        }
        for row in rows
    ]


def reason(row: dict[str, Any]) -> str:
    """Why this row is there."""
    if row["links"]:
        return "; ".join(dict.fromkeys(said(link) for link in row["links"]))
    if row["lift"] is None:
        return f"provides {row['input']}, which the firm is recorded to need"
    return (
        f"{say_share(row['fit'])} of what the firm's industry buys comes from {row['input']}, "
        f"{row['lift']:,.1f} times the average industry's share"
    )


def said(link: FoundLink) -> str:
    """A recorded or inferred linkage in words."""
    what = link.properties.get("input") or link.properties.get("service")
    evidence = ", ".join(link.properties.get("evidence", [])[:2])
    state = f"may {INFERRED[link.kind]} it (inferred)" if is_inferred(link) else f"{say_link(link.kind)} it"
    until = link.properties.get("until")
    return (
        f"{state}{f' with {what}' if what else ''}{f' ({evidence})' if evidence else ''}"
        f"{f', until {until} or later' if until else ''}"
    )
