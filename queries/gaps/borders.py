"""Where linkages cross borders."""

from __future__ import annotations

from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import Integers, Network, distinct_pairs
from clusteratlas.queries.network.distance import between
from clusteratlas.queries.network.spread import say_inferred, say_spread
from clusteratlas.queries.words import count, headed, say_link, say_share

NAMED = 4
"""Kinds of linkages that are named of a pair of areas."""


def compute(rows: Rows, parameters: dict[str, Any], network: Network) -> Rows:
    """One row a pair of areas: those of most pairs of organisations first."""
    members = network.find(rows[0]["members"])
    flags = network.chosen(parameters["kinds"], possible=parameters["inferred"], date=parameters["date"])
    links = network.touching(members, flags) if len(members) else members
    links = links[network.ends[0, links] != network.ends[1, links]]
    if not len(links):
        return []
    areas = sorted(rows[0]["areas"], key=lambda area: area["id"])
    area_of = areas_of(network, areas)
    inside = network.among(members)
    ends = network.ends[:, links].astype(np.int64)
    first = first_areas(area_of, inside, len(areas))
    turned = first[area_of[ends[0]]] > first[area_of[ends[1]]]
    ends = np.where(turned, ends[::-1], ends)
    known = (area_of[ends] >= 0).all(axis=0)
    unknown = distinct_pairs(np.sort(ends[:, ~known], axis=0), len(network)).shape[1]
    links, ends = links[known], ends[:, known]
    keys = area_of[ends[0]] * len(areas) + area_of[ends[1]]
    all_pairs = distinct_pairs(np.sort(ends, axis=0), len(network))
    crossing = int((area_of[all_pairs[0]] != area_of[all_pairs[1]]).sum())
    said = say(crossing, all_pairs.shape[1], unknown, parameters["type"])
    found = []
    for key in np.unique(keys).tolist():
        at = keys == key
        here, there = (areas[number]["id"] for number in divmod(key, len(areas)))
        if parameters["crossing"] and here == there:
            continue
        found.append(
            {
                "here": here,
                "there": there,
                "crosses": here != there,
                **between_areas(network, links[at], ends[:, at], inside, all_pairs.shape[1]),
            }
        )
    found.sort(key=lambda row: (-row["pairs"], row["here"], row["there"]))
    if not found:
        return []
    return headed(found[: parameters["limit"]], headline=f"{said} {looked_at(rows, parameters, network)}")


def looked_at(rows: Rows, parameters: dict[str, Any], network: Network) -> str:
    """Where those inside are themselves, and what inferred linkages would add."""
    members = network.find(rows[0]["members"])
    flags = network.chosen(parameters["kinds"], possible=True, date=parameters["date"])
    links = network.touching(members, flags) if len(members) else members
    links = links[network.ends[0, links] != network.ends[1, links]]
    return " ".join([say_spread(network, members, rows[0]["lying"]), *say_inferred(network, links, parameters)])


def areas_of(network: Network, areas: Rows) -> Integers:
    """The number of the area that each organisation is in, the first of several; -1 where none is known."""
    found = np.full(len(network), -1, dtype=np.int64)
    for number in range(len(areas) - 1, -1, -1):
        found[network.find(areas[number]["ids"])] = number
    return found


def first_areas(area_of: Integers, inside: np.ndarray[Any, np.dtype[np.bool_]], size: int) -> Integers:
    """Of each area its place in a list: those with more members first. What is not known comes last."""
    number = np.bincount(area_of[inside & (area_of >= 0)], minlength=size)
    order = np.argsort(-number, kind="stable")
    place = np.full(size + 1, size)
    place[order] = np.arange(size)
    return place


def between_areas(
    network: Network, links: Integers, ends: Integers, inside: np.ndarray[Any, np.dtype[np.bool_]], of: int
) -> dict[str, Any]:
    """What ties two areas, or one within itself."""
    pairs = distinct_pairs(np.sort(ends, axis=0), len(network))
    km = between(*network.position[pairs])
    km = km[~np.isnan(km)]
    kinds: dict[str, int] = {}
    for code in np.unique(network.link[links]).tolist():
        of_kind = np.sort(ends[:, network.link[links] == code], axis=0)
        kinds[say_link(network.word("link", code))] = distinct_pairs(of_kind, len(network)).shape[1]
    order = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    return {
        "pairs": pairs.shape[1],
        "pairs_share": round(pairs.shape[1] / of, 4),
        "both_inside": int(inside[pairs].all(axis=0).sum()),
        "members": int(inside[np.unique(pairs)].sum()),
        "median_km": round(float(np.median(km)), 1) if len(km) else None,
        "kinds": [f"{kind} ({kinds[kind]:,})" for kind in order[:NAMED]],
        "words": count(pairs.shape[1], "pair"),
        "sources": network.sources(links),
    }


def say(crossing: int, known: int, unknown: int, type: str) -> str:
    """How much crosses a border in all, and of how many pairs that is known, in words.

    >>> say(2, 4, 0, "state"), say(1, 1, 3, "state")
    ('2 of 4 pairs (50%) cross a border of states.', 'Of 4 pairs both states are known of 1 alone (25%): 1 of 1 pair \
(100%) crosses a border of states.')
    """
    share = f" ({say_share(crossing / known)})" if known else ""
    crosses = "crosses" if crossing == 1 else "cross"
    said = f"{crossing:,} of {count(known, 'pair')}{share} {crosses} a border of {PLURALS[type]}."
    if not unknown:
        return said
    of_all = say_share(known / (known + unknown))
    return f"Of {count(known + unknown, 'pair')} both {PLURALS[type]} are known of {known:,} alone ({of_all}): {said}"


PLURALS = {"state": "states", "nation": "nations", "metro": "metros", "county": "counties"}
