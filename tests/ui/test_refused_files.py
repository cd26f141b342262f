"""Refused rows as files: what is given back untouched changes nothing, what is changed changes that cell alone."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.graph.quoting import spell
from clusteratlas.ingest.corrections.refused import RefusedRow, as_table, corrections_in, read_corrected, spelled
from clusteratlas.ui.commands.output import listing
from clusteratlas.ui.exports import FORMATS
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

COLUMNS = ("id", "-note", "@name", "Jobs, total")
FORMS = ("csv", "xlsx", "json")
AWKWARD = (
    "-122.4",
    "'-122.4",
    "''=1",
    "+1 707 555 0100",
    "@zyx",
    "two\r\nlines",
    "two\rlines",
    "'",
    "Caf\udce9",
    "a\0b",
)
cells = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=12).map(str.strip))
tables = st.lists(st.tuples(*[cells] * len(COLUMNS)), min_size=1, max_size=4)


def refused(rows: list[tuple[str, ...]]) -> list[RefusedRow]:
    """Refused rows that hold such cells."""
    before = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    return [
        RefusedRow("firms.csv", number, row, spelled(row), COLUMNS, "for no reason")
        for number, row in enumerate(before, 2)
    ]


def saved(folder: Path, form: str, table: list[dict[str, str]]) -> Path:
    """The file that a table of refused rows is handed out as."""
    path = folder / f"refused.{form}"
    path.write_bytes(FORMATS[form].write(listing("Refused rows", table)))
    return path


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(rows=[AWKWARD[:4], AWKWARD[4:8], ("Caf\udce9", "a\0b", "", "1")])
@given(rows=tables)
def test_rows_given_back_untouched_are_no_corrections(tmp_path: Path, form: str, rows: list[Any]) -> None:
    known = refused(rows)
    assert corrections_in(known, read_corrected(saved(tmp_path, form, as_table(known))), "Tester") == []


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(rows=[("-122.4", "two\r\nlines", "+1", "forty")], column="-note", now="-5")
@given(
    rows=tables.filter(lambda rows: all(spell(cell) == cell and "\0" not in cell for row in rows for cell in row)),
    column=st.sampled_from(COLUMNS),
    now=st.sampled_from(("-5", "'=1", "40", "new\nline")),
)
def test_a_cell_that_was_changed_is_all_that_changes(
    tmp_path: Path, form: str, rows: list[Any], column: str, now: str
) -> None:
    known = refused(rows)
    table = as_table(known)
    was, table[0][column] = known[0].cells[column], now
    made = corrections_in(known, read_corrected(saved(tmp_path, form, table)), "Tester")
    assert [one.changes for one in made] == ([{column: (was, now)}] if was != now else [])


def test_a_workbook_made_of_the_csv_is_taken_as_the_csv(tmp_path: Path) -> None:
    known = refused([("-122.4", "'=1", "a", "forty")])
    lines = read_lines(saved(tmp_path, "csv", as_table(known)))
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "refused"
    for line in lines:
        sheet.append([cell.replace("forty", "40") for cell in line])
    book.save(tmp_path / "resaved.xlsx")
    (made,) = corrections_in(known, read_corrected(tmp_path / "resaved.xlsx"), "Tester")
    assert made.changes == {"Jobs, total": ("forty", "40")}


def read_lines(path: Path) -> list[list[str]]:
    """The cells of a CSV file as any other program reads them."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_row_whose_bytes_were_no_text_is_put_right_or_refused() -> None:
    known = refused([("1", "Caf\udce9", "a", "forty")])
    (table,) = as_table(known)
    assert table["-note"] == "Caf\\udce9"
    (made,) = corrections_in(known, [{**table, "-note": "Café", "Jobs, total": "40"}], "Tester")
    assert made.changes == {"-note": ("Caf\udce9", "Café"), "Jobs, total": ("forty", "40")}
    with pytest.raises(InvalidSource, match=r"firms\.csv:2: '-note' still holds what is no text"):
        corrections_in(known, [{**table, "Jobs, total": "40"}], "Tester")


def test_rows_that_are_alike_cannot_be_corrected_in_two_ways() -> None:
    known = refused([("1", "", "a", "forty"), ("1", "", "a", "forty")])
    first, second = as_table(known)
    assert len(corrections_in(known, [{**first, "id": "2"}, {**second, "id": "2"}], "Tester")) == 1
    with pytest.raises(InvalidSource, match=r"firms\.csv:2 and firms\.csv:3 are the same in every cell"):
        corrections_in(known, [{**first, "id": "2"}, {**second, "id": "3"}], "Tester")
