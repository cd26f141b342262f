"""Two drawings compared: who entered and left, and what else than the world may have moved the boundary."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.words import count, without

__all__ = ["compute"]

EXPECTED = ("date", "weights")
"""What is not told as asked otherwise: two dates are what is compared, and weights are told by themselves."""
CHANGES = ("entered", "left", "role", "degree")
TOLD = 5
"""How many differences are told."""


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows, each with what is compared, and with what keeps it from being read as a change in the world."""
    if not rows or not compared(rows[0]):
        return []
    said = caution(rows[0]["first"], rows[0]["last"], rows[0]["loaded"])
    summed = summary(rows[0], parameters["difference"])
    changes = sum(rows[0]["counts"][change] for change in CHANGES)
    return [
        without(row, "first", "last", "counts", "loaded", "there")
        | {"headline": summed, "caution": said or None, "rows_in_all": changes}
        for row in rows
        if row["change"]
    ]


def looked_at(rows: Rows, parameters: dict[str, Any]) -> str:
    """What was compared where nothing differs; which clusters there are where no two were."""
    if not rows:
        return ""
    row = rows[0]
    return summary(row, parameters["difference"]) if compared(row) else say_there(row["there"], row["last"])


def compared(row: Mapping[str, Any]) -> bool:
    """Whether there were two to compare."""
    return bool(row["first"] and row["last"])


def say_there(there: Sequence[Mapping[str, Any]], last: Mapping[str, Any] | None) -> str:
    """Which clusters are kept, where there is no version before the one asked about, by default the one kept last.

    >>> say_there([{"name": "Zyx", "version": 2, "id": "drawn-zyx-2"}], {"name": "Zyx", "version": 2})
    'There is no earlier version to compare Zyx, version 2 with. Kept are: Zyx, version 2 (drawn-zyx-2).'
    """
    if not there:
        return "No cluster was kept yet."
    named = [f"{one['name']}, version {one['version']} ({one['id']})" for one in there]
    which = f"compare {last['name']}{version_of(last)} with" if last else "compare with"
    return f"There is no earlier version to {which}. Kept are: {some(named)}."


def version_of(cluster: Mapping[str, Any]) -> str:
    """The version of a cluster, where it has one."""
    return f", version {cluster['version']}" if cluster.get("version") else ""


def summary(row: Mapping[str, Any], difference: float) -> str:
    """What is compared, and how many entered, left and changed."""
    first, last, counts = row["first"], row["last"], row["counts"]
    return (
        f"{drawing(first, counts['was'])} compared with {drawing(last, counts['now'])}: {counts['entered']:,} entered, "
        f"{counts['left']:,} left, {counts['role']:,} changed role, {counts['degree']:,} degree by {difference:g} or "
        f"more, {counts['same']:,} as before."
    )


def drawing(cluster: Mapping[str, Any], members: int) -> str:
    """Which drawing it is.

    >>> drawing({"name": "Zyx wine", "version": 2, "drawn": "2026-11-02"}, 1)
    'Zyx wine, version 2 of 2026-11-02 (1 member)'
    >>> drawing({"name": "Zyx wine", "version": 3, "drawn": "2026-11-02", "parameters": '{"date": "2015-01"}'}, 1)
    'Zyx wine, version 3 of 2026-11-02, by what held in 2015-01 (1 member)'
    >>> drawing({"name": "Zyx makers"}, 1200)
    'Zyx makers (1,200 members)'
    """
    version = version_of(cluster)
    drawn = f" of {cluster['drawn']}" if version else ""
    held = json.loads(cluster.get("parameters") or "{}").get("date")
    by = f", by what held in {held}" if held else ""
    return f"{cluster['name']}{version}{drawn}{by} ({count(members, 'member')})"


def caution(first: Mapping[str, Any], last: Mapping[str, Any], loaded: Sequence[str]) -> str:
    """What is to be said of two drawings before they are compared; nothing where only their dates differ."""
    said = [*apart(first, last), *other_data(first, last, loaded), *other_weights(first, last)]
    if first["name"] == last["name"]:
        said += asked_otherwise(first, last)
    return " ".join([*said, "So entered and left need not be a change in the world."]) if said else ""


def apart(first: Mapping[str, Any], last: Mapping[str, Any]) -> Iterator[str]:
    """That two clusters are no two versions of one."""
    if first["name"] != last["name"]:
        yield (
            f"{first['name']} and {last['name']} are two clusters, not two versions of one: entered is who is in "
            f"{last['name']} alone, left who is in {first['name']} alone."
        )


def other_data(first: Mapping[str, Any], last: Mapping[str, Any], loaded: Sequence[str]) -> Iterator[str]:
    """That two drawings rest on other data, or that nobody knows."""
    if unknown := [one["name"] for one in (first, last) if not one["drawn_from"]]:
        yield f"What {' and '.join(dict.fromkeys(unknown))} was drawn from is not on record."
    elif first["drawn_from"] != last["drawn_from"]:
        between = f"; loaded in between: {some(loaded)}" if loaded else ""
        rests = f"on {first['drawn_from']} the earlier, on {last['drawn_from']} the later"
        yield f"They rest on other data: {rests}{between}."


def other_weights(first: Mapping[str, Any], last: Mapping[str, Any]) -> Iterator[str]:
    """That ties or thresholds counted otherwise."""
    if (
        first["weights"]
        and last["weights"]
        and (told := differing(first["weights"], last["weights"], absent="not counted"))
    ):
        yield f"They count otherwise: {some(told)}."


def asked_otherwise(first: Mapping[str, Any], last: Mapping[str, Any]) -> Iterator[str]:
    """That they were asked for by other parameters."""
    if told := differing(first["parameters"] or "{}", last["parameters"] or "{}", besides=EXPECTED):
        yield f"They were asked for otherwise: {some(told)}."


def differing(first: str, last: str, besides: Sequence[str] = (), absent: str = "by default") -> list[str]:
    """Which entries of two JSON objects differ, with both values; `absent` is said of one that is not there.

    >>> differing('{"most": 5, "date": 1}', '{"most": 9, "date": 2, "kinds": "trade"}', besides=["date"])
    ['kinds by default before, trade now', 'most 5 before, 9 now']
    """
    before, now = json.loads(first), json.loads(last)
    names = sorted((before.keys() | now.keys()) - set(besides))
    return [f"{name} {value(before, name, absent)} before, {value(now, name, absent)} now"
            for name in names if before.get(name) != now.get(name)]  # fmt: skip


def value(entries: Mapping[str, Any], name: str, absent: str) -> str:
    """A value as it is told.

    >>> value({"bins": [5, 50.0]}, "bins", ""), value({}, "kinds", "by default"), value({"alike": False}, "alike", "")
    ('5 50', 'by default', 'no')
    """
    found = entries.get(name, absent)
    if isinstance(found, bool):
        return "yes" if found else "no"
    return " ".join(
        f"{each:.10g}" if isinstance(each, int | float) else each
        for each in (found if isinstance(found, list) else [found])
    )


def some(told: Sequence[str]) -> str:
    """The first few, and how many more there are."""
    more = f" and {len(told) - TOLD:,} more" if len(told) > TOLD else ""
    return "; ".join(told[:TOLD]) + more
