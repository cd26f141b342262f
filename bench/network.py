"""How fast the network is read and its bottlenecks are found, beside networkx, igraph and plain Cypher."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from statistics import median
from typing import Any

import igraph
import neo4j
import networkx as nx
import numpy as np
import psutil
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask
from clusteratlas.queries.network import snapshots
from clusteratlas.queries.network.arrays import Integers, Network, tying_kinds
from clusteratlas.queries.network.snapshots import SESSIONS, keep, network_of, open_network, read
from clusteratlas.queries.network.structure import SAMPLE, betweenness, bridges, constraint, cuts, walk

from . import gds
from .load import fill, processor_seconds
from .table import print_table
from .workspace import driver_of, workspace
from .world import World

PEER_SOURCES = 8
"""From how many organisations networkx computes betweenness; its time, which grows with them, is scaled to SAMPLE."""
BROKERS = 10
"""For how many, drawn at random, constraint is computed: of those with the most ties networkx takes minutes."""
PLACE = "place-0"
TURNS = 5
"""Rounds in which ours and the bare columns are read in turn."""
OURS, NETWORKX, IGRAPH, GDS, CYPHER = "Cluster Atlas", "networkx", "igraph", "Neo4j GDS", "plain Cypher"
BARE = "four columns, bare"
"""The least that a network of organisations can be read with: both ends, kind and source of each linkage."""
BARE_PAGE = 5_000
GOALS = {
    "read the network": "1.8 s, 1.5 times the bare columns",
    "open its copy": "0.3 s",
    "cuts and bridges": "1 s with building",
    "all bottlenecks of a place, cold": "2 s",
    "all bottlenecks of a place, warm": "0.3 s",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What one side took for one task."""

    task: str
    side: str
    seconds: float
    processor: float
    """Seconds of processor time, of this process and of Neo4j."""
    megabytes: float
    """By which the memory of this process grew; 0 where it fits into what was free."""


class Clock:
    """Runs tasks and keeps what they took."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.measured: list[Measured] = []

    def in_turn(self, task: str, works: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
        """What each side's `work` gives; of several rounds, in which all take turns, the medians are kept."""
        results: dict[str, Any] = {}
        before = len(self.measured)
        for _ in range(TURNS):
            for side, work in works.items():
                results[side] = self(task, side, work)
        rounds, self.measured[before:] = self.measured[before:], []
        for side in works:
            of_side = [one for one in rounds if one.side == side]
            middle = [median(getattr(one, what) for one in of_side) for what in ("seconds", "processor", "megabytes")]
            self.measured.append(Measured(task, side, *middle))
        return results

    def __call__(self, task: str, side: str, work: Callable[[], Any], times: float = 1.0) -> Any:
        """What `work` gives; its time counts so many times."""
        before, used = psutil.Process().memory_info().rss, processor_seconds(self.settings)
        began = time.perf_counter()
        result = work()
        seconds = (time.perf_counter() - began) * times
        processor = (processor_seconds(self.settings) - used) * times
        grown = max(psutil.Process().memory_info().rss - before, 0) / 1e6
        self.measured.append(Measured(task, side, seconds, processor, grown))
        print(f"{task}, {side}: {seconds:.2f} s, {processor:.2f} s of processor, {grown:.0f} MB", flush=True)
        return result


