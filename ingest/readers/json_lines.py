"""JSON lines: one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from .encodings import find_encoding, open_text
from .files import count_lines, name_of_table, open_bytes, readable
from .json_records import Record, Unreadable, rows_of, scan_records
from .reading import Reading
from .rows import BrokenRow, Row, Table

FORM = "JSON lines"


def tables(path: Path, reading: Reading) -> list[Table]:
    """The one table of a file with a record on each line."""
    scan = scan_records(path, line_records(path, reading))
    return [Table(name_of_table(path), FORM, scan.columns, scan.count, {})]


def rows(path: Path, reading: Reading) -> Iterator[Row | BrokenRow]:
    """The records of a file with one on each line."""
    return rows_of(path, lambda: line_records(path, reading))


def count(path: Path, reading: Reading) -> int | None:
    """Lines of the file."""
    return count_lines(path)


def line_records(path: Path, reading: Reading) -> Iterator[Record]:
    """What each line that is not empty holds, with the number of the line."""
    reading.only(path, FORM, "encoding")
    encoding = reading.encoding or find_encoding(path)
    with readable(path, encoding), open_bytes(path) as raw:
        for number, line in enumerate(open_text(raw, encoding), 1):
            text = line.strip().removeprefix("\ufeff")
            if not text:
                continue
            try:
                yield number, json.loads(text, parse_float=Decimal)
            except (ValueError, RecursionError) as error:
                yield number, Unreadable(text, f"is not JSON ({error})")
