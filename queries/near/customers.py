"""Says in words why an organisation is, or could be, a customer."""

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
        return f"is recorded to need {row['input']}, which the firm provides"
    return (
        f"{say_share(row['fit'])} of what the firm's industry sells goes to {row['input']}, which buys "
        f"{row['lift']:,.1f} times the average industry's share of it"
    )
