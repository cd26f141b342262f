"""A source that another process reads says the very same, and that process never outlives this one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from clusteratlas.graph.apart import run_apart
from clusteratlas.graph.errors import InvalidSource, ProcessEnded
from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.corrections.kept import Correction, Corrections
from clusteratlas.ingest.crawling import ROWS, crawl, crawl_apart, crawl_here
from clusteratlas.ingest.quality import Reject
from clusteratlas.ingest.source import Source

from tests.ingest.folders import FIRM, write_source

Event = Node | Link | Reject
TABLE = {
    "file": "firms.csv",
    "nodes": {"firm": {**FIRM, "once": True, "employees": "staff", "location": ["lat", "lon"], "aliases": ["alias"]}},
    "links": [{"kind": "SUPPLIES", "from": "firm", "to": "{to}", "evidence": ["row {id}"]}],
}


def zyx(folder: Path, rows: int = 2 * ROWS + 300) -> Source:
    """A source of firms; some ids come twice, and some cells and whole lines cannot be used."""
    lines = ["id,name,staff,lat,lon,alias,to"]
    for i in range(rows):
        staff = ("many", "", "7", "10-20")[i % 4]
        lines.append(f"f{i % (rows - 9)},Invented {i},{staff},38.{i % 7},{-122 if i % 50 else 999},Zyx {i},f{i // 2}")
        if i % 400 == 0:
            lines.append("a line that is cut off")
    return write_source(folder / "zyx", [TABLE], files={"firms.csv": "\n".join(lines) + "\n"})


def events(
    source: Source, way: Callable[[Context], Iterator[Node | Link | None]]
) -> tuple[list[Event], Corrections, int]:
    """What a source says and what is refused of it, in order; the corrections put in place, and the rows read."""
    row = {"id": "f2", "name": "Invented 2", "staff": "7", "lat": "38.2", "lon": "-122", "alias": "Zyx 2", "to": "f1"}
    kept = [
        Correction("firms.csv", 4, row, {**row, "name": "Mended"}, "Ann", "2027-03-01"),
        Correction("firms.csv", 5, {**row, "id": "gone"}, row, "Ann", "2027-03-01"),
    ]
    corrections = Corrections(kept)
    told: list[Event] = []
    context = Context(source, told.append, corrections=corrections)
    told.extend(record for record in way(context) if record is not None)
    return told, corrections, context.rows_read


def test_another_process_says_the_very_same_in_the_same_order(tmp_path: Path) -> None:
    source = zyx(tmp_path)
    here, there = events(source, crawl_here), events(source, crawl_apart)
    assert there[0] == here[0]
    assert [type(event) for event in there[0]] == [type(event) for event in here[0]]
    assert {type(event) for event in here[0]} == {Node, Link, Reject}
    assert there[1].fitting == here[1].fitting
    assert [correction.before["id"] for correction in there[1].unfit()] == ["gone"]
    assert there[2] == here[2] > 2 * ROWS


def test_a_crawler_runs_in_another_process_as_well(tmp_path: Path) -> None:
    source = zyx(tmp_path, 20)
    (source.folder / "crawler.py").write_text(
        "def crawl(context):\n"
        "    for row in context.rows('firms.csv'):\n"
        "        print('what a crawler prints is no part of what it says')\n"
        "        yield context.node('Firm', row['id'], row, name=row['name'])\n"
        "        row['no such column']\n"
    )
    context = Context(source, lambda reject: None)
    for way in (crawl_here, crawl_apart):
        with pytest.raises(InvalidSource, match=r"zyx: firms\.csv:2: has no column 'no such column'"):
            list(way(context))


def test_only_a_source_of_many_rows_has_a_process_of_its_own(tmp_path: Path) -> None:
    context = Context(zyx(tmp_path, 5), lambda reject: None)
    begun: list[set[int]] = []
    for rows in (None, 5, 50_000):
        before = children()
        said = crawl(context, rows)
        next(said)
        begun.append(children() - before)
        list(said)
    assert [len(each) for each in begun] == [0, 0, 1]


def test_the_process_ends_when_nobody_wants_more(tmp_path: Path) -> None:
    before = children()
    said = crawl_apart(Context(zyx(tmp_path), lambda reject: None))
    next(said)
    assert len(children() - before) == 1
    said.close()  # type: ignore[attr-defined]
    assert children() <= before


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets other processes import this module."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


@pytest.mark.usefixtures("found")
def test_a_process_that_ends_early_is_named_with_the_remedy() -> None:
    with run_apart(end_at_once) as pieces:
        assert next(pieces) == "first"
        with pytest.raises(ProcessEnded, match=r"status -9.*memory is short; close other programs"):
            next(pieces)


@pytest.mark.usefixtures("found")
def test_a_process_that_is_through_before_anybody_asks_ends_in_peace() -> None:
    before = children()
    with run_apart(one_piece) as pieces:
        [begun] = children() - before
        assert psutil.Process(begun).wait(60) == 0
        assert list(pieces) == ["only"]


@pytest.mark.usefixtures("found")
def test_the_process_ends_with_the_one_that_asked() -> None:
    program = (
        "from clusteratlas.graph.apart import run_apart\n"
        "from tests.ingest.test_crawling import work_on\n"
        "with run_apart(work_on) as pieces:\n"
        "    for pid in pieces: print(pid, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdout is not None
        process = psutil.Process(int(asking.stdout.readline()))
        assert process.is_running()
        asking.kill()
        process.wait(10)


def one_piece() -> Iterator[str]:
    """One piece, and no more."""
    yield "only"


def end_at_once() -> Iterator[str]:
    """Kills the process that runs it, after a piece."""
    yield "first"
    os.kill(os.getpid(), signal.SIGKILL)


def work_on() -> Iterator[int]:
    """Tells which process runs it, then works without an end."""
    yield os.getpid()
    while True:
        time.sleep(0.01)


def children() -> set[int]:
    """The processes that this one began and that still run."""
    return {child.pid for child in psutil.Process().children()}
