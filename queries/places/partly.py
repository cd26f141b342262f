"""Years of which only a part is counted, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ..words import say_share
from .figures import Figures, When
from .years import Region, regions_of

ALL_COUNTED = "all that is counted"
LITTLE = 0.001
"""A share that is not told more exactly."""
MOST_PLACES = 0.9
"""The share of the places that are counted in any year below which it is said that the others are not."""


def say_later(
    figures: Figures, schemes: frozenset[str], when: When, year: int | None, parts: Sequence[int]
) -> Iterator[str]:
    """Which later years, up to one that is asked for, are not taken, since little of some places or of their nation is
    counted then."""
    for taken, here, whole in by_nation(figures, schemes, when, parts):
        for later in sorted(one for one in whole.counted if one > taken and (year is None or one <= year)):
            why = f"so that {taken or 'what bears no year'} is taken"
            if later not in here.counted:
                yield f"In {later} {whole.said(later, taken)}, and nothing of what is asked about, {why}."
            else:
                said = (here if here.is_partial(later) else whole).said(later, taken)
                yield f"In {later} only {said}, {why}; ask for the year {later} to see what there is."


def say_partly(figures: Figures, schemes: frozenset[str], when: When, parts: Sequence[int]) -> Iterator[str]:
    """That of the year taken only a part of some places, or of their nation, is counted."""
    for taken, here, whole in by_nation(figures, schemes, when, parts):
        dated = f"In {taken}" if taken else "Without a year"
        if here.is_partial(taken) and here is not whole:
            yield f"{dated} only {here.said(taken, here.fullest)}."
        if whole.is_partial(taken):
            only = whole.said(taken, whole.fullest)
            yield f"{dated} only {only}: shares, location quotients and ranks are among these."


def by_nation(
    figures: Figures, schemes: frozenset[str], when: When, parts: Sequence[int]
) -> Iterator[tuple[int, Named, Named]]:
    """The year taken, some places, and all that are counted, of each nation that these are in."""
    taken, within = dict(when), regions_of(figures, schemes, parts)
    names = figures.places.name
    for nation, whole in regions_of(figures, schemes).items():
        if nation in taken and nation in within:
            called, mine = names[nation] if nation >= 0 else ALL_COUNTED, within[nation]
            named = f"of {names[parts[0]]}" if len(parts) == 1 else f"asked about in {called}"
            all_of = Named(f"of {called}", whole)
            yield taken[nation], all_of if len(mine.lowest) == len(whole.lowest) else Named(named, mine), all_of


@dataclass(frozen=True, eq=False)
class Named:
    """Places that are counted, and what they are called."""

    of: str
    """Their name, as it stands behind what is said of them."""
    region: Region

    @property
    def counted(self) -> Collection[int]:
        """The years in which any is."""
        return self.region.counted

    def is_partial(self, year: int) -> bool:
        """Whether a year has few jobs beside another, or lacks many of the places."""
        region = self.region
        return not region.is_full(year, None) or len(region.counted[year]) < MOST_PLACES * len(region.lowest)

    @property
    def fullest(self) -> int:
        """The year with most jobs."""
        return self.region.fullest(None)

    def said(self, year: int, beside: int) -> str:
        """How much of them is counted in a year, and how many jobs that is beside another."""
        region = self.region
        places = f"{len(region.counted[year]):,} of {len(region.lowest):,} places {self.of} are counted"
        if len(region.lowest) == 1:
            places = f"a part {self.of} is counted"
        most = region.sizes.get(beside, 0)
        share = region.sizes[year] / most if most else 0
        few = say_share(share) if share >= LITTLE else f"less than {say_share(LITTLE)}"
        return f"{places}, with {few} of the jobs of {beside}" if most and year != beside else places
