"""The heat kernel in the surroundings of the seeds, for many drawings of the weights at once.

The same as `push` tells, without leaving steps out: of each organisation the probability that a walk from a seed, of a
length drawn from Poisson(time), ends there. Walks that leave the surroundings do not come back.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from ..network.arrays import Floats, Integers
from .local import Local
from .push import walk_length

PRECISION = 1e-3


def diffuse(local: Local, weights: Floats, degrees: Floats, seeds: Integers, times: Floats) -> Floats:
    """The probabilities, one row for each drawing, which has a time of its own."""
    rows, size = degrees.shape
    bounds, others, tie = local.along
    starts = np.arange(rows)[:, None]
    flows = csr_array(
        (
            weights[:, tie].ravel(),
            (starts * size + others).ravel(),
            np.append((starts * len(others) + bounds[:-1]).ravel(), rows * len(others)),
        ),
        shape=(rows * size, rows * size),
    )
    mass = np.zeros((rows, size))
    mass[:, seeds] = 1 / len(seeds)
    share = np.exp(-times)[:, None]
    found = mass * share
    for step in range(1, walk_length(float(times.max()), PRECISION) + 1):
        mass = (flows @ np.divide(mass, degrees, out=np.zeros_like(mass), where=degrees > 0).ravel()).reshape(
            rows, size
        )
        share = share * times[:, None] / step
        found += mass * share
    return found
