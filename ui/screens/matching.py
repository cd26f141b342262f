"""Comparing what a load brought with what was there, and saying what came of it."""

from __future__ import annotations

import streamlit as st

from ...graph.progress import Report
from ...ingest.identity.finding import Found, find
from ...ingest.run import LoadReport
from ...queries.words import count
from .. import routes, session
from ..commands import matching
from ..commands.matching import own_in_words, waiting, waiting_of
from ..look import safe


def compare(report: LoadReport, progress: Report) -> tuple[str, Found] | None:
    """Compares what a load changed of a source's organisations with all others; the source and what came of it."""
    found = matching.compare(session.store(), report.source, session.settings().rejects, progress)
    return (report.source, found) if found else None


def look_for_matches(source: str | None = None) -> Found:
    """Compares all organisations, or those of one source with all, behind a progress bar."""
    with session.Bar("Comparing organisations …") as bar:
        found = find(session.store(), session.settings().rejects, bar, source)
    session.changed()
    return found


def tell_match(matched: tuple[str, Found] | None) -> None:
    """Says how many organisations were joined and how many pairs wait."""
    if matched is None:
        return
    source, found = matched
    if found.joined:
        joined = count(found.joined, "organisation")
        st.info(f"Of {safe(source)}, {joined} joined with one that was there.", icon=":material/join_inner:")
    else:
        st.caption("Compared with all organisations that were there: none is surely one and the same.")
    if not own_link(source):
        review_link()


def own_link(source: str) -> bool:
    """A link to the pairs of a source that wait, and how many wait in all; False where none of it does."""
    organisations, pairs = waiting_of(session.store(), source)
    if pairs:
        words = own_in_words(organisations, pairs)
        routes.link("review", f"{safe(source)}: {words}", {"source": source}, icon=":material/join_inner:")
        st.caption(f"{left_to_decide()} in all.")
    return pairs > 0


def left_to_decide() -> str:
    """How many pairs of organisations wait for a decision, in words: the number of the Review page, wherever said."""
    number = waiting(session.store())
    return f"{count(number, 'pair')} of organisations {'waits' if number == 1 else 'wait'} for a decision"


def review_link() -> None:
    """A link to the pairs that wait for a decision, where any do."""
    if waiting(session.store()):
        routes.link("review", f"{left_to_decide()}: are they one and the same?", icon=":material/join_inner:")
