"""The methods by which boundaries are drawn: the same numbers as networkx, and planted clusters come back."""

from __future__ import annotations

from math import exp
from typing import Any

import networkx as nx
import numpy as np
import pytest
from clusteratlas.queries.boundaries.alike import Reach, blurred, nearest_alike, nearest_providers
from clusteratlas.queries.boundaries.belonging import belonging
from clusteratlas.queries.boundaries.boundary import boundary_from
from clusteratlas.queries.boundaries.diffuse import diffuse
from clusteratlas.queries.boundaries.local import Local
from clusteratlas.queries.boundaries.nearness import estimate
from clusteratlas.queries.boundaries.push import nearest, push
from clusteratlas.queries.boundaries.refine import refine
from clusteratlas.queries.boundaries.scatter import scatter
from clusteratlas.queries.boundaries.split import pieces, split
from clusteratlas.queries.boundaries.sweep import conductance, sharp_sizes, sweep
from clusteratlas.queries.boundaries.ties import Ties
from clusteratlas.queries.network.arrays import Integers, on_sphere
from clusteratlas.queries.network.distance import EARTH_KM
from clusteratlas.queries.network.traits import Groups
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from bench.planted import each_once, evenly, f1, nameless, planted

SIZE = 12
WEIGHED = st.dictionaries(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0.1, 5),
    min_size=1,
    max_size=30,
)


def ties_from(weighed: dict[tuple[int, int], float]) -> Ties:
    """Ties of given weights, among SIZE."""
    pairs = np.array(sorted(weighed), dtype=np.int64).T
    return Ties.of(SIZE, pairs, np.array([weighed[pair] for pair in sorted(weighed)]))


