"""Columns that say where an organisation is, as templates of the id of a place."""

from __future__ import annotations

import re

from ..cleaning.gazetteer import five_digits, zip_table
from .records import Column, Table

PLACES = (
    ("county_fips", "us-county-{{{column}|zip}}"),
    ("county", "{{{column},{state}|county}}"),
    ("postcode", ""),
    ("town", ""),
    ("metro", "{{{column}|metro}}"),
    ("state", "{{{column}|state}}"),
)
"""Role of a column, and the template; the narrowest place first."""


def place_templates(table: Table, of: str, *, by_town: bool = True) -> list[str]:
    """Templates of the id of the place where an organisation is, the narrowest first.

    The county that holds the centre of a town is not where all of the town is: statistics go without it.
    """
    state = table.column("state", of)
    found = []
    for role, template in PLACES:
        column = table.column(role, of)
        if column is None or (role == "postcode" and not us_postcodes(column)):
            continue
        if role == "postcode":
            found.append(zip_template(table, of, "zip_county"))
        elif role == "town":
            found += [template for template in [town_template(table, of, "town_county")] if template and by_town]
        elif role != "county":
            found.append(template.format(column=column.name))
        elif state and "," not in column.name + state.name:
            found.append(template.format(column=column.name, state=state.name))
    return found


def zip_template(table: Table, of: str, transform: str) -> str:
    """The template of a ZIP code, read beside the state where a column holds it: a lost zero is not put into any state.

    `transform` is `zip` or one of the others that take a ZIP code.
    """
    postcode, state = table.column("postcode", of), table.column("state", of)
    assert postcode is not None
    if state and "," not in postcode.name + state.name:
        return f"{{{postcode.name},{state.name}|zip_in{transform.removeprefix('zip')}}}"
    return f"{{{postcode.name}|{transform}}}"


def town_template(table: Table, of: str, transform: str) -> str:
    """The template of a town and its state; empty where a table does not have both.

    `transform` is one of those that take a town and a state.
    """
    town, state = table.column("town", of), table.column("state", of)
    if town and state and "," not in town.name + state.name:
        return f"{{{town.name},{state.name}|{transform}}}"
    return ""


def us_postcodes(column: Column) -> bool:
    """Whether the examples of a column are ZIP codes, also those that lost a zero in front."""
    return bool(column.examples) and all(
        re.fullmatch(r"\d{3,5}(-?\d{4})?", value) and five_digits(value) in zip_table() for value in column.examples
    )
