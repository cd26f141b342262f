"""Where the organisations that a question is about are, and what inferred linkages would add, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from ...graph.results import Rows
from ..words import count
from .arrays import Integers, Network, distinct_pairs
from .distance import along

NAMED = 3
"""Areas of a type that are named, those with most members."""
PLURALS = {"county": "counties", "state": "states"}


def say_spread(network: Network, members: Integers, areas: Rows) -> str:
    """How far some organisations are from their middle, and in which counties and states they are.

    `areas` are rows of name, type and number of members.
    """
    placed = members[~np.isnan(network.position[members, 0])]
    said = f"{count(len(members), 'organisation')} inside"
    if not len(placed):
        return f"{said}, none with a known position{say_areas(areas)}."
    middle = network.sphere[placed].mean(axis=0)
    middle /= max(float(np.linalg.norm(middle)), np.finfo(float).tiny)
    half, most = np.percentile(along(np.linalg.norm(network.sphere[placed] - middle, axis=1)), (50, 90))
    return (
        f"{said}, {len(placed):,} with a known position: half of these are within {half:,.0f} km of their middle, "
        f"90% within {most:,.0f} km{say_areas(areas)}."
    )


def say_areas(areas: Rows) -> str:
    """The counties and states with most members."""
    return "".join(f"; in {said}" for type in PLURALS if (said := of_type([a for a in areas if a["type"] == type])))


def of_type(areas: Rows) -> str:
    """How many areas of a type there are, and those with most members; nothing where there are none.

    >>> of_type([{"name": "Nowhere", "type": "county", "members": 7}])
    '1 county: Nowhere (7)'
    """
    if not areas:
        return ""
    ordered = sorted(areas, key=lambda area: (-area["members"], area["name"]))
    named = ", ".join(f"{area['name']} ({area['members']:,})" for area in ordered[:NAMED])
    more = " and others" if len(areas) > NAMED else ""
    return f"{count(len(areas), areas[0]['type'], PLURALS[areas[0]['type']])}: {named}{more}"


def say_inferred(network: Network, links: Integers, parameters: Mapping[str, object]) -> Iterator[str]:
    """What `inferred` would add where it is left out: `links` are the linkages that count with it."""
    if parameters["inferred"]:
        return
    links = links[network.possible[links]]
    pairs = distinct_pairs(np.sort(network.ends[:, links].astype(np.int64), axis=0), len(network))
    if pairs.shape[1]:
        placed = int((~np.isnan(network.position[pairs, 0])).all(axis=0).sum())
        yield (
            "Linkages that are only inferred are left out: with “Inferred ones too” "
            f"{count(pairs.shape[1], 'pair')} of them would count, {placed:,} with both positions known."
        )
    else:
        yield "No inferred linkage would add to it."
