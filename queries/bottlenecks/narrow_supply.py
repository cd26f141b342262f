"""The fewest organisations that all supply of a place passes."""

from __future__ import annotations

from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import Network, distinct, distinct_pairs
from clusteratlas.queries.network.structure import reached, smallest_cut
from clusteratlas.queries.network.supply import SUPPLYING
from clusteratlas.queries.words import count


def compute(rows: Rows, parameters: dict[str, Any], network: Network) -> Rows:
    """One row an organisation of the smallest cut, that which feeds most first."""
    members = network.find(rows[0]["members"])
    flags = network.chosen(possible=parameters["inferred"], date=parameters["date"])
    distributed = flags & network.chosen(["DISTRIBUTES_FOR"])
    ends = np.hstack([network.ends[:, flags & network.chosen(SUPPLYING)], network.ends[::-1, distributed]])
    size = len(network)
    inside = network.among(members)
    flows = distinct_pairs(ends[:, (ends[0] != ends[1]) & ~inside[ends[0]]], size)
    upstream = reached(size, flows[::-1], members)
    flows = flows[:, upstream[flows[0]] & upstream[flows[1]]]
    supplied = distinct(flows[1, inside[flows[1]]])
    first = np.setdiff1d(flows[0], flows[1])
    if not len(first):
        return []
    found: Rows = []
    cut = smallest_cut(size, flows, first, supplied)
    for number in cut.tolist():
        fed = int(np.sum(reached(size, flows, np.array([number])) & inside))
        behind = int(np.sum(reached(size, flows[::-1], np.array([number])))) - 1
        begins = f"what {count(behind, 'other')} {'supplies' if behind == 1 else 'supply'} reaches the place through it"
        found.append(
            {
                "organisation": network.id_of(number),
                "fed": fed,
                "of": len(supplied),
                "behind": behind,
                "sources": network.sources(flags & (network.ends == number).any(axis=0)),
                "reason": f"{begins if behind else 'supply begins with it'}; of {count(len(supplied), 'organisation')} "
                f"of the place that are supplied it feeds {fed:,}; all supply passes {count(len(cut), 'organisation')}",
            }
        )
    found.sort(key=lambda row: (-row["fed"], -row["behind"], row["organisation"]))
    return found[: parameters["limit"]]
