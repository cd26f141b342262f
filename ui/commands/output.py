"""How a command prints rows: the options for it, and the printing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...ingest.disk import writing
from ..exports import FORMATS, rich_cards, rich_table, to_geojson, without_location
from ..terminal import say

if TYPE_CHECKING:
    from ...graph.results import Rows
    from ...queries.catalog import Answer


WIDEST = 10_000
"""Columns of the terminal on which it is measured how wide a table wants to be."""


class FormatName(StrEnum):
    """The names of FORMATS, as typer offers them."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    GEOJSON = "geojson"
    GRAPHML = "graphml"
    XLSX = "xlsx"


FormatOption = Annotated[
    FormatName | None,
    typer.Option("--format", "-f", help="How to write the rows; by default as the name of --output says, or a table."),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of the screen.")
]
GeometryOption = Annotated[
    str | None,
    typer.Option(metavar="COLUMN", help="For geojson: the column whose locations count; by default the first."),
]


def say_more(answer: Answer) -> None:
    """Says that an answer may go on behind the last row that was asked for."""
    limit = answer.parameters.get("limit")
    if answer.in_all:
        if answer.in_all > len(answer.rows):
            say(f"the first {len(answer.rows):,} of {answer.in_all:,} rows: a higher --limit shows the others")
    elif limit is not None and len(answer.rows) >= limit:
        say(f"{limit:,} rows, as many as were asked for: there may be more, which a higher --limit shows")


def show(
    answer: Answer, format: FormatName | None = None, output: Path | None = None, geometry: str | None = None
) -> None:
    """Writes an answer to stdout or a file; what else there is to say goes to stderr."""
    chosen = FORMATS[format or format_of(output)]
    if answer.weighed:
        say(f"other weights counted than those that ship: {answer.weighed}")
    if answer.headline:
        say(answer.headline)
    if answer.caution:
        say(f"Read with caution: {answer.caution}")
    if not answer.rows:
        say(f"nothing found. {answer.empty}" if answer.empty else "nothing found")
    placed = len(answer.rows)
    if chosen.name == "geojson":
        written = to_geojson(answer, geometry)
        if left_out := without_location(answer, geometry):
            say(f"{left_out} of {len(answer.rows)} rows have no location and are left out")
            placed -= left_out
    elif output is None and chosen.name == "table" and sys.stdout.isatty():
        if answer.rows:
            from rich.console import Console

            console = Console()
            table = rich_table(answer)
            fits = console.measure(table, options=console.options.update(width=WIDEST)).minimum <= console.width
            console.print(table if fits else rich_cards(answer))
            say_more(answer)
            if not answer.query.own:
                say(f"What the columns mean, and what this cannot know: clusteratlas queries {answer.query.name}")
        return
    else:
        written = chosen.write(answer) if answer.rows or chosen.name != "table" else b""
    say_more(answer)
    if output is None:
        if chosen.binary and sys.stdout.isatty():
            raise typer.BadParameter(f"{chosen.name} is not for a screen; give a file with --output FILE")
        typer.echo(written, nl=False)
        return
    with writing(output, "choose another --output"):
        output.write_bytes(written)
    say(f"wrote {placed:,} rows to {output}")


def format_of(output: Path | None) -> str:
    """The format that the name of a file asks for."""
    if output is None:
        return "table"
    for name, format in FORMATS.items():
        if format.suffix == output.suffix.lower():
            return name
    if output.suffix.lower() in ("", ".txt"):
        return "table"
    endings = ", ".join(format.suffix for format in FORMATS.values() if format.suffix)
    raise typer.BadParameter(f"--output {output}: no format ends in {output.suffix}; use one of {endings}, or --format")


def listing(title: str, rows: Rows, parameters: Mapping[str, Any] | None = None) -> Answer:
    """Rows that no saved query gave, as an answer."""
    from ...queries.catalog import Answer
    from ...queries.query import Query

    return Answer(Query(title, title, "", "", {}, {}, empty=""), parameters or {}, {}, rows)
