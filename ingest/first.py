"""The first load of an empty local workspace, by Neo4j's own bulk importer: its graph is that of ordinary loads."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from ..graph.apart import run_apart
from ..graph.believing import believe
from ..graph.clock import now
from ..graph.errors import ClusterAtlasError, ImportFailed, NotWritten, ProcessEnded
from ..graph.garbage import seldom_collected
from ..graph.importing import ImportFiles
from ..graph.model import Model, model
from ..graph.progress import Progress, Report, quiet
from ..graph.records import Link, Node
from ..graph.server import LocalServer
from ..graph.settings import Settings
from ..graph.store import Store
from .ahead import OneAhead
from .corrections.kept import Corrections, read_corrections
from .first_records import ENTITY, Origin, Records, write_records
from .identity.replay import Identities
from .joining import join_links, once_each, told_apart
from .loading import BATCH, Loading, Written, count_source, of_another_kind
from .quality import RejectFile
from .run import LoadReport, finish, new_run
from .source import Source
from .spool import KeyedSpool, Shards, key_of, read_shards
from .turns import take_turns

FEWEST_ROWS = 50_000
"""Rows from which on the importer is faster, which takes some seconds for any graph."""

LAID_ASIDE = ".first-"
"""How folders are called in which records are kept until they are imported."""
WRITING = "Writing down what the sources say"

Said = tuple[tuple[int, str], ...]
"""Numbers of the loads that speak of an entity, the first of them first, each with the kind that it says."""


def load_first(
    settings: Settings, sources: Sequence[Source], report: Report = quiet, *, again: bool = False
) -> list[tuple[LoadReport, float]]:
    """Loads sources into an empty local workspace at once; what each load did, and its seconds of reading.

    Nothing is done, and the list is empty, where the workspace holds anything, is elsewhere, or the sources have
    few rows. The list ends before a source that cannot be read: an ordinary load of it says why. Interrupted at any
    moment, the workspace is empty, or as an interrupted ordinary load leaves it. ImportFailed where the importer
    cannot do it; ordinary loads can.
    """
    if not settings.is_local or sum(count_source(source) or 0 for source in sources) < FEWEST_ROWS:
        return []
    with take_turns(settings.rejects, report):
        if not is_empty(settings, report):
            return []
        for left in settings.rejects.glob(f"{LAID_ASIDE}*"):  # by one that was killed
            shutil.rmtree(left, ignore_errors=True)
        try:
            with tempfile.TemporaryDirectory(prefix=LAID_ASIDE, dir=settings.rejects) as folder:
                return import_world(settings, sources, Path(folder), report, again)
        except NotWritten as error:
            raise ImportFailed(str(error)) from error
        except OSError as error:
            raise ImportFailed(f"{error.filename or settings.rejects}: {error.strerror or error}") from error


def is_empty(settings: Settings, report: Report) -> bool:
    """Whether a local workspace holds nothing; one that is new is not started for the answer."""
    if LocalServer(settings).is_new:
        return True
    with Store.open(settings, report) as store:
        return not store.read("MATCH (node) RETURN 1 AS one LIMIT 1")


def import_world(
    settings: Settings, sources: Sequence[Source], folder: Path, report: Report, again: bool
) -> list[tuple[LoadReport, float]]:
    """Reads all sources, imports what they say, and settles what several of them say of one thing."""
    with seldom_collected(), World(folder) as world:
        for source in sources:
            try:
                world.read(source, settings.rejects, report, again=again, last=source is sources[-1])
            except (NotWritten, ImportFailed):
                raise  # what was laid aside may be cut off, whichever source it is of
            except ClusterAtlasError:
                break
        if not world.whole:
            return []
        arguments = world.write(report)
        LocalServer(settings).take_import(world.tables.folder, arguments, report)
        with Store.open(settings, report) as store:
            return world.settle(store, report)


class World:
    """All that the sources say, on disk until it is imported; only ids and their kinds stay in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.model: Model = model()
        self.said: dict[str, Said] = {}
        """Id of each entity to who speaks of it; what is said of many alike is kept once."""
        self.kept_once: dict[Said, Said] = {}
        self.loads: list[FirstLoad] = []
        """Every load that was begun; records and links refer to them by their number."""
        self.whole: list[FirstLoad] = []
        """Those whose source was read to its end."""
        self.several: Mapping[str, list[str]] = {}
        """Kind to the ids of entities that several records describe."""
        self.written_apart: Iterator[int | Records] | None = None
        """What comes of the records that another process writes down."""

    def __enter__(self) -> World:
        with ExitStack() as stack:
            self.records = stack.enter_context(Shards(self.folder, "records"))
            self.links = stack.enter_context(Shards(self.folder, "links"))
            self.tables = stack.enter_context(ImportFiles(self.folder / "tables", self.model))
            self.open = stack.pop_all()
        return self

    def __exit__(self, *raised: object) -> None:
        self.open.close()

    def take(self, id: str, number: int, kind: str) -> str | None:
        """Notes of which kind a load has an entity; the kind that the first load had it of.

        None where the load itself has it of another kind, or another load of a kind of another family.
        """
        said = self.said.get(id, ())
        held = dict(said).get(number)
        if held is None:
            if said and said[0][1] not in self.model.kinds[kind].family and kind not in self.labels(said[0][1]):
                return None
            said = (*said, (number, kind))
            self.said[id] = self.kept_once.setdefault(said, said)
        elif held != kind and kind not in self.labels(held):
            return None
        return said[0][1]

    def labels(self, kind: str) -> tuple[str, ...]:
        """The labels of a kind."""
        return self.model.kinds[kind].labels

    def meant(self, id: str, number: int) -> str:
        """The kind of what a load means by an id, as `statements.meant` has it; empty where nothing is there so far."""
        said = self.said.get(id, ())
        if len(said) < 2:
            return said[0][1] if said else ""
        by_trust = [(-self.loads[by].source.trust, f"{self.loads[by].source.name}/{id}", kind) for by, kind in said]
        return dict(said).get(number) or min(by_trust)[-1]

    def read(self, source: Source, rejects_folder: Path, report: Report, *, again: bool, last: bool) -> None:
        """Lays aside what a source says."""
        began = time.monotonic()
        source.fetch(report, again=again)
        corrections = read_corrections(rejects_folder, source.name)
        with RejectFile(rejects_folder / f"{source.name}.csv") as rejects, KeyedSpool(self.folder) as spool:
            load = FirstLoad(self, source, rejects, spool, report, corrections, last=last)
            self.loads.append(load)
            load.write()
        load.seconds = time.monotonic() - began

    def begin_records(self) -> None:
        """Has another process write down all records, which must be laid aside by now, while this one goes on."""
        self.records.close()
        origins = {load.number: Origin(load.source, load.run, load.started) for load in self.whole}
        given = (self.records.paths, self.tables.folder, origins)
        self.written_apart = self.open.enter_context(run_apart(write_records, *given))

    def write(self, report: Report) -> list[str]:
        """Completes the importer's tables, each record and link once; what the importer is told."""
        if self.written_apart is None:
            self.begin_records()
        assert self.written_apart is not None
        total = self.links.rows + self.records.rows
        done = 0
        self.links.close()
        for rows in read_shards(self.links.paths):
            self.write_links(rows)
            done += len(rows)
            report(Progress(WRITING, done, total, "facts"))
        self.tables.close()
        arguments = self.tables.arguments()
        try:
            for written in self.written_apart:
                if isinstance(written, int):
                    report(Progress(WRITING, done + written, total, "facts"))
                else:
                    self.several = written.several
                    arguments = [*dict.fromkeys((*written.arguments, *arguments))]
                    for number, count in written.counts.items():
                        self.loads[number].counts["nodes"] += count
        except ProcessEnded as error:
            raise ImportFailed(str(error)) from error
        return arguments

    def write_links(self, rows: Iterable[Sequence[Any]]) -> None:
        """Writes the links among the rows."""
        links: dict[tuple[int, tuple[object, ...]], Link] = {}
        for number, *parts in rows:
            link = Link._make(parts)
            key = (number, told_apart(link))
            links[key] = join_links(links[key], link) if key in links else link
        for (number, *_), link in links.items():
            load = self.loads[number]
            if load in self.whole:
                load.counts["links"] += 1
                load.write_link(link)

    def settle(self, store: Store, report: Report) -> list[tuple[LoadReport, float]]:
        """Renews what is believed where several sources speak of one thing, then says that the loads are whole.

        What each of them did, and its seconds of reading.
        """
        total = sum(map(len, self.several.values()))
        done = 0
        for kind, ids in self.several.items():
            for start in range(0, len(ids), BATCH):
                batch = ids[start : start + BATCH]
                store.write(believe(self.model.kind(kind)), {"ids": batch})
                done += len(batch)
                report(Progress("Weighing what several sources say", done, total, "entities"))
        return [
            (
                finish(store, load, load.digest, notes=[*load.absent.told()], states=sorted(load.spool.kinds)),
                load.seconds,
            )
            for load in self.whole
        ]


