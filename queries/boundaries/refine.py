"""Moves one organisation after the other over a boundary, as long as that makes it sharper.

Greedy local search on the normalised cut, as Kernighan and Lin (1970) moved vertices between two halves: each time the
move that lowers it most is made. Seeds stay inside, and the boundary grows only so far.
"""

from __future__ import annotations

import numpy as np

from ..network.arrays import Flags, Floats, Integers, spans
from .local import Local
from .sweep import normalised_cut
from .weights import weights as in_force


def refine(
    local: Local, weights: Floats, degrees: Floats, members: Flags, *, fixed: Integers, allowed: Flags, most: int
) -> Flags:
    """The members of the sharper boundary, one row for each drawing; all of `fixed` stay, only `allowed` come in."""
    members = members.copy()
    bounds, others, tie = local.along
    size = members.sum(axis=1)
    said = in_force()
    room = np.maximum(np.minimum(said["search.grow"] * size + said["search.more"], most), size)
    tied = tied_inside(local, weights, members)
    volume = (degrees * members).sum(axis=1)
    cut = volume - (tied * members).sum(axis=1)
    here = normalised_cut(cut, volume, local.volume)
    movable = np.broadcast_to(allowed, members.shape).copy()
    movable[:, fixed] = False
    going = np.arange(len(members))
    while len(going):
        inside = members[going]
        sign = np.where(inside, -1.0, 1.0)
        after = normalised_cut(
            cut[going, None] + sign * (degrees[going] - 2 * tied[going]),
            volume[going, None] + sign * degrees[going],
            local.volume,
        )
        full = (size + 1 > room)[going, None]
        after[~movable[going] & ~inside | (full & ~inside)] = np.inf
        after[:, fixed] = np.inf
        best = after.argmin(axis=1)
        better = after[np.arange(len(going)), best] < here[going] - 1e-9
        going, best = going[better], best[better]
        here[going] = after[better, best]
        step = np.where(members[going, best], -1, 1)
        cut[going] += step * (degrees[going, best] - 2 * tied[going, best])
        volume[going] += step * degrees[going, best]
        size[going] += step
        members[going, best] ^= True
        number = bounds[best + 1] - bounds[best]
        row = np.repeat(going, number)
        along = spans(bounds[best], bounds[best + 1])
        tied[row, others[along]] += np.repeat(step, number) * weights[row, tie[along]]
    return members


def tied_inside(local: Local, weights: Floats, members: Flags) -> Floats:
    """How strongly each is tied to the members, in every drawing."""
    rows, size = members.shape
    keys = (np.arange(rows) * size)[:, None]
    found = np.zeros(rows * size)
    for here, there in ((local.starts, local.ends), (local.ends, local.starts)):
        found += np.bincount(
            (keys + here).ravel(), weights=(weights * members[:, there]).ravel(), minlength=rows * size
        )
    return found.reshape(rows, size)
