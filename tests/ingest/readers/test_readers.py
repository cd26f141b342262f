"""Tables are read whatever wrote them, and a broken row costs that row alone."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.ingest.readers import BrokenRow, Row, find_delimiter, read_rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Written = list[dict[str, str]]


def write(folder: Path, content: str | bytes, name: str = "table.csv") -> Path:
    path = folder / name
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def read(path: Path, encoding: str = "utf-8-sig", delimiter: str | None = None) -> tuple[Written, list[BrokenRow]]:
    """The whole rows and the broken ones."""
    rows = list(read_rows(path, encoding, delimiter))
    broken = [row for row in rows if isinstance(row, BrokenRow)]
    return [dict(row) for row in rows if isinstance(row, Row)], broken


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,2\n3,4\n",
        "a,b\r\n1,2\r\n3,4",
        "a,b\r1,2\r3,4\r",
        "\ufeffa,b\n1,2\n3,4\n",
        "a;b\n1;2\n3;4\n",
        "a\tb\n1\t2\n3\t4\n",
        "a|b\n1|2\n3|4\n",
        '"a","b"\n"1","2"\n\n,\n3,4\n',
        " a , b \n 1 , 2 \n3,4\n",
    ],
)
@pytest.mark.parametrize("name", ["table.csv", "table.csv.gz"])
def test_the_same_table_is_read_however_it_was_saved(tmp_path: Path, content: str, name: str) -> None:
    assert read(write(tmp_path, content, name)) == ([{"a": "1", "b": "2"}, {"a": "3", "b": "4"}], [])


def test_a_quoted_cell_may_hold_lines_quotes_and_the_delimiter(tmp_path: Path) -> None:
    path = write(tmp_path, 'name,note\n"Zyx ""Works"", Inc.","line 1\nline 2"\nnext,\n')
    rows = list(read_rows(path))
    assert [dict(row) for row in rows if isinstance(row, Row)] == [
        {"name": 'Zyx "Works", Inc.', "note": "line 1\nline 2"},
        {"name": "next", "note": ""},
    ]
    assert [row.place for row in rows if isinstance(row, Row)] == ["table.csv:3", "table.csv:4"]


def test_bytes_of_another_encoding_cost_their_row_alone(tmp_path: Path) -> None:
    path = write(tmp_path, "name,town\nCafé,Zyxville\n".encode() + b"Caf\xe9,Zyxville\nlast,Zyxville\n")
    whole, (broken,) = read(path)
    assert [row["name"] for row in whole] == ["Café", "last"]
    assert broken.row.place == "table.csv:3"
    assert broken.reason == "is not utf-8 text"
    assert "encoding: latin-1" in broken.remedy
    assert read(write(tmp_path, b"name\nCaf\xe9\n"), "latin-1")[0] == [{"name": "Café"}]


@pytest.mark.parametrize("cells", ["1", "1,2,3"])
def test_too_few_or_too_many_cells_cost_their_row_alone(tmp_path: Path, cells: str) -> None:
    whole, (broken,) = read(write(tmp_path, f"a,b\n1,2\n{cells}\n3,4\n"))
    assert len(whole) == 2
    assert broken.row.place == "table.csv:3"
    assert broken.reason == f"has {cells.count(',') + 1} cells, the header names 2"
    assert broken.remedy == "quote cells that hold the delimiter"


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [
        ('"Name, legal, form";City\n"A, Inc.";Zyxville\n', ";"),
        ("Name;Sales, USD;Staff, total, all\nA;1;2\nB;3;4\n", ";"),
        ("x;y\n1,5;2,5\n3,5;4,5\n", ";"),
        ('name,tags\nA,"x;y;z"\nB,"x;y"\n', ","),
        ("name\tplace\nA, B, C\tX\n", "\t"),
        ("name\nZyx, Inc.\n", ","),
        ('"a\nb";c\n1;2\n', ";"),
        ("", ","),
    ],
)
def test_the_delimiter_is_the_one_that_splits_the_lines_evenly(content: str, delimiter: str) -> None:
    assert find_delimiter(content) == delimiter


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "line 1 must name each column once; it reads: nothing"),
        ("a,b,a\n1,2,3\n", "line 1 must name each column once; it reads: a, b, a"),
        (b"caf\xe9,b\n1,2\n", "line 1 is not utf-8 text; save the file as UTF-8"),
        ("a,b\n1,2\n".encode("utf-16"), "is not utf-8 text"),
        ('a,b\n1,"' + "never closed\n" * 20_000, "look for a quote that is opened and never closed"),
    ],
)
def test_a_table_that_cannot_be_read_is_named_with_the_remedy(tmp_path: Path, content: str | bytes, says: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(InvalidSource) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert says in str(caught.value)


def test_a_table_in_utf_16_is_read_when_its_encoding_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b\n1,ü\n".encode("utf-16"))
    assert read(path, "utf-16") == ([{"a": "1", "b": "ü"}], [])


@pytest.mark.parametrize(
    ("encoding", "delimiter", "says"),
    [
        ("utf-99", None, "unknown encoding: utf-99; use utf-8, latin-1"),
        ("utf-16", None, "is not utf-16 text"),
        ("utf-8", ";;", "the delimiter ';;' is not one character"),
        ("utf-8", "", "the delimiter '' is not one character"),
        ("utf-8", '"', "is not one character"),
    ],
)
def test_a_wrong_way_of_reading_is_named(tmp_path: Path, encoding: str, delimiter: str | None, says: str) -> None:
    with pytest.raises(InvalidSource) as caught:
        read(write(tmp_path, "a,b\n1,2\n"), encoding, delimiter)
    assert says in str(caught.value)


BIG = "\n".join(["id,name", *(f"{i},firm {i * 7919 % 1009}" for i in range(20_000))])


@pytest.mark.parametrize("damage", ["cut", "overwritten", "not packed"])
def test_a_damaged_archive_is_named(tmp_path: Path, damage: str) -> None:
    packed = bytearray(gzip.compress(BIG.encode()))
    if damage == "cut":
        del packed[len(packed) // 2 :]
    elif damage == "overwritten":
        packed[len(packed) // 2 : len(packed) // 2 + 64] = b"\xff" * 64
    else:
        packed = bytearray(BIG.encode())
    path = tmp_path / "table.csv.gz"
    path.write_bytes(packed)
    with pytest.raises(InvalidSource) as caught:
        read(path)
    assert "is damaged" in str(caught.value)
    assert "fetch or unpack it again" in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match=r"nowhere\.csv: cannot be opened .*put the file there"):
        read(tmp_path / "nowhere.csv")


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
tables = st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=6))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=tables, delimiter=st.sampled_from(",\t;|"), ending=st.sampled_from(["\n", "\r\n", "\r"]), given_=st.booleans()
)
def test_what_was_written_as_csv_is_read_back(
    tmp_path: Path, rows: list[list[str]], delimiter: str, ending: str, given_: bool
) -> None:
    header = [f"column {i}" for i in range(len(rows[0]) if rows else 1)]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    path = write(tmp_path, text.getvalue())
    sniffed = None if len(header) > 1 and not given_ else delimiter
    whole, broken = read(path, delimiter=sniffed)
    assert broken == []
    assert whole == [dict(zip(header, map(str.strip, row), strict=True)) for row in rows if any(row)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_whatever_a_file_holds_it_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = write(tmp_path, b"a,b\n" + content)
    assert len(read(path)[0]) <= len(content)
