"""Which industries sell beyond their region, by how unevenly they are spread.

The tests of Porter (*Regional Studies* 37, 2003), by states: at least half of the jobs of the industry are where its
location quotient is 1 or more, the mean of its five highest location quotients is at least 2, and its locational Gini
coefficient at least 0.3. What is everywhere where people are passes none of them, and is local.
"""

from __future__ import annotations

import numpy as np

from ..network.arrays import Flags, Floats, shares

SHARE, TOP, GINI = 0.5, 2.0, 0.3
FIRST = 5


def traded(jobs: Floats) -> Flags:
    """Whether each industry (row) is traded, by its jobs in regions (columns)."""
    usual = jobs.sum(axis=0) / max(jobs.sum(), 1e-9)
    share = shares(jobs)
    quotient = np.divide(share, usual, out=np.zeros_like(share), where=usual > 0)
    where_strong = np.where(quotient >= 1, share, 0).sum(axis=1)
    highest = np.sort(quotient, axis=1)[:, -FIRST:].mean(axis=1)
    return np.asarray((where_strong >= SHARE) & (highest >= TOP) & (gini(share, usual, quotient) >= GINI))


def gini(share: Floats, usual: Floats, quotient: Floats) -> Floats:
    """The locational Gini coefficient of each row: 0 where it is spread as all jobs are, towards 1 in one place.

    >>> usual = np.array([0.5, 0.5])
    >>> gini(np.array([[0.5, 0.5], [1.0, 0.0]]), usual, np.array([[1.0, 1.0], [2.0, 0.0]])).round(2).tolist()
    [0.0, 0.5]
    """
    order = np.argsort(quotient, axis=1, kind="stable")
    reached = np.cumsum(np.take_along_axis(share, order, axis=1), axis=1)
    before = np.concatenate([np.zeros((len(share), 1)), reached[:, :-1]], axis=1)
    return np.asarray(1 - ((reached + before) * usual[order]).sum(axis=1))
