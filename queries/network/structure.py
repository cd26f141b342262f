"""What holds a network together: pure functions over pairs of numbers, on scipy.

`pairs` are two rows of numbers below `size`, as `Network.ties` gives them: each tie once with the lower number first,
all in order, and nobody tied with itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components, depth_first_order, maximum_flow

from .arrays import Flags, Floats, Integers

EXACT = 2_000
"""Up to so many organisations betweenness is computed from every one of them."""
SAMPLE = 400
"""From how many it is computed where there are more."""
BATCH = 64
DOUBT = log(3 / 0.05)
"""Of a bound that holds 19 times of 20."""


@dataclass(frozen=True, eq=False)
class Walk:
    """A walk through a network that goes as deep as it can first, and what it tells of each one met."""

    order: Integers
    """The numbers in the order met; what hangs below one in the walk follows it without a gap."""
    place: Integers
    """Where each stands in the order."""
    above: Integers
    """From whom each was reached; -1 for the first of a component."""
    below: Integers
    """How many hang below each in the walk, itself counted."""
    reach: Integers
    """The first place in the order that it, or one below it, is tied to; the tie that it was reached by is left out."""
    whole: Integers
    """The size of the component of each."""
    component: Integers

    def branch(self, one: int) -> Integers:
        """Who hangs below one in the walk, itself counted."""
        return self.order[self.place[one] : self.place[one] + self.below[one]]

    def others(self, one: int, but: Integers) -> Integers:
        """Who is in the component of one, but for itself and some others."""
        flags = self.component == self.component[one]
        flags[but] = False
        flags[one] = False
        return np.flatnonzero(flags)


@dataclass(frozen=True, slots=True)
class Cut:
    """One whose going leaves its component in several pieces."""

    number: int
    pieces: tuple[int, ...]
    """Sizes, largest first."""
    branches: tuple[int, ...]
    """The first of each piece that hangs below it in the walk."""
    kept: int
    """That of the largest piece; -1 where that is the piece of all that do not hang below it."""

    @property
    def cut_off(self) -> int:
        """How many are no longer tied to the largest piece."""
        return sum(self.pieces[1:])

    def lost(self, network: Walk) -> Integers:
        """Who they are."""
        sides = {branch: network.branch(branch) for branch in self.branches}
        below = np.concatenate([*sides.values()])
        lost = [side for branch, side in sides.items() if branch != self.kept]
        if self.kept >= 0 and len(below) < sum(self.pieces):
            lost.append(network.others(self.number, below))
        return np.concatenate(lost)


@dataclass(frozen=True, slots=True)
class Bridge:
    """A tie whose going leaves its component in two pieces."""

    start: int
    end: int
    cut_off: int
    """The size of the smaller piece."""
    of: int
    """The size of the component."""

    def lost(self, network: Walk) -> Integers:
        """Who is in the smaller piece."""
        side = network.branch(self.end)
        return side if len(side) == self.cut_off else np.append(network.others(self.start, side), self.start)


def matrix(size: int, pairs: Integers) -> csr_array:
    """Who is tied to whom, both ways."""
    rows, columns = np.hstack([pairs[::-1], pairs]).astype(np.int32)
    ties = coo_array((np.ones(len(rows)), (rows, columns)), shape=(size, size))
    ties.has_canonical_format = True  # the lower of each row come before the higher, both in order
    return ties.tocsr()


def walk(size: int, pairs: Integers) -> Walk:
    """Walks a network, each component from its first member.

    One member more, tied to the first of each component, makes the walk one tree. The ties lead both ways, so that
    scipy need not turn them round.
    """
    number, component = connected_components(matrix(size, pairs), connection="weak")
    first = np.sort(np.unique(component, return_index=True)[1])
    rooted = np.hstack([pairs, np.vstack([first, np.full(number, size)])]).astype(np.int32)
    order, above = depth_first_order(matrix(size + 1, rooted), size)
    place = np.empty(size + 1, dtype=np.int64)
    place[order] = np.arange(size + 1)
    reach = place.copy()
    for one, other in (rooted, rooted[::-1]):
        back = above[one] != other
        np.minimum.at(reach, one[back], place[other[back]])
    reaches, below, parents = reach.tolist(), [1] * (size + 1), above.tolist()
    for one in order[:0:-1].tolist():
        parent = parents[one]
        below[parent] += below[one]
        reaches[parent] = min(reaches[parent], reaches[one])
    return Walk(
        order=order[1:],
        place=place[:size] - 1,
        above=np.where(above == size, -1, above)[:size],
        below=np.array(below[:size], dtype=np.int64),
        reach=np.array(reaches[:size], dtype=np.int64) - 1,
        whole=np.bincount(component, minlength=1)[component],
        component=component,
    )


def cuts(network: Walk) -> list[Cut]:
    """Everyone whose going cuts the network (Hopcroft and Tarjan 1973), most cut off first.

    Who hangs below a child that reaches nobody above its parent is cut off where the parent goes.
    """
    children = np.flatnonzero(network.above >= 0)
    parents = network.above[children]
    apart = network.reach[children] >= network.place[parents]
    branches: dict[int, list[int]] = {}
    for child, parent in zip(children[apart].tolist(), parents[apart].tolist(), strict=True):
        branches.setdefault(parent, []).append(child)
    found = []
    for parent, below in branches.items():
        sizes = network.below[below].tolist()
        rest = int(network.whole[parent]) - 1 - sum(sizes)
        pieces = sorted([*sizes, rest] if rest else sizes, reverse=True)
        if len(pieces) > 1:
            kept = -1 if rest == pieces[0] else max(zip(sizes, range(len(below)), below, strict=True))[2]
            found.append(Cut(parent, tuple(pieces), tuple(below), kept))
    return sorted(found, key=lambda cut: (-cut.cut_off, cut.number))


def bridges(network: Walk) -> list[Bridge]:
    """Every tie whose going cuts the network, most cut off first."""
    children = np.flatnonzero(network.above >= 0)
    parents = network.above[children]
    found = []
    for child in children[network.reach[children] > network.place[parents]].tolist():
        parent, below, whole = int(network.above[child]), int(network.below[child]), int(network.whole[child])
        found.append(Bridge(parent, child, min(below, whole - below), whole))
    return sorted(found, key=lambda bridge: (-bridge.cut_off, bridge.start, bridge.end))


@dataclass(frozen=True, eq=False)
class Between:
    """How often each lies on the shortest ways between two others, as a share of all pairs of others."""

    share: Floats
    error: Floats
    """Within so much of the share the true one lies, 19 times of 20 at least; 0 where it was computed from all."""
    sampled: int
    """From how many it was computed; 0 if from all."""


def betweenness(size: int, pairs: Integers, *, exact: int = EXACT, sample: int = SAMPLE, seed: int = 1) -> Between:
    """Betweenness (Freeman 1977, by the method of Brandes 2001) on ties that all count alike.

    Above `exact` members it is estimated from `sample` of them, drawn at random (Brandes and others 2007). A standard
    error is too small where few of them pass somebody often; the bound of Audibert, Munos and Szepesvari (2009)
    holds.
    """
    most = max((size - 1) * (size - 2), 1)
    chosen = np.arange(size)
    if size > exact:
        chosen = np.sort(np.random.default_rng(seed).choice(size, min(sample, size), replace=False))
    ties = matrix(size, pairs)
    total, squares = np.zeros(size), np.zeros(size)
    for first in range(0, len(chosen), BATCH):
        passed = passes(ties, chosen[first : first + BATCH])
        total += passed.sum(axis=1)
        squares += (passed**2).sum(axis=1)
    if len(chosen) == size:
        return Between(total / most, np.zeros(size), 0)
    drawn = len(chosen)
    spread = np.maximum(squares / drawn - (total / drawn) ** 2, 0)
    error = np.sqrt(2 * spread * DOUBT / drawn) + 3 * (size - 1) * DOUBT / drawn
    return Between(total / drawn * size / most, error * size / most, drawn)


def passes(ties: csr_array, starts: Integers) -> Floats:
    """For each member and start: how many shortest ways from the start pass it, each target's ways counted as one."""
    size = ties.shape[0]
    columns = np.arange(len(starts))
    ways = np.zeros((size, len(starts)))
    ways[starts, columns] = 1
    level = np.full((size, len(starts)), -1, dtype=np.int32)
    level[starts, columns] = 0
    here, depth = ways, 0
    while here.any():
        here = np.where(level < 0, ties @ here, 0)
        depth += 1
        level[here > 0] = depth
        ways += here
    passed = np.zeros_like(ways)
    for far in range(depth - 1, 1, -1):
        share = np.divide(1 + passed, ways, out=np.zeros_like(ways), where=level == far)
        passed += np.where(level == far - 1, (ties @ share) * ways, 0)
    return passed


