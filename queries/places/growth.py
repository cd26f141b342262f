"""How jobs grew between two years: over the cells that an office published in both.

A cell that is published in one of the years alone would look like a birth or a death where an office only left it out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..network.arrays import Floats, Integers
from .figures import Figures, Groups


def growths(
    figures: Figures,
    cells: Integers,
    earlier: Integers,
    places: Integers,
    groups: Groups,
    regions: Sequence[Sequence[int]] = (),
) -> tuple[Floats, Floats]:
    """Growth of jobs in places (rows) and groups (columns), and the share of the later jobs that it rests on.

    Jobs now over jobs then, less one, both of the same cells; NaN where there are none.
    """
    size = len(figures.industries)
    now, then = (figures.place[some].astype(np.int64) * size + figures.industry[some] for some in (cells, earlier))
    told = ~np.isnan(figures.employment)
    common = np.intersect1d(now[told[cells]], then[told[earlier]])
    kept, before = cells[np.isin(now, common)], earlier[np.isin(then, common)]
    all_now, later, sooner = (
        figures.counted(places, groups, regions=regions, cells=some).employment for some in (cells, kept, before)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        growth, covered = later / sooner - 1, later / all_now
    growth[~np.isfinite(growth)] = np.nan
    return growth, covered
