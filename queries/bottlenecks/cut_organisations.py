"""Articulation points of a place's network, and what each would cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
from clusteratlas.graph.results import FoundNode, Rows
from clusteratlas.queries.words import count


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """One row an articulation point, most cut off first."""
    found: dict[str, FoundNode] = {}
    network: nx.Graph[str] = nx.Graph()
    for row in rows:
        found[row["organisation"].id] = row["organisation"]
        network.add_edges_from((row["organisation"].id, other) for other in row["tied"])
    network.remove_edges_from(list(nx.selfloop_edges(network)))
    cuts = [
        cut_row(found[id], sizes, network.degree[id])
        for members in nx.connected_components(network)
        for id, sizes in pieces(network.subgraph(members))
    ]
    cuts.sort(key=lambda row: (-row["cut_off"], row["organisation"].name, row["organisation"].id))
    return cuts[: parameters["limit"]]


def cut_row(organisation: FoundNode, sizes: list[int], linkages: int) -> dict[str, Any]:
    """What the network loses with one organisation."""
    cut_off = sum(sizes) - max(sizes)
    return {
        "organisation": organisation,
        "cut_off": cut_off,
        "pieces": len(sizes),
        "linkages": linkages,
        "reason": f"without it {count(cut_off, 'organisation')} of {sum(sizes):,} would be cut off from the others",
    }


def pieces(network: nx.Graph[str]) -> Iterator[tuple[str, list[int]]]:
    """Each articulation point of a connected network, and the sizes of the pieces that are left without it.

    Weighs the block-cut tree once, so that all points together take time linear in the network.
    """
    blocks = [set(block) for block in nx.biconnected_components(network)]
    seen: set[str] = set()
    cuts: set[str] = set()
    for block in blocks:
        cuts |= block & seen
        seen |= block
    tree: nx.Graph[str | int] = nx.Graph()
    for number, block in enumerate(blocks):
        tree.add_node(number, weight=len(block - cuts))
        tree.add_edges_from((number, cut) for cut in block & cuts)
    if not cuts:
        return
    below: dict[str | int, int] = {}
    parents: dict[str | int, str | int] = {}
    for parent, child in reversed(list(nx.dfs_edges(tree, 0))):
        parents[child] = parent
        below[child] = below.get(child, 0) + tree.nodes[child].get("weight", 1)
        below[parent] = below.get(parent, 0) + below[child]
    for cut in sorted(cuts):
        sizes = [below[block] for block in tree[cut] if block != parents[cut]]
        yield cut, [*sizes, len(network) - 1 - sum(sizes)]