def constraint(size: int, pairs: Integers, chosen: Integers) -> Floats:
    """Burt's constraint (1992) of some members: near 0 where their partners have nobody else in common with each other.

    NaN for who is tied to nobody.
    """
    ties = matrix(size, pairs)
    degrees = np.asarray(ties.sum(axis=1)).ravel()
    invested = csr_array(ties.multiply(np.divide(1, degrees, out=np.zeros(size), where=degrees > 0)[:, None]))
    mine = invested[chosen]
    known = (mine + mine @ invested).multiply(ties[chosen])
    squares = np.asarray(known.multiply(known).sum(axis=1)).ravel()
    return np.where(degrees[chosen] > 0, squares, np.nan)


def reached(size: int, flows: Integers, starts: Integers) -> Flags:
    """Who can be reached from some members along flows, they themselves counted."""
    rows = np.concatenate([flows[0], np.full(len(starts), size)])
    columns = np.concatenate([flows[1], starts])
    ways = csr_array((np.ones(len(rows)), (rows, columns)), shape=(size + 1, size + 1))
    flags = np.zeros(size + 1, dtype=np.bool_)
    flags[breadth_first_order(ways, size, return_predecessors=False)] = True
    return flags[:size]


def smallest_cut(size: int, flows: Integers, starts: Integers, ends: Integers) -> Integers:
    """The fewest members whose going leaves no way from any of `starts` to any of `ends`.

    `flows` are two rows, from and to. One of `starts` may be among them, one of `ends` never; empty where there is
    no way in the first place. As many separate ways lead from the ones to the others (Menger 1927).
    """
    outer, target = 2 * size, 2 * size + 1
    plenty = size + 1
    through = np.ones(size, dtype=np.int32)
    through[ends] = plenty
    rows = np.concatenate([np.arange(size), flows[0] + size, np.full(len(starts), outer), ends + size])
    columns = np.concatenate([np.arange(size) + size, flows[1], starts, np.full(len(ends), target)])
    room = np.concatenate([through, np.full(flows.shape[1] + len(starts) + len(ends), plenty)]).astype(np.int32)
    capacity = csr_array((room, (rows, columns)), shape=(2 * size + 2, 2 * size + 2))
    flow = maximum_flow(capacity, outer, target)
    left = csr_array(capacity - flow.flow)
    left.eliminate_zeros()
    reached = np.zeros(2 * size + 2, dtype=np.bool_)
    reached[breadth_first_order(left, outer, return_predecessors=False)] = True
    return np.flatnonzero(reached[:size] & ~reached[size : 2 * size])
