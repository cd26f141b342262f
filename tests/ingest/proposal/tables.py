"""Invented tables, written for one test."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from clusteratlas.ingest.proposal import Proposal, propose


def write_table(folder: Path, header: Sequence[str], rows: Sequence[Sequence[str]], name: str = "table.csv") -> Path:
    """Writes a CSV file."""
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return folder / name


def proposed(folder: Path, header: str, *rows: str) -> Proposal:
    """The proposal for a table given as lines with semicolons."""
    return propose(write_table(folder, header.split(";"), [row.split(";") for row in rows]))


def meanings(proposal: Proposal) -> dict[str, str]:
    """Column to what it is taken for, of the first table; what is not used is left out."""
    return {
        column.name: f"{column.role} of {column.of}" if column.of else column.role
        for column in proposal.tables[0].columns
        if column.used
    }


REGISTER = (
    ("4711", "Zyx Barrels LLC", "12 Invented Road", "Napa", "CA", "94558", "312130", "12", "1998", "38.31", "-122.31"),
    ("4712", "Qux Labels Inc", "7 Made-up Street", "Sonoma", "CA", "95476", "323111", "40", "2003", "38.29", "-122.46"),
    (
        "4713",
        "Invented Corks Co",
        "99 Nowhere Ave",
        "Healdsburg",
        "CA",
        "95448",
        "321999",
        "7",
        "2011",
        "38.61",
        "-122.87",
    ),
    (
        "4714",
        "Imaginary Vines LLC",
        "3 Dream Lane",
        "Calistoga",
        "CA",
        "94515",
        "111332",
        "25",
        "1987",
        "38.58",
        "-122.58",
    ),
)
"""Rows of a register: number, name, street, town, state, ZIP, NAICS, employees, year, latitude, longitude."""
REGISTER_ROLES = (
    "id", "name", "address", "town", "state", "postcode", "naics", "employees", "founded", "latitude", "longitude",
)  # fmt: skip
