"""Rows that were refused: getting them, giving them back corrected, taking a correction back."""

from __future__ import annotations

import getpass
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...graph.errors import NotFound
from ...queries.words import count
from ..terminal import progress, say
from .files import YesOption, agree
from .loading import in_lines, match_source, source_of
from .output import FormatOption, OutputOption, listing, show
from .workspace import Workspace, workspace

if TYPE_CHECKING:
    from ...ingest.corrections.kept import Correction
    from ...ingest.source import Source

SourceArgument = Annotated[str, typer.Argument(metavar="SOURCE", help="A source that is loaded, or its folder.")]


def refused(
    context: typer.Context, source: SourceArgument, format: FormatOption = None, output: OutputOption = None
) -> None:
    """List the rows that the last load of a source refused in whole or part, with all their cells and why."""
    chosen = workspace(context)
    found = source_of(source, chosen.settings().home)
    from ...ingest.corrections.kept import read_corrections
    from ...ingest.corrections.refused import as_table, beyond_correcting, refused_rows

    rejects = chosen.settings().rejects
    rows = as_table(refused_rows(found, rejects, read_corrections(rejects, found.name)))
    if beyond := beyond_correcting(found):
        say(f"{found.name}: rows of {' and '.join(beyond)} are read by its crawler alone and cannot be corrected here")
    if not rows:
        say(f"{found.name}: nothing was refused of {'its other' if beyond else 'its'} rows")
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
    yes: YesOption = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Give refused rows back corrected: they alone are loaded again, and every later load heeds the corrections."""
    chosen = workspace(context)
    home, rejects = chosen.settings().home, chosen.settings().rejects
    found = source_of(source, home)
    from ...ingest.corrections.kept import read_corrections
    from ...ingest.corrections.loading import broke_off, is_loaded, take_back
    from ...ingest.corrections.refused import corrections_in, read_corrected, refused_rows, still_to_do

    kept = read_corrections(rejects, found.name)
    if file is None and not back:
        show(listing("Corrections", [as_row(one) for one in kept.kept]), format, output)
        return
    with chosen.store() as store:
        if broke_off(store, found):
            say(f"{found.name}: its last load broke off, with {count(len(kept.kept), 'correction')} kept")
            agree("Load it whole first?", yes, "load it with --yes; then correct what is still refused")
            settle(chosen, found, [])
            say(f"What is still refused of it: clusteratlas refused {source}")
            return
    if unknown := set(back or ()) - {one.place for one in kept.kept}:
        raise NotFound(f"{', '.join(sorted(unknown))}: no such correction; 'clusteratlas correct {source}' lists them")
    new = take_back(one for one in kept.kept if one.place in (back or ()))
    if file:
        rows = refused_rows(found, rejects, kept)
        given, done = still_to_do(rows, read_corrected(file.expanduser()), kept)
        if done:
            say(f"{count(done, 'row')} of the file {'was' if done == 1 else 'were'} corrected so before")
        new += corrections_in(rows, given, who)
    if not new:
        with chosen.store() as store:
            if is_loaded(store, found, kept):
                say("no cell differs from what is refused; correct the rows in the file first")
                return
        agree(f"What is kept of {found.name} is not loaded yet. Load it?", yes, "load it with --yes")
    else:
        for one in new:
            say(f"{one.place}: {one.said if one.changes else 'as the file has it'}")
        agree("Load these rows so?", yes, "load them with --yes, or change the file")
    settle(chosen, found, new)


def settle(chosen: Workspace, source: Source, new: list[Correction]) -> None:
    """Keeps corrections, loads their rows and says what came of it."""
    from ...ingest.corrections.loading import correct

    began = time.monotonic()
    with chosen.store() as store, progress() as bar:
        report = correct(store, source, chosen.settings().rejects, new, bar)
    typer.echo("\n".join(in_lines(report, time.monotonic() - began)))
    match_source(chosen, report, typer.echo)


def as_row(correction: Correction) -> dict[str, Any]:
    """A correction as a row."""
    return {"row": correction.place, "correction": correction.words, "who": correction.who, "when": correction.at}
