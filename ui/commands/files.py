"""Loading a file that nobody has described: a mapping is proposed, shown, confirmed and kept."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...graph.errors import InvalidSource
from ...graph.server.files import write_atomically
from ..exports import FORMATS
from ..terminal import say
from .output import listing
from .workspace import spare_pandas

if TYPE_CHECKING:
    from ...graph.store import Store
    from ...ingest.proposal import Known, Likeness, Preview, Proposal
    from ...ingest.source import Source

YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
SHOWN = 5
"""Nodes, links and rejects of a preview that are shown."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user said about a file on the command line."""

    mapping: str | None = None
    """A mapping file, or the name of a source kept in the workspace."""
    name: str | None = None
    title: str | None = None
    publisher: str | None = None
    licence: str | None = None
    set: Sequence[str] = ()
    """Corrections, as COLUMN=MEANING or TABLE!COLUMN=MEANING."""
    save: Path | None = None
    """Where the mapping is to be written too."""
    yes: bool = False

    @property
    def given(self) -> bool:
        """Whether anything was said that only a file can use."""
        return self != Choices()


def table_at(what: str | Path) -> Path | None:
    """The file that `what` names; None where it names none, or a source's own description."""
    path = Path(what).expanduser()
    return path if path.is_file() and path.name != "source.yml" else None


def described(path: Path, home: Path, choices: Choices, known: Known) -> Source:
    """The source made of a file, kept in the workspace once the user has agreed to its mapping.

    `known` tells the places that are loaded by their codes.
    """
    spare_pandas()
    from ...ingest.disk import writing
    from ...ingest.own import as_yaml, is_kept, keep, own_sources, read_mapping

    before = own_sources(home).get(choices.mapping) if choices.mapping else kept_as(path, home, choices)
    if choices.mapping:
        content = read_mapping(choices.mapping, home)
        if choices.set:
            raise InvalidSource("--set corrects a proposal; with --mapping, correct the mapping file instead")
    elif before and not choices.set:
        say(
            f"{path}: this file is loaded already as {before.name} ({before.title}), and read by the mapping kept for "
            "it; --set COLUMN=MEANING proposes anew"
        )
        content = read_mapping(before.name, home)
    else:
        content = agreed(path, choices, known)
        if before:
            kept = read_mapping(before.name, home)
            content |= {key: kept[key] for key in ("title", "publisher", "licence", "retrieved") if key in kept}
    if before and not is_kept(before, path):
        content.pop("retrieved", None)
    said = {"name": choices.name, "title": choices.title, "publisher": choices.publisher, "licence": choices.licence}
    content |= {key: value for key, value in said.items() if value}
    source = keep(home, content, path)
    if choices.save:
        with writing(choices.save):
            write_atomically(choices.save.expanduser(), as_yaml(content))
    say(
        f"the mapping is kept as {source.name}; next year's file: clusteratlas load FILE --mapping "
        f"{choices.save or source.name}"
    )
    return source


def kept_as(path: Path, home: Path, choices: Choices) -> Source | None:
    """The source kept in the workspace that a file is, under the name that it gets now; None where there is none."""
    from ...ingest.own import kept_before
    from ...ingest.proposal.records import name_for

    name = choices.name or name_for(path)
    return next((source for source in kept_before(home, path) if source.name == name), None)


def named_unasked(path: Path, home: Path, choices: Choices) -> list[Source]:
    """The sources kept in the workspace that are made of a file, where nobody said what it is to be called."""
    from ...ingest.own import kept_before

    return [] if choices.name or choices.mapping else kept_before(home, path)


def refuse_twice(store: Store, path: Path, kept: Sequence[Source]) -> None:
    """InvalidSource where one of the sources that are made of a file is loaded, and none under the name that it gets
    unasked: under that it would be there twice."""
    from ...ingest.proposal.records import name_for

    names = {"names": [source.name for source in kept]}
    found = store.read("MATCH (source:Source) WHERE source.id IN $names RETURN source.id AS id", names)
    loaded = [source for source in kept if {"id": source.name} in found]
    if loaded and name_for(path) not in [source.name for source in loaded]:
        before = loaded[0]
        raise InvalidSource(
            f"{path}: this file is loaded already as {before.name} ({before.title}). Load it again as that with "
            f"--mapping {before.name}, or as another source beside it with --name OTHER"
        )


