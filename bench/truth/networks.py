"""Clusters of invented networks: everybody at once, clusters in clusters, and who is in two.

LFR networks are those of Lancichinetti, Fortunato and Radicchi (2008), by networkx. ARI and NMI are 1 where everybody
is with whom it was planted; ARI is 0 by chance. F1 of clusters that overlap: of each planted cluster with the one found
that is most like it, and the other way round, on average.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from time import process_time

import numpy as np
from clusteratlas.queries.boundaries.levels import CLUSTER, GROUP, PART, How, work
from clusteratlas.queries.boundaries.overlap import overlap
from clusteratlas.queries.boundaries.ties import Ties
from clusteratlas.queries.boundaries.weights import weights
from clusteratlas.queries.network.arrays import Integers
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from ..partitioners import OURS, graph_of, ours, peers
from ..planted import evenly, f1, lfr, nested, overlapping, planted, uneven
from ..table import print_table

AGAIN = (1,)
"""Seeds of the networks of each sort; figures are means over them."""


def tied(made: tuple[Integers, Integers]) -> tuple[Integers, Ties]:
    """A network whose ties all count alike."""
    cluster, pairs = made
    return cluster, evenly(pairs, len(cluster))


def show() -> None:
    """Prints the tables."""
    print_table(["network", "by", "clusters", "planted", "ARI", "NMI", "processor s"], list(everybody()))
    print()
    print_table(["network", "ARI of the clusters", "ARI of the groups", "found as"], list(nesting()))
    print()
    print_table(["network", "by", "F1", "in two: right of those told", "told of those in two"], list(overlaps()))


def made(seed: int) -> Iterator[tuple[str, Integers, Ties]]:
    """Networks, with the cluster of each."""
    for degree, mixing in ((20, 0.5), (20, 0.6), (8, 0.2), (8, 0.4)):
        yield f"planted, 3,000 with {degree} ties, mixing {mixing:g}", *tied(planted(3_000, 50, degree, mixing, seed))
    for mixing in (0.2, 0.4):
        yield f"uneven, 3,000 with 12 ties, mixing {mixing:g}", *uneven(3_000, 60, 12, mixing, seed)
    for degree, mixing in ((15, 0.3), (15, 0.5), (15, 0.6), (6, 0.3)):
        yield f"LFR, 2,000 with {degree} ties, mixing {mixing:g}", *tied(lfr(2_000, degree, mixing, seed))


def everybody() -> Iterator[list[str]]:
    """A line for each network and who found its clusters."""
    measured: dict[tuple[str, str], list[tuple[float, ...]]] = {}
    for name, cluster, ties in (network for seed in AGAIN for network in made(seed)):
        for by, way in {**ours(ties), **peers(ties)}.items():
            before = process_time()
            labels = way()
            passed = process_time() - before
            measured.setdefault((name, by), []).append(
                (
                    len(np.unique(labels)),
                    len(np.unique(cluster)),
                    adjusted_rand_score(cluster, labels),
                    normalized_mutual_info_score(cluster, labels),
                    passed,
                )
            )
    for (name, by), figures in measured.items():
        found, there, ari, nmi, passed = np.mean(figures, axis=0)
        yield [name, by, f"{found:.0f}", f"{there:.0f}", f"{ari:.3f}", f"{nmi:.3f}", f"{passed:.2f}"]


def nesting() -> Iterator[list[str]]:
    """A line for each network of clusters in groups."""
    how = How.of(weights())
    for degree, (close, near) in product((20, 40), ((0.5, 0.25), (0.3, 0.4))):
        fine, broad, found_as = [], [], set()
        for seed in AGAIN:
            cluster, pairs = nested(3_000, 10, 5, degree, (close, near), seed)
            levels = dict(work(graph_of(evenly(pairs, len(cluster))), how))
            finest = np.where(levels[PART].labels >= 0, levels[PART].labels + len(cluster), levels[CLUSTER].labels)
            broadest = levels[GROUP if levels[GROUP].labels.max() >= 0 else CLUSTER].labels
            fine.append(adjusted_rand_score(cluster, finest))
            broad.append(adjusted_rand_score(cluster // 5, broadest))
            found_as.add("clusters in groups" if levels[GROUP].labels.max() >= 0 else "parts of clusters")
        yield [
            f"10 groups of 5 clusters, 3,000 with {degree} ties, {close:.0%} in the cluster, {near:.0%} in the group",
            f"{np.mean(fine):.3f}", f"{np.mean(broad):.3f}", " or ".join(sorted(found_as)),
        ]  # fmt: skip


def overlaps() -> Iterator[list[str]]:
    """A line for each network in which a fifth is in two clusters, and who found them."""
    said = weights()
    for degree, mixing in ((20, 0.3), (20, 0.5), (8, 0.2)):
        measured: dict[str, list[tuple[float, ...]]] = {}
        for seed in AGAIN:
            members, pairs = overlapping(3_000, 50, degree, mixing, 0.2, seed)
            ties = evenly(pairs, 3_000)
            both = np.flatnonzero(np.bincount(np.concatenate(members), minlength=3_000) > 1)
            for by, way in {**ours(ties), **peers(ties)}.items():
                labels = way()
                found: list[Integers] = [np.flatnonzero(labels == one) for one in np.unique(labels[labels >= 0])]
                told = np.zeros(0, dtype=np.int64)
                if by == OURS:
                    also = overlap(ties, labels, least=said["economy.ties"], share=said["economy.share"])
                    found = [np.union1d(mine, also.of(number)) for number, mine in enumerate(found)]
                    told = np.unique(also.members)
                right = len(np.intersect1d(told, both))
                measured.setdefault(by, []).append(
                    (likeness(found, members), right / max(len(told), 1), right / len(both))
                )
        for by, figures in measured.items():
            score, right, seen = np.mean(figures, axis=0)
            of_two = [f"{right:.2f}", f"{seen:.2f}"] if by == OURS else ["", ""]
            yield [f"a fifth in two, 3,000 with {degree} ties, mixing {mixing:g}", by, f"{score:.3f}", *of_two]


def likeness(found: list[Integers], planted: list[Integers]) -> float:
    """How like each other two lists of clusters are."""

    def best(of: list[Integers], among: list[Integers]) -> float:
        return float(np.mean([max(f1(one, other) for other in among) for one in of]))

    return (best(found, planted) + best(planted, found)) / 2
