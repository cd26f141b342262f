"""What the tests of readers share: files written for one test, and what is read of them."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import openpyxl
from clusteratlas.ingest.readers import BrokenRow, Row, read_rows

Written = list[dict[str, str]]


def write(folder: Path, content: str | bytes, name: str = "table.csv") -> Path:
    """A file with this content, packed if its name ends in .gz."""
    path = folder / name
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def read(path: Path | None, **reading: Any) -> tuple[Written, list[BrokenRow]]:
    """The whole rows and the broken ones."""
    rows = list(read_rows(path, **reading))
    broken = [row for row in rows if isinstance(row, BrokenRow)]
    return [dict(row) for row in rows if isinstance(row, Row)], broken


def whole(path: Path | None, **reading: Any) -> Written:
    """The rows of a table without a broken one."""
    rows, broken = read(path, **reading)
    assert broken == []
    return rows


def workbook(path: Path, *merged: str, **sheets: Any) -> Path:
    """An XLSX file with these sheets; the ranges are merged in the first one."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    book.save(path)
    return path
