"""Looking for organisations that are one and the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from ...queries.words import count
from ..terminal import progress, say
from .output import FormatOption, OutputOption, listing, show
from .workspace import workspace

if TYPE_CHECKING:
    from pathlib import Path

    from ...graph.progress import Report
    from ...graph.store import Store
    from ...ingest.identity.finding import Found


def waiting(store: Store) -> int:
    """How many doubtful pairs of organisations wait for a judgement."""
    from ...queries.catalog import ask

    rows = ask(store, "matches/waiting", {"limit": 1}).rows
    return int(rows[0]["waiting"]) if rows else 0


def waiting_of(store: Store, source: str) -> tuple[int, int]:
    """How many organisations of a source wait for a judgement, and in how many doubtful pairs."""
    from ...queries.catalog import ask

    rows = [row for row in ask(store, "matches/by_source").rows if row["source_id"] == source]
    return (int(rows[0]["organisations"]), int(rows[0]["pairs"])) if rows else (0, 0)


def in_words(left: int) -> str:
    """How many pairs wait, in words.

    >>> in_words(1), in_words(0)
    ('1 doubtful pair in all waits for review', '0 doubtful pairs in all wait for review')
    """
    return f"{count(left, 'doubtful pair')} in all {'waits' if left == 1 else 'wait'} for review"


def own_in_words(organisations: int, pairs: int) -> str:
    """How many organisations of a source wait, and what holds until they are judged.

    >>> own_in_words(3, 2)
    '3 of its organisations may be one with another, in 2 doubtful pairs: they stay apart until you decide'
    """
    apart = "it stays" if organisations == 1 else "they stay"
    doubts = count(pairs, "doubtful pair")
    return (
        f"{organisations:,} of its organisations may be one with another, in {doubts}: {apart} apart until you decide"
    )


def compare(store: Store, source: str, rejects: Path, report: Report) -> Found | None:
    """Compares the organisations of a source with all others where its load changed something; None where it did not.

    Sources that ship are not compared.
    """
    from ...graph.statements import TO_COMPARE
    from ...ingest.source import shipped_sources

    if source in shipped_sources() or not store.read(TO_COMPARE, {"source": source}):
        return None
    from ...ingest.identity.finding import find

    return find(store, rejects, report, source)


def compare_and_tell(store: Store, source: str, rejects: Path, report: Report) -> list[str]:
    """Compares as `compare` does; what came of it in a sentence, none where there is nothing to say."""
    found = compare(store, source, rejects, report)
    if found is None:
        return []
    left = waiting(store)
    if not found.joined and not left:
        return []
    told = [f"{source}: {found.joined:,} of its organisations joined with ones that were there"]
    organisations, pairs = waiting_of(store, source)
    if organisations:
        told.append(f"{own_in_words(organisations, pairs)} (clusteratlas review --source {source})")
    return ["; ".join([*told, f"{in_words(left)} (clusteratlas review)"])]


def match(context: typer.Context, format: FormatOption = None, output: OutputOption = None) -> None:
    """Look for organisations that are one and the same: sure ones become one, doubtful ones wait for review."""
    chosen = workspace(context)
    with chosen.store() as store:
        from ...ingest.identity.finding import find

        with progress() as report:
            found = find(store, chosen.settings().rejects, report)
        left = waiting(store)
    row = {"joined": found.joined, "waiting": left, "organisations": found.mentions}
    if format or output:
        show(listing("Matching", [row]), format, output)
        return
    typer.echo(
        f"{found.mentions:,} organisations compared: {count(found.joined, 'pair')} joined by score; {in_words(left)}"
    )
    if left:
        say("See them with 'clusteratlas review', or on the Review page of the app")
