"""Over how many industries some organisations are scattered.

The effective number is one over the sum of squared shares (the numbers equivalent of Hirschman and Herfindahl's index,
Adelman, *Review of Economics and Statistics* 51(1), 1969): three groups of the same size make 3, one of 98 % and two of
1 % hardly more than 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..network.arrays import Integers
from ..network.traits import Groups


@dataclass(frozen=True, slots=True)
class Scatter:
    """How some organisations are spread over groups."""

    effective: float
    largest: float
    """The share of the largest group."""
    first: str
    """Its id."""
    known: int
    """How many are in any group."""


def scatter(groups: Groups, members: Integers) -> Scatter | None:
    """The spread of some organisations, each counted once, in equal parts where it is in several groups.

    None where none of them is in any.
    """
    mine = [groups.of_one(number) for number in members.tolist()]
    known = [one for one in mine if len(one)]
    if not known:
        return None
    parts = np.concatenate([np.full(len(one), 1 / len(one)) for one in known])
    shares = np.bincount(np.concatenate(known), weights=parts) / len(known)
    first = int(shares.argmax())
    return Scatter(1 / float((shares**2).sum()), float(shares[first]), groups.words[first], len(known))
