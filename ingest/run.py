"""Loads a source: crawls it, writes what it says, takes back what it no longer says, reports."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from ..graph.believing import believe
from ..graph.clock import now
from ..graph.errors import ShrunkSource
from ..graph.model import model
from ..graph.progress import Report, quiet
from ..graph.records import Link, Node
from ..graph.statements import (
    DIGEST,
    FINISH_RUN,
    LAST_WHOLE_RUN,
    MEANT,
    START_RUN,
    STATES,
    leave_kind,
    write_links,
    write_records,
)
from ..graph.store import Store
from .ahead import OneAhead
from .corrections.kept import read_corrections
from .identity.settle import current
from .joining import once_each
from .loading import Loading, Written, of_another_kind, record_of
from .prune import prune
from .quality import RejectFile
from .renamed import FEW, note_renamed
from .source import Source
from .spool import LinkSpool
from .turns import take_turns


@dataclass(slots=True)
class LoadReport:
    """What a load did."""

    source: str
    nodes: int = 0
    """Entities the source reported."""
    links: int = 0
    """Links the source reported."""
    removed: int = 0
    """Records and links of earlier loads that it no longer says."""
    rejects: int = 0
    """Rows and values refused."""
    reasons: dict[str, int] = field(default_factory=dict)
    """Why they were refused, and how many for each reason."""
    rejects_file: Path | None = None
    """Where each of them is written down."""
    unchanged: bool = False
    """Whether nothing had to be done since its files are as they were."""
    notes: list[str] = field(default_factory=list)
    """What its user should know besides, in sentences."""


def load(
    store: Store,
    source: Source,
    rejects_folder: Path,
    report: Report = quiet,
    *,
    again: bool = False,
    allow_shrink: bool = False,
) -> LoadReport:
    """Makes the graph say what `source` says now, no more and no less.

    Files that its tables fetch from the web are fetched where they are absent, and asked for again with `again`.
    A source whose files have not changed since it was loaded whole is left alone unless `again`. A load
    that is interrupted leaves a graph that can be read, and running it again ends as if it had not been. Two
    loads that keep their rejects in the same folder take turns. ShrunkSource where it says less than half of what it
    said when it was last loaded, unless `allow_shrink`: then nothing is taken back.
    """
    with take_turns(rejects_folder, report):
        return load_alone(store, source, rejects_folder, report, again, allow_shrink)


def load_alone(
    store: Store, source: Source, rejects_folder: Path, report: Report, again: bool, allow_shrink: bool
) -> LoadReport:
    """Loads a source while nobody else loads."""
    source.fetch(report, again=again)
    corrections = read_corrections(rejects_folder, source.name)
    digest = corrections.digest(source.digest())
    known = store.read(DIGEST, {"source": source.name})
    if known and known[0]["digest"] == digest and not again:
        return LoadReport(source.name, unchanged=True)
    run = begin_run(store, source)
    with RejectFile(rejects_folder / f"{source.name}.csv") as rejects, LinkSpool(rejects_folder) as spool:
        loading = StoreLoading(store, source, run, rejects, spool, report, model(), current(store), corrections)
        loading.write()
        if known and not allow_shrink:
            check_size(store, source, loading.counts.total())
        notes = list(note_renamed(store, source.name, run, loading.counts["nodes"])) if known else []
        notes += loading.absent.told()
        removed = prune(store, loading.model, source.name, run, report) if known else 0
    return finish(store, loading, digest, removed=removed, notes=notes, states=sorted(spool.kinds))


def begin_run(store: Store, source: Source) -> str:
    """Begins a load; the source counts as loaded in part until it is finished. The id of the load."""
    run = new_run()
    store.write(START_RUN, {"source": describe(source), "run": run, "started": now()})
    return run


def new_run() -> str:
    """An id for a load that begins now."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S-") + uuid4().hex[:8]


def check_size(store: Store, source: Source, facts: int) -> None:
    """ShrunkSource where a source says less than half of what its last whole load said."""
    runs = store.read(LAST_WHOLE_RUN, {"source": source.name})
    before = runs[0]["facts"] if runs else 0
    if before > FEW and facts < before / 2:
        raise ShrunkSource(
            f"{source.name}: says {facts:,} facts now and said {before:,} when it was last loaded; nothing was taken "
            "back. Check that its files are whole; if they are, load it again with --allow-shrink",
            facts,
            before,
        )


