"""What a source makes of the first rows of its tables, and what it refuses: the mapping itself is run."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ...graph.records import Link, Node
from ..absent import Absent
from ..context import Context
from ..joining import told_apart
from ..mapping import crawl_tables
from ..own import as_yaml
from ..quality import Reject
from ..readers import Row
from ..source import Source, read_source
from .propose import to_source
from .records import Proposal, name_for

ROWS = 200
SHIPPED = {
    "us-": "us_places",
    "ava-": "ava_boundaries",
    "naics2017-": "naics",
    "naics2022-": "naics",
    "sic1987-": "sic",
    "isic4-": "isic",
}
"""What ids begin with, to the source that ships and describes them."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What comes of the first rows."""

    nodes: tuple[Node, ...]
    """Each once, as its first row says it."""
    links: tuple[Link, ...]
    rejects: tuple[Reject, ...]
    kinds: Mapping[str, int]
    """Kind of node or link to how many different ones there are."""
    elsewhere: tuple[str, ...]
    """Ids that links lead to and that these rows make no node of: they stand in later rows, or elsewhere."""
    notes: tuple[str, ...] = ()
    """Which figures they leave out, in sentences."""


def built_on(found: Preview) -> set[str]:
    """The sources that ship and describe places or industries that the links of a preview lead to."""
    ids = {end for link in found.links for end in (link.start, link.end)}
    return {source for id in ids for start, source in SHIPPED.items() if id.startswith(start)}


class FirstRows(Context):
    """A context that ends each table after some rows."""

    limit = ROWS

    def rows(self, *args: Any, **reading: Any) -> Iterator[Row]:
        """The first rows of a table."""
        return islice(super().rows(*args, **reading), self.limit)


def preview(source: Path | Proposal, name: str = "", rows: int = ROWS) -> Preview:
    """What the folder of a source, or a proposal, makes of the first `rows` rows of each of its tables.

    Ids of a proposal begin with `name`, or else with the name of its file.

    InvalidSource where it could not be loaded.
    """
    if isinstance(source, Path):
        return run(read_source(source), rows)
    with tempfile.TemporaryDirectory() as folder:
        content = to_source(source, name or name_for(source.path), source.path.name)
        (Path(folder) / "source.yml").write_text(as_yaml(content), encoding="utf-8")
        return run(read_source(Path(folder), data=source.path.parent), rows)


def run(source: Source, rows: int) -> Preview:
    """Runs the mapping of a source over its first rows."""
    rejects: list[Reject] = []
    context = FirstRows(source, rejects.append)
    context.limit = rows
    nodes: dict[str, Node] = {}
    links: dict[tuple[object, ...], Link] = {}
    for record in crawl_tables(context):
        if isinstance(record, Node):
            nodes.setdefault(record.id, record)
        elif isinstance(record, Link):
            links.setdefault(told_apart(record), record)
    kinds = Counter([*(node.kind for node in nodes.values()), *(link.kind for link in links.values())])
    ends = {end: None for link in links.values() for end in (link.start, link.end) if end not in nodes}
    absent = Absent()
    absent.hear(links.values())
    return Preview(
        tuple(nodes.values()),
        tuple(links.values()),
        tuple(dict.fromkeys(rejects)),
        dict(kinds),
        tuple(ends),
        tuple(absent.told()),
    )
