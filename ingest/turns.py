"""Loads of one workspace take turns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ..graph.progress import Report
from ..graph.server.files import hold
from .disk import writing


@contextmanager
def take_turns(rejects_folder: Path, report: Report) -> Iterator[None]:
    """Waits until no other load keeps its rejects in this folder, and keeps others waiting."""
    with ExitStack() as held:
        with writing(rejects_folder):
            rejects_folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(hold(rejects_folder / ".loading", report, "Waiting for another load"))
        yield
