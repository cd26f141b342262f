"""The year of which figures are taken: one in each nation, so that a place and the whole are of the same.

By default the latest year that is counted in full: with at least half as many jobs as the year with most, both in what
is asked about and in its nation. So a few rows of a later year neither hide the figures of all others nor mix with
them. A year that is asked for by name is taken where what is asked about is counted in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from ..network.arrays import Floats, Integers
from .figures import Figures, When, topmost
from .missing import lowest
from .orientation import NATION

FULL = 0.5
"""The share of the jobs of the year with most from which a year is counted in full."""
KEPT = 100
"""So many questions of which the years are kept."""


@dataclass(frozen=True, eq=False)
class Year:
    """What is counted in one year: of each place what one source does, the one with most cells."""

    cells: Integers
    sizes: Floats
    """Places by jobs and establishments, each industry once."""


@dataclass(frozen=True, eq=False)
class Region:
    """Places that are counted in any year, taken together."""

    figures: Figures
    schemes: frozenset[str]
    places: Integers

    @cached_property
    def counted(self) -> Mapping[int, Integers]:
        """Of each year in which any of the places is counted the lowest that are, or that lie in one that is."""
        figures, found = self.figures, {}
        inside = figures.places.inside[self.lowest]
        for year, one in yearly(figures, self.schemes).items():
            here = np.intersect1d(figures.place[one.cells], self.places)
            if len(here):
                found[year] = self.lowest[np.asarray(inside[:, here].sum(axis=1)).ravel() > 0]
        return found

    @cached_property
    def lowest(self) -> Integers:
        """Those of the places in which no other lies."""
        return lowest(self.figures.places.inside, self.places)

    @cached_property
    def sizes(self) -> Mapping[int, float]:
        """The jobs of each year, or the establishments where jobs are of one year at most."""
        figures, by_year = self.figures, yearly(self.figures, self.schemes)
        both = {
            year: (
                figures.adding_up(self.places[:0], [self.places.tolist()], by_year[year].cells).T @ by_year[year].sizes
            )[0]
            for year in self.counted
        }
        told = np.array(list(both.values())).reshape(-1, 2) > 0
        column = 1 if told[:, 0].sum() < 2 <= told[:, 1].sum() else 0
        return {year: float(values[column]) for year, values in both.items()}

    def fullest(self, until: int | None) -> int:
        """The year with most jobs, the latest of these."""
        return max(
            (year for year in self.sizes if until is None or year <= until), key=lambda one: (self.sizes[one], one)
        )

    def is_full(self, year: int, until: int | None) -> bool:
        """Whether a year not after another is counted in full."""
        return year in self.sizes and self.sizes[year] >= FULL * self.sizes[self.fullest(until)]


def years_among(figures: Figures, schemes: frozenset[str], type: str, year: int | None) -> When:
    """The year of each nation for a question about all places of a type."""
    return years(figures, schemes, year, [figures.of_type(type).tolist()])


def years(
    figures: Figures,
    schemes: frozenset[str],
    year: int | None = None,
    asked: Sequence[Sequence[int]] = (),
    *,
    by_name: bool = True,
) -> When:
    """The year of each nation for a question about places: the latest up to `year` that is counted in full.

    `year` itself, if it is asked for by name and all of `asked` are counted in it. Nations that are not counted up to
    then are left out.
    """
    key = ("when", schemes, year, tuple(tuple(one) for one in asked), by_name)
    if key not in figures.kept:
        figures.forget("when", KEPT)
        figures.kept[key] = tuple(each(figures, schemes, year, asked, by_name=by_name))
    found: When = figures.kept[key]
    return found


def each(
    figures: Figures, schemes: frozenset[str], year: int | None, asked: Sequence[Sequence[int]], *, by_name: bool
) -> Iterator[tuple[int, int]]:
    """The same, nation by nation."""
    regions = [regions_of(figures, schemes, one) for one in asked]
    for nation, whole in regions_of(figures, schemes).items():
        own = [one[nation] for one in regions if nation in one] or [whole]
        chosen = year_of(own, whole, year, by_name=by_name)
        if chosen is not None:
            yield nation, chosen


def year_of(own: Sequence[Region], whole: Region, year: int | None, *, by_name: bool) -> int | None:
    """The year for what is asked about in a nation; None where nothing is counted up to then."""
    counted = [{one for one in region.counted if year is None or one <= year} for region in own]
    known = set.intersection(*counted) or set.union(*counted)
    if by_name and year in known:
        return year
    for regions in ([*own, whole], own) if len(known) > 1 else ():
        if full := [one for one in known if all(region.is_full(one, year) for region in regions)]:
            return max(full)
    return max(known, default=None)


def regions_of(figures: Figures, schemes: frozenset[str], parts: Sequence[int] | None = None) -> dict[int, Region]:
    """All places that are counted in any year, or those within some places, by their nations."""
    places = np.unique(figures.place[usable(figures, schemes)])
    if parts is not None:
        places = places[np.asarray(figures.places.inside[places][:, list(parts)].sum(axis=1)).ravel() > 0]
    nation = nations_of(figures, places)
    return {one: Region(figures, schemes, places[nation == one]) for one in np.unique(nation).tolist()}


def nations_of(figures: Figures, places: Integers) -> Integers:
    """The nation that each of some places is in; -1 where it is in several or in none."""
    nations = figures.places.of_type(NATION)
    inside = figures.places.inside[places][:, nations].toarray() > 0
    alone = inside.sum(axis=1) == 1
    found = np.full(len(places), -1)
    if alone.any():
        found[alone] = nations[inside[alone].argmax(axis=1)]
    return found


def cells_of(figures: Figures, schemes: frozenset[str], chosen: When) -> Integers:
    """The cells of the years of nations: of each place those of one source."""
    by_year, nation = yearly(figures, schemes), nations_of(figures, np.arange(len(figures.places)))
    found = [by_year[year].cells[nation[figures.place[by_year[year].cells]] == one] for one, year in chosen]
    return np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *found]))


def yearly(figures: Figures, schemes: frozenset[str]) -> Mapping[int, Year]:
    """What is counted by some classifications, year by year."""
    key = ("yearly", schemes)
    if key not in figures.kept:
        told = year_of_counts(figures)[figures.count]
        cells = usable(figures, schemes)
        figures.kept[key] = {
            year: counted_in(figures, of_one_source(figures, cells[told[cells] == year]))
            for year in np.unique(told[cells]).tolist()
        }
    found: Mapping[int, Year] = figures.kept[key]
    return found


def counted_in(figures: Figures, cells: Integers) -> Year:
    """What some cells of one year count."""
    every = csr_array(np.ones((len(figures.industries), 1)))
    adding = topmost(figures.industries.inside, every, figures.reported(figures.industry[cells], figures.industries))
    sizes = [(figures.sheet(one, cells) @ adding).toarray() for one in (figures.employment, figures.establishments)]
    return Year(cells, np.hstack(sizes))


def usable(figures: Figures, schemes: frozenset[str]) -> Integers:
    """The cells by some classifications."""
    chosen = np.array([count.scheme in schemes for count in figures.counts], dtype=np.bool_)
    return np.flatnonzero(chosen[figures.count]) if figures.cells else np.zeros(0, dtype=np.int64)


def year_of_counts(figures: Figures) -> Integers:
    """The year of each count."""
    return np.array([count.year for count in figures.counts], dtype=np.int64)


def of_one_source(figures: Figures, cells: Integers) -> Integers:
    """Of each place the cells of one source: of the one with most."""
    pairs, sizes = np.unique(
        figures.place[cells].astype(np.int64) * len(figures.counts) + figures.count[cells], return_counts=True
    )
    place, count = np.divmod(pairs, max(len(figures.counts), 1))
    order = np.lexsort((sizes, place))
    best = np.full(len(figures.places), -1)
    best[place[order]] = count[order]
    chosen: Integers = cells[best[figures.place[cells]] == figures.count[cells]]
    return chosen
