"""How far organisations and places are from each other."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from .arrays import Floats, Integers, Network, on_sphere

EARTH_KM = 6371.0


def kilometres(positions: Floats, others: Floats) -> Floats:
    """How far each of some positions (latitude, longitude) is from the nearest of others; NaN where unknown.

    >>> kilometres(np.array([[40.0, 0.0], [np.nan, np.nan]]), np.array([[41.0, 0.0], [50.0, 0.0]])).round(1).tolist()
    [111.2, nan]
    """
    found = np.full(len(positions), np.nan)
    here, there = (~np.isnan(each[:, 0]) for each in (positions, others))
    if here.any() and there.any():
        through, _ = cKDTree(on_sphere(others[there])).query(on_sphere(positions[here]))
        found[here] = along(through)
    return found


def between(starts: Floats, ends: Floats) -> Floats:
    """How far each of some positions is from its fellow; NaN where one is unknown."""
    through = np.linalg.norm(on_sphere(starts) - on_sphere(ends), axis=-1)
    return along(through)


def distances(network: Network, start: int) -> Floats:
    """How many km every organisation is from one; NaN where the position of either is unknown."""
    return along(np.linalg.norm(network.sphere - network.sphere[start], axis=1))


def along(through: Floats) -> Floats:
    """Kilometres on the Earth's surface for chords of a ball of radius 1."""
    arcs: Floats = 2 * EARTH_KM * np.arcsin(np.minimum(through / 2, 1.0))
    return arcs


def nearest(network: Network, candidates: Integers, around: Integers) -> tuple[int, float] | None:
    """The candidate nearest to any of some organisations, and how many km away; None where no position is known."""
    km = kilometres(network.position[candidates], network.position[around])
    if np.isnan(km).all():
        return None
    best = int(np.nanargmin(km))
    return int(candidates[best]), float(km[best])
