"""Places of one type beside each other: what each has of every group of industries, and how it stands among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..network.arrays import Flags, Floats, Integers
from .figures import Count, Counted, Figures, Groups, When, flagged, topmost
from .groups import bases
from .lq import location_quotients
from .orientation import NATION, sells
from .partly import ALL_COUNTED
from .strength import Strengths, strengths
from .years import nations_of, years

OWN_TYPE = "its own type"
"""Said where a place is ranked among those of its type."""
LEAST_LEFT_OUT = 0.5
"""Estimated jobs from which a group without published ones is said to be there, perhaps."""


@dataclass(frozen=True, eq=False)
class Standing:
    """Places (rows) by groups (columns). A place or region asked about is the last row, its peers are above it."""

    figures: Figures
    groups: Groups
    places: Integers
    """The peers; the row behind them is none of them."""
    type: str
    """Their type."""
    parts: Sequence[int]
    """What the last row is made of."""
    around: Sequence[int]
    """What they are compared with: the nation that they are in, or all that is counted where they are in several or
    in none."""
    when: When
    """The years that are taken."""
    cells: Integers
    counted: Counted
    whole: Counted
    """One row: what they are compared with."""
    totals: Groups
    """All industries, then those of each orientation."""
    total: Counted
    """The same places by these."""
    whole_total: Counted
    base: Integers
    """The one of the totals that each group is measured on."""

    @cached_property
    def used(self) -> list[Count]:
        """The counts that the last row rests on."""
        counts = np.unique(self.figures.count[self.here(self.cells)])
        return [self.figures.counts[number] for number in counts.tolist()]

    def here(self, cells: Integers) -> Integers:
        """Those of some cells that are of the place asked about, or of one within it."""
        inside = np.asarray(self.figures.places.inside[:, list(self.parts)].sum(axis=1)).ravel() > 0
        found: Integers = cells[inside[self.figures.place[cells]]]
        return found

    @cached_property
    def quotients(self) -> Floats:
        """Location quotients."""
        return location_quotients(
            self.counted.employment,
            self.total.employment[:, self.base],
            self.whole.employment[0],
            self.whole_total.employment[0, self.base],
        )

    @cached_property
    def unpublished(self) -> Integers:
        """The groups of which the place may have jobs though none is published: those of most estimated jobs first."""
        counted = self.counted
        left_out = np.nan_to_num(counted.missing[-1])
        there = (counted.establishments[-1] > 0) | (left_out >= LEAST_LEFT_OUT)
        found = np.flatnonzero(there & ~(counted.employment[-1] > 0))
        chosen: Integers = found[np.argsort(-left_out[found], kind="stable")]
        return chosen

    @cached_property
    def asked(self) -> Integers:
        """The groups that the place asked about has, all where none is asked about: only of these it is said how strong
        they are."""
        if not self.parts:
            return np.arange(len(self.groups))
        return np.flatnonzero(self.counted.employment[-1] > 0)

    @cached_property
    def by_rule(self) -> Strengths:
        """How strong the groups asked about (columns) are."""
        counted = self.counted
        return strengths(*(one[:, self.asked] for one in (self.quotients, counted.employment, counted.establishments)))

    @cached_property
    def strengths(self) -> Integers:
        """Numbers of the words of `strength` of all groups."""
        found = np.zeros(self.counted.employment.shape, dtype=np.int64)
        found[:, self.asked] = self.by_rule.strength
        return found

    @cached_property
    def sells(self) -> list[str]:
        """Of each group whether it sells beyond its region."""
        return sells(self.figures, self.groups, self.nation)

    @property
    def nation(self) -> int | None:
        """The one place that they are compared with; None where it is all that is counted."""
        return self.around[0] if len(self.around) == 1 else None

    @property
    def called(self) -> str:
        """The name of the place asked about, or those of its parts."""
        return " and ".join(dict.fromkeys(self.figures.places.name[part] for part in self.parts))

    @property
    def whole_called(self) -> str:
        """The name of what they are compared with."""
        return ALL_COUNTED if self.nation is None else self.figures.places.name[self.nation]

    def in_any(self, groups: Integers) -> float:
        """Jobs of the place in at least one of some groups: what two share counts once."""
        figures, cells = self.figures, self.cells
        members = flagged(self.groups.members[:, groups].sum(axis=1)[:, None])
        reported = figures.reported(figures.industry[cells], figures.industries)
        industries = topmost(figures.industries.inside, members, reported).toarray().ravel() > 0
        places = figures.adding_up(self.places[:0], [self.parts], cells).toarray().ravel() > 0
        chosen = cells[places[figures.place[cells]] & industries[figures.industry[cells]]]
        return float(np.nansum(figures.employment[chosen]))

    @cached_property
    def having(self) -> Integers:
        """Of each group, how many of the places have jobs in it."""
        found: Integers = (self.counted.employment > 0).sum(axis=0)
        return found


def stand(
    figures: Figures,
    groups: Groups,
    parts: Sequence[int],
    *,
    among: str | None = None,
    year: int | None = None,
    beside: Sequence[int] = (),
) -> Standing:
    """How a place, or a region of several, stands among the places of a type, by default that of its first part.

    Places that share a county or the like with it are left out of the comparison, but for itself. The year is one in
    which the places `beside` are counted, too.
    """
    when = years(figures, groups.schemes, year, [parts, *([one] for one in beside)])
    whole = wholes(figures, parts, figures.latest(groups.schemes, when))
    return side_by_side(figures, groups, parts, among or figures.places.type[parts[0]], whole, when)


def stand_apart(figures: Figures, groups: Groups, type: str, when: When) -> Iterator[tuple[Standing, Flags]]:
    """All places of a type side by side, without a row behind them, those of each nation apart; and which rows are
    meant: places in several nations or in none, and nations, stand among all of the type.
    """
    cells = figures.latest(groups.schemes, when)
    places = figures.of_type(type, cells)
    nation = np.full(len(places), -1) if type == NATION else nations_of(figures, places)
    for one in np.unique(nation).tolist():
        whole = np.unique(figures.place[cells]).tolist() if one < 0 else [one]
        standing = side_by_side(figures, groups, (), type, whole, when)
        yield standing, np.isin(standing.places, places[nation == one])


def side_by_side(
    figures: Figures, groups: Groups, parts: Sequence[int], type: str, whole: Sequence[int], when: When
) -> Standing:
    """The places of a type that are within what they are compared with, and behind them the place asked about."""
    cells = figures.latest(groups.schemes, when)
    peers = figures.of_type(type, cells)
    inside = figures.places.inside
    if len(whole) == 1:
        peers = peers[np.asarray(inside[peers][:, list(whole)].sum(axis=1)).ravel() > 0]
    own = [list(parts)] if parts else []
    adding = figures.adding_up(peers, own, cells)
    of_peers, of_own = adding[:, : len(peers)], adding[:, len(peers) :]
    shared = np.asarray((of_peers.T @ of_own).sum(axis=1)).ravel() > 0
    peers = peers[~shared & (np.asarray(of_peers.sum(axis=0)).ravel() > 0)]
    totals, base = bases(figures, groups)
    counted, total = (figures.counted(peers, one, regions=[*own, list(whole)], when=when) for one in (groups, totals))
    return Standing(
        figures, groups, peers, type, parts, whole, when, cells,
        upper(counted), last(counted), totals, upper(total), last(total), base,
    )  # fmt: skip


def wholes(figures: Figures, parts: Sequence[int], cells: Integers) -> Sequence[int]:
    """What places are compared with: their nation, or all places that are counted where they are in several or none."""
    places = figures.places
    nations = [{int(one) for one in places.inside[[part]].indices if places.type[int(one)] == NATION} for part in parts]
    common = set.intersection(*nations)
    return sorted(common) if len(common) == 1 else np.unique(figures.place[cells]).tolist()


def upper(counted: Counted) -> Counted:
    """All rows but the last."""
    return Counted(*(values[:-1] for values in columns(counted)))


def last(counted: Counted) -> Counted:
    """The last row."""
    return Counted(*(values[-1:] for values in columns(counted)))


def columns(counted: Counted) -> tuple[Floats, Floats, Floats, Floats]:
    """The figures of what is counted."""
    return counted.establishments, counted.employment, counted.payroll, counted.missing
