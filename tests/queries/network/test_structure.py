"""The structure of networks: the same numbers as networkx, and what was planted is found and nothing else."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from clusteratlas.queries.network.arrays import Integers
from clusteratlas.queries.network.severed import Severed
from clusteratlas.queries.network.structure import betweenness, bridges, constraint, cuts, smallest_cut, walk
from hypothesis import given, settings
from hypothesis import strategies as st

SIZE = 14
PAIRS = st.sets(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=30)


def undirected(pairs: set[tuple[int, int]]) -> Integers:
    """Each tie once, without loops."""
    ties = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    return np.array(ties, dtype=np.int64).reshape(-1, 2).T


def networkx_of(pairs: Integers, size: int = SIZE) -> nx.Graph[int]:
    """The same network as networkx has it."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(pairs.T.tolist())
    return graph


@settings(deadline=None)
@given(PAIRS)
def test_cuts_are_those_of_removing_each_and_counting(given: set[tuple[int, int]]) -> None:
    pairs = undirected(given)
    graph = networkx_of(pairs)
    network = walk(SIZE, pairs)
    found = {cut.number: cut for cut in cuts(network)}
    assert found.keys() == set(nx.articulation_points(graph))
    for number, cut in found.items():
        left = graph.subgraph(nx.node_connected_component(graph, number) - {number})
        pieces = sorted(nx.connected_components(left), key=len, reverse=True)
        assert cut.pieces == tuple(map(len, pieces))
        lost = set(cut.lost(network).tolist())
        assert len(lost) == cut.cut_off
        kept = set(left) - lost
        assert kept in pieces
        assert len(kept) == cut.pieces[0]


@settings(deadline=None)
@given(PAIRS, st.sets(st.integers(0, SIZE - 1)))
def test_what_all_cuts_sever_at_once_is_what_each_severs(given: set[tuple[int, int]], members: set[int]) -> None:
    pairs = undirected(given)
    graph, network = networkx_of(pairs), walk(SIZE, pairs)
    found = cuts(network)
    severed = Severed(network, found)
    lost = [set(cut.lost(network).tolist()) for cut in found]
    inside = np.isin(np.arange(SIZE), list(members))
    assert severed.number_of(inside).tolist() == [len(each & members) for each in lost]
    ties = [(at, other) for at, cut in enumerate(found) for other in graph[cut.number]]
    owners, others = np.array(ties, dtype=np.int64).reshape(-1, 2).T
    assert severed.ties(owners, others).tolist() == [other in lost[at] for at, other in ties]


@settings(deadline=None)
@given(PAIRS)
def test_bridges_are_those_of_networkx_with_the_smaller_side(given: set[tuple[int, int]]) -> None:
    pairs = undirected(given)
    graph = networkx_of(pairs)
    network = walk(SIZE, pairs)
    found = bridges(network)
    expected: Any = nx.bridges(graph)
    assert {frozenset((bridge.start, bridge.end)) for bridge in found} == {frozenset(tie) for tie in expected}
    for bridge in found:
        cut = graph.copy()
        cut.remove_edge(bridge.start, bridge.end)
        sides = [nx.node_connected_component(cut, end) for end in (bridge.start, bridge.end)]
        lost = bridge.lost(network)
        assert set(lost.tolist()) in sides
        assert len(lost) == bridge.cut_off == min(map(len, sides))
        assert bridge.of == sum(map(len, sides))


@settings(deadline=None)
@given(PAIRS)
def test_betweenness_and_constraint_are_those_of_networkx(given: set[tuple[int, int]]) -> None:
    pairs = undirected(given)
    graph = networkx_of(pairs)
    between = betweenness(SIZE, pairs)
    assert between.sampled == 0
    assert between.share == pytest.approx([nx.betweenness_centrality(graph)[number] for number in range(SIZE)])
    expected = nx.constraint(graph)
    assert constraint(SIZE, pairs, np.arange(SIZE)) == pytest.approx([expected[n] for n in range(SIZE)], nan_ok=True)


def test_sampled_betweenness_is_within_its_error() -> None:
    graph = nx.barabasi_albert_graph(600, 2, seed=3)
    pairs = undirected(set(graph.edges))
    exact, sampled = betweenness(600, pairs), betweenness(600, pairs, exact=100, sample=150)
    assert sampled.sampled == 150
    assert np.mean(np.abs(sampled.share - exact.share) <= sampled.error) > 0.95
    assert np.median(sampled.error) < 0.1
    assert sampled.share.argmax() == exact.share.argmax()
    everybody = betweenness(600, pairs, exact=100, sample=600)
    assert everybody.share == pytest.approx(exact.share)


@settings(deadline=None)
@given(PAIRS, st.sets(st.integers(0, 5), min_size=1), st.sets(st.integers(6, SIZE - 1), min_size=1))
def test_the_smallest_cut_cuts_and_is_as_small_as_that_of_networkx(
    given: set[tuple[int, int]], starts: set[int], ends: set[int]
) -> None:
    flows = np.array([pair for pair in sorted(given) if pair[0] != pair[1]], dtype=np.int64).reshape(-1, 2).T
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(SIZE))
    graph.add_edges_from((int(start), int(end)) for start, end in flows.T)
    found = smallest_cut(SIZE, flows, np.array(sorted(starts)), np.array(sorted(ends)))
    split: nx.DiGraph[object] = nx.DiGraph()
    for number in graph:
        split.add_edge(("in", number), ("out", number), **({} if number in ends else {"capacity": 1}))
    split.add_edges_from((("out", start), ("in", end)) for start, end in graph.edges)
    split.add_edges_from(("source", ("in", start)) for start in starts)
    split.add_edges_from((("out", end), "sink") for end in ends)
    assert len(found) == nx.maximum_flow_value(split, "source", "sink")
    assert not set(found.tolist()) & ends
    graph.remove_nodes_from(found.tolist())
    assert not any(nx.has_path(graph, start, end) for start in starts - set(found.tolist()) for end in ends)


def test_nothing_has_no_structure() -> None:
    nothing = undirected(set())
    assert not len(Severed(walk(0, nothing), []).number_of(np.zeros(0, dtype=np.bool_)))
    assert not cuts(walk(0, nothing))
    assert not bridges(walk(0, nothing))
    assert len(betweenness(0, nothing).share) == 0


def test_what_was_planted_holds_a_large_network_together_and_nothing_else_does() -> None:
    """Two tight groups joined by one broker, one of them with a tail of three."""
    left, right = nx.circulant_graph(400, [1, 2, 3]), nx.circulant_graph(300, [1, 2])
    graph = nx.disjoint_union(left, right)
    broker, tail = 700, (701, 702, 703)
    graph.add_edges_from([(0, broker), (5, broker), (400, broker), (420, broker)])
    graph.add_edges_from([(9, tail[0]), (tail[0], tail[1]), (tail[1], tail[2])])
    size, pairs = len(graph), undirected(set(graph.edges))
    network = walk(size, pairs)
    assert [(cut.number, cut.cut_off) for cut in cuts(network)] == [(broker, 300), (9, 3), (701, 2), (702, 1)]
    assert [({bridge.start, bridge.end}, bridge.cut_off) for bridge in bridges(network)] == [
        ({9, 701}, 3),
        ({701, 702}, 2),
        ({702, 703}, 1),
    ]
    assert betweenness(size, pairs).share.argmax() == broker
    assert constraint(size, pairs, np.array([broker])) < constraint(size, pairs, np.array([0]))
