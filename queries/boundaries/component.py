"""What a boundary is measured against: the whole network, or all that the seeds' ties lead to where that is apart."""

from __future__ import annotations

import numpy as np

from .levels import How, stable_partition
from .local import Local
from .partition import Graph
from .split import alone, pieces
from .weights import weights

NOTHING = 1e-9
"""Share of the ties below which none leads out."""


def measured_against(local: Local) -> Local:
    """The surroundings with their own ties as the whole, where none leads out of them and they have steady parts.

    Beside a network to which nothing ties them, all of them together cut nothing, however many clusters they are.
    """
    own = alone(local)
    if local.outside.sum() > NOTHING * local.volume or own.volume > local.volume * (1 - NOTHING):
        return local
    owners, others = np.concatenate([local.starts, local.ends]), np.concatenate([local.ends, local.starts])
    how = How.of(weights())
    found = stable_partition(Graph.of(len(local), owners, others, np.tile(local.weights, 2)), how)
    if found is None:
        return local
    sizes = np.bincount(found[0][found[0] >= 0])
    large = sum(len(piece) >= how.least for piece in pieces(local))
    return own if np.count_nonzero(sizes >= how.least) > large else local
