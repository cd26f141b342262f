"""Who gets which input from whom in a place, by what sources state, infer, or say of needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from ..words import POSSIBLE, RECORDED
from .arrays import Floats, Integers, Network

EARTH_KM = 6371.0
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

    def next(self) -> tuple[int, float] | None:
        """The nearest other organisation that provides it to anybody, and how many km away; None if unknown."""
        others = self.network.among(self.network.ends[0, self.network.bringing(self.input)])
        others[[*self.served, *self.dependents]] = False
        return nearest(self.network, np.flatnonzero(others), np.array(sorted(self.dependents)))


def nearest(network: Network, candidates: Integers, around: Integers) -> tuple[int, float] | None:
    """The candidate nearest to any of some organisations, and how many km away; None where no position is known."""
    candidates, around = (ones[~np.isnan(network.position[ones, 0])] for ones in (candidates, around))
    if not len(candidates) or not len(around):
        return None
    through, at = cKDTree(on_sphere(network.position[candidates])).query(on_sphere(network.position[around]))
    best = int(np.argmin(through))
    return int(candidates[at[best]]), 2 * EARTH_KM * float(np.arcsin(min(through[best] / 2, 1.0)))


def on_sphere(positions: Floats) -> Floats:
    """Latitudes and longitudes as points of a ball of radius 1."""
    lat, lon = np.radians(positions).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


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
    into = flags & network.among(members)[network.ends[1]] & (network.ends[0] != network.ends[1])
    links = np.flatnonzero(into & (network.what != network.code("what", "")))
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
