"""The saved queries: listing and showing them, and keeping those that users write."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...graph.errors import InvalidQuery
from ...ingest.disk import writing
from ..terminal import progress, say
from .database import describe_server
from .files import agree
from .output import FormatOption, OutputOption, listing, show
from .workspace import Workspace, spare_pandas, workspace

if TYPE_CHECKING:
    from ...queries.query import Query


def queries(
    context: typer.Context,
    who: Annotated[
        str, typer.Option("--who", help="Who saves; kept with the version.", default_factory=getpass.getuser)
    ],
    name: Annotated[str | None, typer.Argument(help="A query to show in detail; your own are called own/NAME.")] = None,
    save: Annotated[
        str | None,
        typer.Option(
            "--save",
            metavar="FILE",
            help="Keep the query in a file (- reads standard input) as one of your own: a new one, or with NAME its "
            "next version. docs/own-queries.md says how it is written.",
        ),
    ] = None,
    export: Annotated[
        bool, typer.Option("--export", help="Write the query as a file, to the screen or to --output FILE.")
    ] = False,
    versions: Annotated[bool, typer.Option("--versions", help="List the versions of one of your own.")] = False,
    back: Annotated[
        int | None, typer.Option("--back-to", metavar="VERSION", help="Make an earlier version the one in force.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Delete one of your own with all its versions.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Remove without asking.")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the saved queries, show one with its parameters, or keep, change and remove those of your own."""
    chosen = workspace(context)
    wanted = [save is not None, export, versions, back is not None, remove]
    if sum(wanted) > 1:
        raise typer.BadParameter("give one of --save, --export, --versions, --back-to and --remove at a time")
    if any(wanted[1:]) and name is None:
        raise typer.BadParameter("say which query: clusteratlas queries NAME")
    if save is not None:
        keep_file(chosen, save, name, who)
    elif name is None:
        show(listing("Saved queries", everything(chosen)), format, output)
    elif export:
        write_out(chosen, name, output)
    elif versions:
        show(listing(f"Versions of {name}", versions_of(chosen, name)), format, output)
    elif back is not None:
        go_back(chosen, name, back, who)
    elif remove:
        remove_own(chosen, name, yes)
    elif format or output:
        show(listing("Saved query", [query_row(find(chosen, name))]), format, output)
    else:
        typer.echo(in_detail(find(chosen, name)))


def everything(chosen: Workspace) -> list[dict[str, Any]]:
    """All queries in short; those of users only where the database runs, since a list starts nothing."""
    spare_pandas()
    from ...queries.catalog import catalog

    rows = [{"name": query.name, "title": query.title, "question": query.question} for query in catalog().values()]
    if not describe_server(chosen.settings())["running"]:
        say("The database is down, so queries of your own are not listed; start it with: clusteratlas up")
        return rows
    from ...queries.own.kept import own_queries

    with chosen.store() as store:
        for own in own_queries(store).values():
            question = own.query.question if own.query else f"cannot be read: {own.error}"
            rows.append({"name": own.name, "title": own.title, "question": question})
    return rows


def find(chosen: Workspace, name: str) -> Query:
    """The query of that name; the database is asked only for one of the user's own."""
    spare_pandas()
    from ...queries.catalog import find_any, find_query
    from ...queries.query import is_own

    if not is_own(name):
        return find_query(name)
    with chosen.store() as store:
        return find_any(store, name)


def keep_file(chosen: Workspace, file: str, name: str | None, who: str) -> None:
    """Saves the query in a file, as a new one or as the next version of `name`."""
    text = sys.stdin.read() if file == "-" else read_text(Path(file))
    with chosen.store() as store, progress() as report:
        from ...queries.own.kept import full_name, own_queries
        from ..keeping import keep

        latest = own_queries(store).get(full_name(name)) if name else None
        if latest and latest.text == text:
            typer.echo(f"{latest.name} says just this already; nothing is changed (version {latest.version})")
            return
        over = latest.version if latest else 0
        kept = keep(store, chosen.settings(), text, who, name=name or "", over=over, report=report)
    typer.echo(f"kept as {kept.name}, version {kept.version}; ask it with: clusteratlas ask {kept.name} --help")


