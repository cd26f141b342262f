"""Who stands between others, and how free of each other those are."""

from __future__ import annotations

from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import Network
from clusteratlas.queries.network.part import part_in_question
from clusteratlas.queries.network.structure import betweenness, constraint
from clusteratlas.queries.words import say_share


def compute(rows: Rows, parameters: dict[str, Any], network: Network) -> Rows:
    """One row an organisation that stands between others, most pairs first."""
    part = part_in_question(network, rows, parameters)
    between = betweenness(len(part), part.pairs)
    pairs = between.share * (len(part) - 1) * (len(part) - 2) / 2
    best = np.lexsort((np.arange(len(part)), -pairs))[: parameters["limit"]]
    best = best[pairs[best] > 0]
    tied = constraint(len(part), part.pairs, best)
    found = []
    for number, burt in zip(best.tolist(), tied.tolist(), strict=True):
        ties = part.links_of(number)
        others = int(part.walk.whole[number]) - 1
        share = float(pairs[number]) / (others * (others - 1) / 2)
        error = float(between.error[number]) * (len(part) - 1) * (len(part) - 2) / (others * (others - 1))
        sample = f" (estimated from {between.sampled:,} organisations)" if between.sampled else ""
        found.append(
            {
                "organisation": part.id(number),
                "pairs": round(float(pairs[number])),
                "share": round(share, 4),
                "error": round(error, 4),
                "linkages": int(part.degrees[number]),
                "constraint": round(burt, 3),
                "basis": part.network.basis(ties),
                "sources": part.network.sources(ties),
                "reason": f"{say_share(share)} of the shortest ways between the {others:,} organisations that are "
                f"linked with it run through it{sample}; {int(part.degrees[number]):,} are its own partners",
            }
        )
    return found
