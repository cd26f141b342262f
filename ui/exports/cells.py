"""Values as the cells of a flat table."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ...graph.model import model
from ...graph.records import Point
from ...graph.results import FoundLink, FoundNode, FoundPath, plain

if TYPE_CHECKING:
    from ...queries.catalog import Answer

Cell = str | int | float | bool | None
NODE_PARTS, POINT_PARTS = ("_id", "_kind"), ("_lat", "_lon")
PARTS = ("", *NODE_PARTS, *POINT_PARTS, "_start", "_end")
"""The endings of the columns that one column may become."""


def columns(answer: Answer) -> list[str]:
    """The columns of an answer: what its query returns, or what its rows hold."""
    return list(answer.query.returns) or list(dict.fromkeys(key for row in answer.rows for key in row))


def flatten(column: str, value: Any) -> dict[str, Cell]:
    """A value as cells: a node becomes its name and `_id`, `_kind`, `_lat`, `_lon` beside it.

    >>> flatten("at", Point(38.5, -122.5))
    {'at_lat': 38.5, 'at_lon': -122.5}
    """
    match value:
        case FoundNode():
            cells: dict[str, Cell] = {column: value.name, f"{column}_id": value.id, f"{column}_kind": value.kind}
            return cells | (flatten(column, value.location) if value.location else {})
        case FoundLink():
            return {column: value.kind, f"{column}_start": value.start, f"{column}_end": value.end}
        case Point():
            return {f"{column}_lat": value.lat, f"{column}_lon": value.lon}
        case None | str() | int():
            return {column: value}
        case float():
            return {column: value if math.isfinite(value) else None}
    return {column: in_words(value)}


def flat_rows(answer: Answer) -> tuple[list[str], list[dict[str, Cell]]]:
    """Header and rows of cells; a column of the answer wins over one that a node beside it would add."""
    own = columns(answer)
    rows = []
    for row in answer.rows:
        cells: dict[str, Cell] = {}
        for column in own:
            added = flatten(column, row.get(column))
            cells |= {key: value for key, value in added.items() if key == column or key not in own}
        rows.append(cells)
    found = {key for cells in rows for key in cells}
    header: dict[str, None] = {}
    for column in own:
        said = parts_of(answer.query.returns.get(column, "any"))
        parts = said or [part for part in PARTS if f"{column}{part}" in found] or [""]
        header |= dict.fromkeys(f"{column}{part}" for part in parts)
    return list(header), rows


def about(answer: Answer) -> dict[str, str]:
    """What was asked, with what, what counted otherwise than ships, and what is said of all rows; as texts."""
    query = answer.query
    asked = {
        name: answer.entities[name].name if name in answer.entities else in_words(value)
        for name, value in answer.parameters.items()
    }
    said = {
        "title": query.title,
        "question": query.question,
        "headline": answer.headline,
        "caution": answer.caution,
        **asked,
        "other weights than those that ship": answer.weighed,
        "what it cannot know": query.unknown,
        "about": query.about,
    }
    return {name: text for name, text in said.items() if text}


def parts_of(type: str) -> tuple[str, ...]:
    """The endings of the columns that a column of a declared type becomes, whatever it holds in one answer; none where
    its type leaves that open.

    >>> parts_of("Firm"), parts_of("Input"), parts_of("float")
    (('', '_id', '_kind', '_lat', '_lon'), ('', '_id', '_kind'), ('',))
    """
    if type == "any":
        return ()
    if type == "Link":
        return ("", "_start", "_end")
    kinds = model().within(type) if type in model().kinds else ()
    placed = any("location" in model().kind(kind).properties for kind in kinds)
    return ("", *(NODE_PARTS if kinds else ()), *(POINT_PARTS if placed else ()))


def in_words(value: Any) -> str:
    """A value as one short text."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.3f}".rstrip("0").rstrip(".") if math.isfinite(value) else ""
        case FoundNode():
            return value.name
        case FoundLink():
            return f"{value.start} {value.kind} {value.end}"
        case FoundPath():
            return path_in_words(value)
        case Point():
            return f"{value.lat}, {value.lon}"
        case list():
            return "; ".join(in_words(item) for item in value)
        case dict():
            return json.dumps(finite(plain(value)), ensure_ascii=False)
    return str(value)


def path_in_words(path: FoundPath) -> str:
    """The names along a path with the links between them, each arrow the way the link goes."""
    words = path.nodes[0].name if path.nodes else ""
    for (left, right), link in zip(pairwise(path.nodes), path.links, strict=True):
        forward = link.start == left.id or link.end == right.id
        words += f" {f'-{link.kind}->' if forward else f'<-{link.kind}-'} {right.name}"
    return words


def finite(value: Any) -> Any:
    """`value` with null for the numbers that JSON cannot say."""
    match value:
        case float():
            return value if math.isfinite(value) else None
        case dict():
            return {key: finite(item) for key, item in value.items()}
        case list():
            return [finite(item) for item in value]
    return value


def json_text(value: Any) -> str:
    """A value in one line of JSON."""
    return json.dumps(finite(plain(value)), ensure_ascii=False, allow_nan=False)
