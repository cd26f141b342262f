"""Files that several processes share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ..progress import Progress, Report


@contextmanager
def hold(path: Path, report: Report, waiting: str) -> Iterator[None]:
    """Hold the lock file against every other process; says `waiting` where that takes a while."""
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        report(Progress(waiting))
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def write_atomically(path: Path, text: str, mode: int = 0o644) -> None:
    """Replace the file as a whole: a reader or a crash meets the old text or the new."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
