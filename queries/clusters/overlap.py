"""Whether a cluster lies within another, or only overlaps it."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.boundaries.weights import weighing, weights

__all__ = ["compute"]


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows with the column `reading`."""
    with weighing(parameters["weights"]):
        within = weights()["clusters.within"]
    return [row | {"reading": "within" if row["shared"] >= within * row["members"] else "overlaps"} for row in rows]
