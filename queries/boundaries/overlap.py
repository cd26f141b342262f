"""Who belongs to several clusters of a partition: those whose ties go to another one, too, to a good part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network.arrays import Floats, Integers
from .ties import Ties, summed


@dataclass(frozen=True, eq=False)
class Overlap:
    """Who belongs to which other cluster, and by what share of its ties."""

    members: Integers
    clusters: Integers
    shares: Floats

    def of(self, cluster: int) -> Integers:
        """Who of other clusters belongs to this one, too, most first."""
        mine = np.flatnonzero(self.clusters == cluster)
        found: Integers = self.members[mine[np.argsort(-self.shares[mine], kind="stable")]]
        return found


def overlap(ties: Ties, labels: Integers, *, least: float, share: float) -> Overlap:
    """Who is tied to so many of another cluster at least, and by such a share of its ties at least.

    The rule by which outsiders belong to a definition that is too narrow, for all clusters at once.
    """
    owners = np.repeat(np.arange(len(ties)), np.diff(ties.bounds))
    of_other = labels[ties.others]
    crossing = (of_other != labels[owners]) & (of_other >= 0)
    number = max(int(labels.max(initial=0)) + 1, 1)
    keys, weight = summed(owners[crossing] * number + of_other[crossing], ties.weights[crossing])
    _, many = summed(owners[crossing] * number + of_other[crossing], np.ones(int(crossing.sum())))
    members, clusters = np.divmod(keys, number)
    shares = weight / np.maximum(ties.degrees[members], 1e-12)
    fitting = (many >= least) & (shares >= share - 1e-12)
    return Overlap(members[fitting], clusters[fitting], shares[fitting])
