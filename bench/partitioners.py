"""Peers that put everybody into clusters: networkx and igraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

import igraph
import networkx as nx
import numpy as np
from clusteratlas.queries.boundaries.levels import How
from clusteratlas.queries.boundaries.partition import Graph, best_partition
from clusteratlas.queries.boundaries.stability import steadiest
from clusteratlas.queries.boundaries.ties import Ties
from clusteratlas.queries.boundaries.weights import weights
from clusteratlas.queries.network.arrays import Integers

OURS = "Cluster Atlas"
Ways = dict[str, Callable[[], Integers]]


def graph_of(ties: Ties) -> Graph:
    """The ties as all clusters are looked for in."""
    return Graph(ties.bounds, ties.others, ties.weights)


def ours(ties: Ties) -> Ways:
    """How Cluster Atlas does it."""
    graph, how = graph_of(ties), How.of(weights())
    return {OURS: lambda: steadiest(graph, best_partition(graph), how.spread, stable=how.stable).found.labels}


def peers(ties: Ties) -> Ways:
    """How others do it, on the same ties with their weights; what they build before is not in it."""
    return {**networkx_peers(ties), **igraph_peers(ties)}


def networkx_peers(ties: Ties) -> Ways:
    """Louvain and label propagation of networkx."""
    whole: nx.Graph[int] = nx.Graph()
    whole.add_nodes_from(range(len(ties)))
    whole.add_weighted_edges_from((start, end, weight) for (start, end), weight in zip(*each_once(ties), strict=True))

    def labels(parts: Iterable[Iterable[int]]) -> Integers:
        found = np.full(len(ties), -1)
        for number, part in enumerate(parts):
            found[list(part)] = number
        return found

    return {
        "networkx Louvain": lambda: labels(nx.community.louvain_communities(whole, seed=1)),
        "networkx label propagation": lambda: labels(nx.community.asyn_lpa_communities(whole, weight="weight", seed=1)),
    }


def igraph_peers(ties: Ties) -> Ways:
    """Leiden and Infomap of igraph."""
    pairs, weights = each_once(ties)
    whole = igraph.Graph(len(ties), pairs)

    def labels(way: Callable[[], igraph.VertexClustering]) -> Integers:
        igraph.set_random_number_generator(Random(1))
        return np.array(way().membership)

    return {
        "igraph Leiden": lambda: labels(lambda: whole.community_leiden("modularity", weights=weights, n_iterations=-1)),
        "igraph Infomap": lambda: labels(lambda: whole.community_infomap(edge_weights=weights)),
    }


def each_once(ties: Ties) -> tuple[list[list[int]], list[float]]:
    """Pairs of those tied, and their weights."""
    graph = graph_of(ties)
    once = graph.owners < graph.others
    return np.vstack([graph.owners, graph.others])[:, once].T.tolist(), graph.weights[once].tolist()
