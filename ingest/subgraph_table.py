"""The table and the mapping in which what a script made is kept."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE = "subgraph.csv"
"""What the table is called."""
ENDS = ("kind", "id", "from", "to")
"""Its columns besides properties: a node has a kind and an id, a link a kind and the ids of its ends."""
ABOUT = "Nodes and relationships that a script handed over."

Cells = dict[str, str | list[str]]
"""Property to its cell, or its cells where it is a list."""
Place = tuple[str, str, str, str, str]
"""What tells rows apart: the cells of ENDS, and of a link also what it says, since one may be there several times."""


def cell_of(type: str, value: Any) -> str | list[str]:
    """A value as it is written into a table; TypeError says what no property can be."""
    if type == "point":
        return point_of(value)
    if isinstance(value, list | tuple | set | frozenset):
        texts = [text_of(each) for each in value]
        return texts if type == "texts" else "; ".join(texts)
    return [text_of(value)] if type == "texts" else text_of(value)


def point_of(value: Any) -> list[str]:
    """Latitude and longitude of a point, of whatever library, or of a pair in that order."""
    if hasattr(value, "latitude") and hasattr(value, "longitude"):
        return [str(value.latitude), str(value.longitude)]
    if isinstance(value, list | tuple) and len(value) == 2:
        return [str(part) for part in value]
    raise TypeError("is no point: write it as [latitude, longitude]")


def text_of(value: Any) -> str:
    """A number, text, flag or date as text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value)
    for write in ("isoformat", "iso_format"):  # dates of Python, and those of drivers
        if hasattr(value, write):
            return str(getattr(value, write)())
    raise TypeError(f"is a {type(value).__name__}")


def write_rows(file: Path, rows: Mapping[Place, Cells]) -> dict[str, int]:
    """Writes the table, the same rows always in the same order; how many columns each list takes."""
    lists = Counter[str]()
    plain = set[str]()
    for cells in rows.values():
        for name, cell in cells.items():
            if isinstance(cell, list):
                lists[name] = max(lists[name], len(cell))
            else:
                plain.add(name)
    header = [*ENDS, *sorted(plain), *(column for name in sorted(lists) for column in columns_of(name, lists[name]))]
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, header, lineterminator="\n")
        writer.writeheader()
        for row in sorted(rows):
            written = dict(zip(ENDS, row[: len(ENDS)], strict=True))
            for name, cell in rows[row].items():
                parts = (
                    {name: cell} if isinstance(cell, str) else dict(zip(columns_of(name, len(cell)), cell, strict=True))
                )
                written |= parts
            writer.writerow(written)
    return dict(lists)


def columns_of(name: str, count: int) -> list[str]:
    """The columns of a list."""
    return [f"{name} {number}" for number in range(1, count + 1)]


def mapping_of(said: Mapping[str, str], rows: Mapping[Place, Cells], lists: Mapping[str, int]) -> dict[str, Any]:
    """The content of source.yml: one table for each kind of node, then one for each kind of link."""
    properties: dict[tuple[bool, str], set[str]] = {}
    for (kind, id, *_), cells in rows.items():
        properties.setdefault((not id, kind), set()).update(cells)
    tables = []
    for (is_link, kind), names in sorted(properties.items()):
        own = {name: columns_of(name, lists[name]) if name in lists else name for name in sorted(names)}
        rule = {"kind": kind, "from": "{from}", "to": "{to}"} if is_link else {"kind": kind, "id": "id"}
        what = {"links": [{**rule, **own}]} if is_link else {"nodes": {"thing": {**rule, **own}}}
        tables.append({"file": FILE, "where": {"kind": kind}, **what})
    return {
        **{key: value for key, value in said.items() if value},
        "duplicates": True,
        "about": ABOUT,
        "tables": tables,
    }
