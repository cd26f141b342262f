"""The role of each member of a cluster, by what it is and by the ties that carried it in (Porter 2000)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from ..network.arrays import Flags, Integers
from ..network.traits import Traits
from .reasons import Way

CORE, INSTITUTION, INFRASTRUCTURE, RELATED = "core", "institution", "infrastructure", "related industry"
CHANNEL = "channel or customer"
ROLES = {
    ("SUPPLIES", True): "supplier",
    ("SUPPLIES", False): CHANNEL,
    ("SERVES", True): "service provider",
    ("SERVES", False): CHANNEL,
    ("DISTRIBUTES_FOR", True): CHANNEL,
    ("DISTRIBUTES_FOR", False): "supplier",
    ("COMPLEMENTS", True): "complementor",
    ("COMPLEMENTS", False): "complementor",
    ("COOPERATES_WITH", True): "complementor",
    ("COOPERATES_WITH", False): "complementor",
}
"""Kind of linkage, and whether it goes out from the member, to the role that it tells."""
CARRIES = ("utility",)
"""Types of institutions that are infrastructure."""
NAICS = ("naics2012", "naics2017", "naics2022")


def classes(naics: str, sic: str, isic: str) -> tuple[str, ...]:
    """How the ids of some branches begin, by their codes in each scheme; divisions of ISIC are those of NACE.

    >>> classes("42", "50", "46")[-3:]
    ('sic1987-50', 'isic4-46', 'nace2-46')
    """
    of_each = [*((scheme, naics) for scheme in NAICS), ("sic1987", sic), ("isic4", isic), ("nace2", isic)]
    return tuple(f"{scheme}-{code}" for scheme, codes in of_each for code in codes.split())


DISTRIBUTION = classes("42 44 45", "50 51 52 53 54 55 56 57 59", "45 46 47")
"""Wholesalers, agents and brokers, retailers. SIC counts restaurants (58) among retailers; here they are not."""
NETWORKS = classes("22 517", "481 482 489 49", "35 36 61")
"""Electricity, gas, water and telecommunications."""
OF_DISTRIBUTION = "its industry is wholesale, brokerage or retail"
OF_NETWORKS = "its industry is electricity, gas, water or telecommunications"


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


def is_of(traits: Traits, number: int, branches: tuple[str, ...]) -> bool:
    """Whether an organisation is of one of some branches."""
    return any(traits.industries.words[group].startswith(branches) for group in traits.industries.of_one(number))


def role_of(traits: Traits, number: int, ways: Sequence[Way], *, core: bool) -> tuple[str, str]:
    """The role of one member, and why where its industry tells it.

    Else it is what most of the weight of its ties says, those with the core before all others.
    A company is of the core where a unit of it is, and a unit where its company is. Firms that run networks such as
    electricity are infrastructure whatever their ties are; traders are a channel where no tie says what else they are.
    """
    network = traits.network
    if network.word("kind", network.kind[number]) == "Institution":
        return INFRASTRUCTURE if traits.types.word_of(number) in CARRIES else INSTITUTION, ""
    if core:
        return CORE, ""
    if any(way.kind == "UNIT_OF" and way.core for way in ways):
        return CORE, ""
    if is_of(traits, number, NETWORKS):
        return INFRASTRUCTURE, OF_NETWORKS
    told: dict[str, float] = defaultdict(float)
    for of_core in (True, False):
        for way in ways:
            role = ROLES.get((way.kind, way.outward))
            if role and bool(way.core) is of_core:
                told[role] += way.carried
        if told:
            return max(sorted(told), key=told.__getitem__), ""
    return (CHANNEL, OF_DISTRIBUTION) if is_of(traits, number, DISTRIBUTION) else (RELATED, "")
