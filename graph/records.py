"""The frozen records that ingest emits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Point(NamedTuple):
    """A position on Earth in degrees, WGS 84."""

    lat: float
    lon: float


Value = str | int | float | bool | Point | list[str]


class Node(NamedTuple):
    """One entity as a source reported it."""

    kind: str
    id: str
    properties: Mapping[str, Value]
    """Cleaned values, keyed by property name."""
    place: str = ""
    """File and row where the source says it."""


class Link(NamedTuple):
    """One link between two entities as a source reported it."""

    kind: str
    start: str
    """Id of the entity it goes out from."""
    end: str
    """Id of the entity it goes to."""
    properties: Mapping[str, Value]
    """Cleaned values, keyed by property name."""
    place: str = ""
    """File and row where the source says it."""
