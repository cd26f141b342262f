"""A first load by the bulk importer leaves the graph that ordinary loads leave."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.progress import Progress
from clusteratlas.graph.server import LocalServer
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest import crawling, first, loading
from clusteratlas.ingest.first import load_first
from clusteratlas.ingest.run import LoadReport, load
from clusteratlas.ingest.source import Source, shipped_sources

from tests.dump import Dump, differences, dump
from tests.ingest.folders import write_source

pytestmark = pytest.mark.neo4j

IDS = [f"e{number}" for number in range(40)]
COLUMNS = (
    "id",
    "name",
    "alias",
    "town",
    "address",
    "zip",
    "lat",
    "lon",
    "basis",
    "staff",
    "place",
    "to",
    "since",
    "case",
)
NODE = {
    "id": "{id}",
    "name": "name",
    "aliases": ["alias"],
    "town": "town",
    "address": "address",
    "postcode": "zip",
    "location": ["lat", "lon"],
    "location_basis": "basis",
    "employees": "staff",
    "identifiers": ["no:{case}"],
}
TABLES: list[dict[str, Any]] = [
    {
        "file": "firms.csv",
        "nodes": {
            "firm": {"kind": "Firm", **NODE},
            "place": {"kind": "Place", "id": "p-{place|slug}", "name": "place", "type": "=county", "optional": True},
        },
        "links": [
            {"kind": "LOCATED_IN", "from": "firm", "to": "p-{place|slug}"},
            {"kind": "SETS_STANDARDS_FOR", "from": "firm", "to": "{to}"},
            {
                "kind": "SUPPLIES",
                "from": "firm",
                "to": "{to}",
                "evidence": ["{case}"],
                "since": "since",
                "until": "since",
            },
        ],
    },
    {
        "file": "institutions.csv",
        "nodes": {"institution": {"kind": "Institution", **NODE, "type": "=university"}},
        "links": [
            {"kind": "FUNDS", "from": "institution", "to": "{to}", "since": "since"},
            {"kind": "REGULATES", "from": "institution", "to": "{to}"},
        ],
    },
]


def table(draw: random.Random, rows: int) -> str:
    """Rows that speak of the same few things again and again, at odds with each other."""
    lines = [",".join(COLUMNS)]
    for _ in range(rows):
        number = draw.randrange(10**6)
        cells = {
            "id": draw.choice(IDS),
            "name": draw.choice(
                ["Zyx Works", "ZYX WORKS", '"Invented ""Oak"", Inc."', "Sämple \\ Corks", "Ünreal; Ltd"]
            ),
            "alias": draw.choice(["", "Zyx", "Oak"]),
            "town": draw.choice(["", "Zyxville", "Elsewhere"]),
            "address": draw.choice(["", "1 Main St", "2 Side St"]),
            "zip": draw.choice(["", "94558", "95476"]),
            "lat": "38.4",
            "lon": draw.choice(["-122.3", "-122.00001", "none"]),
            "basis": draw.choice(["", "town"]),
            "staff": draw.choice(["", "7", "10-20", "1,000+", "many"]).replace("1,000", "1000"),
            "place": draw.choice(["", "Zyx County", "Other County"]),
            "to": draw.choice([*IDS, "nobody", "p-zyx-county"]),
            "since": draw.choice(["", "2001", "2001-05", "1999-12-31"]),
            "case": str(number),
        }
        lines.append(",".join(cells.values()))
    return "\n".join(lines) + "\n"


def world(folder: Path) -> list[Source]:
    """Three sources on the same things."""
    sources = []
    for number, trust in enumerate((40, 80, 60)):
        draw = random.Random(number)
        files = {"firms.csv": table(draw, 60), "institutions.csv": table(draw, 25)}
        sources.append(write_source(folder / f"zyx{number}", TABLES, trust=trust, files=files))
    return sources


def runs(store: Store) -> dict[str, dict[str, Any]]:
    """What is kept of the loads, apart from when they were."""
    rows = store.read("MATCH (run:Run)-[:FROM_SOURCE]->(source) RETURN source.id AS id, properties(run) AS said")
    return {row["id"]: {**row["said"], "id": 0, "started": 0, "finished": "finished" in row["said"]} for row in rows}


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Settings]:
    """A workspace that is new."""
    settings = replace(Settings.from_environment({}), home=tmp_path / "new")
    yield settings
    LocalServer(settings).stop()


@pytest.fixture
def from_the_first_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the importer take any number of rows."""
    monkeypatch.setattr(first, "FEWEST_ROWS", 1)


