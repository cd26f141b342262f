"""Loads a source: crawls it, writes what it says, takes back what it no longer says, reports."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from ..graph.clock import now
from ..graph.errors import ShrunkSource
from ..graph.model import LinkKind, Model, model
from ..graph.progress import Progress, Report, quiet
from ..graph.records import Link, Node, Value
from ..graph.statements import (
    FINISH_RUN,
    LABELS,
    LAST_WHOLE_RUN,
    START_RUN,
    believe,
    leave_kind,
    write_links,
    write_records,
)
from ..graph.store import Store
from ..graph.values import bounded
from .ahead import OneAhead
from .context import Context
from .corrections import Corrections, read_corrections
from .identity.replay import Identities
from .identity.settle import current
from .mapping import crawl_tables
from .prune import prune
from .quality import CORRECTION, Reject, RejectFile
from .readers import count_rows, is_table, reading_of
from .renamed import note_renamed
from .source import Source
from .spool import LinkSpool
from .turns import take_turns

BATCH = 5_000
"""Rows a transaction writes."""
UNFIT = (
    "fits no row: it was changed or is gone",
    "correct the row as it is now, or take the correction back on the Data page",
)
"""Why a correction is refused, and what can be done."""
NOT_THERE, NOT_ONE, OTHER_KIND = "is not in the graph", "is not one of", "is in the graph already, but not as"
"""Why nodes and links are refused when they are written."""
FEW = 20
"""Facts of a source up to which it may shrink as it likes."""


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
    known = store.read("MATCH (source:Source {id: $id}) RETURN source.digest AS digest", {"id": source.name})
    if known and known[0]["digest"] == digest and not again:
        return LoadReport(source.name, unchanged=True)
    run = begin_run(store, source)
    with RejectFile(rejects_folder / f"{source.name}.csv") as rejects, LinkSpool(rejects_folder) as spool:
        loading = StoreLoading(store, source, run, rejects, spool, report, model(), current(store), corrections)
        loading.write()
        if known and not allow_shrink:
            check_size(store, source, loading.counts.total())
        notes = list(note_renamed(store, source.name, run, loading.counts["nodes"])) if known else []
        removed = prune(store, loading.model, source.name, run, report) if known else 0
    return loading.finish(digest, removed, {name: loading.counts[name] for name in ("nodes", "links")}, notes)


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


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a batch."""

    counts: Mapping[str, int]
    """New nodes or links of this load."""
    rejects: list[Reject]


