"""How surely each member of a cluster belongs, and how many members there are."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.kept_clusters import DRAWN
from clusteratlas.graph.results import Rows
from clusteratlas.queries.boundaries.from_seeds import ONE_SEED, SEED
from clusteratlas.queries.boundaries.membership import FIRM, IS_SEED, LED, PROBABLE, how_surely, say_belongs
from clusteratlas.queries.boundaries.weights import Weights
from clusteratlas.queries.clusters.told import weighed_by
from clusteratlas.queries.words import count, headed, without

__all__ = ["compute"]


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows with the column `belongs`; the first says how many there are in all, and how many belong how surely."""
    if not rows:
        return rows
    by = weighed_by(rows[0]["weights"])
    every = [belongs(one, by) for one in rows[0]["all"]]
    said = f"{count(len(every), 'member')}."
    if drawn := [one for one in every if one]:
        firm, probable = (by[f"resampling.{word}"] for word in (FIRM, PROBABLE))
        said = (
            f"{said[:-1]}: {say_belongs(drawn)}. Firm is a degree from {firm:g} on where {LED}, "
            f"probable from {probable:g} on."
        )
    found = [without(row, "all", "weights") | {"belongs": belongs(row, by)} for row in rows]
    return headed(found, headline=said, rows_in_all=len(every))


def belongs(row: dict[str, Any], by: Weights) -> str | None:
    """How surely a member belongs that a boundary took in, by the weights it was drawn by; nothing of one that a source
    states."""
    if row["source_id"] != DRAWN:
        return None
    if row["reasons"] and row["reasons"][0] in (SEED, ONE_SEED):
        return IS_SEED
    return how_surely(row["degree"] or 0.0, row["basis"], by)
