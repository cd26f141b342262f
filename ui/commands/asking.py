"""Questions with commands of their own, the list of all others, and Cypher."""

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


def answer(chosen: Workspace, name: str, raw: dict[str, Any]) -> Answer:
    """What a saved query answers; parameters that do not fit it are wrong usage."""
    spare_pandas()
    from ...queries.catalog import ask, find_query

    try:
        find_query(name).clean(raw)
    except InvalidQuery as error:
        raise typer.BadParameter(str(error)) from error
    with chosen.store() as store:
        return ask(store, name, raw)


def queries(
    name: Annotated[str | None, typer.Argument(help="A query to show in detail.")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the saved queries, or show one with its parameters."""
    spare_pandas()
    from ...queries.catalog import catalog, find_query

    if name is None:
        rows = [{"name": query.name, "title": query.title, "question": query.question} for query in catalog().values()]
        show(listing("Saved queries", rows), format, output)
    elif format or output:
        show(listing("Saved query", [query_row(find_query(name))]), format, output)
    else:
        typer.echo(in_detail(find_query(name)))


def query_row(query: Query) -> dict[str, Any]:
    """All that is known of a query, as one row."""
    parameters = {
        key: {
            "type": parameter.type,
            "about": parameter.about,
            "required": parameter.required,
            "default": parameter.default,
            "min": parameter.min,
            "max": parameter.max,
            "choices": list(parameter.choices),
            "unit": parameter.unit,
        }
        for key, parameter in query.parameters.items()
    }
    return {
        "name": query.name,
        "title": query.title,
        "question": query.question,
        "about": query.about,
        "parameters": parameters,
        "returns": dict(query.returns),
        "view": list(query.view),
        "text": query.text,
    }


def in_detail(query: Query) -> str:
    """A query and its parameters, in words."""
    lines = [query.title, query.question, *([query.about] if query.about else []), "", "Parameters"]
    for key, parameter in query.parameters.items():
        need = "needed" if parameter.required else f"default {parameter.default}"
        lines.append(
            f"  --{key.replace('_', '-'):<14} {parameter.about or parameter.hint()} ({parameter.type}, {need})"
        )
    if not query.parameters:
        lines.append("  none")
    lines += ["", "Columns", *(f"  {column:<16} {kind}" for column, kind in query.returns.items())]
    needed = " ".join(f"--{key.replace('_', '-')} ..." for key, one in query.parameters.items() if one.required)
    return "\n".join([*lines, "", f"Ask it: clusteratlas ask {query.name} {needed}".rstrip()])


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
        say(f"only the first {len(rows):,} rows are shown; narrow the query, or order it and set a LIMIT")


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
