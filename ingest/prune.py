"""Takes back what a source no longer says, or all that it ever said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from ..graph.believing import believe_all
from ..graph.errors import InvalidQuery, NotFound
from ..graph.kept_clusters import DRAWN
from ..graph.model import LinkKind, Model, model
from ..graph.progress import Progress, Report, quiet
from ..graph.results import Rows
from ..graph.statements import (
    DESCRIBED_ALONE,
    DOUBT_SOURCE,
    DROP_RECORDS,
    DROP_SOURCE,
    FACTS_HELD,
    STALE_AMONG,
    STALE_RECORDS,
    STATED,
    UNSAID,
    drop_links,
    stale_between,
    stale_links,
)
from ..graph.store import WRITE_SECONDS, Store
from .turns import take_turns

BATCH = 2_000
"""Links or records a transaction takes back."""


def check_loaded(store: Store, name: str) -> None:
    """NotFound, which names the sources that are loaded, where a source is not."""
    known = [row["id"] for row in store.read("MATCH (source:Source) RETURN source.id AS id ORDER BY id")]
    if name not in known:
        raise NotFound(f"{name}: no such source is loaded; these are: {', '.join(known) or 'none'}")


@dataclass(frozen=True, slots=True)
class Held:
    """What a source states."""

    records: int
    """Things of which it says something."""
    links: int
    alone: int
    """Things that no other source describes."""


def held(store: Store, name: str) -> Held:
    """What goes where a source is forgotten; NotFound names the sources that are loaded."""
    check_loaded(store, name)
    facts = store.read(FACTS_HELD, {"source": name})[0]
    alone = store.read(DESCRIBED_ALONE, {"source": name})[0]
    return Held(facts["nodes"], facts["links"], alone["things"])


def facts_of(store: Store, name: str) -> int:
    """How many records and links a source states; NotFound names the sources that are loaded."""
    check_loaded(store, name)
    facts = store.read(FACTS_HELD, {"source": name})[0]
    return int(facts["nodes"] + facts["links"])


def forget(store: Store, name: str, rejects_folder: Path, report: Report = quiet) -> int:
    """Takes back all that a source said, and the source itself; how many records and links that were.

    What other sources say stays. An interrupted one may be run again. NotFound names the sources that are loaded.
    """
    check_loaded(store, name)
    if name == DRAWN:
        raise InvalidQuery(f"{name}: holds clusters that people drew; delete one with 'clusteratlas clusters --remove'")
    with take_turns(rejects_folder, report):
        store.write(DOUBT_SOURCE, {"source": name})
        removed = prune(store, model(), name, f"forget-{uuid4().hex}", report)
        store.write(DROP_SOURCE, {"source": name})
    (rejects_folder / f"{name}.csv").unlink(missing_ok=True)
    return removed


def prune(store: Store, graph_model: Model, source: str, run: str, report: Report = quiet) -> int:
    """Takes back links and records of a source that its run `run` did not say; how many they were.

    What is taken back and what follows from it are one transaction, so that no interruption parts them.
    """
    removed = 0
    parameters = {"source": source, "run": run, "batch": BATCH}
    noted = store.read(STATED, {"source": source})
    stated = noted[0]["states"] if noted else None
    for link in graph_model.links.values():
        if link.provenance or (stated is not None and link.name not in stated):
            continue
        while stale := store.read(stale_links(link), parameters, seconds=WRITE_SECONDS):
            drop_between(store, link, stale, source, run)
            removed += len(stale)
            report(Progress(f"{source}: taking back", removed, unit="facts"))
    while stale := store.read(STALE_RECORDS, parameters, seconds=WRITE_SECONDS):
        drop_records(store, graph_model, stale, run)
        removed += len(stale)
        report(Progress(f"{source}: taking back", removed, unit="facts"))
    return removed


def prune_some(
    store: Store,
    graph_model: Model,
    source: str,
    run: str,
    records: Iterable[str],
    ends: Mapping[str, Iterable[tuple[str, str]]],
) -> int:
    """Takes back those of these records, and of the links between these ends by kind, that the run did not say."""
    removed = 0
    for kind, pairs in ends.items():
        link = graph_model.link(kind)
        rows = [{"start": start, "end": end} for start, end in pairs]
        if stale := store.read(stale_between(link), {"rows": rows, "source": source, "run": run}):
            drop_between(store, link, stale, source, run)
            removed += len(stale)
    if stale := store.read(STALE_AMONG, {"records": list(records), "run": run}):
        drop_records(store, graph_model, stale, run)
        removed += len(stale)
    return removed


def drop_between(store: Store, link: LinkKind, stale: Rows, source: str, run: str) -> None:
    """Deletes links of a kind that a source no longer says, by their ends, and what nobody speaks of then."""
    ids = sorted({row[end] for row in stale for end in ("start", "end")})
    store.write_together([(drop_links(link), {"rows": stale, "source": source, "run": run}), (UNSAID, {"ids": ids})])


def drop_records(store: Store, graph_model: Model, stale: Rows, run: str) -> None:
    """Deletes records that their source no longer says; what they described is believed anew."""
    ids_of: dict[str, list[str]] = {}
    for row in stale:
        ids_of.setdefault(row["kind"], []).append(row["id"])
    store.write_together(
        [
            (DROP_RECORDS, {"records": [row["record"] for row in stale], "run": run}),
            *believe_all(graph_model, ids_of),
            (UNSAID, {"ids": sorted({row["id"] for row in stale})}),
        ]
    )
