"""How long all clusters of a large planted network take, with how stable each is: as the app finds them.

Peers stand beside it on the same network, and one search of ours without levels and stability, which is what they do:
they give one set of clusters each, and do not say how stable it is. What they build of the ties before is not in it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter
from typing import TypeVar

import numpy as np
from clusteratlas.queries.boundaries.economy import Economy, economy_of
from clusteratlas.queries.boundaries.levels import CLUSTER, LEVELS
from clusteratlas.queries.boundaries.partition import best_partition
from clusteratlas.queries.boundaries.ties import Ties
from clusteratlas.queries.network.arrays import Integers
from sklearn.metrics import adjusted_rand_score

from .partitioners import OURS, graph_of, igraph_peers, peers
from .planted import evenly, planted
from .table import print_table

NETWORKX_UP_TO = 20_000
"""Organisations up to which networkx stands beside it: written in Python, it takes too long beyond."""
Found = TypeVar("Found")
COLUMNS = ["organisations", "ties", "by", "ARI", *(f"{level}s" for level in LEVELS), "stability", "drawings",
           "seconds", "processor s"]  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.economy", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], help="organisations")
    given = parser.parse_args(arguments)
    print_table(COLUMNS, [line for size in given.sizes for line in lines(size)])


def lines(size: int) -> Iterator[list[str]]:
    """The lines of a network: ours, and those of peers."""
    cluster, pairs = planted(size, size // 100, 20, 0.5, 1)
    ties = evenly(pairs, size)
    of = [f"{size:,}", f"{pairs.shape[1]:,}"]
    found, *took = timed(lambda: economy_of(ties))
    yield [*of, OURS, agreement(cluster, found.levels[CLUSTER].labels), *told(found), *took]
    for by, way in beside(ties).items():
        labels, *took = timed(way)
        numbers = [f"{len(np.unique(labels)):,}" if level == CLUSTER else "" for level in LEVELS]
        yield [*of, by, agreement(cluster, labels), *numbers, "", "", *took]


def told(found: Economy) -> list[str]:
    """How many of each level there are, how stable clusters are on average, by how many drawings."""
    clusters = found.levels[CLUSTER]
    numbers = [f"{len(found.levels[level].stability):,}" for level in LEVELS]
    return [*numbers, f"{np.nanmean(clusters.stability):.2f}", f"{clusters.drawings}"]


def beside(ties: Ties) -> dict[str, Callable[[], Integers]]:
    """One search of ours, and the peers."""
    graph = graph_of(ties)
    others = peers(ties) if len(ties) <= NETWORKX_UP_TO else igraph_peers(ties)
    return {f"{OURS}, one search": lambda: best_partition(graph).labels, **others}


def agreement(planted: Integers, found: Integers) -> str:
    """The adjusted Rand index."""
    return f"{adjusted_rand_score(planted, found):.3f}"


def timed(way: Callable[[], Found]) -> tuple[Found, str, str]:
    """What is found, the seconds it took and those of processor, of this process and those that it started."""
    before, began = processor(), perf_counter()
    found = way()
    return found, f"{perf_counter() - began:.1f}", f"{processor() - before:.1f}"


def processor() -> float:
    """Processor seconds of this process and of those that it started and that have ended."""
    used = [getrusage(whose) for whose in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main()
