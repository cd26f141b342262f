"""What Java learned from one start makes the next one quicker, and is never in its way."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from clusteratlas.graph.server import quick_start
from clusteratlas.graph.server.configuration import Memory, command_line, prepare, settings_text
from clusteratlas.graph.server.install import Installation, install
from clusteratlas.graph.server.process import answers, free_port
from clusteratlas.graph.settings import Settings
from filelock import FileLock

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]


@pytest.fixture(scope="module")
def installation() -> Installation:
    """The Neo4j of the tests."""
    return install(Settings.from_environment({}))


@pytest.fixture(scope="module")
def learned(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Java learned from one start: that of the tests where it has been made, as on every new clone."""
    cache = quick_start.cache_file(installation)
    assert cache
    with FileLock(cache.with_suffix(".lock")):  # it may be made just now
        if cache.exists():
            return cache
    cache = tmp_path_factory.mktemp("learned") / "quick-start-invented.aot"
    assert quick_start.learn(installation, cache)
    return cache


@contextmanager
def started(installation: Installation, home: Path, *java_options: str) -> Iterator[bool]:
    """Whether a server with these options of Java's answers before it ends."""
    home.mkdir()
    prepare(home)
    port, memory = free_port(), Memory.of_this_machine()
    (home / "conf" / "neo4j.conf").write_text(settings_text(port, memory, installation.version))
    command = command_line(installation, home, memory, java_options)
    with (home / "said").open("wb") as said, subprocess.Popen(command, stdout=said, stderr=said) as child:
        while child.poll() is None and not answers(port):
            time.sleep(0.1)
        yield child.poll() is None
        child.terminate()


def test_java_starts_by_what_it_learned_and_nothing_else_is_left(
    installation: Installation, learned: Path, tmp_path: Path
) -> None:
    left = {path.name for path in learned.parent.glob(f"{learned.stem}*")}
    assert left <= {learned.name, learned.with_suffix(".lock").name}
    with started(installation, tmp_path / "home", "-XX:AOTMode=on", f"-XX:AOTCache={learned}") as answered:
        assert answered, (tmp_path / "home" / "said").read_text()


def test_what_is_damaged_keeps_no_server_from_starting(
    installation: Installation, learned: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.aot"
    damaged.write_bytes(learned.read_bytes()[: 10**6] + bytes(10**6))
    with started(installation, tmp_path / "home", f"-XX:AOTCache={damaged}") as answered:
        assert answered, (tmp_path / "home" / "said").read_text()


def test_one_process_learns_at_a_time_and_only_once(installation: Installation, learned: Path, tmp_path: Path) -> None:
    assert not quick_start.learn(installation, learned)
    elsewhere = tmp_path / "quick-start-other.aot"
    with FileLock(elsewhere.with_suffix(".lock")):
        assert not quick_start.learn(installation, elsewhere)
    assert not elsewhere.exists()


def test_it_holds_for_one_java_and_for_the_jars_as_they_are(installation: Installation, tmp_path: Path) -> None:
    assert installation.folder
    copy = replace(installation, folder=tmp_path)
    shutil.copy2(installation.folder / "checked", tmp_path / "checked")
    cache = quick_start.cache_file(copy)
    assert cache
    assert cache.parent == tmp_path
    assert quick_start.options(copy) == []
    cache.touch()
    assert quick_start.options(copy) == [f"-XX:AOTCache={cache}"]
    (tmp_path / "checked").touch()
    assert quick_start.cache_file(copy) != cache
    assert quick_start.options(copy) == []
    assert quick_start.cache_file(replace(installation, folder=None)) is None
    assert quick_start.options(replace(installation, folder=None)) == []
