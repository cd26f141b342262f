"""How fast the portfolio of a place is worked out from all cells of County Business Patterns, beside Cypher and pandas.

The peers give less: Cypher adds up jobs of one state by branches, pandas the location quotients of all states by
branches, from a table that is in memory; neither knows strength, ranks, what is left out or what is related.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from time import perf_counter, process_time
from typing import Any

import pandas
from clusteratlas.graph.store import Store
from clusteratlas.ingest.first import load_first
from clusteratlas.ingest.source import shipped_sources
from clusteratlas.queries.catalog import ask
from clusteratlas.queries.places.reading import figures_of, keep, open_figures, read

from .table import print_table
from .workspace import workspace

SOURCES = ("us_places", "naics", "bea_io", "cbp_2021")
OURS, CYPHER, PANDAS = "Cluster Atlas", "plain Cypher", "pandas"
STATE, COUNTY = "us-ma", "us-county-06055"
BRANCHES, INDUSTRIES = "NAICS 2017 level 3", "NAICS 2017 level 6"
JOBS = """
MATCH (:Entity:Place {id: $place})<-[:WITHIN]-(county:Place {type: 'county'})<-[cell:PRESENT_IN]-(industry:Industry)
RETURN left(industry.code, 3) AS branch, sum(cell.employment) AS jobs
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Loads what ships, and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.places", description=__doc__)
    parser.add_argument("--repeats", type=int, default=7, help="how often each is done; the median counts")
    given = parser.parse_args(arguments)
    with workspace() as settings:
        shipped = shipped_sources()
        load_first(settings, [shipped[name] for name in SOURCES], lambda progress: None)
        with Store.open(settings) as store:
            print_table(
                ["what", "by", "seconds", "processor s of Python"], lines(store, settings.snapshots, given.repeats)
            )


def lines(store: Store, folder: Any, repeats: int) -> list[list[str]]:
    """One line a task and side."""
    version = store.revision()
    figures = read(store, version)
    table = pandas.DataFrame(
        {
            "branch": [figures.industries.code[number][:3] for number in figures.industry.tolist()],
            "state": [figures.places.id[number] for number in states(figures).tolist()],
            "jobs": figures.employment,
        }
    )
    tasks: list[tuple[str, str, Callable[[], object], int]] = [
        (f"read {figures.cells:,} cells", OURS, partial(read, store, version), 1),
        ("estimate what is left out, keep a copy", OURS, partial(keep, figures, folder), 1),
        ("open the copy", OURS, partial(open_figures, folder, version), repeats),
        ("portfolio of a state by branches, first", OURS, partial(portfolio, store, STATE, BRANCHES), 1),
        ("portfolio of a state by branches", OURS, partial(portfolio, store, STATE, BRANCHES), repeats),
        ("its jobs alone", CYPHER, partial(store.read, JOBS, {"place": STATE}), repeats),
        ("location quotients of all states alone", PANDAS, partial(quotients, table), repeats),
        ("portfolio of a state by industries", OURS, partial(portfolio, store, STATE, INDUSTRIES), repeats),
        ("portfolio of a county by industries", OURS, partial(portfolio, store, COUNTY, INDUSTRIES), repeats),
    ]
    return [[what, by, *measured(task, number)] for what, by, task, number in tasks]


def states(figures: Any) -> Any:
    """The state of each cell."""
    numbers = figures.of_type("state")
    return numbers[figures.places.inside[figures.place][:, numbers].argmax(axis=1)]


def portfolio(store: Store, place: str, by: str) -> None:
    """Asks for a portfolio as everybody does."""
    figures_of(store)
    assert ask(store, "places/portfolio", {"place": place, "by": by}).rows


def quotients(table: pandas.DataFrame) -> pandas.DataFrame:
    """Location quotients of branches (rows) in states (columns)."""
    jobs = table.pivot_table(index="branch", columns="state", values="jobs", aggfunc="sum", fill_value=0)
    shares: pandas.DataFrame = jobs / jobs.sum()
    return shares.div(jobs.sum(axis=1) / jobs.to_numpy().sum(), axis=0)


def measured(task: Callable[[], object], repeats: int) -> tuple[str, str]:
    """Median seconds, and processor seconds of this program."""
    seconds, processor = [], []
    for _ in range(repeats):
        began, used = perf_counter(), process_time()
        task()
        seconds.append(perf_counter() - began)
        processor.append(process_time() - used)
    return f"{median(seconds):.2f}", f"{median(processor):.2f}"


if __name__ == "__main__":
    main()
