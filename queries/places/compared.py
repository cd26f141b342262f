"""What one place has and another lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import Any

import numpy as np
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.results import Rows
from clusteratlas.queries.places.above import say_basis_of_both, say_missing_of_both
from clusteratlas.queries.places.figures import Figures
from clusteratlas.queries.places.groups import chosen_groups
from clusteratlas.queries.places.lines import standing_lines
from clusteratlas.queries.places.standing import OWN_TYPE, Standing, stand
from clusteratlas.queries.places.strength import FEWEST, STRONG, WORDS
from clusteratlas.queries.words import count, headed, without

ONE_STRONG, ONE_ALONE, BOTH_STRONG, BOTH = "strong in one alone", "in one alone", "strong in both", "in both"
BESIDE = (
    "jobs", "share", "missing_share", "reliability", "lq", "strength", "rank", "of", "establishments", "wage",
)  # fmt: skip
"""Columns that there are of either place."""


def check(parameters: dict[str, Any]) -> None:
    """InvalidQuery where both places are the same."""
    if parameters["place"] == parameters["other"]:
        raise InvalidQuery("other: is the same place; give another one to set beside it")


def compute(rows: Rows, parameters: dict[str, Any], figures: Figures) -> Rows:
    """One row a group that either place has: the widest differences first, what one does not publish last."""
    names = {row["id"]: row["name"] for row in rows}
    asked = [parameters["place"], parameters["other"]]
    if not all(id in figures.places.number and id in names for id in asked):
        return []
    groups = chosen_groups(figures, parameters["by"], [figures.places.number[id] for id in asked])
    if groups is None:
        return []
    among = None if parameters["compare"] == OWN_TYPE else parameters["compare"]
    here, there = (
        stand(figures, groups, [one], among=among, year=parameters["year"], beside=[other])
        for one, other in permutations(figures.places.number[id] for id in asked)
    )
    found = [line for line in lines(here, there, names[asked[0]], names[asked[1]]) if fits(line, parameters["show"])]
    found.sort(key=lambda line: (line["points"] is None, -abs(line["points"] or 0), line["group"]))
    said = {"headline": say_basis_of_both(here, there, parameters["year"]), "caution": say_missing_of_both(here, there)}
    return headed([without(line, "sort") for line in found[: parameters["limit"]]], **said)


def lines(here: Standing, there: Standing, name: str, other: str) -> Iterator[dict[str, Any]]:
    """The groups of which either place has jobs."""
    sizes = [standing.counted.employment[-1] for standing in (here, there)]
    numbers = np.flatnonzero((sizes[0] > 0) | (sizes[1] > 0)).tolist()
    beside = (standing_lines(standing, len(standing.places), numbers) for standing in (here, there))
    for number, one, two in zip(numbers, *beside, strict=True):
        sort, reading = read(one, two, name, other)
        yield {
            "group": here.groups.id[number],
            "sort": sort,
            "reading": reading,
            "points": None if None in (one["share"], two["share"]) else round(100 * (one["share"] - two["share"]), 2),
            **{column: one[column] for column in BESIDE},
            **{f"other_{column}": two[column] for column in BESIDE},
            "sells": one["sells"],
        }


def read(one: dict[str, Any], two: dict[str, Any], name: str, other: str) -> tuple[str, str]:
    """What sort of difference there is between two places in a group, and the same in words."""
    strong = [WORDS.index(line["strength"]) >= STRONG for line in (one, two)]
    for mine, lacking, who, whose in ((one, two, name, other), (two, one, other, name)):
        if not lacking["jobs"] and mine["strength"] in WORDS[STRONG:]:
            return ONE_STRONG, f"strong in {who}, none published in {whose}"
        if not lacking["jobs"]:
            return ONE_ALONE, f"{mine['jobs']:,} jobs in {who}, none published in {whose}"
    if all(strong):
        return BOTH_STRONG, "strong in both"
    if few := {who: line["of"] for who, line in ((name, one), (other, two)) if line["of"] < FEWEST}:
        return BOTH, say_unrated(few, dict(zip((name, other), strong, strict=True)))
    if any(strong):
        return ONE_STRONG, f"strong in {name if strong[0] else other} alone"
    return BOTH, "in both, strong in neither"


def say_unrated(few: Mapping[str, int], strong: Mapping[str, bool]) -> str:
    """How a group reads that both places have, where too few others of a type have it to rate how strong it is.

    >>> say_unrated({"Zyx": 2, "Xyz": 2}, {"Zyx": False, "Xyz": False})
    'in both, strength not rated: only 2 places of their type have it'
    >>> say_unrated({"Zyx": 4}, {"Zyx": False, "Xyz": True})
    'in both, strong in Xyz; not rated in Zyx, where only 4 places of the type have it'
    """
    if len(few) == len(strong) and len(set(few.values())) == 1:
        return f"in both, strength not rated: only {count(next(iter(few.values())), 'place')} of their type have it"
    rated = [
        f"{'strong' if is_strong else 'not strong'} in {who}" for who, is_strong in strong.items() if who not in few
    ]
    unrated = [
        f"not rated in {who}, where only {count(number, 'place')} of the type have it" for who, number in few.items()
    ]
    return f"in both, {'; '.join([*rated, *unrated])}"


def fits(line: dict[str, Any], show: str) -> bool:
    """Whether a line is of the sort asked for; what one alone has may be strong there."""
    alone = not (line["jobs"] and line["other_jobs"])
    return show in ("all", line["sort"]) or (show == ONE_ALONE and alone)
