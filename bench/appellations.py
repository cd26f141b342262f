"""How well those drawn around seeds of a region are the ones in that region, or in the larger ones around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from clusteratlas.queries.network.arrays import Floats, Integers, on_sphere
from scipy.spatial import cKDTree

SEEDS = (3, 4, 5)
"""How many seeds a draw has, one of these after the other."""
LEVELS = 3
"""Levels of regions: its own, the next larger one, and the one around that."""
Way = Callable[[Integers], Integers]
"""The members, seeds among them, that somebody draws around seeds; nobody where it cannot be drawn."""


@dataclass(frozen=True, eq=False)
class Regions:
    """Regions that lie within each other, and who is in each, by number; regions within a region are part of it."""

    members: Mapping[str, Integers]
    above: Mapping[str, Sequence[str]]
    """Region to those that it lies within."""
    located: Integers
    """Of whom it is known in which regions they are, and in which not."""

    def levels(self, region: str) -> list[str]:
        """A region, the smallest that it lies within, and the smallest that this one lies within."""
        found = [region]
        while len(found) < LEVELS and (larger := [one for one in self.above.get(found[-1], ()) if one in self.members]):
            found.append(min(larger, key=lambda one: (len(self.members[one]), one)))
        return found


@dataclass(frozen=True, slots=True)
class Draw:
    """Seeds drawn from a region."""

    region: str
    seeds: Integers


@dataclass(frozen=True, slots=True)
class Fit:
    """How well members are the ones in one region; seeds are left out of all of it, and who is not located."""

    inside: float
    """The share of the members that is in the region."""
    found: float
    """The share of those in the region that are members."""

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.inside * self.found / (self.inside + self.found) if self.inside + self.found else 0.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn around seeds."""

    draw: Draw
    members: Integers
    fits: Sequence[Fit]
    """One for each level of the region."""

    @property
    def best(self) -> int:
        """The level that the members fit best."""
        return max(range(len(self.fits)), key=lambda level: self.fits[level].f1)


def draws(regions: Regions, tied: Integers, *, fewest: int, each: int, first: int) -> list[Draw]:
    """So many draws from each region with so many members that are tied and located, by seeds from `first` on."""
    found = []
    for region in sorted(regions.members):
        able = np.intersect1d(np.intersect1d(regions.members[region], regions.located), tied)
        if len(able) < fewest:
            continue
        for number in range(each):
            chosen = np.random.default_rng(first + number).choice(able, SEEDS[number % len(SEEDS)], replace=False)
            found.append(Draw(region, np.sort(chosen)))
    return found


def drawn(regions: Regions, draw: Draw, members: Integers) -> Drawn:
    """How members fit each level of the region that their seeds are of."""
    others = np.intersect1d(np.setdiff1d(members, draw.seeds), regions.located)
    fits = []
    for region in regions.levels(draw.region):
        there = np.setdiff1d(np.intersect1d(regions.members[region], regions.located), draw.seeds)
        both = len(np.intersect1d(others, there))
        fits.append(Fit(both / max(len(others), 1), both / max(len(there), 1)))
    return Drawn(draw, members, fits)


def nearest(regions: Regions, positions: Floats) -> Callable[[Integers, int], Integers]:
    """A way to draw so many of those located: the nearest to any seed."""
    points = on_sphere(positions)

    def around(seeds: Integers, number: int) -> Integers:
        others = np.setdiff1d(regions.located, seeds)
        far, _ = cKDTree(points[seeds]).query(points[others])
        found: Integers = np.concatenate([seeds, others[np.argsort(far, kind="stable")[:number]]])
        return found

    return around


def holding(labels: Integers) -> Way:
    """A way that takes all clusters of a partition that hold a seed."""
    return lambda seeds: np.flatnonzero(np.isin(labels, labels[seeds]))


def located_in(drawn: Drawn, regions: Regions) -> int:
    """How many of the members, seeds left out, are located."""
    return len(np.intersect1d(np.setdiff1d(drawn.members, drawn.draw.seeds), regions.located))


def middle(values: Sequence[float]) -> str:
    """The median, and the range of the half in the middle.

    >>> middle([0.1, 0.2, 0.3, 0.4, 0.5]), middle([])
    ('.30 (.20 to .40)', '')
    """
    if not len(values):
        return ""
    low, median, high = np.quantile(values, [0.25, 0.5, 0.75])
    return f"{share(median)} ({share(low)} to {share(high)})"


def share(value: float) -> str:
    """A share with two digits.

    >>> share(0.304), share(1)
    ('.30', '1.00')
    """
    return f"{value:.2f}".removeprefix("0")


def fit_lines(found: Mapping[str, Sequence[Drawn]], regions: Regions) -> Iterator[list[str]]:
    """A line for each way of drawing: medians over draws, with the half in the middle."""
    for name, all_of in found.items():
        each = [one for one in all_of if len(one.members)]
        sizes = [len(one.members) for one in each]
        yield [
            name,
            f"{len(each)} of {len(all_of)}",
            f"{np.median(sizes):.0f} ({np.quantile(sizes, 0.25):.0f} to {np.quantile(sizes, 0.75):.0f})"
            if each
            else "",
            f"{np.median([located_in(one, regions) for one in each]):.0f}" if each else "",
            *(
                middle([getattr(one.fits[level], what) for one in each if level < len(one.fits)])
                for what in ("inside", "found")
                for level in range(LEVELS)
            ),
            middle([one.fits[one.best].f1 for one in each]),
            ", ".join(str(sum(one.best == level for one in each)) for level in range(LEVELS)),
        ]


def region_lines(
    found: Mapping[str, Sequence[Drawn]], regions: Regions, names: Mapping[str, str]
) -> Iterator[list[str]]:
    """A line for each region: how it lies, and the medians of the F1 at the best level by each way of drawing."""
    ours = next(iter(found.values()))
    for region in dict.fromkeys(one.draw.region for one in ours):
        levels = regions.levels(region)
        yield [
            names[region],
            ", ".join(f"{len(regions.members[one]):,}" for one in levels),
            "; ".join(names[one] for one in levels[1:]),
            *(
                share(float(np.median([one.fits[one.best].f1 for one in all_of if one.draw.region == region])))
                for all_of in found.values()
            ),
        ]
