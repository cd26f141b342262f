"""Looking for organisations that are one and the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from ...queries.words import count
from ..terminal import progress, say
from .output import FormatOption, OutputOption, listing, show
from .workspace import workspace

if TYPE_CHECKING:
    from ...graph.store import Store


def waiting(store: Store) -> int:
    """How many doubtful pairs of organisations wait for a judgement."""
    from ...queries.catalog import ask

    rows = ask(store, "matches/waiting", {"limit": 1}).rows
    return int(rows[0]["waiting"]) if rows else 0


def in_words(left: int) -> str:
    """How many pairs wait, in words.

    >>> in_words(1), in_words(0)
    ('1 doubtful pair in all waits for review', '0 doubtful pairs in all wait for review')
    """
    return f"{count(left, 'doubtful pair')} in all {'waits' if left == 1 else 'wait'} for review"


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