def read_text(file: Path) -> str:
    """What a file says; InvalidQuery where it cannot be read."""
    try:
        return file.expanduser().read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InvalidQuery(f"{file}: cannot be read ({error.strerror}); name a file with header and Cypher") from error
    except UnicodeDecodeError as error:
        raise InvalidQuery(f"{file}: is no text in UTF-8; save it so in your editor") from error


def write_out(chosen: Workspace, name: str, output: Path | None) -> None:
    """Writes the file of a query; of one of the user's own also where its header cannot be read."""
    spare_pandas()
    from ...queries.query import is_own

    if is_own(name):
        from ...queries.own.kept import find_own

        with chosen.store() as store:
            text = find_own(store, name).text
    else:
        text = find(chosen, name).text
    if output is None:
        typer.echo(text, nl=False)
        return
    with writing(output, "choose another --output"):
        output.write_text(text, encoding="utf-8")
    say(f"wrote {name} to {output}; elsewhere it is kept with: clusteratlas queries --save {output}")


def versions_of(chosen: Workspace, name: str) -> list[dict[str, Any]]:
    """The versions of one of the user's own, the latest first."""
    spare_pandas()
    from ...queries.own import kept

    with chosen.store() as store:
        return [
            {"version": one.version, "title": one.title, "who": one.who, "at": one.at}
            for one in kept.versions(store, name)
        ]


def go_back(chosen: Workspace, name: str, version: int, who: str) -> None:
    """Saves an earlier version anew."""
    with chosen.store() as store:
        from ...queries.own.kept import find_own, find_version
        from ..keeping import keep

        text = find_version(store, name, version).text
        latest = find_own(store, name)
        kept = keep(store, chosen.settings(), text, who, name=name, over=latest.version)
    typer.echo(f"{kept.name} says again what version {version} said, as version {kept.version}")


def remove_own(chosen: Workspace, name: str, agreed: bool) -> None:
    """Deletes one of the user's own, once they have agreed."""
    spare_pandas()
    from ...queries.own import kept

    with chosen.store() as store:
        own = kept.find_own(store, name)
        agree(f"Delete {own.name} ({own.title}) with all its versions?", agreed, "remove it without asking with --yes")
        gone = kept.remove(store, own.name)
    typer.echo(f"{own.name} is gone with {gone} version{'s' if gone > 1 else ''}")


def query_row(query: Query) -> dict[str, Any]:
    """All that is known of a query, as one row."""
    parameters = {
        key: {
            "type": parameter.type,
            "about": parameter.about,
            "required": parameter.required,
            "default": parameter.text(parameter.default),
            "min": parameter.min,
            "max": parameter.max,
            "choices": list(parameter.choices or parameter.named),
            "choices_from": {"query": parameter.listed.query, "column": parameter.listed.column}
            if parameter.listed
            else None,
            "unit": parameter.unit,
        }
        for key, parameter in query.parameters.items()
    }
    return {
        "name": query.name,
        "title": query.title,
        "question": query.question,
        "about": query.about,
        "unknown": query.unknown,
        "parameters": parameters,
        "either": [list(group) for group in query.either],
        "returns": dict(query.returns),
        "view": list(query.view),
        "text": query.text,
    }


def in_detail(query: Query) -> str:
    """A query and its parameters, in words."""
    lines = [query.title, query.question, *([query.about] if query.about else [])]
    lines += [*([f"What it cannot know: {query.unknown}"] if query.unknown else []), "", "Parameters"]
    for key, parameter in query.parameters.items():
        need = "needed" if parameter.required else f"default {parameter.text(parameter.default)}"
        if any(key in group for group in query.either):
            need = f"one of {query.alternatives} is needed"
        lines.append(
            f"  --{key.replace('_', '-'):<14} {parameter.about or parameter.hint()} ({parameter.type}, {need})"
        )
    if not query.parameters:
        lines.append("  none")
    lines += ["", "Columns", *(f"  {column:<16} {kind}" for column, kind in query.returns.items())]
    required = [key for key, one in query.parameters.items() if one.required]
    needed = " ".join(
        f"--{key.replace('_', '-')} ..." for key in (*required, *(group[0] for group in query.either[:1]))
    )
    return "\n".join([*lines, "", f"Ask it: clusteratlas ask {query.name} {needed}".rstrip()])