def finish(
    store: Store,
    load: Loading,
    digest: str,
    *,
    removed: int = 0,
    holds: Mapping[str, int] | None = None,
    touched: Collection[str] | None = None,
    notes: Sequence[str] = (),
    states: Sequence[str] | None = None,
) -> LoadReport:
    """Says that a load is whole, and what it did.

    `holds` are the numbers of nodes and links that the source says now, where that is more than the load wrote;
    `touched` are the ids of all that it bore on, `states` all kinds of links that it states, where that is known.
    """
    refused = load.rejects
    if not refused.total:
        refused.path.unlink(missing_ok=True)
    counts = {**(holds or {name: load.counts[name] for name in ("nodes", "links")}), "rejects": refused.total}
    known = {**counts, "touched": None if touched is None else sorted(touched)}
    said = {"digest": digest, "counts": known, "finished": now(), "states": states}
    store.write(FINISH_RUN, {**load.provenance, **said})
    return LoadReport(
        load.source.name,
        load.counts["nodes"],
        load.counts["links"],
        removed,
        refused.total,
        dict(refused.reasons.most_common()),
        refused.path if refused.total else None,
        notes=list(notes),
    )


class StoreLoading(Loading):
    """A load that writes each batch to the graph at once."""

    def __init__(self, store: Store, *given: Any) -> None:
        super().__init__(*given)
        self.store = store

    def write_batch_of_nodes(self, kind: str, nodes: Mapping[str, Node]) -> Written:
        """Writes nodes of one kind, and what is now believed of them, in one transaction."""
        known = self.model.kind(kind)
        things = {id: self.thing(id) for id in nodes}
        rows = [
            {
                "id": things[node.id],
                "record": f"{self.source.name}/{node.id}",
                "properties": record_of(node, self.source, self.run),
            }
            for node in nodes.values()
        ]
        answer = self.store.write_together(
            [
                (leave_kind(known), {"ids": list(dict.fromkeys(things.values())), **self.provenance}),
                (write_records(known), {"rows": rows, **self.provenance}),
                (believe(known), {"ids": list(dict.fromkeys(things.values()))}),
            ]
        )
        records, again = (set(answer[0]["records"]), answer[0]["again"]) if answer else (set(), 0)
        refused = [node for row, node in zip(rows, nodes.values(), strict=True) if row["record"] not in records]
        return Written({"nodes": len(nodes) - len(refused) - again}, [of_another_kind(node) for node in refused])

    def write_links(self, ahead: OneAhead[Written]) -> None:
        """Writes the links laid aside, after noting of which kinds they are: none other need ever be taken back."""
        self.store.write(STATES, {"source": self.source.name, "kinds": sorted(self.spool.kinds)})
        super().write_links(ahead)

    def write_batch_of_links(self, kind: str, links: list[Link]) -> Written:
        """Writes links of one kind in one transaction; those whose ends do not fit are rejected."""
        known = self.model.link(kind)
        batch = once_each(links)
        batches: dict[tuple[tuple[str, ...], bool], list[dict[str, Any]]] = {}
        for link in batch:
            properties = self.stated(link)
            row = {"start": self.thing(link.start), "end": self.thing(link.end), "properties": properties}
            several = bool(self.identities.shared.keys() & {link.start, link.end})
            if several:
                row["properties"] = {**properties, "said_from": link.start, "said_to": link.end}
            key = tuple(name for name in known.key if name in properties)
            batches.setdefault((key, several), []).append(row)
        written = again = 0
        for (key, several), rows in sorted(batches.items(), key=lambda each: each[0]):  # what lacks a key comes first
            if answer := self.store.write(write_links(known, key, several=several), {"rows": rows, **self.provenance}):
                written += answer[0]["written"]
                again += answer[0]["again"]
        rejects = self.reject_ends(known, batch) if written < len(batch) else []
        return Written({"links": written - again}, rejects)

    def labels_of(self, ids: Sequence[str]) -> Mapping[str, Collection[str]]:
        """The labels of what the source means by those of `ids` that are in the graph."""
        rows = [{"said": id, "entity": self.thing(id)} for id in ids]
        found = self.store.read(MEANT, {"rows": rows, "source": self.source.name})
        return {row["said"]: self.model.kind(row["kind"]).labels if row["kind"] else row["labels"] for row in found}


def describe(source: Source) -> dict[str, Any]:
    """What the graph keeps of a source."""
    words = {name: getattr(source, name) for name in ("title", "publisher", "licence", "url", "retrieved", "about")}
    said = {"id": source.name, "trust": source.trust, "duplicates": source.duplicates}
    return {**said, **{name: text for name, text in words.items() if text}}
