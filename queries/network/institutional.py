"""What institutions do for firms, and whom it reaches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Flags, Integers, Network

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
    flags: Flags
    """The ties of that sort that they have."""


def services_of(network: Network, members: Integers, flags: Flags) -> list[Service]:
    """Each of the six services, and which of the members it reaches by the linkages that count."""
    inside = network.among(members)
    found = []
    for name, kinds in SERVICES.items():
        pairs = []
        mine = np.zeros(network.links, dtype=np.bool_)
        chosen = network.chosen(kinds) & flags
        for kind in kinds:
            of_kind = network.chosen([kind]) & flags
            ways = ((0, 1), (1, 0)) if kind in MUTUAL else ((1, 0),) if kind in FROM_END else ((0, 1),)
            for does, gets in ways:
                here = of_kind & inside[network.ends[gets]]
                mine |= here
                pairs.append(network.ends[:, here][[does, gets]])
        ties = np.unique(np.hstack(pairs), axis=1)
        providers, numbers = np.unique(ties[0], return_counts=True)
        best = int(numbers.argmax()) if len(numbers) else None
        found.append(
            Service(
                name,
                np.unique(ties[1]),
                None if best is None else int(providers[best]),
                0 if best is None else int(numbers[best]),
                bool(chosen.any()),
                mine,
            )
        )
    return found
