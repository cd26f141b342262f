"""Files that are those of a source that we describe: its own reading of them knows more than a proposal does."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from ..cleaning.gazetteer import read_table
from ..source import Source, described_folders, read_source, shipped_sources

TELLING = 5
"""Columns that a file that ships must have to be told from others by them."""


def looks_like(columns: Collection[str]) -> list[str]:
    """For each source that reads such a file, since all columns that it needs are there, what is to be said of it."""
    return [
        f"This looks like {source.title}: all columns of its {file} are there. {how_loaded(source, file)}"
        for source, file, needed in known_files()
        if needed <= set(columns)
    ]


def how_loaded(source: Source, file: str) -> str:
    """What to do with a file of a source that we describe."""
    if source.name in shipped_sources():
        return (
            f"The one that ships is loaded by 'clusteratlas load {source.name}', or at the bottom of the Load page; "
            "as a table of your own, this one gives its organisations ids of their own."
        )
    beside = [str(table["file"]) for table in source.tables if table.get("file") != file]
    others = f", with {' and '.join(beside)} beside it" if beside else ""
    return (
        f"To have it read as that, call it {file}, put it into a folder{others}, and load it with "
        f"'clusteratlas load {source.name} --from FOLDER'; as a table of your own it is read as proposed here."
    )


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
