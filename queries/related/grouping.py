"""Ways to group industries by their similarity: each takes a similarity, a number of clusters and a start."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.cluster.vq import kmeans2
from scipy.linalg import eigh
from scipy.spatial.distance import cdist, pdist

from ..network.arrays import Floats, Integers

STARTS = 10
"""Starts of k-means of which the tightest is kept, since one alone often ends badly."""
ROUNDS = 30
MEDIAN_ROUNDS = 8


def ward(similarity: Floats, clusters: int, start: int) -> Integers:
    """Ward's hierarchy (*Journal of the American Statistical Association* 58, 1963) of the rows; it has no start."""
    return numbered(fcluster(linkage(pdist(similarity), "ward"), clusters, "maxclust"))


def k_means(similarity: Floats, clusters: int, start: int) -> Integers:
    """k-means of the rows of the similarity, as Delgado, Porter and Stern do it."""
    return numbered(tightest(similarity, clusters, start, starts=1))


def k_medians(similarity: Floats, clusters: int, start: int) -> Integers:
    """k-medians of the rows of the similarity: centres are medians, distances are absolute."""
    rows = similarity.astype(np.float32)
    label = numbered(tightest(similarity, clusters, start, starts=1))
    for _ in range(MEDIAN_ROUNDS):
        centres = [np.median(rows[label == number], axis=0) for number in range(int(label.max()) + 1)]
        nearest = numbered(cdist(rows, np.array(centres), "cityblock").argmin(axis=1))
        if (nearest == label).all():
            break
        label = nearest
    return numbered(label)


def spectral(similarity: Floats, clusters: int, start: int) -> Integers:
    """Normalised spectral clustering (Ng, Jordan and Weiss, *Neural Information Processing Systems* 14, 2001).

    What is less similar than the mean counts as not similar at all. An industry that is similar to none goes where it
    is least unlike the members: it has no place among the vectors but what the machine's rounding gives it.
    """
    others = similarity.copy()
    np.fill_diagonal(others, 0)
    placed = others.max(axis=1) > 0
    if not placed.any():
        return np.zeros(len(similarity), dtype=np.int64)
    vectors = leading(similarity[np.ix_(placed, placed)], clusters)
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    label = np.zeros(len(similarity), dtype=np.int64)
    label[placed] = numbered(tightest(vectors / np.maximum(length, 1e-12), clusters, start, STARTS))
    member = np.eye(int(label.max()) + 1)[label[placed]]
    label[~placed] = (similarity[np.ix_(~placed, placed)] @ member / member.sum(axis=0)).round(9).argmax(axis=1)
    return numbered(label)


GROUPINGS: Mapping[str, Callable[[Floats, int, int], Integers]] = {
    "Ward": ward,
    "k-means": k_means,
    "k-medians": k_medians,
    "spectral": spectral,
}


def halves(similarity: Floats) -> Integers:
    """Two halves of the same size: along the first principal coordinate (Gower, *Biometrika* 53, 1966).

    It is told apart by its largest entry: the sign of an eigenvector is the machine's.
    """
    means = similarity.mean(axis=0)
    size = len(similarity)
    _, vectors = eigh(similarity - means - means[:, None] + means.mean(), subset_by_index=[size - 1, size - 1])
    along = vectors[:, 0].round(9)
    label = np.zeros(size, dtype=np.int64)
    label[np.argsort(along * np.sign(along[np.abs(along).argmax()]), kind="stable")[size // 2 :]] = 1
    return label


def leading(similarity: Floats, number: int) -> Floats:
    """The leading eigenvectors of the normalised similarity, the first one last."""
    positive = np.maximum(similarity, 0)
    np.fill_diagonal(positive, 0)
    root = np.sqrt(positive.sum(axis=1))
    size = len(similarity)
    return np.asarray(eigh(positive / np.outer(root, root), subset_by_index=[max(size - number, 0), size - 1])[1])


def tightest(points: Floats, clusters: int, start: int, starts: int) -> Integers:
    """Of several k-means the one with the least squared distances."""
    draw = np.random.default_rng(start)
    best, least = np.zeros(len(points), dtype=np.int64), np.inf
    for _ in range(starts):
        with warnings.catch_warnings(action="ignore", category=UserWarning):  # a cluster that ends empty is none
            centres, label = kmeans2(points, seeded(points, clusters, draw), minit="matrix", iter=ROUNDS)
        distance = float(((points - centres[label]) ** 2).sum())
        if distance < least:
            best, least = label, distance
    return best


def seeded(points: Floats, clusters: int, draw: np.random.Generator) -> Floats:
    """Centres to start from, each far from the others (Arthur and Vassilvitskii's k-means++, 2007).

    scipy's own computes all distances again for each centre, which took half the time of everything.
    """
    chosen = [int(draw.integers(len(points)))]
    distance = np.full(len(points), np.inf)
    while len(chosen) < min(clusters, len(points)):
        distance = np.minimum(distance, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
        total = distance.sum()
        chosen.append(int(draw.choice(len(points), p=distance / total if total > 0 else None)))
    return points[chosen]


def numbered(label: Integers) -> Integers:
    """Clusters numbered from 0 without gaps, in the order of their first members: the same however they were found.

    >>> numbered(np.array([7, 2, 2, 7, 4])).tolist()
    [0, 1, 1, 0, 2]
    """
    _, first, cluster = np.unique(label, return_index=True, return_inverse=True)
    return np.asarray(first.argsort().argsort()[cluster])
