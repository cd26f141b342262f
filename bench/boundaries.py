"""How well and how fast the boundary of a planted cluster is found from its seeds, beside networkx and igraph.

Each line draws boundaries around seeds of some planted clusters; F1 compares the members with what was planted, which
says nothing of real networks. Peers partition the whole network, and the cluster of the first seed is taken.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import pairwise
from time import perf_counter, process_time

import numpy as np
from clusteratlas.queries.boundaries.boundary import Boundary, boundary_from
from clusteratlas.queries.network.arrays import Integers

from .partitioners import peers
from .planted import evenly, f1, nameless, planted
from .table import print_table

CLUSTER = 100
"""Members of a cluster, on average."""
CASES = ((20, 0.5), (20, 0.6), (8, 0.4))
"""Ties of each organisation, and the part of them that is drawn whatever the clusters."""
SEEDS = (1, 3, 5)
DEGREES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
PEERS_UP_TO = 20_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table, and how often who has a degree was planted."""
    parser = argparse.ArgumentParser(prog="python -m bench.boundaries", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], help="organisations")
    parser.add_argument("--clusters", type=int, default=20, help="how many clusters are looked for in each")
    given = parser.parse_args(arguments)
    lines: list[list[str]] = []
    told: list[list[str]] = []
    for size in given.sizes:
        for degree, mixing in CASES:
            cluster, pairs = planted(size, max(size // CLUSTER, 1), degree, mixing, 1)
            name = [f"{size:,}", f"{pairs.shape[1]:,}", f"{mixing:g}"]
            lines += [[*name, *line] for line in measured(cluster, pairs, given.clusters, told, name)]
            if size <= PEERS_UP_TO:
                lines += [[*name, *line] for line in beside(cluster, pairs, given.clusters)]
    print_table(
        ["organisations", "ties", "mixing", "by", "seeds", "F1", "processor ms", "ms", "200 drawings, processor s"],
        lines,
    )
    print()
    bounds = [f"{low:g} to {high:g}" for low, high in pairwise(DEGREES)]
    print_table(["organisations", "ties", "mixing", *bounds], told)


def measured(
    cluster: Integers, pairs: Integers, number: int, told: list[list[str]], name: list[str]
) -> Iterator[list[str]]:
    """Our lines, one for each number of seeds; `told` gets how often each degree was right."""
    size = len(cluster)
    ties, traits = evenly(pairs, size), nameless(size)
    for seeds in SEEDS:
        found, processor, wall, drawing = [], [], [], []
        degrees, right = [], []
        for which, truth, chosen in looked_for(cluster, number, seeds):
            before, began = process_time(), perf_counter()
            boundary = boundary_from(traits, ties, chosen, most=3 * CLUSTER)
            processor.append(process_time() - before)
            wall.append(perf_counter() - began)
            assert boundary is not None, f"cluster {which} has no ties"
            found.append(f1(boundary.local.numbers[boundary.members], truth))
            before = process_time()
            degrees.append(others(boundary, boundary.degree))
            drawing.append(process_time() - before)
            right.append(others(boundary, np.isin(boundary.local.numbers, truth)))
        if seeds == 3:
            told.append([*name, *reliability(np.concatenate(degrees), np.concatenate(right))])
        yield [
            "Cluster Atlas", str(seeds), f"{np.mean(found):.2f}", f"{1000 * np.median(processor):.1f}",
            f"{1000 * np.median(wall):.1f}", f"{np.median(drawing):.2f}",
        ]  # fmt: skip


def others(boundary: Boundary, values: np.ndarray[tuple[int], np.dtype[np.generic]]) -> Integers:
    """The values of those who are no seeds."""
    return np.asarray(np.delete(values, boundary.seeds))


def reliability(degrees: Integers, right: Integers) -> Iterator[str]:
    """Of those whose degree is above 0, what part was planted, for each range of degrees."""
    for low, high in pairwise(DEGREES):
        within = (degrees > low) & (degrees <= high)
        yield f"{right[within].mean():.2f} of {int(within.sum()):,}" if within.any() else ""


def looked_for(cluster: Integers, number: int, seeds: int) -> Iterator[tuple[int, Integers, Integers]]:
    """Some planted clusters, with as many seeds."""
    for which in range(min(number, int(cluster.max()) + 1)):
        truth = np.flatnonzero(cluster == which)
        yield which, truth, np.sort(np.random.default_rng(which).choice(truth, seeds, replace=False))


def beside(cluster: Integers, pairs: Integers, number: int) -> Iterator[list[str]]:
    """The lines of peers."""
    for name, way in peers(evenly(pairs, len(cluster))).items():
        before, began = process_time(), perf_counter()
        labels = way()
        processor, wall = process_time() - before, perf_counter() - began
        found = [
            f1(np.flatnonzero(labels == labels[chosen[0]]), truth)
            for _, truth, chosen in looked_for(cluster, number, 1)
        ]
        yield [name, "", f"{np.mean(found):.2f}", f"{1000 * processor:,.0f}", f"{1000 * wall:,.0f}", ""]


if __name__ == "__main__":
    main()
