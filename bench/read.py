"""How fast questions are answered, beside the bare queries that they rest on."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import quantiles

import neo4j
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask, search

from . import linked
from .load import fill
from .table import print_table
from .workspace import driver_of, workspace
from .world import World

QUESTIONS = 200
"""Different questions of each sort."""
WARM_UP = 50
"""Questions asked before the clock runs."""
KM = 50.0
GOAL = 2.0
"""Times the 95th percentile of the bare query that a search may take."""
NEAR_GOAL = 1.5
"""The same for what is near a firm, ranked."""
NEAR = ("suppliers", "customers", "rivals", "complementors", "institutions")
PAGE_GOAL = 100.0
"""Milliseconds that the data of an organisation's page may take, 95th percentile."""
FULL_TEXT = (
    "CALL db.index.fulltext.queryNodes('entity_names_codes', $query, {limit: 20}) YIELD node, score RETURN node, score"
)
RADIUS = """
MATCH (firm:Entity {id: $firm})
MATCH (other:Organisation)
WHERE point.distance(other.location, firm.location) <= $km * 1000
RETURN other.id AS id, other.name AS name, point.distance(other.location, firm.location) AS metres
ORDER BY metres
"""
PAGE = ("facts", "linkages", "surroundings", "sources")
"""What the page of an organisation asks."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Times of one sort of question, in milliseconds."""

    what: str
    times: list[float]
    rows: list[int]
    """Rows answered, question by question."""

    def percentile(self, percent: int) -> float:
        """The time within which so many of a hundred questions are answered."""
        return quantiles(self.times, n=100, method="inclusive")[percent - 1]


def main(arguments: list[str] | None = None) -> None:
    """Measures as the command line asks, and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.read", description=__doc__)
    parser.add_argument("--firms", type=int, default=100_000)
    parser.add_argument("--links", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=QUESTIONS, help="different questions of each sort")
    parser.add_argument("--km", type=float, default=KM, help="how far what is near may be")
    options = parser.parse_args(arguments)
    world = World(options.firms, options.links)
    with workspace() as settings:
        fill(settings, world)
        with Store.open(settings) as store:
            report(store, world, options.questions, options.km)
            linked.report(store, world)


def report(store: Store, world: World, questions: int, km: float = KM) -> None:
    """Prints the times of each sort of question, and how many times those of the bare query they are."""
    with driver_of(store) as driver:
        measured = measure(store, driver, world, questions, km)
    peers = {"search": "full text", **{f"{what} near": "radius" for what in NEAR}}
    rows = []
    for what, one in measured.items():
        peer = measured.get(peers.get(what, ""))
        ratios = [f"{one.percentile(p) / peer.percentile(p):.2f}" for p in (50, 95)] if peer else ["", ""]
        most = NEAR_GOAL if peers.get(what) == "radius" else GOAL
        goal = f"<= {most:g}" if peer else f"<= {PAGE_GOAL:g} ms" if what == "organisation page" else ""
        times = [f"{one.percentile(p):.1f}" for p in (50, 95)]
        rows.append((what, f"{sum(one.rows) / len(one.rows):.0f}", *times, *ratios, goal))
    print(f"{world.firms:,} firms, {world.links:,} links, {questions} different questions of each sort, {km:g} km")
    print_table(("", "rows", "p50 ms", "p95 ms", "p50 ratio", "p95 ratio", "goal (p95)"), rows)


def measure(store: Store, driver: neo4j.Driver, world: World, questions: int, km: float) -> dict[str, Measured]:
    """Times of each sort of question; all sorts take turns, so that a slow moment of the machine hits all."""
    draw = random.Random(world.seed)
    texts = search_texts(world, draw, questions + WARM_UP)
    firms = [f"firm-{draw.randrange(world.firms)}" for _ in range(questions + WARM_UP)]
    sorts: dict[str, Callable[[int], int]] = {
        "full text": lambda i: run_bare(driver, FULL_TEXT, {"query": lucene(texts[i])}),
        "search": lambda i: len(search(store, texts[i])),
        "radius": lambda i: run_bare(driver, RADIUS, {"firm": firms[i], "km": km}),
        **{f"{what} near": near(store, what, firms, km) for what in NEAR},
        "organisation page": lambda i: sum(
            len(ask(store, f"organisation/{part}", {"entity": firms[i]}).rows) for part in PAGE
        ),
    }
    measured = {what: Measured(what, [], []) for what in sorts}
    for i in range(questions + WARM_UP):
        for what, run in sorts.items():
            began = time.perf_counter()
            rows = run(i)
            if i >= WARM_UP:
                measured[what].times.append((time.perf_counter() - began) * 1000)
                measured[what].rows.append(rows)
    return measured


def near(store: Store, what: str, firms: list[str], km: float) -> Callable[[int], int]:
    """Asks for what is near one firm after the other."""
    return lambda i: len(ask(store, f"near/{what}", {"firm": firms[i], "km": km}).rows)


def run_bare(driver: neo4j.Driver, text: str, parameters: Mapping[str, object]) -> int:
    """Rows that a query gives through the bare driver, each of them fetched."""
    with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
        return len(list(session.run(text, dict(parameters))))


def search_texts(world: World, draw: random.Random, number: int) -> list[str]:
    """Different things that people type: whole names, single words, beginnings and slips."""
    names = [str(node.properties["name"]) for node in world.organisations()]
    texts: dict[str, None] = {}
    while len(texts) < number:
        name = draw.choice(names)
        words = name.split()
        texts[
            draw.choice((name, words[0], " ".join(words[:2]), words[1][:5], slip(words[0], draw), slip(name, draw)))
        ] = None
    return list(texts)


def slip(text: str, draw: random.Random) -> str:
    """`text` with one letter left out."""
    at = draw.randrange(1, min(len(text), 7))
    return text[:at] + text[at + 1 :]


def lucene(text: str) -> str:
    """A full-text query for every word of `text` as a beginning or a letter off."""
    return " ".join(f"+({word}* OR {word}~1)" for word in text.lower().split())


if __name__ == "__main__":
    main()
