"""Inputs that a place gets from few suppliers, or mostly from one."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import Network
from clusteratlas.queries.network.supply import Supply, say_next, say_supply, supplies_of


def compute(rows: Rows, parameters: dict[str, Any], network: Network) -> Rows:
    """One row an input, that on which most depend and which is most concentrated first."""
    inside = set(network.find(rows[0]["members"]).tolist())
    found = []
    for supply in supplies_of(network, rows[0], parameters["date"], inferred=parameters["inferred"]):
        near = sum(supplier in inside for supplier in supply.served)
        scarce = near <= parameters["few"] or supply.hhi >= parameters["hhi"]
        if scarce and len(supply.dependents) >= parameters["dependents"]:
            found.append((supply, near))
    found.sort(key=lambda item: (-len(item[0].dependents) * item[0].hhi, item[0].input))
    return [input_row(supply, near, inside) for supply, near in found[: parameters["limit"]]]


def input_row(supply: Supply, near: int, inside: set[int]) -> dict[str, Any]:
    """One input with its suppliers in numbers and words."""
    largest, share = next(iter(supply.shares.items()))
    outside = sum(part for supplier, part in supply.shares.items() if supplier not in inside)
    elsewhere = supply.next()
    return {
        "input": supply.input,
        "dependents": len(supply.dependents),
        "suppliers": len(supply.served),
        "inside": near,
        "hhi": round(supply.hhi, 3),
        "largest": supply.network.id_of(largest),
        "largest_share": round(share, 3),
        "outside_share": round(outside, 3),
        "next": supply.network.id_of(elsewhere[0]) if elsewhere else None,
        "next_km": round(elsewhere[1], 1) if elsewhere else None,
        "specialised": supply.specialised,
        "basis": supply.basis,
        "sources": sorted(supply.sources),
        "reason": f"{say_supply(supply, inside)}; {say_next(supply)}",
    }
