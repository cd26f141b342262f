"""Where a cluster or an industry is strong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import Flags, Integers
from clusteratlas.queries.places.figures import Figures, Groups, When, flagged
from clusteratlas.queries.places.groups import one_group
from clusteratlas.queries.places.lines import rounded, standing_lines
from clusteratlas.queries.places.orientation import NATION
from clusteratlas.queries.places.partly import ALL_COUNTED, say_later, say_partly
from clusteratlas.queries.places.published import say_skew
from clusteratlas.queries.places.standing import Standing, stand_apart
from clusteratlas.queries.places.strength import FEWEST, WORDS
from clusteratlas.queries.places.usual import usual_type
from clusteratlas.queries.places.years import years, years_among
from clusteratlas.queries.words import count, headed, without
from scipy.sparse import csr_array

TYPES = ("metro", "county", "state", "region")
"""The types of which one is taken where none is asked for."""
OF_MEMBERS = 0.1
"""What part of the members of a cluster of organisations is of an industry that stands for it."""
ORDERS: dict[str, Callable[[dict[str, Any]], tuple[float, ...]]] = {
    "strength": lambda line: (-WORDS.index(line["strength"]), -line["jobs"]),
    "jobs": lambda line: (-line["jobs"],),
    "specialisation": lambda line: (-(line["lq"] or 0), -line["jobs"]),
}
"""What comes first."""


def compute(rows: Rows, parameters: dict[str, Any], figures: Figures) -> Rows:
    """One row a place with jobs in it."""
    group = group_of(figures, rows[0]) if rows else None
    if group is None:
        return []
    type = parameters["type"] or usual_type(figures, counting(figures, group, parameters), TYPES)
    when = years_among(figures, group.schemes, type, parameters["year"])
    if not len(figures.of_type(type, figures.counting(group, when))):
        return []
    found, said = [], []
    for standing, meant in stand_apart(figures, group, type, when):
        here = chosen(standing, meant, rows[0]["within"], parameters["strong"])
        found += [line_of(standing, row) for row in here]
        said += [standing] if here else []
    found.sort(key=lambda line: (*ORDERS[parameters["order"]](line), line["place"]))
    of_type = places_of(figures, type, said)
    later = say_later(figures, group.schemes, when, parameters["year"], of_type)
    headline = " ".join([*say_group(figures, group, when), *later, *say_wholes(said)])
    listed = found[: parameters["limit"]]
    skewed = say_skewed(sum(line["skewed"] for line in listed), len(listed))
    caution = " ".join([*say_partly(figures, group.schemes, when, of_type), *filter(None, [skewed])]) or None
    return headed([without(line, "skewed") for line in listed], headline=headline, caution=caution)


def places_of(figures: Figures, type: str, standings: Sequence[Standing]) -> list[int]:
    """The places of a type that are counted in any year, in the nations of some standings."""
    places, nations = figures.of_type(type), [one.nation for one in standings]
    here = figures.places.inside[places][:, [one for one in nations if one is not None]].sum(axis=1)
    found: list[int] = places[(np.asarray(here).ravel() > 0) | (None in nations)].tolist()
    return found


def counting(figures: Figures, group: Groups, parameters: dict[str, Any]) -> Integers:
    """The cells of the sources that count it, in places of whatever type."""
    return figures.counting(group, years(figures, group.schemes, parameters["year"]))


def group_of(figures: Figures, row: Mapping[str, Any]) -> Groups | None:
    """What is asked about as one group; of a cluster whose industries nobody names, those of its members."""
    found = one_group(figures, row["id"])
    return found if found is not None else of_members(figures, row["id"], row["name"], row["classes"])


def of_members(figures: Figures, id: str, name: str, classes: Sequence[tuple[str, int]]) -> Groups | None:
    """The industries of at least so many of the members, of the classification that most of these are counted by."""
    things, schemes = figures.industries, {count.scheme for count in figures.counts}
    known = [(things.number[one], number) for one, number in classes if one in things.number]
    by: dict[str, int] = {}
    for one, number in known:
        by[things.type[one]] = by.get(things.type[one], 0) + number
    counted = {scheme: number for scheme, number in by.items() if scheme in schemes}
    if not counted:
        return None
    scheme = max(sorted(counted), key=counted.__getitem__)
    chosen = [one for one, number in known if things.type[one] == scheme and number >= OF_MEMBERS * counted[scheme]]
    inside = flagged(csr_array(things.inside[:, chosen].sum(axis=1).reshape(-1, 1)))
    named = ", ".join(things.name[one] for one in chosen)
    return Groups(named, [id], [name], inside, frozenset({scheme}), clusters=True)


def say_group(figures: Figures, group: Groups, when: When) -> Iterator[str]:
    """Of which years the figures are, and which industries stand for a cluster of organisations."""
    counts = np.unique(figures.count[figures.counting(group, when)]).tolist()
    if told := sorted({figures.counts[number].year for number in counts} - {0}):
        yield f"Figures of {', '.join(map(str, told))}."
    if one_group(figures, group.id[0]) is None:
        yield (
            f"Nobody names the industries of {group.name[0]}: it stands for those of at least one in ten of its "
            f"members with an industry on record, in all firms of these industries: {group.label}."
        )


def say_wholes(standings: Sequence[Standing]) -> Iterator[str]:
    """What the places of some standings are compared with, among how many they are ranked, and where too few are."""
    apart = sorted((one for one in standings if one.nation is not None), key=lambda one: one.whole_called)
    type = standings[0].type if standings else ""
    if apart:
        named = ", ".join(f"{one.whole_called} ({int(one.having[0]):,})" for one in apart)
        yield (
            "Each is compared with its own nation, and ranked among the places of it that are of the type "
            f"{type} and have jobs in it: {named}."
        )
    for one in standings:
        if one.nation is None:
            who = "Nations" if type == NATION else "Those in several nations or in none" if apart else "They"
            yield f"{who} are compared with {ALL_COUNTED}, and ranked among {int(one.having[0]):,}."
        if one.having[0] < FEWEST:
            yield f"Strength is not rated in {one.whole_called}: that takes {FEWEST} places with jobs in it."


def say_skewed(skewed: int, places: int) -> str | None:
    """That some location quotients are too high or too low."""
    if not skewed:
        return None
    return (
        f"In {skewed:,} of {count(places, 'place')} the office publishes a much smaller, or larger, share of all jobs "
        "than in the whole, so that location quotients are too high, or too low: the reason says by what factor."
    )


def looked_at(rows: Rows, parameters: dict[str, Any], figures: Figures) -> str:
    """In places of which types it is counted, where it is in none of the type asked about."""
    group = group_of(figures, rows[0]) if rows else None
    if group is None:
        return ""
    types = figures.types(counting(figures, group, parameters))
    if not types or parameters["type"] in types:
        return ""
    return (
        f"Places with figures of it are of the type {', '.join(f'{type} ({some:,})' for type, some in types.items())}."
    )


def chosen(standing: Standing, meant: Flags, within: str | None, least: str) -> list[int]:
    """Those of some rows that have jobs, are within a place, if one is given, and are at least so strong."""
    places = standing.figures.places
    here = meant & (standing.counted.employment[:, 0] > 0)
    if within is not None:
        around = places.number.get(within)
        here &= (
            np.zeros(len(here), dtype=np.bool_)
            if around is None
            else places.inside[standing.places][:, [around]].toarray().ravel() > 0
        )
    if least != "any":
        here &= standing.strengths[:, 0] >= WORDS.index(least)
    return np.flatnonzero(here).tolist()


def line_of(standing: Standing, row: int) -> dict[str, Any]:
    """One place."""
    whole, place = float(standing.whole.employment[0, 0]), int(standing.places[row])
    [line] = standing_lines(standing, row, [0])
    said = say_skew(standing, row, int(standing.base[0]), standing.figures.places.name[place])
    return {
        **line,
        "reason": "; ".join(filter(None, (line["reason"], said))),
        "note": ", ".join(filter(None, (line["strength"], count(line["jobs"], "job"), f"LQ {line['lq']}"))),
        "place": standing.figures.places.id[place],
        "whole_share": rounded(float(standing.counted.employment[row, 0]) / whole if whole else np.nan, 4),
        "skewed": bool(said),
    }