def networkx_of(ties: Ties) -> nx.Graph[int]:
    """The same as networkx has it."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ties)))
    owners = np.repeat(np.arange(len(ties)), np.diff(ties.bounds))
    for one, other, weight in zip(owners.tolist(), ties.others.tolist(), ties.weights.tolist(), strict=True):
        graph.add_edge(one, other, weight=weight)
    return graph


def heat(ties: Ties, seed: int, time: float) -> Any:
    """The heat kernel as the exponential of a matrix."""
    matrix = nx.to_numpy_array(networkx_of(ties), nodelist=range(len(ties)))
    walk = matrix / np.maximum(matrix.sum(axis=0), 1e-12)
    return expm(time * (walk - np.eye(len(ties))))[:, seed]


@settings(deadline=None, max_examples=40)
@given(WEIGHED, st.floats(0.5, 10))
def test_what_is_pushed_is_the_heat_kernel_to_within_the_precision(
    weighed: dict[tuple[int, int], float], time: float
) -> None:
    ties = ties_from(weighed)
    seed = min(weighed)[0]
    reached, mass = push(ties, np.array([seed]), time=time, precision=1e-6)
    assert mass.sum() <= 1 + 1e-9
    assert (mass >= 0).all()
    pushed = np.zeros(SIZE)
    pushed[reached] = mass
    assert np.abs(pushed - heat(ties, seed, time)).max() < 1e-3


@settings(deadline=None, max_examples=40)
@given(WEIGHED)
def test_a_coarser_search_reaches_no_more_and_carries_less(weighed: dict[tuple[int, int], float]) -> None:
    ties = ties_from(weighed)
    seeds = np.array([min(weighed)[0]])
    fine, coarse = (push(ties, seeds, time=5, precision=precision) for precision in (1e-6, 1e-2))
    assert set(coarse[0]) <= set(fine[0])
    assert coarse[1].sum() <= fine[1].sum() + 1e-9


@settings(deadline=None, max_examples=40)
@given(WEIGHED)
def test_the_curve_is_what_networkx_computes(weighed: dict[tuple[int, int], float]) -> None:
    ties = ties_from(weighed)
    graph = networkx_of(ties)
    local = Local.of(ties, np.arange(SIZE)[::-1].copy())
    scores = np.random.default_rng(1).random((1, SIZE))
    order, curve = sweep(local, local.weights[None], local.degrees(local.weights[None]), scores)
    _, loose = sweep(local, local.weights[None], local.degrees(local.weights[None]), scores, conductance)
    numbers = local.numbers[order[0]].tolist()
    for size in range(1, SIZE):
        inside = set(numbers[:size])
        volumes = [nx.volume(graph, side, weight="weight") for side in (inside, set(numbers[size:]))]
        if min(volumes) > 1e-9:
            cut = min(nx.normalized_cut_size(graph, inside, weight="weight"), 1)
            assert curve[0, size - 1] == pytest.approx(cut, abs=1e-9)
            assert loose[0, size - 1] == pytest.approx(nx.conductance(graph, inside, weight="weight"), abs=1e-9)
        else:
            assert curve[0, size - 1] == 1


@settings(deadline=None, max_examples=40)
@given(WEIGHED, st.integers(4, SIZE))
def test_surroundings_know_all_ties_of_those_within(weighed: dict[tuple[int, int], float], size: int) -> None:
    ties = ties_from(weighed)
    numbers = np.random.default_rng(2).permutation(SIZE)
    for local in (Local.of(ties, numbers[:size]), Local.of(ties, numbers).first(size)):
        assert local.degrees(local.weights[None])[0] == pytest.approx(ties.degrees[numbers[:size]])


@settings(deadline=None, max_examples=40)
@given(WEIGHED, st.sets(st.integers(0, SIZE - 1), min_size=1))
def test_a_refined_boundary_is_sharper_keeps_the_seeds_and_lets_nobody_in_who_may_not(
    weighed: dict[tuple[int, int], float], chosen: set[int]
) -> None:
    ties = ties_from(weighed)
    graph = networkx_of(ties)
    local = Local.of(ties, np.arange(SIZE))
    before = np.isin(np.arange(SIZE), sorted(chosen))
    fixed = np.array([min(chosen)])
    allowed = np.arange(SIZE) != 3
    once = local.weights[None]
    after = refine(local, once, local.degrees(once), before[None], fixed=fixed, allowed=allowed, most=SIZE - 2)[0]
    assert after[fixed].all()
    assert not (after & ~before)[3]
    assert after.sum() <= max(before.sum(), SIZE - 2)

    def cut(flags: Any) -> float:
        inside = set(np.flatnonzero(flags).tolist())
        volumes = [nx.volume(graph, side, weight="weight") for side in (inside, set(range(SIZE)) - inside)]
        return min(nx.normalized_cut_size(graph, inside, weight="weight"), 1.0) if min(volumes) > 1e-9 else 1.0

    assert cut(after) <= cut(before) + 1e-9


def test_many_drawings_at_once_are_what_each_is_alone() -> None:
    _, pairs = planted(60, 3, 6, 0.2, 1)
    local = Local.of(evenly(pairs, 60), np.arange(60))
    weights = local.weights * np.random.default_rng(1).exponential(size=(4, len(local.weights)))
    degrees, times = local.degrees(weights), np.array([2.0, 4.0, 4.0, 8.0])
    seeds, everybody = np.array([0]), np.ones(60, dtype=np.bool_)
    members = np.tile(np.arange(60) < 20, (4, 1))
    together = diffuse(local, weights, degrees, seeds, times)
    refined = refine(local, weights, degrees, members, fixed=seeds, allowed=everybody, most=40)
    for row in range(4):
        one = slice(row, row + 1)
        alone = diffuse(local, weights[one], degrees[one], seeds, times[one])
        assert together[row] == pytest.approx(alone[0], abs=1e-3)
        kept = refine(local, weights[one], degrees[one], members[one], fixed=seeds, allowed=everybody, most=40)
        assert refined[row].tolist() == kept[0].tolist()


@pytest.mark.parametrize(("number", "least"), [(1, 0.9), (3, 0.95)])
def test_planted_clusters_come_back_from_their_seeds(number: int, least: float) -> None:
    cluster, pairs = planted(4_000, 40, 20, 0.5, 1)
    ties, traits = evenly(pairs, 4_000), nameless(4_000)
    scores = []
    for which in range(6):
        truth = np.flatnonzero(cluster == which)
        seeds = np.random.default_rng(which).choice(truth, number, replace=False)
        boundary = boundary_from(traits, ties, seeds, most=300)
        assert boundary is not None
        assert set(seeds) <= set(boundary.local.numbers[boundary.members])
        scores.append(f1(boundary.local.numbers[boundary.members], truth))
    assert np.mean(scores) >= least


def test_one_cluster_is_found_where_it_is_a_tenth_of_a_small_network() -> None:
    """Of several clusters together fewer random ties lead out than of each: that makes no boundary."""
    cluster, pairs = planted(1_000, 10, 20, 0.5, 1)
    truth = np.flatnonzero(cluster == 0)
    boundary = boundary_from(nameless(1_000), evenly(pairs, 1_000), truth[:3], most=300)
    assert boundary is not None
    assert f1(boundary.local.numbers[boundary.members], truth) > 0.95


def test_a_search_touches_as_much_of_a_large_network_as_of_a_small_one() -> None:
    reached = {}
    for size in (5_000, 40_000):
        _, pairs = planted(size, size // 100, 20, 0.5, 2)
        reached[size] = len(push(evenly(pairs, size), np.array([7, 8, 9]), time=10, precision=1e-5)[0])
    assert reached[40_000] < 2 * reached[5_000]
    assert reached[40_000] < 4_000


def test_who_is_always_inside_is_told_from_who_is_seldom() -> None:
    """Two rings of twelve, everybody tied with six, and one in between with as many ties to each of both."""
    rings = [
        (ring * 12 + one, ring * 12 + (one + step) % 12) for ring in (0, 1) for one in range(12) for step in (1, 2, 3)
    ]
    between = [(24, one) for one in (0, 1, 2, 12, 13, 14)]
    ties = evenly(each_once(np.array(rings + between).T, 25), 25)
    boundary = boundary_from(nameless(25), ties, np.array([4, 5, 6]), most=20)
    assert boundary is not None
    frequency = dict(zip(boundary.local.numbers.tolist(), boundary.frequency.tolist(), strict=True))
    assert all(frequency[one] == 1 for one in (4, 5, 6))
    assert all(frequency[one] > 0.9 for one in range(12))
    assert all(frequency.get(one, 0) < 0.1 for one in range(12, 24))
    assert 0.1 < frequency[24] < 0.9
    again = boundary_from(nameless(25), ties, np.array([4, 5, 6]), most=20)
    assert again is not None
    assert again.frequency.tolist() == boundary.frequency.tolist()


def test_the_curve_is_that_of_the_members_found() -> None:
    """At their number it cuts what they cut; fewer are some of them, more are all of them and others."""
    _, pairs = planted(300, 3, 10, 0.5, 1)
    for most in (60, 200):
        boundary = boundary_from(nameless(300), evenly(pairs, 300), np.array([0, 1]), most=most)
        assert boundary is not None
        found = len(boundary.sharpest)
        assert boundary.order[:found].tolist() == boundary.sharpest.tolist() == boundary.members.tolist()
        assert boundary.curve[found - 1] == pytest.approx(boundary.cut)
        assert boundary.curve[found - 1] <= boundary.curve[boundary.least - 1 : most].min() + 1e-9
        assert sorted(boundary.order.tolist()) == np.flatnonzero(boundary.allowed).tolist()
        assert boundary.seeds.tolist() == boundary.order[:2].tolist()
        wider = boundary_from(nameless(300), evenly(pairs, 300), np.array([0, 1]), most=most, size=found + 5)
        assert wider is not None
        assert set(boundary.members) < set(wider.members)


def test_the_analyst_may_cut_elsewhere() -> None:
    _, pairs = planted(300, 3, 10, 0.2, 1)
    boundary = boundary_from(nameless(300), evenly(pairs, 300), np.array([0, 1]), most=200, size=7)
    assert boundary is not None
    assert len(boundary.members) == 7
    assert boundary.members.tolist() == boundary.order[:7].tolist()
    inside = set(boundary.local.numbers[boundary.members].tolist())
    graph = networkx_of(evenly(pairs, 300))
    assert boundary.cut == pytest.approx(nx.normalized_cut_size(graph, inside, weight="weight"))


def test_sizes_at_which_a_cluster_in_a_cluster_ends_are_sharp() -> None:
    """Two cliques of six tied by three ties, the second with one tie to a clique of twenty."""
    cliques = [
        (start + one, start + other)
        for start, size in ((0, 6), (6, 6), (12, 20))
        for one in range(size)
        for other in range(one)
    ]
    ties = evenly(each_once(np.array([*cliques, (0, 6), (1, 7), (2, 8), (9, 12)]).T, 32), 32)
    reached, mass = push(ties, np.array([4]), time=10, precision=1e-7)
    local = Local.of(ties, nearest(ties, reached, mass, 32))
    once = local.weights[None]
    degrees = local.degrees(once)
    _, curve = sweep(local, once, degrees, mass[np.searchsorted(reached, local.numbers)][None] / degrees)
    assert sharp_sizes(curve[0], 2, 1.5) == [6, 12]


def test_those_alike_are_tied_with_the_nearest_and_with_nobody_far_or_of_unknown_place() -> None:
    positions = np.array([[40.0, -100.0 + number] for number in range(6)] + [[60.0, -100.0], [np.nan, np.nan]])
    ids = np.array([f"o{number}" for number in range(300)], dtype=np.bytes_)
    points = blurred(positions, ids[:8], np.full(8, 5.0))
    groups = Groups.of(8, {"wine": np.arange(8), "oak": np.array([0, 5])})
    tied = nearest_alike(groups, points, Reach(1, 120)).T.tolist()
    assert {one for pair in tied for one in pair} == set(range(6))
    assert all(other - one == 1 for one, other in tied)
    pairs = nearest_alike(groups, points, Reach(1, 500)).T.tolist()
    assert [0, 5] in pairs
    assert {one for pair in pairs for one in pair} == set(range(6))
    crowd = blurred(np.full((300, 2), 38.0), ids, np.full(300, 5.0))
    together = nearest_alike(Groups.of(300, {"wine": np.arange(300)}), crowd, Reach(5, 50))
    assert np.bincount(together.ravel()).max() < 30
    assert (blurred(positions[1:6], ids[1:6], np.full(5, 5.0)) == points[1:6]).all()


def test_positions_are_moved_by_so_many_km() -> None:
    positions, ids = np.full((400, 2), 38.0), np.array([f"o{number}" for number in range(400)], dtype=np.bytes_)
    km = np.where(np.arange(400) < 200, 1.0, 5.0)
    far = np.linalg.norm(blurred(positions, ids, km) - on_sphere(positions), axis=1) * EARTH_KM
    assert 1.2 < np.median(far[km == 1]) < 2.0
    assert 6.0 < np.median(far[km == 5]) < 9.0
    assert (blurred(positions, ids, np.zeros(400)) == on_sphere(positions)).all()


def test_who_needs_something_is_tied_with_the_nearest_that_provide_it() -> None:
    positions = np.array([[40.0, -100.0 + number] for number in range(6)] + [[np.nan, np.nan]])
    points = blurred(positions, np.array([f"o{number}" for number in range(7)], dtype=np.bytes_), np.ones(7))
    provided = Groups.of(7, {"corks": np.array([0, 3]), "labels": np.array([5])})
    needed = Groups.of(7, {"barrels": np.array([2]), "corks": np.array([1, 2, 3, 6])})
    assert nearest_providers(provided, needed, points, Reach(1, 120)).T.tolist() == [[0, 1], [3, 2]]
    assert nearest_providers(provided, needed, points, Reach(2, 500)).T.tolist() == [[0, 1], [0, 2], [3, 1], [3, 2]]


def test_distance_counts_where_ties_are_nearer_than_chance_and_never_rises() -> None:
    draw = np.random.default_rng(1)
    positions = draw.uniform((30, -120), (40, -100), size=(2_000, 2))
    from scipy.spatial import cKDTree

    near = cKDTree(positions).query(positions, k=4)[1][:, 1:]
    starts = np.repeat(np.arange(2_000), 3)
    bins = (5, 10, 50, 100, 500)
    local = estimate(positions, each_once(np.vstack([starts, near.ravel()]), 2_000), bins, floor=0.05, least=50)
    factors = local.of(np.array([1.0, 20.0, 75.0, 300.0, 900.0]))
    assert (np.diff(factors) <= 0).all()
    assert factors[0] > 3
    assert factors[-1] == pytest.approx(0.05, abs=0.05)
    assert local.of(np.array([np.nan])).tolist() == [1.0]
    anywhere = estimate(positions, draw.integers(2_000, size=(2, 6_000)), bins, floor=0.05, least=50)
    assert anywhere.of(np.array([75.0, 300.0, 900.0])) == pytest.approx([1, 1, 1], abs=0.1)
    few = estimate(positions, draw.integers(2_000, size=(2, 49)), bins, floor=0.05, least=50)
    assert few.of(np.array([1.0, 900.0])).tolist() == [1.0, 1.0]


def test_two_fields_are_split_where_they_were_joined_and_one_field_nowhere() -> None:
    cluster, pairs = planted(200, 2, 12, 0.06, 1)
    figure, side = split(Local.of(evenly(pairs, 200), np.arange(200)))
    assert figure < 0.1
    assert len({int(one) for one in cluster[side]}) == 1
    assert len(side) == min(np.bincount(cluster))
    _, pairs = planted(400, 1, 12, 0, 1)
    assert split(Local.of(evenly(pairs, 400), np.arange(400)))[0] > 0.1
    apart = Local.of(evenly(np.array([[0, 1, 3], [1, 2, 4]]), 6), np.arange(6))
    assert [piece.tolist() for piece in pieces(apart)] == [[0, 1, 2], [3, 4], [5]]


def test_outsiders_belong_by_the_number_and_the_share_of_their_ties() -> None:
    """4 has two of its two ties inside, 5 one of one, 6 two of nine."""
    pairs = [(0, 1), (1, 2), (2, 3), (0, 4), (1, 4), (0, 5), (1, 6), (2, 6), *((6, other) for other in range(7, 14))]
    ties = evenly(np.array(pairs).T, 14)
    members: Integers = np.array([0, 1, 2, 3])
    assert belonging(ties, members, least=2, share=0.25).tolist() == [4]
    assert belonging(ties, members, least=1, share=0.25).tolist() == [4, 5]
    assert belonging(ties, members, least=2, share=0.2).tolist() == [4, 6]


def test_scatter_is_the_effective_number_of_branches() -> None:
    groups = Groups.of(8, {"metal": np.array([0, 1]), "plastics": np.array([2, 3]), "tools": np.array([4, 5, 0])})
    even = scatter(groups, np.array([1, 2, 3, 5, 4, 7]))
    assert even is not None
    assert (even.known, even.first) == (5, "plastics")
    assert even.effective == pytest.approx(1 / (0.2**2 + 0.4**2 + 0.4**2))
    both = scatter(groups, np.array([0, 1]))
    assert both is not None
    assert both.largest == pytest.approx(0.75)
    assert scatter(groups, np.array([7])) is None


@given(st.lists(st.tuples(st.integers(0, 7), st.sampled_from("abc")), max_size=20))
def test_shared_groups_are_those_that_sets_share(said: list[tuple[int, str]]) -> None:
    members = {word: np.array([one for one, other in said if other == word], dtype=np.int64) for word in "abc"}
    groups = Groups.of(8, members)
    starts, ends = (side.ravel() for side in np.meshgrid(np.arange(8), np.arange(8)))
    sets = [{word for one, word in said if one == number} for number in range(8)]
    expected = [not sets[one].isdisjoint(sets[other]) for one, other in zip(starts, ends, strict=True)]
    assert groups.shared(starts, ends).tolist() == expected


def test_lengths_of_walks_cover_the_precision() -> None:
    from clusteratlas.queries.boundaries.push import psi, walk_length

    assert 20 < walk_length(10, 1e-5) < 40
    assert psi(60, 3.0)[0] == pytest.approx(exp(3))
