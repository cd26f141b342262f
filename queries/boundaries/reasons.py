"""Why somebody is a member: the ties that carried it in, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil

import numpy as np

from ..network.arrays import Flags, Integers, Network
from ..network.distance import between
from ..network.part import say_some
from ..words import count, say_link
from .alike import SAYS
from .boundary import Boundary

ROUND = 5
"""Km to which distances are rounded up."""


@dataclass(slots=True)
class Way:
    """The linkages of one with members, of one kind and direction, or what it is alike in with members."""

    kind: str
    """The kind of linkage, or what they are alike in."""
    outward: bool
    links: list[int] = field(default_factory=list)
    partners: dict[int, float] = field(default_factory=dict)
    """Member to what its tie carried in; numbers of the network."""
    core: int = 0
    """How many of them are of the core."""

    @property
    def words(self) -> str:
        """How it reads."""
        return SAYS.get((self.kind, self.outward)) or say_link(self.kind, outward=self.outward)

    @property
    def carried(self) -> float:
        """What all of them carried in."""
        return sum(self.partners.values())


def ways_in(boundary: Boundary, numbers: Integers, core: Flags) -> dict[int, list[Way]]:
    """Of each of some surroundings, its linkages with members, those that carried most first.

    What several kinds of linkages between the same two carried is divided evenly between these.
    """
    network = boundary.traits.network
    local = boundary.local.numbers
    inside = np.zeros(len(local), dtype=np.bool_)
    inside[boundary.members] = True
    asked = np.zeros(len(local), dtype=np.bool_)
    asked[numbers] = True
    weight = tie_weights(boundary)
    links = boundary.ties.linkages(local[inside | asked])
    ends = boundary.local.at(network.ends[:, links])
    found: dict[int, dict[tuple[str, bool], Way]] = {int(number): {} for number in numbers}
    said = [(network.word("link", network.link[link]), link) for link in links.tolist()]
    tied = list(zip(said, *ends.tolist(), strict=True))
    for alike in boundary.ties.alike:
        pairs = boundary.local.at(alike.among(np.sort(local[inside | asked])))
        tied += [((alike.what, None), start, end) for start, end in pairs.T.tolist()]
    mutual = {alike.what for alike in boundary.ties.alike if not alike.directed}
    for (kind, link), start, end in tied:
        for here, there, outward in ((start, end, True), (end, start, False)):
            if asked[here] and inside[there] and here != there:
                outward |= kind in mutual
                way = found[here].setdefault((kind, outward), Way(kind, outward))
                way.links += [] if link is None else [link]
                if there not in way.partners:
                    way.partners[there] = float(boundary.carried[there]) * weight.get(
                        (min(here, there), max(here, there)), 0.0
                    )
                    way.core += bool(core[there])
    for ways in found.values():
        shared = [partner for way in ways.values() for partner in way.partners]
        for way in ways.values():
            way.partners = {partner: worth / shared.count(partner) for partner, worth in way.partners.items()}
    return {
        here: sorted(ways.values(), key=lambda way: (-way.carried, way.kind, way.outward))
        for here, ways in found.items()
    }


def tie_weights(boundary: Boundary) -> dict[tuple[int, int], float]:
    """The weight of each tie of the surroundings."""
    local = boundary.local
    pairs = zip(local.starts.tolist(), local.ends.tolist(), strict=True)
    return dict(zip(pairs, local.weights.tolist(), strict=True))


def say_way(boundary: Boundary, number: int, way: Way) -> str:
    """A way in words, as `supplies 4 core members within 30 km: A, B, C and 1 other`."""
    network = boundary.traits.network
    here = boundary.local.numbers[number]
    partners = np.array(sorted(way.partners, key=lambda partner: (-way.partners[partner], partner)))
    all_core = way.core == len(partners)
    who = count(len(partners), "core member" if all_core else "member")
    some = f", {way.core:,} of the core" if way.core and not all_core else ""
    inferred = " (inferred)" if way.links and network.possible[way.links].all() else ""
    there = boundary.local.numbers[partners]
    reach = say_reach(network, here, there)
    return f"{way.words} {who}{reach}{some}{inferred}: {say_some(network, there)}"


def say_reach(network: Network, here: int, there: Integers) -> str:
    """Within how many km the farthest is, rounded up; nothing where a position is unknown."""
    km = between(np.broadcast_to(network.position[here], (len(there), 2)), network.position[there])
    if np.isnan(km).any():
        return ""
    return f" within {max(ceil(float(km.max()) / ROUND), 1) * ROUND:,} km"


def basis_links(ways: Iterable[Way]) -> Integers:
    """All linkages of some ways."""
    return np.unique(np.array([link for way in ways for link in way.links], dtype=np.int64))
