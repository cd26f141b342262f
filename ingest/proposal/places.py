"""Columns that say where an organisation is, as templates of the id of a place."""

from __future__ import annotations

import re

from ..cleaning.gazetteer import five_digits, zip_table
from .records import Column, Table

PLACES = (
    ("county_fips", "us-county-{{{column}|zip}}"),
    ("county", "{{{column},{state}|county}}"),
    ("postcode", "{{{column}|zip_county}}"),
    ("metro", "{{{column}|metro}}"),
    ("state", "{{{column}|state}}"),
)
"""Role of a column, and the template; the narrowest place first."""


def place_templates(table: Table, of: str) -> list[str]:
    """Templates of the id of the place where an organisation is, the narrowest first."""
    state = table.column("state", of)
    found = []
    for role, template in PLACES:
        column = table.column(role, of)
        if column is None or (role == "postcode" and not us_postcodes(column)):
            continue
        if role != "county":
            found.append(template.format(column=column.name))
        elif state and "," not in column.name + state.name:
            found.append(template.format(column=column.name, state=state.name))
    return found


def us_postcodes(column: Column) -> bool:
    """Whether the examples of a column are ZIP codes, also those that lost a zero in front."""
    return bool(column.examples) and all(
        re.fullmatch(r"\d{3,5}(-?\d{4})?", value) and five_digits(value) in zip_table() for value in column.examples
    )
