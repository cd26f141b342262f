"""Answers as workbooks of a spreadsheet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from ...graph.errors import InvalidQuery
from ...graph.quoting import clean
from .cells import Cell, about, flat_rows, in_words

if TYPE_CHECKING:
    from ...queries.catalog import Answer

SHEET_ROWS = 1_048_575
"""Rows that a sheet holds besides its header."""
CELL_LENGTH = 32_767
"""Characters that a cell of a sheet holds."""
EXACT = 10**15
"""Whole numbers beyond this lose digits in a spreadsheet; they are written as text."""
WIDE = 60
"""The widest column of a sheet, in characters."""


def to_xlsx(answer: Answer) -> bytes:
    """A workbook: the rows, every text kept as text, and what was asked on a second sheet.

    InvalidQuery where there are more rows than a sheet holds.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    if len(answer.rows) > SHEET_ROWS:
        raise InvalidQuery(f"{len(answer.rows)} rows do not fit on a sheet ({SHEET_ROWS}); write them as CSV")
    header, rows = flat_rows(answer)
    book = Workbook(write_only=True)

    def cell(sheet: Any, value: Cell, *, bold: bool = False) -> Any:
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) > EXACT:
            value = str(value)
        if not isinstance(value, str):
            return WriteOnlyCell(sheet, value)
        written = WriteOnlyCell(sheet, clean(value)[:CELL_LENGTH])
        written.data_type = "s"
        if bold:
            written.font = Font(bold=True)
        return written

    sheet = book.create_sheet("Rows")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(header, 1):
        longest = max((len(in_words(cells.get(name))) for cells in rows[:200]), default=0)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(len(name), longest) + 2, WIDE)
    sheet.append([cell(sheet, name, bold=True) for name in header])
    for cells in rows:
        sheet.append([cell(sheet, cells.get(name)) for name in header])

    second = book.create_sheet("About")
    for name, text in about(answer).items():
        second.append([cell(second, name, bold=True), cell(second, text)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
