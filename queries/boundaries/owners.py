"""Owners, and units, of firms outside a boundary that do what its core does; no member is tied with them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..network.arrays import distinct
from ..network.part import say_some
from ..words import count, say_link
from .boundary import Boundary
from .roles import UNIT, Given, core_of


def parts_outside(boundary: Boundary, numbers: Iterable[int], given: Given) -> dict[int, str]:
    """Who of some of the surroundings, none of them tied with a member, is tied so; to that in words.

    These are of the core, as owners and units of its members are.
    """
    network, local = boundary.traits.network, boundary.local.numbers
    links = boundary.ties.linkages(local)
    ends = network.ends[:, links[network.of_kind([UNIT])[network.link[links]]]]
    parts = distinct(ends)
    core = parts[core_of(boundary.traits, boundary.ties, parts, local[boundary.seeds], given)]
    found = {}
    for number in numbers:
        for outward, (mine, others) in ((True, ends), (False, ends[::-1])):
            partners = distinct(others[(mine == local[number]) & np.isin(others, core)])
            if len(partners):
                firms, do = count(len(partners), "firm"), "does" if len(partners) == 1 else "do"
                found[number] = (
                    f"is tied with no member itself; {say_link(UNIT, outward=outward)} {firms} outside that {do} what "
                    f"the core does: {say_some(network, partners)}"
                )
    return found
