"""The best split of a network in two: how loosely its halves hang together.

The sweep along the second eigenvector of the normalised ties (Fiedler 1973); by the Cheeger bound the conductance that
it finds is near the least there is.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import eigsh

from ..network.arrays import Floats, Integers
from .local import Local
from .sweep import conductance, sweep

SMALL = 200
"""Up to so many all eigenvectors are computed."""


def alone(local: Local) -> Local:
    """The same with no ties to others."""
    volume = float(2 * local.weights.sum())
    return Local(local.numbers, local.starts, local.ends, local.weights, np.zeros(len(local)), volume)


def pieces(local: Local) -> list[Integers]:
    """Who hangs together by the ties, largest piece first."""
    size = len(local)
    ties = csr_array((local.weights, (local.starts, local.ends)), shape=(size, size))
    number, component = connected_components(ties, directed=False)
    order = np.argsort(component, kind="stable")
    found = np.split(order, np.cumsum(np.bincount(component, minlength=number))[:-1]) if size else []
    return sorted(found, key=lambda piece: (-len(piece), piece[0]))


def split(local: Local) -> tuple[float, Integers]:
    """The conductance of the best split of what hangs together, and its smaller side; 1 and nobody below four."""
    if len(local) < 4:
        return 1.0, np.zeros(0, dtype=np.int64)
    local = alone(local)
    weights = local.weights[None]
    degrees = local.degrees(weights)
    scores = second(local, degrees[0]) / np.sqrt(degrees[0])
    order, curve = sweep(local, weights, degrees, scores[None], conductance)
    size = int(np.argmin(curve[0, :-1])) + 1
    side = order[0, :size] if 2 * size <= len(local) else order[0, size:]
    return float(curve[0, size - 1]), side


def second(local: Local, degrees: Floats) -> Floats:
    """The eigenvector of the second largest eigenvalue of the normalised ties."""
    size = len(local)
    scaled = local.weights / np.sqrt(degrees[local.starts] * degrees[local.ends])
    both = np.concatenate([local.starts, local.ends]), np.concatenate([local.ends, local.starts])
    ties = csr_array((np.tile(scaled, 2), both), shape=(size, size))
    if size <= SMALL:
        _, vectors = np.linalg.eigh(ties.toarray())
        return np.asarray(vectors[:, -2])
    start = np.random.default_rng(1).normal(size=size)
    values, vectors = eigsh(ties, k=2, which="LA", v0=start, tol=1e-6, maxiter=20 * size)
    return np.asarray(vectors[:, np.argsort(values)[0]])
