"""How jobs grew between two years: over the cells that an office published in both.

A cell that is published in one of the years alone would look like a birth or a death where an office only left it out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network.arrays import Floats, Integers
from ..words import say_share
from .figures import Figures, Groups
from .standing import Standing
from .years import years


@dataclass(frozen=True, eq=False)
class Growing:
    """The growth of what a place has."""

    groups: Floats
    """Of each group; NaN where it is not known."""
    totals: Floats
    said: str
    """Since when and on what it rests, or why it is not known."""


def grow(standing: Standing, since: int | None) -> Growing:
    """Growth since the last year before in which the place is counted in full, or since the last up to `since`."""
    figures, groups, totals = standing.figures, standing.groups, standing.totals
    taken = [count.year for count in standing.used]
    counted = counted_years(standing)
    first = min(taken, default=0)
    before = [year for year in counted if year < first and (since is None or year <= since)]
    if not before:
        alone = max(taken, default=0) or "one year"
        said = f"figures of {alone} alone are loaded; load another year as a source of its own"
        if since is not None:
            said = f"no figures of {since} or before are loaded"
        elif len(counted) > 1:
            said = f"no figures before {first} are loaded"
        return nothing_known(standing, f"Growth is empty: {said}.")
    when = years(figures, groups.schemes, max(before), [standing.parts], by_name=since is not None)
    earlier = standing.here(figures.latest(groups.schemes, when))
    now, then = in_both(figures, standing.here(standing.cells), earlier)
    if not len(then):
        return nothing_known(standing, f"Growth is empty: no cell is published in {max(before)} and in {max(taken)}.")
    earliest = sorted({figures.counts[number].year for number in np.unique(figures.count[then]).tolist()})
    since_when = " and ".join(map(str, earliest))
    covered = jobs(standing, totals, now)[0] / standing.total.employment[-1, 0]
    return Growing(
        ratio(jobs(standing, groups, now), jobs(standing, groups, then)),
        ratio(jobs(standing, totals, now), jobs(standing, totals, then)),
        f"Growth is since {since_when}, over cells of both years: {say_share(float(covered))} of the jobs.",
    )


def nothing_known(standing: Standing, said: str) -> Growing:
    """No growth of anything, and why."""
    return Growing(np.full(len(standing.groups), np.nan), np.full(len(standing.totals), np.nan), said)


def counted_years(standing: Standing) -> list[int]:
    """The years in which the place is counted by the classifications of its groups, where the source says the year."""
    figures = standing.figures
    usable = np.array([count.scheme in standing.groups.schemes and count.year > 0 for count in figures.counts])
    counts = np.unique(figures.count[standing.here(np.flatnonzero(usable[figures.count]))])
    return sorted({figures.counts[number].year for number in counts.tolist()})


def in_both(figures: Figures, now: Integers, then: Integers) -> tuple[Integers, Integers]:
    """Those of two sets of cells with jobs that are of the same places and industries."""
    told = ~np.isnan(figures.employment)
    now, then = now[told[now]], then[told[then]]
    of_now, of_then = (
        figures.place[cells].astype(np.int64) * len(figures.industries) + figures.industry[cells]
        for cells in (now, then)
    )
    return now[np.isin(of_now, of_then)], then[np.isin(of_then, of_now)]


def jobs(standing: Standing, groups: Groups, cells: Integers) -> Floats:
    """Jobs of groups in the place by some cells."""
    found: Floats = standing.figures.counted(
        standing.places[:0], groups, regions=[standing.parts], cells=cells
    ).employment[0]
    return found


def ratio(now: Floats, then: Floats) -> Floats:
    """Growth from one to the other; NaN where nothing was.

    >>> ratio(np.array([150.0]), np.array([100.0])).tolist()
    [0.5]
    """
    found: Floats = np.divide(now, then, out=np.full(now.shape, np.nan), where=then > 0) - 1
    return found
