"""How long clusters of related industries take, step by step, beside peers that group the same similarities.

Figures are invented, of industries whose clusters are known, and those of County Business Patterns 2021 with the
input-output table of 2017 where the published definitions are there, which say what is traded. Peers get the steady
similarity, which is made before, and are told the number of clusters; ours makes it and finds the number as well.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import wraps
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

import numpy as np
from clusteratlas.queries.network.arrays import Floats, Integers
from clusteratlas.queries.related import algorithm, candidates
from clusteratlas.queries.related.grouping import ward
from clusteratlas.queries.related.similarities import steady
from clusteratlas.queries.related.table import Table
from sklearn.cluster import KMeans, SpectralClustering
from sklearn.metrics import adjusted_rand_score

from .industry_figures import DATA, known
from .table import print_table
from .truth.industries import OURS, planted

INDUSTRIES, REGIONS, MEMBERS, FEWEST = 700, 400, 16, 3
"""Members of a planted cluster on average, and the establishments below which a cell is left out."""
GOAL = 120
"""Seconds of two cores."""
STEPS: Mapping[str, Sequence[tuple[Any, str]]] = {
    "similarities": [(candidates, "similarities"), (candidates, "judging"), (algorithm, "similarities")],
    "candidates": [(candidates.Recipe, "make")],
    "scores": [(candidates, "validate")],
    "correction": [(algorithm, "correct")],
    "how firmly each belongs": [(algorithm, "firmness")],
}
"""The functions in which each step is done; none of them calls another."""


@dataclass
class Clock:
    """What each step took: seconds, and those of processor."""

    took: dict[str, tuple[float, float]] = field(default_factory=dict)

    @contextmanager
    def on(self, step: str) -> Iterator[None]:
        """Adds up what is done inside."""
        before, used = perf_counter(), process_time()
        yield
        seconds, processor = self.took.get(step, (0.0, 0.0))
        self.took[step] = seconds + perf_counter() - before, processor + process_time() - used

    def watched(self, step: str, done: Callable[..., Any]) -> Callable[..., Any]:
        """The same function on the clock."""

        @wraps(done)
        def timed(*given: Any, **named: Any) -> Any:
            with self.on(step):
                return done(*given, **named)

        return timed

    @contextmanager
    def steps(self) -> Iterator[None]:
        """Has each step that is done inside on the clock."""
        with ExitStack() as stack:
            for step, places in STEPS.items():
                for where, name in places:
                    stack.enter_context(patch.object(where, name, self.watched(step, getattr(where, name))))
            yield

    def said(self, step: str) -> list[str]:
        """The two figures of a step."""
        return [f"{figure:.1f}" for figure in self.took[step]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.industries", description=__doc__)
    parser.add_argument("--industries", type=int, default=INDUSTRIES)
    parser.add_argument("--regions", type=int, default=REGIONS)
    given = parser.parse_args(arguments)
    table, truth = planted(given.industries, given.industries // MEMBERS, given.regions, FEWEST, 1)
    lines = [*ours(table, truth), *peers(table, truth)]
    if DATA.is_dir():
        lines += ours(known().table)
    columns = ["industries", "regions", "by", "step", "seconds", "processor s", "clusters", "ARI"]
    print_table(columns, lines)
    print(f"\n{int(truth.max()) + 1} clusters are planted. Goal: {GOAL} s for all steps, on 2 cores.")
    if not DATA.is_dir():
        print(f"Real figures are left out: which industries are traded is not known without {DATA}")


def ours(table: Table, truth: Integers | None = None) -> Iterator[list[str]]:
    """A line for each step, and one for all."""
    clock = Clock()
    with clock.on("all"), clock.steps():
        label = algorithm.clusters_of(table).label
    for step in STEPS:
        yield [*size(table), OURS, step, *clock.said(step), "", ""]
    yield [*size(table), OURS, "all", *clock.said("all"), *agreement(label, truth)]


def peers(table: Table, truth: Integers) -> Iterator[list[str]]:
    """A line for each peer."""
    similarity = steady(table)
    for by, way in ways(similarity, int(truth.max()) + 1).items():
        clock = Clock()
        with clock.on("all"):
            label = way()
        yield [*size(table), by, "grouping alone", *clock.said("all"), *agreement(label, truth)]


def ways(similarity: Floats, clusters: int) -> Mapping[str, Callable[[], Integers]]:
    """How others group by a similarity: its rows, or what of it is above the mean."""
    above = np.maximum(similarity, 0)
    spectral = SpectralClustering(clusters, affinity="precomputed", random_state=1)
    return {
        "Ward (scipy)": lambda: ward(similarity, clusters, 0),
        "spectral clustering (scikit-learn)": lambda: np.asarray(spectral.fit_predict(above)),
        "k-means (scikit-learn)": lambda: np.asarray(
            KMeans(clusters, n_init=10, random_state=1).fit_predict(similarity)
        ),
    }


def size(table: Table) -> list[str]:
    """How many industries and regions there are."""
    return [str(len(table)), str(table.regions)]


def agreement(label: Integers, truth: Integers | None) -> list[str]:
    """How many clusters there are, and how like those planted they are."""
    number = f"{len(np.unique(label))}"
    return [number, "" if truth is None else f"{adjusted_rand_score(truth, label):.3f}"]


if __name__ == "__main__":
    main()
