"""The tables of a file, and their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..readers import BrokenRow, Row, read_rows


def tables_of(path: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Name of each table of a file, and how it is read, as source.yml says it."""
    yield path.name, {"file": path.name}


def rows_of(folder: Path, reading: Mapping[str, str]) -> Iterator[Row | BrokenRow]:
    """The rows of a table."""
    return read_rows(folder / reading["file"], **{key: value for key, value in reading.items() if key != "file"})
