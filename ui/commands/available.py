"""The sources that can be loaded: those that ship, are fetched or come by hand, and those of the workspace."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .workspace import spare_pandas

if TYPE_CHECKING:
    from ...ingest.source import Source

AVAILABLE_BRIEF = ("name", "title", "files", "size", "licence", "as_of")
"""What fits on a screen of all that is known of a source."""


def available_rows(home: Path) -> list[dict[str, Any]]:
    """The sources as rows: those whose files ship, those that are fetched or come by hand, then the user's own."""
    spare_pandas()
    from ...ingest.own import own_sources
    from ...ingest.source import known_sources, shipped_sources

    shipped = shipped_sources()
    fetched = [source for name, source in known_sources(home).items() if name not in shipped]
    return [
        *(row(source, "ship", "with a newer version of Cluster Atlas") for source in shipped.values()),
        *(row(source, "come by hand" if source.by_hand else "are fetched", source.refresh) for source in fetched),
        *(row(own, "are yours", again(own)) for own in own_sources(home).values()),
    ]


def again(own: Source) -> str:
    """The command that takes in a newer file of a source of the user's own."""
    from ...ingest.reports import is_report

    if is_report(own):
        return f"clusteratlas extract FILE --keep --title {shlex.quote(own.title)}"
    return f"clusteratlas load FILE --mapping {own.name}"


def row(source: Source, files: str, refresh: str) -> dict[str, Any]:
    """A source as a row: how its files come to be here, and how newer ones do."""
    size = source.size()
    return {
        "name": source.name,
        "title": source.title,
        "files": files,
        "size": None if size is None else in_bytes(size),
        "licence": source.licence,
        "as_of": source.retrieved,
        "refresh": refresh,
        "url": source.url,
    }


def in_bytes(size: int) -> str:
    """A size as people say it.

    >>> in_bytes(2_722_564), in_bytes(47_803), in_bytes(120)
    ('2.7 MB', '48 kB', '1 kB')
    """
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1000))} kB"
