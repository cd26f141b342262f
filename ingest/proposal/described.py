"""Files that are those of a source that we describe: its own reading of them knows more than a proposal does."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from ..cleaning.gazetteer import read_table
from ..source import Source, described_folders, read_source, shipped_sources
from .records import Likeness

TELLING = 5
"""Columns that a file that ships must have to be told from others by them."""


def looks_like(columns: Collection[str]) -> list[Likeness]:
    """The sources that read such a file, since all columns that they need are there."""
    return [
        Likeness(
            source.name,
            source.title,
            file,
            tuple(str(table["file"]) for table in source.tables if table.get("file") != file),
            source.name in shipped_sources(),
        )
        for source, file, needed in known_files()
        if needed <= set(columns)
    ]


@cache
def known_files() -> tuple[tuple[Source, str, frozenset[str]], ...]:
    """Source, file and needed columns of all files that can be told by them."""
    return tuple(files())


def files() -> Iterator[tuple[Source, str, frozenset[str]]]:
    """The same, of sources whose description names columns, then of the tables that ship."""
    for folder in described_folders():
        source = shipped_sources().get(folder.name) or read_source(folder)
        for table in source.tables:
            if "columns" in table:
                yield source, str(table["file"]), frozenset(map(str, table["columns"]))
        if source.name in shipped_sources():
            for file in sorted(source.data.glob("*.csv.gz")):
                header = frozenset(next(read_table(file.name, source.name), {}))
                if len(header) >= TELLING:
                    yield source, file.name, header
