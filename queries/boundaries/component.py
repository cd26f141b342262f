"""What hangs together apart from all others: of so little that it is the whole that a boundary is measured against."""

from __future__ import annotations

import numpy as np

from ..network.arrays import Flags
from .levels import How, stable_partition
from .local import Local
from .partition import Graph
from .split import alone, pieces
from .weights import weights

NOTHING = 1e-9
"""Share of the ties below which none leads out."""


def apart(local: Local, inside: Flags) -> Local | None:
    """The surroundings as the whole network, where most of them are inside though they have parts that come back.

    None elsewhere, and where ties lead out of them. Beside a network to which nothing ties them, all of them together
    cut nothing, however many clusters they are.
    """
    own = alone(local)
    closed = local.outside.sum() <= NOTHING * local.volume and own.volume < local.volume * (1 - NOTHING)
    if not closed or 2 * own.degrees(own.weights[None])[0, inside].sum() <= own.volume:
        return None
    owners, others = np.concatenate([local.starts, local.ends]), np.concatenate([local.ends, local.starts])
    how = How.of(weights())
    found = stable_partition(Graph.of(len(local), owners, others, np.tile(local.weights, 2)), how)
    if found is None:
        return None
    sizes = np.bincount(found[0][found[0] >= 0])
    large = sum(len(piece) >= how.least for piece in pieces(local))
    return own if np.count_nonzero(sizes >= how.least) > large else None
