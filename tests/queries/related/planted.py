"""Invented industries whose clusters are known."""

from __future__ import annotations

import numpy as np
from clusteratlas.queries.network.arrays import Integers
from clusteratlas.queries.related.table import Table


def planted(clusters: int = 5, members: int = 12, regions: int = 80, seed: int = 1) -> tuple[Table, Integers]:
    """Industries that like the regions that their cluster likes; regions and industries differ in size."""
    draw = np.random.default_rng(seed)
    truth = np.repeat(np.arange(clusters), members)
    size = draw.lognormal(0, 1, size=regions)
    share = size * draw.lognormal(0, 1.5, size=(clusters, regions))[truth]
    share *= draw.lognormal(0, 0.3, size=share.shape)
    share /= share.sum(axis=1, keepdims=True)
    establishments = draw.poisson(share * draw.lognormal(6, 0.7, size=(len(truth), 1))).astype(float)
    employment = np.round(establishments * draw.lognormal(2.5, 0.5, size=share.shape))
    names = [f"{chr(65 + cluster)}{number:02}.{number}" for number, cluster in enumerate(truth.tolist())]
    return Table(names, employment, establishments), truth


def agreement(one: Integers, other: Integers) -> float:
    """The adjusted Rand index of two ways to group (Hubert and Arabie 1985).

    >>> agreement(np.array([0, 0, 1, 1]), np.array([5, 5, 2, 2]))
    1.0
    """
    counts = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(counts, (one, other), 1)

    def pairs(numbers: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
        return float((numbers * (numbers - 1) / 2).sum())

    both, first, second = pairs(counts), pairs(counts.sum(axis=1)), pairs(counts.sum(axis=0))
    chance = first * second / (len(one) * (len(one) - 1) / 2)
    return (both - chance) / ((first + second) / 2 - chance)
