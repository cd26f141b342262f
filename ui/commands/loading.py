"""Getting sources into the graph, and what is in it from each."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...graph.errors import ImportFailed, InvalidSource
from ...queries.words import count
from ..terminal import progress, say
from .available import AVAILABLE_BRIEF, available_rows
from .files import Choices, YesOption, agree, described, named_unasked, refuse_twice, table_at
from .matching import compare_and_tell
from .output import FormatName, FormatOption, OutputOption, listing, show
from .workspace import Workspace, spare_pandas, workspace

if TYPE_CHECKING:
    from ...graph.store import Store
    from ...ingest.run import LoadReport
    from ...ingest.source import Source
    from ...queries.catalog import Answer

REASONS = 12
"""Reasons of refusals that are told; all stand in the file."""
BRIEF = ("source_id", "source", "licence", "as_of", "loaded", "nodes", "links", "rejects")
"""What fits on a screen of all that is known of a source."""


def load(
    context: typer.Context,
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="A source by its name, a table in a file (a mapping is proposed), or a folder with a source.yml.",
        ),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Load also what has not changed since.")] = False,
    origin: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FOLDER|ADDRESS",
            help="For a source that is fetched: take its files from this folder, or from this mirror on the web.",
        ),
    ] = None,
    allow_shrink: Annotated[
        bool, typer.Option("--allow-shrink", help="Take facts back even where a source says less than half as many.")
    ] = False,
    mapping: Annotated[
        str | None, typer.Option(metavar="FILE", help="For a file: a mapping kept before, by its file or its name.")
    ] = None,
    set: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="COLUMN=MEANING",
            help="For a file: correct what a column means; =VALUE=MEANING gives every row that value (=CA=state).",
        ),
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
        show(only(listing("Sources", available_rows(home)), AVAILABLE_BRIEF), format, output)
        say("Load one with: clusteratlas load NAME, or a table of your own with: clusteratlas load FILE")
        say("How each comes to be here, and how newer files are had: clusteratlas sources --available")
        return
    choices = Choices(mapping, name, title, publisher, licence, tuple(set or ()), save, yes)
    files = [(each, path) for each in what if (path := table_at(each))]
    if choices.given and len(files) != 1:
        raise typer.BadParameter(
            "--mapping, --set, --yes, --save, --name, --title, --publisher and --licence are for one file"
        )
    for _, path in files:
        if before := named_unasked(path, home, choices):
            with chosen.store() as store:
                refuse_twice(store, path, before)
    kept = {each: described(path, home, choices, partial(codes_known, chosen)).name for each, path in files}
    sources = chosen_sources([kept.get(each, each) for each in what], home, origin or "", lambda: loaded_now(chosen))
    as_rows = bool(format or output)
    tell = say if as_rows else typer.echo
    reports = load_all(chosen, sources, tell, again=again, allow_shrink=allow_shrink)
    for report, _ in reports:
        match_source(chosen, report, tell)
    if as_rows:
        show(listing("Loads", [report_row(report, seconds) for report, seconds in reports]), format, output)


def forget(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="SOURCE", help="A source that is loaded.")],
    yes: YesOption = False,
) -> None:
    """Take a source out of the graph again, with all that it alone says."""
    chosen = workspace(context)
    from ...ingest import prune

    with chosen.store() as store:
        facts = prune.facts_of(store, name)
    agree(f"Forget {name} with {count(facts, 'fact')}?", yes, f"forget it with {count(facts, 'fact')} by --yes")
    with chosen.store() as store, progress() as report:
        removed = prune.forget(store, name, chosen.settings().rejects, report)
    typer.echo(f"{name}: {removed:,} facts taken back; what other sources say is kept")


def chosen_sources(
    names: Sequence[str], home: Path, origin: str = "", loaded: Callable[[], Collection[str]] = tuple
) -> list[Source]:
    """The sources of those names and paths, each after those that it requires.

    The files of those named are taken from `origin` where one is given. What is required and known nowhere else may be
    among those that `loaded` gives.
    """
    spare_pandas()
    from ...ingest.own import ready_sources
    from ...ingest.source import in_order, known_sources, read_source, shipped_sources

    known, ready = known_sources(home), ready_sources(home)
    own = {}
    for name in names:
        if name in ready:
            own[name] = ready[name]
        else:
            source = read_source(folder_of(name, list(ready)))
            if source.name in known or source.name in own:
                raise InvalidSource(
                    f"{name}: another source is called {source.name!r}, and loading this one would take back what that "
                    "one says; give it a name of its own in its source.yml"
                )
            own[source.name] = source
    if origin:
        if still := [name for name, source in own.items() if name in shipped_sources() or not is_fetched(source)]:
            raise InvalidSource(f"--from is for sources whose files are fetched, and not for {', '.join(still)}")
        own = {name: replace(source, origin=origin) for name, source in own.items()}
    ordered = in_order({**known, **own, **required_of(own.values(), ready)}, loaded)
    wanted: set[str] = set()

    def want(name: str) -> None:
        wanted.add(name)
        for required in ordered[name].requires:
            if required in ordered:
                want(required)

    for name in own:
        want(name)
    if added := [name for name in ordered if name in wanted - own.keys()]:
        say(f"what it builds on is loaded first: {', '.join(added)}")
    return [source for name, source in ordered.items() if name in wanted]


def required_of(sources: Iterable[Source], ready: Mapping[str, Source]) -> dict[str, Source]:
    """Those of the sources that can be loaded by name that others build on, directly or not."""
    found: dict[str, Source] = {}
    wanted = [name for source in sources for name in source.requires]
    while wanted:
        name = wanted.pop()
        if name in ready and name not in found:
            found[name] = ready[name]
            wanted += ready[name].requires
    return found


def codes_known(chosen: Workspace, codes: Sequence[str]) -> Sequence[Mapping[str, str]]:
    """What a workspace holds that these codes are of."""
    from ...ingest.proposal import known_in

    with chosen.store() as store:
        return known_in(store)(codes)


def loaded_now(chosen: Workspace) -> list[str]:
    """The names of the sources that a workspace holds whole."""
    with chosen.store() as store:
        return loaded_in(store)


def loaded_in(store: Store) -> list[str]:
    """The names of the sources that the graph holds whole."""
    from ...queries.catalog import ask

    return [row["source_id"] for row in ask(store, "sources/list").rows if row["complete"]]


def is_fetched(source: Source) -> bool:
    """Whether a source names an address for one of its files, or says how it is had."""
    return any("file" in table and table.keys() & {"url", "obtain"} for table in source.tables)


def source_of(name: str, home: Path) -> Source:
    """The source of that name, or in the folder of that path."""
    spare_pandas()
    from ...ingest.own import ready_sources
    from ...ingest.source import read_source

    ready = ready_sources(home)
    return ready[name] if name in ready else read_source(folder_of(name, list(ready)))


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
    words: Callable[[LoadReport, float], list[str]] | None = None,
) -> list[tuple[LoadReport, float]]:
    """Loads sources, all at once into an empty workspace, else one after another; reports and seconds.

    `tell` hears of each in `words`, by default all that `in_lines` says.
    """
    rejects = chosen.settings().rejects
    said = words or in_lines
    reports = load_at_once(chosen, sources, again)
    for at_once in reports:
        tell("\n".join(said(*at_once)))
    with chosen.store() as store:
        from ...ingest.run import load

        for source in sources[len(reports) :]:
            began = time.monotonic()
            with progress() as bar:
                report = load(store, source, rejects, bar, again=again, allow_shrink=allow_shrink)
            reports.append((report, time.monotonic() - began))
            tell("\n".join(said(*reports[-1])))
    return reports


def load_at_once(chosen: Workspace, sources: Sequence[Source], again: bool) -> list[tuple[LoadReport, float]]:
    """The loads of those sources that an empty workspace takes at once; [] where they go in one after another."""
    spare_pandas()
    from ...ingest.first import load_first

    try:
        with progress() as bar:
            return load_first(chosen.settings(), sources, bar, again=again)
    except ImportFailed as error:
        say(f"{error}; loading in the ordinary way, which takes longer")
        return []


def match_source(chosen: Workspace, report: LoadReport, tell: Callable[[str], object]) -> None:
    """Compares the organisations of a source with all others as `compare` does, and tells what came of it."""
    with chosen.store() as store, progress() as bar:
        told = compare_and_tell(store, report.source, chosen.settings().rejects, bar)
    for sentence in told:
        tell(sentence)


def in_brief(report: LoadReport, seconds: float) -> list[str]:
    """What a load did, in a line."""
    if report.unchanged:
        return [f"{report.source}: unchanged (--again loads it all the same)"]
    removed = f", {report.removed:,} facts taken back that it no longer says" if report.removed else ""
    return [f"{report.source}: {report.nodes:,} nodes, {report.links:,} links{removed} ({seconds:.1f} s)"]


def in_lines(report: LoadReport, seconds: float) -> list[str]:
    """What a load did, with what was refused and why."""
    lines = in_brief(report, seconds)
    if report.rejects:
        refused = "value or row" if report.rejects == 1 else "values or rows"
        lines.append(f"  {report.rejects:,} {refused} refused, written to {report.rejects_file}")
        lines += [f"  {count:>8,}  {reason}" for reason, count in list(report.reasons.items())[:REASONS]]
        if len(report.reasons) > REASONS:
            lines.append(f"            and {len(report.reasons) - REASONS:,} rarer reasons")
        lines.append(f"  correct the rows and load them alone: clusteratlas refused {report.source} -o refused.csv")
    return lines + [f"  {note}" for note in report.notes]


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
        "notes": report.notes,
        "seconds": round(seconds, 2),
    }


def sources(
    context: typer.Context,
    available: Annotated[
        bool, typer.Option("--available", help="List those that can be loaded, and how their files are had.")
    ] = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the sources that are loaded: counts, licence, as of when, when loaded."""
    chosen = workspace(context)
    if available:
        show(listing("Sources", available_rows(chosen.settings().home)), format, output)
        return
    with chosen.store() as store:
        from ...queries.catalog import ask

        answer = ask(store, "sources/list")
    if not answer.rows:
        say("nothing is loaded; 'clusteratlas demo' loads what ships, 'clusteratlas load' one source")
    whole = format not in (None, FormatName.TABLE) or output is not None
    show(answer if whole else only(answer, BRIEF), format, output)
    say("Those that can be loaded, and how their files are had: clusteratlas sources --available")


def only(answer: Answer, columns: Sequence[str]) -> Answer:
    """An answer with some of its columns."""
    rows = [{name: row[name] for name in columns} for row in answer.rows]
    return listing(answer.query.title, rows)
