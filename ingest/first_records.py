"""What a first load writes down of things: what is believed of them, the records of them, and who says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..graph.importing import ImportFiles, alone
from ..graph.model import model
from ..graph.records import Node
from .joining import join_nodes
from .loading import record_of
from .run import describe
from .source import Source
from .spool import read_shards

ENTITY, RECORD, RUN, SOURCE = "Entity", "Record", "Run", "Source"


class Origin(NamedTuple):
    """A load, as far as its records tell of it."""

    source: Source
    run: str
    started: str


class Records(NamedTuple):
    """What was written down of all that the loads say of things."""

    counts: Mapping[int, int]
    """Number of each load to how many records it has."""
    several: Mapping[str, list[str]]
    """Kind to the ids of entities that several records describe."""
    arguments: list[str]
    """What the importer is told of the tables."""


def write_records(shards: Sequence[Path], folder: Path, origins: Mapping[int, Origin]) -> Iterator[int | Records]:
    """Writes the importer's tables of the records among the shards that are of these loads, and of what they describe.

    It yields how many rows it is through with, from time to time, and at last what came of them.
    """
    counts: Counter[int] = Counter()
    several: dict[str, list[str]] = defaultdict(list)
    with ImportFiles(folder, model()) as tables:
        for origin in origins.values():
            tables.add_node((SOURCE,), describe(origin.source))
            tables.add_node((RUN,), {"id": origin.run, "source": origin.source.name, "started": origin.started})
            tables.add_link("FROM_SOURCE", (RUN, origin.run), (SOURCE, origin.source.name), {})
        done = 0
        for rows in read_shards(shards):
            for id, (kind, said) in joined(row for row in rows if row[0] in origins).items():
                records = {number: record_of(node, *origins[number][:2]) for number, node in said.items()}
                tables.add_node(model().kinds[kind].labels, alone(id, next(iter(records.values()))))
                if len(records) > 1:
                    several[kind].append(id)
                for record in records.values():
                    key = (RECORD, record["record_id"])
                    tables.add_node((RECORD,), record)
                    tables.add_link("DESCRIBES", key, (ENTITY, id), {})
                    tables.add_link("FROM_SOURCE", key, (SOURCE, record["record_source"]), {})
                counts.update(records.keys())
            done += len(rows)
            yield done
    yield Records(counts, several, tables.arguments())


def joined(rows: Iterable[Sequence[Any]]) -> dict[str, tuple[str, dict[int, Node]]]:
    """Id of each entity among the rows to its kind, and to what each load says of it."""
    found: dict[str, tuple[str, dict[int, Node]]] = {}
    for number, kind, *parts in rows:
        node = Node._make(parts)
        _, said = found.setdefault(node.id, (kind, {}))
        said[number] = join_nodes(said[number], node) if number in said else node
    return found
