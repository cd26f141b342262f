"""The sizes at which a boundary around seeds is sharp."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.boundaries.asked import asked_boundary, check
from clusteratlas.queries.boundaries.boundary import Boundary
from clusteratlas.queries.boundaries.membership import say_limit
from clusteratlas.queries.boundaries.weights import weighing
from clusteratlas.queries.network.part import say_some
from clusteratlas.queries.network.traits import Traits
from clusteratlas.queries.words import say_share

__all__ = ["check", "compute"]


def compute(rows: Rows, parameters: dict[str, Any], traits: Traits) -> Rows:
    """One row a size, smallest first."""
    with weighing(parameters["weights"]):
        boundary = asked_boundary(rows, parameters, traits)
        return [] if boundary is None else told(boundary, parameters)


def told(boundary: Boundary, parameters: dict[str, Any]) -> Rows:
    """The same of a boundary."""
    last = min(max(boundary.most, parameters["largest"] or 0), len(boundary.order))
    sizes = boundary.sharp if parameters["sharp"] else range(boundary.least, last + 1)
    found: Rows = []
    before = 0
    members_cut = round(boundary.cut_of(boundary.sharpest), 4)
    for size in list(sizes)[: parameters["limit"]]:
        found.append(size_row(boundary, before, size, members_cut))
        before = size
    if found:
        found[0]["caution"] = say_limit(boundary) or None
    return found


def size_row(boundary: Boundary, before: int, size: int, members_cut: float) -> dict[str, Any]:
    """What is said of one size, where the line before is of another."""
    network = boundary.traits.network
    entering = boundary.local.numbers[boundary.order[before:size]]
    cut = float(boundary.curve[size - 1])
    return {
        "size": size,
        "cut": round(cut, 4),
        "sharp": size in boundary.sharp,
        "last": network.id_of(entering[-1]),
        "entering": len(entering),
        "names": say_some(network, entering),
        "members": len(boundary.sharpest),
        "members_cut": members_cut,
        "reason": f"{say_share(cut)} of the weight of ties that as many would cut if ties were dealt out at random",
        "caution": None,
    }
