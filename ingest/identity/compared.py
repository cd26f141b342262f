"""What the last comparison saw of every organisation, kept so that the next one compares only what changed since."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from ...graph import identities as cypher
from ...graph.clock import now
from ...graph.progress import Report
from ...graph.store import Store
from ..disk import writing
from ..matching.features import features
from ..matching.mentions import Mention
from ..matching.tables import as_rows
from .mentions import read_mentions
from .settle import judgements_around

if TYPE_CHECKING:
    import pyarrow

FILE = ".compared.parquet"
"""Where it is kept, beside the rejects."""
MORE = {"print": "VARCHAR", "compared": "BOOLEAN"}
"""Columns beside those of `features`: what a row and its sources say as a fingerprint, and whether the organisation was
compared with all others as it is."""
BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Moment:
    """How far a graph had come when its organisations were read."""

    order: int
    """Of the last judgement."""
    at: str
    runs: list[str]
    """The loads that were over."""

    @classmethod
    def of(cls, store: Store) -> Moment:
        """How far it is now."""
        at = now()
        order = int(store.read(cypher.NEXT_ORDER)[0]["next"]) - 1
        return cls(order, at, [row["id"] for row in store.read(cypher.COMPARISON) if row["finished"]])


@dataclass(slots=True)
class Told:
    """What is kept of an organisation beside its row: what other pairs than its own may hang on."""

    sources: list[str]
    print: str
    compared: bool
    solid: list[str]
    numbers: list[str]


@dataclass(slots=True)
class Standing:
    """Every organisation as it is compared now, and which of them changed since they were compared last."""

    rows: pyarrow.Table
    told: dict[str, Told]
    """By id, in the order of the rows."""
    changed: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)
    """Those whose pairs may have changed with others, by a name or a number that they share."""

    def wanted(self, scope: Collection[str]) -> set[str]:
        """Those whose pairs must be looked for anew, where all in `scope` are to be compared."""
        return self.changed | self.around | {id for id in scope if not self.told[id].compared}

    def chosen(self, scope: Collection[str]) -> pyarrow.Table:
        """The rows for a comparison of those in `scope` with all."""
        import pyarrow

        wanted = self.wanted(scope)
        table = self.rows.drop_columns([*MORE, "side"])
        sides = pyarrow.array([int(id not in scope) for id in self.told], pyarrow.int32())
        table = table.append_column("side", sides)
        return table.append_column("wanted", pyarrow.array([id in wanted for id in self.told], pyarrow.bool_()))

    def keep(self, folder: Path, scope: Collection[str], moment: Moment) -> str:
        """Keeps it for the next comparison, once those in `scope` were compared; the name of this one."""
        import pyarrow
        from pyarrow import parquet

        token = uuid4().hex
        renewed = self.changed | self.around
        compared = [id in scope or (told.compared and id not in renewed) for id, told in self.told.items()]
        table = self.rows.drop_columns(["compared"]).append_column("compared", pyarrow.array(compared, pyarrow.bool_()))
        said = {"token": token, "version": version("clusteratlas"), "order": moment.order, "at": moment.at}
        text = json.dumps({**said, "runs": moment.runs})
        draft = folder / f"{FILE}.writing"
        with writing(folder):
            parquet.write_table(table.replace_schema_metadata({"comparison": text}), draft)
            draft.replace(folder / FILE)
        return token


def standing(store: Store, folder: Path, distinct: set[str], report: Report) -> Standing:
    """Every organisation as it is now; only those that may have changed are read, where that is known."""
    kept = read_kept(store, folder)
    if kept is None:
        return everything(store, distinct, report)
    before, moment = kept
    judged = judged_since(store, moment)
    touched = loaded_since(store, moment)
    ids = None if touched is None else judged | touched
    fresh = rows_of(read_mentions(store, report, ids), distinct)
    told = told_of(before)
    new = told_of(fresh)
    seen = set(told) if ids is None else ids & set(told)
    gone = seen - set(new)
    changed = {id for id, one in new.items() if id in judged or id not in told or told[id].print != one.print}
    return joined(before, fresh, told, new, changed, gone)


def everything(store: Store, distinct: set[str], report: Report) -> Standing:
    """Every organisation, none of which was compared."""
    rows = rows_of(read_mentions(store, report), distinct)
    return Standing(rows, told_of(rows))


def joined(
    before: pyarrow.Table,
    fresh: pyarrow.Table,
    told: dict[str, Told],
    new: dict[str, Told],
    changed: set[str],
    gone: set[str],
) -> Standing:
    """What was kept with what changed put into its place."""
    import pyarrow

    staying = [id not in changed and id not in gone for id in told]
    rows = pyarrow.concat_tables(
        [
            before.filter(pyarrow.array(staying, pyarrow.bool_())),
            fresh.filter(pyarrow.array([id in changed for id in new], pyarrow.bool_())),
        ]
    )
    moved = [one for id in changed | gone for one in (told.get(id), new.get(id)) if one]
    names = {name for one in moved for name in one.solid}
    numbers = {number for one in moved for number in one.numbers}
    now_told = told_of(rows)
    around = {
        id
        for id, one in now_told.items()
        if id not in changed and (one.solid[0] in names or not numbers.isdisjoint(one.numbers))
    }
    return Standing(rows, now_told, changed, gone, around)


def rows_of(mentions: Iterable[Mention], distinct: set[str]) -> pyarrow.Table:
    """The rows of mentions, none of which counts as compared; `distinct` are the sources that list nothing twice."""
    import pyarrow

    def said() -> Iterator[dict[str, Any]]:
        for mention in mentions:
            row = features(mention, 0)
            text = repr((row, sorted(distinct.intersection(mention.sources))))
            yield {**row, "print": blake2b(text.encode(), digest_size=16).hexdigest(), "compared": False}

    tables = [as_rows(batch, **MORE) for batch in batched(said(), BATCH)]
    return pyarrow.concat_tables(tables or [as_rows([], **MORE)])


def batched(rows: Iterator[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    """Rows, so many at a time."""
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def told_of(rows: pyarrow.Table) -> dict[str, Told]:
    """What other pairs may hang on, of each organisation."""
    names = ("id", "sources", "print", "compared", "solid", "numbers")
    columns = (rows.column(name).to_pylist() for name in names)
    return {id: Told(*rest) for id, *rest in zip(*columns, strict=True)}


def read_kept(store: Store, folder: Path) -> tuple[pyarrow.Table, Moment] | None:
    """What the last comparison kept; None where it is not this graph's last, or of another version of Cluster Atlas."""
    from pyarrow import ArrowException, parquet

    try:
        table = parquet.read_table(folder / FILE)
        said = json.loads((table.schema.metadata or {})[b"comparison"])
    except (OSError, ArrowException, KeyError, ValueError):
        return None
    tokens = {row["comparison"] for row in store.read(cypher.COMPARISON)} - {None}
    if tokens != {said["token"]} or said["version"] != version("clusteratlas"):
        return None
    return table.replace_schema_metadata(None), Moment(said["order"], said["at"], said["runs"])


def judged_since(store: Store, moment: Moment) -> set[str]:
    """The ids on which judgements bear that were made or taken back since, and all that stand for the same."""
    rows = store.read(cypher.JUDGED_SINCE, {"order": moment.order, "at": moment.at})
    ids = {row[side] for row in rows for side in ("left", "right")}
    return judgements_around(store, ids)[1] if ids else set()


def loaded_since(store: Store, moment: Moment) -> set[str] | None:
    """The ids on which loads since bear; None where that is not known: a source was loaded whole, or forgotten."""
    runs = {row["id"]: row for row in store.read(cypher.COMPARISON)}
    later = [row for id, row in runs.items() if id not in moment.runs]
    if not runs.keys() >= set(moment.runs) or any(row["touched"] is None or not row["finished"] for row in later):
        return None
    return {id for row in later for id in row["touched"]}
