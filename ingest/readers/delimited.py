"""Delimited text: CSV, TSV and their like."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from ...graph.errors import InvalidSource
from .encodings import find_encoding, name_of, open_text
from .files import SAVE_AS_UTF8, count_lines, name_of_table, open_bytes, readable
from .headers import SAMPLED, find_header, join_headers, name_columns
from .reading import Reading
from .rows import UNWRITABLE, BrokenRow, Row, Table, unwritable

FORM = "delimited text"
SNIFFED = 64 * 1024
"""Characters looked at to find the delimiter and the header."""
LINES = 20
"""Rows looked at to find the delimiter."""
DELIMITERS = ",\t;|"
SMALL = 4 << 20
"""Bytes up to which the rows of a table are counted to be shown."""
END = "\x1cend of the file\x1c"
"""A last line put behind the text: where it is taken into a cell, a quote was never closed."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a delimited text is read, all of it known."""

    encoding: str
    delimiter: str
    header: tuple[int, ...]
    """Lines on which the header begins; empty where there is none."""
    columns: list[str]


def tables(path: Path, reading: Reading) -> list[Table]:
    """The one table of a delimited text."""
    layout = find_layout(path, reading)
    known = sum(1 for _ in rows(path, reading)) if path.stat().st_size <= SMALL else None
    lines = list(layout.header)
    options: dict[str, Any] = {
        "encoding": name_of(layout.encoding),
        "delimiter": layout.delimiter,
        "header": lines[0] if len(lines) == 1 else lines or 0,
    }
    return [Table(name_of_table(path), FORM, tuple(layout.columns), known, options)]


def rows(path: Path, reading: Reading) -> Iterator[Row | BrokenRow]:
    """The rows below the header; the number of each is the line it ends on."""
    layout = find_layout(path, reading)
    columns, width = layout.columns, len(layout.columns)
    above = layout.header[0] - 1 if layout.header else 0
    encoding, file, heads = layout.encoding, path.name, len(layout.header)
    with readable(path, encoding), open_bytes(path) as raw:
        text = open_text(raw, encoding)
        reader = csv.reader(chain(islice(text, above, None), (END,)), delimiter=layout.delimiter)
        begun = above
        for index, cells in enumerate(reader):
            if cells and cells[-1].endswith(END):
                if cells != [END]:
                    raise unclosed(path, begun + 1)
            elif index >= heads and any(cells):
                yield read_row(file, above + reader.line_num, columns, width, cells, encoding)
            begun = above + reader.line_num


def unclosed(path: Path, line: int) -> InvalidSource:
    """What is raised where the rest of a table is inside one cell."""
    return InvalidSource(f"{path}: line {line} has a quote that is opened and never closed; close it, or take it out")


def count(path: Path, reading: Reading) -> int | None:
    """Lines of the file, as a measure of how long it takes to read."""
    return count_lines(path)


def find_layout(path: Path, reading: Reading) -> Layout:
    """The encoding, delimiter and header of a table: what is given, and the rest as its first lines tell it."""
    reading.only(path, FORM, "encoding", "delimiter", "header")
    encoding = reading.encoding or find_encoding(path)
    with readable(path, encoding):
        with open_bytes(path) as raw:
            start = open_text(raw, encoding).read(SNIFFED).removeprefix("\ufeff")
        if len(start) == SNIFFED:
            start = start[: 1 + max(start.rfind("\n"), start.rfind("\r"))] or start
        named = named_delimiter(start)
        above = reading.header[0] - 1 if reading.header else int(named is not None)
        below = "".join(islice(io.StringIO(start, newline=""), above, None))
        delimiter = reading.delimiter or named or find_delimiter(below)
        parsed = parse(below, delimiter)
    index = find_header([cells for _, cells in parsed]) if reading.header is None else 0
    if index is None or not parsed:
        raise InvalidSource(f"{path}: has no line that names the columns; add one, or correct header")
    if reading.header is None:
        header: tuple[int, ...] = (above + (parsed[index - 1][0] if index else 0) + 1,)
    else:
        header = reading.header
    names, body = header_of([cells for _, cells in parsed[index:]], header)
    place = f"{path}: line {header[0] if header else 1}"
    if any(map(UNWRITABLE.search, names)):
        raise InvalidSource(f"{place} is not {name_of(encoding)} text; {SAVE_AS_UTF8}")
    columns = name_columns(names, body)
    if not columns:
        raise InvalidSource(f"{place} must name the columns; it reads: nothing")
    return Layout(encoding, delimiter, header, columns)


def header_of(found: Sequence[list[str]], header: Sequence[int]) -> tuple[list[str], Sequence[list[str]]]:
    """The names in the first rows of a table, and the rows below."""
    if not header:
        return [f"column {number}" for number in range(1, max(map(len, found)) + 1)], found
    if len(header) == 2 and len(found) > 1:
        return join_headers(found[0], found[1]), found[2:]
    return found[0], found[1:]


def parse(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The first rows of a text, each with the line it ends on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [(reader.line_num, cells) for cells in islice(reader, SAMPLED)]


def named_delimiter(start: str) -> str | None:
    """The delimiter that a first line `sep=;`, which spreadsheet programs write, names.

    >>> named_delimiter("sep=;\\nname;town\\n")
    ';'
    """
    named = re.match(r"sep=([^\"\r\n])[\r\n]", start, re.IGNORECASE)
    return named[1] if named else None


def find_delimiter(start: str) -> str:
    """The delimiter that splits the first lines of a table most evenly; a comma where none does.

    >>> find_delimiter('"Name, legal form";Sales, USD\\n"A, Inc.";5\\n')
    ';'
    """

    def fit(delimiter: str) -> tuple[float, bool, int]:
        rows = list(filter(None, (cells for _, cells in parse(start, delimiter)[:LINES])))
        width, times = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
        if width < 2:
            return 0, False, 0
        return times / len(rows), len(rows[0]) == width, width

    return max(DELIMITERS, key=fit)


def read_row(
    file: str, number: int, columns: Iterable[str], width: int, cells: list[str], encoding: str
) -> Row | BrokenRow:
    """The row made of `cells`, or what is broken about it; cells beyond the header may be empty."""
    row = Row(dict(zip(columns, map(str.strip, cells), strict=False)), file, number)
    if len(cells) != width and (len(cells) < width or any(cell.strip() for cell in cells[width:])):
        if len(cells) > width:
            row.cells.update((f"column {at}", cell.strip()) for at, cell in enumerate(cells[width:], width + 1))
        return BrokenRow(
            row,
            f"has {len(cells)} cells, the header names {width}",
            "put quotes around a cell that holds the sign between cells; if the names of the columns stand on another "
            "line, the mapping can say which (header: 3)",
        )
    if found := unwritable("".join(cells)):
        if found[0] == "\0":
            return BrokenRow(row, "holds a character that is no text (NUL)", "take it out, or save the table anew")
        return BrokenRow(row, f"is not {name_of(encoding)} text", SAVE_AS_UTF8)
    return row
