"""Loads those rows again that were put right by hand; nothing else of their source is written or taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...graph.errors import InvalidSource
from ...graph.model import model
from ...graph.progress import Report, quiet
from ...graph.records import Link, Node
from ...graph.statements import DIGEST, FACTS_HELD, LABELS, STALE_AROUND
from ...graph.store import Store
from ..context import Context
from ..identity.settle import current
from ..loading import refused_when_written
from ..mapping import crawl_row, tables_of
from ..prune import prune_some
from ..quality import Reject, RejectFile, read_rejects
from ..readers import Row
from ..run import LoadReport, StoreLoading, begin_run, finish, load_alone
from ..source import Source
from ..spool import LinkSpool
from ..turns import take_turns
from .kept import Correction, Corrections, keep_corrections, read_corrections


def correct(
    store: Store, source: Source, rejects_folder: Path, new: Iterable[Correction], report: Report = quiet
) -> LoadReport:
    """Keeps corrections of a source and makes the graph say what its corrected rows say.

    The graph is then as a load of the whole source would leave it. The files are read through, since other rows may
    speak of the same things, but only what the corrected rows speak of is written. A source that has changed
    since, was loaded in part, has a crawler, or whose rows name each other, is loaded whole; what broke off is
    completed when it is asked for again.
    """
    with take_turns(rejects_folder, report):
        before = read_corrections(rejects_folder, source.name)
        after = before.changed(new)
        was_whole = is_loaded(store, source, before)
        if after.kept != before.kept:
            keep_corrections(rejects_folder, source.name, after)
        elif was_whole:
            return LoadReport(source.name, unchanged=True)
        if source.crawler() or not was_whole or any(rules.named() for rules in tables_of(source, model())):
            return load_alone(store, source, rejects_folder, report, again=False, allow_shrink=False)
        changed = [one for one in (*before.kept, *after.kept) if one not in before.kept or one not in after.kept]
        return load_some(store, source, rejects_folder, after, changed, after.digest(source.digest()), report)


def is_loaded(store: Store, source: Source, corrections: Corrections) -> bool:
    """Whether the graph says what the files of a source say with these corrections."""
    known = store.read(DIGEST, {"source": source.name})
    return bool(known) and known[0]["digest"] == corrections.digest(source.digest())


def broke_off(store: Store, source: Source) -> bool:
    """Whether the last load of a source broke off, so that nobody knows yet all that is refused of it."""
    known = store.read(DIGEST, {"source": source.name})
    return bool(known) and known[0]["digest"] is None


def take_back(corrections: Iterable[Correction]) -> list[Correction]:
    """Corrections that take these back: the rows are as their file has them."""
    return [replace(correction, after=correction.before) for correction in corrections]


def load_some(
    store: Store,
    source: Source,
    rejects_folder: Path,
    corrections: Corrections,
    changed: list[Correction],
    digest: str,
    report: Report,
) -> LoadReport:
    """Loads what the rows of the changed corrections speak of, while nobody else loads."""
    rejects_file = rejects_folder / f"{source.name}.csv"
    refused = [reject for reject in read_rejects(rejects_file) if refused_when_written(reject)]
    run = begin_run(store, source)
    with RejectFile(rejects_file) as rejects, LinkSpool(rejects_folder) as spool:
        loading = SomeLoading(store, source, run, rejects, spool, report, model(), current(store), corrections)
        loading.touch(changed)
        loading.write()
        for reject in refused:
            if not loading.settles(reject):
                rejects.add(reject)
        removed = loading.prune()
    holds = store.read(FACTS_HELD, {"source": source.name})[0]
    return finish(store, loading, digest, removed=removed, holds=holds, touched=loading.touched())


class SomeLoading(StoreLoading):
    """A load under way of what some rows speak of."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.rows: set[str] = set()
        """Places of the rows that changed."""
        self.tried: set[tuple[str, str, str]] = set()
        """Place, column and id of all that is tried anew, as its refusal would name them."""
        self.nodes: dict[str, set[str]] = {}
        """Ids as the source says them, with the kinds that it says of each."""
        self.around: set[str] = set()
        """Ids of what all links are tried anew of: it was not in the graph, another row may speak of it now, or it is
        of another kind."""
        self.ends: dict[str, set[tuple[str, str]]] = {}
        """Kind of link to the ids of what it joins."""

    def touch(self, changed: list[Correction]) -> None:
        """Notes what rows speak of, as they were and as they are."""
        for correction in changed:
            self.touch_row(correction)
        things = {self.thing(id) for id in self.nodes}
        self.around |= {self.thing(id) for id, kinds in self.nodes.items() if len(kinds) > 1}
        self.around |= things - {row["id"] for row in self.store.read(LABELS, {"ids": sorted(things)})}

    def touch_row(self, correction: Correction) -> None:
        """Notes what a row speaks of, as it was and as it is."""
        self.rows.add(correction.place)
        context = Context(self.source, lambda reject: None, graph_model=self.model)
        for rules in tables_of(self.source, self.model):
            for cells in (correction.before, correction.after):
                row = Row(dict(cells), correction.file, correction.number)
                seen: dict[str, set[str]] = {alias: set() for alias, rule in rules.nodes.items() if rule.once}
                with suppress(InvalidSource):  # a row of another table, or one that could not be read
                    for record in crawl_row(context, row, rules.nodes, rules.links, seen):
                        self.note(record)
                self.around.update(self.thing(id) for ids in seen.values() for id in ids)

    def note(self, record: Node | Link | None) -> None:
        """Notes a node or link of a row."""
        if isinstance(record, Node):
            self.nodes.setdefault(record.id, set()).add(record.kind)
        elif isinstance(record, Link):
            self.ends.setdefault(record.kind, set()).add(self.joins(record))

    def joins(self, link: Link) -> tuple[str, str]:
        """The ids of what a link joins."""
        return self.thing(link.start), self.thing(link.end)

    def crawl(self, context: Context, rows: int | None) -> Iterator[Node | Link | None]:
        """What the source says of what was touched; nothing in place of all else."""
        for record in super().crawl(context, rows):
            if record is not None and self.is_touched(record):
                self.try_anew(record)
                yield record
            else:
                yield None

    def try_anew(self, record: Node | Link) -> None:
        """Notes that a node or link is written, so that a former refusal of it no longer counts."""
        if isinstance(record, Node):
            self.tried.add((record.place, "id", record.id))
        else:
            self.tried.add((record.place, f"{record.kind} from", record.start))
            self.tried.add((record.place, f"{record.kind} to", record.end))

    def settles(self, reject: Reject) -> bool:
        """Whether this load says anew what becomes of something that was refused when it was written."""
        return reject.place in self.rows or (reject.place, reject.column, reject.value) in self.tried

    def is_touched(self, record: Node | Link) -> bool:
        """Whether a row that changed speaks of it, or it may be there or not for what such a row says."""
        if isinstance(record, Node):
            return record.id in self.nodes
        ends = self.joins(record)
        return ends in self.ends.get(record.kind, ()) or not self.around.isdisjoint(ends)

    def touched(self) -> set[str] | None:
        """The ids of all that the load bore on; None where it was places, in which others are."""
        if any("Place" in kinds for kinds in self.nodes.values()) or "WITHIN" in self.ends:
            return None
        ends = {id for pairs in self.ends.values() for pair in pairs for id in pair}
        return {self.thing(id) for id in self.nodes} | self.around | ends

    def prune(self) -> int:
        """Takes back what was touched and is no longer said."""
        records = [f"{self.source.name}/{id}" for id in self.nodes]
        for row in self.store.read(STALE_AROUND, {"ids": sorted(self.around), **self.provenance}):
            self.ends.setdefault(row["kind"], set()).add((row["start"], row["end"]))
        return prune_some(self.store, self.model, self.source.name, self.run, records, self.ends)
