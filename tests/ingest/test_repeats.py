"""What a later row says otherwise than an earlier one is refused with both places; what it adds is taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.quality import Reject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.folders import FIRM, crawl, write_source

CELL = {
    "kind": "PRESENT_IN",
    "from": "{code}",
    "to": "{place}",
    "employment": "jobs",
    "establishments": "units",
    "year": "year",
}


def cells(folder: Path, *rows: str, **link: str) -> tuple[list[Link], list[Reject]]:
    """What a table of figures makes of rows of code, place, year, jobs and units."""
    content = "\n".join(["code,place,year,jobs,units", *rows, ""])
    table = {"file": "cells.csv", "links": [link or CELL]}
    _, links, rejects = crawl(write_source(folder, [table], files={"cells.csv": content}))
    return links, rejects


def firms(folder: Path, content: str, **rule: Any) -> tuple[list[Node], list[Reject]]:
    """What a register makes of its rows."""
    tables = [{"file": "firms.csv", "nodes": {"firm": {**FIRM, **rule}}}]
    nodes, _, rejects = crawl(write_source(folder, tables, files={"firms.csv": content}))
    return nodes, rejects


def test_a_second_figure_of_the_same_cell_is_refused_with_the_place_of_the_first(tmp_path: Path) -> None:
    links, rejects = cells(tmp_path, "a,x,2023,80,3", "a,x,2018,70,3", "a,x,2023,90,4")
    assert [link.properties["employment"] for link in links] == [80, 70]
    (reject,) = rejects
    assert (reject.place, reject.value, reject.reason) == ("cells.csv:4", "4", "is given otherwise by an earlier row")
    assert reject.remedy == "cells.csv:2 says 3, which is kept, and nothing of this row: delete one of the two"


def test_years_that_fall_together_are_refused_and_the_year_asked_for(tmp_path: Path) -> None:
    rule = {name: said for name, said in CELL.items() if name != "year"}
    links, rejects = cells(tmp_path, "a,x,2018,70,3", "a,x,2023,80,3", **rule)
    assert [link.properties["employment"] for link in links] == [70]
    assert "no year tells them apart" in rejects[0].reason
    assert "say which column holds the year" in rejects[0].remedy


def test_what_a_later_row_adds_or_repeats_is_taken(tmp_path: Path) -> None:
    links, rejects = cells(tmp_path, "a,x,2023,80,", "a,x,2023,,3", "a,x,2023,80,3", "a,x,2023,,4")
    assert len(links) == 3
    assert [(reject.place, reject.value) for reject in rejects] == [("cells.csv:5", "4")]


def test_a_figure_of_a_year_that_is_refused_is_no_figure_without_a_year(tmp_path: Path) -> None:
    links, rejects = cells(tmp_path, "a,x,24,80,3")
    assert links == []
    assert [(reject.column, reject.reason) for reject in rejects] == [("year", "is below 1000")]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["2018", "2023"]), st.integers(0, 3)), max_size=12))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_cell_has_one_figure_and_each_other_one_is_refused(
    tmp_path: Path, rows: list[tuple[str, str, int]]
) -> None:
    links, rejects = cells(tmp_path, *(f"{code},x,{year},{jobs}," for code, year, jobs in rows))
    first: dict[tuple[str, str], int] = {}
    for code, year, jobs in rows:
        first.setdefault((code, year), jobs)
    assert {(link.start, str(link.properties["year"])): link.properties["employment"] for link in links} == first
    assert len(rejects) == sum(jobs != first[code, year] for code, year, jobs in rows)


def test_another_name_of_the_same_id_is_refused_once(tmp_path: Path) -> None:
    content = "id,name\n1,Zyx Inc.\n1,Qwyx Ltd\n1,ZYX\n1,Qwyx\n2,Wyz\n"
    nodes, rejects = firms(tmp_path, content)
    assert len(nodes) == 5
    (reject,) = rejects
    assert (reject.place, reject.column, reject.value) == ("firms.csv:3", "name", "Qwyx Ltd")
    assert "firms.csv:2 says 'Zyx Inc.', which is kept" in reject.remedy


@pytest.mark.parametrize("rule", [{"id": "{name|slug}"}, {"id": "{name|slug}-{id}"}])
def test_names_that_make_the_id_differ_in_spelling_only(tmp_path: Path, rule: dict[str, Any]) -> None:
    _, rejects = firms(tmp_path, "id,name\n1,Qwyx SpA\n1,Qwyx spa\n", **rule)
    assert rejects == []
