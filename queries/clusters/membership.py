"""How surely each member of a cluster belongs, and how many members there are."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.kept_clusters import DRAWN
from clusteratlas.graph.results import Rows
from clusteratlas.queries.boundaries.from_seeds import ONE_SEED, SEED
from clusteratlas.queries.boundaries.membership import IS_SEED, how_surely, say_belongs
from clusteratlas.queries.words import count, headed, without

__all__ = ["compute"]


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows with the column `belongs`; the first says how many there are in all, and how many belong how surely."""
    if not rows:
        return rows
    every = [belongs(one) for one in rows[0]["all"]]
    said = count(len(every), "member")
    if drawn := [one for one in every if one]:
        said += f": {say_belongs(drawn)}"
    found = [without(row, "all") | {"belongs": belongs(row)} for row in rows]
    return headed(found, headline=f"{said}.", rows_in_all=len(every))


def belongs(row: dict[str, Any]) -> str | None:
    """How surely a member belongs that a boundary took in; nothing of one that a source states."""
    if row["source_id"] != DRAWN:
        return None
    if row["reasons"] and row["reasons"][0] in (SEED, ONE_SEED):
        return IS_SEED
    return how_surely(row["degree"] or 0.0)
