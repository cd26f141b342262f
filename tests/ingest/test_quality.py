"""What was refused is written down so that it can be corrected."""

from __future__ import annotations

import csv
from pathlib import Path

from clusteratlas.graph.quoting import spell
from clusteratlas.ingest.quality import COLUMNS, Reject, RejectFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def test_rejects_are_counted_by_reason_and_written_as_they_come(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "zyx.csv"
    with RejectFile(path) as rejects:
        rejects.add(Reject("a.csv:2", "employees", "many", "is not a number", "write a number"))
        rejects.add(Reject("a.csv:3", "employees", "few", "is not a number", "write a number"))
        rejects.add(Reject("a.csv:4", "", "x | y", "has 2 cells", "quote them"))
    assert rejects.total == 3
    assert rejects.reasons == {"employees: is not a number": 2, "has 2 cells": 1}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [row["place"] for row in rows] == ["a.csv:2", "a.csv:3", "a.csv:4"]


def test_the_file_of_an_earlier_load_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "zyx.csv"
    path.write_text("old")
    with RejectFile(path):
        pass
    assert path.read_text(encoding="utf-8").split() == [",".join(COLUMNS)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.text() | st.sampled_from(["Caf\udce9", "\0"]))
def test_any_value_can_be_kept(tmp_path: Path, value: str) -> None:
    path = tmp_path / "zyx.csv"
    with RejectFile(path) as rejects:
        rejects.add(Reject("a.csv:2", "name", value, "reason", "remedy"))
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["value"] == spell(value)
