"""How many rows a load will read is told beforehand where that is cheap."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from clusteratlas.ingest.loading import count_source
from clusteratlas.ingest.source import read_source

from tests.ingest.folders import write_source
from tests.ingest.readers.reading import workbook

ROWS = "id,name\n1,Zyx\n2,Abc\n"


def test_the_rows_of_all_tables_are_counted(tmp_path: Path) -> None:
    tables = [{"file": name} for name in ("a.csv", "b.csv", "c.xlsx", "d.parquet", "e.jsonl")]
    files = {
        "a.csv": ROWS,
        "b.csv": ROWS.replace("\n", "\r"),
        "e.jsonl": '{"id": 1}\n{"id": 2}\n',
        "not-named.csv": ROWS,
    }
    source = write_source(tmp_path, tables, files=files)
    workbook(tmp_path / "c.xlsx", S=[["id"], [1], [2]])
    pq.write_table(pa.table({"id": [1, 2, 3, 4]}), tmp_path / "d.parquet")
    assert count_source(source) == 3 + 3 + 3 + 4 + 2


def test_what_only_reading_tells_is_not_counted(tmp_path: Path) -> None:
    for number, table in enumerate(
        ({"file": "a.json"}, {"sql": "SELECT 1", "url": "sqlite:///a.db"}, {"file": "absent.csv"})
    ):
        files = {"a.csv": ROWS, "a.json": '[{"id": 1}]'}
        assert count_source(write_source(tmp_path / f"s{number}", [{"file": "a.csv"}, table], files=files)) is None


def test_the_files_of_a_crawler_are_counted_by_their_names(tmp_path: Path) -> None:
    write_source(
        tmp_path, [{"file": "a.csv"}], files={"a.csv": ROWS, "b.json": "[]", "crawler.py": "", "NOTE.txt": ROWS}
    )
    text = (tmp_path / "source.yml").read_text(encoding="utf-8")
    (tmp_path / "source.yml").write_text(text.partition("tables:")[0], encoding="utf-8")
    assert count_source(read_source(tmp_path)) == 3
