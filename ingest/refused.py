"""The rows that a load refused in whole or part, with all their cells: to be put right, here or in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..graph.clock import now
from ..graph.errors import InvalidSource
from .corrections import Correction, Corrections
from .quality import CORRECTION, Reject, read_rejects
from .readers import BrokenRow, Row, is_table, read_rows, reading_of
from .source import Source

PLACE, WHY = "refused at", "refused because"
"""Columns that stand before those of the row itself."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row of which something was refused."""

    file: str
    number: int
    before: Mapping[str, str]
    """The row as the file has it."""
    cells: Mapping[str, str]
    """The same with what was put right already."""
    columns: tuple[str, ...]
    """Those of its table; a row that cannot be read may have other cells."""
    why: str
    """What was refused of it and why, in words."""

    @property
    def place(self) -> str:
        """Where it stands, as `members.csv:3`."""
        return f"{self.file}:{self.number}"


def refused_rows(source: Source, rejects_folder: Path, corrections: Corrections) -> list[RefusedRow]:
    """The rows of a source's files that its last load refused something of."""
    wanted: dict[str, list[Reject]] = {}
    for reject in read_rejects(rejects_folder / f"{source.name}.csv"):
        if reject.column != CORRECTION:
            wanted.setdefault(reject.place, []).append(reject)
    found: dict[str, RefusedRow] = {}
    for path, reading in tables_of(source, {place.rpartition(":")[0] for place in wanted}):
        missing = {place for place in wanted if place.startswith(path.name)} - found.keys()
        header: Sequence[str] = ()
        broken: list[tuple[BrokenRow, str]] = []
        for read in read_rows(path, **reading) if missing else ():
            if isinstance(read, Row):
                header = header or tuple(read)
            row = read.row if isinstance(read, BrokenRow) else read
            if row.place not in missing:
                continue
            missing.discard(row.place)
            now_there = corrections.apply(read)
            why = "; ".join(dict.fromkeys(map(in_words, wanted[row.place])))
            if isinstance(now_there, BrokenRow):
                broken.append((now_there, why))
            else:
                found[row.place] = RefusedRow(row.file, row.number, row.cells, now_there.cells, tuple(now_there), why)
            if not missing and (header or not broken):
                break
        for read, why in broken:
            row = read.row
            cells = {column: row.cells.get(column, "") for column in dict.fromkeys([*header, *row])}
            found[row.place] = RefusedRow(row.file, row.number, row.cells, cells, tuple(header or row), why)
    return [found[place] for place in wanted if place in found]


def tables_of(source: Source, files: set[str]) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """The tables of a source that are in files of its own, each with how it is read; once each."""
    told: list[tuple[Path, Mapping[str, object]]] = []
    for number, table in enumerate(source.tables, 1):
        if "file" in table:
            reading = reading_of(table, f"{source.name}/source.yml: table {number}")
            told.append((source.data / str(table["file"]), reading))
    if not source.tables:
        told = [(path, {}) for path in sorted(source.data.iterdir()) if is_table(path) and path.name in files]
    for number, one in enumerate(told):
        if one not in told[:number] and one[0].is_file():
            yield one


def in_words(reject: Reject) -> str:
    """What was refused, why and what to do.

    >>> in_words(Reject("m.csv:3", "employees", "forty", "is not a number", "write a whole number"))
    "employees 'forty' is not a number: write a whole number"
    """
    value = repr(reject.value) if reject.value and reject.column else ""
    return f"{' '.join(filter(None, (reject.column, value, reject.reason)))}: {reject.remedy}"


def columns_of(rows: Sequence[RefusedRow]) -> list[str]:
    """The columns of refused rows: where and why, then their own."""
    return list(dict.fromkeys([PLACE, WHY, *(column for row in rows for column in row.cells)]))


def as_table(rows: Sequence[RefusedRow]) -> list[dict[str, str]]:
    """Refused rows as the rows of one table."""
    columns = columns_of(rows)
    return [{**dict.fromkeys(columns, ""), PLACE: row.place, WHY: row.why, **row.cells} for row in rows]


def corrections_in(rows: Sequence[RefusedRow], given: Sequence[Mapping[str, str]], who: str) -> list[Correction]:
    """The corrections that a table of refused rows holds, now that somebody has worked on it.

    Rows that were left out, or left as they are, need none. InvalidSource names a row that was not refused.
    """
    known = {row.place: row for row in rows}
    made = []
    for cells in given:
        row = known.get(cells.get(PLACE, ""))
        if row is None:
            raise InvalidSource(
                f"{cells.get(PLACE) or 'a row without ' + repr(PLACE)}: is no row that was refused the last time; get "
                "the refused rows anew and correct those"
            )
        said = {column: cells.get(column, cell).strip() for column, cell in row.cells.items()}
        if said != dict(row.cells):
            after = {column: said[column] for column in row.columns}
            made.append(Correction(row.file, row.number, dict(row.before), after, who, now()[:10]))
    return made


def read_corrected(path: Path) -> list[dict[str, str]]:
    """The rows of a table of refused rows that was corrected in a spreadsheet or editor."""
    read = list(read_rows(path))
    for row in read:
        if isinstance(row, BrokenRow):
            raise InvalidSource(f"{row.row.place}: {row.reason}; {row.remedy}")
        if PLACE not in row:
            raise InvalidSource(
                f"{path}: has no column {PLACE!r}; give the file of refused rows, with its columns kept"
            )
    return [row.cells for row in read if isinstance(row, Row)]


def as_csv(rows: Sequence[RefusedRow]) -> str:
    """Refused rows as CSV, with the mark by which spreadsheet programs know UTF-8."""
    from io import StringIO

    text = StringIO()
    writer = csv.DictWriter(text, columns_of(rows))
    writer.writeheader()
    writer.writerows(as_table(rows))
    return "\ufeff" + text.getvalue()
