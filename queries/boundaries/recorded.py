"""Whom recorded linkages lead to from the seeds, one after the other; by these alone is anybody firm."""

from __future__ import annotations

import numpy as np

from ..network.arrays import Flags
from .boundary import Boundary
from .roles import EITHER_WAY, ROLES

GETTING = {kind for kind, _ in ROLES} - EITHER_WAY
"""Kinds of linkages by which one does something for the other."""
NOT_LED = "its recorded linkages lead to no seed, or only by way of one that works for both"


def led_from_seeds(boundary: Boundary, core: Flags) -> Flags:
    """To whom of the surroundings recorded linkages lead from a seed, over members.

    That a site and its owner are tied leads to both only where the seeds lead to one of them. Over a member that is no
    core nobody is led to whom it works for: clients of one lawyer have nothing to do with each other.
    """
    network, local = boundary.traits.network, boundary.local.numbers
    links = boundary.ties.linkages(local)
    links = links[~network.possible[links]]
    ends = boundary.local.at(network.ends[:, links])
    over = np.zeros(len(local), dtype=np.bool_)
    over[boundary.members] = True
    central = core.copy()
    central[boundary.seeds] = True
    getting = network.of_kind(GETTING)[network.link[links]]
    starts, targets = np.hstack([ends[:, over[ends[0]] & (central[ends[0]] | ~getting)], ends[::-1, over[ends[1]]]])
    found = np.zeros(len(local), dtype=np.bool_)
    found[boundary.seeds] = True
    before = 0
    while before < found.sum():
        before = found.sum()
        found[targets[found[starts]]] = True
    return found
