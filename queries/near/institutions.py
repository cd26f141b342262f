"""Says in words why an institution matters to a firm."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.words import count, is_inferred, say_link, without


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows with the column `reason`, fit and score to four digits."""
    return [
        {
            **without(row, "links", "shared", "peers"),
            "reason": reason(row),
            "fit": round(row["fit"], 4),
            "score": round(row["score"], 4),
        }
        for row in rows
    ]


def reason(row: dict[str, Any]) -> str:
    """Why this row is there."""
    if row["links"]:
        said = []
        for link in row["links"]:
            evidence = ", ".join(link.properties.get("evidence", [])[:3])
            words = say_link(link.kind, outward=link.start == row["id"])
            sure = " (inferred)" if is_inferred(link) else ""
            said.append(f"{words} it{sure}{f' ({evidence})' if evidence else ''}")
        return "; ".join(dict.fromkeys(said))
    if row["shared"]:
        peers = f"{row['shared']:,} of the {count(row['peers'], 'organisation')}"
        return f"has ties to {peers} of the same industry within the distance; none to this firm is recorded"
    type = row["type"] if row["type"] and row["type"] != "other" else "institution"
    return f"{type} within the distance; no tie to this firm or its industry there is recorded"
