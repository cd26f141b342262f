"""Files read row by row, as text, in constant memory."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, cast

from ..graph.errors import InvalidSource

SNIFFED = 64 * 1024
"""Characters looked at to find the delimiter."""


class Row(Mapping[str, str]):
    """One row of a table: column name to stripped text."""

    __slots__ = ("cells", "file", "number")

    def __init__(self, cells: dict[str, str], file: str, number: int) -> None:
        self.cells = cells
        self.file = file
        self.number = number
        """Line of the file on which the row ends; the header is line 1."""

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

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


def open_bytes(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked if its name ends in .gz."""
    try:
        return cast("BinaryIO", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")
    except OSError as error:
        raise InvalidSource(f"{path}: cannot be opened ({error.strerror}); put the file there") from error


def read_rows(path: Path, encoding: str = "utf-8-sig", delimiter: str | None = None) -> Iterator[Row | BrokenRow]:
    """The rows of a delimited table with a header; a row that is broken comes as BrokenRow in its place.

    The delimiter is found from the first lines where it is not given.
    """
    with open_bytes(path) as raw:
        text = io.TextIOWrapper(raw, encoding=encoding, errors="surrogateescape", newline="")
        try:
            start = text.read(SNIFFED)
        except (OSError, EOFError) as error:
            raise InvalidSource(f"{path}: is damaged ({error}); fetch or unpack it again") from error
    first_line = start.split("\n", 1)[0]
    delimiter = delimiter or max(",\t;|", key=first_line.count)
    with open_bytes(path) as raw:
        text = io.TextIOWrapper(raw, encoding=encoding, errors="surrogateescape", newline="")
        reader = csv.reader(text, delimiter=delimiter)
        header = [name.strip() for name in next(reader, [])]
        if not header or len(set(header)) != len(header):
            raise InvalidSource(
                f"{path}: line 1 must name each column once; it reads: {', '.join(header) or 'nothing'}"
            )
        for cells in reader:
            if any(cells):
                yield read_row(path.name, reader.line_num, header, cells, encoding)


def read_row(file: str, number: int, header: list[str], cells: list[str], encoding: str) -> Row | BrokenRow:
    """The row made of `cells`, or what is broken about it."""
    row = Row({name: cell.strip() for name, cell in zip(header, cells, strict=False)}, file, number)
    if len(cells) != len(header):
        return BrokenRow(
            row,
            f"has {len(cells)} cells, the header names {len(header)}",
            "quote cells that hold the delimiter",
        )
    if any("\udc80" <= character <= "\udcff" for cell in cells for character in cell):
        return BrokenRow(
            row,
            f"is not {encoding.removesuffix('-sig')} text",
            "save the file as UTF-8, or name its encoding",
        )
    return row
