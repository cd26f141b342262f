"""A file that cannot be read is refused by name, with what is wrong and what to do; nothing else is ever raised."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.ingest.readers import BrokenRow, Row, count_rows, read_rows, tables_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.readers.reading import read


def xlsx(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def docx_file(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def parquet(table: dict[str, Any]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(table), file)
    return file.getvalue()


def zipped(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def base() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE members (name TEXT)")
    return connection.serialize()


FIRMS = b"name,town\n" + b"".join(b"Zyx %d,Nowhere\n" % i for i in range(5_000))
BOOK = xlsx([["name", "town"], ["Zyx", "Nowhere"]])
TABLE = parquet({"name": ["Zyx"] * 1000})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NOISE = bytes(range(256)) * 20
PACKED = gzip.compress(FIRMS)

BAD: list[tuple[str, str, bytes, dict[str, Any], str]] = [
    ("empty", "a.csv", b"", {}, "is empty; fetch or save it again"),
    ("blank lines", "a.csv", b"\n\n  \n", {}, "is empty"),
    ("empty json", "a.json", b" ", {}, "is empty"),
    ("empty gz", "a.csv.gz", gzip.compress(b""), {}, "is empty"),
    ("empty cells", "a.csv", b",,\n,,\n", {}, "has no line that names the columns; add one"),
    ("truncated gz", "a.csv.gz", PACKED[: len(PACKED) // 2], {}, "is damaged .*fetch or unpack it again"),
    ("gz that is none", "a.csv.gz", FIRMS, {}, "is damaged .*fetch or unpack it again"),
    ("binary as csv", "a.csv", NOISE, {}, "is binary, not a table"),
    ("picture", "a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + NOISE, {}, "is binary, not a table"),
    ("word document", "a.docx", docx_file("Example Works sells."), {}, "is a Word document.*or read it as a report"),
    ("pdf", "a.csv", b"%PDF-1.7 ...", {}, "is a PDF, not a table; ask for the table behind it, or read it as a report"),
    (
        "html as xls",
        "a.xls",
        b"<html><table><tr><td>name</td></tr></table></html>",
        {},
        "is a web page or XML.*save it as",
    ),
    ("doctype as csv", "a.csv", b"\xef\xbb\xbf  <!DOCTYPE html><p>Log in</p>", {}, "is a web page or XML"),
    ("xml as xls", "a.xls", b'<?xml version="1.0"?><Workbook/>', {}, "is a web page or XML"),
    ("zip of something else", "a.xlsx", zipped(readme=b"hi"), {}, r"archive of other files \(readme\); unpack it"),
    ("truncated xlsx", "a.xlsx", BOOK[: len(BOOK) // 2], {}, "is damaged .*again"),
    (
        "xlsx without parts",
        "a.xlsx",
        zipped(**{"xl/nothing.xml": b""}),
        {},
        "is damaged or no workbook .*save it again",
    ),
    ("text as xlsx", "a.xlsx", FIRMS, {}, "is not a workbook, whatever its name says"),
    ("locked or broken xls", "a.xls", OLE + b"\0" * 2000, {}, "is damaged or no workbook .*save it again"),
    ("no sheet with rows", "a.xlsx", xlsx([]), {}, "no sheet has rows"),
    ("missing sheet", "a.xlsx", BOOK, {"sheet": "Firms"}, r"no sheet 'Firms'; choose one of 'Sheet', or a number"),
    ("sheet beyond the last", "a.xlsx", BOOK, {"sheet": 2}, "no sheet '2'; choose"),
    ("header below the sheet", "a.xlsx", BOOK, {"header": 9}, "has no row 9; correct header"),
    ("encoding of a workbook", "a.xlsx", BOOK, {"encoding": "utf-8"}, "encoding says nothing about a workbook"),
    ("truncated parquet", "a.parquet", TABLE[:-9], {}, "is damaged .*fetch or save it again"),
    ("parquet without a body", "a.parquet", b"PAR1", {}, "is damaged .*fetch or save it again"),
    ("parquet without columns", "a.parquet", parquet({}), {}, "has no columns"),
    ("packed parquet", "a.parquet.gz", gzip.compress(TABLE), {}, "is packed, which Parquet is by itself; unpack it"),
    ("csv as parquet", "a.parquet", FIRMS, {}, "is not Parquet, whatever its name says"),
    (
        "truncated json",
        "a.json",
        b'[{"name": "Zyx"}, {"name": "Ab',
        {},
        "is cut off or not JSON .*fetch or save it again",
    ),
    ("json of scalars", "a.json", b"[1, 2, 3]", {}, "holds no list of records"),
    ("one json object", "a.json", b'{"name": "Zyx"}', {}, "holds no list of records"),
    ("a json scalar", "a.json", b"7", {}, "holds no list of records"),
    ("json that is none", "a.json", b"name,town\nZyx,Nowhere\n", {}, "is cut off or not JSON"),
    ("json with a tail", "a.json", b'[{"a": 1}] and more', {}, "is cut off or not JSON"),
    ("json of bad bytes", "a.json", b'[{"a": "\xc3\xa9\xff"}]', {}, "not JSON"),
    (
        "records that are not there",
        "a.json",
        b'[{"a": 1}]',
        {"records": "x.item"},
        "has no records at 'x.item'; correct",
    ),
    ("records without columns", "a.json", b"[{}, {}]", {}, "has no records with columns"),
    ("lines without records", "a.jsonl", b"1\n2\n", {}, "has no records with columns"),
    (
        "geojson without features",
        "a.geojson",
        b'{"type": "FeatureCollection", "features": []}',
        {},
        "has no records at",
    ),
    (
        "unclosed quote",
        "a.csv",
        b'a,b\n1,"x\n2,y\n',
        {},
        "line 2 has a quote that is opened and never closed; close it",
    ),
    ("encoding that is none", "a.csv", FIRMS, {"encoding": "utf-99"}, "unknown encoding: utf-99; use utf-8"),
    ("wrong encoding", "a.csv", b"name\nx\n", {"encoding": "utf-16"}, "is not utf-16 text .*save the file as UTF-8"),
    ("delimiter of two", "a.csv", FIRMS, {"delimiter": "::"}, "'::' is not one character; write it as"),
    ("header below the end", "a.csv", b"a,b\n1,2\n", {"header": 9}, "no line that names the columns; .*correct header"),
    ("header of three", "a.csv", FIRMS, {"header": [1, 2, 3]}, r"header is \[1, 2, 3\]; write header: 3 for line 3"),
    ("header of words", "a.csv", FIRMS, {"header": "first"}, "header is 'first'; write header: 3"),
    ("no such option", "a.csv", FIRMS, {"separator": ";"}, "no such way of reading: separator; use encoding"),
    (
        "sheet of a csv",
        "a.csv",
        FIRMS,
        {"sheet": "Firms"},
        "sheet says nothing about delimited text, which takes encod",
    ),
    ("an option that is a list", "a.csv", FIRMS, {"encoding": ["utf-8"]}, "encoding is .*write it as text"),
    (
        "wrong sql",
        "a.db",
        base(),
        {"sql": "SELECT staff FROM members"},
        "no such column: staff; correct the statement",
    ),
    ("missing table", "a.db", base(), {"sql": "SELECT * FROM firms"}, "no such table: firms; correct the statement"),
    ("base without sql", "a.db", base(), {}, "is a database; say what is read of it with sql: SELECT"),
    ("damaged base", "a.db", b"SQLite format 3\0" + NOISE, {"sql": "SELECT * FROM firms"}, "the database says: "),
    ("url of a file", "a.csv", FIRMS, {"url": "https://example.org"}, "url says nothing about delimited text"),
]


@pytest.mark.parametrize(("name", "content", "reading", "says"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD])
def test_a_file_that_is_no_table_is_refused(
    tmp_path: Path, name: str, content: bytes, reading: dict[str, Any], says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InvalidSource, match=says) as caught:
        read(tmp_path / name, **reading)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("reading", "says"),
    [
        ({"sql": "SELECT 1"}, "needs url: the address of a database"),
        ({"url": "sqlite://"}, "say what is read of it"),
        ({"sql": "SELECT 1", "url": "sqlite:///nowhere/a.db"}, "no such database file; put it there"),
        ({"sql": "SELECT 1", "url": "not an address"}, "url is no address of a database"),
        ({"sql": "SELECT 1", "url": "nosuch://127.0.0.1/x"}, "install the driver"),
    ],
)
def test_a_database_that_cannot_be_asked_is_named(reading: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidSource, match=says):
        read(None, **reading)


def test_a_table_with_a_header_only_has_no_rows(tmp_path: Path) -> None:
    for name, content in (("a.csv", b"name,town\n"), ("a.xlsx", xlsx([["name", "town"]]))):
        (tmp_path / name).write_bytes(content)
        assert read(tmp_path / name) == ([], [])
        assert [(table.columns, table.rows) for table in tables_of(tmp_path / name)] == [(("name", "town"), 0)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"x\n", "has 1 cells, the header names 2"),
        (b"x,y,z\n", "has 3 cells, the header names 2"),
        (b"x\0,y\n", "holds a character that is no text (NUL)"),
        (b"x,caf\xe9\n", "is not utf-8 text"),
    ],
)
def test_a_broken_row_costs_that_row_alone(tmp_path: Path, row: bytes, reason: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("name,town\nZyx,Café\n".encode() + row + b"Abc,Nowhere\n")
    whole, (broken,) = read(path)
    assert [row["name"] for row in whole] == ["Zyx", "Abc"]
    assert (broken.row.place, broken.reason) == ("a.csv:3", reason)
    assert broken.remedy


GOOD = {
    "a.csv": FIRMS[:300],
    "a.csv.gz": PACKED[:400],
    "a.xlsx": BOOK,
    "a.parquet": parquet({"name": ["Zyx", "Abc"], "jobs": [1, None]}),
    "a.json": json.dumps({"a": [{"b": 1}, {"b": {"c": [2]}}]}).encode(),
    "a.jsonl": b'{"a": 1}\n{"a": {"b": 2}}\n',
    "a.geojson": b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null}]}',
    "a.db": base(),
    "a.txt": "näme;tòwn\nZyx;Nowhere\n".encode("utf-16"),
}


def read_or_refuse(path: Path, read_it: Callable[[], object]) -> None:
    """Runs it; nothing but InvalidSource may come."""
    with suppress(InvalidSource):
        read_it()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(
    name=st.sampled_from([*GOOD, "a.xls", "a.ods", "a"]),
    content=st.binary(max_size=200),
    at=st.integers(0, 10_000),
    start=st.sampled_from(
        [*GOOD.values(), b"", b"PK\x03\x04", OLE, b"PAR1", b"[", b"{", b"SQLite format 3\0", b"\xff\xfe"]
    ),
    keeps=st.booleans(),
)
def test_whatever_bytes_a_file_holds_it_is_read_or_refused(
    tmp_path: Path, name: str, content: bytes, at: int, start: bytes, keeps: bool
) -> None:
    path = tmp_path / name
    at %= len(start) + 1
    path.write_bytes(start[:at] + content + (start[at + len(content) :] if keeps else b""))
    read_or_refuse(path, lambda: [isinstance(row, Row | BrokenRow) for row in read_rows(path)])
    read_or_refuse(path, lambda: [list(read_rows(path, **table.reading)) for table in tables_of(path)])
    read_or_refuse(path, lambda: count_rows(path))
