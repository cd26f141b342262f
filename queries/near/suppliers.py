"""Says in words why an organisation is, or could be, a supplier."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.words import say_link, say_share, without


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """One row a supplier with the column `reason`; a recorded one is not listed again as possible."""
    recorded = {row["id"] for row in rows if row["basis"] == "recorded"}
    return [
        {**without(row, "links", "input", "share", "lift"), "reason": reason(row)}
        for row in rows
        if row["basis"] == "recorded" or row["id"] not in recorded
    ]


def reason(row: dict[str, Any]) -> str:
    """Why this row is there."""
    if row["basis"] == "possible":
        return (
            f"{row['input']} makes up {say_share(row['share'])} of what the firm's industry buys, "
            f"{row['lift']:.1f} times the average"
        )
    said = []
    for link in row["links"]:
        what = link.properties.get("input") or link.properties.get("service")
        evidence = ", ".join(link.properties.get("evidence", [])[:2])
        state = "may serve it (inferred)" if link.properties.get("state") == "latent" else f"{say_link(link.kind)} it"
        said.append(f"{state}{f' with {what}' if what else ''}{f' ({evidence})' if evidence else ''}")
    return "; ".join(said)
