"""What matching takes and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Relation = Literal["same", "sibling"]
"""`same`: one unit at one place. `sibling`: one company, but units in different towns."""
Verdict = Literal["automatic", "review"]
Bearing = Literal["for", "against", "unknown"]


@dataclass(frozen=True, slots=True)
class Mention:
    """An organisation as the graph or a source knows it; what is unknown stays empty."""

    id: str
    kind: str
    """Firm, Institution or Organisation (either of them)."""
    name: str
    aliases: tuple[str, ...] = ()
    address: str = ""
    town: str = ""
    postcode: str = ""
    state: str = ""
    """Name or code, but written one way in all mentions."""
    county: str = ""
    lat: float | None = None
    lon: float | None = None
    location_basis: str = ""
    """How exact the position is: `street`, or the centre of what else it names."""
    website: str = ""
    identifiers: tuple[str, ...] = ()
    """Numbers of registers, as scheme:number."""
    industries: tuple[str, ...] = ()
    """Codes, as system-code (naics2017-312130)."""
    founded: str = ""
    """A year or a date that begins with one."""
    sources: tuple[str, ...] = ()
    """Registers that state it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What one field says about a pair."""

    field: str
    bearing: Bearing
    left: str
    right: str
    weight: float
    """Bits of evidence that the two are one: log2 of how much likelier this is for one than for two."""
    words: str


@dataclass(frozen=True, slots=True)
class Match:
    """Two mentions that may be the same."""

    left: str
    right: str
    relation: Relation
    score: float
    """Calibrated probability that the relation holds."""
    verdict: Verdict
    """`automatic` only for the same unit, where the measured precision is at least .99."""
    reasons: tuple[Reason, ...]
    """Strongest first."""


@dataclass(frozen=True, slots=True)
class NameQuery:
    """A bare name, as a list of edges gives it, and what hints there are to whose it is."""

    name: str
    kind: str = "Organisation"
    town: str = ""
    postcode: str = ""
    state: str = ""
    industries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a bare name may be."""

    query: NameQuery
    verdict: Literal["automatic", "review", "new"]
    candidates: tuple[Match, ...]
    """Best first; `left` is the name asked for, `right` the id of the mention."""
