"""Clusters of related industries from figures of industries in regions: Delgado, Porter and Stern from end to end.

table = Table(codes, employment, establishments, by_digits(codes, [3, 4, 5]))  # queries/related/table.py
found = clusters_of(table)
found.label, found.degree  # of each industry
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...graph.progress import Progress, tell
from ..network.arrays import Flags, Floats, Integers
from .candidates import Candidate, Recipe, candidates, limits_of
from .correction import Correction, correct
from .similarities import judging, similarities
from .table import Table
from .validation import Sums, validate, without_diagonal

HALVES = 20
"""Random halves of the regions by which it is told how firmly an industry belongs."""
STARTS = 5


@dataclass(frozen=True, eq=False)
class Clusters:
    """Clusters of the industries of a table."""

    label: Integers
    """The cluster of each industry: 0 is the one with the most industries."""
    degree: Floats
    """How firmly each industry belongs to its cluster, 0 to 1."""
    second: Integers
    """The other cluster that each industry is most related with; -1 where there is but one."""
    centrality: Floats
    """How related each industry is with the other members of its cluster: the mean of the standardised similarity."""
    full: Flags
    """Which clusters have as many industries as the largest may have."""
    candidates: Sequence[Candidate]
    """All that were tried, best first; empty where the recipe was given."""
    recipe: Recipe
    correction: Correction

    @property
    def score(self) -> float | None:
        """The validation score that the recipe reached in regions that its clusters were not made from."""
        return self.candidates[0].score if self.candidates else None


def clusters_of(
    table: Table,
    fewest: int | None = None,
    most: int | None = None,
    recipe: Recipe | None = None,
    start: int = 0,
) -> Clusters:
    """The clusters of a table, by the best recipe or by the one given."""
    limits = limits_of(table, fewest, most)
    tried = [] if recipe else candidates(table, limits, start)
    chosen = recipe or tried[0].recipe
    found = similarities(table)
    similarity = found[chosen.similarity]
    made = [chosen.make(found, start + number) for number in range(STARTS)]
    made = [label for label in made if np.bincount(label).max() <= limits.largest] or made
    tell(Progress(f"{chosen} did best; correcting these"))
    corrected = correct(table, max(made, key=lambda label: inside(similarity, label)), limits, start)
    label = by_size(corrected.label)
    sums = Sums.of(without_diagonal(similarity[None]), label)
    means = sums.means[0]
    own = means[np.arange(len(label)), label]
    means[np.arange(len(label)), label] = -np.inf
    second = means.argmax(axis=1) if means.shape[1] > 1 else np.full(len(label), -1)
    full = np.bincount(label) >= limits.largest
    return Clusters(label, firmness(table, label, start), second, own, full, tried, chosen, corrected)


def inside(similarity: Floats, label: Integers) -> float:
    """How much of the similarity is within clusters: of several starts the one with the most is kept."""
    sums = Sums.of(without_diagonal(similarity[None]), label)
    number = np.arange(len(sums.size))
    return float((sums.cluster[0, number, number] / sums.size).sum())


def by_size(label: Integers) -> Integers:
    """Clusters numbered from the one with the most industries.

    >>> by_size(np.array([0, 1, 1, 2, 2, 2])).tolist()
    [2, 1, 1, 0, 0, 0]
    """
    order = np.argsort(-np.bincount(label), kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return np.asarray(rank[label])


def firmness(table: Table, label: Integers, start: int) -> Floats:
    """In what part of the comparisons an industry is more related with its own cluster than with the others.

    Compared are the mean and the 95th percentile of the others, by each similarity that clusters are judged by, in
    random halves of the regions: the part of VS-Industry that is its own. The clusters were made with all regions, so
    that it flatters.
    """
    draw = np.random.default_rng(start)
    total = np.zeros(len(label))
    for number in range(HALVES):
        tell(Progress("How firmly each belongs", number, HALVES, "halves of the regions"))
        half = np.sort(draw.permutation(table.regions)[: (table.regions + 1) // 2])
        found = validate(np.array(list(judging(table.within(half)).values())), label)
        total += (found.industries_mean.mean(axis=0) + found.industries_high.mean(axis=0)) / 2
    return total / HALVES
