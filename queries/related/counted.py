"""The table of industries in regions as the figures in the graph give it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from ...graph.errors import InvalidQuery
from ..network.arrays import Flags, Floats, Integers
from ..places.figures import Figures, Groups
from ..places.groups import TRADED, levels, matrix
from ..places.orientation import by_spread
from ..places.partly import say_later, say_partly
from ..places.usual import usual_type
from ..places.years import usable, years, years_among
from ..words import count
from .table import Table
from .traded import traded

FEWEST = 20
"""Industries, and regions in which they are counted, without which nothing can be said of who is related."""


REGIONS = ("metro", "county", "state", "region", "town")
"""The types of places between which figures are compared."""


@dataclass(frozen=True, eq=False)
class CountedTable:
    """A table, and what it is of."""

    table: Table
    groups: Groups
    """The industries, one a group."""
    numbers: Integers
    """Which of the groups each industry of the table is."""
    regions: str
    """The type of its regions."""
    years: Sequence[int]
    sources: Sequence[str]
    missing: Floats
    """The share of the jobs of each industry there that the office is estimated to leave out; NaN if nobody knows."""
    chosen: str
    """Which industries were taken, in words."""
    of_years: str
    """Which years are counted in part, in words; nothing where none is."""

    @property
    def where(self) -> str:
        """Its regions, in words."""
        return f"{self.table.regions:,} places of the type {self.regions}"


def counted_table(
    figures: Figures, regions: str | None, by: str | None, only_traded: bool, year: int | None = None
) -> CountedTable:
    """The table of all industries of a classification, or of the traded ones, in all regions of a type in which they
    are counted.

    `by` is a label of queries/places/groupings; by default the finest level that is counted. Without a type of regions
    these are metros, or what most places are of where too few metros are counted.
    """
    groups = industries(figures, by, [regions] if regions else REGIONS)
    anywhere = figures.counting(groups, years(figures, groups.schemes, year))
    regions = regions or usual_type(figures, anywhere, REGIONS, FEWEST)
    when = years_among(figures, groups.schemes, regions, year)
    cells = figures.counting(groups, when)
    places = figures.of_type(regions, cells)
    if len(places) < FEWEST:
        raise InvalidQuery(
            f"regions: {count(len(places), 'place')} of the type {regions} {'has' if len(places) == 1 else 'have'} "
            f"figures by {groups.label}, and to say who is related takes {FEWEST} or more; "
            f"{say_types(figures, cells)}load figures of more places"
        )
    counted = figures.counted(places, groups, cells=cells)
    present = counted.establishments.sum(axis=0) + counted.employment.sum(axis=0) > 0
    flags, chosen = tradedness(figures, groups, counted.employment) if only_traded else (present, "all industries")
    numbers = np.flatnonzero(present & flags)
    if len(numbers) < FEWEST:
        which, instead = ("traded ", "take those that are not traded too, or ") if only_traded else ("", "")
        raise InvalidQuery(
            f"{'traded' if only_traded else 'by'}: of {len(groups):,} industries ({groups.label}) {len(numbers):,} "
            f"{which}have figures in places of the type {regions}, and to say who is related takes {FEWEST} or more; "
            f"{instead}choose a level with more classes, or load figures of more"
        )
    employment, establishments = counted.employment[:, numbers].T, counted.establishments[:, numbers].T
    missing, jobs = counted.missing[:, numbers].sum(axis=0), employment.sum(axis=1)
    counts = [figures.counts[number] for number in np.unique(figures.count[cells]).tolist()]
    bought, sold, customers = trade(figures, groups.members[:, numbers])
    asked, of_type = (figures, groups.schemes, when), figures.of_type(regions).tolist()
    return CountedTable(
        Table(
            [groups.id[number] for number in numbers.tolist()],
            employment if employment.any() else None,
            establishments if establishments.any() else None,
            wider(figures, groups, numbers),
            bought,
            sold,
            customers,
        ),
        groups,
        numbers,
        regions,
        sorted({one.year for one in counts if one.year}),
        sorted({one.source for one in counts}),
        np.divide(missing, missing + jobs, out=np.full(len(jobs), np.nan), where=missing + jobs > 0),
        chosen,
        " ".join([*say_later(*asked, year, of_type), *say_partly(*asked, of_type)]),
    )


def industries(figures: Figures, by: str | None, types: Sequence[str]) -> Groups:
    """The level of a classification of that label, or the one with most classes, the finest, of the classification
    that most places of some types are counted by."""
    found = {groups.label: groups for groups in levels(figures)}
    if not found:
        raise InvalidQuery(
            "no figures of industries in places are loaded; load cbp_2021, or a table of industries by place"
        )
    if by is not None and by not in found:
        raise InvalidQuery(
            f"by: {by!r} is no level of a classification that is counted; choose one of {', '.join(found)}"
        )
    if by:
        return found[by]
    cells = {scheme: usable(figures, frozenset({scheme})) for scheme in sorted(set(figures.industries.type))}
    places = {scheme: sum(len(figures.of_type(type, mine)) for type in types) for scheme, mine in cells.items()}
    return max(found.values(), key=lambda groups: (places[min(groups.schemes)], len(groups)))


def say_types(figures: Figures, cells: Integers) -> str:
    """Which type of places to choose instead; how many there are of each with some cells where none has enough."""
    number = figures.types(cells)
    enough = ", ".join(f"{type} ({some:,})" for type, some in number.items() if some >= FEWEST)
    if enough:
        return f"choose {enough}, or "
    return f"there are {', '.join(f'{type} ({some:,})' for type, some in number.items()) or 'none'}: "


def tradedness(figures: Figures, groups: Groups, jobs: Floats) -> tuple[Flags, str]:
    """Which industries sell beyond their region: as a source says, or by how unevenly they are spread."""
    number = figures.industries.number
    said = [figures.industries.orientation[number[id]] for id in groups.id]
    if TRADED in said:
        return np.array([word == TRADED for word in said]), "industries that a source calls traded"
    flags, over = by_spread(figures, groups), "states"
    if flags is None:
        flags, over = traded(jobs.T), "regions"
    return flags, f"industries that are traded by how unevenly their jobs are spread over {over}"


def wider(figures: Figures, groups: Groups, numbers: Integers) -> list[Integers]:
    """Of each wider level, from the top down, the class that holds each industry; the industry where none does."""
    things = figures.industries
    own = [things.number[groups.id[number]] for number in numbers.tolist()]
    inside = things.inside[own]
    level = np.array(things.level)
    found: list[Integers] = []
    for depth in sorted(set(level.tolist())):
        classes = np.flatnonzero(level == depth)
        held = inside[:, classes]
        if depth >= max(things.level[one] for one in own) or not held.count_nonzero():
            continue
        holds = np.asarray(held.sum(axis=1)).ravel() > 0
        which = np.where(holds, classes[np.asarray(held.argmax(axis=1)).ravel()], own)
        found.append(np.unique(which, return_inverse=True)[1])
    return found


def trade(figures: Figures, members: csr_array) -> tuple[Floats, Floats, Floats] | tuple[None, None, None]:
    """What industries buy from and sell to each other, and to whatever classes the input-output table has, in shares.

    An industry trades as the class of the table that it is in, in equal parts where it is in several.
    """
    if not figures.trades.size or not figures.concordance.size:
        return None, None, None
    inputs, outputs = figures.trade_shares
    into = members.T @ matrix(figures.concordance, (members.shape[0], inputs.shape[0]))
    parts = np.asarray(into.sum(axis=1)).ravel()
    into = csr_array(into.multiply(np.divide(1, parts, out=np.zeros_like(parts), where=parts > 0)[:, None]))
    sales = into @ outputs
    return (into @ inputs @ into.T).toarray(), (sales @ into.T).toarray(), sales.toarray()
