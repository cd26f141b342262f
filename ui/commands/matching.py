"""Looking for organisations that are one and the same."""

from __future__ import annotations

import typer

from ..terminal import progress, say
from .output import FormatOption, OutputOption, listing, show
from .workspace import workspace


def match(context: typer.Context, format: FormatOption = None, output: OutputOption = None) -> None:
    """Look for organisations that are one and the same: sure ones become one, doubtful ones wait for review."""
    chosen = workspace(context)
    with chosen.store() as store:
        from ...ingest.identity.finding import find

        with progress() as report:
            found = find(store, chosen.settings().rejects, report)
    row = {"joined": found.joined, "waiting": found.waiting, "organisations": found.mentions}
    if format or output:
        show(listing("Matching", [row]), format, output)
        return
    typer.echo(
        f"{found.mentions:,} organisations compared: {found.joined:,} pairs joined by score, "
        f"{found.waiting:,} wait for review"
    )
    if found.waiting:
        say("See them with 'clusteratlas review', or on the Review page of the app")
