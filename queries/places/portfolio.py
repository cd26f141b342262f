"""What a place lives on: groups of industries with their figures, specialisation, rank and strength."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.results import Rows
from clusteratlas.queries.places.above import say_basis, say_missing
from clusteratlas.queries.places.figures import Figures
from clusteratlas.queries.places.groups import chosen_groups
from clusteratlas.queries.places.growth import Growing, grow
from clusteratlas.queries.places.lines import counted_line, rounded, standing_lines
from clusteratlas.queries.places.related import Relation, related_groups
from clusteratlas.queries.places.standing import OWN_TYPE, Standing, stand
from clusteratlas.queries.places.strength import FEWEST, STRONG, WORDS
from clusteratlas.queries.words import count, headed, say_share


def check(parameters: dict[str, Any]) -> None:
    """InvalidQuery where growth is asked for since a year that is not before the other."""
    year, since = parameters["year"], parameters["since"]
    if year is not None and since is not None and since >= year:
        raise InvalidQuery(f"since: {since} is not before {year}, the year asked about; give an earlier one")


def compute(rows: Rows, parameters: dict[str, Any], figures: Figures) -> Rows:
    """One row a total, then one a group with jobs in the place, those with most jobs first, at last those of which
    none are published."""
    parts = [figures.places.number[row["id"]] for row in rows if row["id"] in figures.places.number]
    if not parts or len(parts) < len(rows):
        return []
    groups = chosen_groups(figures, parameters["by"], parts)
    if groups is None:
        return []
    among = None if parameters["compare"] == OWN_TYPE else parameters["compare"]
    standing = stand(figures, groups, parts, among=among, year=parameters["year"])
    growing = grow(standing, parameters["since"])
    related = related_groups(figures, groups)
    lines = [*total_lines(standing, growing), *group_lines(standing, growing, related, parameters["strong"])]
    said = {"headline": say_basis(standing, growing, parameters["year"]), "caution": say_missing(standing)}
    return headed(lines[: parameters["limit"]], **said)


def total_lines(standing: Standing, growing: Growing) -> Iterator[dict[str, Any]]:
    """All industries, then those that sell beyond the region and those that do not, where that is known."""
    jobs = standing.total.employment[-1]
    for number in np.flatnonzero(jobs > 0).tolist():
        mine = (standing.base == number) & (standing.counted.employment[-1] > 0)
        strong = mine & (standing.strengths[-1] >= STRONG)
        said = ""
        if mine.any() and len(standing.places) + 1 >= FEWEST:
            part = standing.in_any(np.flatnonzero(strong)) / jobs[number]
            said = f"{say_share(part)} of these jobs are in {count(int(strong.sum()), 'strong one')}"
        yield {
            **dict.fromkeys(("lq", "rank", "rank_lq", "of")),
            **counted_line(standing.total, -1, number, float(jobs[0])),
            **used(standing),
            "group": standing.figures.places.id[standing.parts[0]] if len(standing.parts) == 1 else None,
            "sells": standing.totals.name[number] + of_region(standing),
            "strength": "",
            "related": [],
            "growth": rounded(growing.totals[number], 3),
            "reason": said,
        }


def group_lines(
    standing: Standing, growing: Growing, related: list[list[Relation]], least: str
) -> Iterator[dict[str, Any]]:
    """The groups here that are at least so strong: those with most jobs first, at last those of which none are
    published."""
    jobs = standing.counted.employment[-1]
    lowest = 0 if least == "any" else WORDS.index(least)
    order = [
        number
        for number in np.argsort(-jobs, kind="stable").tolist()
        if jobs[number] > 0 and standing.strengths[-1, number] >= lowest
    ]
    if not lowest:
        order += standing.unpublished.tolist()
    for number, line in zip(order, standing_lines(standing, len(standing.places), order), strict=True):
        yield {
            **line,
            **used(standing),
            "group": standing.groups.id[number],
            "growth": rounded(growing.groups[number], 3),
            "related": [name_of(standing, relation) for relation in related[number]],
        }


def of_region(standing: Standing) -> str:
    """The names of the places that a region is made of; nothing where one alone is asked about."""
    names = dict.fromkeys(standing.figures.places.name[part] for part in standing.parts)
    return f" of {' and '.join(names)}" if len(standing.parts) > 1 else ""


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
