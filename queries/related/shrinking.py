"""Where an industry is, with what its wider classes tell where it has few cells of its own.

A share of an industry in a region is drawn towards that of the class that holds it, the class towards its own, and
the widest towards all industries: (n + k p) / (N + k), n of its N establishments there, p the share of the wider
class (additive smoothing with the Dirichlet prior of Good, *The Estimation of Probabilities*, 1965; in levels, MacKay
and Peto, *Natural Language Engineering* 1(3), 1995). An industry of many establishments stays as it is; of one that a
statistical office shows in three regions out of 400, since it leaves out cells of few establishments, the class tells
the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..network.arrays import Floats, Integers


def shrunk(counts: Floats, wider: Sequence[Integers], strength: float) -> Floats:
    """The share of each industry in each region; `strength` is how many establishments the wider class counts as.

    >>> shrunk(np.array([[8.0, 0.0], [0.0, 0.0]]), [np.array([0, 0])], 8).round(2).tolist()
    [[0.99, 0.01], [0.97, 0.03]]
    """
    everything = counts.sum(axis=0) + 0.5
    towards = np.tile(everything / everything.sum(), (len(counts), 1))
    for level in wider:
        size = int(level.max()) + 1
        inside = np.zeros((size, counts.shape[1]))
        np.add.at(inside, level, counts)
        first = np.unique(level, return_index=True)[1]
        towards = drawn(inside, towards[first], strength)[level]
    return drawn(counts, towards, strength)


def drawn(counts: Floats, towards: Floats, strength: float) -> Floats:
    """Shares of counts, drawn towards others as if these were `strength` more counts."""
    return np.asarray((counts + strength * towards) / (counts.sum(axis=1, keepdims=True) + strength))