def agreed(path: Path, choices: Choices, known: Known) -> dict[str, Any]:
    """The proposed mapping of a file, corrected as the user said and agreed to."""
    from ...ingest.proposal import built_on, change, check, fix, look_up, preview, propose, to_source
    from ...ingest.proposal.records import name_for

    proposal = propose(path, known=known)
    for correction in choices.set:
        tables, column, meaning = parted(correction, proposal)
        for table in tables:
            if column.startswith("="):
                proposal = fix(proposal, table, column[1:], *meaning.split("@", 1))
            else:
                proposal = change(proposal, table, column, *meaning.split("@", 1))
    proposal = look_up(proposal, known)
    tell(proposal)
    if problems := check(proposal):
        raise InvalidSource("; ".join(problem.text for problem in problems) + "; correct it with --set COLUMN=MEANING")
    name = choices.name or name_for(path)
    found = preview(proposal, name)
    tell_preview(found)
    agree("Load it so?", choices.yes, "take the proposal as it is with --yes, or correct it with --set")
    return to_source(proposal, name, choices.title or path.name, requires=sorted(built_on(found)), duplicates=True)


def agree(question: str, agreed: bool, otherwise: str) -> None:
    """Ends the command unless the user agrees, or has on the command line; `otherwise` is what to do instead."""
    if not agreed:
        if not sys.stdin.isatty():
            raise InvalidSource(f"nobody is there to agree; {otherwise}")
        typer.confirm(question, abort=True, err=True)


def parted(correction: str, proposal: Proposal) -> tuple[list[str], str, str]:
    """Tables, column and meaning of a correction; `=` and a value in place of a column is meant for every row.

    InvalidSource says how one is written.
    """
    place, equals, meaning = correction.rpartition("=")
    if not equals or not place or not meaning:
        raise InvalidSource(
            f"--set {correction}: write it as COLUMN=MEANING, such as --set 'Firm name=name', or as =VALUE=MEANING "
            "for every row, such as --set =CA=state"
        )
    if place.startswith("="):
        return [each.name for each in proposal.tables], place, meaning
    table, mark, value = place.partition("!=")
    if mark:
        return [table], f"={value}", meaning
    table, mark, column = place.rpartition("!")
    if mark:
        return [table], column, meaning
    holding = [each.name for each in proposal.tables if column in [one.name for one in each.columns]]
    if len(holding) > 1:
        raise InvalidSource(f"--set {correction}: several tables have that column; write TABLE!{column}={meaning}")
    return [holding[0] if holding else proposal.tables[0].name], column, meaning


def tell(proposal: Proposal) -> None:
    """Shows what the columns are taken for, and why."""
    from ...ingest.proposal import explain

    for table in proposal.tables:
        rows = [
            {
                "column": column.name,
                "means": f"{column.role} of the {column.of}" if column.of else column.role,
                "sure": round(column.confidence, 2),
                "because": column.evidence,
                "example": column.examples[0] if column.examples else "",
            }
            for column in table.columns
            if not column.fixed
        ]
        say(f"What the columns of {table.name} mean:")
        say(FORMATS["table"].write(listing("Columns", rows)).decode())
        for sentence in explain(table):
            say(sentence)
    for note in proposal.notes:
        say(note)
    for like in proposal.like:
        say(f"{like.words} {how_loaded(like)}")


def how_loaded(like: Likeness) -> str:
    """What to do with a file that looks like one of a source that we describe."""
    if like.ships:
        return (
            f"The one that ships is loaded by 'clusteratlas load {like.source}'; as a table of your own, this one "
            "gives its organisations ids of their own."
        )
    others = f", with {' and '.join(like.beside)} beside it" if like.beside else ""
    return (
        f"To have it read as that, call it {like.file}, put it into a folder{others}, and load it with "
        f"'clusteratlas load {like.source} --from FOLDER'; as a table of your own it is read as proposed here."
    )


def tell_preview(found: Preview) -> None:
    """Shows what the first rows become, and what of them is refused."""
    counts = ", ".join(f"{count:,} {kind}" for kind, count in found.kinds.items())
    say(f"The first rows make: {counts or 'nothing'}")
    for node in found.nodes[:SHOWN]:
        say(f"  {node.kind}: {node.properties.get('name', node.id)} ({node.id})")
    for link in found.links[:SHOWN]:
        say(f"  {link.start} {link.kind} {link.end}")
    for note in found.notes:
        say(note)
    if found.rejects:
        say(f"{len(found.rejects):,} values or rows of them would be refused, such as:")
    for reject in found.rejects[:SHOWN]:
        say(f"  {reject.place} {reject.column} {reject.value!r}: {reject.reason}; {reject.remedy}")
