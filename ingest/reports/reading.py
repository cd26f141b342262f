"""Finds what a report may state, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ...graph.progress import Progress, Report, quiet
from ...graph.store import Store

if TYPE_CHECKING:
    from ..text import Candidate, Document, Extractor, KnownName, Tally


def extractor_of(store: Store, report: Report = quiet) -> Extractor:
    """An extractor that knows the names of the graph's organisations; it takes some seconds."""
    from ..text import Extractor
    from ..text.known import known_names

    def told() -> Iterator[KnownName]:
        for number, name in enumerate(known_names(store)):
            if number % 1000 == 0:
                report(Progress("Learning the names that the graph knows", number, total, "names"))
            yield name

    total = store.read("MATCH (thing:Organisation) RETURN count(thing) AS total")[0]["total"]
    return Extractor(told())


def read(
    document: Document,
    extractor: Extractor,
    speaker: str = "",
    report: Report = quiet,
    tally: Tally | None = None,
) -> Iterator[Candidate]:
    """The candidates of a report in the order of its text; each page is reported as it is begun."""

    def pages() -> Iterator[str]:
        for number, text in enumerate(document.read(), 1):
            report(Progress(f"Reading {document.name}: page {number:,}"))
            yield text

    return extractor.candidates(replace(document, read=pages), speaker=speaker, tally=tally)
