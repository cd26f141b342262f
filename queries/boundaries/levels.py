"""The levels of clusters that some ties make: what the process that searches for them does.

It asks for no more of the program than that needs, so that it begins soon.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ..network.arrays import Floats, Integers
from .partition import FIRST, NONE, Graph, Partition, best_partition, between_clusters, leiden, without_crossing
from .stability import Returns, steadiest

if TYPE_CHECKING:
    from .weights import Weights

GROUP, CLUSTER, PART = "group", "cluster", "part"
LEVELS = (GROUP, CLUSTER, PART)
"""From the widest to the narrowest."""
STEPS = 4
"""Of the search, besides the drawings."""
HOPELESS = 0.15
"""So far below what counts as stable no further drawing is made."""


@dataclass(frozen=True, eq=False)
class Level:
    """The cluster of each organisation, and how stable each is."""

    labels: Integers
    """NONE for those in none."""
    stability: Floats
    """What part of each cluster comes back where all ties are weighed anew, on average; NaN where it was not drawn."""
    drawings: int = 0

    @classmethod
    def of(cls, labels: Integers) -> Level:
        """Clusters of which it is not known how stable they are."""
        return cls(labels, np.full(int(labels.max(initial=NONE)) + 1, np.nan))

    def drawn(self, back: Floats) -> Level:
        """The same after one drawing more."""
        before = self.stability if self.drawings else np.zeros(len(back))
        return replace(
            self, stability=(before * self.drawings + back) / (self.drawings + 1), drawings=self.drawings + 1
        )


@dataclass(frozen=True, slots=True)
class How:
    """How clusters are looked for."""

    drawings: int
    spread: float
    """By how much weights are drawn anew: the standard deviation of what each is multiplied by, the mean being 1."""
    stable: float
    """What part of the parts of a cluster comes back at least."""
    least: int
    """Members of two parts of a cluster at least."""

    @classmethod
    def of(cls, said: Weights) -> How:
        """As the weights say."""
        numbers = (said[f"economy.{name}"] for name in ("drawings", "spread", "stable", "least"))
        drawings, spread, stable, least = numbers
        return cls(int(drawings), spread, stable, int(least))


def work(graph: Graph, how: How) -> Iterator[tuple[str, Level]]:
    """Each level as soon as it is known, and the clusters anew after each drawing."""
    clusters = best_partition(graph)
    yield CLUSTER, Level.of(clusters.labels)
    returns = steadiest(graph, clusters, how.spread, stable=how.stable)
    clusters = returns.found
    level = Level.of(clusters.labels)
    yield CLUSTER, level
    yield GROUP, groups(graph, clusters, how)
    for back in returns.first(how.drawings):
        level = level.drawn(back)
        yield CLUSTER, level
    yield PART, parts(graph, clusters, how)


def groups(graph: Graph, clusters: Partition, how: How) -> Level:
    """The clusters of clusters: who of them are tied with each other more than with others, where most come back."""
    found = stable_partition(between_clusters(graph, clusters.labels), how)
    if found is None:
        return Level.of(np.full(len(graph), NONE))
    of_each, stability = found
    return Level(np.where(clusters.labels >= 0, of_each[clusters.labels], NONE), stability, how.drawings)


def parts(graph: Graph, clusters: Partition, how: How) -> Level:
    """The clusters within each cluster, where most of them come back and two at least are large enough."""
    order = np.argsort(clusters.labels, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    inner = without_crossing(graph, clusters.labels)
    sorted_by_cluster = Graph.of(len(graph), place[inner.owners], place[inner.others], inner.weights)
    firsts = np.searchsorted(clusters.labels[order], np.arange(clusters.clusters + 1))
    labels = np.full(len(graph), NONE)
    stability: list[float] = []
    for first, last in zip(firsts[:-1].tolist(), firsts[1:].tolist(), strict=True):
        if last - first < 2 * how.least:
            continue
        found = stable_partition(stretch(sorted_by_cluster, first, last), how)
        if found is not None and np.count_nonzero(np.bincount(found[0][found[0] >= 0]) >= how.least) > 1:
            of_each, back = found
            labels[order[first:last]] = np.where(of_each >= 0, of_each + len(stability), NONE)
            stability += back.tolist()
    return Level(labels, np.array(stability), how.drawings)


def stable_partition(graph: Graph, how: How) -> tuple[Integers, Floats] | None:
    """The clusters of Leiden at the usual resolution and what part of each comes back; None where most do not.

    The map equation does not choose here: of clusters that are much tied with each other it takes all for one.
    """
    found = Partition(leiden(graph, FIRST, 1), FIRST)
    if found.clusters < 2:
        return None
    sizes = np.bincount(found.labels[found.labels >= 0])
    back = np.zeros(found.clusters)
    for drawings, one in enumerate(Returns(graph, found, how.spread).first(how.drawings), start=1):
        back += one
        if np.average(back / drawings, weights=sizes) < how.stable - HOPELESS:
            return None
    back /= how.drawings
    return (found.labels, back) if np.average(back, weights=sizes) >= how.stable else None


def stretch(graph: Graph, first: int, last: int) -> Graph:
    """Some who follow each other, and are tied with nobody else."""
    low, high = graph.bounds[first], graph.bounds[last]
    return Graph(graph.bounds[first : last + 1] - low, graph.others[low:high] - first, graph.weights[low:high])
