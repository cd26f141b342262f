"""Says in words why the offers of two organisations complement each other, or could."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.ranking import explained
from clusteratlas.queries.words import count, say_share


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows with their reasons."""
    return explained(rows, reason, "by", "shared", "buyers")


def reason(row: dict[str, Any]) -> str:
    """Why this row is possible."""
    if row["by"] == "customers":
        return f"supplies or serves {row['shared']:,} of the {count(row['buyers'], 'organisation')} that the firm does"
    if row["by"] == "needs":
        return (
            f"provides {row['input']}, which {row['shared']:,} of the {count(row['buyers'], 'organisation')} need "
            "that need what the firm provides"
        )
    return f"{say_share(row['fit'])} of what the buyers of the firm's industry buy comes from {row['input']}"
