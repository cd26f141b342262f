"""Getting sources into the graph, and what is in it from each."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...graph.errors import InvalidSource
from ..terminal import progress, say
from .output import FormatName, FormatOption, OutputOption, listing, show
from .workspace import Workspace, spare_pandas, workspace

if TYPE_CHECKING:
    from ...graph.store import Store
    from ...ingest.run import LoadReport
    from ...ingest.source import Source
    from ...queries.catalog import Answer

BRIEF = ("source_id", "source", "licence", "as_of", "loaded", "nodes", "links", "rejects")
"""What fits on a screen of all that is known of a source."""
SHEETS = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".gz", ".txt")


def load(
    context: typer.Context,
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE]...", help="A source that ships, or a folder with a source.yml of your own."),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Load also what has not changed since.")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Load sources into the graph; without a name, list those that ship."""
    if not what:
        show(listing("Sources that ship", shipped_rows()), format, output)
        say("Load one with: clusteratlas load NAME (or a folder with a source.yml of your own)")
        return
    sources = chosen_sources(what)
    as_rows = bool(format or output)
    reports = load_all(workspace(context), sources, say if as_rows else typer.echo, again=again)
    if as_rows:
        show(listing("Loads", [report_row(report, seconds) for report, seconds in reports]), format, output)


def forget(
    context: typer.Context, name: Annotated[str, typer.Argument(metavar="SOURCE", help="A source that is loaded.")]
) -> None:
    """Take a source out of the graph again, with all that it alone says."""
    chosen = workspace(context)
    from ...ingest import prune

    with chosen.store() as store, progress() as report:
        removed = prune.forget(store, name, chosen.settings().home / "rejects", report)
    typer.echo(f"{name}: {removed:,} facts taken back; what other sources say is kept")


def shipped_rows() -> list[dict[str, Any]]:
    """The sources that ship, as rows."""
    spare_pandas()
    from ...ingest.source import shipped_sources

    return [
        {"name": source.name, "title": source.title, "licence": source.licence, "as_of": source.retrieved}
        for source in shipped_sources().values()
    ]


def chosen_sources(names: Sequence[str]) -> list[Source]:
    """The sources of those names and paths, each after those that ship and that it requires."""
    spare_pandas()
    from ...ingest.source import in_order, read_source, shipped_sources

    shipped = shipped_sources()
    own = {}
    for name in names:
        if name in shipped:
            own[name] = shipped[name]
        else:
            source = read_source(folder_of(name, shipped))
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


def folder_of(name: str, shipped: Mapping[str, Source]) -> Path:
    """The folder with the source.yml that `name` points to; InvalidSource says what to give instead."""
    path = Path(name).expanduser()
    if path.name == "source.yml":
        return path.parent
    if path.is_dir():
        return path
    if path.suffix.lower() in SHEETS:
        raise InvalidSource(
            f"{name}: a table needs a source.yml beside it that names the source and says what its columns mean "
            "(docs/sources.md shows how); then load its folder"
        )
    raise InvalidSource(
        f"{name}: neither a source that ships nor a folder with a source.yml; these ship: {', '.join(shipped)}"
    )


def load_all(
    chosen: Workspace, sources: Sequence[Source], tell: Callable[[str], object], *, again: bool = False
) -> list[tuple[LoadReport, float]]:
    """Loads sources one after another and tells what became of each; reports and seconds."""
    settings = chosen.settings()
    reports = []
    with chosen.store() as store:
        for source in sources:
            began = time.monotonic()
            report = load_one(store, source, settings.home / "rejects", again=again)
            reports.append((report, time.monotonic() - began))
            tell("\n".join(in_lines(*reports[-1])))
    return reports


def load_one(store: Store, source: Source, rejects: Path, *, again: bool) -> LoadReport:
    """Loads one source with progress on stderr."""
    from ...ingest.run import load

    with progress() as report:
        return load(store, source, rejects, report, again=again)


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
