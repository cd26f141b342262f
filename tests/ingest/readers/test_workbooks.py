"""The sheets of a workbook are read as an analyst sees them."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.ingest.readers import BrokenRow, Row, count_rows, read_rows, tables_of

from tests.ingest.readers.reading import read, whole, workbook

FIRMS: list[list[Any]] = [["name", "jobs"], ["Zyx", 3], ["Abc", 4]]
READ = [{"name": "Zyx", "jobs": "3"}, {"name": "Abc", "jobs": "4"}]


def test_cells_become_text_as_they_are_shown(tmp_path: Path) -> None:
    row: list[Any] = [
        "00123",
        7.0,
        0.25,
        True,
        date(2021, 3, 1),
        datetime(2021, 3, 1, 12, 30),
        time(8, 0),
        None,
        " a b ",
    ]
    path = workbook(tmp_path / "a.xlsx", S=[[f"c{i}" for i in range(9)], row])
    assert list(whole(path)[0].values()) == [
        *("00123", "7", "0.25", "true", "2021-03-01", "2021-03-01T12:30:00", "08:00:00", "", "a b")
    ]


def test_empty_rows_are_skipped_and_places_are_rows_of_the_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", S=[[], ["name", "jobs"], ["Zyx", 3], [None, None], ["Abc", 4]])
    assert [row.place for row in read_rows(path) if isinstance(row, Row)] == ["a.xlsx:3", "a.xlsx:5"]
    assert whole(path) == READ
    assert count_rows(path) == 4


def test_a_table_may_begin_anywhere_on_its_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", S=[[None] * 4] * 70 + [[None, None, *row] for row in FIRMS])
    assert whole(path) == READ
    assert tables_of(path)[0].reading == {"sheet": "S", "header": 71}


def test_the_only_sheet_with_rows_is_read_and_of_several_one_must_be_chosen(tmp_path: Path) -> None:
    assert whole(workbook(tmp_path / "a.xlsx", Empty=[], Firms=FIRMS)) == READ
    path = workbook(tmp_path / "b.xlsx", Towns=[["town"], ["Nowhere"]], Firms=FIRMS)
    with pytest.raises(InvalidSource, match="several sheets with rows; choose with sheet: one of 'Towns', 'Firms'"):
        read(path)
    assert whole(path, sheet="Firms") == whole(path, sheet=2) == READ
    rows = list(read_rows(path, sheet="Firms"))
    assert isinstance(rows[0], Row)
    assert rows[0].place == "b.xlsx [Firms]:2"
    assert [(table.name, table.columns, table.rows) for table in tables_of(path)] == [
        ("Towns", ("town",), 1),
        ("Firms", ("name", "jobs"), 2),
    ]
    assert [whole(path, **table.reading) for table in tables_of(path)] == [[{"town": "Nowhere"}], READ]


def test_a_name_of_a_sheet_that_is_a_number_is_a_name_first(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", **{"2": [["town"], ["Nowhere"]], "2021": FIRMS})
    assert whole(path, sheet=2) == [{"town": "Nowhere"}]
    assert whole(path, sheet=2021) == READ


def test_a_hidden_sheet_is_read_only_where_it_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", Codes=[["code"], ["x"]], Firms=FIRMS)
    book = openpyxl.load_workbook(path)
    book["Codes"].sheet_state = "hidden"
    book.save(path)
    assert whole(path) == READ
    assert whole(path, sheet="Codes") == [{"code": "x"}]


def test_a_title_above_the_header_is_left_out(tmp_path: Path) -> None:
    rows = [["Members of our association", None, None], ["name", "town", "jobs"], ["Zyx", "Nowhere", 3]]
    path = workbook(tmp_path / "a.xlsx", "A1:C1", S=rows)
    assert whole(path) == [{"name": "Zyx", "town": "Nowhere", "jobs": "3"}]


@pytest.mark.parametrize("title", [[], [["Members", None, None, None], []], [["Members"]]])
def test_a_header_of_two_rows_joins_what_is_merged(tmp_path: Path, title: list[list[str]]) -> None:
    at = len(title)
    rows = [*title, ["name", "site", None, "jobs"], [None, "lat", "lon", None], ["Zyx", 38.5, -122, 3]]
    path = workbook(tmp_path / "a.xlsx", f"B{at + 1}:C{at + 1}", f"A{at + 1}:A{at + 2}", S=rows)
    assert whole(path) == [{"name": "Zyx", "site / lat": "38.5", "site / lon": "-122", "jobs": "3"}]
    (table,) = tables_of(path)
    assert table.reading == {"sheet": "S", "header": [at + 1, at + 2]}
    assert whole(path, **table.reading) == whole(path)


def test_a_header_of_one_group_is_no_title(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", "B1:C1", S=[[None, "site", None], ["name", "lat", "lon"], ["Zyx", 38.5, -122]])
    assert whole(path) == [{"name": "Zyx", "site / lat": "38.5", "site / lon": "-122"}]


def test_a_row_with_an_error_is_broken(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rows: list[list[Any]] = [["name", "jobs"], ["Zyx", "#N/A"], ["Abc", 4]]
    for row in rows:
        sheet.append(row)
    sheet["B2"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    found, (broken,) = read(tmp_path / "a.xlsx")
    assert found == [{"name": "Abc", "jobs": "4"}]
    assert (broken.row.place, broken.row["name"], broken.reason) == ("a.xlsx:2", "Zyx", "holds the error #N/A")


def test_cells_beyond_the_header_are_not_lost(tmp_path: Path) -> None:
    rows = [["name", "jobs"], *[["Zyx", 3]] * 60, ["Abc", 4, "note"]]
    *_, last = list(read_rows(workbook(tmp_path / "a.xlsx", S=rows)))
    assert isinstance(last, BrokenRow)
    assert dict(last.row) == {"name": "Abc", "jobs": "4", "column 3": "note"}


URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = f'xmlns:office="{URN}:office:1.0" xmlns:table="{URN}:table:1.0" xmlns:text="{URN}:text:1.0"'
ODS = (
    f"<office:document-content {NAMESPACES}><office:body><office:spreadsheet>"
    '<table:table table:name="Firms">'
    '<table:table-row><table:table-cell office:value-type="string"><text:p>name</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>jobs</text:p></table:table-cell></table:table-row>'
    '<table:table-row><table:table-cell office:value-type="string"><text:p>Zyx</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>'
    "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
)


def test_an_open_document_is_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = f'<manifest:manifest xmlns:manifest="{URN}:manifest:1.0"/>'
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", ODS)
    assert whole(path) == READ[:1]
    assert tables_of(path)[0].reading == {"sheet": "Firms", "header": 1}
