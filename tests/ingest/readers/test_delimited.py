"""Tables are read whatever wrote them, and a broken row costs that row alone."""

from __future__ import annotations

import csv
import gzip
import io
from contextlib import suppress
from pathlib import Path

import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.ingest.readers import Row, read_rows, tables_of
from clusteratlas.ingest.readers.delimited import find_delimiter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.readers.reading import read, write


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
    assert read(write(tmp_path, b"name\nCaf\xe9\n"), encoding="latin-1")[0] == [{"name": "Café"}]


@pytest.mark.parametrize("cells", ["1", "1,2,3"])
def test_too_few_or_too_many_cells_cost_their_row_alone(tmp_path: Path, cells: str) -> None:
    whole, (broken,) = read(write(tmp_path, f"a,b\n1,2\n{cells}\n3,4\n"))
    assert len(whole) == 2
    assert broken.row.place == "table.csv:3"
    assert broken.reason == f"has {cells.count(',') + 1} cells, the header names 2"
    assert broken.remedy.startswith("put quotes around a cell")


def test_a_broken_row_shows_all_its_cells(tmp_path: Path) -> None:
    _, (broken,) = read(write(tmp_path, "a,b\n1,2,3\n"))
    assert dict(broken.row) == {"a": "1", "b": "2", "column 3": "3"}


def test_empty_cells_beyond_the_header_cost_nothing(tmp_path: Path) -> None:
    assert read(write(tmp_path, "a,b,,\n1,2,,\n3,4\n5,6,,,\n")) == (
        [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}, {"a": "5", "b": "6"}],
        [],
    )


def test_columns_without_a_name_or_with_the_same_one_are_told_apart(tmp_path: Path) -> None:
    (table,) = tables_of(write(tmp_path, "name,,name,name (2)\nZyx,b,c,d\n"))
    assert table.columns == ("name", "column 2", "name (2)", "name (2) (2)")
    whole, _ = read(write(tmp_path, "name,,name\nZyx,b,c\n"))
    assert whole == [{"name": "Zyx", "column 2": "b", "name (2)": "c"}]


@pytest.mark.parametrize(
    "above",
    [
        "Members of our association\n",
        "Members;;;\n",
        "Members\n\n",
        "Exported;2021-03-01\nBy;Nobody\n\n",
        "\n\n",
        "sep=;\n",
    ],
)
def test_a_title_above_the_header_is_left_out(tmp_path: Path, above: str) -> None:
    table = "name;town;jobs;since\nZyx;Nowhere;3;2001\nAbc;Elsewhere;4;2002\n"
    path = write(tmp_path, above + table)
    whole, broken = read(path)
    assert (whole[0], broken) == ({"name": "Zyx", "town": "Nowhere", "jobs": "3", "since": "2001"}, [])
    rows = [row for row in read_rows(path) if isinstance(row, Row)]
    assert [row.number for row in rows] == [above.count("\n") + 2, above.count("\n") + 3]
    (found,) = tables_of(path)
    assert found.reading == {"encoding": "utf-8", "delimiter": ";", "header": above.count("\n") + 1}
    assert read(path, **found.reading)[0] == whole


@pytest.mark.parametrize("text", ["name\nZyx, Inc.\nAbc, Ltd.\n", "a,b\n1,2,3\n", "Title\na,b\n1,2\n3,4\n"])
def test_a_title_is_not_guessed_at(tmp_path: Path, text: str) -> None:
    (table,) = tables_of(write(tmp_path, text))
    assert table.reading["header"] == 1


def test_the_header_may_be_named_or_absent(tmp_path: Path) -> None:
    path = write(tmp_path, "Title\na,b\n1,2\n3,4\n")
    assert read(path, header=2)[0] == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]
    assert read(path, header=[2, 3])[0] == [{"a / 1": "3", "b / 2": "4"}]
    path = write(tmp_path, "1,2\n3,4\n")
    assert read(path, header=0)[0] == [{"column 1": "1", "column 2": "2"}, {"column 1": "3", "column 2": "4"}]


@pytest.mark.parametrize("text", ['a,b\n1,"x\n2,y\n3,z\n', 'a,b\n1,x\n2,"y', 'a,"b\n1,x\n2,y\n'])
def test_a_quote_that_is_never_closed_is_an_error_since_it_hides_rows(tmp_path: Path, text: str) -> None:
    line = text[: text.index('"')].count("\n") + 1
    with pytest.raises(InvalidSource, match=rf"table\.csv: line {line} has a quote that is opened and never closed"):
        read(write(tmp_path, text))


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
        ("", "is empty; fetch or save it again"),
        (b"caf\xe9,b\n\xc3\xa9,2\n", "line 1 is not utf-8 text; save the file as UTF-8"),
        ('a,b\n1,"' + "never closed\n" * 20_000, "look for a quote that is opened and never closed"),
    ],
)
def test_a_table_that_cannot_be_read_is_named_with_the_remedy(tmp_path: Path, content: str | bytes, says: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(InvalidSource) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert says in str(caught.value)


def test_a_table_in_utf_16_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b\n1,ü\n".encode("utf-16"))
    assert read(path, encoding="utf-16") == read(path) == ([{"a": "1", "b": "ü"}], [])


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
        read(write(tmp_path, "a,b\n1,2\n"), encoding=encoding, delimiter=delimiter)
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


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t"), max_size=12)
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
    with suppress(InvalidSource):
        assert len(read(path)[0]) <= len(content) + 1
    with suppress(InvalidSource):
        tables_of(path)
