"""Who gets which input from whom in a place, by what sources state, infer, or say of needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from ..words import POSSIBLE, RECORDED, count, say_share
from .arrays import Integers, Network
from .distance import nearest

SUPPLYING = ("SUPPLIES", "SERVES")


@dataclass(frozen=True, eq=False)
class Supply:
    """One input of a place."""

    network: Network
    input: str
    served: dict[int, set[int]] = field(default_factory=dict)
    """Supplier to the organisations of the place that get it, or may get it, from it."""
    recorded: set[int] = field(default_factory=set)
    """Who of them gets it by what a source states."""
    sources: set[str] = field(default_factory=set)
    specialised: bool | None = None

    def add(self, supplier: int, members: set[int], sources: Iterable[str], *, recorded: bool) -> None:
        """Notes that some get it from another."""
        self.served.setdefault(supplier, set()).update(members)
        self.sources.update(sources)
        if recorded:
            self.recorded.update(members)

    @cached_property
    def dependents(self) -> set[int]:
        """Who gets it, or may get it."""
        return set().union(*self.served.values())

    @property
    def basis(self) -> str:
        """Recorded if a source states for anybody that it gets it."""
        return RECORDED if self.recorded else POSSIBLE

    @cached_property
    def shares(self) -> dict[int, float]:
        """Supplier to its part of all that is supplied, counted in organisations served; largest first."""
        total = sum(map(len, self.served.values()))
        parts = sorted(self.served.items(), key=lambda item: (-len(item[1]), item[0]))
        return {supplier: len(served) / total for supplier, served in parts}

    @property
    def hhi(self) -> float:
        """The Herfindahl-Hirschman index of the suppliers: 1 for one alone, 1/n for n that serve as many each."""
        return sum(share**2 for share in self.shares.values())

    @cached_property
    def others(self) -> Integers:
        """Other organisations that provide it to anybody."""
        others = self.network.among(self.network.ends[0, self.network.bringing(self.input)])
        others[[*self.served, *self.dependents]] = False
        return np.flatnonzero(others)

    def next(self) -> tuple[int, float] | None:
        """The nearest of the others, and how many km away; None if unknown."""
        return nearest(self.network, self.others, np.array(sorted(self.dependents)))


def say_supply(supply: Supply, inside: set[int]) -> str:
    """Who gets an input from how many, and how much comes from the largest, in words."""
    number, near = len(supply.dependents), sum(supplier in inside for supplier in supply.served)
    gets = "may get it" if supply.basis == POSSIBLE else "gets it" if number == 1 else "get it"
    largest, share = next(iter(supply.shares.items()))
    return (
        f"{count(number, 'organisation')} {gets} from {count(len(supply.served), 'supplier')}, "
        f"{near:,} of them inside; {say_share(share)} from {supply.network.called(largest)}"
    )


def say_next(supply: Supply) -> str:
    """How far the nearest other supplier is, in words."""
    if elsewhere := supply.next():
        return f"the next elsewhere is {elsewhere[1]:,.0f} km away"
    if number := len(supply.others):
        return f"{count(number, 'other')} known elsewhere, how far away is unknown"
    return "no other is known elsewhere"


def supplies_of(network: Network, row: Mapping[str, Any], date: str | None, *, inferred: bool) -> list[Supply]:
    """The inputs that a place gets: linkages to its members, and what fills the needs that they are recorded to have.

    `row` has `members` (ids), `needs` (maps of input, needing and providers by id, sources) and `known` (maps of the
    name of an input and whether it is specialised). Supplies to which no source gives a name are left out.
    """
    members = network.find(row["members"])
    known = {item["input"]: item["specialised"] for item in row["known"]}
    found: dict[str, Supply] = {}

    def of(input: str) -> Supply:
        return found.setdefault(input, Supply(network, input, specialised=known.get(input)))

    flags = network.chosen(SUPPLYING, possible=inferred, date=date)
    links = np.sort(network.reaching(members))
    apart = network.ends[0, links] != network.ends[1, links]
    links = links[flags[links] & apart & (network.what[links] != network.code("what", ""))]
    columns = (*network.ends[:, links], network.what[links], network.source[links], network.possible[links])
    for start, end, what, source, possible in zip(*(column.tolist() for column in columns), strict=True):
        of(network.word("what", what)).add(start, {end}, {network.word("source", source)}, recorded=not possible)
    for need in row["needs"] if inferred else []:
        needing = set(network.find(need["needing"]).tolist())
        for provider in network.find(need["providers"]).tolist():
            if getting := needing - {provider}:
                of(need["input"]).add(provider, getting, need["sources"], recorded=False)
    for supply in found.values():
        supply.sources.discard("")
    return list(found.values())
