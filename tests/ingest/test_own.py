"""Sources of a user's own: what is kept of them, and what must not be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.ingest.own import keep, kept_before, own_sources, ready_sources
from clusteratlas.ingest.reports import keep_report, kept_report
from clusteratlas.ingest.source import known_sources

from tests.ingest.folders import FIRM

REPORT = "report-tale"


def content(name: str = "members", **table: object) -> dict[str, Any]:
    """A mapping of an invented list."""
    said = {"name": name, "title": "Invented", "publisher": "Nobody", "licence": "none"}
    return {**said, "tables": [{"file": "members.csv", "nodes": {"firm": FIRM}, **table}]}


@pytest.fixture
def members(tmp_path: Path) -> Path:
    """A table that somebody gives."""
    path = tmp_path / "members.csv"
    path.write_text("id,name\n1,Zyx\n")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A workspace with a report in it."""
    said = {"name": REPORT, "title": "Tale", "publisher": "Nobody", "licence": "none"}
    keep_report(tmp_path / "home", said, b"Nothing is told.", ".txt", ())
    return tmp_path / "home"


@pytest.mark.parametrize("file", ["../../../evil", "/tmp/evil-of-the-tests", "..\\evil", "crawler.py"])
def test_a_mapping_from_somebody_else_writes_nowhere_else_and_is_not_kept(home: Path, members: Path, file: str) -> None:
    keep(home, content(), members)
    with pytest.raises(InvalidSource, match="table 1"):
        keep(home, content(file=file, url="https://example.org/evil"), members)
    assert own_sources(home).keys() == {"members", REPORT}
    assert own_sources(home)["members"].tables[0]["file"] == "members.csv"


def test_a_table_takes_no_report_s_place(home: Path, members: Path) -> None:
    folder = own_sources(home)[REPORT].folder
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    mapping = content(REPORT, file="claims.csv")
    with pytest.raises(InvalidSource, match=r"clusteratlas extract FILE --keep --title TITLE"):
        keep(home, mapping, members)
    with pytest.raises(InvalidSource, match=r"a table called claims.csv .*: rename it"):
        keep(home, {**mapping, "name": "other"}, members)
    with pytest.raises(InvalidSource, match="a report is kept as 'report-tale'; give yours a name of its own"):
        keep(home, content(REPORT), members)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert kept_report(home, REPORT).source.title == "Tale"
    assert own_sources(home).keys() == {REPORT}


def test_sources_are_ready_that_we_describe_or_a_workspace_keeps(home: Path, members: Path) -> None:
    keep(home, content(), members)
    assert list(ready_sources(home)) == [*known_sources(home), "members", REPORT]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("anything.csv", "id,name\n1,Zyx\n", ["kept"]),
        ("members.csv", "id,name\n2,Qwyx\n", ["kept"]),
        ("members.csv", "id,name,town\n2,Qwyx,Nowhere\n", []),
        ("other.csv", "id,name\n2,Qwyx\n", []),
        ("members.csv", "id,name\n", []),
    ],
    ids=["the same bytes", "name and columns", "another column", "columns alone", "no row"],
)
def test_the_source_that_is_made_of_a_file_is_found(
    home: Path, members: Path, tmp_path: Path, name: str, text: str, found: list[str]
) -> None:
    keep(home, content("kept"), members)
    file = tmp_path / "again" / name
    file.parent.mkdir()
    file.write_text(text)
    assert [source.name for source in kept_before(home, file)] == found
