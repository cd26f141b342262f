"""How fast a source is loaded, beside the bare driver that writes the same rows."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from statistics import median
from typing import Any

import neo4j
from clusteratlas.graph.model import model
from clusteratlas.graph.records import Link, Node, Point
from clusteratlas.graph.store import Store
from clusteratlas.ingest.run import load
from clusteratlas.ingest.source import read_source
from neo4j.spatial import WGS84Point

from .table import print_table
from .workspace import driver_of, empty, workspace
from .world import SOURCE, World

BATCH = 5_000
WARM_UP = World(firms=2_000, links=20_000, seed=2)
"""Written and deleted before each measurement, so that no side pays for a cold server."""
GOAL = 2.0
"""Times the bare driver that a load may take."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds for the nodes and for the links; a load does both in one, so that only their sum is known."""

    nodes: float
    links: float

    @property
    def seconds(self) -> float:
        """In all."""
        return self.nodes + self.links


def main(arguments: list[str] | None = None) -> None:
    """Measures as the command line asks, and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--firms", type=int, default=100_000)
    parser.add_argument("--links", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=1, help="how often each side is measured; medians are printed")
    options = parser.parse_args(arguments)
    report(World(options.firms, options.links), options.repeat)


def report(world: World, repeat: int) -> float:
    """Prints rows a second of both sides, and returns how many times the bare driver's time a load takes."""
    nodes = sum(1 for _ in world.nodes())
    links = sum(1 for _ in world.all_links())
    bare, loads = measure(world, repeat)
    ratio = median(loads) / median(timing.seconds for timing in bare)
    print(f"{nodes:,} nodes and {links:,} links, batches of {BATCH:,}, median of {repeat}")
    rows = [
        ("bare driver, nodes", nodes, median(timing.nodes for timing in bare), ""),
        ("bare driver, links", links, median(timing.links for timing in bare), ""),
        ("bare driver, both", nodes + links, median(timing.seconds for timing in bare), "1.00"),
        ("load, both", nodes + links, median(loads), f"{ratio:.2f}"),
    ]
    print_table(
        ("", "rows", "seconds", "rows/s", "times the bare driver"),
        [
            (what, f"{count:,}", f"{seconds:.1f}", f"{count / seconds:,.0f}", times)
            for what, count, seconds, times in rows
        ],
    )
    print(f"Goal: a load takes at most {GOAL:g} times the bare driver's time; it takes {ratio:.2f} times.")
    return ratio


def measure(world: World, repeat: int) -> tuple[list[Timing], list[float]]:
    """The bare driver's timings and the seconds of loads, one after the other, each on a server of its own."""
    bare, loads = [], []
    for _ in range(repeat):
        with workspace() as settings, Store.open(settings) as store, driver_of(store) as driver:
            write_bare(driver, WARM_UP)
            empty(store)
            bare.append(write_bare(driver, world))
        with workspace() as settings, Store.open(settings) as store:
            load_world(store, WARM_UP)
            empty(store)
            loads.append(load_world(store, world))
    return bare, loads


def load_world(store: Store, world: World) -> float:
    """Seconds that a load of the world takes, from CSV files to the end of the last transaction."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        world.write(folder / SOURCE)
        source = read_source(folder / SOURCE)
        began = time.perf_counter()
        outcome = load(store, source, folder / "rejects")
        seconds = time.perf_counter() - began
    expected = sum(1 for _ in world.nodes()), sum(1 for _ in world.all_links()), 0
    if (outcome.nodes, outcome.links, outcome.rejects) != expected:
        raise SystemExit(f"the load does not hold the world: {outcome}, expected {expected}")
    return seconds


def write_bare(driver: neo4j.Driver, world: World) -> Timing:
    """Seconds that the bare driver takes for the rows of the world, the making of rows not counted."""
    nodes = sum(write_group(driver, node_statement(kind), rows) for kind, rows in node_groups(world))
    links = sum(write_group(driver, link_statement(kind), rows) for kind, rows in link_groups(world))
    return Timing(nodes, links)


def write_group(driver: neo4j.Driver, statement: str, rows: Iterator[dict[str, Any]]) -> float:
    """Seconds that one statement takes for rows, batch by batch in explicit transactions."""
    seconds = 0.0
    while batch := list(islice(rows, BATCH)):
        began = time.perf_counter()
        with driver.session(database="neo4j") as session, session.begin_transaction() as transaction:
            transaction.run(statement, {"rows": batch}).consume()
            transaction.commit()
        seconds += time.perf_counter() - began
    return seconds


def node_statement(kind: str) -> str:
    """How the bare driver writes nodes of a kind."""
    labels = ":".join(model().kind(kind).labels)
    return f"UNWIND $rows AS row MERGE (n:Entity {{id: row.id}}) SET n:{labels} SET n += row.properties"


def link_statement(kind: str) -> str:
    """How the bare driver writes links of a kind."""
    return (
        "UNWIND $rows AS row MATCH (a:Entity {id: row.start}) MATCH (b:Entity {id: row.end}) "
        f"MERGE (a)-[l:{kind} {{source: row.source}}]->(b) SET l += row.properties"
    )


def node_groups(world: World) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Rows of nodes by kind."""
    for kind, nodes in groupby(world.nodes(), key=lambda node: node.kind):
        yield kind, ({"id": node.id, "properties": plain(node)} for node in nodes)


def link_groups(world: World) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Rows of links by kind."""
    for kind, links in groupby(sorted_memberships(world), key=lambda link: link.kind):
        yield (
            kind,
            ({"start": link.start, "end": link.end, "source": SOURCE, "properties": plain(link)} for link in links),
        )


def sorted_memberships(world: World) -> Iterable[Link]:
    """Every link, those of a kind together."""
    yield from world.inputs()
    yield from sorted(world.memberships(), key=lambda link: link.kind)
    yield from world.linkages()


def plain(record: Node | Link) -> dict[str, Any]:
    """Properties as the driver takes them."""
    return {
        name: WGS84Point((value.lon, value.lat)) if isinstance(value, Point) else value
        for name, value in record.properties.items()
    }


if __name__ == "__main__":
    main()
