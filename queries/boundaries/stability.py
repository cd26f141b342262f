"""How stable each cluster of a partition is: how much of it comes back when all ties are weighed anew at random.

Hennig, "Cluster-wise assessment of cluster stability", *Computational Statistics & Data Analysis* 52, 2007: in each
drawing the cluster most like it is sought, and their common members are divided by those of either (Jaccard). The mean
over the drawings is the stability; he calls clusters above .75 stable, and those below .5 dissolved. Weights are drawn
anew by a third or so, from a gamma distribution: in planted networks what comes back is then what was planted, while
drawings from the exponential distribution, as boundaries from seeds take them, undo clusters that were found right.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy.sparse import csr_array

from ..network.arrays import Floats, Integers
from .partition import FIRST, STEP, Graph, Partition, best_partition, is_large, leiden

THREADS = 2
"""Drawings of a large network that are searched at once; Leiden lets go of Python meanwhile."""
TRIED = 3
"""Drawings by which a coarser partition is compared; in a large network, of many clusters, one tells as much."""
STEADIER = 0.02
"""By so much more of it comes back at least."""


def redrawn(graph: Graph, draw: np.random.Generator, spread: float) -> Graph:
    """The same with the weight of each tie multiplied by a number at random around 1, with this standard deviation."""
    owners = graph.owners
    factors = draw.gamma(spread**-2, spread**2, size=len(owners))
    reverse = np.lexsort((owners, graph.others))
    factors = np.where(owners < graph.others, factors, factors[reverse])
    return Graph(graph.bounds, graph.others, graph.weights * factors)


def returns(graph: Graph, found: Partition, drawings: int, spread: float) -> Iterator[Floats]:
    """How much of each cluster comes back, one drawing after the other."""

    def back(seed: int) -> Floats:
        anew = redrawn(graph, np.random.default_rng(seed), spread)
        labels = leiden(anew, found.resolution, seed) if found.resolution else best_partition(anew, seed).labels
        return alike(found.labels, labels)

    seeds = range(2, drawings + 2)
    if not is_large(graph):
        yield from map(back, seeds)
        return
    with ThreadPoolExecutor(THREADS) as pool:
        yield from pool.map(back, seeds)


def steadiest(graph: Graph, found: Partition, spread: float, *, stable: float) -> Partition:
    """The partition, or where it is not stable that of a lower resolution, as long as more of it comes back.

    Where ties are few, the map equation takes clusters apart that hang together by chance alone.
    """
    back = share_back(graph, found, spread)
    while back < stable and found.resolution > FIRST:
        resolution = found.resolution / STEP
        coarser = Partition(leiden(graph, resolution, 1), resolution)
        steadier = share_back(graph, coarser, spread)
        if steadier < back + STEADIER:
            break
        found, back = coarser, steadier
    return found


def share_back(graph: Graph, found: Partition, spread: float) -> float:
    """What part of the clusters comes back, by their members, in a few drawings."""
    drawings = 1 if is_large(graph) else TRIED
    back = np.mean(list(returns(graph, found, drawings, spread)), axis=0)
    sizes = np.bincount(found.labels[found.labels >= 0])
    return float(np.average(back, weights=sizes)) if len(sizes) else 0.0


def alike(labels: Integers, others: Integers) -> Floats:
    """Of each cluster the largest share that it has in common with a cluster of another partition.

    >>> alike(np.array([0, 0, 0, 1]), np.array([1, 1, 0, 0])).round(2).tolist()
    [0.67, 0.5]
    """
    known = (labels >= 0) & (others >= 0)
    shape = int(labels.max(initial=-1)) + 1, int(others.max(initial=-1)) + 1
    common = csr_array((np.ones(int(known.sum())), (labels[known], others[known])), shape=shape)
    common.sum_duplicates()
    sizes, other_sizes = (
        np.bincount(one[one >= 0], minlength=number) for one, number in zip((labels, others), shape, strict=True)
    )
    rows, columns = common.nonzero()
    shared = common.data / (sizes[rows] + other_sizes[columns] - common.data)
    found = np.zeros(shape[0])
    np.maximum.at(found, rows, shared)
    return found
