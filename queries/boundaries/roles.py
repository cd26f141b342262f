"""The role of each member of a cluster, by what it is and by the ties that carried it in (Porter 2000)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from ..network.arrays import Flags, Integers
from ..network.traits import Traits
from .reasons import Way

CORE, INSTITUTION, INFRASTRUCTURE, RELATED = "core", "institution", "infrastructure", "related industry"
ROLES = {
    ("SUPPLIES", True): "supplier",
    ("SUPPLIES", False): "channel or customer",
    ("SERVES", True): "service provider",
    ("SERVES", False): "channel or customer",
    ("DISTRIBUTES_FOR", True): "channel or customer",
    ("DISTRIBUTES_FOR", False): "supplier",
    ("COMPLEMENTS", True): "complementor",
    ("COMPLEMENTS", False): "complementor",
    ("COOPERATES_WITH", True): "complementor",
    ("COOPERATES_WITH", False): "complementor",
}
"""Kind of linkage, and whether it goes out from the member, to the role that it tells."""
CARRIES = ("utility",)
"""Types of institutions that are infrastructure."""


def core_of(traits: Traits, numbers: Integers, seeds: Integers) -> Flags:
    """Who of some is of the core: seed firms, firms of an industry of theirs, or that provide the same."""
    network = traits.network
    firm = network.kind == network.code("kind", "Firm")
    lead = seeds[firm[seeds]]
    found: Flags = np.isin(numbers, lead)
    for groups in (traits.industries, traits.inputs):
        known = {group for number in lead.tolist() for group in groups.of_one(number).tolist()}
        alike = [not known.isdisjoint(groups.of_one(number).tolist()) for number in numbers.tolist()]
        found |= np.array(alike, dtype=np.bool_)
    found &= firm[numbers]
    return found


def role_of(traits: Traits, number: int, ways: Sequence[Way], *, core: bool) -> str:
    """The role of one member: what most of the weight of its ties says, those with the core before all others.

    A company is of the core where a unit of it is, and a unit where its company is.
    """
    network = traits.network
    if network.word("kind", network.kind[number]) == "Institution":
        return INFRASTRUCTURE if traits.types.word_of(number) in CARRIES else INSTITUTION
    if core:
        return CORE
    if any(way.kind == "UNIT_OF" and way.core for way in ways):
        return CORE
    told: dict[str, float] = defaultdict(float)
    for of_core in (True, False):
        for way in ways:
            role = ROLES.get((way.kind, way.outward))
            if role and bool(way.core) is of_core:
                told[role] += way.carried
        if told:
            return max(sorted(told), key=told.__getitem__)
    return RELATED
