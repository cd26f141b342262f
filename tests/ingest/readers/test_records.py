"""Records of JSON, GeoJSON, Parquet and databases are read as rows that all have the same columns."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.ingest.readers import Row, count_rows, read_rows, tables_of

from tests.ingest.folders import FIRM, crawl, write_source
from tests.ingest.readers.reading import read, whole, write

RECORDS = [{"name": "Zyx", "seat": {"town": "Nowhere"}, "tags": ["a", "b"]}, {"name": "Abc", "jobs": 3}]
READ = [
    {"name": "Zyx", "seat.town": "Nowhere", "tags": "a; b", "jobs": ""},
    {"name": "Abc", "seat.town": "", "tags": "", "jobs": "3"},
]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(RECORDS),
        json.dumps(RECORDS, indent=1),
        json.dumps({"count": 2, "data": {"members": RECORDS}}),
        "\ufeff" + json.dumps(RECORDS),
        json.dumps(RECORDS).encode("utf-16"),
        "\n".join(map(json.dumps, RECORDS)) + "\n\n",
    ],
)
@pytest.mark.parametrize("name", ["table.json", "table", "table.json.gz"])
def test_records_are_found_wherever_they_are(tmp_path: Path, content: str | bytes, name: str) -> None:
    path = write(tmp_path, content, name)
    assert whole(path) == READ
    (table,) = tables_of(path)
    assert (table.name, table.rows, table.columns) == ("table", 2, tuple(READ[0]))
    assert whole(path, **table.reading) == READ


def test_of_several_lists_one_must_be_chosen(tmp_path: Path) -> None:
    path = write(tmp_path, json.dumps({"firms": [{"name": "Zyx"}], "towns": [{"town": "Nowhere"}]}), "a.json")
    with pytest.raises(InvalidSource, match=r"choose with records: one of firms\.item, towns\.item"):
        read(path)
    assert whole(path, records="towns.item") == [{"town": "Nowhere"}]
    assert [(table.name, table.rows) for table in tables_of(path)] == [("firms.item", 1), ("towns.item", 1)]


def test_a_list_inside_a_record_is_a_cell(tmp_path: Path) -> None:
    path = write(tmp_path, json.dumps({"firms": [{"name": "Zyx", "sites": [{"a": 1}, {"a": 2}]}]}), "a.json")
    assert whole(path) == [{"name": "Zyx", "sites": '[{"a": 1}, {"a": 2}]'}]


def test_numbers_of_json_are_written_as_they_were(tmp_path: Path) -> None:
    text = '[{"a": 1.50, "b": 2.000, "c": 12345678901234567890, "d": true, "e": null, "f": 1e3, "g": 1e-3}]'
    assert list(whole(write(tmp_path, text, "a.json"))[0].values()) == [
        *("1.50", "2", "12345678901234567890", "true", "", "1000", "0.001")
    ]


def test_what_is_no_record_costs_itself_alone(tmp_path: Path) -> None:
    rows, broken = read(write(tmp_path, '[{"a": 1}, 5, {"a": "x\\u0000y"}, {"a": 2}]', "a.json"))
    assert rows == [{"a": "1"}, {"a": "2"}]
    assert [(row.row.place, row.reason) for row in broken] == [
        ("a.json:2", "is not a record"),
        ("a.json:3", "holds a character that is no text (NUL, or half of one)"),
    ]
    rows, broken = read(write(tmp_path, '{"a": 1}\n{"a": \n"x"\n{"a": 2}\n', "a.jsonl"))
    assert rows == [{"a": "1"}, {"a": "2"}]
    assert [(row.row.place, dict(row.row)) for row in broken] == [
        ("a.jsonl:2", {"record": '{"a":'}),
        ("a.jsonl:3", {"record": "x"}),
    ]


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[2, 0], [4, 0], [4, 4], [2, 4], [2, 0]]


@pytest.mark.parametrize(
    ("geometry", "lat", "lon"),
    [
        ({"type": "Point", "coordinates": [-122.25, 38.5, 7]}, "38.5", "-122.25"),
        ({"type": "Polygon", "coordinates": [SQUARE]}, "2", "2"),
        ({"type": "Polygon", "coordinates": [SQUARE, HOLE]}, "2", "1"),
        (
            {"type": "MultiPolygon", "coordinates": [[SQUARE], [[[10, 0], [14, 0], [14, 4], [10, 4], [10, 0]]]]},
            "2",
            "7",
        ),
        ({"type": "LineString", "coordinates": [[0, 0], [2, 0], [2, 2]]}, "0.5", "1.5"),
        ({"type": "MultiLineString", "coordinates": [[[0, 0], [2, 0]], [[0, 2], [2, 2]]]}, "1", "1"),
        ({"type": "MultiPoint", "coordinates": [[0, 0], [2, 2]]}, "1", "1"),
        ({"type": "Polygon", "coordinates": [[[1, 1], [3, 1], [1, 1]]]}, "1", "2"),
        (
            {
                "type": "GeometryCollection",
                "geometries": [{"type": "Point", "coordinates": [9, 9]}, {"type": "Polygon", "coordinates": [SQUARE]}],
            },
            "2",
            "2",
        ),
        ({"type": "Polygon", "coordinates": []}, "", ""),
        ({"type": "Point", "coordinates": ["x"]}, "", ""),
        (None, "", ""),
    ],
)
def test_a_feature_has_its_point_or_its_centroid(tmp_path: Path, geometry: Any, lat: str, lon: str) -> None:
    collection = {"type": "FeatureCollection", "features": [feature(geometry, name="Zyx", latitude="theirs")]}
    path = write(tmp_path, json.dumps(collection), "a.geojson.gz")
    kind = geometry["type"] if geometry else ""
    assert whole(path) == [
        {"name": "Zyx", "properties.latitude": "theirs", "latitude": lat, "longitude": lon, "geometry": kind}
    ]
    assert (tables_of(path)[0].form, tables_of(path)[0].reading) == ("GeoJSON", {"records": "features.item"})


def test_parquet_is_read_with_structures_flattened(tmp_path: Path) -> None:
    path = tmp_path / "firms.parquet"
    table = pa.table(
        {
            "name": ["Zyx", None],
            "seat": [{"town": "Nowhere"}, None],
            "since": [dt.date(2021, 3, 1), None],
            "at": [dt.datetime(2021, 3, 1, 12, 30), None],
            "jobs": [3.0, float("nan")],
            "paid": [Decimal("1.50"), None],
            "open": [True, None],
            "tags": [["a", "b"], []],
            "raw": [b"x", None],
        }
    )
    pq.write_table(table, path)
    empty = dict.fromkeys(["name", "seat.town", "since", "at", "jobs", "paid", "open", "tags", "raw"], "")
    full = ["Zyx", "Nowhere", "2021-03-01", "2021-03-01T12:30:00", "3", "1.50", "true", "a; b", "x"]
    assert whole(path) == [dict(zip(empty, full, strict=True)), empty]
    assert [(found.name, found.columns, found.rows) for found in tables_of(path)] == [("firms", tuple(empty), 2)]
    assert count_rows(path) == 2


@pytest.fixture
def members(tmp_path: Path) -> Path:
    path = tmp_path / "members.db"
    with sqlite3.connect(path) as base:
        base.execute('CREATE TABLE members (id INTEGER, name TEXT, jobs REAL, "order" TEXT)')
        base.executemany("INSERT INTO members VALUES (?, ?, ?, ?)", [(1, "Zyx", 3.0, "a"), (2, None, 0.5, "b")])
        base.execute('CREATE TABLE "odd \' name" (a TEXT)')
    base.close()
    return path


def test_a_select_is_read_from_a_file_or_an_address(members: Path) -> None:
    sql = 'SELECT id, name, jobs, "order" FROM members ORDER BY id'
    rows = [{"id": "1", "name": "Zyx", "jobs": "3", "order": "a"}, {"id": "2", "name": "", "jobs": "0.5", "order": "b"}]
    assert whole(members, sql=sql) == whole(None, sql=sql, url=f"sqlite:///{members}") == rows
    assert [(table.name, table.columns, table.rows) for table in tables_of(members)] == [
        ("members", ("id", "name", "jobs", "order"), 2),
        ("odd ' name", ("a",), 0),
    ]
    assert [len(whole(members, **table.reading)) for table in tables_of(members)] == [2, 0]
    (answer,) = tables_of(None, sql="SELECT 1 AS a, 2 AS a", url=f"sqlite:///{members}")
    assert answer.columns == ("a", "a (2)")
    assert count_rows(None, sql=sql, url=f"sqlite:///{members}") is None


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM members",
        "select 1; drop table members",
        "WITH x AS (DELETE FROM members RETURNING id) SELECT * FROM x",
        "-- SELECT\nDROP TABLE members",
        "PRAGMA journal_mode = wal",
        "SELECT * INTO other FROM members",
        "",
    ],
)
def test_what_is_not_a_select_is_refused(members: Path, sql: str) -> None:
    with pytest.raises(InvalidSource, match="sources only read"):
        read(members, sql=sql)
    assert len(whole(members, sql="SELECT id FROM members")) == 2


def test_words_in_quotes_and_comments_are_no_commands(members: Path) -> None:
    sql = """SELECT name AS "delete", 'drop; it' AS b, REPLACE(name, 'Z', 'z') AS c /* update */ FROM members; -- set"""
    assert whole(members, sql=sql)[0] == {"delete": "Zyx", "b": "drop; it", "c": "zyx"}


def test_a_password_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for url in ("postgresql://me:hunter2@127.0.0.1:9/x", "nosuch://me:hunter2@127.0.0.1/x", "mysql://me:hunter2@h/x"):
        with pytest.raises(InvalidSource) as caught:
            read(None, sql="SELECT 1", url=url)
        assert "hunter2" not in str(caught.value)
        assert caught.value.__cause__ is None
    with pytest.raises(InvalidSource, match="in the environment as ZYX_PASSWORD; set it"):
        read(None, sql="SELECT 1", url="postgresql://me:$ZYX_PASSWORD@127.0.0.1:9/x")


def test_a_source_may_read_a_database(tmp_path: Path, members: Path) -> None:
    firm = {"kind": "Firm", "id": "zyx-{id}", "name": "name"}
    tables = [
        {"sql": "SELECT id, name FROM members WHERE id = 1", "url": f"sqlite:///{members}", "nodes": {"firm": firm}},
        {"file": "copy.db", "sql": "SELECT id + 7 AS id, 'Abc' AS name FROM members", "nodes": {"firm": firm}},
    ]
    source = write_source(tmp_path / "zyx", tables)
    (source.data / "copy.db").write_bytes(members.read_bytes())
    nodes, _, rejects = crawl(source)
    assert ([node.id for node in nodes], rejects) == (["zyx-1", "zyx-8", "zyx-9"], [])
    assert source.digest() != source.digest()


def test_a_source_may_read_any_form(tmp_path: Path) -> None:
    table = {"file": "a.json", "records": "members.item", "nodes": {"firm": FIRM}}
    text = json.dumps({"members": [{"id": 1, "name": "Zyx"}], "others": [{"id": 2}]})
    nodes, _, rejects = crawl(write_source(tmp_path, [table], files={"a.json": text}))
    assert ([(node.id, node.place) for node in nodes], rejects) == ([("1", "a.json:1")], [])
    rows = list(read_rows(tmp_path / "a.json", records="others.item"))
    assert [row.place for row in rows if isinstance(row, Row)] == ["a.json:1"]
