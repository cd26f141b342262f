"""What institutions do for firms, and whom it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..words import count
from .arrays import Flags, Integers, Network, distinct, distinct_pairs

SERVICES = {
    "training": ("TRAINS_FOR",),
    "research": ("RESEARCHES_WITH",),
    "standards": ("SETS_STANDARDS_FOR",),
    "testing": ("TESTS_FOR",),
    "finance": ("FINANCES", "FUNDS"),
    "association": ("MEMBER_OF",),
}
"""What is done for a firm to the kinds of links that say so."""
FROM_END = ("MEMBER_OF",)
"""Kinds whose end does something for their start; of all others the start does it."""
MUTUAL = ("RESEARCHES_WITH",)
"""Kinds whose ends do it for each other."""


@dataclass(frozen=True, eq=False)
class Service:
    """One thing that institutions do for some organisations."""

    name: str
    ties: Integers
    """Two rows: who does it, and for whom; each pair once."""
    recorded_anywhere: bool
    """Whether the graph has such a tie at all, wherever."""
    links: Integers
    """The linkages that say so."""

    @cached_property
    def served(self) -> Integers:
        """Who has a tie of that sort."""
        return distinct(self.ties[1])

    @cached_property
    def reach(self) -> dict[int, int]:
        """Who does it, to for how many of them; most first."""
        providers, numbers = np.unique(self.ties[0], return_counts=True)
        order = np.lexsort((providers, -numbers))
        return dict(zip(providers[order].tolist(), numbers[order].tolist(), strict=True))

    @property
    def provider(self) -> int | None:
        """Who has such ties with most of them."""
        return next(iter(self.reach), None)

    @property
    def reached(self) -> int:
        """With how many."""
        return next(iter(self.reach.values()), 0)

    def linkages(self, network: Network, provider: int) -> Integers:
        """The linkages by which one does it for some of them."""
        own: Integers = self.links[(network.ends[:, self.links] == provider).any(axis=0)]
        return own

    def say_absence(self, firms: int) -> str:
        """That none of so many firms has it, in words."""
        if not self.recorded_anywhere:
            return f"unknown: no source that is loaded states any tie of {self.name}, for anybody"
        return f"no tie of {self.name} is recorded for any of {count(firms, 'firm')} here, though for firms elsewhere"


def services_of(network: Network, members: Integers, flags: Flags) -> list[Service]:
    """Each of the six services, and which of the members it reaches by the linkages that count."""
    inside = network.among(members)
    anywhere = np.bincount(network.link[flags], minlength=len(network.vocabularies["link"])) > 0
    near = network.touching(members, flags)
    found = []
    for name, kinds in SERVICES.items():
        pairs, links = [], []
        codes = [network.code("link", kind) for kind in kinds]
        for kind, code in zip(kinds, codes, strict=True):
            of_kind = near[network.link[near] == code]
            ways = ((0, 1), (1, 0)) if kind in MUTUAL else ((1, 0),) if kind in FROM_END else ((0, 1),)
            for does, gets in ways:
                here = of_kind[inside[network.ends[gets, of_kind]]]
                links.append(here)
                pairs.append(network.ends[:, here][[does, gets]])
        ties = distinct_pairs(np.hstack(pairs), len(network))
        said = any(code >= 0 and anywhere[code] for code in codes)
        found.append(Service(name, ties, said, np.concatenate(links)))
    return found
