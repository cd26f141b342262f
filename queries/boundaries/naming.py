"""What clusters are called, what they rest on, and whether they are stars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..network.arrays import Integers, Network
from ..network.traits import Traits
from ..words import count, say_link, say_share
from .local import Local
from .ties import Ties
from .weights import weights

MAINLY = 2
"""How many kinds of ties and sources are told."""
TOLD = 3
"""How many industries and places are told."""


@dataclass(frozen=True, slots=True)
class Counted:
    """In which groups some members are."""

    most: Sequence[tuple[str, int]]
    """Group, and how many are in it, the largest number first."""
    known: int
    """Of how many a group is known."""
    of: int

    @property
    def main(self) -> str | None:
        """The group that tells what they are: of more than half of those known, and of a good part of all."""
        said = weights()
        for word, number in self.most[:1]:
            if number > said["lint.largest"] * self.known and number >= said["lint.part"] * self.of:
                return word
        return None


@dataclass(frozen=True, eq=False)
class Naming:
    """What industries and places are called, and which of them tell what a cluster is."""

    traits: Traits
    names: Mapping[str, str]
    states: Mapping[str, Sequence[str]]
    """Place to the states that it is in."""
    regions: frozenset[str]
    """Places that somebody drew for a purpose, such as to report on: they name a cluster only where no other does."""

    @classmethod
    def of(cls, traits: Traits, row: Mapping[str, Any]) -> Naming:
        """As the query reads it."""
        return cls(traits, dict(row["names"]), dict(row["states"]), frozenset(row["regions"]))

    def called(self, group: str | None) -> str | None:
        """What a group is called."""
        return self.names.get(group) or group if group else None

    def told(self, counted: Counted) -> list[str]:
        """The groups that most are in, with the share of those of whom a group is known."""
        return [f"{self.called(word)} ({say_share(number / counted.known)})" for word, number in counted.most[:TOLD]]

    def industries(self, members: Integers) -> Counted:
        """The branches that members are in."""
        branches = self.traits.branches
        return tally([branches.words[one] for one in branches.of_one(number).tolist()] for number in members.tolist())

    def places(self, members: Integers) -> Counted:
        """The towns, counties and appellations that members are in; the smaller first of those with as many."""
        inside = self.areas(members)
        return tally(([one for one in mine if one not in self.regions] for mine in inside), self.sizes)

    def place(self, members: Integers) -> str | None:
        """The place that tells where members are: the smallest with most, else their state, else a region."""
        if main := self.places(members).main:
            return main
        inside = self.areas(members)
        states = tally({state for one in mine for state in self.states.get(one, ())} for mine in inside)
        return states.main or tally(inside, self.sizes).main

    def areas(self, members: Integers) -> list[list[str]]:
        """The places that each member is in."""
        places = self.traits.places
        return [[places.words[one] for one in places.of_one(number).tolist()] for number in members.tolist()]

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """How many organisations are in each place."""
        places = self.traits.places
        numbers = np.bincount(places.groups, minlength=len(places.words))
        return dict(zip(places.words, numbers.tolist(), strict=True))


def tally(each: Iterable[Iterable[str]], sizes: Mapping[str, int] | None = None) -> Counted:
    """How many are in each group, from the groups of each.

    >>> tally([{"a"}, {"b", "a"}, set()])
    Counted(most=[('a', 2), ('b', 1)], known=2, of=3)
    """
    groups = [set(one) for one in each]
    numbers = Counter(word for one in groups for word in one)
    most = sorted(numbers.items(), key=lambda one: (-one[1], (sizes or {}).get(one[0], 0), one[0]))
    return Counted(most, sum(map(bool, groups)), len(groups))


def cluster_name(first: str, industry: str | None, area: str | None) -> str:
    """What a cluster is called: its main industry and place, and its best connected member.

    >>> cluster_name("Invented Cellars", "Wineries", "Invented Valley"), cluster_name("Invented Cellars", None, None)
    ('Wineries, Invented Valley: around Invented Cellars', 'Around Invented Cellars')
    """
    told = ", ".join(filter(None, (industry, area)))
    return f"{told}: around {first}" if told else f"Around {first}"


def star_share(ties: Ties, members: Integers) -> float:
    """What share of the ties between members are those of the first."""
    local = Local.of(ties, members)
    return float(np.mean((local.starts == 0) | (local.ends == 0))) if len(local.starts) else 0.0


def say_star(share: float, first: str) -> str:
    """That a cluster is one member and those tied with it."""
    return (
        f"a star, not a cluster in the usual sense: {say_share(share)} of the ties within are those of {first}, as of "
        "a firm with its clients or sites; a star always comes back, so that its stability says nothing"
    )


def say_tied(ties: Ties, network: Network, organisations: Integers, *, in_place: bool) -> str:
    """How many have a tie that counts, and by which kinds of ties and sources mainly."""
    tied = organisations[ties.degrees[organisations] > 0]
    links = network.touching(tied, ties.counting)
    where = "in the place" if in_place else "loaded"
    having = "has" if len(tied) == 1 else "have"
    by_likeness = len(np.setdiff1d(tied, network.ends[:, links]))
    alone = f", {by_likeness:,} of these by likeness and nearness alone" if by_likeness else ""
    said = (
        f"Of the {count(len(organisations), 'organisation')} {where}, {len(tied):,} {having} a tie that counts{alone}; "
        "the others are in no cluster."
    )
    if not len(links):
        return said
    what = "Besides likeness there are" if by_likeness else "Clusters rest on"
    kinds = mainly(network.link[links], network.vocabularies["link"])
    sources = mainly(network.source[links], network.vocabularies["source"])
    by = " and ".join(f"“{say_link(kind)}” ({share})" for kind, share in kinds)
    of = " and ".join(f"{source} ({share})" for source, share in sources)
    return f"{said} {what} {count(len(links), 'linkage')} of theirs, mainly {by}, from {of}."


def mainly(codes: Integers, words: Sequence[str]) -> list[tuple[str, str]]:
    """The most frequent words, with the share of each."""
    numbers = np.bincount(codes)
    order = np.argsort(-numbers, kind="stable")[:MAINLY]
    return [(words[code], say_share(numbers[code] / len(codes))) for code in order.tolist() if numbers[code]]
