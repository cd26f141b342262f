"""Files read row by row, as text, in constant memory."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from ...graph.errors import InvalidSource

SNIFFED = 64 * 1024
"""Characters looked at to find the delimiter."""
LINES = 20
"""Lines looked at to find the delimiter."""
DELIMITERS = ",\t;|"
UNDECODED = re.compile("[\udc80-\udcff]")
"""What a byte that is not of the encoding is read as."""
SAVE_AS_UTF8 = "save the file as UTF-8, or name its encoding (encoding: latin-1)"


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

    The delimiter is found from the first lines where it is not given. InvalidSource where the table cannot be read.
    """
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise InvalidSource(f"{path}: the delimiter {delimiter!r} is not one character; write it as delimiter: ';'")
    with readable(path, encoding):
        if delimiter is None:
            with open_bytes(path) as raw:
                delimiter = find_delimiter(open_text(raw, encoding).read(SNIFFED))
        with open_bytes(path) as raw:
            reader = csv.reader(open_text(raw, encoding), delimiter=delimiter)
            header = [name.strip().lstrip("\ufeff") for name in next(reader, [])]
            if any(map(UNDECODED.search, header)):
                raise InvalidSource(f"{path}: line 1 is not {name_of(encoding)} text; {SAVE_AS_UTF8}")
            if not header or len(set(header)) != len(header):
                raise InvalidSource(
                    f"{path}: line 1 must name each column once; it reads: {', '.join(header) or 'nothing'}"
                )
            for cells in reader:
                if any(cells):
                    yield read_row(path.name, reader.line_num, header, cells, encoding)


@contextmanager
def readable(path: Path, encoding: str) -> Iterator[None]:
    """Turns what goes wrong while a table is read into InvalidSource."""
    try:
        yield
    except LookupError as error:
        raise InvalidSource(f"{path}: {error}; use utf-8, latin-1, cp1252 or utf-16") from error
    except UnicodeError as error:
        raise InvalidSource(f"{path}: is not {encoding} text ({error}); {SAVE_AS_UTF8}") from error
    except csv.Error as error:
        raise InvalidSource(f"{path}: {error}; look for a quote that is opened and never closed") from error
    except (OSError, EOFError, zlib.error) as error:
        raise InvalidSource(f"{path}: is damaged ({error}); fetch or unpack it again") from error


def open_text(raw: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """The text in `raw`; bytes that are not of the encoding come as lone surrogates."""
    return io.TextIOWrapper(raw, encoding=encoding, errors="surrogateescape", newline="")


def find_delimiter(start: str) -> str:
    """The delimiter that splits the first lines of a table most evenly; a comma where none does.

    >>> find_delimiter('"Name, legal form";Sales, USD\\n"A, Inc.";5\\n')
    ';'
    """

    def fit(delimiter: str) -> tuple[float, int]:
        rows = [row for row in islice(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter), LINES) if row]
        width = len(rows[0]) if rows else 0
        if width < 2:
            return 0, 0
        return sum(len(row) == width for row in rows) / len(rows), width

    return max(DELIMITERS, key=fit)


def name_of(encoding: str) -> str:
    """The encoding as people call it."""
    return encoding.removesuffix("-sig")


def read_row(file: str, number: int, header: list[str], cells: list[str], encoding: str) -> Row | BrokenRow:
    """The row made of `cells`, or what is broken about it."""
    row = Row({name: cell.strip() for name, cell in zip(header, cells, strict=False)}, file, number)
    if len(cells) != len(header):
        return BrokenRow(
            row,
            f"has {len(cells)} cells, the header names {len(header)}",
            "quote cells that hold the delimiter",
        )
    if UNDECODED.search("".join(cells)):
        return BrokenRow(row, f"is not {name_of(encoding)} text", SAVE_AS_UTF8)
    return row
