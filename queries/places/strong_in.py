"""Where a cluster or an industry is strong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.places.figures import Figures, Groups, flagged
from clusteratlas.queries.places.groups import groupings, one_group
from clusteratlas.queries.places.lines import rounded, standing_lines
from clusteratlas.queries.places.standing import Standing, stand
from clusteratlas.queries.places.strength import WORDS
from clusteratlas.queries.words import count, headed
from scipy.sparse import csr_array

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
    if group is None or not len(figures.of_type(parameters["type"], figures.counting(group, parameters["year"]))):
        return []
    standing = stand(figures, group, (), among=parameters["type"], year=parameters["year"])
    found = [line_of(standing, row) for row in chosen(standing, rows[0]["within"], parameters["strong"])]
    found.sort(key=lambda line: (*ORDERS[parameters["order"]](line), line["place"]))
    return headed(found[: parameters["limit"]], headline=say_group(figures, group, standing))


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


def say_group(figures: Figures, group: Groups, standing: Standing) -> str:
    """Of which years the figures are, and which industries stand for a cluster of organisations."""
    counts = np.unique(figures.count[standing.cells]).tolist()
    years = sorted({figures.counts[number].year for number in counts} - {0})
    said = [f"Figures of {', '.join(map(str, years))}."] if years else []
    if group.clusters and group.label not in groupings(figures):
        said.append(
            f"Nobody names the industries of {group.name[0]}: it stands for those of at least one in ten of its "
            f"members with an industry on record, in all firms of these industries: {group.label}."
        )
    return " ".join(said)


def looked_at(rows: Rows, parameters: dict[str, Any], figures: Figures) -> str:
    """In places of which types it is counted, where it is in none of the type asked about."""
    group = group_of(figures, rows[0]) if rows else None
    if group is None:
        return ""
    types = figures.types(figures.counting(group, parameters["year"]))
    if not types or parameters["type"] in types:
        return ""
    return (
        f"Places with figures of it are of the type {', '.join(f'{type} ({some:,})' for type, some in types.items())}."
    )


def chosen(standing: Standing, within: str | None, least: str) -> list[int]:
    """The rows with jobs that are within a place, if one is given, and at least so strong."""
    places = standing.figures.places
    here = standing.counted.employment[:, 0] > 0
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
    whole = float(standing.whole.employment[0, 0])
    [line] = standing_lines(standing, row, [0])
    return {
        **line,
        "note": ", ".join(filter(None, (line["strength"], count(line["jobs"], "job"), f"LQ {line['lq']}"))),
        "place": standing.figures.places.id[int(standing.places[row])],
        "whole_share": rounded(float(standing.counted.employment[row, 0]) / whole if whole else np.nan, 4),
    }
