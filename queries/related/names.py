"""Names for clusters that were computed, from the industries that hold them together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..network.arrays import Floats, Integers

NAMED = 2
DIGITS = 2


def cluster_names(label: Integers, centrality: Floats, names: Sequence[str]) -> list[str]:
    """Each cluster by the industries that are most related with its others.

    >>> cluster_names(np.array([0, 0, 0, 1]), np.array([0.1, 0.9, 0.5, 0.0]), ["Kegs", "Wine", "Corks", "Toys"])
    ['Wine; Corks', 'Toys']
    """
    return [
        "; ".join(names[number] for number in central(np.flatnonzero(label == cluster), centrality))
        for cluster in range(int(label.max()) + 1)
    ]


def central(members: Integers, centrality: Floats) -> list[int]:
    """The members that are most related with the others."""
    found: list[int] = members[np.argsort(-centrality[members], kind="stable")][:NAMED].tolist()
    return found


def cluster_ids(clusters: int, scheme: str, year: int) -> list[str]:
    """Ids of clusters, the same whenever the same is computed.

    >>> cluster_ids(2, "NAICS 2017", 2021)
    ['related-naics2017-2021-01', 'related-naics2017-2021-02']
    """
    stem = "".join(letter for letter in scheme.lower() if letter.isalnum())
    return [f"related-{stem}-{year or 'undated'}-{number:0{DIGITS}}" for number in range(1, clusters + 1)]
