"""Values of any type as the text of a cell, and nested records as flat ones."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

LONGEST_NUMBER = 40
"""Digits up to which a number with an exponent is written out."""


def text_of(value: Any) -> str:
    """A value as text: nothing for null, dates as ISO 8601, whole numbers without a fraction, lists joined by "; ".

    >>> [text_of(value) for value in (None, True, 7.0, 0.25, ["a", 2], datetime(2021, 3, 1))]
    ['', 'true', '7', '0.25', 'a; 2', '2021-03-01']
    """
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return text_of_float(value)
    if isinstance(value, Decimal):
        return text_of_decimal(value)
    if isinstance(value, datetime):
        midnight = value.time() == time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return text_of_float(value.total_seconds()) + " s"
    if isinstance(value, bytes):
        return value.decode(errors="surrogateescape").strip()
    if isinstance(value, list | tuple) and not any(isinstance(part, list | tuple | Mapping) for part in value):
        return "; ".join(text for part in value if (text := text_of(part)))
    if isinstance(value, list | tuple | Mapping):
        return json.dumps(value, ensure_ascii=False, default=text_of)
    return str(value).strip()


def text_of_float(value: float) -> str:
    """A float as people write it; nothing where it is no number."""
    if math.isnan(value):
        return ""
    if value.is_integer() and abs(value) < 1e22:
        return str(int(value))
    return repr(value)


def text_of_decimal(value: Decimal) -> str:
    """A decimal as it was written, without an exponent and without the fraction of a whole number.

    >>> text_of_decimal(Decimal("2.000")), text_of_decimal(Decimal("1.50")), text_of_decimal(Decimal("1E+3"))
    ('2', '1.50', '1000')
    """
    if value.is_nan():
        return ""
    if not value.is_finite() or abs(value.adjusted()) > LONGEST_NUMBER:
        return str(value)
    return str(int(value)) if value == value.to_integral_value() else format(value, "f")


def flatten(record: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a record with the path of each; what is nested in `a` under `b` comes as `a.b`.

    >>> dict(flatten({"name": "Zyx", "seat": {"town": "Nowhere", "at": [38.1, -122.2]}}))
    {'name': 'Zyx', 'seat.town': 'Nowhere', 'seat.at': [38.1, -122.2]}
    """
    for name, value in record.items():
        path = f"{above}.{name}" if above else name
        if isinstance(value, Mapping):
            yield from flatten(value, path)
        else:
            yield path, value


def cells_of(record: Mapping[str, Any]) -> dict[str, str]:
    """A record as flat cells of text; where two paths are written alike the later one is numbered.

    >>> cells_of({"a.b": 1, "a": {"b": 2}})
    {'a.b': '1', 'a.b (2)': '2'}
    """
    cells: dict[str, str] = {}
    for path, value in flatten(record):
        name = free_name(path.strip(), cells)
        cells[name] = text_of(value)
    return cells


def free_name(name: str, taken: Mapping[str, Any]) -> str:
    """The name, numbered where it is taken.

    >>> free_name("name", {"name": 0, "name (2)": 0})
    'name (3)'
    """
    if name not in taken:
        return name
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"
