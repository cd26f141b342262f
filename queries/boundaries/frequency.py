"""How often each is a member when all ties are weighed anew at random: what does not hang on a few ties stays.

The weight of each tie is multiplied by a number drawn from the exponential distribution with mean 1 (the Bayesian
bootstrap of Rubin, *Annals of Statistics* 9(1), 1981, on ties), and the boundary is drawn anew, with walks of other
lengths too. The share of drawings in which somebody is inside is a frequency; `calibration` makes a probability of it.
"""

from __future__ import annotations

import numpy as np

from ..network.arrays import Flags, Floats, Integers
from .diffuse import diffuse
from .local import Local
from .refine import refine
from .sweep import best_size, sweep

TOGETHER = 50
"""Drawings computed at once."""


def frequency(
    local: Local,
    seeds: Integers,
    *,
    allowed: Flags,
    most: int,
    rounds: int,
    times: tuple[float, ...],
    seed: int = 1,
) -> Floats:
    """In what share of the drawings each of the surroundings is a member; seeds always are."""
    draw = np.random.default_rng(seed)
    inside = np.zeros(len(local))
    time = np.resize(np.array(times, dtype=float), rounds)
    for first in range(0, rounds, TOGETHER):
        some = time[first : first + TOGETHER]
        weights = local.weights * draw.exponential(size=(len(some), len(local.weights)))
        degrees = local.degrees(weights)
        scores = rank_scores(diffuse(local, weights, degrees, seeds, some), degrees, seeds, allowed)
        members = drawn(local, weights, degrees, scores, seeds, allowed=allowed, most=most)
        inside += members.sum(axis=0)
    return inside / max(rounds, 1)


def rank_scores(mass: Floats, degrees: Floats, seeds: Integers, allowed: Flags) -> Floats:
    """What the sweep goes by: the probability for each unit of degree, the seeds first, who may not come in last."""
    scores = np.divide(mass, degrees, out=np.zeros_like(mass), where=degrees > 0)
    scores[..., ~allowed] = -1
    scores[..., seeds] = np.inf
    return scores


def drawn(
    local: Local, weights: Floats, degrees: Floats, scores: Floats, seeds: Integers, *, allowed: Flags, most: int
) -> Flags:
    """The members by sweep and refinement, one row for each drawing."""
    order, curve = sweep(local, weights, degrees, scores)
    candidates = int(np.count_nonzero(allowed | np.isin(np.arange(len(local)), seeds)))
    sizes = best_size(curve, min(len(seeds) + 1, candidates), min(most, candidates))
    members = np.zeros(order.shape, dtype=np.bool_)
    np.put_along_axis(members, order, np.arange(order.shape[1]) < sizes[:, None], axis=1)
    return refine(local, weights, degrees, members, fixed=seeds, allowed=allowed, most=most)
