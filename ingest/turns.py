"""Loads of one workspace take turns."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from ..graph.progress import Report
from ..graph.server.files import hold


def take_turns(rejects_folder: Path, report: Report) -> AbstractContextManager[None]:
    """Waits until no other load keeps its rejects in this folder, and keeps others waiting."""
    rejects_folder.mkdir(parents=True, exist_ok=True)
    return hold(rejects_folder / ".loading", report, "Waiting for another load")
