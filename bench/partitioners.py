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
    graph = graph_of(ties)
    once = graph.owners < graph.others
    pairs, weights = np.vstack([graph.owners, graph.others])[:, once].T.tolist(), graph.weights[once].tolist()
    whole: nx.Graph[int] = nx.Graph()
    whole.add_nodes_from(range(len(ties)))
    whole.add_weighted_edges_from((start, end, weight) for (start, end), weight in zip(pairs, weights, strict=True))

    def labels(parts: Iterable[Iterable[int]]) -> Integers:
        found = np.full(len(ties), -1)
        for number, part in enumerate(parts):
            found[list(part)] = number
        return found

    other = igraph.Graph(len(ties), pairs)

    def by_igraph(way: Callable[[], igraph.VertexClustering]) -> Integers:
        igraph.set_random_number_generator(Random(1))
        return np.array(way().membership)

    return {
        "networkx Louvain": lambda: labels(nx.community.louvain_communities(whole, seed=1)),
        "networkx label propagation": lambda: labels(nx.community.asyn_lpa_communities(whole, weight="weight", seed=1)),
        "igraph Leiden": lambda: by_igraph(
            lambda: other.community_leiden("modularity", weights=weights, n_iterations=-1)
        ),
        "igraph Infomap": lambda: by_igraph(lambda: other.community_infomap(edge_weights=weights)),
    }
