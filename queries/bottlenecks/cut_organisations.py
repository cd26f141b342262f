"""Articulation points of a place's network, and what each would cut off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx
from clusteratlas.graph.results import FoundNode, Rows
from clusteratlas.queries.words import count


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """One row an articulation point, most cut off first; who has one neighbour only has no row of its own."""
    found: dict[str, FoundNode] = {row["organisation"].id: row["organisation"] for row in rows}
    network: nx.Graph[str] = nx.Graph()
    leaves: dict[str, int] = {}
    for row in rows:
        id = row["organisation"].id
        network.add_node(id)
        network.add_edges_from((id, other) for other in row["tied"] if other in found)
        leaves[id] = sum(other not in found for other in row["tied"])
    cuts = [cut_row(found[id], sizes, network.degree[id] + leaves[id]) for id, sizes in pieces(network, leaves)]
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


def pieces(network: nx.Graph[str], leaves: Mapping[str, int]) -> Iterator[tuple[str, list[int]]]:
    """Each articulation point of a network, and the sizes of the pieces that its component leaves without it.

    `leaves` says how many more nodes, not in the network, hang on each of its nodes alone: most are such, and
    counting them saves walking them. Weighs the forest of blocks and cuts once, so that all points together take
    time linear in the network.
    """
    blocks: list[set[str]] = [set(block) for block in nx.biconnected_components(network)]  # type: ignore[arg-type]
    seen: set[str] = set()
    cuts: set[str] = {id for id, number in leaves.items() if number}
    for block in blocks:
        cuts |= block & seen
        seen |= block
    forest: nx.Graph[str | int] = nx.Graph()
    below: dict[str | int, int] = {cut: 1 + leaves.get(cut, 0) for cut in cuts}
    for number, block in enumerate(blocks):
        below[number] = len(block - cuts)
        forest.add_node(number)
        for cut in block & cuts:
            forest.add_edge(number, cut)
    order = list(nx.dfs_edges(forest))
    roots: dict[str | int, str | int] = {}
    for parent, child in order:
        roots[child] = roots.get(parent, parent)
    for parent, child in reversed(order):
        below[parent] += below[child]
    parents = {child: parent for parent, child in order}
    for cut in cuts:
        hanging = [1] * leaves.get(cut, 0)
        if cut in parents:
            sizes = [below[block] for block in forest[cut] if block != parents[cut]]
            yield cut, [*sizes, *hanging, below[roots[cut]] - 1 - sum(sizes) - len(hanging)]
        elif len(hanging) > 1:
            yield cut, hanging
