"""Getting sources into the graph, and what is in it from each."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...graph.errors import ImportFailed, InvalidSource
from ..terminal import progress, say
from .files import Choices, described
from .output import FormatName, FormatOption, OutputOption, listing, show
from .workspace import Workspace, spare_pandas, workspace

if TYPE_CHECKING:
    from ...ingest.run import LoadReport
    from ...ingest.source import Source
    from ...queries.catalog import Answer

BRIEF = ("source_id", "source", "licence", "as_of", "loaded", "nodes", "links", "rejects")
"""What fits on a screen of all that is known of a source."""


def load(
    context: typer.Context,
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="A source that ships, a table in a file (a mapping is proposed), or a folder with a source.yml.",
        ),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Load also what has not changed since.")] = False,
    allow_shrink: Annotated[
        bool, typer.Option("--allow-shrink", help="Take facts back even where a source says less than half as many.")
    ] = False,
    mapping: Annotated[
        str | None, typer.Option(metavar="FILE", help="For a file: a mapping kept before, by its file or its name.")
    ] = None,
    set: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="COLUMN=MEANING", help="For a file: correct what a column means."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="For a file: take the proposed mapping as it is.")] = False,
    save: Annotated[
        Path | None, typer.Option(metavar="FILE", help="For a file: write the mapping there too, for next year.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="For a file: what the source is to be called.")] = None,
    title: Annotated[str | None, typer.Option(help="For a file: its full title.")] = None,
    publisher: Annotated[str | None, typer.Option(help="For a file: who publishes it.")] = None,
    licence: Annotated[str | None, typer.Option(help="For a file: the terms under which it may be used.")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Load sources or files into the graph; without a name, list the sources there are."""
    chosen = workspace(context)
    home = chosen.settings().home
    if not what:
        show(listing("Sources", source_rows(home)), format, output)
        say("Load one with: clusteratlas load NAME, or a table of your own with: clusteratlas load FILE")
        return
    choices = Choices(mapping, name, title, publisher, licence, tuple(set or ()), save, yes)
    files = [each for each in what if Path(each).expanduser().is_file() and Path(each).name != "source.yml"]
    if choices.given and len(files) != 1:
        raise typer.BadParameter(
            "--mapping, --set, --yes, --save, --name, --title, --publisher and --licence are for one file"
        )
    kept = {each: described(Path(each).expanduser(), home, choices).name for each in files}
    sources = chosen_sources([kept.get(each, each) for each in what], home)
    as_rows = bool(format or output)
    tell = say if as_rows else typer.echo
    reports = load_all(chosen, sources, tell, again=again, allow_shrink=allow_shrink)
    for name in kept.values():
        match_source(chosen, name, tell)
    if as_rows:
        show(listing("Loads", [report_row(report, seconds) for report, seconds in reports]), format, output)


def forget(
    context: typer.Context, name: Annotated[str, typer.Argument(metavar="SOURCE", help="A source that is loaded.")]
) -> None:
    """Take a source out of the graph again, with all that it alone says."""
    chosen = workspace(context)
    from ...ingest import prune

    with chosen.store() as store, progress() as report:
        removed = prune.forget(store, name, chosen.settings().rejects, report)
    typer.echo(f"{name}: {removed:,} facts taken back; what other sources say is kept")


def source_rows(home: Path) -> list[dict[str, Any]]:
    """The sources that ship and those kept in the workspace, as rows."""
    spare_pandas()
    from ...ingest.own import own_sources
    from ...ingest.source import shipped_sources

    return [
        {"name": source.name, "title": source.title, "licence": source.licence, "as_of": source.retrieved}
        for source in (*shipped_sources().values(), *own_sources(home).values())
    ]


def chosen_sources(names: Sequence[str], home: Path) -> list[Source]:
    """The sources of those names and paths, each after those that ship and that it requires."""
    spare_pandas()
    from ...ingest.own import own_sources
    from ...ingest.source import in_order, read_source, shipped_sources

    shipped = shipped_sources()
    kept = own_sources(home)
    own = {}
    for name in names:
        if name in shipped:
            own[name] = shipped[name]
        elif name in kept:
            own[name] = kept[name]
        else:
            source = read_source(folder_of(name, [*shipped, *kept]))
            if source.name in shipped or source.name in own:
                raise InvalidSource(
                    f"{name}: another source is called {source.name!r}, and loading this one would take back what that "
                    "one says; give it a name of its own in its source.yml"
                )
            own[source.name] = source
    ordered = in_order({**shipped, **own})
    wanted: set[str] = set()

    def want(name: str) -> None:
        wanted.add(name)
        for required in ordered[name].requires:
            want(required)

    for name in own:
        want(name)
    if added := [name for name in ordered if name in wanted - own.keys()]:
        say(f"what it builds on is loaded first: {', '.join(added)}")
    return [source for name, source in ordered.items() if name in wanted]


