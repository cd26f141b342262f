"""What a long task tells its caller while it runs."""

from __future__ import annotations

from collections.abc import Callable
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
