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
from .partition import FIRST, STEP, THREADS, Graph, Partition, best_partition, is_large, leiden

TRIED = 3
"""Drawings by which a coarser partition is compared; in a large network, of many clusters, one tells as much."""
STEADIER = 0.02
"""By so much more of it comes back at least."""


def redrawn(graph: Graph, draw: np.random.Generator, spread: float) -> Graph:
    """The same with the weight of each tie multiplied by a number at random around 1, with this standard deviation."""
    factors = draw.gamma(spread**-2, spread**2, size=len(graph.others))
    factors = np.where(graph.owners < graph.others, factors, factors[graph.turned])
    return Graph(graph.bounds, graph.others, graph.weights * factors)


class Returns:
    """How much of each cluster of a partition comes back, in drawings of which each is made once."""

    def __init__(self, graph: Graph, found: Partition, spread: float) -> None:
        self.graph, self.found, self.spread = graph, found, spread
        self.made: list[Floats] = []

    def first(self, drawings: int) -> Iterator[Floats]:
        """The first of them, one after the other."""
        yield from self.made[:drawings]
        for back in self.more(range(len(self.made), drawings)):
            self.made.append(back)
            yield back

    def more(self, which: range) -> Iterator[Floats]:
        """Some of them, of a large network several at once."""
        if not is_large(self.graph):
            yield from map(self.back, which)
            return
        with ThreadPoolExecutor(THREADS) as pool:
            yield from pool.map(self.back, which)

    def back(self, which: int) -> Floats:
        """One of them."""
        seed = which + 2
        anew = redrawn(self.graph, np.random.default_rng(seed), self.spread)
        resolution = self.found.resolution
        labels = leiden(anew, resolution, seed) if resolution else best_partition(anew, seed).labels
        return alike(self.found.labels, labels)

    def share(self) -> float:
        """What part of the clusters comes back, by their members, in a few drawings."""
        back = np.mean(list(self.first(1 if is_large(self.graph) else TRIED)), axis=0)
        sizes = np.bincount(self.found.labels[self.found.labels >= 0])
        return float(np.average(back, weights=sizes)) if len(sizes) else 0.0


def steadiest(graph: Graph, found: Partition, spread: float, *, stable: float) -> Returns:
    """What comes back of the partition, or where that is too little, of a coarser one as long as it is more.

    Where ties are few, the map equation takes clusters apart that hang together by chance alone.
    """
    returns = Returns(graph, found, spread)
    while returns.share() < stable and returns.found.resolution > FIRST:
        resolution = returns.found.resolution / STEP
        coarser = Returns(graph, Partition(leiden(graph, resolution, 1), resolution), spread)
        if coarser.share() < returns.share() + STEADIER:
            break
        returns = coarser
    return returns


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
