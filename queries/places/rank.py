"""Where a place stands among others of its type: 1 is the largest."""

from __future__ import annotations

import numpy as np

from ..network.arrays import Floats, Integers


def ranks(values: Floats, jobs: Floats, row: int) -> Integers:
    """The rank of one place (row) in each group (column) among those with jobs there; 0 where it has none.

    Equal values share the better rank.

    >>> jobs = np.array([[5.0, 1.0], [9.0, 2.0], [9.0, 0.0]])
    >>> ranks(jobs, jobs, 2).tolist()
    [1, 0]
    """
    larger = ((values > values[row]) & (jobs > 0)).sum(axis=0)
    return np.where(jobs[row] > 0, larger + 1, 0)
