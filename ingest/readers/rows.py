"""What every table is read as: rows of text, and rows that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

UNWRITABLE = re.compile("[\0\ud800-\udfff]")
"""NUL, and the lone surrogates that bytes of another encoding are read as."""


class Row(Mapping[str, str]):
    """One row of a table: column name to stripped text."""

    __slots__ = ("cells", "changed", "corrected", "file", "number")

    def __init__(
        self, cells: dict[str, str], file: str, number: int, corrected: str = "", changed: Collection[str] = ()
    ) -> None:
        self.cells = cells
        self.file = file
        self.number = number
        """Line of the file on which the row ends, row of the sheet, or number of the record; from 1."""
        self.corrected = corrected
        """What of it was put right by hand, by whom and when."""
        self.changed = frozenset(changed)
        """The columns that were put right."""

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def as_read(self) -> Row:
        """The row without a word of what was put right, for what that does not bear on."""
        return Row(self.cells, self.file, self.number) if self.corrected else self

    @property
    def place(self) -> str:
        """File and line, as `permits.csv:12`."""
        return f"{self.file}:{self.number}"


class BrokenRow(Exception):
    """A row that cannot be read: its place, what was read, why, and what to do."""

    def __init__(self, row: Row, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.row = row
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file, as a person choosing columns wants to see it."""

    name: str
    """The file's name without its endings, the sheet, the table of a database, or the path of the records."""
    form: str
    """One of delimited text, workbook, Parquet, JSON, JSON lines, GeoJSON, database."""
    columns: tuple[str, ...]
    rows: int | None
    """How many rows it has; None where only reading all of it would tell."""
    reading: Mapping[str, Any]
    """The options that read exactly this table, for `read_rows(path, **table.reading)` and for source.yml."""


def unwritable(text: str) -> re.Match[str] | None:
    """What in a text no text may hold; most are plain, which is told at once."""
    return None if text.isascii() and "\0" not in text else UNWRITABLE.search(text)


def checked(row: Row) -> Row | BrokenRow:
    """The row, or what is broken about it where a cell holds what no text may hold."""
    if unwritable("".join(row.cells.values())):
        return BrokenRow(
            row, "holds a character that is no text (NUL, or half of one)", "take it out, or save the table anew"
        )
    return row
