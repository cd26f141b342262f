"""Location quotients, strength and ranks of three places, recomputed from the table of County Business Patterns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from typing import Any

import pandas
import pytest
from clusteratlas.queries.catalog import find_query, sibling
from clusteratlas.queries.places.figures import Figures

from tests.queries.places.offices import business_patterns, patterns, seed, shipped

METROS = {f"{row['fips']}": f"us-metro-{row['cbsa']}" for row in seed("us_places/metros")}
STATES = {row["fips"]: f"us-{row['state'].lower()}" for row in seed("us_places/counties")}
PLACE_OF: dict[str, Callable[[str], str | None]] = {
    "us-ma": STATES.__getitem__,
    "us-metro-34900": METROS.get,
    "us-county-06097": "us-county-{}".format,
}
"""Massachusetts, the metro of Napa, Sonoma County, and how the county of a row becomes a place of that type."""


def by_hand(place: str, grouped: Callable[[str], tuple[str, str]]) -> dict[str, tuple[float, str, int]]:
    """Group to location quotient, strength and rank by jobs of a place, by nothing but sums.

    `grouped` gives the group of a code, and what the group is measured on.
    """
    table = patterns()
    said = {code: grouped(code) for code in table["naics"].unique()}
    table = table.assign(
        group=table["naics"].map(lambda code: said[code][0]),
        base=table["naics"].map(lambda code: said[code][1]),
        where=table["fips"].map({fips: PLACE_OF[place](fips) for fips in table["fips"].unique()}),
    )
    nation, whole, all_jobs = (
        table.groupby(columns)["emp"].sum().to_dict() for columns in ("group", "base", ["base", "where"])
    )
    found: dict[str, tuple[float, str, int]] = {}
    for (group, base), rows in table.dropna(subset="where").groupby(["group", "base"]):
        sums = rows.groupby("where")[["emp", "est"]].sum()
        sums = sums[sums["emp"] > 0]
        here, establishments = sums["emp"].to_dict(), sums["est"].to_dict()
        if place not in here:
            continue
        lq = {where: (number / all_jobs[base, where]) / (nation[group] / whole[base]) for where, number in here.items()}
        cuts = quantiles(lq.values(), n=20, method="inclusive") if len(lq) > 1 else [0.0] * 19
        lowest, median, upper, top = cuts[4], cuts[9], cuts[14], cuts[17]
        few_jobs, few_establishments = (
            quantiles(values, n=4, method="inclusive")[0] if len(here) > 1 else 0
            for values in (here.values(), establishments.values())
        )
        floors = here[place] > few_jobs and establishments[place] > few_establishments
        mine, strength = lq[place], ""
        if mine > lowest:
            strength = "qualifying"
        if floors and mine > median:
            strength = "significant"
        if floors and mine >= upper and mine >= 1:
            strength = "strong"
        if floors and mine >= top and mine >= 1:
            strength = "strong10"
        if len(here) < 10:
            strength = ""
        found[str(group)] = mine, strength, 1 + sum(number > here[place] for number in here.values())
    return found


def portfolio(figures: Figures, place: str, **given: Any) -> list[dict[str, Any]]:
    """The lines of a portfolio."""
    module = sibling("places/portfolio")
    assert module is not None
    values = find_query("places/portfolio").clean({"place": place, **given})
    return module.compute([{"id": place, "name": place}], values, figures)  # type: ignore[no-any-return]


def agree(lines: list[dict[str, Any]], expected: dict[str, tuple[float, str, int]]) -> None:
    """Asserts that the lines are those expected."""
    assert {line["group"]: (line["strength"], line["rank"]) for line in lines} == {
        group: (strength, rank) for group, (_, strength, rank) in expected.items()
    }
    for line in lines:
        assert line["lq"] == pytest.approx(expected[line["group"]][0], abs=0.006), line["group"]


@pytest.mark.parametrize("place", PLACE_OF)
def test_quotients_strengths_and_ranks_of_branches_are_those_of_the_hand(place: str) -> None:
    expected = by_hand(place, lambda code: (f"naics2017-{code[:3]}", ""))
    lines = portfolio(shipped(), place)[1:]
    agree([line for line in lines if line["jobs"] is not None], expected)
    hidden = {line["group"] for line in lines if line["jobs"] is None}
    assert hidden
    assert hidden.isdisjoint(expected)
    assert {strength for _, strength, _ in expected.values()} >= {"strong10", "strong", "significant", "qualifying", ""}


@pytest.mark.data
def test_quotients_strengths_and_ranks_of_benchmark_clusters_are_those_of_the_hand(data: Path) -> None:
    """Traded clusters on traded jobs, local ones on local jobs."""
    book = data / "benchmark-cluster-definitions" / "NAICS_crosswalks_to_Cluster_system.xlsx"
    rows = pandas.read_excel(book, sheet_name="Emsi NAICS to Porter Cluster", dtype=str, engine="openpyxl")
    table = {row[0]: (row[2], row[1].lower()) for row in rows.dropna(subset="Cluster").itertuples(index=False)}
    clusters: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for code, (name, _) in table.items():
        clusters[name] += (code,)
    figures = business_patterns(clusters, {code: orientation for code, (_, orientation) in table.items()})
    figures.kept["left out", 0] = None  # takes a while, and is tested for itself
    for place in PLACE_OF:
        lines = [line for line in portfolio(figures, place) if not line["sells"].startswith("all")]
        agree(lines, by_hand(place, table.__getitem__))
        assert {line["sells"] for line in lines} == {"traded", "local"}
    strong = {line["group"] for line in portfolio(figures, "us-ma", strong="strong10")}
    assert strong >= {"Education and Knowledge Creation", "Information Technology and Analytical Instruments"}


def test_shares_wages_and_the_part_in_strong_branches_are_those_of_the_hand() -> None:
    rows = patterns()[patterns()["fips"].map(STATES) == "us-ma"]
    total, *lines = portfolio(shipped(), "us-ma")
    jobs = rows["emp"].sum()
    assert (total["jobs"], total["establishments"]) == (jobs, rows["est"].sum())
    [hospitals] = [line for line in lines if line["group"] == "naics2017-622"]
    mine = rows[rows["naics"].str.startswith("622")]
    people, pay = mine["emp"].sum(), mine["pay"].sum()
    assert hospitals["share"] == pytest.approx(people / jobs, abs=1e-4)
    assert hospitals["wage"] == pytest.approx(pay / people, abs=0.05)
    strong = sum(line["jobs"] for line in lines if line["strength"] in ("strong", "strong10"))
    assert total["reason"].startswith(f"{round(100 * strong / jobs)}% of these jobs are in ")
    assert 0 < total["missing_share"] < portfolio(shipped(), "us-county-06097")[0]["missing_share"] < 0.5