class FirstLoad(Loading):
    """A load whose batches are laid aside for the importer, by the rules of one that writes them at once."""

    def __init__(
        self,
        world: World,
        source: Source,
        rejects: RejectFile,
        spool: KeyedSpool,
        report: Report,
        corrections: Corrections,
        *,
        last: bool,
    ) -> None:
        super().__init__(source, new_run(), rejects, spool, report, world.model, Identities(), corrections)
        self.world = world
        self.last = last
        """Whether no source comes after its."""
        self.keyed = spool
        self.recurring: frozenset[int] = frozenset()
        """Keys of links that more than one batch may hold."""
        self.number = len(world.loads)
        self.digest = corrections.digest(source.digest())
        self.started = now()
        self.seconds = 0.0

    def write_batch_of_nodes(self, kind: str, nodes: Mapping[str, Node]) -> Written:
        """Lays nodes of one kind aside; those whose id is that of something else are rejected."""
        refused, kept = [], []
        for node in nodes.values():
            if held := self.world.take(node.id, self.number, kind):
                kept.append((node.id, (self.number, held, *node)))
            else:
                refused.append(of_another_kind(node))
        self.world.records.add(kept)
        return Written(Counter(), refused)

    def write_links(self, ahead: OneAhead[Written]) -> None:
        """Writes the links laid aside, after finding out which of them came more than once; its source is read.

        ImportFailed where that breaks off: the tables cannot be used then, whichever source was at fault.
        """
        self.world.whole.append(self)
        try:
            ahead.finish()
            if self.last:
                self.world.begin_records()
            self.recurring = self.keyed.recurring()
            super().write_links(ahead)
            ahead.finish()
        except ClusterAtlasError as error:
            raise ImportFailed(str(error)) from error

    def write_batch_of_links(self, kind: str, links: list[Link]) -> Written:
        """Writes links of one kind, or lays them aside where others may join them; rejects those that do not fit."""
        known = self.model.link(kind)
        ends = set(known.ends)
        fits: dict[tuple[str, str], bool] = {}
        written, several, unfit = 0, [], []
        for link in once_each(links):
            pair = (self.world.meant(link.start, self.number), self.world.meant(link.end, self.number))
            if pair not in fits:
                above = [self.world.labels(name) if name else () for name in pair]
                fits[pair] = any((start, end) in ends for start in above[0] for end in above[1])
            if not fits[pair]:
                unfit.append(link)
            elif key_of(link) in self.recurring:
                several.append(((link.start, link.end), (self.number, *link)))
            else:
                self.write_link(link)
                written += 1
        self.world.links.add(several)
        return Written({"links": written}, self.reject_ends(known, unfit))

    def write_link(self, link: Link) -> None:
        """Writes a link into the importer's table."""
        self.world.tables.add_link(link.kind, (ENTITY, link.start), (ENTITY, link.end), self.stated(link))

    def labels_of(self, ids: Sequence[str]) -> Mapping[str, Collection[str]]:
        """The labels of what the source means by those of `ids` that are there so far."""
        meant = {id: self.world.meant(id, self.number) for id in ids}
        return {id: self.world.labels(kind) for id, kind in meant.items() if kind}
