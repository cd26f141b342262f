"""Rows that were refused: getting them, giving them back corrected, taking a correction back."""

from __future__ import annotations

import getpass
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...graph.errors import NotFound
from ..terminal import progress, say
from .files import agree
from .loading import in_lines, match_source, source_of
from .output import FormatOption, OutputOption, listing, show
from .workspace import workspace

if TYPE_CHECKING:
    from ...ingest.corrections import Correction

SourceArgument = Annotated[str, typer.Argument(metavar="SOURCE", help="A source that is loaded, or its folder.")]


def refused(
    context: typer.Context, source: SourceArgument, format: FormatOption = None, output: OutputOption = None
) -> None:
    """List the rows that the last load of a source refused in whole or part, with all their cells and why."""
    chosen = workspace(context)
    found = source_of(source, chosen.settings().home)
    from ...ingest.corrections import read_corrections
    from ...ingest.refused import as_table, refused_rows

    rejects = chosen.settings().rejects
    rows = as_table(refused_rows(found, rejects, read_corrections(rejects, found.name)))
    if not rows:
        say(f"{found.name}: nothing was refused of its rows")
        return
    show(listing("Refused rows", rows), format, output)
    say(f"Correct their cells in a file (--output refused.csv), then: clusteratlas correct {source} refused.csv")


def correct(
    context: typer.Context,
    source: SourceArgument,
    who: Annotated[
        str, typer.Option("--who", help="Who corrects; kept with the correction.", default_factory=getpass.getuser)
    ],
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="The refused rows, corrected; without it, corrections kept are listed."),
    ] = None,
    back: Annotated[
        list[str] | None,
        typer.Option("--take-back", metavar="PLACE", help="Take the correction of a row back, such as members.csv:3."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Give refused rows back corrected: they alone are loaded again, and every later load heeds the corrections."""
    chosen = workspace(context)
    home, rejects = chosen.settings().home, chosen.settings().rejects
    found = source_of(source, home)
    from ...ingest.correcting import correct, take_back
    from ...ingest.corrections import read_corrections
    from ...ingest.refused import corrections_in, read_corrected, refused_rows

    kept = read_corrections(rejects, found.name)
    if file is None and not back:
        show(listing("Corrections", [as_row(one) for one in kept.kept]), format, output)
        return
    if unknown := set(back or ()) - {one.place for one in kept.kept}:
        raise NotFound(f"{', '.join(sorted(unknown))}: no such correction; 'clusteratlas correct {source}' lists them")
    new = take_back(one for one in kept.kept if one.place in (back or ()))
    if file:
        new += corrections_in(refused_rows(found, rejects, kept), read_corrected(file.expanduser()), who)
    if not new:
        say("no cell differs from what was refused; correct the rows in the file first")
        return
    for one in new:
        say(f"{one.place}: {one.said if one.changes else 'as the file has it'}")
    agree("Load these rows so?", yes, "load them with --yes, or change the file")
    began = time.monotonic()
    with chosen.store() as store, progress() as bar:
        report = correct(store, found, rejects, new, bar)
    typer.echo("\n".join(in_lines(report, time.monotonic() - began)))
    match_source(chosen, report, typer.echo)


def as_row(correction: Correction) -> dict[str, Any]:
    """A correction as a row."""
    changes = "; ".join(f"{column}: {now!r} for {was!r}" for column, (was, now) in correction.changes.items())
    return {"row": correction.place, "correction": changes, "who": correction.who, "when": correction.at}