class Loading(ABC):
    """One load under way: what the source says, in batches."""

    def __init__(
        self,
        source: Source,
        run: str,
        rejects: RejectFile,
        spool: LinkSpool,
        report: Report,
        graph_model: Model,
        identities: Identities,
        corrections: Corrections,
    ) -> None:
        self.source = source
        self.run = run
        self.rejects = rejects
        self.spool = spool
        self.report = report
        self.model = graph_model
        self.identities = identities
        self.corrections = corrections
        self.counts: Counter[str] = Counter()
        self.provenance = {"source": source.name, "run": run}

    def write(self) -> None:
        """Writes what the source says; a batch is written while the next one is prepared."""
        with OneAhead(self.settle) as ahead:
            self.write_nodes(ahead)
            self.write_links(ahead)
            ahead.finish()

    def settle(self, outcome: Written) -> None:
        """Counts what a batch wrote, and keeps what of it was refused."""
        self.counts.update(outcome.counts)
        for reject in outcome.rejects:
            self.rejects.add(reject)

    def write_nodes(self, ahead: OneAhead[Written]) -> None:
        """Crawls the source: writes its nodes, and lays its links aside until all nodes are there."""
        context = Context(self.source, self.rejects.add, graph_model=self.model, corrections=self.corrections)
        total = count_source(self.source)
        nodes: dict[str, dict[str, Node]] = {}
        links: dict[tuple[str, str, str], Link] = {}
        for record in self.crawl(context):
            match record:
                case Node():
                    batch = nodes.setdefault(record.kind, {})
                    batch[record.id] = join_nodes(batch[record.id], record) if record.id in batch else record
                    if len(batch) >= BATCH:
                        ahead.start(partial(self.write_batch_of_nodes, record.kind, nodes.pop(record.kind)))
                case Link():
                    key = (record.kind, record.start, record.end)
                    links[key] = join_links(links[key], record) if key in links else record
                    if len(links) >= BATCH:
                        self.spool.add(links.values())
                        links = {}
            if context.rows_read % 1000 == 0:
                self.show("reading", context.rows_read, total, "rows")
        for kind, batch in nodes.items():
            ahead.start(partial(self.write_batch_of_nodes, kind, batch))
        self.spool.add(links.values())
        for correction in self.corrections.unfit():
            self.rejects.add(Reject(correction.place, CORRECTION, correction.said, *UNFIT))

    def crawl(self, context: Context) -> Iterator[Node | Link | None]:
        """What the source says, row by row."""
        return (self.source.crawler() or crawl_tables)(context)

    @abstractmethod
    def write_batch_of_nodes(self, kind: str, nodes: Mapping[str, Node]) -> Written:
        """Writes nodes of one kind, by id, and what is now believed of them."""

    @abstractmethod
    def write_batch_of_links(self, kind: str, links: list[Link]) -> Written:
        """Writes links of one kind; those whose ends do not fit are rejected."""

    @abstractmethod
    def labels_of(self, ids: Sequence[str]) -> Mapping[str, Collection[str]]:
        """The labels of those of `ids` that are in the graph."""

    def record_of(self, node: Node) -> dict[str, Any]:
        """What the graph keeps of what the source says of an entity."""
        return {
            **node.properties,
            "record_id": f"{self.source.name}/{node.id}",
            "record_source": self.source.name,
            "record_run": self.run,
            "record_kind": node.kind,
            "record_place": node.place,
            "record_trust": self.source.trust,
        }

    def write_links(self, ahead: OneAhead[Written]) -> None:
        """Writes the links laid aside."""
        done = 0
        pending: dict[str, list[Link]] = {}
        for kind, batch in self.spool.read():
            held = pending.setdefault(kind, [])
            held += batch
            if len(held) >= BATCH:
                ahead.start(partial(self.write_batch_of_links, kind, pending.pop(kind)))
            done += len(batch)
            self.show("writing links", done, self.spool.links, "links")
        for kind, held in pending.items():
            ahead.start(partial(self.write_batch_of_links, kind, held))

    def stated(self, link: Link) -> dict[str, Any]:
        """What the graph keeps of a link that the source states."""
        return {**link.properties, **self.provenance, "record": link.place}

    def thing(self, said: str) -> str:
        """The id of what the source means by an id."""
        return self.identities.entity(said, self.source.name)

    def reject_ends(self, kind: LinkKind, links: list[Link]) -> list[Reject]:
        """What is wrong with those of the links that have an end missing or of the wrong kind."""
        labels = self.labels_of(sorted({self.thing(id) for link in links for id in (link.start, link.end)}))
        rejects = []
        for link in links:
            held = labels.get(self.thing(link.start), ())
            beyond = tuple(end for start, end in kind.ends if start in held) or kind.end
            for side, id, allowed in (("from", link.start, kind.start), ("to", link.end, beyond)):
                thing = self.thing(id)
                if thing not in labels:
                    reason = NOT_THERE
                    remedy = "correct the code or id, or load the source that describes it and then this one again"
                elif set(allowed).isdisjoint(labels[thing]):
                    reason = f"{NOT_ONE} {', '.join(allowed)}"
                    remedy = f"use another kind of link: {kind.name} does not go there"
                else:
                    continue
                rejects.append(Reject(link.place, f"{kind.name} {side}", id, reason, remedy))
        return rejects

    def show(self, doing: str, done: float, total: float | None, unit: str) -> None:
        """Tells how far the load is."""
        self.report(Progress(f"{self.source.title}: {doing}", done, total, unit))


