"""What tells versions of clusters apart: what was asked, and what counted otherwise than ships."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.clusters.told import say_asked, say_weights
from clusteratlas.queries.words import without

__all__ = ["compute"]


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows with parameters and weights in words; what they were as JSON stays in `parameters_json`."""
    return [
        without(row, "named")
        | {"asked": say_asked(row["parameters_json"], dict(row["named"])), "weights": say_weights(row["weights"])}
        for row in rows
    ]