@pytest.fixture
def read_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has any number of rows read by a process of its own."""
    monkeypatch.setattr(crawling, "MANY_ROWS", 1)


def ordinary(store: Store, sources: list[Source], folder: Path) -> tuple[Dump, dict[str, Any], list[LoadReport]]:
    """The graph, the runs and the reports of ordinary loads."""
    reports = [load(store, source, folder) for source in sources]
    return dump(store), runs(store), [replace(report, rejects_file=None) for report in reports]


@pytest.mark.usefixtures("from_the_first_row", "read_apart")
def test_the_graph_is_that_of_ordinary_loads(
    store: Store, elsewhere: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH", 7)
    sources = world(tmp_path)
    told: list[Progress] = []
    reports = [report for report, _ in load_first(elsewhere, sources, told.append)]
    graph, kept, expected = ordinary(store, sources, tmp_path / "rejects")
    assert [replace(report, rejects_file=None) for report in reports] == expected
    assert all(report.rejects > 20 and report.links > 20 for report in reports)
    for report in reports:
        assert report.rejects_file is not None
        assert report.rejects_file.read_text() == (tmp_path / "rejects" / report.rejects_file.name).read_text()
    with Store.open(elsewhere) as other:
        assert differences(graph, dump(other)) == {}
        assert runs(other) == kept
        assert all(load(other, source, elsewhere.rejects).unchanged for source in sources)
        for source in sources:  # now also links to what a later source described
            again = [load(each, source, tmp_path / "rejects", again=True) for each in (store, other)]
            assert again[0] == again[1]
            assert again[0].removed == 0
        assert differences(dump(store), dump(other)) == {}
        assert {row["state"] for row in other.read("SHOW INDEXES YIELD state RETURN state AS state")} == {"ONLINE"}
    assert {"Importing", "Writing down what the sources say"} <= {progress.doing for progress in told}
    assert not [*elsewhere.home.glob("neo4j/importing-*"), *elsewhere.rejects.glob(".first-*")]


@pytest.mark.usefixtures("from_the_first_row")
def test_a_workspace_that_holds_anything_is_left_alone(store: Store, workspace: Settings, tmp_path: Path) -> None:
    store.write("CREATE (:Source {id: 'x'})")
    assert load_first(workspace, world(tmp_path)) == []
    assert [row["id"] for row in store.read("MATCH (n) RETURN n.id AS id")] == ["x"]


@pytest.mark.usefixtures("from_the_first_row")
def test_the_empty_database_of_a_running_server_is_replaced_and_its_stores_go_on(
    elsewhere: Settings, tmp_path: Path
) -> None:
    unreadable = write_source(tmp_path / "broken", [{**TABLES[0], "file": "missing.csv"}])
    with Store.open(elsewhere) as store:
        reports = load_first(elsewhere, [*world(tmp_path)[:1], unreadable])
        assert [report.source for report, _ in reports] == ["zyx0"]
        assert [row["id"] for row in store.read("MATCH (s:Source) RETURN s.id AS id")] == ["zyx0"]


def test_few_rows_and_servers_elsewhere_are_loaded_in_the_ordinary_way(elsewhere: Settings, tmp_path: Path) -> None:
    assert load_first(elsewhere, world(tmp_path)) == []
    many = list(shipped_sources().values())
    assert load_first(replace(elsewhere, uri="neo4j://db.example.org"), many) == []
    assert not elsewhere.home.exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from clusteratlas.graph.progress import Progress
from clusteratlas.graph.server import local
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.statements import FINISH_RUN
from clusteratlas.graph.store import Store
from clusteratlas.ingest import first
from clusteratlas.ingest.source import read_source

home, at, *folders = sys.argv[1:]
first.FEWEST_ROWS = 1

def die(*given):
    os.kill(os.getpid(), signal.SIGKILL)

def tell(progress):
    if progress.doing == at:
        die()

replace = Path.replace
if at == "between the renames":
    Path.replace = lambda path, to: die() if path.parent.name.startswith("importing-") else replace(path, to)
if at == "before the second run is finished":
    write = Store.write
    finished = []
    def counted(store, text, parameters=None):
        if text is FINISH_RUN:
            finished.append(text)
        return die() if len(finished) == 2 else write(store, text, parameters)
    Store.write = counted
first.load_first(Settings.from_environment(home=Path(home)), [read_source(Path(each)) for each in folders], tell)
"""


@pytest.mark.slow
@pytest.mark.usefixtures("from_the_first_row")
@pytest.mark.parametrize(
    "at",
    [
        "Importing",
        "between the renames",
        "before the second run is finished",
    ],
)
def test_a_first_load_may_be_killed_at_any_moment(store: Store, elsewhere: Settings, tmp_path: Path, at: str) -> None:
    sources = world(tmp_path)
    ordinary(store, sources, tmp_path / "rejects")
    folders = [str(source.folder) for source in sources]
    child = subprocess.run(
        [sys.executable, "-c", KILLED, str(elsewhere.home), at, *folders], capture_output=True, text=True, check=False
    )
    assert child.returncode == -signal.SIGKILL, child.stderr
    loaded = load_first(elsewhere, sources)
    with Store.open(elsewhere) as other:
        for source in sources:
            # What is there whole but unfinished is loaded anew, and may then speak of what later sources described.
            if not load(other, source, elsewhere.rejects).unchanged:
                load(store, source, tmp_path / "rejects", again=True)
        assert differences(dump(store), dump(other)) == {}
    assert bool(loaded) is not at.startswith("before")
    assert not list(elsewhere.home.glob("neo4j/importing-*"))
