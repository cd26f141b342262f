"""How strong a group of industries is in a place, by the rule that the US Cluster Mapping Project describes.

Among places of the same type with jobs in the group, it is strong where its location quotient is at least 1 and in the
uppermost quarter, and its jobs and establishments are each above the lowest quarter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..network.arrays import Flags, Floats, Integers

FEWEST = 10
"""Places with jobs in a group below which nothing is said of how strong any is."""
WORDS = ("", "qualifying", "significant", "strong", "strong10")
"""From none to the strongest."""
STRONG = WORDS.index("strong")
PERCENTILES = (25, 50, 75, 90)
"""Of the location quotients, at which places become qualifying, significant, strong and strong10."""
FLOOR = (25,)
"""Percentile of jobs and of establishments that must be passed."""


@dataclass(frozen=True, eq=False)
class Strengths:
    """Places (rows) in groups (columns), by the rule."""

    strength: Integers
    """Numbers of WORDS.

    - qualifying: the location quotient is above its 25th percentile;
    - significant: above its median, with jobs and establishments each above their 25th percentile;
    - strong: at least its 75th percentile and at least 1, with the same floors;
    - strong10: at least its 90th percentile and at least 1, with the same floors.
    """
    thresholds: Floats
    """The location quotients at PERCENTILES (rows) of each group."""
    above_jobs: Flags
    """Whether a place is above the floor of jobs."""
    above_establishments: Flags


def strengths(quotients: Floats, jobs: Floats, establishments: Floats) -> Strengths:
    """How strong each place (row) is in each group (column), and what tells it."""
    here = jobs > 0
    thresholds = percentiles(quotients, here, PERCENTILES)
    above_jobs, above_establishments = (
        here & (values > percentiles(values, here, FLOOR)) for values in (jobs, establishments)
    )
    floors = above_jobs & above_establishments
    lowest, median, upper, top = thresholds
    with np.errstate(invalid="ignore"):
        conditions = [
            floors & (quotients >= np.maximum(top, 1)),
            floors & (quotients >= np.maximum(upper, 1)),
            floors & (quotients > median),
            here & (quotients > lowest),
        ]
    found = np.select(conditions, [4, 3, 2, 1]) * (here.sum(axis=0) >= FEWEST)
    return Strengths(found, thresholds, above_jobs, above_establishments)


def percentiles(values: Floats, here: Flags, which: Sequence[int]) -> Floats:
    """Percentiles (rows) of each column over the rows that are there, between two of them linearly; NaN where none is.

    >>> here = np.array([[True], [True], [False], [True]])
    >>> percentiles(np.array([[4.0], [1.0], [9.0], [3.0]]), here, (25, 50)).tolist()
    [[2.0], [3.0]]
    """
    ordered = np.sort(np.where(here, values, np.inf), axis=0)
    number = here.sum(axis=0)
    at = np.array(which)[:, None] / 100 * np.maximum(number - 1, 0)
    below = at.astype(np.int64)
    above = np.minimum(below + 1, np.maximum(number - 1, 0))
    column = np.arange(values.shape[1])
    low, high = ordered[below, column], ordered[above, column]
    with np.errstate(invalid="ignore"):
        return np.where(number > 0, low + (high - low) * (at - below), np.nan)
