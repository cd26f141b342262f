"""From how often somebody is a member to how probable it is: by networks like this one in which the clusters are known.

A frequency is no probability: how many of those that are inside in half of the drawings belong depends on the network.
So `python -m bench.calibration` draws boundaries in invented networks of many sorts, and of each sort finds the share
that belonged at each frequency, made never to fall (isotonic regression, as Zadrozny and Elkan, KDD 2002, calibrate
classifiers). The table that it makes ships; a boundary is told by what can be seen of it: from how many seeds it is
drawn, how much of the ties of its members it cuts, and with how many others they are tied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from ..network.arrays import Floats, Integers
from .ties import Ties

FILE = "calibration.csv"
AXES = ("seeds", "mixing", "ties")
OFF = "off"
LARGEST = 300
"""Members at most of the boundaries that were drawn for it."""
SUREST = 0.99
"""The highest degree: a few hundred boundaries cannot tell what is surer from what is sure."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What sort of network a boundary is drawn in, as far as that can be seen."""

    seeds: int
    mixing: float
    """The normalised cut of the sharpest boundary: near the share of ties that have nothing to do with clusters."""
    ties: float
    """With how many others a member is tied, as many as would weigh alike; the geometric mean."""
    members: int = 0
    """Of the sharpest boundary."""

    def beyond(self) -> Iterator[str]:
        """What lies outside of the invented networks by which degrees are calibrated, in words."""
        (_, seeds), (_, mixing), (fewest, ties) = ((axis[0], axis[-1]) for axis in table().axes)
        if self.seeds > seeds:
            yield f"{self.seeds:,} seeds (there up to {seeds:g})"
        if self.members > LARGEST:
            yield f"{self.members:,} members (there up to {LARGEST:,})"
        if self.mixing > mixing:
            yield f"a cut of {self.mixing:.2f} (there up to {mixing:g})"
        if not fewest <= self.ties <= ties:
            yield f"members tied with {self.ties:.2g} others on average (there {fewest:g} to {ties:g})"


@dataclass(frozen=True, eq=False)
class Table:
    """The share that belonged at some frequencies, for some sorts of networks."""

    axes: tuple[Floats, ...]
    """The values of AXES of which it has all combinations."""
    frequencies: Floats
    shares: Floats
    """One axis for each of AXES, then one for the frequencies."""
    off: Floats
    """How far the share that belonged was from the degrees of the same boundary, typically."""

    def curve(self, sort: Sort) -> tuple[Floats, float]:
        """The shares for a sort of network, and how far off they typically are; of sorts beyond it, the nearest."""
        from scipy.interpolate import interpn

        point = [
            float(np.clip(scaled(axis, value), scaled(axis, values[0]), scaled(axis, values[-1])))
            for axis, value, values in zip(AXES, (sort.seeds, sort.mixing, sort.ties), self.axes, strict=True)
        ]
        axes = [scaled(axis, values) for axis, values in zip(AXES, self.axes, strict=True)]
        both = np.concatenate([self.shares, self.off[..., None]], axis=-1)
        found = interpn(axes, both, np.array([point]))[0]
        return found[:-1], float(found[-1])


def scaled(axis: str, values: Floats | float) -> Floats:
    """Values of an axis as distances between sorts go: ties by their logarithm."""
    return np.asarray(np.log2(np.maximum(values, 1e-9)) if axis == "ties" else values, dtype=np.float64)


@cache
def table() -> Table:
    """The table that ships."""
    with (files("clusteratlas.queries.boundaries") / FILE).open(encoding="utf-8") as lines:
        names = next(lines).strip().split(",")
        cells = np.loadtxt(lines, delimiter=",", ndmin=2)
    axes = tuple(np.unique(cells[:, at]) for at in range(len(AXES)))
    shape = tuple(map(len, axes))
    cells = cells[np.lexsort(cells[:, : len(AXES)].T[::-1])]
    first = len(AXES) + 1
    frequencies = np.array(names[first:], dtype=np.float64)
    return Table(axes, frequencies, cells[:, first:].reshape(*shape, -1), cells[:, first - 1].reshape(shape))


def calibrate(frequency: Floats, sort: Sort) -> tuple[Floats, float]:
    """The degree of each: what share of those inside as often belonged in networks of this sort.

    With it comes how far the degrees of a boundary were off as a whole, typically.
    """
    shares, off = table().curve(sort)
    found: Floats = np.minimum(np.interp(frequency, table().frequencies, shares), SUREST)
    return found, off


def tied_with(ties: Ties, numbers: Integers) -> float:
    """With how many others each of some is tied, as many as would weigh alike (one over the sum of squared shares)."""
    along, owners = ties.spread(numbers)
    squares = np.bincount(owners, weights=ties.weights[along] ** 2, minlength=len(numbers))
    tied = squares > 0
    if not tied.any():
        return 0.0
    return float(np.exp(np.log(ties.degrees[numbers][tied] ** 2 / squares[tied]).mean()))
