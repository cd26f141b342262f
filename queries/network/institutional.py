"""What institutions do for firms, and whom it reaches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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
    served: Integers
    """Who has a tie of that sort."""
    provider: int | None
    """Who has such ties with most of them."""
    reached: int
    """With how many."""
    recorded_anywhere: bool
    """Whether the graph has such a tie at all, wherever."""
    links: Integers
    """The ties of that sort that they have."""


def services_of(network: Network, members: Integers, flags: Flags) -> list[Service]:
    """Each of the six services, and which of the members it reaches by the linkages that count."""
    inside = network.among(members)
    anywhere = np.bincount(network.link[flags], minlength=len(network.vocabularies["link"])) > 0
    near = np.flatnonzero(network.touching(members, flags))
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
        reached = np.bincount(ties[0])
        best = int(reached.argmax()) if len(reached) else None
        found.append(
            Service(
                name,
                distinct(ties[1]),
                best,
                0 if best is None else int(reached[best]),
                any(code >= 0 and anywhere[code] for code in codes),
                np.concatenate(links),
            )
        )
    return found
