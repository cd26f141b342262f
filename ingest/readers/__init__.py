"""Tables of every form read row by row, as text: `tables_of` says what a file holds, `read_rows` reads it.

Memory does not grow with the file, but for workbooks, of which one sheet is held at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import databases, delimited, json_records, parquet, workbooks
from .files import form_of
from .reading import OPTIONS, Reading, read_options, reading_of
from .rows import BrokenRow, Row, Table

__all__ = [
    "ENDINGS",
    "OPTIONS",
    "BrokenRow",
    "Row",
    "Table",
    "count_rows",
    "read_rows",
    "reading_of",
    "tables_of",
]

ENDINGS = tuple(
    ".csv .tsv .tab .psv .xlsx .xlsm .xlsb .xls .ods .parquet .json .geojson .jsonl .ndjson .geojsonl".split()
)
"""What names of files with tables end in, before a .gz; a file of another name is read as well where it is named."""


@dataclass(frozen=True, slots=True)
class Form:
    """What is done with one form of table."""

    tables: Callable[[Path, Reading], list[Table]]
    rows: Callable[[Path, Reading], Iterator[Row | BrokenRow]]
    count: Callable[[Path, Reading], int | None]


FORMS = {
    "delimited": Form(delimited.tables, delimited.rows, delimited.count),
    "workbook": Form(workbooks.tables, workbooks.rows, workbooks.count),
    "parquet": Form(parquet.tables, parquet.rows, parquet.count),
    "json": Form(json_records.tables, json_records.rows, json_records.count),
    "jsonlines": Form(json_records.line_tables, json_records.line_rows, delimited.count),
    "database": Form(databases.tables, databases.rows, databases.count),
}


def tables_of(path: Path | None, **options: Any) -> list[Table]:
    """The tables of a file, or of the database at `url`, each with its columns and how it is read.

    `options` are those of `read_rows`. InvalidSource where there is no table to be read.
    """
    reading = read_options(options, path or "table")
    return databases.tables(None, reading) if path is None else FORMS[form_of(path)].tables(path, reading)


def read_rows(path: Path | None, **options: Any) -> Iterator[Row | BrokenRow]:
    """The rows of one table as text; a row that is broken comes as BrokenRow in its place.

    `options` are `encoding`, `delimiter`, `header`, `sheet`, `records`, `sql` and `url`; what is not given is found.
    Without a path, `sql` is asked of the database at `url`. InvalidSource where the table cannot be read.
    """
    reading = read_options(options, path or "table")
    return databases.rows(None, reading) if path is None else FORMS[form_of(path)].rows(path, reading)


def count_rows(path: Path | None, **options: Any) -> int | None:
    """About how many rows a table has, for a progress bar; None where only reading it would tell."""
    if path is None:
        return None
    return FORMS[form_of(path)].count(path, read_options(options, path))
