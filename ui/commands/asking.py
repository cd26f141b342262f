"""Questions with commands of their own, and Cypher."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...graph.errors import InvalidQuery
from ..terminal import say
from .output import FormatOption, GeometryOption, OutputOption, listing, show
from .workspace import Workspace, spare_pandas, workspace

if TYPE_CHECKING:
    from ...queries.catalog import Answer
    from ...queries.query import Query

ParamOption = Annotated[
    list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter; may be given repeatedly.")
]


class Purpose(StrEnum):
    """What may be looked for near a firm."""

    SUPPLIERS = "suppliers"
    INSTITUTIONS = "institutions"


class Direction(StrEnum):
    """Which way linkages are followed."""

    EITHER = "either"
    OUT = "out"
    IN = "in"


def search(
    context: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="TEXT...", help="A name or part of one.")],
    kind: Annotated[str, typer.Option(help="Only this kind, such as Firm, Institution, Industry, Place.")] = "any",
    limit: Annotated[int, typer.Option(help="How many at most.")] = 20,
    format: FormatOption = None,
    output: OutputOption = None,
    geometry: GeometryOption = None,
) -> None:
    """Find firms, institutions, industries, places and inputs by name."""
    wanted = {"text": " ".join(text), "kind": capital(kind), "limit": limit}
    show(answer(workspace(context), "search/entities", wanted), format, output, geometry)


def capital(kind: str) -> str:
    """A kind as the model writes it, however the user did."""
    from ...graph.model import model

    return next((name for name in model().kinds if name.casefold() == kind.casefold()), kind)


def near(
    context: typer.Context,
    firm: Annotated[list[str], typer.Argument(metavar="FIRM...", help="The id of a firm, or its name.")],
    purpose: Annotated[Purpose, typer.Option("--for", help="What to look for.")] = Purpose.SUPPLIERS,
    km: Annotated[float, typer.Option(help="How far away at most, in km.")] = 50,
    limit: Annotated[int, typer.Option(help="How many at most.")] = 50,
    format: FormatOption = None,
    output: OutputOption = None,
    geometry: GeometryOption = None,
) -> None:
    """Find suppliers or institutions near a firm, recorded and possible ones."""
    wanted = {"firm": " ".join(firm), "km": km, "limit": limit}
    show(answer(workspace(context), f"near/{purpose}", wanted), format, output, geometry)


def linked(
    context: typer.Context,
    organisation: Annotated[list[str], typer.Argument(metavar="ORGANISATION...", help="The id or the name of one.")],
    hops: Annotated[int, typer.Option(help="How many linkages away at most, up to 3.")] = 1,
    kinds: Annotated[
        str, typer.Option(help="Only these groups (trade, alike, corporate, institutions) or kinds, with commas.")
    ] = "any",
    direction: Annotated[Direction, typer.Option(help="The way that linkages are followed.")] = Direction.EITHER,
    km: Annotated[float | None, typer.Option(help="Only organisations within so many km of it.")] = None,
    date: Annotated[str | None, typer.Option(help="Only linkages that held then, as 2021-11.")] = None,
    confidence: Annotated[float, typer.Option(help="Only linkages at least so sure, from 0 to 1.")] = 0,
    recorded: Annotated[bool, typer.Option("--recorded", help="Only linkages that a source states.")] = False,
    limit: Annotated[int, typer.Option(help="How many organisations at most.")] = 150,
    format: FormatOption = None,
    output: OutputOption = None,
    geometry: GeometryOption = None,
) -> None:
    """List who is linked to an organisation, directly and through others, and who says so."""
    wanted = {"start": " ".join(organisation), "hops": hops, "kinds": kinds, "direction": direction, "km": km}
    wanted |= {"date": date, "confidence": confidence, "inferred": not recorded, "limit": limit}
    show(answer(workspace(context), "paths/neighbourhood", wanted), format, output, geometry)


def answer(chosen: Workspace, query: str | Query, raw: dict[str, Any]) -> Answer:
    """What a query, or the saved one of a name, answers; parameters that do not fit it are wrong usage."""
    spare_pandas()
    from ...queries.catalog import ask_query, find_query

    found = find_query(query) if isinstance(query, str) else query
    try:
        found.clean(raw)
    except InvalidQuery as error:
        raise typer.BadParameter(str(error)) from error
    with chosen.store() as store:
        answered = ask_query(store, found, raw)
    if answered.cut:
        tell_cut(len(answered.rows))
    return answered


def tell_cut(rows: int) -> None:
    """Says that an answer has more rows than are shown."""
    say(f"only the first {rows:,} rows are shown; narrow the query, or order it and set a LIMIT")


def cypher(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="The query; - reads it from standard input.")],
    param: ParamOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    geometry: GeometryOption = None,
) -> None:
    """Ask the graph in Cypher; whatever would do more than read is refused."""
    if text == "-":
        text = sys.stdin.read()
    parameters = {name: typed(value) for name, value in pairs(param).items()}
    from ...graph.guard import check_text

    check_text(text)
    with workspace(context).store() as store:
        rows, cut = store.read_safely(text, parameters)
    show(listing("Cypher", rows, parameters), format, output, geometry)
    if cut:
        tell_cut(len(rows))


def pairs(given: list[str] | None) -> dict[str, str]:
    """NAME=VALUE texts as a mapping; the last one of a name counts."""
    found = {}
    for text in given or []:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"--param {text}: write it as NAME=VALUE")
        found[name] = value
    return found


def typed(text: str) -> Any:
    """A parameter of Cypher as the JSON value that it spells, else as text.

    >>> typed("5"), typed("[1, 2]"), typed("Napa"), typed('"5"')
    (5, [1, 2], 'Napa', '5')
    """
    import json

    try:
        return json.loads(text)
    except ValueError:
        return text
