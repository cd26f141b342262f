"""Organisations that may be one and the same, which nobody has decided yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from .arrays import Integers, Network


@dataclass(frozen=True, eq=False)
class Doubles:
    """Pairs that wait for somebody's judgement."""

    pairs: Integers
    """Two rows of organisations."""

    @classmethod
    def of(cls, network: Network, pairs: Sequence[Sequence[str]]) -> Doubles:
        """The pairs of these ids."""
        numbers = {network.id_of(number): number for number in network.find(id for pair in pairs for id in pair)}
        known = [[numbers[id] for id in pair] for pair in pairs if all(id in numbers for id in pair)]
        return cls(np.array(known, dtype=np.int64).reshape(-1, 2).T)

    def among(self, organisations: Collection[int] | Integers) -> int:
        """How many fewer some organisations are where all that may be one are one.

        >>> Doubles(np.array([[1, 2, 7], [2, 3, 9]])).among({1, 2, 3, 7})
        2
        """
        some = organisations if isinstance(organisations, np.ndarray) else np.array(sorted(organisations))
        pairs = self.pairs[:, np.isin(self.pairs, some).all(axis=0)]
        if not pairs.size:
            return 0
        members, places = np.unique(pairs, return_inverse=True)
        joined = coo_array((np.ones(pairs.shape[1]), places.reshape(pairs.shape)), shape=(len(members), len(members)))
        return len(members) - int(connected_components(joined, directed=False, return_labels=False))

    def say(self, organisations: Collection[int] | Integers) -> str:
        """What is not known of the number of some organisations, to be put behind what else is; often nothing."""
        match self.among(organisations):
            case 0:
                return ""
            case 1:
                return "; whether 1 organisation is the same as another of those counted (see Review)"
            case number:
                return f"; whether {number:,} organisations are the same as others of those counted (see Review)"
