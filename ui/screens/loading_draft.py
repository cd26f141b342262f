"""A file on its way in: the upload, what its columns are said to mean, and what would come of it."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import streamlit as st

from ...graph.errors import ClusterAtlasError, InvalidSource
from ...ingest.own import as_yaml, expected_file
from ...ingest.proposal import Preview, Problem, Proposal, check, preview, propose, to_source

STALE_SECONDS = 24 * 3600
"""Age from which on an upload is taken for one that an app left behind that was killed."""
CHUNK = 1 << 20


@dataclass
class Draft:
    """An uploaded file, until it is loaded or given up; its folder goes with it."""

    folder: TemporaryDirectory[str]
    path: Path
    first: Proposal | None = None
    """What was proposed; None where a mapping is used, or nothing could be read."""
    proposal: Proposal | None = None
    """The same as corrected by hand."""
    left_out: set[str] = field(default_factory=set)
    """Tables that are not to be loaded."""
    said: dict[str, str] = field(default_factory=dict)
    """What was typed into the form, by field, since Streamlit forgets it on the way to another page."""
    mapping: dict[str, Any] | None = None
    """A mapping kept before, in place of a proposal."""
    shown: tuple[str, Preview | ClusterAtlasError] | None = None
    """The last preview, with the mapping that it is of."""

    @property
    def wanted(self) -> Proposal | None:
        """The proposal without the tables that are left out."""
        if self.proposal is None:
            return None
        tables = tuple(table for table in self.proposal.tables if table.name not in self.left_out)
        return replace(self.proposal, tables=tables)

    def propose(self) -> None:
        """Reads the file and proposes what its columns mean; InvalidSource where it has no table."""
        self.mapping = None
        if self.proposal is None:
            self.first = self.proposal = propose(self.path)

    def problems(self) -> tuple[Problem, ...]:
        """What must be put right first."""
        return check(self.wanted) if self.wanted and not self.mapping else ()

    def content(self, said: Mapping[str, str]) -> dict[str, Any]:
        """The mapping as source.yml has it; `said` holds name, title, publisher, licence and retrieved.

        InvalidSource says what must be put right first.
        """
        if self.mapping is not None:
            return {**self.mapping, **said}
        if self.wanted is None or not self.wanted.tables:
            raise InvalidSource("no table is left to be loaded; take one of them in again")
        return to_source(self.wanted, **said)

    def preview(self, content: Mapping[str, Any]) -> Preview:
        """What a mapping makes of the first rows, kept until the mapping changes; InvalidSource where it cannot."""
        text = as_yaml(content)
        if self.shown is None or self.shown[0] != text:
            try:
                self.shown = text, preview(self.lay_out(content, text))
            except ClusterAtlasError as error:
                self.shown = text, error
        found = self.shown[1]
        if isinstance(found, ClusterAtlasError):
            raise found
        return found

    def lay_out(self, content: Mapping[str, Any], text: str) -> Path:
        """A folder with the mapping and, under the name that it speaks of, the file."""
        folder = Path(self.folder.name) / "source"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / expected_file(content, "the mapping")).symlink_to(self.path)
        (folder / "source.yml").write_text(text, encoding="utf-8")
        return folder


def receive(name: str, upload: BinaryIO, home: Path) -> Draft:
    """An upload, written piece by piece to a folder of the workspace that lasts as long as the draft.

    InvalidSource where there is no room for it.
    """
    uploads = home / "uploads"
    name = Path(name.replace("\\", "/")).name
    if name.lower().endswith((".yml", ".yaml")):
        raise InvalidSource(f"{name}: is a mapping, not a table; upload the table first, then choose the mapping")
    try:
        uploads.mkdir(parents=True, exist_ok=True)
        sweep(uploads, time.time() - STALE_SECONDS)
        folder: TemporaryDirectory[str] = TemporaryDirectory(dir=uploads, ignore_cleanup_errors=True)
        path = Path(folder.name) / "file" / (name.strip(". ") or "table")
        path.parent.mkdir()
        with path.open("wb") as file:
            shutil.copyfileobj(upload, file, CHUNK)
    except OSError as error:
        raise InvalidSource(f"{name}: cannot be kept in {uploads} ({error.strerror}); make room there") from error
    return Draft(folder, path)


def sweep(uploads: Path, before: float) -> None:
    """Removes uploads that were left behind before a time."""
    for folder in uploads.iterdir():
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)


def as_of(path: Path, today: date) -> str:
    """The day, month or year that a file may speak of: a year in its name, or else today.

    >>> as_of(Path("members-2024.csv"), date(2031, 5, 1)), as_of(Path("members.csv"), date(2031, 5, 1))
    ('2024', '2031-05-01')
    """
    years = [year for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", path.name) if int(year) <= today.year]
    return years[-1] if years else today.isoformat()


@dataclass
class Desk:
    """What the Load page of a session works on."""

    draft: Draft | None = None
    turn: int = 0
    """Grows with each draft, so that its widgets begin anew."""

    def put(self, draft: Draft | None) -> None:
        """Takes up a draft in place of the one there was, whose files are removed."""
        if self.draft:
            self.draft.folder.cleanup()
        self.draft = draft
        self.turn += 1


def desk() -> Desk:
    """The desk of this session."""
    found: Desk = st.session_state.setdefault("load:desk", Desk())
    return found