def main(arguments: list[str] | None = None) -> None:
    """Measures as the command line asks, and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.network", description=__doc__)
    parser.add_argument("--firms", type=int, default=100_000)
    parser.add_argument("--links", type=int, default=1_000_000)
    parser.add_argument("--gds", action="store_true", help="measure Neo4j Graph Data Science, too (fetches 60 MB)")
    options = parser.parse_args(arguments)
    with workspace() as bare, gds.plugged_in(bare) if options.gds else nullcontext(bare) as settings:
        clock = Clock(settings)
        fill(settings, World(options.firms, options.links))
        with Store.open(settings) as store:
            network = read_all_ways(clock, store)
            found = structure(clock, network)
            if options.gds:
                by_gds(clock, store, found)
            whole_list(clock, store)
    print(f"{len(network):,} organisations, {network.links:,} linkages between them")
    report(clock.measured)


def read_all_ways(clock: Clock, store: Store) -> Network:
    """Reads the network in pages, bare columns of it, and row by row as plain Cypher gives it; then opens its copy."""
    revision = store.revision()
    assert store.snapshots is not None
    read(store, revision)  # warms the database, for both
    with driver_of(store) as driver:
        bare_columns(driver)
        ways = {OURS: lambda: read(store, revision), BARE: lambda: bare_columns(driver)}
        network: Network = clock.in_turn("read the network", ways)[OURS]
        clock("read the network", CYPHER, lambda: row_by_row(driver))
    clock("keep a copy", OURS, lambda: keep(network, store.snapshots))  # type: ignore[arg-type]
    clock("open its copy", OURS, lambda: open_network(store.snapshots, revision))  # type: ignore[arg-type]
    return network


def bare_columns(driver: neo4j.Driver) -> list[Any]:
    """The least columns of the bare driver, in pages and in as many sessions as ours takes."""
    text = (
        f"UNWIND $ids AS id MATCH (start:Entity {{id: id}})-[link:{'|'.join(tying_kinds())}]->(end:Organisation) "
        "RETURN collect(id) AS start, collect(end.id) AS end, collect(type(link)) AS kind, "
        "collect(link.source) AS source"
    )

    def ask_bare(text: str, **given: Any) -> list[Any]:
        with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            return session.run(text, given).single(strict=True).values()

    [ids] = ask_bare("MATCH (organisation:Organisation) RETURN collect(organisation.id)")
    pages = [ids[first : first + BARE_PAGE] for first in range(0, len(ids), BARE_PAGE)]
    with ThreadPoolExecutor(SESSIONS) as pool:
        return [*pool.map(lambda page: ask_bare(text, ids=page), pages)]


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


def structure(clock: Clock, network: Network) -> tuple[int, int]:
    """What holds the whole network together, by ours and by networkx and igraph; how many cuts and bridges."""
    size = len(network)
    pairs: Integers = clock("build", OURS, lambda: network.ties(network.chosen()))
    chosen = np.sort(np.random.default_rng(1).choice(size, BROKERS, replace=False))

    def both() -> tuple[int, int]:
        network = walk(size, pairs)
        return len(cuts(network)), len(bridges(network))

    found: tuple[int, int] = clock("cuts and bridges", OURS, both)
    clock(f"betweenness from {SAMPLE}", OURS, lambda: betweenness(size, pairs))
    clock(f"constraint of {BROKERS}", OURS, lambda: constraint(size, pairs, chosen))
    graph: nx.Graph[int] = clock("build", NETWORKX, lambda: as_networkx(size, pairs))
    same = clock(
        "cuts and bridges",
        NETWORKX,
        lambda: (len(set(nx.articulation_points(graph))), sum(1 for _ in nx.bridges(graph))),
    )
    compare(found, same, NETWORKX)
    clock(
        f"betweenness from {SAMPLE}",
        NETWORKX,
        lambda: nx.betweenness_centrality(graph, k=min(PEER_SOURCES, size), seed=1),
        times=SAMPLE / PEER_SOURCES,
    )
    clock(f"constraint of {BROKERS}", NETWORKX, lambda: nx.constraint(graph, chosen.tolist()))
    by_igraph(clock, size, pairs, chosen)
    return found


def compare(found: tuple[int, int], same: tuple[int, int], side: str) -> None:
    """Ends the program where a peer counts other cuts or bridges."""
    if found != same:
        raise SystemExit(f"cuts and bridges differ: {found} here, {same} by {side}")


def as_networkx(size: int, pairs: Integers) -> nx.Graph[int]:
    """The network as networkx has it."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(zip(*pairs.tolist(), strict=True))
    return graph


def by_igraph(clock: Clock, size: int, pairs: Integers, chosen: Integers) -> None:
    """The same by igraph."""
    graph = clock("build", IGRAPH, lambda: igraph.Graph(n=size, edges=pairs.T))
    clock("cuts and bridges", IGRAPH, lambda: (graph.articulation_points(), graph.bridges()))
    starts = np.random.default_rng(1).choice(size, min(SAMPLE, size), replace=False).tolist()
    clock(f"betweenness from {SAMPLE}", IGRAPH, lambda: graph.betweenness(sources=starts, targets=range(size)))
    clock(f"constraint of {BROKERS}", IGRAPH, lambda: graph.constraint(chosen.tolist()))


def by_gds(clock: Clock, store: Store, found: tuple[int, int]) -> None:
    """The same by Graph Data Science, within the database."""
    with driver_of(store) as driver:
        clock("build", GDS, lambda: gds.ask(driver, gds.PROJECT))
        same = clock("cuts and bridges", GDS, lambda: (gds.ask(driver, gds.CUTS), gds.ask(driver, gds.BRIDGES)))
        compare(found, same, GDS)
        clock(f"betweenness from {SAMPLE}", GDS, lambda: gds.ask(driver, gds.BETWEENNESS, sample=SAMPLE))


def whole_list(clock: Clock, store: Store) -> None:
    """All bottlenecks of a place, as a program that has just started finds them, and again."""
    network_of(store)
    snapshots._networks.clear()
    for state in ("cold", "warm"):
        clock(f"all bottlenecks of a place, {state}", OURS, lambda: ask(store, "bottlenecks/all", {"place": PLACE}))


def report(measured: list[Measured]) -> None:
    """Prints what each side took, and how many times ours that is."""
    ours = {one.task: one for one in measured if one.side == OURS}

    def times(one: Measured, what: str) -> str:
        return "" if one.side == OURS else f"{getattr(one, what) / max(getattr(ours[one.task], what), 0.01):.1f}"

    rows = [
        (
            one.task,
            one.side,
            f"{one.seconds:.2f}",
            times(one, "seconds"),
            f"{one.processor:.2f}",
            times(one, "processor"),
            f"{one.megabytes:,.0f}",
            GOALS.get(one.task, "") if one.side == OURS else "",
        )
        for one in measured
    ]
    print_table(("", "by", "seconds", "times ours", "processor s", "times ours", "MB more", "goal"), rows)


if __name__ == "__main__":
    main()
