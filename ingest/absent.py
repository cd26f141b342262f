"""Figures of industries in places that a source leaves out: not available, or held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..graph.records import Link

FIGURES = ("establishments", "employment", "payroll")
"""What is counted of an industry in a place, as PRESENT_IN has it."""


class Absent:
    """What links say of industries in places, to tell how many leave a figure out that others give."""

    def __init__(self) -> None:
        self.cells = 0
        self.given: Counter[str] = Counter()
        """Figure to how many links give it."""

    def hear(self, links: Iterable[Link]) -> None:
        """Takes note of those of the links that are of industries in places."""
        for link in links:
            if link.kind == "PRESENT_IN":
                self.cells += 1
                self.given.update(name for name in FIGURES if name in link.properties)

    def told(self) -> Iterator[str]:
        """What is left out, in sentences.

        >>> absent = Absent()
        >>> absent.hear([Link("PRESENT_IN", "a", "b", {"employment": 3}), Link("PRESENT_IN", "c", "b", {})])
        >>> list(absent.told())
        ['Of 2 cells of an industry in a place, 1 gives no employment: not available, held back or refused, no zero.']
        """
        for name in FIGURES:
            if lack := self.cells - self.given[name] if self.given[name] else 0:
                give = "gives" if lack == 1 else "give"
                yield (
                    f"Of {self.cells:,} cells of an industry in a place, {lack:,} {give} no {name}: not available, "
                    "held back or refused, no zero."
                )
