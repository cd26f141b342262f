"""Where a place stands among others of its type: 1 is the largest."""

from __future__ import annotations

import numpy as np
from scipy.stats import rankdata

from ..network.arrays import Floats, Integers


def ranks(values: Floats, jobs: Floats) -> Integers:
    """The rank of each place (row) in each group (column) among those with jobs there; 0 where it has none.

    Equal values share the better rank.

    >>> ranks(np.array([[5.0], [9.0], [9.0], [0.0]]), np.array([[1.0], [1.0], [1.0], [0.0]])).ravel().tolist()
    [3, 1, 1, 0]
    """
    here = jobs > 0
    found = rankdata(np.where(here, -np.nan_to_num(values), np.inf), method="min", axis=0)
    return np.where(here, found, 0).astype(np.int64)
