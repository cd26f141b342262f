"""The conductance of the first one, two, three ... of an order: how sharp a boundary is at each size.

Conductance is the weight of the ties that a boundary cuts over the weight of all ties of those inside (or of those
outside, where that is less): 0 where nobody inside is tied to anybody outside. To cut where it is least along an order
is the sweep of Spielman and Teng (2004); Andersen, Chung and Lang (FOCS 2006) brought it to searches from seeds.
"""

from __future__ import annotations

import numpy as np

from ..network.arrays import Floats, Integers
from .local import Local

WIDTH = 1.5
"""A size is sharp where no size from so many times less to so many times more has a lower conductance."""


def sweep(local: Local, weights: Floats, degrees: Floats, scores: Floats) -> tuple[Integers, Floats]:
    """The order by falling score, and the conductance at each size, one row for each drawing."""
    rows, size = degrees.shape
    order = np.argsort(-scores, axis=1, kind="stable")
    place = np.empty_like(order)
    np.put_along_axis(place, order, np.broadcast_to(np.arange(size), order.shape), axis=1)
    entering = np.maximum(place[:, local.starts], place[:, local.ends]) + (np.arange(rows) * size)[:, None]
    inside = np.bincount(entering.ravel(), weights=weights.ravel(), minlength=rows * size).reshape(rows, size)
    volume = np.cumsum(np.take_along_axis(degrees, order, axis=1), axis=1)
    return order, conductance(volume - 2 * np.cumsum(inside, axis=1), volume, local.volume)


def conductance(cut: Floats, volume: Floats, whole: float) -> Floats:
    """What is cut over the smaller side; 1 where a side has no ties."""
    least = np.minimum(volume, whole - volume)
    some = least > whole * 1e-12
    found: Floats = np.divide(np.maximum(cut, 0), least, out=np.ones_like(volume), where=some)
    return np.minimum(found, 1.0)


def best_size(curve: Floats, least: int, most: int) -> Integers:
    """The size of the lowest conductance, the smallest such, for each row of a curve."""
    part = curve[..., least - 1 : max(most, least)]
    found: Integers = np.argmin(part.round(12), axis=-1) + least
    return found


def sharp_sizes(curve: Floats, least: int) -> list[int]:
    """The sizes at which a boundary is sharp: none near them has a lower conductance. Those before `least` are none.

    >>> sharp_sizes(np.array([1, 0.5, 0.1, 0.3, 0.4, 0.45, 0.2, 0.4, 0.5, 0.5]), 2)
    [3, 7]
    """
    found = []
    for size in range(max(least, 1), len(curve) + 1):
        near = curve[max(round(size / WIDTH), least) - 1 : round(size * WIDTH)]
        if (
            curve[size - 1] < 1
            and curve[size - 1] <= near.min()
            and np.flatnonzero(near == near.min())[0] == size - max(round(size / WIDTH), least)
        ):
            found.append(size)
    return found
