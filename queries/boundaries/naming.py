"""What clusters are called, what they rest on, and whether they are stars."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..network.arrays import Integers, Network
from ..words import count, say_link, say_share
from .local import Local
from .ties import Ties

MAINLY = 2
"""How many kinds of ties and sources are told."""


def cluster_name(first: str, industry: str | None, area: str | None) -> str:
    """What a cluster is called: its main industry and place, and its best connected member.

    >>> cluster_name("Invented Cellars", "Wineries", "Invented Valley"), cluster_name("Invented Cellars", None, None)
    ('Wineries, Invented Valley: around Invented Cellars', 'Around Invented Cellars')
    """
    told = ", ".join(filter(None, (industry, area)))
    return f"{told}: around {first}" if told else f"Around {first}"


def star_share(ties: Ties, members: Integers) -> float:
    """What share of the ties between members are those of the first."""
    local = Local.of(ties, members)
    return float(np.mean((local.starts == 0) | (local.ends == 0))) if len(local.starts) else 0.0


def say_star(share: float, first: str) -> str:
    """That a cluster is one member and those tied with it."""
    return (
        f"a star, not a cluster in the usual sense: {say_share(share)} of the ties within are those of {first}, as of "
        "a firm with its clients or sites; a star always comes back, so that its stability says nothing"
    )


def say_tied(ties: Ties, network: Network, organisations: Integers, *, in_place: bool) -> str:
    """How many have a tie that counts, and by which kinds of ties and sources mainly."""
    tied = organisations[ties.degrees[organisations] > 0]
    links = network.touching(tied, ties.counting)
    where = "in the place" if in_place else "loaded"
    having = "has" if len(tied) == 1 else "have"
    by_likeness = len(np.setdiff1d(tied, network.ends[:, links]))
    alone = f", {by_likeness:,} of these by likeness and nearness alone" if by_likeness else ""
    said = (
        f"Of the {count(len(organisations), 'organisation')} {where}, {len(tied):,} {having} a tie that counts{alone}; "
        "the others are in no cluster."
    )
    if not len(links):
        return said
    what = "Besides likeness there are" if by_likeness else "Clusters rest on"
    kinds = mainly(network.link[links], network.vocabularies["link"])
    sources = mainly(network.source[links], network.vocabularies["source"])
    by = " and ".join(f"“{say_link(kind)}” ({share})" for kind, share in kinds)
    of = " and ".join(f"{source} ({share})" for source, share in sources)
    return f"{said} {what} {count(len(links), 'linkage')} of theirs, mainly {by}, from {of}."


def mainly(codes: Integers, words: Sequence[str]) -> list[tuple[str, str]]:
    """The most frequent words, with the share of each."""
    numbers = np.bincount(codes)
    order = np.argsort(-numbers, kind="stable")[:MAINLY]
    return [(words[code], say_share(numbers[code] / len(codes))) for code in order.tolist() if numbers[code]]
