"""Who cuts a network by going, and whom each would cut off."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import Network
from clusteratlas.queries.network.part import Part, part_in_question, say_cut
from clusteratlas.queries.network.structure import Cut, cuts


def compute(rows: Rows, parameters: dict[str, Any], network: Network) -> Rows:
    """One row an organisation, most cut off first."""
    part = part_in_question(network, rows, parameters)
    return [cut_row(part, cut) for cut in cuts(part.walk)[: parameters["limit"]]]


def cut_row(part: Part, cut: Cut) -> dict[str, Any]:
    """What the network loses with one organisation."""
    lost = cut.lost(part.walk)
    ties = part.links_of(cut.number, lost)
    basis = part.network.basis(ties)
    return {
        "organisation": part.id(cut.number),
        "cut_off": cut.cut_off,
        "pieces": len(cut.pieces),
        "linkages": int(part.degrees[cut.number]),
        "basis": basis,
        "sources": part.network.sources(ties),
        "reason": say_cut(part, cut, lost, basis),
    }
