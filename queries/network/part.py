"""The part of the network that a question is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ...graph.errors import InvalidQuery
from ...graph.results import Rows
from ..words import POSSIBLE, count, say_link
from .arrays import Flags, Integers, Network, spans, tying_kinds
from .structure import Bridge, Cut, Walk, walk

NAMED = 3
"""How many of many are named in a sentence."""


@dataclass(frozen=True, eq=False)
class Part:
    """Linkages of a network that count, and the organisations they tie, numbered anew."""

    network: Network
    links: Integers
    """The linkages that count."""
    numbers: Integers
    """The number in the network of each organisation."""
    pairs: Integers
    """Two rows of numbers in the part: each tie once."""

    @classmethod
    def of(cls, network: Network, links: Integers) -> Part:
        """The part that some linkages make."""
        pairs = network.ties(links)
        inside = network.among(pairs.ravel())
        return cls(network, links, np.flatnonzero(inside), (np.cumsum(inside) - 1)[pairs])

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def walk(self) -> Walk:
        """A walk through it."""
        return walk(len(self), self.pairs)

    @cached_property
    def degrees(self) -> Integers:
        """With how many each is tied."""
        return np.bincount(self.pairs.ravel(), minlength=len(self))

    @cached_property
    def incident(self) -> tuple[Integers, Integers]:
        """The linkages of each organisation one after the other, and where those of each begin."""
        links = self.links[np.not_equal(*self.network.ends[:, self.links])]
        owners = np.searchsorted(self.numbers, self.network.ends[:, links]).ravel()
        order = np.argsort(owners, kind="stable")
        return np.tile(links, 2)[order], np.searchsorted(owners[order], np.arange(len(self) + 1))

    def links_of(self, number: int, others: Integers | None = None) -> Integers:
        """The linkages of an organisation with some others, or with anybody."""
        links, bounds = self.incident
        mine: Integers = links[bounds[number] : bounds[number + 1]]
        return mine if others is None else mine[np.isin(self.other_ends(mine, number), others)]

    def links_of_all(self, numbers: Integers) -> tuple[Integers, Integers, Integers]:
        """The linkages of several organisations, where among these each one's owner stands, and its other end."""
        links, bounds = self.incident
        first, last = bounds[numbers], bounds[numbers + 1]
        owners = np.repeat(np.arange(len(numbers)), last - first)
        mine = links[spans(first, last)]
        return mine, owners, self.other_ends(mine, numbers[owners])

    def other_ends(self, links: Integers, number: int | Integers) -> Integers:
        """With whom some linkages tie an organisation, or each linkage the one that is given for it."""
        both = self.network.ends[:, links]
        ends: Integers = np.searchsorted(self.numbers, np.where(both[0] == self.numbers[number], both[1], both[0]))
        return ends

    def partners(self, number: int) -> Integers:
        """With whom one is tied."""
        return np.unique(self.other_ends(self.links_of(number), number))

    def crossing(self, bridge: Bridge) -> tuple[Integers, int, str, int]:
        """The linkages of a tie, and the first in words: the number in the network it goes out from, kind, and end."""
        ties = self.links_of(bridge.start, np.array([bridge.end]))
        start, end = self.network.ends[:, ties[0]].tolist()
        return ties, start, say_link(self.network.word("link", self.network.link[ties[0]])), end

    def id(self, number: int) -> str:
        """The id of an organisation of the part."""
        return self.network.id_of(int(self.numbers[number]))

    def name(self, number: int) -> str:
        """The name of an organisation of the part."""
        return self.network.called(int(self.numbers[number]))

    def names(self, numbers: Integers) -> str:
        """The first few of some organisations by name, and how many more."""
        return say_some(self.network, self.numbers[numbers])


def say_some(network: Network, organisations: Integers) -> str:
    """The first few of some organisations by name, and how many more."""
    names = ", ".join(network.called(number) for number in organisations[:NAMED].tolist())
    more = len(organisations) - NAMED
    return f"{names} and {count(more, 'other')}" if more > 0 else names


def part_in_question(network: Network, rows: Rows, parameters: Mapping[str, Any]) -> Part:
    """The part that the parameters name: a place or a cluster by its `members` in the rows, surroundings, or all.

    Linkages count with an end among the members; around an organisation, with both ends within so many hops of it.
    """
    kinds = tying_kinds(parameters["group"])
    flags = network.chosen(kinds, possible=parameters["inferred"], date=parameters["date"])
    if is_drawn(parameters):
        return Part.of(network, network.touching(network.find(rows[0]["members"] if rows else []), flags))
    if parameters["around"]:
        start = network.find([parameters["around"]])
        return Part.of(network, surroundings(network, flags, start, parameters["hops"]))
    return Part.of(network, np.flatnonzero(flags))


def is_drawn(parameters: Mapping[str, Any]) -> bool:
    """Whether a place or a cluster is asked about; InvalidQuery where surroundings are as well."""
    drawn = bool(parameters["place"] or parameters["cluster"])
    if drawn and parameters["around"]:
        raise InvalidQuery("around: give a place or a cluster, or an organisation to look around, not both")
    return drawn


def surroundings(network: Network, flags: Flags, start: Integers, hops: int) -> Integers:
    """The linkages that tie organisations within so many hops of a start."""
    inside = network.among(start)
    for _ in range(hops):
        near = network.touching(np.flatnonzero(inside), flags)
        inside[network.ends[:, near].ravel()] = True
    links = network.touching(np.flatnonzero(inside), flags)
    return links[inside[network.ends[:, links]].all(axis=0)]


def say_cut(part: Part, cut: Cut, lost: Integers, basis: str) -> str:
    """What falls apart, or may where no source states a linkage that goes with it, in words."""
    inferred = basis == POSSIBLE
    if cut.pieces[0] == 1:
        partners = part.partners(cut.number)
        ties = "may tie" if inferred else "ties"
        return (
            f"nothing else is known to tie the {len(partners):,} organisations that it {ties}: {part.names(partners)}"
        )
    lose = "may lose their" if inferred else "lose their"
    if cut.cut_off == 1:
        lose = "may lose its" if inferred else "loses its"
    return (
        f"without it {count(cut.cut_off, 'organisation')} {lose} only known way to the "
        f"{cut.pieces[0]:,} of the largest piece that is left: {part.names(lost)}"
    )


def say_bridge(part: Part, bridge: Bridge, basis: str) -> str:
    """How many only one linkage ties to the others, or may where nobody states it, in words."""
    tied = "may be" if basis == POSSIBLE else "are known to be"
    return (
        f"{bridge.cut_off:,} of {count(bridge.of, 'organisation')} {tied} tied to the others: "
        f"{part.names(bridge.lost(part.walk))}"
    )
