"""The neighbourhood of an organisation, one row a linkage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import OPEN, Flags, Floats, Network
from clusteratlas.queries.network.distance import distances
from clusteratlas.queries.network.neighbourhood import MUTUAL, Neighbourhood, Ways, neighbourhood, sureness
from clusteratlas.queries.words import say_chain, say_link, say_tie


def compute(rows: Rows, parameters: dict[str, Any], network: Network) -> Rows:
    """One row for each pair of organisations and kind of linkage, nearest hop first."""
    numbers = network.find([parameters["start"]])
    if not rows or not len(numbers):
        return []
    start = int(numbers[0])
    km = distances(network, start)
    flags = chosen(network, start, km, parameters)
    found = neighbourhood(
        network,
        start,
        Ways(network, flags, parameters["direction"]),
        km,
        hops=parameters["hops"],
        most=parameters["limit"],
        each=parameters["each"],
        among=parameters["among"],
    )
    titles = {source["id"]: source["title"] or source["id"] for source in rows[0]["sources"]}
    return [tie_row(network, found, km, titles, tie) for tie in ties_of(network, found)]


def chosen(network: Network, start: int, km: Floats, parameters: dict[str, Any]) -> Flags:
    """Which linkages fit what is asked for."""
    flags = network.chosen(parameters["kinds"], possible=parameters["inferred"], date=parameters["date"])
    if parameters["confidence"]:
        flags &= network.confidence >= np.float32(parameters["confidence"])
    if parameters["km"] is not None:
        if np.isnan(network.position[start, 0]):
            raise InvalidQuery(
                f"km: nobody says where {network.name[start]} is, so nothing can be within a distance of it; "
                "leave km out, or load a source that gives its location"
            )
        near = km <= parameters["km"]
        flags &= near[network.ends[0]] & near[network.ends[1]]
    return flags


def ties_of(network: Network, found: Neighbourhood) -> Iterator[tuple[int, int, int, bool, list[int]]]:
    """The ties of a neighbourhood in order: from, to, kind, whether along it, and all linkages that say so."""
    place = {organisation: number for number, organisation in enumerate(found.shown.tolist())}
    said: dict[tuple[int, int, int, bool], list[int]] = {}
    steps = found.ties
    mutual = {network.code("link", kind) for kind in MUTUAL}
    columns = (steps.here, steps.there, network.link[steps.link], steps.outward, steps.link)
    for here, there, kind, outward, link in zip(*(column.tolist() for column in columns), strict=True):
        if kind in mutual:
            outward = True
            if found.hop[here] == found.hop[there]:
                here, there = sorted((here, there), key=place.__getitem__)
        said.setdefault((here, there, kind, outward), []).append(link)

    def order(tie: tuple[int, int, int, bool]) -> tuple[int, bool, int, int, int, bool]:
        here, there, kind, outward = tie
        hop = max(found.hop[here], found.hop[there])
        return hop, found.hop[there] <= found.hop[here], place[there], place[here], kind, not outward

    for tie in sorted(said, key=order):
        yield *tie, sorted(said[tie])


def tie_row(
    network: Network,
    found: Neighbourhood,
    km: Floats,
    titles: dict[str, str],
    tie: tuple[int, int, int, bool, list[int]],
) -> dict[str, Any]:
    """One tie with what is said of it, and the way to it."""
    here, there, code, outward, said = tie
    links = np.array(said)
    kind = network.word("link", code)
    sources = network.sources(links)
    basis = network.basis(links)
    details = dict.fromkeys(network.word("what", each) for each in network.what[links])
    first = network.since[links]
    last = network.until[links].max()
    surest = said[int(np.argmax(sureness(network, links)))]
    return {
        "hop": int(max(found.hop[here], found.hop[there])),
        "from": network.id_of(here),
        "words": say_link(kind, outward=outward),
        "to": network.id_of(there),
        "details": "; ".join(filter(None, details)) or None,
        "since": as_date(int(first[first > 0].min())) if first.any() else None,
        "until": as_date(int(last)) if last != OPEN else None,
        "basis": basis,
        "confidence": round(float(network.confidence[surest]), 4),
        "source": "; ".join(titles.get(source, source) for source in sources),
        "km": None if np.isnan(km[there]) else round(float(km[there]), 1),
        "path": say_way(network, [*found.way(here), (here, surest, outward, there)]),
        "left_out": found.left_out.get(there, 0),
        "of": found.reached[max(found.hop[here], found.hop[there]) - 1],
        "in_all": sum(found.reached),
        "link": kind,
        "sources": sources,
        "outward": outward,
    }


def say_way(network: Network, way: list[tuple[int, int, bool, int]]) -> str:
    """A way in words."""
    ties = [
        say_tie(network.word("link", network.link[link]), outward=outward, inferred=bool(network.possible[link]))
        for _, link, outward, _ in way
    ]
    return say_chain([network.name[way[0][0]], *(network.name[there] for *_, there in way)], ties)


def as_date(day: int) -> str:
    """A day of the network as a date of the precision that was given.

    >>> as_date(20151000), as_date(20151099), as_date(20159999), as_date(20151130)
    ('2015-10', '2015-10', '2015', '2015-11-30')
    """
    digits = f"{day:08}"
    parts = [digits[:4], *(part for part in (digits[4:6], digits[6:]) if part not in ("00", "99"))]
    return "-".join(parts)
