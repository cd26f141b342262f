"""Columns that say where an organisation is, as templates of the id of a place."""

from __future__ import annotations

import re

from ..cleaning.gazetteer import five_digits, zip_table
from .records import Column, Table

PLACES = (
    ("place_code", ""),
    ("county_fips", "us-county-{{{column}|zip}}"),
    ("county", ""),
    ("postcode", ""),
    ("town", ""),
    ("metro", "{{{column}|metro}}"),
    ("state", "{{{column}|state}}"),
)
"""Role of a column, and the template where the column is read alone; the narrowest place first."""


def place_templates(table: Table, of: str, *, by_town: bool = True) -> list[str]:
    """Templates of the id of the place where an organisation is, the narrowest first.

    The county that holds the centre of a town is not where all of the town is: statistics go without it.
    """
    found = []
    for role, template in PLACES:
        column = table.column(role, of)
        if column is None or (role == "postcode" and not us_postcodes(column)):
            continue
        if role == "place_code":
            found.append(f"{column.begins}{{{column.name}}}")
        elif role == "postcode":
            found.append(zip_template(table, of, "zip_county"))
        elif role == "county":
            found.append(with_state(table, column, of, "county"))
        elif role != "town":
            found.append(template.format(column=column.name))
        elif by_town:
            found.append(town_template(table, of, "town_county"))
    return list(filter(None, found))


def with_state(table: Table, column: Column, of: str, transform: str) -> str:
    """The template of a column that is read beside the state; empty where no other column holds that."""
    state = table.column("state", of)
    return f"{{{column.name},{state.name}|{transform}}}" if state and "," not in column.name + state.name else ""


def zip_template(table: Table, of: str, transform: str) -> str:
    """The template of a ZIP code, read beside the state where a column holds it: a lost zero is not put into any state.

    `transform` is `zip` or one of the others that take a ZIP code.
    """
    postcode = table.column("postcode", of)
    assert postcode is not None
    beside = with_state(table, postcode, of, f"zip_in{transform.removeprefix('zip')}")
    return beside or f"{{{postcode.name}|{transform}}}"


def town_template(table: Table, of: str, transform: str) -> str:
    """The template of a town and its state; empty where a table does not have both.

    `transform` is one of those that take a town and a state.
    """
    town = table.column("town", of)
    return with_state(table, town, of, transform) if town else ""


def us_postcodes(column: Column) -> bool:
    """Whether the examples of a column are ZIP codes, also those that lost a zero in front."""
    return bool(column.examples) and all(
        re.fullmatch(r"\d{3,5}(-?\d{4})?", value) and five_digits(value) in zip_table() for value in column.examples
    )
