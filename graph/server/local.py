"""One real Neo4j for a workspace, shared by all its commands and pages."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from subprocess import Popen
from tempfile import mkdtemp

from ..errors import ImportFailed, ServerUnavailable
from ..progress import Progress, Report, quiet
from ..settings import Settings
from . import quick_start
from .configuration import DATABASE, USER, Memory, command_line, prepare, read_password, settings_text
from .failure import NEO4J_LOG, diagnose
from .files import hold, write_atomically
from .importing import abandon, make_store, put_in_place
from .install import Installation, install
from .process import STOP_SECONDS, Running, answers, end, free_port, launch, read_state

START_SECONDS = 300
"""How long a start may take: a large store that was killed has much to replay."""
ATTEMPTS = 3
POLL_SECONDS = 0.1
DRAFT = "importing-"
"""How the folder is called in which a store is made."""
NEEDED_BYTES = 100_000_000
"""Free space below which no server is started: Neo4j hangs when it cannot write."""


@dataclass(frozen=True, slots=True)
class Connection:
    """How a Neo4j is reached."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """What is known of a workspace's server without asking it."""

    running: bool
    home: Path
    """Its data, logs and settings."""
    store_bytes: int
    """The size of its data on disk, logs of transactions included."""
    pid: int | None = None
    uri: str | None = None
    version: str | None = None
    started: datetime | None = None


class LocalServer:
    """The Neo4j Community of one workspace, run by Cluster Atlas itself.

    It listens on loopback alone, lives on after the command that started it, and loses
    nothing that was acknowledged when it is killed.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.home = settings.home.absolute() / "neo4j"

    def start(self, report: Report = quiet) -> Connection:
        """The running server's connection; installs and starts one first where none answers.

        Raises InstallFailed or ServerUnavailable, which say what to do.
        """
        running = read_state(self.home)
        if running and running.process(self.home) and answers(running.port):
            return self._connection(running)
        with self._held(report):
            running = read_state(self.home)
            if running is None or not self._await(running, report):
                running = self._start(running, report)
            return self._connection(running)

    def stop(self, report: Report = quiet) -> bool:
        """Stop the server, in seconds; False when none ran."""
        if not self.home.exists():
            return False
        with self._held(report):
            running = read_state(self.home)
            process = running.process(self.home) if running else None
            if process is None:
                return False
            report(Progress("Stopping Neo4j"))
            end(process)
            return True

    def status(self) -> ServerStatus:
        """Whether the server runs and since when, in milliseconds; starts nothing."""
        running = read_state(self.home)
        size = measure(self.home / "data")
        if running is None or running.process(self.home) is None:
            return ServerStatus(False, self.home, size, version=running.version if running else None)
        return ServerStatus(
            True,
            self.home,
            size,
            running.pid,
            running.uri,
            running.version,
            datetime.fromtimestamp(running.created, UTC),
        )

    @property
    def is_new(self) -> bool:
        """Whether the workspace has never had a database."""
        return not (self.home / "data" / "databases").exists()

    def take_import(self, tables: Path, arguments: Sequence[str], report: Report = quiet) -> None:
        """Makes a store with Neo4j's bulk importer and puts it in the place of this one, which must be empty.

        The importer reads the folder `tables` as its arguments say. Nothing is changed before the new store is whole;
        the server is stopped. ImportFailed says why it could not be made.
        """
        installation = install(self.settings, report)
        with self._held(report):
            prepare(self.home)
        for left in self.home.glob(f"{DRAFT}*"):  # by one that was killed
            abandon(left)
        draft = Path(mkdtemp(prefix=DRAFT, dir=self.home))
        try:
            password, memory = read_password(self.home), Memory.of_this_machine()
            made = make_store(installation, draft, password, tables, arguments, memory, report)
            with self._held(report):
                running = read_state(self.home)
                if running and (process := running.process(self.home)):
                    end(process)
                put_in_place(made, self.home / "data")
        except OSError as error:
            raise ImportFailed(f"{error.filename or draft}: {error.strerror or error}") from error
        finally:
            abandon(draft)

    @contextmanager
    def _held(self, report: Report) -> Iterator[None]:
        """Keep every other command from starting or stopping this workspace's server."""
        try:
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            with hold(self.home / "lock", report, "Waiting for another command that starts or stops Neo4j"):
                yield
        except OSError as error:
            raise ServerUnavailable(
                f"{error.filename or self.home}: the workspace cannot be used ({error.strerror or error}); "
                "free space or make it yours, or choose another with CLUSTERATLAS_HOME"
            ) from error

    def _connection(self, running: Running) -> Connection:
        return Connection(running.uri, USER, read_password(self.home), DATABASE)

    def _start(self, last: Running | None, report: Report) -> Running:
        installation = install(self.settings, report)
        free = shutil.disk_usage(self.home).free
        if free < NEEDED_BYTES:
            raise OSError(errno.ENOSPC, f"{free // 10**6} MB free, {NEEDED_BYTES // 10**6} MB needed", str(self.home))
        prepare(self.home)
        port = free_port(last.port if last else None)
        rechecked = False
        for _ in range(ATTEMPTS):
            running, child = self._launch(installation, port)
            if self._await(running, report):
                quick_start.learn_beside(installation)
                return running
            cause, line = diagnose(self.home, child.wait(STOP_SECONDS))
            if cause.name == "port":
                port = free_port()
            elif cause.name == "program" and not rechecked:
                installation, rechecked = install(self.settings, report, recheck=True), True
            else:
                break
        remedy = cause.remedy.format(home=self.home, jars=installation.jars)
        raise ServerUnavailable(
            f"Neo4j did not start: {line or 'it wrote nothing'}\n{remedy} (its log: {self.home / NEO4J_LOG})"
        )

    def _launch(self, installation: Installation, port: int) -> tuple[Running, Popen[bytes]]:
        memory = Memory.of_this_machine()
        text = settings_text(port, memory, installation.version)
        write_atomically(self.home / "conf" / "neo4j.conf", text, 0o600)
        log = self.home / NEO4J_LOG
        if log.exists():  # so that what a failed start is explained by is its own
            log.replace(log.with_suffix(".previous.log"))
        command = command_line(installation, self.home, memory, quick_start.options(installation))
        return launch(command, self.home, port, installation)

    def _await(self, running: Running, report: Report) -> bool:
        """True once the server answers, False when it has ended."""
        began = time.monotonic()
        while process := running.process(self.home):
            if answers(running.port):
                return True
            young = time.time() - running.created < START_SECONDS
            if young and diagnose(self.home, None)[0].name == "disk":
                process.kill()  # a start that found the disk full neither goes on nor ends
                process.wait(STOP_SECONDS)
                return False
            waited = time.monotonic() - began
            if waited > START_SECONDS:
                raise ServerUnavailable(
                    f"Neo4j (process {running.pid}) has not answered for {waited:.0f} seconds; it may "
                    "still be repairing its data: try again later, or stop it with `clusteratlas down` first "
                    f"(its log: {self.home / NEO4J_LOG})"
                )
            report(Progress("Starting Neo4j", round(waited, 1), unit="s"))
            time.sleep(POLL_SECONDS)
        return False


def measure(folder: Path) -> int:
    """The bytes of all files below the folder; 0 where there is none."""
    size = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):  # a running server removes files of its own
                size += Path(place, name).stat().st_size
    return size
