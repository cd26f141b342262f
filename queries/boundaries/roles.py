"""The role of each member of a cluster, by what it is and by the ties that carried it in (Porter 2000)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Literal

import numpy as np

from ..network.arrays import Flags, Integers, distinct_pairs
from ..network.traits import Groups, Traits
from .alike import NEED
from .reasons import Way
from .ties import Ties
from .weights import weights

CORE, INSTITUTION, INFRASTRUCTURE, RELATED = "core", "institution", "infrastructure", "related industry"
CHANNEL = "channel or customer"
SUPPLIER, SPECIALISED = "supplier", "supplier of specialised inputs"
ROLES = {
    ("SUPPLIES", True): SUPPLIER,
    ("SUPPLIES", False): CHANNEL,
    ("SERVES", True): "service provider",
    ("SERVES", False): CHANNEL,
    ("DISTRIBUTES_FOR", True): CHANNEL,
    ("DISTRIBUTES_FOR", False): SUPPLIER,
    (NEED, True): SPECIALISED,
    (NEED, False): CHANNEL,
    ("COMPLEMENTS", True): "complementor",
    ("COMPLEMENTS", False): "complementor",
    ("COOPERATES_WITH", True): "complementor",
    ("COOPERATES_WITH", False): "complementor",
}
"""Kind of linkage, and whether it goes out from the member, to the role that it tells."""
EITHER_WAY = {kind for kind, outward in ROLES if ROLES[kind, outward] == ROLES[kind, not outward]}
"""Kinds of linkages that tell the same of both ends."""
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
UNIT = "UNIT_OF"
WORKS_FOR = ("SUPPLIES", "SERVES")
Given = Literal["by name", "by industry", "together"]
BY_NAME: Given = "by name"
BY_INDUSTRY: Given = "by industry"
TOGETHER: Given = "together"
"""How seeds are given: one by one, all of an industry in a place, or all of an area or a cluster whatever they do."""


def core_of(traits: Traits, ties: Ties, numbers: Integers, seeds: Integers, given: Given = BY_NAME) -> Flags:
    """Who of some is of the core: seed firms, firms of an industry of theirs, or that provide the same.

    Of seeds given together those lead that do what most of them do. Those are left out that only work for others of the
    core, or that provide what the seeds need, unless they are seeds by name: a bottler may have the code of a winery.
    """
    network = traits.network
    firm = network.kind == network.code("kind", "Firm")
    lead = seeds[firm[seeds]]
    industries, inputs = (words(groups, lead) for groups in (traits.industries, traits.inputs))
    if given == TOGETHER and (main := main_of(traits, lead)):
        industries, inputs = industries & main, inputs & main
        lead = lead[doing(traits, lead, industries, inputs)]
    found: Flags = firm[numbers] & (np.isin(numbers, lead) | doing(traits, numbers, industries, inputs))
    needed = words(traits.needs, lead) - words(traits.inputs, lead)
    providing = [not needed.isdisjoint(words(traits.inputs, [number])) for number in numbers.tolist()]
    working = np.isin(numbers, servants(ties, np.sort(numbers[found]), clients=weights()["roles.clients"]))
    named = np.isin(numbers, lead) & (given == BY_NAME)
    return found & (named | ~(working | np.array(providing, dtype=np.bool_)))


def main_of(traits: Traits, firms: Integers) -> set[str]:
    """The industries and inputs of the main activity of some firms: of a good part of those of whom one is known, or of
    most."""
    each = [words(traits.industries, [number]) | words(traits.inputs, [number]) for number in firms.tolist()]
    numbers = Counter(chain.from_iterable(each))
    least = min(weights()["roles.main"] * sum(map(bool, each)), max(numbers.values(), default=0))
    return {word for word, number in numbers.items() if number >= least}


def doing(traits: Traits, numbers: Integers, industries: set[str], inputs: set[str]) -> Flags:
    """Who of some is of one of some industries, or provides one of some inputs."""
    found = [
        not (
            industries.isdisjoint(words(traits.industries, [number]))
            and inputs.isdisjoint(words(traits.inputs, [number]))
        )
        for number in numbers.tolist()
    ]
    return np.array(found, dtype=np.bool_)


def words(groups: Groups, numbers: Iterable[int]) -> set[str]:
    """The groups of some organisations."""
    return {groups.words[group] for number in numbers for group in groups.of_one(number).tolist()}


def servants(ties: Ties, core: Integers, *, clients: float) -> Integers:
    """Who of the core, given in order, works for so many others of it, and for whom none of these works."""
    network = ties.network
    if network is None:
        raise ValueError("these ties are of no network")
    kinds = [network.code("link", kind) for kind in WORKS_FOR]
    links = ties.linkages(core)
    links = links[np.isin(network.link[links], kinds)]
    works = distinct_pairs(network.ends[:, links], len(network))
    who, number = np.unique(works[0], return_counts=True)
    return np.setdiff1d(who[number >= clients], works[1])


def is_of(traits: Traits, number: int, branches: tuple[str, ...]) -> bool:
    """Whether an organisation is of one of some branches."""
    return any(traits.industries.words[group].startswith(branches) for group in traits.industries.of_one(number))


def role_of(traits: Traits, number: int, ways: Sequence[Way], *, core: bool) -> tuple[str, str]:
    """The role of one member, and why where its industry tells it.

    Else it is what most of the weight of its ties says, those with the core before all others.
    A company is of the core where a unit of it is, and a unit where its company is. Firms that run networks such as
    electricity are infrastructure whatever their ties are; traders are a channel where no tie says what else they are.
    A supplier is one of specialised inputs where it provides an input of which no source says that it is generic.
    With others than the core only what it does for them tells: who has a bank or a lawyer in common with the core is no
    customer of the cluster.
    """
    network = traits.network
    if network.word("kind", network.kind[number]) == "Institution":
        return INFRASTRUCTURE if traits.types.word_of(number) in CARRIES else INSTITUTION, ""
    if core:
        return CORE, ""
    if any(way.kind == UNIT and way.core for way in ways):
        return CORE, ""
    if is_of(traits, number, NETWORKS):
        return INFRASTRUCTURE, OF_NETWORKS
    told: dict[str, float] = defaultdict(float)
    for of_core in (True, False):
        for way in ways:
            role = ROLES.get((way.kind, way.outward))
            if role and bool(way.core) is of_core and (of_core or way.outward or way.kind in EITHER_WAY):
                told[role] += way.carried
        if told:
            role = max(sorted(told), key=told.__getitem__)
            special = role == SUPPLIER and len(traits.inputs.of_one(number)) > 0
            return SPECIALISED if special else role, ""
    return (CHANNEL, OF_DISTRIBUTION) if is_of(traits, number, DISTRIBUTION) else (RELATED, "")
