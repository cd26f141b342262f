"""How well clusters hold together: the validation scores of Delgado, Porter and Stern (2014).

WCR, the relatedness within: the mean similarity of the pairs of a cluster, or of an industry with the others of its
cluster. BCR, the relatedness between: the same with each other cluster. VS-Cluster: the share of clusters whose WCR
is above the mean of their BCR, and above its 95th percentile; VS-Industry: the same of industries. The validation
score VS is the mean of these four shares over the similarities. An industry that is alone in its cluster has no WCR,
and counts as failed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network.arrays import Flags, Floats, Integers

HIGH = 0.95
"""The percentile of BCR that WCR is to beat."""


@dataclass(frozen=True, eq=False)
class Sums:
    """Similarities added up by cluster."""

    label: Integers
    """The cluster of each industry, numbered from 0."""
    size: Floats
    """Industries of each cluster."""
    industry: Floats
    """Similarities by industries by clusters: those of an industry with the members of a cluster, itself left out."""
    cluster: Floats
    """Similarities by clusters by clusters."""

    @classmethod
    def of(cls, similarities: Floats, label: Integers) -> Sums:
        """Added up from similarities (similarities by industries by industries) whose diagonals are 0."""
        member = np.zeros((len(label), int(label.max()) + 1), dtype=similarities.dtype)
        member[np.arange(len(label)), label] = 1
        industry = similarities @ member
        return cls(label, member.sum(axis=0), industry, member.T @ industry)

    @property
    def means(self) -> Floats:
        """The mean similarity of each industry with each cluster, itself left out."""
        number = np.tile(self.size, (len(self.label), 1))
        number[np.arange(len(self.label)), self.label] -= 1
        return self.industry / np.maximum(number, 1)

    def industries_within_and_between(self) -> tuple[Floats, Floats]:
        """WCR of industries, and their BCR in ascending order."""
        at = np.arange(len(self.label))
        own = self.industry[:, at, self.label]
        within = over(own, self.size[self.label] - 1)
        means = self.industry / self.size
        return within, in_order(means, self.label)

    def clusters_within_and_between(self) -> tuple[Floats, Floats]:
        """WCR of clusters, and their BCR in ascending order."""
        number = np.arange(len(self.size))
        within = over(self.cluster[:, number, number], self.size * (self.size - 1))
        return within, in_order(self.cluster / np.outer(self.size, self.size), number)


@dataclass(frozen=True, eq=False)
class Validation:
    """Which clusters and industries hold together, by each similarity (rows)."""

    clusters_mean: Flags
    """Whether the WCR of a cluster is above the mean of its BCR."""
    clusters_high: Flags
    """Whether it is above their 95th percentile."""
    industries_mean: Flags
    industries_high: Flags

    @property
    def by_similarity(self) -> Floats:
        """The four shares (columns) by each similarity (rows)."""
        return np.stack([part.mean(axis=1) for part in self.parts], axis=1)

    @property
    def parts(self) -> tuple[Flags, Flags, Flags, Flags]:
        """What the four shares are taken of."""
        return self.clusters_mean, self.clusters_high, self.industries_mean, self.industries_high

    @property
    def score(self) -> float:
        """VS: the mean of all shares."""
        return float(self.by_similarity.mean())


def validate(similarities: Floats, label: Integers) -> Validation:
    """The scores of clusters by similarities (similarities by industries by industries).

    >>> pairs = np.array([[[0.0, 0.9, 0.1, 0.1], [0.9, 0.0, 0.2, 0.1], [0.1, 0.2, 0.0, 0.9], [0.1, 0.1, 0.9, 0.0]]])
    >>> validate(pairs, np.array([0, 0, 1, 1])).score, validate(pairs, np.array([0, 1, 0, 1])).score
    (1.0, 0.0)
    """
    sums = Sums.of(without_diagonal(similarities), label)
    return Validation(
        *(
            within > bar
            for within, between in (sums.clusters_within_and_between(), sums.industries_within_and_between())
            for bar in bars(between)
        )
    )


def bars(between: Floats) -> tuple[Floats, Floats]:
    """What the relatedness within is to beat: one cluster alone beats none."""
    if not between.shape[-1]:
        never = np.full(between.shape[:-1], np.inf)
        return never, never
    return np.asarray(between.mean(axis=-1)), percentile(between, HIGH)


def without_diagonal(similarities: Floats) -> Floats:
    """Similarities as they are compared: no industry with itself."""
    given = similarities.copy()
    number = np.arange(given.shape[-1])
    given[..., number, number] = 0
    return given


def over(sums: Floats, pairs: Floats) -> Floats:
    """Means of so many pairs; below everything where there are none."""
    return np.where(pairs > 0, sums / np.maximum(pairs, 1), -1e9)


def in_order(means: Floats, own: Integers) -> Floats:
    """Each row without the value of its own cluster, in ascending order."""
    others = means.copy()
    others[:, np.arange(means.shape[1]), own] = np.inf
    return np.sort(others, axis=-1)[..., :-1]


def percentile(ordered: Floats, share: float) -> Floats:
    """A percentile of values in ascending order, between two of them by linear interpolation.

    >>> float(percentile(np.arange(5.0), 0.9))
    3.6
    """
    place = share * (ordered.shape[-1] - 1)
    low = int(place)
    high = min(low + 1, ordered.shape[-1] - 1)
    return np.asarray(ordered[..., low] + (place - low) * (ordered[..., high] - ordered[..., low]))
