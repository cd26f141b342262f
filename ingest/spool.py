"""Records kept on disk until they can be written."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Collection, Hashable, Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from ..graph.records import Link
from .disk import writing
from .joining import told_apart


class LinkSpool:
    """Links in a temporary file, in the order they came; it takes room in `folder` and is gone with its process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        with writing(self.folder):
            self.file = tempfile.TemporaryFile(dir=self.folder)
        self.links = 0
        self.kinds: set[str] = set()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # what could not be written before is tried once more, and is not needed any longer
            self.file.close()

    def add(self, links: Collection[Link]) -> None:
        """Keeps links."""
        by_kind: dict[str, list[tuple[object, ...]]] = {}
        for link in links:
            # Tuples take a third of the time that the dataclass takes to write.
            by_kind.setdefault(link.kind, []).append((link.start, link.end, link.properties, link.place))
        self.kinds |= by_kind.keys()
        with writing(self.folder):
            for kind, rows in by_kind.items():
                self.links += len(rows)
                pickle.dump((kind, rows), self.file, pickle.HIGHEST_PROTOCOL)

    def read(self) -> Iterator[tuple[str, list[Link]]]:
        """Everything kept so far, in lists of one kind."""
        with writing(self.folder):
            self.file.seek(0)
        while True:
            try:
                kind, rows = pickle.load(self.file)
            except EOFError:
                return
            yield kind, [Link(kind, *row) for row in rows]


class KeyedSpool(LinkSpool):
    """A spool that knows which links may have come more than once; it holds eight bytes of each in memory."""

    def __enter__(self) -> Self:
        self.keys = array("q")
        return super().__enter__()

    def add(self, links: Collection[Link]) -> None:
        """Keeps links."""
        self.keys.extend([key_of(link) for link in links])
        super().add(links)

    def recurring(self) -> frozenset[int]:
        """The keys that links have in common: those that nothing tells apart, and hardly any others."""
        keys = np.sort(np.frombuffer(self.keys, dtype=np.int64))
        return frozenset(keys[1:][keys[1:] == keys[:-1]].tolist())


def key_of(link: Link) -> int:
    """A number that links have in common that nothing tells apart."""
    return hash(told_apart(link))


class Shards:
    """Rows in files of a folder, parted by key: rows of one key are met together, in the order they came."""

    PARTS = 32

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.paths = [folder / f"{name}-{number}" for number in range(self.PARTS)]
        self.rows = 0

    def __enter__(self) -> Self:
        with writing(self.folder), ExitStack() as stack:
            self.files = [stack.enter_context(path.open("wb")) for path in self.paths]
            self.open = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # as in LinkSpool
            self.open.close()

    def add(self, rows: Iterable[tuple[Hashable, tuple[object, ...]]]) -> None:
        """Keeps rows, each with its key before it."""
        parts: list[list[tuple[object, ...]]] = [[] for _ in range(self.PARTS)]
        for key, row in rows:
            parts[hash(key) % self.PARTS].append(row)
        with writing(self.folder):
            for part, file in zip(parts, self.files, strict=True):
                if part:
                    self.rows += len(part)
                    pickle.dump(part, file, pickle.HIGHEST_PROTOCOL)

    def close(self) -> None:
        """Ends the files; they can be read then."""
        with writing(self.folder):
            self.open.close()


def read_shards(paths: Iterable[Path]) -> Iterator[list[Any]]:
    """The rows kept in files, part by part."""
    for path in paths:
        rows: list[Any] = []
        with path.open("rb") as file, suppress(EOFError):
            while True:
                rows += pickle.load(file)
        yield rows
