"""How fast the network is read and its bottlenecks are found, beside networkx, igraph and plain Cypher."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

import neo4j
import networkx as nx
import numpy as np
import psutil
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest import first
from clusteratlas.ingest.first import load_first
from clusteratlas.ingest.source import read_source
from clusteratlas.queries.catalog import ask
from clusteratlas.queries.network import snapshots
from clusteratlas.queries.network.arrays import Integers, Network, tying_kinds
from clusteratlas.queries.network.snapshots import keep, network_of, open_copy, read
from clusteratlas.queries.network.structure import SAMPLE, betweenness, bridges, constraint, cuts, walk

from .load import check
from .table import print_table
from .workspace import driver_of, workspace
from .world import SOURCE, World

PEER_SOURCES = 8
"""From how many organisations networkx computes betweenness; its time, which grows with them, is scaled to SAMPLE."""
BROKERS = 10
"""For how many, drawn at random, constraint is computed: of those with the most ties networkx takes minutes."""
PLACE = "place-0"
OURS, NETWORKX, IGRAPH, CYPHER = "Cluster Atlas", "networkx", "igraph", "plain Cypher"
GOALS = {
    "read the network": "1.8 s at 1,000,000 linkages",
    "open its copy": "0.3 s",
    "cuts and bridges": "1 s",
    "all bottlenecks of a place, cold": "2 s",
    "all bottlenecks of a place, warm": "0.3 s",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What one side took for one task."""

    task: str
    side: str
    seconds: float
    megabytes: float
    """By which the memory of this process grew; 0 where it fits into what was free."""


class Clock:
    """Runs tasks and keeps what they took."""

    def __init__(self) -> None:
        self.measured: list[Measured] = []

    def __call__(self, task: str, side: str, work: Callable[[], Any], times: float = 1.0) -> Any:
        """What `work` gives; its time counts so many times."""
        before = psutil.Process().memory_info().rss
        began = time.perf_counter()
        result = work()
        seconds = (time.perf_counter() - began) * times
        grown = max(psutil.Process().memory_info().rss - before, 0) / 1e6
        self.measured.append(Measured(task, side, seconds, grown))
        print(f"{task}, {side}: {seconds:.2f} s, {grown:.0f} MB", flush=True)
        return result


def main(arguments: list[str] | None = None) -> None:
    """Measures as the command line asks, and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.network", description=__doc__)
    parser.add_argument("--firms", type=int, default=100_000)
    parser.add_argument("--links", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    clock = Clock()
    with workspace() as settings:
        fill(settings, World(options.firms, options.links))
        with Store.open(settings) as store:
            network = read_both_ways(clock, store)
            structure(clock, network)
            whole_list(clock, store)
    print(f"{len(network):,} organisations, {network.links:,} linkages between them")
    report(clock.measured)


def fill(settings: Settings, world: World) -> None:
    """Loads a world into an empty workspace."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name, patch.object(first, "FEWEST_ROWS", 1):
        folder = Path(name) / SOURCE
        world.write(folder)
        [(outcome, _)] = load_first(settings, [read_source(folder)])
    check(world, outcome)


def read_both_ways(clock: Clock, store: Store) -> Network:
    """Reads the network in pages, and row by row as plain Cypher gives it; then opens its copy."""
    revision = store.revision()
    assert store.snapshots is not None
    read(store, revision)  # warms the database, for both
    network: Network = clock("read the network", OURS, lambda: read(store, revision))
    with driver_of(store) as driver:
        clock("read the network", CYPHER, lambda: row_by_row(driver))
    clock("keep a copy", OURS, lambda: keep(network, store.snapshots))  # type: ignore[arg-type]
    clock("open its copy", OURS, lambda: open_copy(store.snapshots, revision))  # type: ignore[arg-type]
    return network


