"""A load that is killed twice and run again leaves the graph of a load that was not."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.identity.judging import Judging, Pair
from clusteratlas.ingest.run import load
from clusteratlas.ingest.source import Source, read_source

from tests.conftest import empty
from tests.dump import Dump, differences, dump
from tests.ingest.folders import FIRM, write_source

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

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
ROWS = 240
DELAYS = (0, 0.002, 0.01, 0.03)
"""Seconds after a step began at which it is killed."""
MAKERS = ("Zorblatt Quixbury", "Vexhollow Trimble", "Ostrakine Fenwater", "Pellucid Yarrowby", "Grumbold Ixworth")
Point = tuple[str, int, float]
"""What is being done, which step of it, and seconds."""


class Killable:
    """Does loads in processes that can be told to kill themselves."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, "-m", "tests.ingest.killing", str(home)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def do(self, job: dict[str, str], kill_at: Point | None = None) -> dict[str, int]:
        """The steps that a job took; none where it was killed."""
        asking, answering = self.process.stdin, self.process.stdout
        assert asking
        assert answering
        asking.write(json.dumps({**job, "kill_at": kill_at}) + "\n")
        asking.flush()
        answer = json.loads(answering.readline())
        assert "error" not in answer, answer["error"]
        return dict(answer.get("steps", {}))


@pytest.fixture
def killable(store: Store, workspace: Settings) -> Iterator[Killable]:
    """What loads into the graph of `store`."""
    made = Killable(workspace.home)
    yield made
    made.process.kill()
    made.process.wait()


def zyx(folder: Path, first: int = 0) -> Source:
    """A source of firms from the number `first` on, two to each of their counties; some lines cannot be used."""
    rows = "".join(
        f"f{i},Firm {i} of {first},Town {i % 50},{'many' if i % 60 == 0 else i % 90},c{i // 2},f{i + 1},\n"
        for i in range(first, first + ROWS)
    )
    files = {"firms.csv": "id,name,town,staff,county,sells_to,note\n" + rows}
    return write_source(folder / "zyx", [TABLE], files=files)


def other(folder: Path) -> Source:
    """A less trusted source on every tenth of the same firms, with links of its own among them, and on a few more."""
    rows = "".join(f"f{i},Other {i},Elsewhere,f{i + 10}\n" for i in range(0, 2 * ROWS, 10))
    more = "".join(f"o{i},Other too {i},Elsewhere,f{i}\n" for i in range(0, 2 * ROWS, 10))
    table = {
        "file": "others.csv",
        "nodes": {"firm": {**FIRM, "town": "town"}},
        "links": [{"kind": "COMPETES_WITH", "from": "firm", "to": "{to}"}],
    }
    return write_source(folder / "other", [table], trust=10, files={"others.csv": "id,name,town,to\n" + rows + more})


