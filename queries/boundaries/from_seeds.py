"""The members of a cluster around seeds, with degree, role and reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.boundaries.asked import asked_boundary, check, how_given, looked_at
from clusteratlas.queries.boundaries.boundary import MANY_SEEDS, Boundary
from clusteratlas.queries.boundaries.membership import IS_SEED, belongs, cautions, headline, say_whole
from clusteratlas.queries.boundaries.owners import parts_outside
from clusteratlas.queries.boundaries.reasons import Way, basis_links, say_way, ways_in
from clusteratlas.queries.boundaries.recorded import NOT_LED, led_from_seeds
from clusteratlas.queries.boundaries.roles import Given, core_of, role_of
from clusteratlas.queries.boundaries.weights import weighing, weights
from clusteratlas.queries.clusters import named_seeds
from clusteratlas.queries.network.arrays import Integers
from clusteratlas.queries.network.distance import kilometres
from clusteratlas.queries.network.traits import Traits
from clusteratlas.queries.words import POSSIBLE, RECORDED, count, say_share

__all__ = ["check", "compute", "looked_at"]

ONE_SEED = "is the only seed: with three to five the boundary is surer"
SEED = "is a seed"
NOT_TIED = "is tied with no member itself, but with others near the boundary that are"
ROUGH = "degrees are rough here: in invented networks like this one those of a boundary were off by {} as a whole"


def compute(rows: Rows, parameters: dict[str, Any], traits: Traits) -> Rows:
    """One row a member, the surest first; then those who are left out though near the boundary.

    What is said of all of them stands in the first row.
    """
    with weighing(parameters["weights"]):
        boundary = asked_boundary(rows, parameters, traits)
        if boundary is None:
            return []
        outside = left_out(boundary) if parameters["outside"] else boundary.members[:0]
        listed = in_order(boundary, outside)
        found = list(member_rows(boundary, np.array(listed), how_given(parameters)))
        moved = parameters["size"] is not None
        unseen = [*without_tie(boundary, rows[0]["seeds"], parameters), *without_code(rows[0]["unclassified"])]
        found[0] |= above(boundary, found, unseen, moved=moved, left_out=len(outside))
        return found[: parameters["limit"]]


def in_order(boundary: Boundary, outside: Integers) -> list[int]:
    """The members, then some outside. A few seeds come first; many come last, or they would hide who else belongs."""
    members = by_degree(boundary, boundary.members)
    others = members[len(boundary.seeds) :] + by_degree(boundary, outside)
    seeds = members[: len(boundary.seeds)]
    return seeds + others if len(seeds) <= MANY_SEEDS else others + seeds


def without_tie(boundary: Boundary, asked: Sequence[str], parameters: Mapping[str, Any]) -> Iterator[str]:
    """Which seeds that were asked for have no tie that counts, so that the boundary is drawn without them."""
    network = boundary.traits.network
    drawn = set(boundary.local.numbers[boundary.seeds].tolist())
    named = named_seeds(parameters)
    without = [int(number) for number in network.find(named) if number not in drawn]
    if without:
        listed = " and ".join(network.name[number] for number in without)
        yield f"Drawn without {listed}: no tie that counts is known of {'it' if len(without) == 1 else 'them'}."
    others = len(set(asked) - set(named)) - len(drawn - set(network.find(named).tolist()))
    if others:
        yield (
            f"{count(others, 'organisation')} asked for as seeds {'has' if others == 1 else 'have'} no tie that counts "
            f"and {'is' if others == 1 else 'are'} not listed."
        )


def without_code(number: int) -> Iterator[str]:
    """How many organisations of the place may be of the industry, as nobody says of which they are."""
    if number:
        yield (
            f"{count(number, 'organisation')} of the place {'has' if number == 1 else 'have'} no industry on record: "
            "who of them is of this one nobody says, so that they are no seeds; name those that you know."
        )


def above(boundary: Boundary, rows: Rows, unseen: list[str], *, moved: bool, left_out: int) -> dict[str, Any]:
    """What is said above the rows of a boundary: counts, and what keeps it from being read as it looks.

    `unseen` says which seeds it is drawn without.
    """
    inside = [row for row in rows if row["inside"]]
    possible = np.array([row["basis"] == POSSIBLE for row in inside if row["belongs"] != IS_SEED], dtype=np.bool_)
    words = [row["belongs"] for row in inside]
    said = " ".join([*unseen, *cautions(boundary, words, moved=moved, possible=possible), *say_whole(boundary)])
    counted = headline(boundary, words, left_out, moved=moved)
    return {"headline": counted, "caution": said or None}


def left_out(boundary: Boundary) -> Integers:
    """Who belongs quite probably, and is no member."""
    others = np.setdiff1d(np.arange(len(boundary.local)), boundary.members)
    probably: Integers = others[boundary.degree[others] >= weights()["resampling.mention"]]
    return probably


def by_degree(boundary: Boundary, numbers: Integers) -> list[int]:
    """The seeds, then the others from the most probable member down."""
    seed = np.isin(numbers, boundary.seeds)
    order: list[int] = numbers[
        np.lexsort((numbers, -boundary.mass[numbers], -boundary.degree[numbers], ~seed))
    ].tolist()
    return order


def member_rows(boundary: Boundary, numbers: Integers, given: Given) -> Iterator[dict[str, Any]]:
    """What is said of each, where the seeds are `given` so."""
    traits, network, local = boundary.traits, boundary.traits.network, boundary.local.numbers
    core = np.zeros(len(local), dtype=np.bool_)
    core[numbers] = core_of(traits, boundary.ties, local[numbers], local[boundary.seeds], given)
    enters = np.zeros(len(local), dtype=np.int64)
    enters[boundary.order] = np.arange(1, len(boundary.order) + 1)
    km = kilometres(network.position[local[numbers]], network.position[local[boundary.seeds]])
    ways = ways_in(boundary, numbers, core)
    inside = np.isin(numbers, boundary.members)
    led = led_from_seeds(boundary, core)
    parts = parts_outside(boundary, [number for number in numbers.tolist() if not ways[number]], given)
    for at, number in enumerate(numbers.tolist()):
        mine = ways[number]
        links = basis_links(mine)
        basis = None if number in boundary.seeds else RECORDED if led[number] else POSSIBLE
        stated = network.basis(links) if basis == POSSIBLE else basis
        role, told_by = role_of(traits, int(local[number]), mine, core=bool(core[number] or number in parts))
        yield {
            "member": network.id_of(local[number]),
            "inside": bool(inside[at]),
            "belongs": belongs(boundary, number, basis, inside=bool(inside[at])),
            "role": role,
            "degree": round(float(boundary.degree[number]), 3),
            "enters": int(enters[number]),
            "ties": len({partner for way in mine for partner in way.partners}),
            "km": None if np.isnan(km[at]) else round(float(km[at]), 1),
            **strongest(boundary, mine),
            "basis": basis,
            "sources": network.sources(links),
            "reasons": [
                *reasons(boundary, number, mine, told_by, alike=bool(core[number]), untied=parts.get(number, NOT_TIED)),
                *([NOT_LED] if stated != basis else []),
            ],
            "headline": None,
            "caution": None,
        }


def strongest(boundary: Boundary, ways: list[Way]) -> dict[str, Any]:
    """The tie that carried most."""
    if not ways:
        return {"tied_to": None, "link": None, "words": None, "tie": None, "outward": True}
    way = ways[0]
    partner = max(way.partners, key=lambda one: (way.partners[one], -one))
    return {
        "tied_to": boundary.traits.network.id_of(boundary.local.numbers[partner]),
        "link": way.kind if way.links else None,
        "words": way.words,
        "tie": boundary.traits.network.basis(np.array(way.links, dtype=np.int64)),
        "outward": way.outward,
    }


def reasons(boundary: Boundary, number: int, ways: list[Way], told_by: str, *, alike: bool, untied: str) -> list[str]:
    """Why it is a member, and why in its role where its ties do not tell that, in words; else `untied`."""
    said = []
    if number in boundary.seeds:
        said.append(SEED if len(boundary.seeds) > 1 else ONE_SEED)
        if boundary.off > weights()["resampling.rough"]:
            said.append(ROUGH.format(say_share(boundary.off)))
    elif alike:
        said.append("is of an industry of the seeds, or provides the same")
    said += [say_way(boundary, number, way) for way in ways]
    if not said:
        said.append(untied)
    return [*said, told_by] if told_by else said
