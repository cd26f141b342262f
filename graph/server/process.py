"""The server as a process: started apart from its parent, found again, asked, stopped."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from .configuration import home_argument
from .failure import CONSOLE_LOG
from .files import write_atomically
from .install import Installation

LOOPBACK = "127.0.0.1"
# Bolt's magic number, then the versions offered: 5.8 down to 5.0, 4.4, none, none.
BOLT_HELLO = bytes.fromhex("6060b017 00080805 00000404 00000000 00000000")
STOP_SECONDS = 60
"""How long a server gets to write its last pages before it is killed, which loses nothing either."""


@dataclass(frozen=True, slots=True)
class Running:
    """The server of a workspace, as its state file tells of it."""

    pid: int
    created: float
    """When the process began, in seconds since 1970: another process may get the same pid later."""
    port: int
    version: str
    jars: str

    @property
    def uri(self) -> str:
        return f"bolt://{LOOPBACK}:{self.port}"

    def process(self, home: Path) -> psutil.Process | None:
        """The live process that serves the store in `home`, or None when it is gone."""
        try:
            process = psutil.Process(self.pid)
            if process.status() == psutil.STATUS_ZOMBIE or abs(process.create_time() - self.created) > 5:
                return None
            command = process.cmdline()  # empty for a moment while a process begins or ends
            return process if not command or home_argument(home) in command else None
        except psutil.Error:
            return None


def read_state(home: Path) -> Running | None:
    """What the state file says, or None where there is none that can be read."""
    try:
        return Running(**json.loads((home / "server.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def launch(
    command: list[str], home: Path, port: int, installation: Installation
) -> tuple[Running, subprocess.Popen[bytes]]:
    """Start the server so that it outlives this process and hears no Ctrl-C; note where it is."""
    with (home / CONSOLE_LOG).open("wb") as console:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=subprocess.STDOUT,
            cwd=home,
            # File names of any alphabet, and messages in the language that failures are told by.
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
    # Waited for, so that a server that ends before this process leaves no zombie.
    threading.Thread(target=child.wait, daemon=True).start()
    created = time.time()
    with suppress(psutil.Error):
        created = psutil.Process(child.pid).create_time()
    running = Running(child.pid, created, port, installation.version, str(installation.jars))
    write_atomically(home / "server.json", json.dumps(asdict(running)), 0o600)
    return running, child


def answers(port: int, timeout: float = 2) -> bool:
    """Whether a Neo4j completes the opening of its protocol on the port."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout) as connection:
            connection.sendall(BOLT_HELLO)
            reply = b""
            while len(reply) < 4 and (part := connection.recv(4 - len(reply))):
                reply += part
    except OSError:
        return False
    return len(reply) == 4 and reply[:2] == b"\0\0" and reply != bytes(4)


def free_port(preferred: int | None = None) -> int:
    """A port nobody listens on: the preferred one if it is free, since clients may know it."""
    for port in (preferred, 0):
        if port is None:
            continue
        with socket.socket() as probe:
            # As the server does, or a port just given up would seem taken for a minute.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                probe.bind((LOOPBACK, port))
                return int(probe.getsockname()[1])
    raise OSError("no free port")


def end(process: psutil.Process) -> None:
    """Ask the process to stop; kill it when it does not."""
    with suppress(psutil.NoSuchProcess):
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(STOP_SECONDS)
