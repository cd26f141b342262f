"""How strongly clusters are tied with each other, against what chance would have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.boundaries.ties import Ties, ties_of
from clusteratlas.queries.boundaries.weights import weighing, weights
from clusteratlas.queries.network.arrays import Flags, Integers
from clusteratlas.queries.network.traits import Traits
from clusteratlas.queries.words import count, say_link

__all__ = ["compute"]

KINDS = 3
"""How many kinds of linkage are named."""
TOLD = 3
"""How many pairs are told that have members in common."""


def compute(rows: Rows, parameters: dict[str, Any], traits: Traits) -> Rows:
    """One row for each two clusters that are tied, the strongest first."""
    wanted = parameters["cluster"]
    members = {row["cluster"]: traits.network.find(row["members"]) for row in rows}
    names = {row["cluster"]: row["name"] for row in rows}
    with weighing(parameters["weights"]):
        ties = ties_of(
            traits, parameters["kinds"], inferred=parameters["inferred"], date=parameters["date"], alike=False
        )
        found = [
            row
            for one, other in combinations(members, 2)
            if wanted in (None, one, other)
            for row in tied(traits, ties, (one, other), (members[one], members[other]), names)
        ]
    return sorted(found, key=lambda row: (-row["strength"], -row["ties"], row["cluster"], row["other"]))[
        : parameters["limit"]
    ]


def looked_at(rows: Rows, parameters: dict[str, Any], traits: Traits) -> str:
    """Why no two clusters are tied: how few there are, or whom they have in common, and who is left."""
    members = {row["cluster"]: traits.network.find(row["members"]) for row in rows}
    names = {row["cluster"]: row["name"] for row in rows}
    asked = [two for two in combinations(members, 2) if parameters["cluster"] in (None, *two)]
    if not asked:
        return f"Clusters with organisations as members: {', '.join(names.values()) or 'none'}; ties take two."
    sharing = [(one, other, np.intersect1d(members[one], members[other])) for one, other in asked]
    sharing = sorted((each for each in sharing if len(each[2])), key=lambda each: (-len(each[2]), each[0], each[1]))
    said = [
        f"{names[one]} and {names[other]} have {count(len(both), 'member')} in common, left out since they would tie "
        f"both: {len(members[one]) - len(both):,} and {len(members[other]) - len(both):,} are left."
        for one, other, both in sharing[:TOLD]
    ]
    return " ".join([f"Looked at {count(len(asked), 'pair')} of clusters.", *said])


def tied(
    traits: Traits, ties: Ties, clusters: tuple[str, str], members: tuple[Integers, Integers], names: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """The row of two clusters; none where nothing ties them."""
    shared = np.intersect1d(*members)
    first, second = (np.setdiff1d(each, shared) for each in members)
    inside = np.zeros(len(ties), dtype=np.bool_)
    inside[second] = True
    at, _ = ties.spread(first)
    crossing = inside[ties.others[at]]
    pairs, weight = int(crossing.sum()), float(ties.weights[at][crossing].sum())
    if not pairs:
        return
    expected = float(ties.degrees[first].sum() * ties.degrees[second].sum() / ties.volume)
    links = across(traits, ties, first, inside)
    said = say_kinds(traits, links)
    strength = weight / expected
    yield {
        "cluster": clusters[0],
        "other": clusters[1],
        "strength": round(strength, 2),
        "ties": pairs,
        "weight": round(weight, 2),
        "expected": round(expected, 2),
        "shared": len(shared),
        "across": said,
        "basis": traits.network.basis(links),
        "sources": traits.network.sources(links),
        "reason": f"{count(pairs, 'tie')} between {names[clusters[0]]} and {names[clusters[1]]}, "
        f"{strength:.2g} times the weight that chance would have",
    }


def across(traits: Traits, ties: Ties, first: Integers, second: Flags) -> Integers:
    """The linkages that count between some organisations and others."""
    links = traits.network.touching(first, ties.counting)
    here = np.zeros(len(ties), dtype=np.bool_)
    here[first] = True
    starts, ends = traits.network.ends[:, links]
    found: Integers = links[(here[starts] & second[ends]) | (second[starts] & here[ends])]
    return found


def say_kinds(traits: Traits, links: Integers) -> str:
    """The kinds of some linkages in words, those of most weight first."""
    network = traits.network
    worth: dict[str, float] = {}
    for link in links.tolist():
        kind = network.word("link", network.link[link])
        worth[kind] = worth.get(kind, 0.0) + weights().kinds.get(kind, 0.0) * float(network.confidence[link])
    most = sorted(worth, key=lambda kind: (-worth[kind], kind))[:KINDS]
    return ", ".join(say_link(kind) for kind in most)
