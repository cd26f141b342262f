"""What a long task tells its caller while it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task has come."""

    doing: str
    """What is being done, such as "Starting Neo4j"."""
    done: float = 0
    total: float | None = None
    """What `done` runs up to; None where nobody can know."""
    unit: str = ""


Report = Callable[[Progress], None]


def quiet(progress: Progress) -> None:
    """A Report that tells nobody."""


_listening: ContextVar[Report] = ContextVar("listening", default=quiet)


def tell(progress: Progress) -> None:
    """Tells whoever listens to this thread how far a task has come."""
    _listening.get()(progress)


@contextmanager
def listening(report: Report) -> Iterator[None]:
    """Has a Report hear what tasks within tell that are handed none."""
    token = _listening.set(report)
    try:
        yield
    finally:
        _listening.reset(token)
