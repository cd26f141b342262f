"""Says in words why an institution matters to a firm."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.ranking import explained
from clusteratlas.queries.words import count


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows with their reasons."""
    return explained(rows, reason, "shared", "peers")


def reason(row: dict[str, Any]) -> str:
    """Why this row is possible."""
    if row["shared"]:
        peers = f"{row['shared']:,} of the {count(row['peers'], 'organisation')}"
        return f"has ties to {peers} of the same industry in reach; none to this firm is recorded"
    type = row["type"] if row["type"] and row["type"] != "other" else "institution"
    return f"{type} in reach; no tie to this firm or its industry there is recorded"
