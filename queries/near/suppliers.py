"""Says in words why an organisation is, or could be, a supplier."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.ranking import explained
from clusteratlas.queries.words import say_share


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows with their reasons."""
    return explained(rows, reason, "lift")


def reason(row: dict[str, Any]) -> str:
    """Why this row is possible."""
    if row["lift"] is None:
        return f"provides {row['input']}, which the firm is recorded to need"
    return (
        f"{say_share(row['fit'])} of what the firm's industry buys comes from {row['input']}, "
        f"{row['lift']:,.1f} times the average industry's share"
    )
