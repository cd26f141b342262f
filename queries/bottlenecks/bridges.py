"""Linkages that cut a network by ending, and whom each would cut off."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import Network
from clusteratlas.queries.network.part import Part, part_in_question, say_bridge
from clusteratlas.queries.network.structure import Bridge, bridges


def compute(rows: Rows, parameters: dict[str, Any], network: Network) -> Rows:
    """One row a linkage, most cut off first; those that cut off one organisation alone are left out."""
    part = part_in_question(network, rows, parameters)
    found = [bridge for bridge in bridges(part.walk) if bridge.cut_off > 1]
    return [bridge_row(part, bridge) for bridge in found[: parameters["limit"]]]


def bridge_row(part: Part, bridge: Bridge) -> dict[str, Any]:
    """What the network loses with one linkage."""
    ties, start, words, end = part.crossing(bridge)
    basis = part.network.basis(ties)
    return {
        "start": part.network.id_of(start),
        "linkage": words,
        "end": part.network.id_of(end),
        "cut_off": bridge.cut_off,
        "of": bridge.of,
        "basis": basis,
        "sources": part.network.sources(ties),
        "reason": f"only in that {part.network.called(start)} {words} {part.network.called(end)}, "
        f"{say_bridge(part, bridge, basis)}",
    }
