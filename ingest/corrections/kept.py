"""Rows put right by hand: kept beside what loads refuse, and put in place of the file's rows at every load."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from ...graph.server.files import write_atomically
from ..disk import writing
from ..readers import BrokenRow, Row

Key = tuple[str, frozenset[tuple[str, str]]]
"""A row by its file and all that stands in it, so that it is known again wherever it stands next year."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One row put right by hand."""

    file: str
    number: int
    """Line or row on which it stood when it was put right."""
    before: Mapping[str, str]
    """The row as the file has it."""
    after: Mapping[str, str]
    who: str
    at: str
    """The day."""

    @property
    def place(self) -> str:
        """Where the row stood, as `members.csv:3`."""
        return f"{self.file}:{self.number}"

    @property
    def key(self) -> Key:
        """What the row is known by."""
        return key_of(self.file, self.before)

    @property
    def changes(self) -> dict[str, tuple[str, str]]:
        """Column to what stood there and what stands there now."""
        columns = dict.fromkeys([*self.after, *self.before])
        cells = {column: (self.before.get(column, ""), self.after.get(column, "")) for column in columns}
        return {column: (was, now) for column, (was, now) in cells.items() if was != now}

    @property
    def words(self) -> str:
        """What was changed."""
        return "; ".join(f"{column}: {now!r} for {was!r}" for column, (was, now) in self.changes.items())

    @property
    def said(self) -> str:
        """What was changed, by whom and when.

        >>> Correction("m.csv", 3, {"Jobs": "forty"}, {"Jobs": "40"}, "Ann", "2027-03-01").said
        "Jobs: '40' for 'forty' (Ann, 2027-03-01)"
        """
        return f"{self.words} ({self.who}, {self.at})"


def key_of(file: str, cells: Mapping[str, str]) -> Key:
    """What a row of a file is known by."""
    return file, frozenset(cells.items())


class Corrections:
    """The corrections of one source, and which of them were put in place of a row."""

    def __init__(self, kept: Iterable[Correction] = ()) -> None:
        self.kept = tuple(kept)
        self.by_key = {correction.key: correction for correction in self.kept}
        self.mended = {key_of(correction.file, correction.after): correction for correction in self.kept}
        self.fitting: set[Key] = set()

    def apply(self, row: Row | BrokenRow) -> Row | BrokenRow:
        """The row, or what was put in its place."""
        if not self.kept:
            return row
        read = row.row if isinstance(row, BrokenRow) else row
        key = key_of(read.file, read.cells)
        if correction := self.by_key.get(key):
            self.fitting.add(key)
            return Row(dict(correction.after), read.file, read.number, correction.said, correction.changes)
        if correction := self.mended.get(key):
            self.fitting.add(correction.key)  # the file itself says it by now
        return row

    def unfit(self) -> list[Correction]:
        """Those whose row was not met: it changed, or is gone."""
        return [correction for key, correction in self.by_key.items() if key not in self.fitting]

    def digest(self, files: str) -> str:
        """The digest of a source, given that of its files: it changes with the corrections."""
        if not self.kept:
            return files
        said = json.dumps([asdict(correction) for correction in self.kept], sort_keys=True)
        return hashlib.sha256(f"{files} {said}".encode()).hexdigest()

    def changed(self, new: Iterable[Correction]) -> Corrections:
        """These with others in place of those of the same rows; a row that is as it was before needs none."""
        kept = dict(self.by_key)
        for correction in new:
            kept.pop(correction.key, None)
            if correction.changes:
                kept[correction.key] = correction
        return Corrections(kept.values())


def file_of(rejects_folder: Path, source: str) -> Path:
    """Where the corrections of a source are kept."""
    return rejects_folder / f"{source}.corrections.json"


def read_corrections(rejects_folder: Path, source: str) -> Corrections:
    """The corrections kept of a source."""
    file = file_of(rejects_folder, source)
    if not file.is_file():
        return Corrections()
    return Corrections(Correction(**one) for one in json.loads(file.read_text(encoding="utf-8")))


def keep_corrections(rejects_folder: Path, source: str, corrections: Corrections) -> None:
    """Keeps these, and no others, of a source."""
    said = json.dumps([asdict(correction) for correction in corrections.kept], indent=1)
    file = file_of(rejects_folder, source)
    with writing(file):
        write_atomically(file, said)
