"""Who is near some seeds by the ties: the heat kernel, pushed out from them.

Kloster and Gleich, "Heat kernel based community detection", KDD 2014. Of each organisation it tells the probability
that a walk from a seed along ties, of a length drawn from Poisson(time), ends there. What an organisation could still
pass on at a length is dropped where it is less than the precision for each unit of its degree, so that the work
depends on time and precision and not on the size of the network. (They drop less, by twice the longest length: that
bounds the error of the sum rather than that of each length. With a time of 10 such a search goes through all of a
network of 100,000.) Each length is pushed as a whole: what arrives at it is complete when all shorter ones are done.
"""

from __future__ import annotations

from math import exp

import numpy as np

from ..network.arrays import Floats, Integers
from .ties import Ties, summed


def push(ties: Ties, seeds: Integers, *, time: float = 10.0, precision: float = 1e-5) -> tuple[Integers, Floats]:
    """Who is reached from seeds that have ties, in order, and how probably a walk ends there; at most 1 in all."""
    steps = walk_length(time, precision)
    left = psi(steps, time)
    here, mass = np.sort(seeds), np.full(len(seeds), 1 / max(len(seeds), 1))
    reached, masses = [here[:0]], [mass[:0]]
    degrees = ties.degrees
    for step in range(steps + 1):
        enough = mass * left[step] >= exp(time) * precision * degrees[here]
        reached.append(here[enough])
        masses.append(mass[enough])
        going, carried = here[enough], mass[enough] * (time / (step + 1)) / degrees[here[enough]]
        if not len(going) or step == steps:
            break
        along, owners = ties.spread(going)
        here, mass = summed(ties.others[along], carried[owners] * ties.weights[along])
    found, total = summed(np.concatenate(reached), np.concatenate(masses))
    return found, total * exp(-time)


def walk_length(time: float, precision: float) -> int:
    """How long walks are followed: longer ones make up less than half of the precision.

    >>> walk_length(1.0, 0.01)
    4
    """
    steps, term, seen = 0, exp(-time), exp(-time)
    while 1 - seen > precision / 2:
        steps += 1
        term *= time / steps
        seen += term
    return max(steps, 1)


def psi(steps: int, time: float) -> list[float]:
    """Of each step, what what is left there still brings, as Kloster and Gleich name it.

    >>> psi(1, 2.0)
    [3.0, 1.0]
    """
    found = [1.0]
    for step in range(steps - 1, -1, -1):
        found.insert(0, found[0] * time / (step + 1) + 1)
    return found


def nearest(ties: Ties, reached: Integers, mass: Floats, most: int) -> Integers:
    """Those of highest probability for their degree, highest first."""
    order = np.lexsort((reached, -mass / ties.degrees[reached]))
    return reached[order[:most]]
