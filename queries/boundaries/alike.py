"""Who is alike and near: organisations of the same industry, or that provide the same, tied with the nearest of these;
and who needs what is provided near by.

Firms of a field and a place have skills, suppliers and institutions in common where no register states a linkage
(commonalities, in Porter's words). Each is tied with the few nearest that are alike, so that nobody becomes a hub as
a node for a whole industry would.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree
from scipy.special import ndtri

from ..network.arrays import Floats, Integers, distinct_pairs, on_sphere, spans
from ..network.distance import EARTH_KM
from ..network.traits import Groups

NEED = "need"
SAYS = {
    ("industry", True): "is of the same industry as",
    ("input", True): "provides the same as",
    (NEED, True): "provides what is needed by",
    (NEED, False): "needs what is provided by",
}
"""What pairs are alike in, and whether it is read from the first of the two, to how that reads."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom of those alike one is tied with."""

    nearest: int
    """So many at most."""
    within: float
    """Km."""


@dataclass(frozen=True, eq=False)
class Alike:
    """Pairs that are alike in one thing."""

    what: str
    """One of SAYS."""
    pairs: Integers
    """Of those where one needs what the other provides, the provider comes first."""

    @property
    def directed(self) -> bool:
        """Whether the two ends differ."""
        return (self.what, False) in SAYS

    def among(self, members: Integers) -> Integers:
        """The pairs of which both are among some organisations, given in order."""
        low, high = np.searchsorted(self.pairs[0], (members, members + 1))
        found = self.pairs[:, spans(low, high)]
        chosen: Integers = found[:, np.isin(found[1], members)]
        return chosen


def blurred(positions: Floats, ids: npt.NDArray[np.bytes_], km: Floats) -> Floats:
    """Positions as points of a ball of radius 1, each moved as its id tells: by the same whoever else comes or goes.

    `km` is how far each is moved, typically.
    """
    digests = b"".join(blake2b(id, digest_size=12).digest() for id in ids.tolist())
    draws = np.frombuffer(digests, "<u4").reshape(-1, 3)
    moved: Floats = on_sphere(positions) + ndtri((draws + 0.5) / 2**32) * (km / EARTH_KM)[:, None]
    return moved


def nearest_alike(groups: Groups, points: Floats, reach: Reach) -> Integers:
    """The pairs of which one is among the nearest of a group of the other; each once, in order.

    `points` are those of a ball of radius 1; NaN where the position is unknown.
    """
    and_itself = Reach(reach.nearest + 1, reach.within)
    found = [
        np.sort(nearest_of(each, each, points, and_itself), axis=0) for each in known_members(groups, points).values()
    ]
    return joined(found, len(points))


def nearest_providers(provided: Groups, needed: Groups, points: Floats, reach: Reach) -> Integers:
    """The pairs of which the first is among the nearest that provide what the second needs; each once, in order.

    Who provides an input too does not need it from others.
    """
    providers = known_members(provided, points)
    found = [
        nearest_of(np.setdiff1d(needing, providers[word]), providers[word], points, reach)[::-1]
        for word, needing in known_members(needed, points).items()
        if word in providers
    ]
    return joined(found, len(points))


def known_members(groups: Groups, points: Floats) -> dict[str, Integers]:
    """The members of each group whose position is known."""
    owners = np.repeat(np.arange(len(points)), np.diff(groups.bounds))
    known = ~np.isnan(points[owners, 0])
    owners, codes = owners[known], groups.groups[known]
    order = np.argsort(codes, kind="stable")
    first = np.flatnonzero(np.diff(codes[order], prepend=-1))
    words = [groups.words[code] for code in codes[order][first]]
    return dict(zip(words, np.split(owners[order], first[1:]), strict=True)) if words else {}


def nearest_of(starts: Integers, ends: Integers, points: Floats, reach: Reach) -> Integers:
    """Pairs of each of some with those that are nearest to it of others, nobody with itself."""
    if not len(starts) or not len(ends):
        return np.zeros((2, 0), dtype=np.int64)
    bound = 2 * np.sin(min(reach.within / EARTH_KM / 2, np.pi / 2))
    _, near = cKDTree(points[ends]).query(points[starts], k=reach.nearest, distance_upper_bound=bound)
    near = near.reshape(len(starts), -1)
    left = np.repeat(starts, near.shape[1])[near.ravel() < len(ends)]
    right = ends[near[near < len(ends)]]
    return np.vstack([left, right])[:, left != right]


def joined(found: list[Integers], size: int) -> Integers:
    """All of some pairs, each once, in order."""
    return distinct_pairs(np.hstack([np.zeros((2, 0), dtype=np.int64), *found]), size)
