"""How sharp the boundary of the first one, two, three ... of an order is.

To cut where a measure is lowest along an order is the sweep of Spielman and Teng (2004); Andersen, Chung and Lang (FOCS
2006) brought it to searches from seeds. The measure is the normalised cut of Shi and Malik (IEEE PAMI 22(8), 2000). In
a large network it is the conductance; in a small one conductance is lower for several clusters at once than for each,
since fewer of the ties drawn at random lead out of them, and this is not.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..network.arrays import Floats, Integers
from .local import Local

Measure = Callable[[Floats, Floats, float], Floats]
"""How loosely two sides hang together: from the weight cut, that of all ties of one side, and that of the network."""


def normalised_cut(cut: Floats, volume: Floats, whole: float) -> Floats:
    """What is cut over what would be if the ties were dealt out at random, at most 1; 1 where a side has no ties."""
    return share(cut, volume * (whole - volume) / max(whole, 1e-300), whole)


def conductance(cut: Floats, volume: Floats, whole: float) -> Floats:
    """What is cut over all ties of the smaller side; 1 where a side has no ties."""
    return share(cut, np.minimum(volume, whole - volume), whole)


def share(cut: Floats, of: Floats, whole: float) -> Floats:
    """One weight over another, at most 1; 1 where the other is nothing beside the whole."""
    found: Floats = np.divide(np.maximum(cut, 0), of, out=np.ones_like(of), where=of > whole * 1e-12)
    return np.minimum(found, 1.0)


def sweep(
    local: Local, weights: Floats, degrees: Floats, scores: Floats, measure: Measure = normalised_cut
) -> tuple[Integers, Floats]:
    """The order by falling score, and the measure at each size, one row for each drawing."""
    order = np.argsort(-scores, axis=1, kind="stable")
    return order, curve_along(local, weights, degrees, order, measure)


def curve_along(
    local: Local, weights: Floats, degrees: Floats, order: Integers, measure: Measure = normalised_cut
) -> Floats:
    """The measure at each size along an order, one row for each drawing."""
    rows, size = degrees.shape
    place = np.empty_like(order)
    np.put_along_axis(place, order, np.broadcast_to(np.arange(size), order.shape), axis=1)
    entering = np.maximum(place[:, local.starts], place[:, local.ends]) + (np.arange(rows) * size)[:, None]
    inside = np.bincount(entering.ravel(), weights=weights.ravel(), minlength=rows * size).reshape(rows, size)
    volume = np.cumsum(np.take_along_axis(degrees, order, axis=1), axis=1)
    return measure(volume - 2 * np.cumsum(inside, axis=1), volume, local.volume)


def best_size(curve: Floats, least: int, most: int) -> Integers:
    """The size at which least is cut, the smallest such, for each row of a curve."""
    part = curve[..., least - 1 : max(most, least)]
    found: Integers = np.argmin(part.round(12), axis=-1) + least
    return found


def sharp_sizes(curve: Floats, least: int, width: float) -> list[int]:
    """The sizes at which a boundary is sharp: none from `width` times less to `width` times more cuts less.

    Those before `least` are none.

    >>> sharp_sizes(np.array([1, 0.5, 0.1, 0.3, 0.4, 0.45, 0.2, 0.4, 0.5, 0.5]), 2, 1.5)
    [3, 7]
    """
    found = []
    for size in range(max(least, 1), len(curve) + 1):
        first = max(round(size / width), least)
        near = curve[first - 1 : round(size * width)]
        if (
            curve[size - 1] < 1
            and curve[size - 1] <= near.min()
            and np.flatnonzero(near == near.min())[0] == size - first
        ):
            found.append(size)
    return found
