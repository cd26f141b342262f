"""Small source folders, written for one test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.mapping import crawl_tables
from clusteratlas.ingest.quality import Reject
from clusteratlas.ingest.source import Source, read_source

FIRM = {"kind": "Firm", "id": "{id}", "name": "name"}
"""The mapping of a node that needs no more than an id and a name."""


def write_source(
    folder: Path,
    tables: Sequence[Mapping[str, Any]] = (),
    *,
    lookups: Mapping[str, Any] | None = None,
    files: Mapping[str, str] | None = None,
    **said: Any,
) -> Source:
    """Writes a source folder, or writes over one, and reads it; `said` goes into source.yml."""
    folder.mkdir(exist_ok=True, parents=True)
    described = {"name": folder.name, "title": "Invented", "publisher": "Nobody", "licence": "none", **said}
    text = yaml.safe_dump({**described, "tables": [dict(table) for table in tables]}, sort_keys=False)
    (folder / "source.yml").write_text(text, encoding="utf-8")
    if lookups is not None:
        (folder / "lookups.yml").write_text(yaml.safe_dump(dict(lookups)), encoding="utf-8")
    for name, content in (files or {}).items():
        (folder / name).write_text(content, encoding="utf-8")
    return read_source(folder)


def crawl(source: Source) -> tuple[list[Node], list[Link], list[Reject]]:
    """What a source makes of its files, by its crawler or its mapping."""
    rejects: list[Reject] = []
    records = list((source.crawler() or crawl_tables)(Context(source, rejects.append)))
    nodes = [record for record in records if isinstance(record, Node)]
    return nodes, [record for record in records if isinstance(record, Link)], rejects
