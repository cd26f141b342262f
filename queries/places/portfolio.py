"""What a place lives on: groups of industries with their figures, specialisation, rank and strength."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.results import Rows
from clusteratlas.queries.places.figures import Figures
from clusteratlas.queries.places.groups import chosen_groups
from clusteratlas.queries.places.growth import growths
from clusteratlas.queries.places.lines import counted_line, rounded, standing_line
from clusteratlas.queries.places.related import Relation, related_groups
from clusteratlas.queries.places.standing import OWN_TYPE, Standing, stand
from clusteratlas.queries.places.strength import FEWEST, STRONG, WORDS
from clusteratlas.queries.words import count, say_share


def check(parameters: dict[str, Any]) -> None:
    """InvalidQuery where growth is asked for since a year that is not before the other."""
    year, since = parameters["year"], parameters["since"]
    if year is not None and since is not None and since >= year:
        raise InvalidQuery(f"since: {since} is not before {year}, the year asked about; give an earlier one")


def compute(rows: Rows, parameters: dict[str, Any], figures: Figures) -> Rows:
    """One row a total, then one a group with jobs in the place: those with most jobs first."""
    parts = [figures.places.number[row["id"]] for row in rows if row["id"] in figures.places.number]
    groups = chosen_groups(figures, parameters["by"])
    if not parts or groups is None or len(parts) < len(rows):
        return []
    among = None if parameters["compare"] == OWN_TYPE else parameters["compare"]
    standing = stand(figures, groups, parts, among=among, year=parameters["year"])
    growing = Growing(standing, parameters["year"], parameters["since"])
    related = related_groups(figures, groups)
    lines = [*total_lines(standing, growing), *group_lines(standing, growing, related, parameters["strong"])]
    return lines[: parameters["limit"]]


class Growing:
    """The growth of what stands, and what is said of it."""

    def __init__(self, standing: Standing, year: int | None, since: int | None) -> None:
        figures, cells = standing.figures, standing.cells
        years = [figures.counts[number].year for number in np.unique(figures.count[cells]).tolist()]
        latest = max(years, default=0)
        before = [one for one in figures.years if 0 < one < min(years, default=0) and (since is None or one <= since)]
        self.groups = self.totals = np.full((1, len(standing.groups)), np.nan)
        self.totals = np.full((1, len(standing.totals)), np.nan)
        self.covered = np.zeros(len(standing.totals))
        self.said = (
            f"growth: of {latest or 'the year'} alone are figures loaded; load another year as a source of its own"
        )
        if since is not None and not before:
            self.said = f"growth: no figures of {since} or before are loaded"
        elif before:
            earlier = figures.latest(standing.groups.schemes, before[0])
            asked = (figures, cells, earlier, standing.places[:0])
            self.groups, _ = growths(*asked, standing.groups, [standing.parts])
            self.totals, covered = growths(*asked, standing.totals, [standing.parts])
            self.said = (
                f"growth since {before[0]} over cells of both years, {say_share(float(covered[0, 0]))} of the jobs"
            )


def total_lines(standing: Standing, growing: Growing) -> Iterator[dict[str, Any]]:
    """All industries, then those that sell beyond the region and those that do not, where that is known."""
    jobs = standing.total.employment[-1]
    for number in np.flatnonzero(jobs > 0).tolist():
        mine = (standing.base == number) & (standing.counted.employment[-1] > 0)
        strong = mine & (standing.strengths[-1] >= STRONG)
        part = float(standing.counted.employment[-1, strong].sum() / jobs[number])
        said = []
        if mine.any() and len(standing.places) + 1 >= FEWEST:
            said.append(f"{say_share(part)} of these jobs are in {count(int(strong.sum()), 'strong one')}")
        said.append(growing.said if number == 0 else "")
        yield {
            **dict.fromkeys(("lq", "rank", "rank_lq", "of")),
            **counted_line(standing.total, -1, number, float(jobs[0])),
            **used(standing),
            "group": standing.totals.name[number],
            "sells": standing.totals.id[number],
            "strength": "",
            "related": [],
            "growth": rounded(growing.totals[0, number], 3),
            "reason": "; ".join(filter(None, said)),
        }


def group_lines(
    standing: Standing, growing: Growing, related: list[list[Relation]], least: str
) -> Iterator[dict[str, Any]]:
    """The groups with jobs here that are at least so strong, those with most jobs first."""
    jobs = standing.counted.employment[-1]
    lowest = 0 if least == "any" else WORDS.index(least)
    for number in np.argsort(-jobs, kind="stable").tolist():
        if not jobs[number] > 0 or standing.strengths[-1, number] < lowest:
            continue
        yield {
            **standing_line(standing, len(standing.counted.employment) - 1, number),
            **used(standing),
            "group": standing.groups.id[number],
            "growth": rounded(growing.groups[0, number], 3),
            "related": [name_of(standing, relation) for relation in related[number]],
        }


def used(standing: Standing) -> dict[str, list[Any]]:
    """The years and the sources that the figures of the place are of."""
    return {
        "years": sorted({count.year for count in standing.used if count.year}),
        "sources": sorted({count.source for count in standing.used}),
    }


def name_of(standing: Standing, relation: Relation) -> str:
    """A related group, an asterisk where the place is strong in it, and how it is related."""
    strong = "*" if standing.strengths[-1, relation.other] >= STRONG else ""
    how = f" ({relation.words})" if relation.words else ""
    return f"{standing.groups.name[relation.other]}{strong}{how}"
