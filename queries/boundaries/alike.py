"""Who is alike and near: organisations of the same industry, or that provide the same, tied with the nearest of these.

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

SAYS = {"industry": "is of the same industry as", "input": "provides the same as"}
"""What pairs are alike in, and how that reads."""

BLUR = 5.0
"""Km by which positions are moved at random: many are centres of towns, and who is nearer by less is no closer."""


@dataclass(frozen=True, eq=False)
class Alike:
    """Pairs that are alike in one thing."""

    what: str
    """One of SAYS."""
    pairs: Integers

    def among(self, members: Integers) -> Integers:
        """The pairs of which both are among some organisations, given in order."""
        low, high = np.searchsorted(self.pairs[0], (members, members + 1))
        found = self.pairs[:, spans(low, high)]
        chosen: Integers = found[:, np.isin(found[1], members)]
        return chosen


def blurred(positions: Floats, ids: npt.NDArray[np.bytes_]) -> Floats:
    """Positions as points of a ball of radius 1, each moved as its id tells: by the same whoever else comes or goes."""
    digests = b"".join(blake2b(id, digest_size=12).digest() for id in ids.tolist())
    draws = np.frombuffer(digests, "<u4").reshape(-1, 3)
    moved: Floats = on_sphere(positions) + ndtri((draws + 0.5) / 2**32) * (BLUR / EARTH_KM)
    return moved


def nearest_alike(groups: Groups, points: Floats, *, nearest: int, within: float) -> Integers:
    """The pairs of which one is among the nearest of a group of the other, within so many km; each once, in order.

    `points` are those of a ball of radius 1; NaN where the position is unknown.
    """
    size = len(points)
    owners = np.repeat(np.arange(size), np.diff(groups.bounds))
    known = ~np.isnan(points[owners, 0])
    owners, codes = owners[known], groups.groups[known]
    order = np.argsort(codes, kind="stable")
    reach = 2 * np.sin(min(within / EARTH_KM / 2, np.pi / 2))
    found = [np.zeros((2, 0), dtype=np.int64)]
    for members in np.split(owners[order], np.flatnonzero(np.diff(codes[order])) + 1):
        if len(members) < 2:
            continue
        _, near = cKDTree(points[members]).query(points[members], k=nearest + 1, distance_upper_bound=reach)
        starts, near = np.repeat(np.arange(len(members)), near.shape[1]), near.ravel()
        kept = (near < len(members)) & (near != starts)
        found.append(np.sort(np.vstack([members[starts[kept]], members[near[kept]]]), axis=0))
    return distinct_pairs(np.hstack(found), size)