class StoreLoading(Loading):
    """A load that writes each batch to the graph at once."""

    def __init__(self, store: Store, *given: Any) -> None:
        super().__init__(*given)
        self.store = store

    def finish(self, digest: str, removed: int, holds: Mapping[str, int], notes: Sequence[str] = ()) -> LoadReport:
        """Says that the load is whole, with the numbers of nodes and links that the source says now."""
        refused = self.rejects
        if not refused.total:
            with suppress(FileNotFoundError):
                refused.path.unlink()
        counts = {**holds, "rejects": refused.total}
        self.store.write(FINISH_RUN, {**self.provenance, "digest": digest, "counts": counts, "finished": now()})
        return LoadReport(
            self.source.name,
            self.counts["nodes"],
            self.counts["links"],
            removed,
            refused.total,
            dict(refused.reasons.most_common()),
            refused.path if refused.total else None,
            notes=list(notes),
        )

    def write_batch_of_nodes(self, kind: str, nodes: Mapping[str, Node]) -> Written:
        """Writes nodes of one kind, and what is now believed of them, in one transaction."""
        known = self.model.kind(kind)
        things = {id: self.thing(id) for id in nodes}
        rows = [
            {"id": things[node.id], "record": f"{self.source.name}/{node.id}", "properties": self.record_of(node)}
            for node in nodes.values()
        ]
        answer = self.store.write_together(
            [
                (leave_kind(known), {"ids": list(dict.fromkeys(things.values())), **self.provenance}),
                (write_records(known), {"rows": rows, **self.provenance}),
                (believe(known), {"ids": list(dict.fromkeys(things.values()))}),
            ]
        )
        ids, again = (set(answer[0]["ids"]), answer[0]["again"]) if answer else (set(), 0)
        refused = [node for id, node in nodes.items() if things[id] not in ids]
        return Written({"nodes": len(nodes) - len(refused) - again}, [of_another_kind(node) for node in refused])

    def write_batch_of_links(self, kind: str, links: list[Link]) -> Written:
        """Writes links of one kind in one transaction; those whose ends do not fit are rejected."""
        known = self.model.link(kind)
        batch = once_each(links)
        plain, several = [], []
        for link in batch:
            properties = self.stated(link)
            row = {"start": self.thing(link.start), "end": self.thing(link.end), "properties": properties}
            if self.identities.shared.keys() & {link.start, link.end}:
                several.append({**row, "properties": {**properties, "said_from": link.start, "said_to": link.end}})
            else:
                plain.append(row)
        written = again = 0
        for statement, rows in ((write_links(known), plain), (write_links(known, several=True), several)):
            if rows and (answer := self.store.write(statement, {"rows": rows, **self.provenance})):
                written += answer[0]["written"]
                again += answer[0]["again"]
        rejects = self.reject_ends(known, batch) if written < len(batch) else []
        return Written({"links": written - again}, rejects)

    def labels_of(self, ids: Sequence[str]) -> Mapping[str, Collection[str]]:
        """The labels of those of `ids` that are in the graph."""
        return {row["id"]: row["labels"] for row in self.store.read(LABELS, {"ids": ids})}


def of_another_kind(node: Node) -> Reject:
    """Why an entity is refused whose id another one has."""
    reason, remedy = f"{OTHER_KIND} {node.kind}", "use another id"
    return Reject(node.place, "id", node.id, reason, remedy)


def refused_when_written(reject: Reject) -> bool:
    """Whether something was refused for what else is in the graph, rather than for what stands in its row."""
    of_link = reject.column.endswith((" from", " to")) and reject.reason.startswith((NOT_THERE, NOT_ONE))
    return of_link or reject.reason.startswith(OTHER_KIND)


def join_nodes(first: Node, second: Node) -> Node:
    """What two rows say of one entity: the first value wins, texts are united, a number goes with its bounds."""
    properties = join(first.properties, second.properties)
    for family in bounded(tuple(model().kind(first.kind).properties)):
        if not first.properties.keys().isdisjoint(family):
            for name in set(family) - first.properties.keys():
                properties.pop(name, None)
    return Node(first.kind, first.id, properties, first.place)


def once_each(links: Iterable[Link]) -> list[Link]:
    """Links of one kind, those between the same ends as one."""
    joined: dict[tuple[str, str], Link] = {}
    for link in links:
        key = (link.start, link.end)
        joined[key] = join_links(joined[key], link) if key in joined else link
    return list(joined.values())


def join_links(first: Link, second: Link) -> Link:
    """What two rows say of one link: the first value wins, texts are united, since earliest, until latest."""
    properties = join(first.properties, second.properties)
    for name, choose in (("since", min), ("until", max)):
        dates = [str(link.properties[name]) for link in (first, second) if name in link.properties]
        if dates:
            properties[name] = choose(dates)
    return Link(first.kind, first.start, first.end, properties, first.place)


def join(first: Mapping[str, Value], second: Mapping[str, Value]) -> dict[str, Value]:
    """Two sets of values as one: the first wins, texts are united."""
    joined = {**second, **first}
    for name, value in first.items():
        other = second.get(name)
        if isinstance(value, list) and isinstance(other, list):
            joined[name] = list(dict.fromkeys([*value, *other]))
    return joined


def describe(source: Source) -> dict[str, Any]:
    """What the graph keeps of a source."""
    words = {name: getattr(source, name) for name in ("title", "publisher", "licence", "url", "retrieved", "about")}
    said = {"id": source.name, "trust": source.trust, "duplicates": source.duplicates}
    return {**said, **{name: text for name, text in words.items() if text}}


def count_source(source: Source) -> int | None:
    """About how many rows a source has, for a progress bar; None where only reading them would tell.

    Of a source with a crawler, those files count whose rows can be counted by themselves.
    """
    if not source.tables:
        return sum(count_rows(file) or 0 for file in source.data.iterdir() if is_table(file)) or None
    total = 0
    for number, table in enumerate(source.tables, 1):
        file = source.data / str(table.get("file", ""))
        reading = reading_of(table, f"{source.name}/source.yml: table {number}")
        count = count_rows(file, **reading) if "file" in table and file.is_file() else None
        if count is None:
            return None
        total += count
    return total
