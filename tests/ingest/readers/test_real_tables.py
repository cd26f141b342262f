"""Tables that nobody here wrote are read whole, and as much of them as there is; memory stays flat."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from clusteratlas.ingest.readers import BrokenRow, read_rows, tables_of

ROWS = {
    "NAICS_crosswalks_to_Cluster_system.xlsx": [992],
    "2017_to_2012_NAICS.xlsx": [1069],
    "2017_NAICS_to_ISIC_4.xlsx": [1655],
    "cbp2021.csv.gz": [348_104],
    "2019_Gaz_counties_national.txt": [3_220],
    "CurrentOrganizationsAndClusters.csv": [2_237],
    "Winery_public_qgis.json": [495],
    "Winery_locations_qgis.json": [493],
    "napa_valley.geojson": [1],
    "ma_hhs_abstracts.json.gz": [1_171],
    "dev.jsonl.gz": [330],
    "train.json": [4_000],
    "naics_2017.json": [20, 99, 311, 709, 1057],
    "organisations.csv": [1_031],
    "ror_us.csv": [8_307],
    "knowledge_df.csv": [3_124],
}
TABLES = (".csv", ".csv.gz", ".xlsx", ".geojson", ".jsonl.gz", "_qgis.json", "train.json", "abstracts.json.gz")


@pytest.mark.data
@pytest.mark.parametrize("name", ROWS)
def test_real_tables_are_read_to_the_last_row(data: Path, name: str) -> None:
    (path,) = data.rglob(name)
    counts = []
    for table in tables_of(path):
        rows = list(read_rows(path, **table.reading))
        assert not [row.reason for row in rows if isinstance(row, BrokenRow)]
        assert table.rows in (None, len(rows))
        counts.append(len(rows))
    assert counts == ROWS[name]


@pytest.mark.data
def test_no_row_of_any_real_table_is_broken(data: Path) -> None:
    files = [path for path in data.rglob("*") if path.name.endswith(TABLES)]
    assert len(files) > 50
    for path in files:
        assert not [row for row in read_rows(path) if isinstance(row, BrokenRow)], path.name


MEASURE = """
import sys, resource
from pathlib import Path
from clusteratlas.ingest.readers import read_rows
first = next(rows := read_rows(Path(sys.argv[1])))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
count = 1 + sum(1 for _ in rows)
print(count, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "jsonl", "json"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"a.{form}"
    count = 300_000
    with path.open("w", encoding="utf-8") as file:
        file.write({"csv": "id,name,about\n", "jsonl": "", "json": "["}[form])
        for i in range(count):
            record = {"id": i, "name": f"Zyx Works {i}", "about": "nothing at all " * 3}
            if form == "csv":
                file.write(f"{i},Zyx Works {i},{record['about']}\n")
            else:
                file.write(("," if form == "json" and i else "") + json.dumps(record) + "\n")
        file.write("]" if form == "json" else "")
    done = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True)
    read, grown = map(int, done.stdout.split())
    assert read == count
    assert grown < 16
