"""What was refused and why, kept so that it can be corrected and loaded again."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from ..graph.quoting import spell
from .disk import writing

COLUMNS = ("place", "column", "value", "reason", "remedy")
CORRECTION = "correction"
"""In place of the column: what was refused is a correction."""


@dataclass(frozen=True, slots=True)
class Reject:
    """One value or row that was refused."""

    place: str
    """File and line, as `permits.csv:12`."""
    column: str
    """Column or property; empty when the whole row was refused."""
    value: str
    reason: str
    remedy: str


class RejectFile:
    """Rejects written to a CSV file as they come, and counted by reason."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reasons: Counter[str] = Counter()
        self.total = 0

    def __enter__(self) -> Self:
        with writing(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.file = self.path.open("w", encoding="utf-8", newline="")
        self.writer = csv.writer(self.file)
        self.writer.writerow(COLUMNS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with writing(self.path) if error is None else suppress(OSError):
            self.file.close()

    def add(self, reject: Reject) -> None:
        """Keeps one reject."""
        with writing(self.path):
            self.writer.writerow((reject.place, reject.column, spell(reject.value), reject.reason, reject.remedy))
        self.reasons[f"{reject.column}: {reject.reason}" if reject.column else reject.reason] += 1
        self.total += 1


def read_rejects(path: Path) -> Iterator[Reject]:
    """What a load refused, as it was written down; nothing where it refused nothing."""
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Reject(**row)
