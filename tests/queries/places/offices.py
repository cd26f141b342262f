"""Figures without a database: invented ones, and those that ship."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas
from clusteratlas.graph.results import Rows
from clusteratlas.queries.places.figures import Figures
from clusteratlas.queries.places.reading import assemble

SEEDS = Path(__file__).parents[3] / "seeds"
Cell = tuple[str, str, int | None, int | None, float | None]
"""Industry, place, establishments, jobs, payroll."""


def office(
    places: Mapping[str, tuple[str, ...]],
    industries: Mapping[str, tuple[str, ...]],
    cells: Iterable[Cell],
    *,
    clusters: Mapping[str, tuple[str, ...]] | None = None,
    orientation: Mapping[str, str] | None = None,
    relations: Iterable[tuple[str, str]] = (),
    trades: Iterable[tuple[str, str, float, float]] = (),
    earlier: Iterable[Cell] = (),
    others: Mapping[int, Iterable[Cell]] | None = None,
) -> Figures:
    """Figures of 2021, of 2016 where there are `earlier` ones, and of `others` by their years.

    Places and industries to what they are within: a place begins with its type, an industry has as many letters as its
    level. Clusters to their industries. Trades are seller, buyer, share of
    purchases and of sales.
    """
    return assemble(
        "invented",
        [
            {"id": id, "name": id.title(), "type": id.split("-")[0], "within": list(within)}
            for id, within in places.items()
        ],
        [
            {
                "id": id,
                "name": f"makers of {id}",
                "type": "NAICS 2017",
                "code": id,
                "level": len(id),
                "orientation": (orientation or {}).get(id),
                "within": list(within),
            }
            for id, within in industries.items()
        ],
        [cluster(id, list(of)) for id, of in (clusters or {}).items()],
        [{"one": one, "other": other} for one, other in relations],
        [
            {"buyer": buyer, "seller": [seller], "input_share": [input], "output_share": [output]}
            for seller, buyer, input, output in trades
        ],
        [{"industry": industry, "classes": [industry]} for industry in industries],
        [
            row
            for year, of_year in {2021: cells, 2016: earlier, **(others or {})}.items()
            for row in collected(of_year, year)
        ],
    )


def cluster(id: str, industries: list[str]) -> dict[str, Any]:
    """A cluster of industries as the database gives it."""
    return {
        "id": id,
        "name": id,
        "drawn_by": "Nobody",
        "drawn": None,
        "version": None,
        "within": [],
        "industries": industries,
    }


def collected(cells: Iterable[Cell], year: int) -> Rows:
    """Cells as the database gives them: one row an industry, and less than nothing for what is not known."""
    rows: dict[str, dict[str, Any]] = defaultdict(lambda: defaultdict(list))
    for industry, place, *figures in cells:
        rows[industry]["place"].append(place)
        for name, figure in zip(("establishments", "employment", "payroll"), figures, strict=True):
            rows[industry][name].append(-1 if figure is None else figure)
    return [{"industry": industry, "source": f"office {year}", "year": year, **row} for industry, row in rows.items()]


@cache
def shipped() -> Figures:
    """The figures of County Business Patterns as they ship, with the places and industries that they are of."""
    return business_patterns({}, {})


def business_patterns(clusters: Mapping[str, tuple[str, ...]], orientation: Mapping[str, str]) -> Figures:
    """The same with clusters of industries by their codes, and which industries are traded or local."""
    industries = [
        {
            "id": f"naics2017-{row['id']}",
            "name": row["title"],
            "type": "NAICS 2017",
            "code": row["code"],
            "level": int(row["level"]),
            "orientation": orientation.get(row["code"]),
            "within": [f"naics2017-{row['parent']}"] if row["parent"] else [],
        }
        for row in seed("naics/naics_2017")
    ]
    places: dict[str, dict[str, Any]] = {"us": {"id": "us", "name": "United States", "type": "nation", "within": []}}
    for row in seed("us_places/states"):
        id = f"us-{row['postal'].lower()}"
        places[id] = {"id": id, "name": row["name"], "type": "state", "within": ["us"]}
    for row in seed("us_places/counties"):
        id = f"us-county-{row['fips']}"
        places[id] = {"id": id, "name": row["name"], "type": "county", "within": [f"us-{row['state'].lower()}"]}
    for row in seed("us_places/metros"):
        id = f"us-metro-{row['cbsa']}"
        places.setdefault(id, {"id": id, "name": row["title"], "type": "metro", "within": ["us"]})
        if county := places.get(f"us-county-{row['fips']}"):
            county["within"].append(id)
    cells = [
        {
            "industry": f"naics2017-{code}",
            "source": "cbp_2021",
            "year": 2021,
            "place": ("us-county-" + rows["fips"]).tolist(),
            "establishments": rows["est"].tolist(),
            "employment": rows["emp"].tolist(),
            "payroll": rows["pay"].tolist(),
        }
        for code, rows in patterns().groupby("naics")
    ]
    drawn = [cluster(id, [f"naics2017-{code}" for code in codes]) for id, codes in clusters.items()]
    return assemble("shipped", list(places.values()), industries, drawn, [], [], [], cells)


@cache
def patterns() -> pandas.DataFrame:
    """The table of County Business Patterns: fips, naics, est, emp, pay."""
    return pandas.read_csv(SEEDS / "cbp_2021" / "cbp2021.csv.gz", dtype={"fips": str, "naics": str})


def seed(name: str) -> list[dict[str, str]]:
    """The rows of a table that ships."""
    with gzip.open(SEEDS / f"{name}.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))
