"""All clusters of an economy at once: groups of clusters, clusters, and parts of clusters, with how stable each is.

Clusters are those in which a walk along the ties is told shortest. The same is asked of the network of clusters, which
gives groups, and within each cluster, which gives its parts: so each level nests in the one above. It runs in a process
of its own, which is ended after some seconds; what it has found until then counts.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from ...graph.apart import run_apart
from ...graph.errors import ProcessEnded
from ...graph.progress import Progress, tell
from ..network.arrays import Integers
from .levels import CLUSTER, GROUP, LEVELS, STEPS, How, Level, work
from .partition import NONE, Graph
from .ties import Ties
from .weights import weights

KEPT = 4
"""How many ways of looking for clusters are kept found for each choice of ties."""

_found: WeakKeyDictionary[Ties, dict[tuple[How, float], Economy]] = WeakKeyDictionary()
_lock = threading.Lock()


@dataclass(frozen=True, eq=False)
class Economy:
    """The clusters of all levels."""

    levels: dict[str, Level]
    complete: bool
    """Whether the time sufficed for all of it."""

    def within(self, level: str) -> Integers:
        """Of each cluster of a level, the number of the one above that it is in; NONE where there is none."""
        mine = self.levels[level].labels
        if level == GROUP:
            return np.full(int(mine.max(initial=NONE)) + 1, NONE)
        above = self.levels[LEVELS[LEVELS.index(level) - 1]].labels
        found = np.full(int(mine.max(initial=NONE)) + 1, NONE)
        found[mine[mine >= 0]] = above[mine >= 0]
        return found


def economy_of(ties: Ties) -> Economy:
    """The clusters that some ties make by the weights in force, found once for each choice of ties and each way."""
    said = weights()
    way = (How.of(said), said["economy.seconds"])
    with _lock:
        kept = _found.setdefault(ties, {})
        if way not in kept:
            while len(kept) >= KEPT:
                del kept[next(iter(kept))]
            kept[way] = find(ties, *way)
        return kept[way]


def find(ties: Ties, how: How, seconds: float) -> Economy:
    """The clusters that some ties make, by a process of its own that is ended after so many seconds."""
    graph = Graph(ties.bounds, ties.others, ties.weights)
    nobody = Level.of(np.full(len(ties), NONE))
    levels = dict.fromkeys(LEVELS, nobody)
    steps, total = 0, how.drawings + STEPS
    tell(Progress("Finding all clusters", steps, total, "steps"))
    try:
        with run_apart(work, graph, how, seconds=seconds) as pieces:
            for name, level in pieces:
                levels[name] = level
                steps += 1
                tell(Progress("Finding all clusters", steps, total, "steps"))
    except ProcessEnded:
        if levels[CLUSTER] is nobody:
            raise
    return Economy(levels, complete=steps == total)
