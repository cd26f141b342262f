"""The frozen records of a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..cleaning.names import slug

IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a column may mean."""

    role: str
    """A role of roles.yml, or a party of parties.yml for the name of another organisation."""
    of: str
    """The party it speaks of; empty for the organisation that the row is about."""
    confidence: float
    """0 to 1."""
    evidence: str
    """What speaks for it, in words."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and what it is taken for."""

    name: str
    role: str
    of: str
    confidence: float
    evidence: str
    alternatives: tuple[Candidate, ...]
    """What else it may mean, the likeliest first."""
    filled: float
    """Share of the rows read that have a value."""
    distinct: int
    """Different values among the rows read."""
    examples: tuple[str, ...]
    """Some of its values."""
    day_first: bool = False
    """Whether its values are dates that can only be read with the day before the month."""
    words: tuple[str, ...] = ()
    """All values of the file, for a column whose values say what a row is (a relation, a sort of organisation)."""
    fixed: bool = False
    """Whether it is no column of the file, but one value for every row: its name is `=` and the value."""
    values: tuple[str, ...] = ()
    """Those of its different values that can be looked up."""
    commas: bool = False
    """Whether its numbers have decimal commas."""
    homes: tuple[tuple[str, str], ...] = ()
    """Where it holds ids of organisations that are loaded: what its values begin with, and their ids before that."""
    begins: str = ""
    """What the ids of the places that are loaded begin with, where it holds their codes; empty where none is."""

    @property
    def used(self) -> bool:
        """Whether anything is made of it."""
        return self.role != IGNORED


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a file, and what its columns are taken for."""

    name: str
    """Name of the sheet, or of the file."""
    reading: Mapping[str, Any]
    """How it is read, as source.yml says it: file, and encoding, delimiter, sheet ... where they are needed."""
    columns: tuple[Column, ...]
    rows: int
    """Rows that were looked at."""
    kind: str = "Firm"
    """Kind of the organisations whose row does not say it."""
    notes: tuple[str, ...] = ()
    """Why columns were set aside that could have been used."""
    broken: int = 0
    """Rows among them that cannot be read."""

    def column(self, role: str, of: str = "") -> Column | None:
        """The first column with a role; None where there is none."""
        return next((column for column in self.columns if (column.role, column.of) == (role, of)), None)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A source that we describe and of which a file looks to be: its own reading knows more than a proposal does."""

    source: str
    title: str
    file: str
    """What the file is called there."""
    beside: tuple[str, ...]
    """The other files that are read with it."""
    ships: bool
    """Whether the source ships with its files."""

    @property
    def words(self) -> str:
        """What the file looks like."""
        return f"This looks like {self.title}: all columns of its {self.file} are there."


@dataclass(frozen=True)
class Proposal:
    """What the tables of a file may mean."""

    path: Path
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = field(default=())
    """What could not be looked at, and why."""
    like: tuple[Likeness, ...] = ()


def name_for(path: Path) -> str:
    """A name for a source made of a file.

    >>> name_for(Path("Our Members (2024).xlsx"))
    'our_members_2024'
    """
    return slug(path.name.split(".")[0]).replace("-", "_") or "table"
