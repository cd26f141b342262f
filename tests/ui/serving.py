"""Streamlit scripts served on loopback for the browser tests."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

SECONDS = 60
"""How long a script may take to answer first."""


@contextmanager
def served(script: Path, options: Sequence[str], environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address at which Streamlit serves `script` until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options, f"--server.port={port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, **(environment or {})}) as server:
        try:
            await_health(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def await_health(url: str, server: subprocess.Popen[Any]) -> None:
    """Returns when `url` answers; fails the test where the server ends or takes too long."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            assert server.poll() is None, "Streamlit did not start"
            time.sleep(0.1)
    pytest.fail("Streamlit did not answer within a minute")
