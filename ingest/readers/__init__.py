"""Tables of every form read row by row, as text: `tables_of` says what a file holds, `read_rows` reads it.

Memory does not grow with the file, but for workbooks, of which one sheet is held at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from .files import form_of, is_table
from .reading import OPTIONS, Reading, read_options, reading_of
from .rows import UNWRITABLE, BrokenRow, Row, Table

__all__ = [
    "OPTIONS",
    "UNWRITABLE",
    "BrokenRow",
    "Row",
    "Table",
    "count_rows",
    "is_table",
    "read_rows",
    "reading_of",
    "tables_of",
]


class Form(Protocol):
    """What each module that reads one form of table has; the database at an address has no path."""

    def tables(self, path: Path | None, reading: Reading) -> list[Table]:
        """The tables that are there."""

    def rows(self, path: Path | None, reading: Reading) -> Iterator[Row | BrokenRow]:
        """The rows of one of them."""

    def count(self, path: Path | None, reading: Reading) -> int | None:
        """About how many rows that are."""


def reader(path: Path | None) -> Form:
    """What reads the file; imported when it is needed, since some libraries behind take a while."""
    form = "databases" if path is None else form_of(path)
    return cast("Form", import_module(f".{form}", __package__))


def tables_of(path: Path | None, **options: Any) -> list[Table]:
    """The tables of a file, or of the database at `url`, each with its columns and how it is read.

    `options` are those of `read_rows`. InvalidSource where there is no table to be read.
    """
    return reader(path).tables(path, read_options(options, path or "table"))


def read_rows(path: Path | None, **options: Any) -> Iterator[Row | BrokenRow]:
    """The rows of one table as text; a row that is broken comes as BrokenRow in its place.

    `options` are `encoding`, `delimiter`, `header`, `sheet`, `records`, `sql` and `url`; what is not given is found.
    Without a path, `sql` is asked of the database at `url`. InvalidSource where the table cannot be read.
    """
    return reader(path).rows(path, read_options(options, path or "table"))


def count_rows(path: Path | None, **options: Any) -> int | None:
    """About how many rows a table has, for a progress bar; None where only reading it would tell."""
    return reader(path).count(path, read_options(options, path or "table"))
