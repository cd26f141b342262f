"""How strong a group of industries is in a place, by the rule that the US Cluster Mapping Project describes.

Among places of the same type with jobs in the group, it is strong where its location quotient is at least 1 and in the
uppermost quarter, and its jobs and establishments are each above the lowest quarter.
"""

from __future__ import annotations

import numpy as np

from ..network.arrays import Flags, Floats, Integers

FEWEST = 10
"""Places with jobs in a group below which nothing is said of how strong any is."""
WORDS = ("", "qualifying", "significant", "strong", "strong10")
"""From none to the strongest."""
STRONG = WORDS.index("strong")
PERCENTILES = (25, 50, 75, 90)
"""Of the location quotients, at which places become qualifying, significant, strong and strong10."""


def strengths(quotients: Floats, jobs: Floats, establishments: Floats) -> Integers:
    """The places in WORDS of places (rows) in groups (columns).

    - qualifying: the location quotient is above its 25th percentile;
    - significant: above its median, with jobs and establishments each above their 25th percentile;
    - strong: at least its 75th percentile and at least 1, with the same floors;
    - strong10: at least its 90th percentile and at least 1, with the same floors.
    """
    found = np.zeros(quotients.shape, dtype=np.int8)
    for column in range(quotients.shape[1]):
        here = jobs[:, column] > 0
        if here.sum() < FEWEST:
            continue
        lq = quotients[here, column]
        lowest, median, upper, top = thresholds(lq)
        floors = above_floor(jobs[here, column]) & above_floor(establishments[here, column])
        found[here, column] = np.select(
            [floors & (lq >= max(top, 1)), floors & (lq >= max(upper, 1)), floors & (lq > median), lq > lowest],
            [4, 3, 2, 1],
        )
    return found


def thresholds(quotients: Floats) -> Floats:
    """The location quotients at PERCENTILES of the places with jobs in a group."""
    found: Floats = np.percentile(quotients, PERCENTILES)
    return found


def above_floor(values: Floats) -> Flags:
    """Which of some values are above their 25th percentile.

    >>> above_floor(np.array([1.0, 2.0, 3.0, 4.0])).tolist()
    [False, True, True, True]
    """
    return np.asarray(values > np.percentile(values, 25))
