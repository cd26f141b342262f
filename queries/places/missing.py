"""How many jobs are in cells that a statistical office leaves out.

Offices leave out cells of few establishments, so that nobody's business is shown. The fewest establishments that any
cell of a count has tell the rule: with 3, a cell that is not there may hold none, one or two. How many it is likely to
hold follows from the cells that are there, taken as Poisson numbers around (establishments of the place in the sector)
x (share of the industry in its sector), both with what is left out counted in: found by repetition (expectation
maximisation, Dempster, Laird and Rubin 1977). Each counts with the mean jobs of the establishments of its industry
that are seen. Where a cell is there without its jobs, its establishments count likewise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array

from ..network.arrays import Floats, Integers

if TYPE_CHECKING:
    from .figures import Figures

ROUNDS = 12
"""Of the repetition; more change what is left out of County Business Patterns by 4 %, away from its published total."""
LARGEST = 40_000_000
"""Places by industries that it is worked out for; beyond, nothing is said."""


def missing_jobs(figures: Figures, cells: Integers, adding: csr_array) -> Floats:
    """Jobs left out of places (rows) by groups (columns); NaN where nothing can be said of a place or a group.

    `adding` says which industries are added up to which group.
    """
    found = np.zeros((len(figures.places), adding.shape[1]), dtype=np.float32)
    for count in np.unique(figures.count[cells]).tolist():
        counted = np.unique(figures.place[cells[figures.count[cells] == count]])
        left = left_out(figures, count)
        if left is None:
            found[counted] = np.nan
            continue
        places, industries, jobs = left
        kept = np.isin(places, counted)
        found[places[kept]] += jobs[kept] @ adding[industries]
        wide = np.ones(adding.shape[0], dtype=np.bool_)
        wide[industries] = False
        found[np.ix_(counted, np.asarray(adding[wide].sum(axis=0)).ravel() > 0)] = np.nan
        found[np.setdiff1d(counted, places)] = np.nan
    return found


def left_out(figures: Figures, count: int) -> tuple[Integers, Integers, Any] | None:
    """Places, industries and the jobs left out of each cell of one count; None where nothing can be said.

    Only of its lowest classes in the lowest places that it counts.
    """
    key = ("left out", count)
    if key not in figures.kept:
        figures.kept[key] = estimate(figures, count)
    return figures.kept[key]  # type: ignore[no-any-return]


def estimate(figures: Figures, count: int) -> tuple[Integers, Integers, Any] | None:
    """As `left_out`, worked out."""
    cells = np.flatnonzero(figures.count == count)
    places, industries = (
        lowest(things.inside, np.unique(numbers[cells]))
        for things, numbers in ((figures.places, figures.place), (figures.industries, figures.industry))
    )
    cells = cells[np.isin(figures.place[cells], places) & np.isin(figures.industry[cells], industries)]
    if len(places) * len(industries) > LARGEST or np.isnan(figures.establishments[cells]).all():
        return None
    establishments = np.zeros((len(places), len(industries)), dtype=np.float32)
    at = np.searchsorted(places, figures.place[cells]), np.searchsorted(industries, figures.industry[cells])
    establishments[at] = np.nan_to_num(figures.establishments[cells])
    jobs = figures.employment[cells]
    told = ~np.isnan(jobs) & ~np.isnan(figures.establishments[cells])
    size = jobs_each(at[1][told], jobs[told], figures.establishments[cells][told], len(industries))
    fewest = int(establishments[establishments > 0].min(initial=np.inf)) if len(cells) else 1
    number = expected(establishments, sectors(figures, industries), fewest)
    withheld = np.isnan(jobs)
    number[at[0][withheld], at[1][withheld]] = establishments[at[0][withheld], at[1][withheld]]
    return places, industries, number * size.astype(np.float32)


def expected(establishments: Floats, sector: Integers, fewest: int) -> Floats:
    """Establishments that each empty cell is likely to hold, if cells of fewer than `fewest` are left out.

    >>> expected(np.array([[4.0, 6.0], [6.0, 0.0]]), np.array([0, 0]), 1).tolist()
    [[0.0, 0.0], [0.0, 0.0]]
    """
    seen = establishments > 0
    if fewest < 2:
        return np.zeros_like(establishments)
    order = np.argsort(sector, kind="stable")
    begins = np.flatnonzero(np.diff(sector[order], prepend=-1))
    sizes = np.diff(begins, append=len(order))
    given, seen = establishments[:, order], seen[:, order]
    filled = given
    for _ in range(ROUNDS):
        by_sector = np.repeat(np.add.reduceat(filled, begins, axis=1), sizes, axis=1)
        total = filled.sum(axis=0)
        share = total / np.repeat(np.add.reduceat(total, begins), sizes)
        unseen = few(by_sector * share, fewest)
        filled = np.where(seen, given, unseen)
    found = np.zeros_like(establishments)
    found[:, order] = np.where(seen, 0, unseen)
    return found


def few(rate: Floats, fewest: int) -> Floats:
    """The mean of a Poisson number of that rate which is known to be below `fewest`.

    >>> [round(float(mean), 3) for mean in few(np.array([0.0, 0.1, 100.0]), 3)]
    [0.0, 0.1, 1.98]
    """
    likely, whole = np.ones_like(rate), np.ones_like(rate)
    found = np.zeros_like(rate)
    for number in range(1, fewest):
        likely *= rate / number
        whole += likely
        found += number * likely
    found /= whole
    return found


def jobs_each(industry: Integers, jobs: Floats, establishments: Floats, size: int) -> Floats:
    """Mean jobs of the establishments of each industry that are seen; the mean of all where none are."""
    number = np.bincount(industry, establishments, size)
    whole = np.divide(jobs.sum(), establishments.sum(), out=np.zeros(()), where=establishments.sum() > 0)
    found: Floats = np.divide(np.bincount(industry, jobs, size), number, out=np.full(size, whole), where=number > 0)
    return found


def sectors(figures: Figures, industries: Integers) -> Integers:
    """The highest class that each industry is within: the last of them where there are several."""
    inside = figures.industries.inside
    above = np.zeros(len(figures.industries), dtype=np.bool_)
    above[figures.industries.within[0]] = True
    tops = np.flatnonzero(~above)
    found: Integers = tops[np.asarray(inside[industries][:, tops].argmax(axis=1)).ravel()]
    return found


def lowest(inside: csr_array, numbers: Integers) -> Integers:
    """Those of some things that none of the others is within."""
    among = inside[numbers][:, numbers]
    holding = np.asarray(among.sum(axis=0)).ravel() > 1
    return numbers[~holding]
