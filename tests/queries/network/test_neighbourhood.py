"""The neighbourhood of an organisation: the same hops as networkx finds, and no more than was asked for."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import pytest
from clusteratlas.queries.network.arrays import Flags, Network
from clusteratlas.queries.network.distance import distances
from clusteratlas.queries.network.neighbourhood import MUTUAL, Neighbourhood, Ways, neighbourhood
from clusteratlas.queries.network.snapshots import assemble
from clusteratlas.queries.words import LATENT

KINDS = ("SUPPLIES", "SERVES", "COMPETES_WITH", "FINANCES")


@dataclass(frozen=True)
class Drawn:
    """One linkage of a random graph."""

    start: int
    end: int
    kind: str
    source: str
    confidence: float
    possible: bool


def drawn(seed: int) -> list[Drawn]:
    """Linkages between up to twenty organisations, some of them several times, and some from one to itself."""
    draw = random.Random(seed)
    size = draw.randint(2, 20)
    return [
        Drawn(
            draw.randrange(size),
            draw.randrange(size),
            draw.choice(KINDS),
            draw.choice(("first", "second")),
            draw.choice((0.3, 0.6, 1.0)),
            draw.random() < 0.3,
        )
        for _ in range(draw.randint(1, 3 * size))
    ]


def network(links: list[Drawn], size: int = 20) -> Network:
    """The arrays of some linkages; organisations stand a degree of longitude apart, the last nowhere."""
    ids = [f"o{number:02}" for number in range(size)]
    lat = [0.0] * (size - 1) + [float("nan")]
    lon = [float(number) for number in range(size - 1)] + [float("nan")]
    organisations = {
        "labels": ["Entity", "Organisation", "Firm"],
        "number": list(range(size)),
        "id": ids,
        "name": ids,
        "lat": lat,
        "lon": lon,
    }
    linkages: list[dict[str, Any]] = [
        {
            "link": one.kind,
            "source": one.source,
            "state": LATENT if one.possible else None,
            "start": [one.start],
            "end": [one.end],
            "what": [],
            "confidence": [one.confidence],
            "weight": [],
            "since": [],
            "until": [],
        }
        for one in links
    ]
    return assemble("revision", [organisations], linkages)


def found_by_us(
    arrays: Network, flags: Flags, direction: str, *, hops: int = 3, most: int = 99, each: int = 99, among: bool = False
) -> Neighbourhood:
    ways = Ways(arrays, flags, direction)
    return neighbourhood(arrays, 0, ways, distances(arrays, 0), hops=hops, most=most, each=each, among=among)


def as_networkx(links: list[Drawn], direction: str) -> nx.DiGraph[int]:
    """The ways that some linkages allow."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(20))
    for one in links:
        if direction != "in" or one.kind in MUTUAL:
            graph.add_edge(one.start, one.end)
        if direction != "out" or one.kind in MUTUAL:
            graph.add_edge(one.end, one.start)
    return graph


def filters() -> Iterator[tuple[str, dict[str, Any]]]:
    for direction in ("either", "out", "in"):
        yield direction, {"kinds": None, "possible": True}
        yield direction, {"kinds": ["SUPPLIES", "COMPETES_WITH"], "possible": False}


@pytest.mark.parametrize("seed", range(40))
def test_hops_are_the_shortest_paths_of_networkx(seed: int) -> None:
    links = drawn(seed)
    arrays = network(links)
    for direction, chosen in filters():
        for hops in (1, 2, 3):
            found = found_by_us(arrays, arrays.chosen(**chosen), direction, hops=hops)
            fitting = [
                one
                for one in links
                if (chosen["kinds"] is None or one.kind in chosen["kinds"]) and (chosen["possible"] or not one.possible)
            ]
            graph = as_networkx(fitting, direction)
            expected = nx.single_source_shortest_path_length(graph, 0, cutoff=hops)
            assert {int(one): int(found.hop[one]) for one in np.flatnonzero(found.hop >= 0)} == expected
            assert set(found.shown.tolist()) == expected.keys()
            assert found.reached == tuple(list(expected.values()).count(hop) for hop in range(1, hops + 1))
            ends = zip(found.ties.here.tolist(), found.ties.there.tolist(), strict=True)
            assert set(ends) == {
                (one, other)
                for one, other in graph.edges
                if one in expected and other in expected and expected[other] == expected[one] + 1
            }


@pytest.mark.parametrize("seed", range(40))
def test_the_way_to_each_is_a_shortest_one_and_the_surest_of_them(seed: int) -> None:
    links = drawn(seed)
    arrays = network(links)
    found = found_by_us(arrays, arrays.chosen(), "either")
    sure: dict[tuple[int, int], float] = {}
    for one in links:
        for pair in ((one.start, one.end), (one.end, one.start)):
            sure[pair] = max(sure.get(pair, 0.0), one.confidence + (0 if one.possible else 2))
    graph = as_networkx(links, "either")
    for organisation in found.shown.tolist()[1:]:
        way = found.way(organisation)
        passed = [here for here, *_ in way] + [organisation]
        weakest = max(
            min(sure[pair] for pair in nx.utils.pairwise(path))
            for path in nx.all_shortest_paths(graph, 0, organisation)
        )
        assert passed[0] == 0
        assert len(way) == found.hop[organisation]
        assert min(sure[pair] for pair in nx.utils.pairwise(passed)) == pytest.approx(weakest)


@pytest.mark.parametrize("seed", range(20))
def test_every_linkage_between_those_shown_is_there_once_if_asked_for(seed: int) -> None:
    links = [one for one in drawn(seed) if one.start != one.end]
    arrays = network(links)
    for direction in ("either", "out", "in"):
        found = found_by_us(arrays, arrays.chosen(), direction, among=True)
        shown = set(found.shown.tolist())
        said = sorted(found.ties.link.tolist())
        assert said == [at for at, (start, end) in enumerate(arrays.ends.T.tolist()) if start in shown and end in shown]


def test_nobody_brings_more_than_allowed_and_what_is_left_out_is_counted() -> None:
    hub = [Drawn(1, other, "FINANCES", "first", 1.0, False) for other in range(3, 15)]
    links = [Drawn(0, 1, "SUPPLIES", "first", 1.0, False), Drawn(0, 2, "SUPPLIES", "first", 1.0, False), *hub]
    links.append(Drawn(2, 15, "SUPPLIES", "first", 1.0, False))
    arrays = network(links)
    found = found_by_us(arrays, arrays.chosen(), "either", hops=2, each=4)
    assert found.shown.tolist() == [0, 1, 2, 15, 3, 4, 5, 6]
    assert found.reached == (2, 13)
    assert found.left_out == {1: 8}
    few = found_by_us(arrays, arrays.chosen(), "either", hops=2, most=3)
    assert few.shown.tolist() == [0, 1, 2, 15]
    assert few.reached == (2, 13)
    assert few.left_out == {1: 12}


def test_distances_are_those_of_the_sphere() -> None:
    km = distances(network([]), 0)
    assert km[0] == 0
    assert km[1] == pytest.approx(111.19, abs=0.01)
    assert np.isnan(km[19])
