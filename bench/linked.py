"""Who is linked to a firm within three steps: ours beside plain Cypher on the same filters."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from functools import partial
from statistics import quantiles
from typing import Any

import neo4j
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask, find_query
from clusteratlas.queries.network.snapshots import network_of

from .load import fill
from .table import print_table
from .workspace import driver_of, workspace
from .world import World

FIRMS = 20
"""Firms asked about; a few of them have most of the linkages."""
GOAL = 200
"""Milliseconds that an answer may take, 95th percentile."""
FILTERS: dict[str, dict[str, Any]] = {
    "no filter": {},
    "trade, sure, at a date": {"kinds": "trade", "confidence": 0.7, "date": "2015-06"},
}
CYPHER = """
MATCH (start:Entity {id: $start})
MATCH path = SHORTEST 1 (start)-[link WHERE type(link) IN $kinds AND coalesce(link.confidence, 1.0) >= $confidence
  AND ($date IS NULL OR link.since IS NULL OR left(link.since, size($date)) <= left($date, size(link.since)))
  AND ($date IS NULL OR link.until IS NULL OR left(link.until, size($date)) >= left($date, size(link.until)))
  ]-{1,3}(other:Organisation WHERE other.id <> $start)
RETURN other.id AS id, length(path) AS hop
"""


def main(arguments: list[str] | None = None) -> None:
    """Measures as the command line asks, and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.linked", description=__doc__)
    parser.add_argument("--firms", type=int, default=100_000)
    parser.add_argument("--links", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    world = World(options.firms, options.links)
    with workspace() as settings:
        fill(settings, world)
        with Store.open(settings) as store:
            report(store, world)


def report(store: Store, world: World) -> None:
    """Prints what each side took for each set of filters; ends where they reach a different number of organisations."""
    draw = random.Random(f"{world.seed} linked")
    firms = [f"firm-{int(world.firms * draw.random() ** 2)}" for _ in range(FIRMS)]
    began = time.perf_counter()
    network_of(store)
    print(f"{world.firms:,} firms, {world.links:,} links; network in memory after {time.perf_counter() - began:.2f} s")
    rows = []
    with driver_of(store) as driver:
        for words, filters in FILTERS.items():
            ours = timed(firms, partial(by_us, store, filters))
            cypher = timed(firms, partial(by_cypher, driver, filters))
            if [number for _, number in ours] != [number for _, number in cypher]:
                raise SystemExit("Cluster Atlas and plain Cypher reach different numbers of organisations")
            reached = f"{sum(number for _, number in ours) / FIRMS:,.0f}"
            rows.append((words, "Cluster Atlas", reached, *percentiles(ours), f"<= {GOAL} ms"))
            rows.append((words, "plain Cypher", reached, *percentiles(cypher), ""))
    print_table(("linked within 3 steps", "by", "reached", "p50 ms", "p95 ms", "goal (p95)"), rows)


def timed(firms: list[str], ask_about: Callable[[str], int]) -> list[tuple[float, int]]:
    """Milliseconds that the answer about each firm took, and how many it reached; the first warms the database."""
    ask_about(firms[0])
    answers = []
    for firm in firms:
        began = time.perf_counter()
        reached = ask_about(firm)
        answers.append(((time.perf_counter() - began) * 1000, reached))
    return answers


def percentiles(times: list[tuple[float, int]]) -> list[str]:
    """The times within which half, and 95 of a hundred, are done."""
    cuts = quantiles([milliseconds for milliseconds, _ in times], n=100, method="inclusive")
    return [f"{cuts[percent - 1]:.1f}" for percent in (50, 95)]


def by_us(store: Store, filters: dict[str, Any], firm: str) -> int:
    """How many the saved query reaches; it gives the first 150 with their linkages and ways."""
    rows = ask(store, "paths/neighbourhood", {"start": firm, "hops": 3, **filters}).rows
    return int(rows[0]["in_all"]) if rows else 0


def by_cypher(driver: neo4j.Driver, filters: dict[str, Any], firm: str) -> int:
    """How many plain Cypher reaches; it gives their ids and hops alone."""
    wanted = find_query("paths/neighbourhood").clean({"start": firm, **filters})
    with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
        return len(list(session.run(CYPHER, {name: wanted[name] for name in ("start", "kinds", "confidence", "date")})))


if __name__ == "__main__":
    main()