def folder_of(name: str, known: Sequence[str]) -> Path:
    """The folder with the source.yml that `name` points to; InvalidSource says what to give instead."""
    path = Path(name).expanduser()
    if path.name == "source.yml":
        return path.parent
    if path.is_dir():
        return path
    raise InvalidSource(f"{name}: no file, folder or source of that name; these sources are known: {', '.join(known)}")


def load_all(
    chosen: Workspace,
    sources: Sequence[Source],
    tell: Callable[[str], object],
    *,
    again: bool = False,
    allow_shrink: bool = False,
) -> list[tuple[LoadReport, float]]:
    """Loads sources, all at once into an empty workspace, else one after another; reports and seconds."""
    rejects = chosen.settings().rejects
    reports = load_at_once(chosen, sources, tell, again)
    with chosen.store() as store:
        from ...ingest.run import load

        for source in sources[len(reports) :]:
            began = time.monotonic()
            with progress() as bar:
                report = load(store, source, rejects, bar, again=again, allow_shrink=allow_shrink)
            reports.append((report, time.monotonic() - began))
            tell("\n".join(in_lines(*reports[-1])))
    return reports


def load_at_once(
    chosen: Workspace, sources: Sequence[Source], tell: Callable[[str], object], again: bool
) -> list[tuple[LoadReport, float]]:
    """The loads of those sources that an empty workspace takes at once; [] where they go in one after another."""
    spare_pandas()
    from ...ingest.first import load_first

    try:
        with progress() as bar:
            reports = load_first(chosen.settings(), sources, bar, again=again)
    except ImportFailed as error:
        say(f"{error}; loading in the ordinary way, which takes longer")
        return []
    for report, seconds in reports:
        tell("\n".join(in_lines(report, seconds)))
    return reports


def match_source(chosen: Workspace, name: str, tell: Callable[[str], object]) -> None:
    """Compares the organisations of a source with all others, and tells what came of it."""
    with chosen.store() as store, progress() as bar:
        from ...ingest.identity.finding import find

        found = find(store, chosen.settings().rejects, bar, name)
    if found.joined or found.waiting:
        tell(
            f"{name}: {found.joined:,} of its organisations joined with ones that were there, "
            f"{found.waiting:,} doubtful matches wait for 'clusteratlas review'"
        )


def in_lines(report: LoadReport, seconds: float) -> list[str]:
    """What a load did, in words."""
    if report.unchanged:
        return [f"{report.source}: unchanged"]
    removed = f", {report.removed:,} facts taken back that it no longer says" if report.removed else ""
    lines = [f"{report.source}: {report.nodes:,} nodes, {report.links:,} links{removed} ({seconds:.1f} s)"]
    if report.rejects:
        refused = "value or row" if report.rejects == 1 else "values or rows"
        lines.append(f"  {report.rejects:,} {refused} refused, written to {report.rejects_file}")
        lines += [f"  {count:>8,}  {reason}" for reason, count in report.reasons.items()]
    return lines


def report_row(report: LoadReport, seconds: float) -> dict[str, Any]:
    """What a load did, as a row."""
    return {
        "source": report.source,
        "unchanged": report.unchanged,
        "nodes": report.nodes,
        "links": report.links,
        "removed": report.removed,
        "rejects": report.rejects,
        "reasons": report.reasons,
        "rejects_file": str(report.rejects_file) if report.rejects_file else None,
        "seconds": round(seconds, 2),
    }


def sources(context: typer.Context, format: FormatOption = None, output: OutputOption = None) -> None:
    """List the sources that are loaded: counts, licence, as of when, when loaded."""
    with workspace(context).store() as store:
        from ...queries.catalog import ask

        answer = ask(store, "sources/list")
    if not answer.rows:
        say("nothing is loaded; 'clusteratlas demo' loads what ships, 'clusteratlas load' one source")
    whole = format not in (None, FormatName.TABLE) or output is not None
    show(answer if whole else only(answer, BRIEF), format, output)


def only(answer: Answer, columns: Sequence[str]) -> Answer:
    """An answer with some of its columns."""
    rows = [{name: row[name] for name in columns} for row in answer.rows]
    return listing(answer.query.title, rows)
