"""Invented networks in which the clusters are known."""

from __future__ import annotations

import numpy as np
from clusteratlas.queries.boundaries.ties import Ties
from clusteratlas.queries.network.arrays import Integers
from clusteratlas.queries.network.snapshots import assemble
from clusteratlas.queries.network.traits import Groups, Traits


def planted(size: int, clusters: int, degree: int, mixing: float, seed: int) -> tuple[Integers, Integers]:
    """The cluster of each of so many, and pairs of whom the share `mixing` is drawn whatever the clusters."""
    draw = np.random.default_rng(seed)
    cluster = draw.integers(clusters, size=size)
    order = np.argsort(cluster, kind="stable")
    bounds = np.searchsorted(cluster[order], np.arange(clusters + 1))
    starts = draw.integers(size, size=size * degree // 2)
    first, number = bounds[cluster[starts]], np.diff(bounds)[cluster[starts]]
    inside = order[first + (draw.random(len(starts)) * number).astype(np.int64)]
    ends = np.where(draw.random(len(starts)) < mixing, draw.integers(size, size=len(starts)), inside)
    return cluster, each_once(np.vstack([starts, ends]), size)


def each_once(pairs: Integers, size: int) -> Integers:
    """Pairs, each once with the lower number first, nobody with itself."""
    low, high = pairs.min(axis=0), pairs.max(axis=0)
    keys = np.unique((low * size + high)[low != high])
    return np.vstack(np.divmod(keys, size))


def evenly(pairs: Integers, size: int) -> Ties:
    """Ties that all count alike."""
    return Ties.of(size, pairs, np.ones(pairs.shape[1]))


def nameless(size: int) -> Traits:
    """Organisations of which nothing is known but that they are there."""
    ids = [f"o{number:06}" for number in range(size)]
    nowhere = [float("nan")] * size
    labels = ["Entity", "Organisation", "Firm"]
    rows = [{"labels": labels, "number": [*range(size)], "id": ids, "name": ids, "lat": nowhere, "lon": nowhere}]
    network = assemble("none", rows, [])
    return Traits(network, *[Groups.of(size, {})] * 7)


def f1(found: Integers, truth: Integers) -> float:
    """How well those found are those that were planted."""
    return 2 * len(np.intersect1d(found, truth)) / max(len(found) + len(truth), 1)
