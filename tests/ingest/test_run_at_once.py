"""Loads and judgements of several processes at once take turns; a server that is killed on the way is started again."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest
from clusteratlas.graph.server import LocalServer
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest import loading
from clusteratlas.ingest.identity.judging import Judging, Pair
from clusteratlas.ingest.run import load
from clusteratlas.ingest.source import Source
from clusteratlas.ingest.turns import take_turns

from tests.conftest import empty
from tests.dump import Dump, differences, dump
from tests.ingest.folders import FIRM, write_source

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

FIRMS = 300


def source(folder: Path, name: str, trust: int) -> Source:
    """A source of firms that all such sources speak of, each of which supplies the next."""
    rows = "".join(f"f{i},Firm {i} of {name},f{i + 1}\n" for i in range(FIRMS)) + f"f{FIRMS},Last of {name},f0\n"
    table = {
        "file": "firms.csv",
        "nodes": {"firm": FIRM},
        "links": [{"kind": "SUPPLIES", "from": "firm", "to": "{to}"}],
    }
    return write_source(folder / name, [table], trust=trust, files={"firms.csv": "id,name,to\n" + rows})


def begin(workspace: Settings, *words: str) -> subprocess.Popen[str]:
    """A command in a process of its own."""
    command = [sys.executable, "-c", "from clusteratlas.ui.cli import app; app()", "--workspace", str(workspace.home)]
    return subprocess.Popen([*command, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def graph(store: Store) -> Dump:
    """The graph without what only says who judged and when, and whether a source was searched for matches."""
    found = dump(store, said=True)
    for said in found.values():
        said.pop("compared", None)
    return {key: said for key, said in found.items() if key[0] != "Judgement"}


def test_loads_and_judgements_of_several_processes_take_turns(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    one, two = source(tmp_path, "one", 10), source(tmp_path, "two", 90)
    three = write_source(
        tmp_path / "three", [{"file": "t.csv", "nodes": {"firm": FIRM}}], files={"t.csv": "id,name\na,Zyx\nb,Abc\n"}
    )
    for each in (three, one, two):
        load(store, each, workspace.rejects)
    Judging(store, workspace.rejects, "tester").same([Pair("a", "b")])
    expected = graph(store)
    empty(store)
    load(store, three, workspace.rejects)
    with take_turns(workspace.rejects, lambda _: None):
        commands = [begin(workspace, "load", str(each.folder)) for each in (one, one, two)]
        commands.append(begin(workspace, "merge", "a", "b", "--who", "tester"))
        said = [""] * len(commands)

        def listen(number: int) -> None:
            for line in commands[number].stdout or ():
                said[number] += line

        ears = [threading.Thread(target=listen, args=(number,)) for number in range(len(commands))]
        for ear in ears:
            ear.start()
        for _ in range(1200):
            if all("Waiting for another load" in text for text in said):
                break
            threading.Event().wait(0.1)
        assert all("Waiting for another load" in text for text in said), said
        assert [command.poll() for command in commands] == [None] * len(commands)
    for ear in ears:
        ear.join(120)
    assert [command.wait(60) for command in commands] == [0, 0, 0, 0], said
    assert sorted("unchanged" in text for text in said[:2]) == [False, True]
    assert differences(expected, graph(store)) == {}


def test_a_load_whose_server_is_killed_starts_it_again_and_ends_as_if_nothing_had_been(
    store: Store, workspace: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH", 50)
    made = source(tmp_path, "one", 10)
    report = load(store, made, workspace.rejects)
    expected = dump(store)
    empty(store)
    write_together = Store.write_together
    writes = 0

    def deadly(self: Store, statements: list[tuple[str, dict[str, object]]]) -> list[dict[str, object]]:
        nonlocal writes
        writes += 1
        if writes == 6:
            process = psutil.Process(LocalServer(workspace).status().pid or 0)
            process.kill()
            process.wait(30)
        return write_together(self, statements)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Store, "write_together", deadly)
        assert load(store, made, workspace.rejects) == report
    assert writes > 6
    assert differences(expected, dump(store)) == {}
