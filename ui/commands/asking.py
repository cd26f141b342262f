"""Questions with commands of their own, and Cypher."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...graph.errors import InvalidQuery
from ...graph.progress import listening
from ..terminal import progress, say
from .output import FormatOption, GeometryOption, OutputOption, listing, show
from .workspace import Workspace, spare_pandas, workspace

if TYPE_CHECKING:
    from ...queries.catalog import Answer
    from ...queries.query import Query

ParamOption = Annotated[
    list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter; may be given repeatedly.")
]

KmOption = Annotated[float | None, typer.Option(help="How far away at most, in km (50 where nothing else says where).")]
MinutesOption = Annotated[
    float | None, typer.Option(help="How long the way takes at most: an estimate from the straight line.")
]
PlaceOption = Annotated[str | None, typer.Option(help="Only those in this place, or in a place within it.")]
AreaOption = Annotated[
    str | None, typer.Option(help="Only those inside these corners: 'latitude,longitude; ...', or a GeoJSON Polygon.")
]


class Purpose(StrEnum):
    """What may be looked for near a firm."""

    SUPPLIERS = "suppliers"
    CUSTOMERS = "customers"
    RIVALS = "rivals"
    COMPLEMENTORS = "complementors"
    INSTITUTIONS = "institutions"


class Direction(StrEnum):
    """Which way linkages are followed."""

    EITHER = "either"
    OUT = "out"
    IN = "in"


def search(
    context: typer.Context,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT...]", help="A name or part of one; may be left out.")
    ] = None,
    kind: Annotated[str, typer.Option(help="Only this kind, such as Firm, Institution, Industry, Place.")] = "any",
    place: PlaceOption = None,
    industry: Annotated[str | None, typer.Option(help="Only organisations in it, or in a class within it.")] = None,
    input: Annotated[str | None, typer.Option(help="Only organisations that provide or need it.")] = None,
    here: Annotated[
        str | None, typer.Option(help="An organisation or a place: only what is within --km or --minutes of it.")
    ] = None,
    km: KmOption = None,
    minutes: MinutesOption = None,
    area: AreaOption = None,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count the matches by kind, place, industry, input.")
    ] = False,
    limit: Annotated[int, typer.Option(help="How many at most.")] = 20,
    format: FormatOption = None,
    output: OutputOption = None,
    geometry: GeometryOption = None,
) -> None:
    """Find firms, institutions, industries, places and inputs by name, or organisations by where and what they are."""
    filters = {"place": place, "industry": industry, "input": input, "here": here, "km": km, "minutes": minutes}
    wanted = {"text": " ".join(text or ()) or None, **filters}
    raw = {**given({**wanted, "area": area}), "kind": capital(kind), "limit": limit}
    if facets or not text or raw.keys() & {*filters, "area"}:
        show(answer(workspace(context), "search/matching", {**raw, "facets": facets}), format, output, geometry)
    else:
        show(answer(workspace(context), "search/entities", raw), format, output, geometry)


def capital(kind: str) -> str:
    """A kind as the model writes it, however the user did."""
    from ...graph.model import model

    return next((name for name in model().kinds if name.casefold() == kind.casefold()), kind)


def near(
    context: typer.Context,
    firm: Annotated[list[str], typer.Argument(metavar="FIRM...", help="The id of a firm, or its name.")],
    purpose: Annotated[Purpose, typer.Option("--for", help="What to look for.")] = Purpose.SUPPLIERS,
    km: KmOption = None,
    minutes: MinutesOption = None,
    speed: Annotated[float | None, typer.Option(help="With --minutes: km/h on average; an assumption (50).")] = None,
    detour: Annotated[
        float | None, typer.Option(help="With --minutes: how many times the straight line the way is (1.2).")
    ] = None,
    place: PlaceOption = None,
    area: AreaOption = None,
    does: Annotated[
        str | None,
        typer.Option(help="Institutions: training, research, standards, testing, finance or association."),
    ] = None,
    limit: Annotated[int, typer.Option(help="How many at most.")] = 50,
    format: FormatOption = None,
    output: OutputOption = None,
    geometry: GeometryOption = None,
) -> None:
    """Find who supplies, buys from, rivals, complements or serves a firm, or could, near it."""
    where = {"km": km, "minutes": minutes, "speed": speed, "detour": detour, "place": place, "area": area}
    wanted = {"firm": " ".join(firm), **where, "does": does, "limit": limit}
    show(answer(workspace(context), f"near/{purpose}", given(wanted)), format, output, geometry)


def given(raw: dict[str, Any]) -> dict[str, Any]:
    """What was said of a question, without what was left out."""
    return {name: value for name, value in raw.items() if value is not None}


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
    from ...queries.catalog import ask_query, check_together, find_query

    found = find_query(query) if isinstance(query, str) else query
    try:
        check_together(found, found.clean(raw))
    except InvalidQuery as error:
        raise typer.BadParameter(str(error)) from error
    with chosen.store() as store, progress() as report, listening(report):
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
