"""How specialised a place is: the location quotient.

(e_rc / e_r) / (e_c / e): the share that a group of industries has of the jobs of a place, over the share it has of the
jobs of the whole (Isard, *Methods of Regional Analysis*, 1960, chapter 7). Traded groups are measured on traded jobs,
local ones on local jobs.
"""

from __future__ import annotations

import numpy as np

from ..network.arrays import Floats


def location_quotients(jobs: Floats, base: Floats, whole: Floats, whole_base: Floats) -> Floats:
    """Of places (rows) in groups (columns); NaN where a place or the whole has no jobs to compare with.

    `base` holds for each place and group the jobs that the group is measured on; `whole` and `whole_base` the same of
    the whole, one a group.

    >>> location_quotients(np.array([[20.0]]), np.array([[100.0]]), np.array([50.0]), np.array([1000.0])).tolist()
    [[4.0]]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (jobs / base) / (whole / whole_base)
    found[~np.isfinite(found)] = np.nan
    return found
