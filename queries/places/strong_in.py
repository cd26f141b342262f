"""Where a cluster or an industry is strong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.places.figures import Figures
from clusteratlas.queries.places.groups import one_group
from clusteratlas.queries.places.lines import rounded, standing_lines
from clusteratlas.queries.places.standing import Standing, stand
from clusteratlas.queries.places.strength import WORDS
from clusteratlas.queries.words import count

ORDERS: dict[str, Callable[[dict[str, Any]], tuple[float, ...]]] = {
    "strength": lambda line: (-WORDS.index(line["strength"]), -line["jobs"]),
    "jobs": lambda line: (-line["jobs"],),
    "specialisation": lambda line: (-(line["lq"] or 0), -line["jobs"]),
}
"""What comes first."""


def compute(rows: Rows, parameters: dict[str, Any], figures: Figures) -> Rows:
    """One row a place with jobs in it."""
    group = one_group(figures, rows[0]["id"]) if rows else None
    if group is None or not len(figures.of_type(parameters["type"], figures.counting(group, parameters["year"]))):
        return []
    standing = stand(figures, group, (), among=parameters["type"], year=parameters["year"])
    found = [line_of(standing, row) for row in chosen(standing, rows[0]["within"], parameters["strong"])]
    found.sort(key=lambda line: (*ORDERS[parameters["order"]](line), line["place"]))
    return found[: parameters["limit"]]


def looked_at(rows: Rows, parameters: dict[str, Any], figures: Figures) -> str:
    """In places of which types it is counted, where it is in none of the type asked about."""
    group = one_group(figures, rows[0]["id"]) if rows else None
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
