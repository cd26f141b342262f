"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS, by their sheets."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ...graph.errors import InvalidSource
from .cells import text_of
from .files import open_bytes, readable
from .headers import SAMPLED, find_header, join_headers, name_columns
from .reading import Reading
from .rows import BrokenRow, Row, Table, checked

FORM = "workbook"
ERROR = re.compile(rb'<c\b([^>]*\bt="e"[^>/]*)>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?<v>([^<]*)<')
PLACE = re.compile(rb'\br="[A-Z]+(\d+)"')
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the header of a sheet is, and what it names."""

    header: tuple[int, ...]
    """Rows of the sheet, from 1; empty where there is none."""
    columns: list[str]


def tables(path: Path, reading: Reading) -> list[Table]:
    """The sheets that have rows."""
    found = []
    with opened(path) as book:
        for name in [name_of_sheet(path, book, reading.sheet)] if reading.sheet else shown(book):
            sheet = book.get_sheet_by_name(name)
            layout = find_layout(sheet, reading, path)
            if layout is None:
                continue
            lines = list(layout.header)
            options: dict[str, Any] = {"sheet": name, "header": lines[0] if len(lines) == 1 else lines or 0}
            known = sum(1 for _ in rows_of(path, book, sheet, layout))
            found.append(Table(name, FORM, tuple(layout.columns), known, options))
    if not found:
        raise InvalidSource(f"{path}: no sheet has rows; save the workbook with the table in it")
    return found


def rows(path: Path, reading: Reading) -> Iterator[Row | BrokenRow]:
    """The rows of a sheet; the number of each is that of the sheet. A sheet is held in memory, row by row made text."""
    with opened(path) as book:
        sheet = choose(path, book, reading.sheet)
        layout = find_layout(sheet, reading, path)
        if layout is None:
            raise InvalidSource(f"{path}: the sheet {sheet.name!r} is empty; choose one of {listing(book)}")
        yield from rows_of(path, book, sheet, layout)


def count(path: Path, reading: Reading) -> int | None:
    """Rows of the sheet."""
    with opened(path) as book:
        return choose(path, book, reading.sheet).height


@contextmanager
def opened(path: Path) -> Iterator[CalamineWorkbook]:
    """The workbook; InvalidSource where it cannot be read."""
    try:
        with readable(path), open_bytes(path) as raw, CalamineWorkbook.from_filelike(raw) as book:
            yield book
    except PasswordError as error:
        raise InvalidSource(f"{path}: is locked with a password; save a copy without one") from error
    except (CalamineError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise InvalidSource(f"{path}: is damaged or no workbook ({error}); save it again as .xlsx") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what the library's own failures come as, below Exception
            raise
        raise InvalidSource(f"{path}: is damaged ({error}); save it again as .xlsx") from error


def shown(book: CalamineWorkbook) -> list[str]:
    """Names of the sheets that hold cells and are not hidden."""
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def listing(book: CalamineWorkbook) -> str:
    """The names of the sheets, for a message."""
    return ", ".join(map(repr, shown(book)))


def name_of_sheet(path: Path, book: CalamineWorkbook, sheet: str) -> str:
    """The sheet of that name or, where none is called so, of that number from 1."""
    if sheet in book.sheet_names:
        return sheet
    names = shown(book)
    if sheet.isdecimal() and 1 <= int(sheet) <= len(names):
        return names[int(sheet) - 1]
    raise InvalidSource(f"{path}: has no sheet {sheet!r}; choose one of {listing(book)}, or a number from 1")


def choose(path: Path, book: CalamineWorkbook, given: str | None) -> CalamineSheet:
    """The sheet that is given, or the only one with rows."""
    if given is not None:
        return book.get_sheet_by_name(name_of_sheet(path, book, given))
    chosen: CalamineSheet | None = None
    for name in shown(book):
        sheet = book.get_sheet_by_name(name)
        if sheet.height and chosen is not None:
            raise InvalidSource(f"{path}: has several sheets with rows; choose with sheet: one of {listing(book)}")
        if sheet.height:
            chosen = sheet
    if chosen is None:
        raise InvalidSource(f"{path}: no sheet has rows; save the workbook with the table in it")
    return chosen


def find_layout(sheet: CalamineSheet, reading: Reading, path: Path) -> Layout | None:
    """The header of a sheet; None where the sheet has no rows."""
    reading.only(path, f"a {FORM}", "sheet", "header")
    if sheet.start is None:
        return None
    given = reading.header
    skipped = given[0] - 1 if given else sheet.start[0]
    left = sheet.start[1]
    start = [[text_of(cell) for cell in row[left:]] for row in sheet.to_python(False, skipped + SAMPLED)]
    found = start[skipped:]
    index = find_header(found) if given is None else 0
    if index is None:
        return None
    if not found:
        raise InvalidSource(f"{path}: the sheet {sheet.name!r} has no row {skipped + 1}; correct header")
    width = max(map(len, found))
    if given == ():
        return Layout((), [f"column {number}" for number in range(1, width + 1)])
    names, below = found[index], found[index + 1 :]
    first = skipped + index
    upper = given is None and index > 0 and spans(sheet, first - 1, width, found[index - 1])
    if upper:
        first, names, below = first - 1, join_headers(found[index - 1], names, upper), below
        header: tuple[int, ...] = (first + 1, first + 2)
    elif below and (len(given) == 2 if given else spans(sheet, first, width, names)):
        merged = spans(sheet, first, width, names)
        names, below = join_headers(names, below[0], merged or None), below[1:]
        header = (first + 1, first + 2)
    else:
        header = (first + 1,)
    columns = name_columns(names, below)
    if not columns:
        raise InvalidSource(f"{path}: row {header[0]} of the sheet {sheet.name!r} must name the columns; it is empty")
    return Layout(header, columns)


def spans(sheet: CalamineSheet, row: int, width: int, cells: list[str]) -> list[range]:
    """Columns of the named cells that are merged sideways in a row, but for a title that spans the whole table."""
    start = sheet.start[1] if sheet.start else 0
    merged = [
        range(left - start, right - start + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
        if top == bottom == row and right > left and start <= left < start + len(cells) and cells[left - start]
    ]
    used = [column for column, cell in enumerate(cells) if cell]
    titles = len(used) == 1 and merged and merged[0].start == 0
    return [] if titles else [span for span in merged if len(span) < width]


def rows_of(path: Path, book: CalamineWorkbook, sheet: CalamineSheet, layout: Layout) -> Iterator[Row | BrokenRow]:
    """The rows below the header of a sheet; rows without a filled cell are left out."""
    file = path.name if len(shown(book)) == 1 else f"{path.name} [{sheet.name}]"
    wrong = error_cells(path, book.sheet_names.index(sheet.name))
    below = layout.header[-1] if layout.header else 0
    columns = layout.columns
    for number, values in enumerate(sheet.iter_rows(), 1):
        if number <= below:
            continue
        cells = [text_of(value) for value in values]
        row = Row(dict(zip(columns, cells, strict=False)), file, number)
        if number in wrong:
            yield BrokenRow(row, f"holds the error {wrong[number]}", "correct the formula in the workbook")
        elif any(cells[len(columns) :]):
            row.cells.update((f"column {at}", cell) for at, cell in enumerate(cells, 1) if at > len(columns) and cell)
            yield BrokenRow(row, "has cells beyond the header", "name their columns, or empty them")
        elif any(cells):
            yield checked(row)


def error_cells(path: Path, sheet: int) -> dict[int, str]:
    """Rows of a sheet of an XLSX file that hold an error such as #N/A, which is read as an empty cell otherwise.

    XLS and ODS do not tell.
    """
    wrong: dict[int, str] = {}
    with open_bytes(path) as raw:
        if not zipfile.is_zipfile(raw):
            return wrong
        with zipfile.ZipFile(raw) as archive:
            part = part_of_sheet(archive, sheet)
            if part is None:
                return wrong
            with archive.open(part) as xml:
                rest = b""
                for chunk in iter(lambda: xml.read(1 << 20), b""):
                    rest += chunk
                    end = rest.rfind(b"</row>") + 1
                    for found in ERROR.finditer(rest[:end]) if b't="e"' in rest[:end] else ():
                        if place := PLACE.search(found[1]):
                            wrong[int(place[1])] = found[2].decode(errors="replace")
                    rest = rest[end:]
    return wrong


def part_of_sheet(archive: zipfile.ZipFile, number: int) -> str | None:
    """The part of an XLSX file that holds the sheet of that number from 0; None where it has no such part."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except KeyError:
        return None
    ids = [sheet.get(RELATION) for sheet in book.iter() if sheet.tag.endswith("}sheet")]
    parts = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    target = parts.get(ids[number], "") if number < len(ids) else ""
    part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return part if part in archive.namelist() else None
