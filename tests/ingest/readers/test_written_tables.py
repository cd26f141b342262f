"""What any program writes as a table is read back as it was."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from clusteratlas.ingest.readers import tables_of
from clusteratlas.ingest.readers.encodings import find_encoding
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.readers.reading import whole

ASCII = st.characters(min_codepoint=32, max_codepoint=126)
WRITTEN = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t"), max_size=12)
ENDLESS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def tables(cells: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    """Rows that are all as wide, one filled cell in each at least."""
    return st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(cells, min_size=width, max_size=width).filter(lambda row: any(map(str.strip, row))),
            min_size=1,
            max_size=6,
        )
    )


def named(rows: list[list[str]]) -> list[dict[str, str]]:
    """The rows as they are to be read."""
    return [{f"field {i}": cell.strip() for i, cell in enumerate(row)} for row in rows]


def header(rows: list[list[str]]) -> list[str]:
    return [f"field {i}" for i in range(len(rows[0]))]


@ENDLESS
@given(
    rows=tables(WRITTEN),
    delimiter=st.sampled_from(",\t;|"),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    packed=st.booleans(),
)
def test_text_in_any_dialect(
    tmp_path: Path, rows: list[list[str]], delimiter: str, ending: str, encoding: str, packed: bool
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows([header(rows), *rows])
    path = tmp_path / ("a.csv.gz" if packed else "a.csv")
    data = text.getvalue().encode(encoding)
    path.write_bytes(gzip.compress(data) if packed else data)
    assert whole(path) == named(rows)
    (table,) = tables_of(path)
    assert (table.reading["delimiter"], table.rows) == (delimiter, len(rows))
    assert whole(path, **table.reading) == named(rows)


@ENDLESS
@given(rows=tables(st.text(ASCII, max_size=12)), encoding=st.sampled_from(["cp1252", "cp037", "mac_roman", "cp932"]))
def test_text_in_an_encoding_that_is_named(tmp_path: Path, rows: list[list[str]], encoding: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([header(rows), *rows])
    path = tmp_path / "a.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    assert whole(path, encoding=encoding, delimiter=",") == named(rows)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "Château, Łódź, 東京"),
        ("utf-16", "Château, Łódź, 東京"),
        ("utf-16-le", "Chateau Zyx, Nowhere and a few words more"),
        ("cp1252", "Société Générale – Müller & Söhne “Château”, Île-de-France"),
        ("cp1252", "Café"),
        ("cp1252", "Ærø Møbler, København"),
        ("cp1250", "Spółka Łódź, Żółć, Kraków"),
        ("cp1250", "Plzeň, Škoda, České Budějovice"),
        ("cp1251", "Общество с ограниченной ответственностью Ромашка, Москва"),
        ("cp1253", "Ελληνική Εταιρεία, Αθήνα"),
        ("cp1254", "Türkiye Şirketi, Işık Öğretim"),
        ("cp1255", "חברה, תל אביב"),
        ("koi8_r", "Общество с ограниченной ответственностью Ромашка, Москва"),
        ("mac_roman", "Société Générale, Müller & Söhne, Château Zyx"),
        ("cp850", "Société Générale, Müller, Château"),
        ("cp932", "株式会社東京製作所, 大阪府"),
        ("gb18030", "北京市海淀区中关村, 有限公司"),
        ("big5", "台灣積體電路製造, 新竹市"),
        ("cp949", "삼성전자 주식회사, 서울특별시"),
    ],
)
def test_the_encoding_is_found_by_itself(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "a.csv"
    table = (
        "id,name,place\n" + "".join(f"{i},Zyx Works,Nowhere\n" for i in range(200)) + f"7,{text.replace(',', ' ')},x\n"
    )
    path.write_bytes(table.encode(encoding))
    assert path.read_bytes().decode(find_encoding(path)) == table
    assert whole(path)[-1]["name"] == text.replace(",", " ")


def test_what_is_not_ascii_is_found_however_late_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,name\n" + b"1,Zyx Works\n" * 200_000 + "2,Müller\n".encode("cp1252"))
    assert find_encoding(path) == "cp1252"


@ENDLESS
@given(rows=tables(WRITTEN), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), wrapped=st.booleans())
def test_json(tmp_path: Path, rows: list[list[str]], encoding: str, wrapped: bool) -> None:
    records = [dict(zip(header(rows), row, strict=True)) for row in rows]
    path = tmp_path / "a.json"
    path.write_bytes(json.dumps({"of": {"members": records}} if wrapped else records).encode(encoding))
    assert whole(path) == named(rows)
    path = tmp_path / "a.jsonl"
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    path.write_bytes(lines.encode(encoding))
    assert whole(path) == named(rows)


@ENDLESS
@given(rows=tables(WRITTEN))
def test_parquet(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table(dict(zip(header(rows), map(list, zip(*rows, strict=True)), strict=True))), path)
    assert whole(path) == named(rows)


@ENDLESS
@given(rows=tables(st.text(ASCII, max_size=12).filter(lambda text: not text.startswith("="))))
def test_workbooks(tmp_path: Path, rows: list[list[str]]) -> None:
    book = openpyxl.Workbook()
    for number, row in enumerate([header(rows), *rows], 1):
        for column, text in enumerate(row, 1):
            cell = book.worksheets[0].cell(number, column)
            cell.value = text
            cell.data_type = "s"
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert whole(path) == named(rows)
