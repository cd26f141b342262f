"""What a source says, in batches, whatever is done with them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..graph.garbage import seldom_collected
from ..graph.model import LinkKind, Model
from ..graph.progress import Progress, Report
from ..graph.records import Link, Node
from .absent import Absent
from .ahead import OneAhead
from .context import Context
from .corrections.kept import Corrections
from .crawling import crawl
from .identity.replay import Identities
from .joining import join_links, join_nodes, told_apart
from .quality import CORRECTION, Reject, RejectFile
from .readers import count_rows, is_table, reading_of
from .source import Source
from .spool import LinkSpool

BATCH = 5_000
"""Rows of a batch."""
SHOWN = 1_000
"""Rows after which it is told anew how far the load is."""
UNFIT = (
    "fits no row: it was changed or is gone",
    "correct the row as it is now, or take the correction back on the Data page",
)
"""Why a correction is refused, and what can be done."""
NOT_THERE, NOT_ONE, OTHER_KIND = "is not in the graph", "is not one of", "is in the graph already, but not as"
"""Why nodes and links are refused when they are written."""


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
        self.absent = Absent()
        """Which figures its links leave out."""
        self.provenance = {"source": source.name, "run": run}

    def write(self) -> None:
        """Writes what the source says; a batch is written while the next one is prepared."""
        with seldom_collected(), OneAhead(self.settle) as ahead:
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
        links: dict[tuple[object, ...], Link] = {}
        due = 0
        for record in self.crawl(context, total):
            match record:
                case Node():
                    batch = nodes.setdefault(record.kind, {})
                    batch[record.id] = join_nodes(batch[record.id], record) if record.id in batch else record
                    if len(batch) >= BATCH:
                        ahead.start(partial(self.write_batch_of_nodes, record.kind, nodes.pop(record.kind)))
                case Link():
                    key = told_apart(record)
                    links[key] = join_links(links[key], record) if key in links else record
                    if len(links) >= BATCH:
                        self.spool.add(links.values())
                        links = {}
            if context.rows_read >= due:
                self.show("reading", context.rows_read, total, "rows")
                due = context.rows_read + SHOWN
        for kind, batch in nodes.items():
            ahead.start(partial(self.write_batch_of_nodes, kind, batch))
        self.spool.add(links.values())
        for correction in self.corrections.unfit():
            self.rejects.add(Reject(correction.place, CORRECTION, correction.said, *UNFIT))

    def crawl(self, context: Context, rows: int | None) -> Iterator[Node | Link | None]:
        """What the source says, row by row, of which it has about so many."""
        return crawl(context, rows)

    @abstractmethod
    def write_batch_of_nodes(self, kind: str, nodes: Mapping[str, Node]) -> Written:
        """Writes nodes of one kind, by id, and what is now believed of them."""

    @abstractmethod
    def write_batch_of_links(self, kind: str, links: list[Link]) -> Written:
        """Writes links of one kind; those whose ends do not fit are rejected."""

    @abstractmethod
    def labels_of(self, ids: Sequence[str]) -> Mapping[str, Collection[str]]:
        """The labels of what the source means by those of `ids` that are in the graph."""

    def write_links(self, ahead: OneAhead[Written]) -> None:
        """Writes the links laid aside."""
        done = 0
        pending: dict[str, list[Link]] = {}
        for kind, batch in self.spool.read():
            self.absent.hear(batch)
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
        labels = self.labels_of(sorted({id for link in links for id in (link.start, link.end)}))
        rejects = []
        for link in links:
            held = labels.get(link.start, ())
            beyond = tuple(end for start, end in kind.ends if start in held) or kind.end
            for side, id, allowed in (("from", link.start, kind.start), ("to", link.end, beyond)):
                if id not in labels:
                    reason = NOT_THERE
                    remedy = "correct the code or id, or load the source that describes it and then this one again"
                elif set(allowed).isdisjoint(labels[id]):
                    reason = f"{NOT_ONE} {', '.join(allowed)}"
                    remedy = f"choose another kind of linkage: “{kind.out}” does not join such things"
                else:
                    continue
                rejects.append(Reject(link.place, f"{kind.name} {side}", id, reason, remedy))
        return rejects

    def show(self, doing: str, done: float, total: float | None, unit: str) -> None:
        """Tells how far the load is."""
        self.report(Progress(f"{self.source.title}: {doing}", done, total, unit))


def record_of(node: Node, source: Source, run: str) -> dict[str, Any]:
    """What the graph keeps of what a source says of an entity."""
    return {
        **node.properties,
        "record_id": f"{source.name}/{node.id}",
        "record_source": source.name,
        "record_run": run,
        "record_kind": node.kind,
        "record_place": node.place,
        "record_trust": source.trust,
    }


def of_another_kind(node: Node) -> Reject:
    """Why an entity is refused whose id another one has."""
    reason, remedy = f"{OTHER_KIND} {node.kind}", "give it another id, or say the same kind"
    return Reject(node.place, "id", node.id, reason, remedy)


def refused_when_written(reject: Reject) -> bool:
    """Whether something was refused for what else is in the graph, rather than for what stands in its row."""
    of_link = reject.column.endswith((" from", " to")) and reject.reason.startswith((NOT_THERE, NOT_ONE))
    return of_link or reject.reason.startswith(OTHER_KIND)


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