def row_by_row(driver: neo4j.Driver) -> list[Any]:
    """Every linkage as a row of the bare driver."""
    text = (
        f"MATCH (start:Organisation)-[link:{'|'.join(tying_kinds())}]->(end:Organisation) RETURN start.id AS start, "
        "end.id AS end, type(link) AS kind, coalesce(link.input, link.service) AS what, link.source AS source, "
        "link.confidence AS confidence, link.strength AS weight, link.state AS state, link.since AS since, "
        "link.until AS until"
    )
    with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
        return [record.values() for record in session.run(text)]


def structure(clock: Clock, network: Network) -> None:
    """What holds the whole network together, by ours and by the peers that are there."""
    size = len(network)
    pairs: Integers = clock("build", OURS, lambda: network.ties(network.chosen()))
    chosen = np.sort(np.random.default_rng(1).choice(size, BROKERS, replace=False))

    def both() -> tuple[int, int]:
        network = walk(size, pairs)
        return len(cuts(network)), len(bridges(network))

    found = clock("cuts and bridges", OURS, both)
    clock(f"betweenness from {SAMPLE}", OURS, lambda: betweenness(size, pairs))
    clock(f"constraint of {BROKERS}", OURS, lambda: constraint(size, pairs, chosen))
    graph: nx.Graph[int] = clock("build", NETWORKX, lambda: as_networkx(size, pairs))
    same = clock(
        "cuts and bridges",
        NETWORKX,
        lambda: (len(set(nx.articulation_points(graph))), sum(1 for _ in nx.bridges(graph))),
    )
    if found != same:
        raise SystemExit(f"cuts and bridges differ: {found} here, {same} by networkx")
    clock(
        f"betweenness from {SAMPLE}",
        NETWORKX,
        lambda: nx.betweenness_centrality(graph, k=min(PEER_SOURCES, size), seed=1),
        times=SAMPLE / PEER_SOURCES,
    )
    clock(f"constraint of {BROKERS}", NETWORKX, lambda: nx.constraint(graph, chosen.tolist()))
    if find_spec("igraph"):
        by_igraph(clock, size, pairs, chosen)


def as_networkx(size: int, pairs: Integers) -> nx.Graph[int]:
    """The network as networkx has it."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(zip(*pairs.tolist(), strict=True))
    return graph


def by_igraph(clock: Clock, size: int, pairs: Integers, chosen: Integers) -> None:
    """The same by igraph, where it is installed."""
    igraph = import_module("igraph")
    graph = clock("build", IGRAPH, lambda: igraph.Graph(n=size, edges=pairs.T))
    clock("cuts and bridges", IGRAPH, lambda: (graph.articulation_points(), graph.bridges()))
    starts = np.random.default_rng(1).choice(size, min(SAMPLE, size), replace=False).tolist()
    clock(f"betweenness from {SAMPLE}", IGRAPH, lambda: graph.betweenness(sources=starts, targets=range(size)))
    clock(f"constraint of {BROKERS}", IGRAPH, lambda: graph.constraint(chosen.tolist()))


def whole_list(clock: Clock, store: Store) -> None:
    """All bottlenecks of a place, as a program that has just started finds them, and again."""
    network_of(store)
    snapshots._networks.clear()
    for state in ("cold", "warm"):
        clock(f"all bottlenecks of a place, {state}", OURS, lambda: ask(store, "bottlenecks/all", {"place": PLACE}))


def report(measured: list[Measured]) -> None:
    """Prints what each side took, and how many times ours that is."""
    ours = {one.task: one.seconds for one in measured if one.side == OURS}
    rows = [
        (
            one.task,
            one.side,
            f"{one.seconds:.2f}",
            "" if one.side == OURS else f"{one.seconds / max(ours[one.task], 1e-9):.1f}",
            f"{one.megabytes:,.0f}",
            GOALS.get(one.task, "") if one.side == OURS else "",
        )
        for one in measured
    ]
    print_table(("", "by", "seconds", "times ours", "MB more", "goal"), rows)


if __name__ == "__main__":
    main()
