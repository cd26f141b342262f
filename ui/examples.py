"""Questions about the data that ship, shown where the graph holds what they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .routes import Name


@dataclass(frozen=True, slots=True)
class Example:
    """A question that runs."""

    question: str
    page: Name
    query: Mapping[str, str]
    """What the page is to show."""
    about: tuple[str, ...]
    """Ids of what it speaks of; it is shown only where the graph holds them all."""


EXAMPLES: tuple[Example, ...] = ()
