"""The surroundings of the seeds: a few organisations, the ties between them, and how much ties them to all others.

Weights may be those of one drawing or of many at once: arrays have one row for each drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..network.arrays import Floats, Integers
from .ties import Ties


@dataclass(frozen=True, eq=False)
class Local:
    """Some organisations of a network, numbered anew in the order given."""

    numbers: Integers
    """The number in the network of each."""
    starts: Integers
    """One end of each tie between them, the lower number."""
    ends: Integers
    weights: Floats
    outside: Floats
    """How strongly each is tied to all others."""
    volume: float
    """The sum of all degrees of the network."""

    def __len__(self) -> int:
        return len(self.numbers)

    @classmethod
    def of(cls, ties: Ties, numbers: Integers) -> Local:
        """Some organisations, each once, and their ties."""
        along, owners = ties.spread(numbers)
        order = np.argsort(numbers)
        others = ties.others[along]
        at = np.minimum(np.searchsorted(numbers, others, sorter=order), len(numbers) - 1)
        found = order[at] if len(numbers) else at
        inside = numbers[found] == others
        once = inside & (owners < found)
        weights = ties.weights[along]
        kept = np.bincount(owners[inside], weights=weights[inside], minlength=len(numbers))
        outside = np.maximum(ties.degrees[numbers] - kept, 0)
        return cls(numbers, owners[once], found[once], weights[once], outside, ties.volume)

    @cached_property
    def by_number(self) -> Integers:
        """Their order by the number that they have in the network."""
        return np.argsort(self.numbers)

    def at(self, numbers: Integers) -> Integers:
        """Where some of them, by their numbers in the network, stand among these."""
        found: Integers = self.by_number[np.searchsorted(self.numbers, numbers, sorter=self.by_number)]
        return found

    def first(self, number: int) -> Local:
        """The first of them; ties to the others count as ties outside."""
        if number >= len(self):
            return self
        inside = self.ends < number
        crossing = (self.starts < number) & ~inside
        outside = self.outside[:number] + np.bincount(
            self.starts[crossing], weights=self.weights[crossing], minlength=number
        )
        return Local(
            self.numbers[:number], self.starts[inside], self.ends[inside], self.weights[inside], outside, self.volume
        )

    def degrees(self, weights: Floats) -> Floats:
        """The sum of the ties of each, in every drawing."""
        rows, size = len(weights), len(self)
        keys = (np.arange(rows) * size)[:, None]
        found = np.zeros(rows * size)
        for side in (self.starts, self.ends):
            found += np.bincount((keys + side).ravel(), weights=weights.ravel(), minlength=rows * size)
        return found.reshape(rows, size) + self.outside

    @cached_property
    def along(self) -> tuple[Integers, Integers, Integers]:
        """Both ways of all ties: where those of each begin, who is at the other end, and which tie it is."""
        owners = np.concatenate([self.starts, self.ends])
        order = np.argsort(owners, kind="stable")
        bounds = np.searchsorted(owners[order], np.arange(len(self) + 1))
        return bounds, np.concatenate([self.ends, self.starts])[order], np.tile(np.arange(len(self.starts)), 2)[order]
