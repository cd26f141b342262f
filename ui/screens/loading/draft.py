"""A file on its way in: the upload, what its columns are said to mean, and what would come of it."""

from __future__ import annotations

import filecmp
import json
import re
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import Any, BinaryIO

import streamlit as st

from ....graph.errors import ClusterAtlasError, InvalidSource
from ....graph.server.files import write_atomically
from ....ingest.disk import writing
from ....ingest.own import as_yaml, expected_file, is_kept, kept_before
from ....ingest.proposal import (
    Preview,
    Problem,
    Proposal,
    change,
    change_kind,
    check,
    fix,
    look_up,
    preview,
    propose,
    to_source,
)
from ... import session

STALE_SECONDS = 7 * 24 * 3600
"""Age from which on an unfinished draft is removed."""
CHUNK = 1 << 20
UPLOADS, NOTES = "uploads", "draft.json"
ID = re.compile(r"[0-9a-f]{16}")
"""What ids of drafts look like, since an address may say anything."""


@dataclass
class Draft:
    """An uploaded file, until it is loaded or given up; its folder outlives the browser's page."""

    folder: Path
    path: Path
    first: Proposal | None = None
    """What was proposed; None where a mapping is used, or nothing could be read."""
    proposal: Proposal | None = None
    """The same as corrected by hand."""
    left_out: set[str] = field(default_factory=set)
    """Tables that are not to be loaded."""
    said: dict[str, str] = field(default_factory=dict)
    """What was typed and chosen in the form, by field, since Streamlit forgets it on the way to another page."""
    kept: str = ""
    """What was written down of it last."""
    mapping: dict[str, Any] | None = None
    """A mapping kept before, in place of a proposal."""
    before: dict[str, bool] | None = None
    """What `kept_as` found, since a large file is not compared at each turn."""
    shown: tuple[str, Preview | ClusterAtlasError] | None = None
    """The last preview, with the mapping that it is of."""

    def kept_as(self, home: Path) -> dict[str, bool]:
        """The names of the sources kept in the workspace that are made of this file, to whether every byte is so."""
        if self.before is None:
            self.before = {source.name: is_kept(source, self.path) for source in kept_before(home, self.path)}
        return self.before

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
            self.first = self.proposal = propose(self.path, known=session.codes_known)

    @property
    def id(self) -> str:
        """What the address of the page calls it."""
        return self.folder.name

    @property
    def given_mapping(self) -> Path:
        """Where a mapping is kept that was given as a file."""
        return self.folder / "mapping.yml"

    def keep(self) -> None:
        """Writes down what was changed and typed, so that it can be gone on with after the page was lost."""
        changes: list[tuple[str, str, str, str]] = []
        fixed: list[tuple[str, str, str, str]] = []
        kinds = {}
        for first, now in zip(*(each.tables if each else () for each in (self.first, self.proposal)), strict=True):
            fixed += [(now.name, column.examples[0], column.role, column.of) for column in now.columns if column.fixed]
            for before, after in zip(first.columns, now.columns, strict=False):  # what is fixed stands behind them
                if after != before:
                    changes.append((now.name, after.name, after.role, after.of))
            if now.kind != first.kind:
                kinds[now.name] = now.kind
        said = {
            "said": self.said,
            "left_out": sorted(self.left_out),
            "changes": changes,
            "fixed": fixed,
            "kinds": kinds,
        }
        text = json.dumps(said, ensure_ascii=False)
        if text != self.kept and self.folder.is_dir():
            write_atomically(self.folder / NOTES, text)
            self.kept = text

    def drop(self) -> None:
        """Removes its files."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def problems(self) -> tuple[Problem, ...]:
        """What must be put right first."""
        return check(self.wanted) if self.wanted and not self.mapping else ()

    def content(self, said: Mapping[str, str]) -> dict[str, Any]:
        """The mapping as source.yml has it; `said` holds name, title, publisher, licence and, if known, retrieved.

        The day of a file that was loaded by the same mapping is none of this one. InvalidSource says what must be put
        right first.
        """
        if self.mapping is not None:
            return {**{key: value for key, value in self.mapping.items() if key != "retrieved"}, **said}
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
        folder = self.folder / "source"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / expected_file(content, "the mapping")).symlink_to(self.path)
        (folder / "source.yml").write_text(text, encoding="utf-8")
        return folder


def receive(name: str, upload: BinaryIO, home: Path) -> Draft:
    """An upload, written piece by piece to a folder of the workspace that lasts until it is loaded or given up.

    NotWritten where there is no room for it.
    """
    uploads = home / UPLOADS
    name = Path(name.replace("\\", "/")).name
    if name.lower().endswith((".yml", ".yaml")):
        raise InvalidSource(f"{name}: is a mapping, not a table; upload the table first, then choose the mapping")
    folder = uploads / token_hex(8)
    draft = Draft(folder, folder / "file" / (name.strip(". ") or "table"))
    with writing(uploads):
        uploads.mkdir(parents=True, exist_ok=True)
        sweep(uploads, time.time() - STALE_SECONDS)
        draft.path.parent.mkdir(parents=True)
        try:
            with draft.path.open("wb") as file:
                shutil.copyfileobj(upload, file, CHUNK)
        except OSError:
            draft.drop()
            raise
    return draft


def unfinished(home: Path) -> dict[str, Path]:
    """The drafts of a workspace that were neither loaded nor given up: id to file, the latest first."""
    files = [file for file in (home / UPLOADS).glob("*/file/*") if ID.fullmatch(file.parent.parent.name)]
    files.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    return {file.parent.parent.name: file for file in files}


def by_file(drafts: Mapping[str, Path]) -> list[list[str]]:
    """Ids of drafts, those of one file together: of one name, and the same in every byte."""
    found: list[list[str]] = []
    for id, path in drafts.items():
        for ids in found:
            if is_same(drafts[ids[0]], path):
                ids.append(id)
                break
        else:
            found.append([id])
    return found


def is_same(one: Path, other: Path) -> bool:
    """Whether two files have one name, and are the same in every byte."""
    return one.name == other.name and filecmp.cmp(one, other, shallow=False)


def take_up(id: str, home: Path) -> Draft | None:
    """The draft of that id as it was left; None where it is no longer there.

    What no longer fits, since a newer version proposes something else, is left as proposed.
    """
    path = unfinished(home).get(id)
    if path is None:
        return None
    draft = Draft(path.parent.parent, path)
    notes = draft.folder / NOTES
    if notes.is_file():
        said = json.loads(notes.read_text(encoding="utf-8"))
        draft.said, draft.left_out = said["said"], set(said["left_out"])
        with suppress(InvalidSource):
            if said["changes"] or said.get("fixed") or said["kinds"]:
                draft.propose()
            for table, column, role, of in said["changes"]:
                draft.proposal = draft.proposal and change(draft.proposal, table, column, role, of)
            draft.proposal = draft.proposal and look_up(draft.proposal, session.codes_known)
            for table, value, role, of in said.get("fixed", ()):
                draft.proposal = draft.proposal and fix(draft.proposal, table, value, role, of)
            for table, kind in said["kinds"].items():
                draft.proposal = draft.proposal and change_kind(draft.proposal, table, kind)
    return draft


def sweep(uploads: Path, before: float) -> None:
    """Removes uploads that were left behind before a time."""
    for folder in uploads.iterdir():
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)


def as_of(path: Path, today: date) -> str:
    """The day, month or year that a file may speak of: a year in its name; empty where it has none.

    >>> as_of(Path("members-2024.csv"), date(2031, 5, 1)), as_of(Path("members.csv"), date(2031, 5, 1))
    ('2024', '')
    """
    years = [year for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", path.name) if int(year) <= today.year]
    return years[-1] if years else ""


@dataclass
class Desk:
    """What the Load page of a session works on."""

    draft: Draft | None = None
    turn: int = 0
    """Grows with each draft, so that its widgets begin anew."""

    def put(self, draft: Draft | None) -> None:
        """Takes up a draft in place of the one there was, whose files are removed."""
        if self.draft:
            self.draft.drop()
        self.draft = draft
        self.turn += 1


def desk() -> Desk:
    """The desk of this session."""
    found: Desk = st.session_state.setdefault("load:desk", Desk())
    return found
