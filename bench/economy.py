"""How long all clusters of a large planted network take, with how stable each is: as the app finds them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

import numpy as np
from clusteratlas.queries.boundaries.economy import economy_of
from clusteratlas.queries.boundaries.levels import CLUSTER, LEVELS
from sklearn.metrics import adjusted_rand_score

from .planted import evenly, planted
from .table import print_table


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.economy", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], help="organisations")
    given = parser.parse_args(arguments)
    lines = []
    for size in given.sizes:
        cluster, pairs = planted(size, size // 100, 20, 0.5, 1)
        ties = evenly(pairs, size)
        before, began = getrusage(RUSAGE_CHILDREN).ru_utime, perf_counter()
        found = economy_of(ties)
        passed, processor = perf_counter() - began, getrusage(RUSAGE_CHILDREN).ru_utime - before
        clusters = found.levels[CLUSTER]
        lines.append([
            f"{size:,}", f"{pairs.shape[1]:,}", f"{adjusted_rand_score(cluster, clusters.labels):.3f}",
            ", ".join(f"{len(found.levels[level].stability):,}" for level in LEVELS),
            f"{np.nanmean(clusters.stability):.2f}", f"{clusters.drawings}", f"{passed:.1f}", f"{processor:.1f}",
        ])  # fmt: skip
    columns = ["organisations", "ties", "ARI", ", ".join(f"{level}s" for level in LEVELS), "stability", "drawings"]
    print_table([*columns, "seconds", "processor s"], lines)


if __name__ == "__main__":
    main()
