"""Candidate sets of clusters, and the best of them: C* of Delgado, Porter and Stern (2014).

A recipe is a similarity, a way to group by it, and a number of clusters. The paper scores what a recipe makes by the
very regions that it was made from, which rewards fitting their chance. Here each recipe makes clusters from half of the
regions and is scored by the other half; the best of them again, with other halves, so that no single halving decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...graph.progress import Progress, tell
from ..network.arrays import Floats, Integers
from .correction import Limits
from .grouping import GROUPINGS
from .similarities import judging, similarities
from .table import Table
from .validation import validate

LARGEST = 3
"""How many times the mean the largest cluster may have where there are fewest: 10 % of 660 industries in 30 clusters.

The largest of the published definitions has 9 %.
"""
TURNS, FINALISTS = 6, 8
"""In how many turns regions are halved, and how many of the best of the first turn are scored in the others."""
STEPS, TWICE, STEP = 3, 2.1, 1.3
"""How many numbers of clusters are tried, evenly from the fewest to the most; and where most are more than about twice
the fewest, as many as it takes for each to be at most so many times the one before."""
MEMBERS = (22, 11)
"""Industries of a cluster, on average, where there are fewest and most of them: 30 to 60 clusters of 660 industries."""
FEW, MANY, SMALLEST = 60, 600, 4
"""Of so few industries there are most clusters where each has four on average; of so many where it has eleven."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a candidate is made."""

    similarity: str
    grouping: str
    clusters: int

    def make(self, found: Mapping[str, Floats], start: int) -> Integers:
        """The cluster of each industry by similarities found."""
        return GROUPINGS[self.grouping](found[self.similarity], self.clusters, start)

    def __str__(self) -> str:
        return f"{self.grouping} of {self.similarity}, {self.clusters} clusters"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A recipe, and what its clusters scored in regions that they were not made from."""

    recipe: Recipe
    score: float
    """The mean validation score."""
    largest: float
    """The largest share of all industries that one of its clusters had."""
    turns: int
    """In how many turns it was scored."""


def limits_of(table: Table, fewest: int | None = None, most: int | None = None) -> Limits:
    """As many clusters as were asked for, by default in proportion to the 30 to 60 of the paper, and up to more of few
    industries: of 20 two clusters may be too few."""
    members = MEMBERS[0], float(np.interp(len(table), (FEW, MANY), (SMALLEST, MEMBERS[1])))
    low, high = (max(2, round(len(table) / number)) for number in members)
    low = fewest or min(low, most or low)
    return Limits(low, max(most or high, low), min(len(table), int(np.ceil(LARGEST * len(table) / low))))


def recipes(names: Sequence[str], limits: Limits) -> Iterator[Recipe]:
    """All recipes of some similarities."""
    for name in names:
        for grouping in GROUPINGS:
            yield from (Recipe(name, grouping, number) for number in numbers(limits))


def numbers(limits: Limits) -> list[int]:
    """The numbers of clusters that are tried.

    >>> numbers(Limits(30, 60, 66)), numbers(Limits(2, 5, 20)), numbers(Limits(3, 15, 60))
    ([30, 45, 60], [2, 3, 4, 5], [3, 4, 5, 6, 8, 9, 12, 15])
    """
    ratio = limits.most / limits.fewest
    if ratio <= TWICE:
        tried = np.linspace(limits.fewest, limits.most, STEPS)
    else:
        tried = np.geomspace(limits.fewest, limits.most, int(np.ceil(np.log(ratio) / np.log(STEP))) + 1)
    return sorted({int(number) for number in tried.round()})


def candidates(table: Table, limits: Limits, start: int = 0) -> list[Candidate]:
    """All recipes with their scores, best first; those with too large a cluster behind the others."""
    scores: dict[Recipe, list[tuple[float, float]]] = {}
    left: list[Recipe] = []
    done = total = 0
    for made, judged in turns(table, start):
        found = similarities(made)
        by = np.array(list(judging(judged).values()))
        left = left or list(recipes(list(found), limits))
        total = total or len(left) + (TURNS - 1) * min(FINALISTS, len(left))
        for recipe in left:
            tell(Progress("Scoring candidates by regions that they are not made from", done, total, "candidates"))
            done += 1
            label = recipe.make(found, start)
            largest = float(np.bincount(label).max()) / len(label)
            scores.setdefault(recipe, []).append((validate(by, label).score, largest))
        if len(left) > FINALISTS:
            left = [candidate.recipe for candidate in ranked(scores, limits.largest / len(table))[:FINALISTS]]
    return ranked(scores, limits.largest / len(table))


def ranked(scores: Mapping[Recipe, Sequence[tuple[float, float]]], bound: float) -> list[Candidate]:
    """Candidates by their scores: those with too large a cluster last, before them those scored less often."""
    most = max(len(found) for found in scores.values())
    each = [
        Candidate(recipe, float(np.mean([score for score, _ in found])), max(share for _, share in found), len(found))
        for recipe, found in scores.items()
    ]
    return sorted(each, key=lambda one: (one.largest > bound, one.turns < most, -one.score))


def turns(table: Table, start: int) -> Iterator[tuple[Table, Table]]:
    """Halves of the regions: one to make clusters from, one to score them by."""
    draw = np.random.default_rng(start)
    for _ in range(TURNS):
        order = draw.permutation(table.regions)
        one, other = np.sort(order[::2]), np.sort(order[1::2])
        yield table.within(one), table.within(other)
