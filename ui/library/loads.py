"""Loads that a script asks for."""

from __future__ import annotations

from pathlib import Path

from ...graph.settings import Settings
from ...graph.store import Store
from ...ingest.proposal import known_in
from ...ingest.run import LoadReport, load
from ..commands.files import Choices, described, named_unasked, refuse_twice, table_at
from ..commands.loading import chosen_sources, loaded_in
from ..commands.matching import compare_and_tell
from ..terminal import progress


def name_of(store: Store, what: str | Path, home: Path, choices: Choices) -> str:
    """The name of a source, or its folder; a table in a file is kept as a source first."""
    path = table_at(what)
    if path and (kept := named_unasked(path, home, choices)):
        refuse_twice(store, path, kept)
    return described(path, home, choices, known_in(store)).name if path else str(what)


def load_source(
    store: Store,
    settings: Settings,
    name: str,
    *,
    origin: str = "",
    again: bool = False,
    allow_shrink: bool = False,
) -> LoadReport:
    """Loads a source after those that it builds on, compares its organisations with all others; what it did."""
    for source in chosen_sources([name], settings.home, origin, lambda: loaded_in(store)):
        with progress() as bar:
            report = load(store, source, settings.rejects, bar, again=again, allow_shrink=allow_shrink)
            report.notes += compare_and_tell(store, source.name, settings.rejects, bar)
    return report
