"""A load that is killed and run again leaves the graph of a load that was not."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.run import load
from clusteratlas.ingest.source import Source, read_source

from tests.conftest import empty
from tests.dump import Dump, differences, dump
from tests.ingest.folders import FIRM, write_source

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

CHILD = """
import os, signal, sys, threading
from pathlib import Path
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest import prune, run
from clusteratlas.ingest.source import read_source

home, folder, kill_at, seconds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
run.BATCH, prune.BATCH = 400, 300
write_together = Store.write_together
writes = 0

def counted(self, statements):
    global writes
    writes += 1
    if writes == kill_at:
        threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return write_together(self, statements)

with Store.open(Settings.from_environment(home=home)) as store:
    Store.write_together = counted
    run.load(store, read_source(folder), folder.parent / "rejects")
print(writes)
"""
TABLE = {
    "file": "firms.csv",
    "nodes": {
        "firm": {**FIRM, "town": "town", "employees": "staff", "identifiers": ["zyx:{id}"]},
        "county": {"kind": "Place", "id": "{county}", "name": "County {county}", "type": "=county"},
    },
    "links": [
        {"kind": "LOCATED_IN", "from": "firm", "to": "county"},
        {"kind": "SUPPLIES", "from": "firm", "to": "{sells_to}", "evidence": ["row {id}"]},
    ],
}
ROWS = 3_000
POINTS = 8
"""How many times each load is killed."""


def zyx(folder: Path, first: int = 0) -> Source:
    """A source of firms from the number `first` on, two to each of their counties."""
    rows = "".join(
        f"f{i},Firm {i} of {first},Town {i % 50},{i % 90},c{i // 2},f{i + 1},\n" for i in range(first, first + ROWS)
    )
    files = {"firms.csv": "id,name,town,staff,county,sells_to,note\n" + rows}
    return write_source(folder / "zyx", [TABLE], files=files)


def other(folder: Path) -> Source:
    """A less trusted source on every tenth of the same firms, with links of its own among them."""
    rows = "".join(f"f{i},Other {i},Elsewhere,f{i + 10}\n" for i in range(0, 2 * ROWS, 10))
    table = {
        "file": "others.csv",
        "nodes": {"firm": {**FIRM, "town": "town"}},
        "links": [{"kind": "COMPETES_WITH", "from": "firm", "to": "{to}"}],
    }
    return write_source(folder / "other", [table], trust=10, files={"others.csv": "id,name,town,to\n" + rows})


def load_elsewhere(workspace: Settings, source: Source, kill_at: int = 0, seconds: float = 0) -> int | None:
    """Loads in another process, killed `seconds` after its write number `kill_at` began; the number of its writes.

    None where it was killed.
    """
    command = [sys.executable, "-c", CHILD, str(workspace.home), str(source.folder), str(kill_at), str(seconds)]
    child = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if child.returncode == -signal.SIGKILL:
        return None
    assert child.returncode == 0, child.stderr
    return int(child.stdout)


def points(writes: int, seed: int) -> list[tuple[int, float]]:
    """Writes to kill at, from the first to the last, each at a random moment within or after it."""
    chance = random.Random(seed)
    return [(1 + round(i * (writes - 1) / (POINTS - 1)), chance.choice([0, 0.005, 0.02, 0.05])) for i in range(POINTS)]


def kill_and_mend(store: Store, workspace: Settings, source: Source, expected: Dump, at: tuple[int, float]) -> bool:
    """Whether a load was killed at a point; afterwards the graph is as it should be."""
    killed = load_elsewhere(workspace, source, *at) is None
    load(store, source, source.folder.parent / "rejects")
    assert differences(expected, dump(store)) == {}, f"killed at write {at[0]}, {at[1]} s"
    return killed


def test_a_first_load_may_be_killed_at_any_moment(store: Store, workspace: Settings, tmp_path: Path) -> None:
    source = zyx(tmp_path)
    writes = load_elsewhere(workspace, source)
    assert writes is not None
    expected = dump(store)
    assert len(expected) > 4 * ROWS
    killed = 0
    for at in points(writes, seed=1):
        empty(store)
        killed += kill_and_mend(store, workspace, source, expected, at)
    assert killed >= POINTS - 2


def test_a_load_of_a_changed_file_may_be_killed_while_it_takes_facts_back(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    load(store, other(tmp_path), tmp_path)
    changed = zyx(tmp_path / "changed", first=ROWS // 2)
    load(store, changed, tmp_path)
    expected = dump(store)
    source = zyx(tmp_path)
    load(store, source, tmp_path)
    writes = load_elsewhere(workspace, changed)
    assert writes is not None
    assert differences(expected, dump(store)) == {}, "not killed at all"
    killed = 0
    for at in points(writes, seed=2):
        load(store, source, tmp_path)
        killed += kill_and_mend(store, workspace, read_source(changed.folder), expected, at)
    assert killed >= POINTS - 2
