"""Who is tied to an organisation, directly and through others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np

from ...graph.model import model
from ..words import reads_alike
from .arrays import Flags, Floats, Integers, Network, distinct

MUTUAL = tuple(filter(reads_alike, model().links))
"""Kinds of linkages that read alike from both ends."""
SURE = 2.0
"""What a recorded linkage is surer by than one that is only inferred, whatever their confidences."""


@dataclass(frozen=True, eq=False)
class Steps:
    """Ways from one organisation to the next along the linkages that count."""

    here: Integers
    there: Integers
    link: Integers
    """The linkage of each."""
    outward: Flags
    """Whether it goes the way that the linkage goes."""

    def chosen(self, which: Integers | Flags) -> Steps:
        """Some of them."""
        return Steps(self.here[which], self.there[which], self.link[which], self.outward[which])

    def joined(self, others: Steps) -> Steps:
        """They and others."""
        mine, more = astuple(self), astuple(others)
        return Steps(*(np.concatenate(pair) for pair in zip(mine, more, strict=True)))


@dataclass(frozen=True, eq=False)
class Ways:
    """The ways that some linkages allow: along them (out), against them (in), or either way.

    Kinds that read alike from both ends, such as competing, go either way whatever the direction.
    """

    network: Network
    flags: Flags
    """Which linkages count."""
    direction: str

    def going_from(self, organisations: Integers) -> Steps:
        """The steps out from some organisations, each of which is named once; none leads back to where it began."""
        along = self.fitting(self.network.leaving(organisations), one_way=self.direction == "in")
        against = self.fitting(self.network.reaching(organisations), one_way=self.direction == "out")
        starts, ends = self.network.ends
        return Steps(
            np.concatenate([starts[along], ends[against]]),
            np.concatenate([ends[along], starts[against]]),
            np.concatenate([along, against]),
            np.repeat([True, False], [len(along), len(against)]),
        )

    def fitting(self, links: Integers, *, one_way: bool) -> Integers:
        """Those of some linkages that count between two; where they go the wrong way, only those that read alike."""
        starts, ends = self.network.ends
        links = links[self.flags[links] & (starts[links] != ends[links])]
        return links[self.network.of_kind(MUTUAL)[self.network.link[links]]] if one_way else links


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """The organisations within so many steps of one, and those of them that are shown."""

    start: int
    hop: Integers
    """Of each organisation of the network, how many steps away it is; -1 where it is not within reach."""
    shown: Integers
    """Those shown, in the order in which they were chosen; the start is the first."""
    reached: tuple[int, ...]
    """How many there are at each hop, shown or not, from the first hop on."""
    before: dict[int, tuple[int, int, bool]]
    """Organisation shown to the last step of the surest way to it: the one before, the linkage, whether along it."""
    ties: Steps
    """The steps between those shown that lead one hop farther, and (where asked for) all others, each linkage once."""
    left_out: dict[int, int]
    """Organisation shown to the number of those tied to it that are not shown."""

    def way(self, organisation: int) -> list[tuple[int, int, bool, int]]:
        """The surest way to one that is shown, step by step: from, linkage, whether along it, to."""
        steps: list[tuple[int, int, bool, int]] = []
        while organisation != self.start:
            here, link, outward = self.before[organisation]
            steps.insert(0, (here, link, outward, organisation))
            organisation = here
        return steps


def sureness(network: Network, links: Integers) -> Floats:
    """How sure linkages are: their confidence, all recorded ones above all inferred ones."""
    sure: Floats = network.confidence[links] + np.where(network.possible[links], 0.0, SURE)
    return sure


def neighbourhood(
    network: Network,
    start: int,
    ways: Ways,
    km: Floats,
    *,
    hops: int,
    most: int,
    each: int,
    among: bool,
) -> Neighbourhood:
    """Those within some hops of a start, of whom `most` are shown.

    Nearer hops come first. Of those equally far come first who is reached by the surest way (which is as sure as its
    weakest linkage), of these who is reached through somebody that brings few, then the nearest. Nobody but the start
    brings more than `each`, so that one with thousands of ties leaves room for others.
    """
    hop = np.full(len(network), -1, dtype=np.int8)
    hop[start] = 0
    best = np.full(len(network), -1.0)
    best[start] = np.inf
    shown, reached = [start], []
    before: dict[int, tuple[int, int, bool]] = {}
    inside = network.among(np.array([start]))
    last = np.array([start])
    for number in range(1, hops + 1):
        going = ways.going_from(last)
        farther = going.chosen(hop[going.there] < 0)
        hop[farther.there] = number
        last = distinct(farther.there)
        reached.append(len(last))
        candidates = farther.chosen(inside[farther.here])
        ranked = rank(network, candidates, best, km, each if number > 1 else most)
        for at, sure in ranked[: most + 1 - len(shown)]:
            there = int(candidates.there[at])
            before[there] = int(candidates.here[at]), int(candidates.link[at]), bool(candidates.outward[at])
            best[there] = sure
            shown.append(there)
        inside[shown] = True
    touching = ways.going_from(np.flatnonzero(inside))
    left_out = count_others(touching.chosen(~inside[touching.there]), len(network))
    ties = touching.chosen(inside[touching.there])
    farther = ties.chosen(hop[ties.there] > hop[ties.here])
    if among:
        others = ties.chosen(np.flatnonzero(~np.isin(ties.link, farther.link)))
        _, first = np.unique(others.link, return_index=True)
        farther = farther.joined(others.chosen(first))
    return Neighbourhood(
        start=start,
        hop=hop,
        shown=np.array(shown),
        reached=tuple(reached),
        before=before,
        ties=farther,
        left_out=left_out,
    )


def rank(network: Network, steps: Steps, best: Floats, km: Floats, each: int) -> Sequence[tuple[int, float]]:
    """The best step to each organisation that some steps lead to, and how sure the way is, best first."""
    sure = np.minimum(best[steps.here], sureness(network, steps.link))
    far = np.nan_to_num(km[steps.there], nan=np.inf)
    order = np.lexsort((steps.link, steps.there, far, -sure, steps.here))
    pairs = steps.here[order].astype(np.int64) * len(network) + steps.there[order]
    _, first = np.unique(pairs, return_index=True)
    order = order[np.sort(first)]
    here = steps.here[order]
    begins = np.searchsorted(here, here)
    brings = np.searchsorted(here, here, side="right") - begins
    kept = np.arange(len(order)) - begins < each
    order, brings = order[kept], brings[kept]
    order = order[np.lexsort((steps.here[order], steps.there[order], far[order], brings, -sure[order]))]
    _, first = np.unique(steps.there[order], return_index=True)
    order = order[np.sort(first)]
    return list(zip(order.tolist(), sure[order].tolist(), strict=True))


def count_others(steps: Steps, size: int) -> dict[int, int]:
    """From where steps go out, to how many organisations they lead."""
    pairs = np.unique(steps.here.astype(np.int64) * size + steps.there)
    owners, numbers = np.unique(pairs // max(size, 1), return_counts=True)
    return dict(zip(owners.tolist(), numbers.tolist(), strict=True))
