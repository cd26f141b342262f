"""Corrects industries and whole clusters that are out of place: from C* to C** of Delgado, Porter and Stern (2014).

Marginal outliers are industries that are more related with another cluster than with their own: they move there.
Systemic outliers are whole clusters: one that is more related with another than within merges with it, one whose
halves are both more related with a third than with each other splits. The paper judges by all regions at once, which
moves an industry for what is chance in a few large ones. Here the regions are dealt into three parts, and what does
not hold in each of them is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network.arrays import Floats, Integers
from .grouping import halves, numbered
from .similarities import evidence
from .table import Table
from .validation import Sums, without_diagonal

PARTS = 3
ROUNDS = 8
SMALLEST = 3
"""Industries below which no cluster shrinks."""


@dataclass(frozen=True, eq=False)
class Correction:
    """Clusters as corrected, and what was done."""

    label: Integers
    moved: int
    merged: int
    split: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How many clusters there may be, and how many industries the largest may have."""

    fewest: int
    most: int
    largest: int


def correct(table: Table, label: Integers, limits: Limits, start: int = 0) -> Correction:
    """Clusters without systemic and marginal outliers, as far as the limits allow."""
    order = np.random.default_rng(start).permutation(table.regions)
    parts = [
        without_diagonal(evidence(table.within(np.sort(part))))
        for part in np.array_split(order, PARTS)
        if len(part) > 1
    ]
    label, merged = merge_outliers(parts, label, limits)
    label, split = split_outliers(parts, label, limits)
    label, moved = move_outliers(parts, label, limits)
    return Correction(label, moved, merged, split)


def merge_outliers(parts: list[Floats], label: Integers, limits: Limits) -> tuple[Integers, int]:
    """Merges clusters that are more related with another than within, the clearest first; how many."""
    merged = 0
    while int(label.max()) + 1 > limits.fewest:
        size = np.bincount(label)
        gain = agreed([between_clusters(Sums.of(part, label)) for part in parts])
        gain[size[:, None] + size > limits.largest] = -np.inf
        one, other = np.unravel_index(int(gain.argmax()), gain.shape)
        if gain[one, other] <= 0:
            break
        label = numbered(np.where(label == one, other, label))
        merged += 1
    return label, merged


def split_outliers(parts: list[Floats], label: Integers, limits: Limits) -> tuple[Integers, int]:
    """Splits clusters whose halves are both more related with a third than with each other; how many."""
    split = 0
    for cluster in range(int(label.max()) + 1):
        members = np.flatnonzero(label == cluster)
        number = int(label.max()) + 1
        if number >= limits.most or len(members) < 2 * SMALLEST:
            continue
        halved = label.copy()
        inside = np.mean([part[:, members][:, :, members].mean(axis=0) for part in parts], axis=0)
        halved[members[halves(inside) == 1]] = number
        sums = [Sums.of(part, halved) for part in parts]
        if all(elsewhere(sums, *pair) > 0 for pair in ((cluster, number), (number, cluster))):
            label, split = halved, split + 1
    return label, split


def move_outliers(parts: list[Floats], label: Integers, limits: Limits) -> tuple[Integers, int]:
    """Moves industries to the cluster that they are most related with by all parts, the clearest first; how many."""
    label = label.copy()
    moved = 0
    for _ in range(ROUNDS):
        size = np.bincount(label)
        gain = agreed([with_clusters(Sums.of(part, label)) for part in parts])
        best = gain.argmax(axis=1)
        clearest = np.argsort(-gain.max(axis=1), kind="stable")
        before = moved
        for industry in clearest[gain.max(axis=1)[clearest] > 0].tolist():
            old, new = int(label[industry]), int(best[industry])
            if size[old] > SMALLEST and size[new] < limits.largest:
                label[industry] = new
                size[old] -= 1
                size[new] += 1
                moved += 1
        if moved == before:
            break
    return label, moved


def agreed(gains: list[Floats]) -> Floats:
    """What is gained by all parts: the least of what each gives."""
    return np.asarray(np.min(gains, axis=0))


def with_clusters(sums: Sums) -> Floats:
    """How much more related each industry is with each cluster than with its own, in standard deviations of its own."""
    means = sums.means
    apart = (means - means.mean(axis=2, keepdims=True)) / (means.std(axis=2, keepdims=True) + 1e-9)
    relatedness = apart.mean(axis=0)
    return np.asarray(relatedness - relatedness[np.arange(len(sums.label)), sums.label][:, None])


def between_clusters(sums: Sums) -> Floats:
    """How much more related each cluster is with each other one than within, in standard deviations of its BCR."""
    number = np.arange(len(sums.size))
    within, between = sums.clusters_within_and_between()
    means = sums.cluster / np.outer(sums.size, sums.size)
    gain = ((means - within[:, :, None]) / (between.std(axis=2)[:, :, None] + 1e-9)).mean(axis=0)
    gain[number, number] = -np.inf
    return np.asarray(gain)


def elsewhere(parts: list[Sums], one: int, other: int) -> float:
    """How much more related a cluster is with some third one than with another, by all parts."""
    gains = []
    for sums in parts:
        means = sums.cluster[:, one] / (sums.size[one] * sums.size)
        gain = (means - means[:, [other]]) / (means.std(axis=1, keepdims=True) + 1e-9)
        gains.append(np.delete(gain.mean(axis=0), [one, other]))
    return float(agreed(gains).max(initial=-np.inf))
