"""How fast a register is loaded, beside the bare driver, py2neo and the bare importer that write the same graph."""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import psutil
from clusteratlas.graph.server.importing import make_store
from clusteratlas.graph.server.process import read_state
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest import first
from clusteratlas.ingest.first import load_first
from clusteratlas.ingest.run import LoadReport, load
from clusteratlas.ingest.source import Source, read_source

from . import peers
from .table import print_table
from .workspace import driver_of, empty, workspace
from .world import SOURCE, World

WARM_UP = World(firms=2_000, links=20_000, seed=2)
"""Written and deleted before each measurement, so that no side pays for a cold server."""
GOAL, GOAL_AT_ONCE = 1.5, 2.0
"""Times the bare driver that a load may take, and times the bare importer that a first load may take."""


@dataclass(slots=True)
class Timing:
    """What a side took."""

    seconds: float = 0.0
    processor: float = 0.0
    """Seconds of processor time, of this process and of Neo4j: they count where others use the machine too."""
    parts: dict[str, Timing] = field(default_factory=dict)
    """What is measured within it."""

    def __str__(self) -> str:
        within = "".join(f"; {name} {part}" for name, part in self.parts.items())
        return f"{self.seconds:.1f} s, {self.processor:.1f} s of processor{within}"


def main(arguments: list[str] | None = None) -> None:
    """Measures as the command line asks, and prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--firms", type=int, default=100_000)
    parser.add_argument("--links", type=int, default=1_000_000)
    parser.add_argument("--only", nargs="*", choices=SIDES, default=list(SIDES), help="sides to measure")
    options = parser.parse_args(arguments)
    report(World(options.firms, options.links), options.only)


def report(world: World, sides: list[str]) -> None:
    """Measures the sides one after the other, each on a server of its own, and prints what they took."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name) / SOURCE
        world.write(folder)
        source = read_source(folder)
        rows = sum(len((folder / str(table["file"])).read_bytes().splitlines()) - 1 for table in source.tables)
        facts = peers.size(world)
        print(f"{rows:,} rows of tables, which become {facts.nodes:,} nodes and {facts.links:,} links", flush=True)
        timings: dict[str, Timing] = {}
        for side in sides:
            timings[side] = SIDES[side](world, source)
            print(f"{side}: {timings[side]}", flush=True)
    bare = timings.get("bare driver")
    lines = []
    for side, timing in timings.items():
        times = (
            [f"{timing.seconds / bare.seconds:.2f}", f"{timing.processor / bare.processor:.2f}"] if bare else ["", ""]
        )
        rate = f"{rows / timing.seconds:,.0f}"
        lines.append((side, f"{timing.seconds:.1f}", rate, times[0], f"{timing.processor:.1f}", times[1]))
    head = ("", "seconds", "rows/s", "times bare", "processor s", "times bare")
    print_table(head, lines)
    if "load" in timings and bare:
        print(f"Goal: a load takes at most {GOAL:g} times the bare driver's time for the same graph.")
    if at_once := timings.get("first load"):
        seconds = sum(part.seconds for part in at_once.parts.values())
        processor = sum(part.processor for part in at_once.parts.values())
        print(
            f"Of the first load, the bare importer, a start and the filling of indexes take {seconds:.1f} s, and "
            f"{processor:.1f} s of processor; it takes {at_once.seconds / seconds:.2f} times the seconds (goal "
            f"{GOAL_AT_ONCE:g}) and {at_once.processor / processor:.2f} times the processor time."
        )


@contextmanager
def measured(timing: Timing, settings: Settings) -> Iterator[None]:
    """Measures what is done within, on the server of a workspace."""
    used = processor_seconds(settings)
    began = time.perf_counter()
    yield
    timing.seconds += time.perf_counter() - began
    timing.processor += processor_seconds(settings) - used


def processor_seconds(settings: Settings) -> float:
    """Processor time so far: of this process, of programs that it ran to their end, and of the workspace's server."""
    total = 0.0
    for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(whose)
        total += usage.ru_utime + usage.ru_stime
    home = settings.home.absolute() / "neo4j"
    if (running := read_state(home)) and isinstance(process := running.process(home), psutil.Process):
        times = process.cpu_times()
        total += times.user + times.system
    return total


def bare_driver(world: World, _: Source) -> Timing:
    """The official driver, with the statements that one would write by hand."""
    timing = Timing()
    with workspace() as settings, Store.open(settings) as store, driver_of(store) as driver:
        for group in peers.groups(WARM_UP):
            peers.write_bare(driver, group)
        empty(store)
        for group in peers.groups(world):
            for batch in group.batches():
                with measured(timing, settings):
                    peers.write_bare(driver, batch)
    return timing


def by_py2neo(world: World, _: Source) -> Timing:
    """py2neo's bulk merges."""
    timing = Timing()
    with workspace() as settings, Store.open(settings) as store:
        graph = peers.py2neo_graph(store.connection)
        for group in peers.groups(WARM_UP):
            peers.write_by_py2neo(graph, group)
        empty(store)
        for group in peers.groups(world):
            for batch in group.batches():
                with measured(timing, settings):
                    peers.write_by_py2neo(graph, batch)
    return timing


def ordinary(world: World, source: Source) -> Timing:
    """A load, from CSV files to the end of the last transaction."""
    timing = Timing()
    with workspace() as settings, Store.open(settings) as store:
        load_world(store, WARM_UP)
        empty(store)
        with measured(timing, settings):
            outcome = load(store, source, settings.rejects)
    check(world, outcome)
    return timing


def load_world(store: Store, world: World) -> None:
    """Loads a world into a store."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        world.write(Path(name) / SOURCE)
        check(world, load(store, read_source(Path(name) / SOURCE), Path(name) / "rejects"))


def fill(settings: Settings, world: World) -> None:
    """Loads a world into an empty workspace by the importer."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name, patch.object(first, "FEWEST_ROWS", 1):
        folder = Path(name) / SOURCE
        world.write(folder)
        [(outcome, _)] = load_first(settings, [read_source(folder)])
    check(world, outcome)


def at_once(world: World, source: Source) -> Timing:
    """A first load of an empty workspace, from CSV files to a server that runs with its indexes filled."""
    timing = Timing()

    def part(name: str, work: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object) -> object:
            with measured(timing.parts.setdefault(name, Timing()), settings):
                return work(*given)

        return run

    with (
        workspace() as settings,
        patch.object(first, "FEWEST_ROWS", 1),
        patch("clusteratlas.graph.server.local.make_store", part("importer", make_store)),
        patch.object(Store, "open", part("start and indexes", Store.open)),
        measured(timing, settings),
    ):
        [(outcome, _)] = load_first(settings, [source])
    check(world, outcome)
    return timing


SIDES: dict[str, Callable[[World, Source], Timing]] = {
    "bare driver": bare_driver,
    "py2neo": by_py2neo,
    "load": ordinary,
    "first load": at_once,
}


def check(world: World, outcome: LoadReport) -> None:
    """Ends the program where a load does not hold the world."""
    expected = sum(1 for _ in world.nodes()), sum(1 for _ in world.all_links()), 0
    if (outcome.nodes, outcome.links, outcome.rejects) != expected:
        raise SystemExit(f"the load does not hold the world: {outcome}, expected {expected}")


if __name__ == "__main__":
    main()