def points(steps: dict[str, int], count: int, seed: int) -> list[tuple[Point, Point]]:
    """Pairs of random moments, spread over all that is done: a second one comes no later than the first."""
    chance = random.Random(seed)
    doings = list(steps)
    found = []
    for number in range(count):
        first = number % len(doings)
        second = chance.randrange(first + 1)
        found.append(
            (
                (doings[first], chance.randint(1, steps[doings[first]]), chance.choice(DELAYS)),
                (doings[second], chance.randint(1, (steps[doings[second]] + 1) // 2), chance.choice(DELAYS)),
            )
        )
    return found


def kill_twice(
    killable: Killable,
    job: dict[str, str],
    pair: tuple[Point, Point],
    expected: Dump,
    found: Callable[[], Dump],
) -> int:
    """How often a job was killed; done once more, it leaves what is expected."""
    killed = sum(not killable.do(job, at) for at in pair)
    killable.do(job)
    assert differences(expected, found()) == {}, f"killed at {pair}"
    return killed


def whole_runs(store: Store) -> set[tuple[Any, ...]]:
    """What the last load of each source that came to its end counted."""
    rows = store.read(
        "MATCH (run:Run) WHERE run.finished IS NOT NULL WITH run ORDER BY run.started DESC "
        "WITH run.source AS source, collect(run)[0] AS run "
        "RETURN source, run.nodes AS nodes, run.links AS links, run.rejects AS rejects"
    )
    return {tuple(row.values()) for row in rows}


def test_a_first_load_may_be_killed_at_any_moment(store: Store, killable: Killable, tmp_path: Path) -> None:
    job = {"folder": str(zyx(tmp_path).folder)}
    steps = killable.do(job)
    assert steps.keys() == {"begin", "crawl", "links", "end"}
    expected, runs = dump(store), whole_runs(store)
    refused = (tmp_path / "rejects" / "zyx.csv").read_text()
    assert len(expected) > 4 * ROWS
    killed = 0
    for pair in points(steps, 6, seed=1):
        empty(store)
        killed += kill_twice(killable, job, pair, expected, lambda: dump(store))
        assert whole_runs(store) == runs
        assert (tmp_path / "rejects" / "zyx.csv").read_text() == refused
    assert killed >= 11


def test_a_load_of_a_changed_file_may_be_killed_while_it_takes_facts_back(
    store: Store, killable: Killable, tmp_path: Path
) -> None:
    load(store, other(tmp_path), tmp_path)
    source = zyx(tmp_path)
    load(store, source, tmp_path)
    judge = Judging(store, tmp_path, "tester")
    judge.same([Pair("f0", "o0"), Pair("f150", "o150"), Pair(f"f{ROWS}", "o40")])
    judge.split("f20", ["other/f20"])
    judge.split("f200", ["zyx/f200"])
    changed = zyx(tmp_path / "changed", first=ROWS // 2)
    job = {"folder": str(changed.folder)}
    steps = killable.do(job)
    assert steps.keys() == {"begin", "crawl", "links", "prune", "end"}
    expected, runs = dump(store, said=True), whole_runs(store)
    killed = 0
    for pair in points(steps, 7, seed=2):
        load(store, read_source(source.folder), tmp_path)
        killed += kill_twice(killable, job, pair, expected, lambda: dump(store, said=True))
        assert whole_runs(store) == runs
    assert killed >= 12


def register(folder: Path) -> Source:
    """A source of makers, each with its address."""
    rows = "".join(f"r{n},{name} Cooperage LLC,{n} Invented Road,Nowhere\n" for n, name in enumerate(MAKERS))
    nodes = {"firm": {**FIRM, "address": "address", "town": "town"}}
    files = {"r.csv": "id,name,address,town\n" + rows}
    return write_source(folder / "register", [{"file": "r.csv", "nodes": nodes}], files=files)


def decided(store: Store) -> Dump:
    """The graph, in which judgements go by what they say and doubtful matches say nothing of when they were found."""
    found: Dump = {}
    for key, said in dump(store, said=True).items():
        if key[0] == "Judgement":
            key = (key[0], said["verdict"], said["left"], said["right"], said["who"])
            said = {"score": said["score"], "reasons": said["reasons"]}
        said.pop("found", None)
        assert key not in found, f"decided twice: {key}"
        found[key] = said
    return found


def test_a_load_of_a_file_of_ones_own_may_be_killed_while_it_is_kept_loaded_and_matched(
    store: Store, killable: Killable, workspace: Settings, tmp_path: Path
) -> None:
    base = register(tmp_path)
    rows = "".join(f"{name} Cooperage,{n} Invented Rd,Nowhere,Somebody {n}\n" for n, name in enumerate(MAKERS))
    (tmp_path / "club.csv").write_text("Company,Address,Town,Customer\n" + rows)
    job = {"file": str(tmp_path / "club.csv")}

    def begin() -> None:
        empty(store)
        shutil.rmtree(workspace.home / "sources" / "club", ignore_errors=True)
        load(store, base, workspace.rejects)

    begin()
    steps = killable.do(job)
    assert steps.keys() == {"begin", "keep", "crawl", "links", "match", "settle", "end"}
    expected = decided(store)
    assert len([key for key in expected if key[0] == "Judgement"]) == len(MAKERS)
    killed = 0
    for pair in points(steps, 7, seed=3):
        begin()
        killed += kill_twice(killable, job, pair, expected, lambda: decided(store))
    assert killed >= 11
