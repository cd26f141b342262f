"""The rows that a load refused in whole or part, with all their cells: to be put right, here or in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...graph.clock import now
from ...graph.errors import InvalidSource
from ...graph.quoting import clean, spell, unguard
from ..quality import CORRECTION, Reject, read_rejects
from ..readers import UNWRITABLE, BrokenRow, Row, is_table, read_rows, reading_of, tables_of
from ..source import Source
from .kept import Correction, Corrections, Key

PLACE, WHY = "refused at", "refused because"
"""Columns that stand before those of the row itself."""
ROWS = "Rows"
"""The sheet that holds the rows of a workbook that is handed out."""
GUARDED = ("delimited text", "workbook")
"""Forms of files whose texts may be guarded."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row of which something was refused."""

    file: str
    number: int
    before: Mapping[str, str]
    """The row as the file has it."""
    cells: Mapping[str, str]
    """The same as it is handed out: with what was put right already, and bytes that are no text spelled out."""
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
    for path, reading in files_of(source, {place.rpartition(":")[0] for place in wanted}):
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
                cells = spelled(now_there.cells)
                found[row.place] = RefusedRow(row.file, row.number, row.cells, cells, tuple(now_there), why)
            if not missing and (header or not broken):
                break
        for read, why in broken:
            row = read.row
            cells = spelled({**dict.fromkeys(header, ""), **row})
            found[row.place] = RefusedRow(row.file, row.number, row.cells, cells, tuple(header or row), why)
    return [found[place] for place in wanted if place in found]


def beyond_correcting(source: Source) -> list[str]:
    """The files that the crawler of a source reads by itself, so that rows of them cannot be corrected here."""
    if not source.crawler():
        return []
    files = dict.fromkeys(str(table["file"]) for table in source.tables if "file" in table)
    return [file for file in files if not is_table(Path(file))]


def files_of(source: Source, files: set[str]) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """The tables of a source that are in files of its own and can be corrected, each with how it is read; once each."""
    left_out = beyond_correcting(source)
    told: list[tuple[Path, Mapping[str, object]]] = []
    for number, table in enumerate(source.tables, 1):
        if "file" in table and table["file"] not in left_out:
            reading = reading_of(table, f"{source.name}/source.yml: table {number}")
            told.append((source.data / str(table["file"]), reading))
    if not source.tables:
        told = [(path, {}) for path in sorted(source.data.iterdir()) if is_table(path) and path.name in files]
    for number, one in enumerate(told):
        if one not in told[:number] and one[0].is_file():
            yield one


def spelled(cells: Mapping[str, str]) -> dict[str, str]:
    """Cells as they can be shown and saved."""
    return {column: spell(cell) for column, cell in cells.items()}


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


def still_to_do(
    rows: Sequence[RefusedRow], given: Sequence[Mapping[str, str]], kept: Corrections
) -> tuple[list[Mapping[str, str]], int]:
    """The rows of a table that was given back without those that were corrected so before, and how many those are."""
    refused = {row.place for row in rows}
    rest = [
        cells
        for cells in given
        if cells.get(PLACE, "") in refused or not any(is_done(cells, correction) for correction in kept.kept)
    ]
    return rest, len(given) - len(rest)


def is_done(cells: Mapping[str, str], correction: Correction) -> bool:
    """Whether a row that was given back says what a correction that is kept made of its row."""
    named = {as_named(column): cell for column, cell in cells.items()}
    return cells.get(PLACE, "").rpartition(":")[0] == correction.file and all(
        said_of(named.get(as_named(column), ""), cell) == cell for column, cell in spelled(correction.after).items()
    )


def corrections_in(rows: Sequence[RefusedRow], given: Sequence[Mapping[str, str]], who: str) -> list[Correction]:
    """The corrections that a table of refused rows holds, now that somebody has worked on it.

    Rows that were left out, or left as they are, need none. InvalidSource names a row that was not refused, one that
    still cannot be read, and one that is corrected in two ways.
    """
    known = {row.place: row for row in rows}
    made: dict[Key, Correction] = {}
    for cells in given:
        row = known.get(cells.get(PLACE, ""))
        if row is None:
            raise InvalidSource(
                f"{cells.get(PLACE) or 'a row without ' + repr(PLACE)}: is no row that was refused the last time; get "
                "the refused rows anew and correct those"
            )
        named = {as_named(column): cell for column, cell in cells.items()}
        said = {column: said_of(named.get(as_named(column), cell), cell) for column, cell in row.cells.items()}
        if said == row.cells:
            continue
        after = {column: said[column] for column in row.columns}
        check_readable(row, said)
        new = Correction(row.file, row.number, dict(row.before), after, who, now()[:10])
        first = made.setdefault(new.key, new)
        if first.after != after:
            raise InvalidSource(
                f"{first.place} and {new.place} are the same in every cell, so that one correction holds for both; "
                "correct them alike, or change one of them in the file that was loaded"
            )
    return list(made.values())


def said_of(given: str, cell: str) -> str:
    """What a cell is to say: as it was where all that differs is what saving and reading change of themselves.

    >>> said_of("two\\nlines", "two\\r\\nlines"), said_of(" 40 ", "forty")
    ('two\\r\\nlines', '40')
    """
    return cell if clean(given).strip() == clean(cell).strip() else given.strip()


def as_named(column: str) -> str:
    """A column as it is called once it was saved and read.

    >>> as_named("jobs \\n(total)")
    'jobs (total)'
    """
    return " ".join(clean(column).split())


def check_readable(row: RefusedRow, said: Mapping[str, str]) -> None:
    """InvalidSource names a cell that keeps a corrected row from being read."""
    for column, cell in said.items():
        if cell and column not in row.columns:
            raise InvalidSource(
                f"{row.place}: {column!r} is beyond the columns of the table and still holds {cell!r}; move it to "
                "where it belongs, and empty that cell"
            )
        raw = row.before.get(column, "")
        if UNWRITABLE.search(raw) and cell == spell(raw):
            raise InvalidSource(f"{row.place}: {column!r} still holds what is no text, {cell!r}; write it anew")


def read_corrected(path: Path) -> list[dict[str, str]]:
    """The rows of a table of refused rows that was corrected in a spreadsheet or editor.

    CSV guards what a spreadsheet could take for a formula, and so does a workbook that was made of it; a workbook that
    was handed out holds its rows, as they are, on a sheet of their own.
    """
    tables = tables_of(path)
    own = next((table for table in tables if table.name == ROWS), None)
    read = list(read_rows(path, **(own.reading if own else {})))
    for row in read:
        if isinstance(row, BrokenRow):
            raise InvalidSource(f"{row.row.place}: {row.reason}; {row.remedy}")
        if PLACE not in row:
            raise InvalidSource(
                f"{path}: has no column {PLACE!r}; give the file of refused rows, with its columns kept"
            )
    rows = [row.cells for row in read if isinstance(row, Row)]
    if own or tables[0].form not in GUARDED:
        return rows
    return [{unguard(column): unguard(cell) for column, cell in cells.items()} for cells in rows]
