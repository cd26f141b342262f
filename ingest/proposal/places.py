"""Columns that say where an organisation is, as templates of the id of a place."""

from __future__ import annotations

import re
from collections.abc import Callable

from .records import Column, Table


def five_digit(column: Column) -> bool:
    """Whether the examples are codes with their zeros in front."""
    return all(re.fullmatch(r"\d{5}", value) for value in column.examples)


def two_letters(column: Column) -> bool:
    """Whether the examples are postal codes of states."""
    return all(re.fullmatch("[A-Za-z]{2}", value) for value in column.examples)


PLACES: tuple[tuple[str, Callable[[Column], bool], str], ...] = (
    ("county_fips", five_digit, "us-county-{X}"),
    ("metro", five_digit, "us-metro-{X}"),
    ("state", two_letters, "us-{X|lower}"),
)
"""Role of a column, whether its values are of the form, and the template; the narrowest place first."""


def place_templates(table: Table, of: str) -> list[str]:
    """Templates of the id of the place where an organisation is, the narrowest first."""
    return [
        template.replace("X", column.name)
        for role, of_form, template in PLACES
        if (column := table.column(role, of)) and of_form(column)
    ]
