"""Workspaces of their own for servers; the jars come from the user's cache, fetched once."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from clusteratlas.graph.server import LocalServer
from clusteratlas.graph.server.configuration import home_argument
from clusteratlas.graph.settings import Settings

START = """
import json, sys
from pathlib import Path
from clusteratlas.graph.server import LocalServer
from clusteratlas.graph.settings import Settings
connection = LocalServer(Settings.from_environment(home=Path(sys.argv[1]))).start()
print(json.dumps([connection.uri, connection.password]), flush=True)
sys.stdin.read()
"""
Starter = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(Settings.from_environment({}), home=tmp_path / "Größe und Maß")


@pytest.fixture
def server(settings: Settings) -> Iterator[LocalServer]:
    server = LocalServer(settings)
    yield server
    for process in processes_of(server.home):
        process.kill()
        process.wait(30)


@pytest.fixture
def start_elsewhere(server: LocalServer) -> Iterator[Starter]:
    """Starts the server from another process, which then stays until its stdin closes."""
    children: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-c", START, str(server.settings.home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        children.append(child)
        return child

    yield start
    for child in children:
        child.kill()
        child.communicate()


def uri_told_by(child: "subprocess.Popen[str]") -> str:
    assert child.stdout
    return str(json.loads(child.stdout.readline())[0])


def processes_of(home: Path) -> list[psutil.Process]:
    """Every live process that serves the store in `home`."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        if home_argument(home) in (process.info["cmdline"] or ()):
            found.append(process)
    return found
