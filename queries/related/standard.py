"""Similarities of several kinds on one scale, and their mean (Delgado, Porter and Stern 2014)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..network.arrays import Floats


def standardised(similarity: Floats) -> Floats:
    """A similarity whose pairs of different industries have mean 0 and standard deviation 1; 0 on the diagonal.

    >>> standardised(np.array([[9.0, 1.0, 3.0], [1.0, 9.0, 2.0], [3.0, 2.0, 9.0]])).round(2).tolist()
    [[0.0, -1.22, 1.22], [-1.22, 0.0, 0.0], [1.22, 0.0, 0.0]]
    """
    others = similarity[~np.eye(len(similarity), dtype=np.bool_)]
    spread = float(others.std())
    found = (similarity - others.mean()) / (spread if spread > 0 else 1.0)
    np.fill_diagonal(found, 0)
    return np.asarray(found)


def mean_of(similarities: Iterable[Floats]) -> Floats:
    """The mean of similarities, each standardised before."""
    return np.asarray(np.mean([standardised(one) for one in similarities], axis=0))
