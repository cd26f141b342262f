"""Everybody into clusters at once: Leiden at several resolutions, and the one that the map equation finds best.

Leiden (Traag, Waltman and van Eck, *Scientific Reports* 9, 2019) makes modularity as large as it can; at which
resolution is for somebody to choose, and at the usual one clusters of a large network are thrown together. The map
equation (Rosvall and Bergstrom, *PNAS* 105(4), 2008) chooses: it is how many bits a step of a walk along the ties takes
to tell, where clusters have names and members have names within them. It also tells when there are none: where no
partition takes fewer bits than one cluster of all.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import count, islice

import graspologic_native
import numpy as np

from ..network.arrays import Floats, Integers

FIRST = 1.0
STEP = 2.0
"""Each resolution is so many times the one before."""
WORSE = 2
"""After so many that take more bits than the best, no finer one is tried."""
ITERATIONS = 4
"""How often Leiden goes over a network."""
LARGE = 500_000
"""From so many ends of ties on, steps are twice as wide and iterations half as many: Leiden takes seconds each time."""
THREADS = 2
"""Searches of a large network at once; Leiden lets go of Python meanwhile."""
NONE = -1
"""The cluster of those who have no ties."""


@dataclass(frozen=True, eq=False)
class Graph:
    """Undirected ties with weights, each from both ends; nobody is tied with itself."""

    bounds: Integers
    """Where the ties of each begin, and where the last end."""
    others: Integers
    weights: Floats

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @classmethod
    def of(cls, size: int, owners: Integers, others: Integers, weights: Floats) -> Graph:
        """The graph of ties given from both ends, in any order."""
        order = np.lexsort((others, owners))
        return cls(np.searchsorted(owners[order], np.arange(size + 1)), others[order], weights[order])

    @cached_property
    def owners(self) -> Integers:
        """Whose each tie is."""
        return np.repeat(np.arange(len(self)), np.diff(self.bounds))

    @cached_property
    def turned(self) -> Integers:
        """Where each tie stands as its other end has it."""
        return np.lexsort((self.owners, self.others))


@dataclass(frozen=True, eq=False)
class Partition:
    """The cluster of each."""

    labels: Integers
    """Numbered from the largest down; NONE for those without ties."""
    resolution: float

    @property
    def clusters(self) -> int:
        """How many there are."""
        return int(self.labels.max(initial=NONE)) + 1


def best_partition(graph: Graph, seed: int = 1) -> Partition:
    """The clusters in which a walk is told shortest; one of all who are tied where none tell it shorter."""
    tied = np.where(np.diff(graph.bounds) > 0, 0, NONE)
    best, least = Partition(tied, 0.0), code_length(graph, tied)
    worse = 0
    for resolution, labels in finer_and_finer(graph, seed):
        bits = code_length(graph, labels)
        if bits < least - 1e-9:
            best, least, worse = Partition(labels, resolution), bits, 0
        else:
            worse += 1
        if worse == WORSE or labels.max(initial=NONE) + 1 >= np.count_nonzero(tied == 0):
            break
    return best


def finer_and_finer(graph: Graph, seed: int) -> Iterator[tuple[float, Integers]]:
    """What Leiden finds at each resolution; of a large network at some at once."""
    find = partial(leiden, graph, seed=seed)
    if not is_large(graph):
        yield from ((resolution, find(resolution)) for resolution in steps(STEP))
        return
    resolutions = steps(STEP**2)
    with ThreadPoolExecutor(THREADS) as pool:
        while some := tuple(islice(resolutions, THREADS)):
            yield from zip(some, pool.map(find, some), strict=True)


def steps(step: float) -> Iterator[float]:
    """Resolutions, each so many times the one before."""
    return (FIRST * step**power for power in count())


def is_large(graph: Graph) -> bool:
    """Whether time counts more than the last bit of quality."""
    return len(graph.others) >= LARGE


def leiden(graph: Graph, resolution: float, seed: int) -> Integers:
    """The clusters that Leiden finds at a resolution, numbered from the largest down."""
    if not len(graph.others):
        return np.full(len(graph), NONE)
    _, found = graspologic_native.leiden_csr(
        graph.bounds.astype(np.int64),
        graph.others.astype(np.int32),
        graph.weights.astype(np.float64),
        len(graph),
        resolution=resolution,
        iterations=ITERATIONS // 2 if is_large(graph) else ITERATIONS,
        use_modularity=True,
        seed=seed,
    )
    labels = np.full(len(graph), NONE)
    labels[np.fromiter(found.keys(), np.int64, len(found))] = np.fromiter(found.values(), np.int64, len(found))
    labels[np.diff(graph.bounds) == 0] = NONE
    return by_size(labels)


def by_size(labels: Integers) -> Integers:
    """The same clusters numbered from the largest down.

    >>> by_size(np.array([4, 7, 7, -1])).tolist()
    [1, 0, 0, -1]
    """
    known = labels >= 0
    words, at, sizes = np.unique(labels[known], return_inverse=True, return_counts=True)
    place = np.empty(len(words), dtype=np.int64)
    place[np.argsort(-sizes, kind="stable")] = np.arange(len(words))
    found = np.full(len(labels), NONE)
    found[known] = place[at]
    return found


def code_length(graph: Graph, labels: Integers) -> float:
    """How many bits a step of a walk takes to tell (the map equation in two levels)."""
    whole = max(float(graph.weights.sum()), 1e-300)
    owners = graph.owners
    number = int(labels.max(initial=0)) + 1
    visits = np.bincount(owners, weights=graph.weights, minlength=len(graph)) / whole
    of = labels[owners]
    leaving = np.bincount(of, weights=graph.weights * (of != labels[graph.others]), minlength=number) / whole
    inside = np.bincount(of, weights=graph.weights, minlength=number) / whole
    return float(bits(leaving.sum()) - 2 * bits(leaving).sum() - bits(visits).sum() + bits(leaving + inside).sum())


def bits(shares: Floats) -> Floats:
    """Each share times its logarithm to the base of 2; 0 for nothing."""
    return np.multiply(shares, np.log2(shares, out=np.zeros_like(shares), where=shares > 0))


def without_crossing(graph: Graph, labels: Integers) -> Graph:
    """The same without the ties between clusters."""
    owners = graph.owners
    kept = labels[owners] == labels[graph.others]
    return Graph.of(len(graph), owners[kept], graph.others[kept], graph.weights[kept])


def between_clusters(graph: Graph, labels: Integers) -> Graph:
    """The network of clusters: how much ties each two."""
    number = int(labels.max(initial=NONE)) + 1
    ends = labels[graph.owners], labels[graph.others]
    crossing = ends[0] != ends[1]
    keys, at = np.unique(ends[0][crossing] * max(number, 1) + ends[1][crossing], return_inverse=True)
    weights = np.bincount(at, weights=graph.weights[crossing], minlength=len(keys)).astype(np.float64)
    owners, others = np.divmod(keys, max(number, 1))
    return Graph.of(number, owners, others, weights)
