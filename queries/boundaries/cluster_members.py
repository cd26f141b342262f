"""Who is in the cluster of an organisation, of all clusters of an economy."""

from __future__ import annotations

from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.boundaries.clusters import by_ties, called, ties_asked
from clusteratlas.queries.boundaries.economy import economy_of
from clusteratlas.queries.boundaries.weights import weighing
from clusteratlas.queries.network.traits import Traits
from clusteratlas.queries.words import count, say_share

__all__ = ["compute"]


def compute(rows: Rows, parameters: dict[str, Any], traits: Traits) -> Rows:
    """One row a member, those with most ties inside first; none where the organisation is in no cluster."""
    if not rows:
        return []
    network, names = traits.network, dict(rows[0]["names"])
    with weighing(parameters["weights"]):
        ties = ties_asked(parameters, traits, alike=parameters["alike"])
        labels = economy_of(ties).levels[parameters["level"]].labels
    mine = [number for number in labels[network.find([parameters["organisation"]])].tolist() if number >= 0]
    if not mine:
        return []
    members = by_ties(ties, np.flatnonzero(labels == mine[0]), labels)[: parameters["limit"]]
    cluster = called(parameters["level"], mine[0])
    found: Rows = []
    for member in members.tolist():
        along = slice(ties.bounds[member], ties.bounds[member + 1])
        inside = labels[ties.others[along]] == mine[0]
        share = float(ties.weights[along][inside].sum() / ties.weights[along].sum())
        number = count(int(inside.sum()), "other")
        branches = [traits.branches.words[branch] for branch in traits.branches.of_one(member).tolist()]
        found.append(
            {
                "member": network.id_of(member),
                "ties": int(inside.sum()),
                "inside_share": round(share, 3),
                "industries": [names.get(branch) or branch for branch in branches],
                "cluster": cluster,
                "reason": f"tied with {number} of {cluster}, {say_share(share)} of the weight of its ties",
            }
        )
    return found
