"""Outsiders that belong to a definition by their ties: those whose ties go to its members to a good part."""

from __future__ import annotations

import numpy as np

from ..network.arrays import Integers
from .ties import Ties, summed


def belonging(ties: Ties, members: Integers, *, least: float, share: float) -> Integers:
    """Who is no member, is tied to so many members at least, and by such a share of its ties at least.

    Those whose ties to members weigh most come first.
    """
    along, _ = ties.spread(members)
    others, weights = ties.others[along], ties.weights[along]
    outside = ~np.isin(others, members)
    found, weight = summed(others[outside], weights[outside])
    _, number = summed(others[outside], np.ones(int(outside.sum())))
    fitting = (number >= least) & (weight >= share * ties.degrees[found] - 1e-12)
    chosen: Integers = found[fitting][np.argsort(-weight[fitting], kind="stable")]
    return chosen
