"""What statistical offices count of industries in places, as arrays.

    figures = figures_of(store)                # queries/places/reading.py
    groups = figures.classes("NAICS 2017", 6)  # or queries/places/groups.py: any clusters of industries
    metros = figures.of_type("metro")          # numbers of places: figures.places.id[number]
    counted = figures.counted(metros, groups)  # counted.employment, .establishments, .payroll: metros x industries

Places are added up from the places within them, and industries from the classes within them, each cell once; what an
office gives for a wide place or class itself is taken as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csr_array, eye_array, hstack

from ..network.arrays import Flags, Floats, Integers

GROUPINGS_KEPT = 6
"""Groupings of which the figures are kept for the next question; those of counties by six digits take 30 MB."""
DEPTH = 6
"""How many steps a place, class or cluster may lie within another."""
When = tuple[tuple[int, int], ...]
"""The year of which figures are taken, of each nation; -1 is what lies in several nations or in none."""


@dataclass(frozen=True, slots=True)
class Count:
    """What one source counted in one year by one classification."""

    source: str
    year: int
    """0 where the source does not say."""
    scheme: str


@dataclass(frozen=True, eq=False)
class Things:
    """Places, industries or clusters: what is known of each, and which lies directly within which."""

    id: Sequence[str]
    """Sorted."""
    name: Sequence[str]
    type: Sequence[str]
    """Type of a place, classification of an industry, who drew a cluster."""
    within: Integers
    """Two rows: what is within, and what it is within."""
    code: Sequence[str] = ()
    level: Sequence[int] = ()
    orientation: Sequence[str] = ()

    def __len__(self) -> int:
        return len(self.id)

    @cached_property
    def number(self) -> dict[str, int]:
        """Ids to their numbers."""
        return {id: number for number, id in enumerate(self.id)}

    @cached_property
    def inside(self) -> csr_array:
        """Rows: things; columns: the same. 1 where the first is the second, or within it by any number of steps."""
        size = len(self)
        step = csr_array((np.ones(self.within.shape[1]), tuple(self.within)), shape=(size, size))
        found = frontier = eye_array(size, format="csr")
        for _ in range(DEPTH):
            frontier = frontier @ step
            found = found + frontier
        return flagged(found)

    def of_type(self, type: str) -> Integers:
        """The numbers of those of a type."""
        return np.flatnonzero(np.array([one == type for one in self.type], dtype=np.bool_))


@dataclass(frozen=True, eq=False)
class Groups:
    """Groups of industries: classes of one level, or clusters; an industry may be in several, or in none."""

    label: str
    id: Sequence[str]
    name: Sequence[str]
    members: csr_array
    """Industries by groups: 1 where the industry, or a class that it is within, belongs to the group."""
    schemes: frozenset[str]
    """The classifications that its industries are of."""
    clusters: bool = False
    """Whether they are clusters, not classes of a classification."""
    level: int = 0
    """The level of a classification that they are of; 0 of clusters."""

    def __len__(self) -> int:
        return len(self.id)


@dataclass(frozen=True, eq=False)
class Counted:
    """Figures of places (rows) by groups of industries (columns), added up."""

    establishments: Floats
    employment: Floats
    payroll: Floats
    missing: Floats
    """Jobs that are estimated to be in cells left out; NaN where nothing can be said (queries/places/missing.py)."""


@dataclass(frozen=True, eq=False)
class Figures:
    """Cells of places by industries at one moment, and the places, industries and clusters that they are of."""

    version: str
    """Of the database that they were read from."""
    places: Things
    industries: Things
    clusters: Things
    members: Integers
    """Two rows: an industry, and a cluster that it is in."""
    relations: Integers
    """Two rows: clusters, numbered from 0, or industries, numbered on from there, that a source relates."""
    trades: Integers
    """Two rows: classes of an input-output table of which the second buys more from the first than most do."""
    input_share: Floats
    """What that makes of all that the second buys, and of all that the first sells."""
    output_share: Floats
    concordance: Integers
    """Two rows: an industry, and the class of the table that it is in."""
    counts: Sequence[Count]
    industry: Integers
    """Of each cell."""
    place: Integers
    count: Integers
    establishments: Floats
    """NaN where the office does not say, as are the following."""
    employment: Floats
    payroll: Floats
    kept: dict[Any, Any] = field(default_factory=dict)
    """What was worked out from them before."""

    @property
    def cells(self) -> int:
        """How many cells there are, of all sources and years."""
        return len(self.place)

    @cached_property
    def trade_shares(self) -> tuple[csr_array, csr_array]:
        """Classes of the input-output table that sell (rows) by those that buy: what part that is of all that the
        second buys, and of all that the first sells."""
        classes = int(max(self.trades.max(initial=-1), self.concordance[1].max(initial=-1))) + 1
        inputs, outputs = (
            csr_array((values, tuple(self.trades)), shape=(classes, classes))
            for values in (self.input_share, self.output_share)
        )
        return inputs, outputs

    def of_type(self, type: str, cells: Integers | None = None) -> Integers:
        """The places of a type in which any of some cells is counted, by default any at all."""
        found = self.places.of_type(type)
        counted = self.places.inside[np.unique(self.place if cells is None else self.place[cells])].sum(axis=0)
        chosen: Integers = found[counted[found] > 0]
        return chosen

    def types(self, cells: Integers) -> dict[str, int]:
        """The types of places in which any of some cells is counted, with how many there are."""
        number = {type: len(self.of_type(type, cells)) for type in sorted(set(self.places.type))}
        return {type: some for type, some in number.items() if some}

    def classes(self, scheme: str, level: int) -> Groups:
        """The classes of one level of a classification as groups, those in which anything is counted."""
        counted = self.industries.inside[np.unique(self.industry)].sum(axis=0) > 0
        chosen = [
            number
            for number in self.industries.of_type(scheme).tolist()
            if self.industries.level[number] == level and counted[number]
        ]
        return Groups(
            label=f"{scheme} level {level}",
            id=[self.industries.id[number] for number in chosen],
            name=[self.industries.name[number] for number in chosen],
            members=self.industries.inside[:, chosen],
            schemes=frozenset({scheme}),
            level=level,
        )

    def counting(self, groups: Groups, when: When | None = None) -> Integers:
        """The cells of some years by the sources that count any of the groups: in no other place is it a zero to lack
        one."""
        cells = self.latest(groups.schemes, when)
        member = np.asarray(groups.members.sum(axis=1)).ravel() > 0
        sources = np.unique(self.count[cells[member[self.industry[cells]]]])
        found: Integers = cells[np.isin(self.count[cells], sources)]
        return found

    def latest(self, schemes: frozenset[str], when: When | None = None) -> Integers:
        """The cells to go by: in each nation those of one year, by default of the latest that is counted in full, and
        of each place those of one source (queries/places/years.py)."""
        from .years import cells_of, years

        key = ("latest", schemes, when if when is not None else years(self, schemes))
        if key not in self.kept:
            self.forget("latest", GROUPINGS_KEPT)
            self.kept[key] = cells_of(self, schemes, key[2])
        found: Integers = self.kept[key]
        return found

    def counted(
        self,
        places: Integers,
        groups: Groups,
        *,
        regions: Sequence[Sequence[int]] = (),
        when: When | None = None,
        cells: Integers | None = None,
    ) -> Counted:
        """What is counted in each of some places, and behind them in regions made of several, by groups of industries.

        Of the cells of some years, by default the latest, or of those given.
        """
        if cells is None:
            cells = self.latest(groups.schemes, when)
            key = ("by group", groups.label, groups.schemes, when)
            if key not in self.kept:
                self.forget("by group", GROUPINGS_KEPT)
                self.kept[key] = self.by_group(groups, cells)
            sheets = self.kept[key]
        else:
            sheets = self.by_group(groups, cells)
        adding = self.adding_up(places, regions, cells).T
        return Counted(*(dense(adding @ sheet) for sheet in sheets))

    def by_group(self, groups: Groups, cells: Integers) -> tuple[Any, ...]:
        """Places that are counted by groups: establishments, jobs, payroll, and jobs left out."""
        from .missing import missing_jobs

        reported = self.reported(self.industry[cells], self.industries)
        adding = topmost(self.industries.inside, groups.members, reported)
        sheets = [self.sheet(values, cells) @ adding for values in (self.establishments, self.employment, self.payroll)]
        return *sheets, missing_jobs(self, cells, adding)

    def forget(self, what: str, most: int) -> None:
        """Drops the oldest of what was worked out of a kind, so that fewer than `most` are left."""
        held = [key for key in list(self.kept) if key[0] == what]
        for key in held[: max(len(held) - most + 1, 0)]:
            self.kept.pop(key, None)

    def adding_up(self, places: Integers, regions: Sequence[Sequence[int]], cells: Integers) -> csr_array:
        """Places that are counted (rows) by places and regions: 1 where the first is added up to the second."""
        inside = self.places.inside
        wanted = [inside[:, places], *(flagged(inside[:, list(parts)].sum(axis=1)[:, None]) for parts in regions)]
        return topmost(inside, csr_array(hstack(wanted)), self.reported(self.place[cells], self.places))

    def sheet(self, values: Floats, cells: Integers) -> csr_array:
        """Places by industries: the values of some cells; what an office does not say adds nothing."""
        shape = (len(self.places), len(self.industries))
        return csr_array((np.nan_to_num(values[cells]), (self.place[cells], self.industry[cells])), shape=shape)

    @staticmethod
    def reported(numbers: Integers, things: Things) -> Flags:
        """Of each thing, whether any cell is of it."""
        flags = np.zeros(len(things), dtype=np.bool_)
        flags[numbers] = True
        return flags


def topmost(inside: csr_array, wanted: csr_array, reported: Flags) -> csr_array:
    """Of the things that are wanted in each column, those with cells that are within no other such thing.

    So a place that an office counts itself is not added to the larger one that it counts as well.
    """
    rows = csr_array(wanted.multiply(reported[:, None]))
    counted = np.flatnonzero(reported)
    nested = inside[counted][:, counted] - eye_array(len(counted), format="csr")
    if not nested.count_nonzero():
        return rows
    above = nested @ rows[counted]
    kept = dense(rows)
    kept[counted] *= dense(above) == 0
    return csr_array(kept)


def flagged(matrix: Any) -> csr_array:
    """A matrix with 1 wherever it is not 0."""
    found = csr_array(matrix)
    found.eliminate_zeros()
    found.data = np.ones(len(found.data))
    return found


def dense(matrix: Any) -> Floats:
    """A matrix with all its zeros written out."""
    found: Floats = matrix.toarray() if hasattr(matrix, "toarray") else np.asarray(matrix)
    return found
