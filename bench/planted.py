"""Invented networks in which the clusters are known."""

from __future__ import annotations

import networkx as nx
import numpy as np
from clusteratlas.queries.boundaries.ties import Ties
from clusteratlas.queries.network.arrays import Floats, Integers
from clusteratlas.queries.network.snapshots import assemble
from clusteratlas.queries.network.traits import Groups, Traits


def planted(size: int, clusters: int, degree: int, mixing: float, seed: int) -> tuple[Integers, Integers]:
    """The cluster of each of so many, and pairs of whom the share `mixing` is drawn whatever the clusters."""
    draw = np.random.default_rng(seed)
    cluster = draw.integers(clusters, size=size)
    order = np.argsort(cluster, kind="stable")
    bounds = np.searchsorted(cluster[order], np.arange(clusters + 1))
    starts = draw.integers(size, size=size * degree // 2)
    first, number = bounds[cluster[starts]], np.diff(bounds)[cluster[starts]]
    inside = order[first + (draw.random(len(starts)) * number).astype(np.int64)]
    ends = np.where(draw.random(len(starts)) < mixing, draw.integers(size, size=len(starts)), inside)
    return cluster, each_once(np.vstack([starts, ends]), size)


def nested(
    size: int, groups: int, inside: int, degree: int, shares: tuple[float, float], seed: int
) -> tuple[Integers, Integers]:
    """The cluster of each, so many of which follow each other in a group, and pairs.

    `shares` is what part of the pairs are of one cluster, and what part of one group; the others are drawn at random.
    """
    draw = np.random.default_rng(seed)
    cluster = np.sort(draw.integers(groups * inside, size=size))
    starts = draw.integers(size, size=size * degree // 2)
    which = np.searchsorted(np.cumsum(shares), draw.random(len(starts)), side="right")
    ends = draw.integers(size, size=len(starts))
    for at, number in enumerate((cluster, cluster // inside)):
        bounds = np.searchsorted(number, np.arange(number.max() + 2))
        first, last = bounds[number[starts]], bounds[number[starts] + 1]
        near = first + (draw.random(len(starts)) * (last - first)).astype(np.int64)
        ends = np.where(which == at, near, ends)
    return cluster, each_once(np.vstack([starts, ends]), size)


def overlapping(
    size: int, clusters: int, degree: int, mixing: float, shared: float, seed: int
) -> tuple[list[Integers], Integers]:
    """The members of each cluster, where a share of all are in two, and pairs.

    Who is in two has as many ties in all as others, half of those inside with each.
    """
    draw = np.random.default_rng(seed)
    first = draw.integers(clusters, size=size)
    second = np.where(draw.random(size) < shared, (first + draw.integers(1, clusters, size=size)) % clusters, first)
    members: list[Integers] = [np.flatnonzero((first == which) | (second == which)) for which in range(clusters)]
    bounds = np.concatenate([[0], np.cumsum([len(one) for one in members])])
    everybody = np.concatenate(members)
    starts = draw.integers(size, size=size * degree // 2)
    of = np.where(draw.random(len(starts)) < 0.5, first[starts], second[starts])
    inside = everybody[bounds[of] + (draw.random(len(starts)) * (bounds[of + 1] - bounds[of])).astype(np.int64)]
    ends = np.where(draw.random(len(starts)) < mixing, draw.integers(size, size=len(starts)), inside)
    return members, each_once(np.vstack([starts, ends]), size)


def lfr(size: int, degree: int, mixing: float, seed: int) -> tuple[Integers, Integers]:
    """The cluster of each of a network of Lancichinetti, Fortunato and Radicchi (2008), and pairs."""
    graph = nx.LFR_benchmark_graph(
        size, 2.5, 1.5, mixing, average_degree=degree, max_degree=5 * degree, min_community=20, max_community=150,
        seed=seed, max_iters=5_000,
    )  # fmt: skip
    graph.remove_edges_from(nx.selfloop_edges(graph))
    cluster = np.zeros(size, dtype=np.int64)
    for which, members in enumerate(sorted({tuple(sorted(graph.nodes[one]["community"])) for one in graph})):
        cluster[list(members)] = which
    return cluster, np.array(graph.edges, dtype=np.int64).T


def uneven(size: int, clusters: int, degree: int, mixing: float, seed: int) -> tuple[Integers, Ties]:
    """The same with clusters of uneven size, organisations with uneven numbers of ties, and ties of uneven weight."""
    draw = np.random.default_rng(seed)
    likely = draw.lognormal(sigma=0.5, size=clusters)
    cluster = np.sort(draw.choice(clusters, size=size, p=likely / likely.sum()))
    reach = np.concatenate([[0.0], np.cumsum(draw.lognormal(sigma=0.7, size=size))])
    bounds = reach[np.searchsorted(cluster, np.arange(clusters + 1))]
    of_anybody = np.zeros(size * degree // 2), np.full(size * degree // 2, reach[-1])
    starts = drawn_between(draw, reach, *of_anybody)
    inside = drawn_between(draw, reach, bounds[cluster[starts]], bounds[cluster[starts] + 1])
    ends = np.where(draw.random(len(starts)) < mixing, drawn_between(draw, reach, *of_anybody), inside)
    pairs = each_once(np.vstack([starts, ends]), size)
    return cluster, Ties.of(size, pairs, np.exp(draw.normal(0, 0.7, pairs.shape[1])))


def drawn_between(draw: np.random.Generator, reach: Floats, low: Floats, high: Floats) -> Integers:
    """Somebody of each stretch, the more probable the longer the own part of it is."""
    found: Integers = np.searchsorted(reach, low + draw.random(len(low)) * (high - low), side="right") - 1
    return np.minimum(found, len(reach) - 2)


def each_once(pairs: Integers, size: int) -> Integers:
    """Pairs, each once with the lower number first, nobody with itself."""
    low, high = pairs.min(axis=0), pairs.max(axis=0)
    keys = np.unique((low * size + high)[low != high])
    return np.vstack(np.divmod(keys, size))


def evenly(pairs: Integers, size: int) -> Ties:
    """Ties that all count alike."""
    return Ties.of(size, pairs, np.ones(pairs.shape[1]))


def nameless(size: int) -> Traits:
    """Organisations of which nothing is known but that they are there."""
    ids = [f"o{number:06}" for number in range(size)]
    nowhere = [float("nan")] * size
    labels = ["Entity", "Organisation", "Firm"]
    rows = [{"labels": labels, "number": [*range(size)], "id": ids, "name": ids, "lat": nowhere, "lon": nowhere}]
    network = assemble("none", rows, [])
    return Traits(network, *[Groups.of(size, {})] * 11)


def f1(found: Integers, truth: Integers) -> float:
    """How well those found are those that were planted."""
    return 2 * len(np.intersect1d(found, truth)) / max(len(found) + len(truth), 1)
