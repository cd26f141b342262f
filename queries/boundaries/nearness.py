"""How much nearness counts: ties at a distance, over as many as there would be regardless of distance.

The ratio of observed to expected linkages by distance is how geographers tell what distance does to flows (a
distance-decay function read from the data, as in Expert, Evans, Blondel and Lambiotte, *PNAS* 108(19), 2011, who
weigh spatial networks so); the logarithm keeps the nearest pairs from outweighing all others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network.arrays import Floats, Integers
from ..network.distance import between

DRAWN = 400_000
"""Pairs drawn at random for what is expected."""


@dataclass(frozen=True, eq=False)
class Nearness:
    """What a tie counts by its length."""

    bins: tuple[float, ...]
    """Km where one distance ends and the next begins."""
    factors: Floats
    """Of each distance, nearest first, and last of those unknown; 1 is a length as common as chance would have it."""

    def of(self, km: Floats) -> Floats:
        """What ties of these lengths count; NaN for unknown ones."""
        at = np.where(np.isnan(km), len(self.bins) + 1, np.searchsorted(self.bins, km, side="right"))
        found: Floats = self.factors[at]
        return found


def estimate(
    positions: Floats, pairs: Integers, bins: tuple[float, ...], *, floor: float, least: float, seed: int = 1
) -> Nearness:
    """What a tie counts at each distance: log2(1 + observed / expected), never rising with distance, at least `floor`.

    Expected is what there would be if the ends of the ties were dealt out anew, so that each organisation keeps its
    number of ties. All count 1 where fewer than `least` ties have both positions; so do ties of unknown length.
    """
    known = ~np.isnan(positions[pairs, 0]).any(axis=0)
    starts, ends = pairs[:, known]
    if len(starts) < least:
        return Nearness(bins, np.ones(len(bins) + 2))
    observed = counted(between(positions[starts], positions[ends]), bins)
    draw = np.random.default_rng(seed)
    either = np.concatenate([starts, ends])
    one, other = (draw.choice(either, DRAWN) for _ in range(2))
    apart = one != other
    expected = counted(between(positions[one[apart]], positions[other[apart]]), bins)
    ratio = ((observed + 1) / (observed.sum() + len(observed))) / ((expected + 1) / (expected.sum() + len(expected)))
    factors = np.maximum(falling(np.log2(1 + ratio), observed + 1), floor)
    return Nearness(bins, np.append(factors, 1.0))


def counted(km: Floats, bins: tuple[float, ...]) -> Floats:
    """How many lengths there are of each distance."""
    return np.bincount(np.searchsorted(bins, km, side="right"), minlength=len(bins) + 1).astype(float)


def falling(values: Floats, weights: Floats) -> Floats:
    """The values nearest to some that never rise (pool adjacent violators, Ayer and others 1955).

    >>> falling(np.array([3.0, 1.0, 2.0]), np.array([1.0, 1.0, 1.0])).tolist()
    [3.0, 1.5, 1.5]
    """
    from scipy.optimize import isotonic_regression

    found: Floats = isotonic_regression(values, weights=weights, increasing=False).x
    return found
