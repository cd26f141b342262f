"""All clusters at once: planted ones come back, each with how stable it is, nested and overlapping."""

from __future__ import annotations

from dataclasses import replace
from math import log2

import numpy as np
import pytest
from clusteratlas.graph.errors import ProcessEnded
from clusteratlas.graph.progress import Progress, listening
from clusteratlas.queries.boundaries import economy, partition, stability
from clusteratlas.queries.boundaries.economy import economy_of
from clusteratlas.queries.boundaries.levels import CLUSTER, GROUP, PART, How, work
from clusteratlas.queries.boundaries.overlap import overlap
from clusteratlas.queries.boundaries.partition import Graph, best_partition, code_length, leiden
from clusteratlas.queries.boundaries.stability import Returns, alike, redrawn
from clusteratlas.queries.boundaries.ties import Ties
from clusteratlas.queries.boundaries.weights import weights
from clusteratlas.queries.network.arrays import Integers
from sklearn.metrics import adjusted_rand_score

from bench.partitioners import graph_of, peers
from bench.planted import each_once, evenly, f1, nested, overlapping, planted
from bench.truth import networks
from bench.truth.__main__ import themes

HOW = How(drawings=3, spread=0.3, stable=0.75, least=10)


def cliques(*sizes: int, across: list[tuple[int, int]]) -> Ties:
    """Cliques of so many, one after the other, and some ties across."""
    starts = np.cumsum([0, *sizes])
    pairs = [
        (start + one, start + other)
        for start, size in zip(starts, sizes, strict=False)
        for one in range(size)
        for other in range(one)
    ]
    return evenly(each_once(np.array([*pairs, *across]).T, sum(sizes)), sum(sizes))


def entropy(*shares: float) -> float:
    """How many bits it takes to tell which of several, by the share of each."""
    return -sum(share / sum(shares) * log2(share / sum(shares)) for share in shares)


def test_the_code_length_is_that_of_the_map_equation() -> None:
    """Two triangles tied by one tie: seven ties, so that a walk is at the end of one of fourteen."""
    graph = graph_of(cliques(3, 3, across=[(0, 3)]))
    inside = [2 / 14, 2 / 14, 3 / 14]
    by_hand = 2 / 14 * entropy(1 / 14, 1 / 14) + 2 * (1 / 14 + 7 / 14) * entropy(1 / 14, *inside)
    assert code_length(graph, np.array([0, 0, 0, 1, 1, 1])) == pytest.approx(by_hand)
    assert code_length(graph, np.zeros(6, dtype=np.int64)) == pytest.approx(entropy(*inside, *inside))


@pytest.mark.parametrize(("degree", "mixing", "least"), [(20, 0.5, 0.98), (8, 0.2, 0.95)])
def test_planted_clusters_come_back_and_no_peer_finds_them_better(degree: int, mixing: float, least: float) -> None:
    cluster, pairs = planted(2_000, 40, degree, mixing, 1)
    ties = evenly(pairs, 2_000)
    ours = adjusted_rand_score(cluster, best_partition(graph_of(ties)).labels)
    assert ours >= least
    assert all(ours >= adjusted_rand_score(cluster, way()) - 0.005 for way in peers(ties).values())


def test_where_ties_are_drawn_at_random_there_are_no_clusters() -> None:
    _, pairs = planted(1_000, 1, 12, 0, 1)
    assert best_partition(graph_of(evenly(pairs, 1_000))).clusters == 1


def test_who_has_no_ties_is_in_no_cluster_and_the_same_seed_finds_the_same() -> None:
    graph = graph_of(evenly(np.array([[1, 2, 5], [2, 3, 6]]), 8))
    found = best_partition(graph)
    assert found.labels.tolist() == [-1, 0, 0, 0, -1, 1, 1, -1]
    assert best_partition(graph).labels.tolist() == found.labels.tolist()
    nobody = np.zeros((2, 0), dtype=np.int64)
    assert best_partition(graph_of(evenly(nobody, 3))).labels.tolist() == [-1, -1, -1]


def test_what_is_planted_is_stable_and_what_is_drawn_at_random_is_not() -> None:
    _, pairs = planted(1_000, 20, 16, 0.3, 1)
    graph = graph_of(evenly(pairs, 1_000))
    assert np.mean(list(Returns(graph, best_partition(graph), 0.3).first(3))) > 0.9
    _, pairs = planted(1_000, 1, 8, 0, 1)
    graph = graph_of(evenly(pairs, 1_000))
    chance = replace(best_partition(graph), labels=leiden(graph, 2, 1), resolution=2.0)
    assert np.mean(list(Returns(graph, chance, 0.3).first(3))) < 0.5


def test_a_large_network_is_searched_at_several_resolutions_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cluster, pairs = planted(2_000, 40, 20, 0.4, 1)
    graph = graph_of(evenly(pairs, 2_000))
    monkeypatch.setattr(partition, "LARGE", 1)
    found = best_partition(graph)
    assert adjusted_rand_score(cluster, found.labels) > 0.98
    assert found.labels.tolist() == leiden(graph, found.resolution, 1).tolist()


def test_each_drawing_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    _, pairs = planted(300, 3, 20, 0.2, 1)
    graph = graph_of(evenly(pairs, 300))
    made: list[int] = []

    def counted(graph: Graph, resolution: float, seed: int) -> Integers:
        made.append(seed)
        return leiden(graph, resolution, seed)

    returns = Returns(graph, best_partition(graph), 0.3)
    monkeypatch.setattr(stability, "leiden", counted)
    few = [back.tolist() for back in returns.first(2)]
    every = [back.tolist() for back in returns.first(4)]
    assert every[:2] == few
    assert made == [2, 3, 4, 5]


def test_ties_are_weighed_anew_alike_from_both_ends_and_right_on_average() -> None:
    _, pairs = planted(300, 3, 20, 0.2, 1)
    graph = graph_of(evenly(pairs, 300))
    anew = redrawn(graph, np.random.default_rng(1), 0.3)
    back = Graph.of(300, anew.others, anew.owners, anew.weights)
    assert back.weights.tolist() == anew.weights.tolist()
    assert anew.weights.mean() == pytest.approx(1, abs=0.02)
    assert anew.weights.std() == pytest.approx(0.3, abs=0.02)


def test_a_cluster_is_as_like_another_as_their_common_members_tell() -> None:
    before, after = np.array([0, 0, 0, 0, 1, 1, -1]), np.array([2, 2, 2, 1, 1, -1, 1])
    assert alike(before, after).tolist() == [pytest.approx(3 / 4), pytest.approx(1 / 4)]


def test_clusters_in_groups_and_parts_in_clusters_are_told() -> None:
    cluster, pairs = nested(1_500, 5, 5, 20, (0.5, 0.25), 1)
    levels = dict(work(graph_of(evenly(pairs, 1_500)), HOW))
    assert adjusted_rand_score(cluster, levels[CLUSTER].labels) > 0.95
    assert adjusted_rand_score(cluster // 5, levels[GROUP].labels) > 0.95
    cluster, pairs = nested(1_500, 5, 5, 40, (0.4, 0.45), 1)
    levels = dict(work(graph_of(evenly(pairs, 1_500)), HOW))
    assert adjusted_rand_score(cluster // 5, levels[CLUSTER].labels) > 0.95
    assert adjusted_rand_score(cluster, levels[PART].labels) > 0.9
    assert (levels[PART].stability > 0.5).all()
    cluster, pairs = planted(1_500, 15, 20, 0.2, 1)
    levels = dict(work(graph_of(evenly(pairs, 1_500)), HOW))
    assert levels[GROUP].labels.max() == -1
    assert levels[PART].labels.max() == -1


def test_who_is_in_two_clusters_is_told_and_hardly_anybody_else() -> None:
    members, pairs = overlapping(2_000, 20, 20, 0.2, 0.15, 1)
    ties = evenly(pairs, 2_000)
    labels = best_partition(graph_of(ties)).labels
    found = overlap(ties, labels, least=2, share=0.2)
    both = np.flatnonzero(np.bincount(np.concatenate(members)) > 1)
    assert f1(np.unique(found.members), both) > 0.85
    one = int(found.clusters[0])
    assert not np.isin(found.of(one), np.flatnonzero(labels == one)).any()


def test_nobody_belongs_to_another_cluster_by_one_tie() -> None:
    """3 has three ties with its own and two with the other; 0 has one, and 4, 5 and 6 have one of five."""
    ties = cliques(4, 5, across=[(3, 4), (3, 5), (0, 6)])
    labels: Integers = np.array([0] * 4 + [1] * 5)
    assert overlap(ties, labels, least=2, share=0.2).members.tolist() == [3]
    assert overlap(ties, labels, least=1, share=0.21).members.tolist() == [0, 3]
    assert overlap(ties, labels, least=2, share=0.5).members.tolist() == []


def test_all_clusters_are_found_once_by_another_process_that_tells_how_far_it_is() -> None:
    heard: list[Progress] = []
    ties = cliques(6, 6, 6, across=[(0, 6), (7, 12)])
    with listening(heard.append):
        found = economy_of(ties)
    assert found.complete
    assert sorted(np.bincount(found.levels[CLUSTER].labels).tolist()) == [6, 6, 6]
    assert found.levels[CLUSTER].stability.tolist() == [1, 1, 1]
    assert found.levels[CLUSTER].drawings == weights()["economy.drawings"]
    assert [progress.done for progress in heard] == list(range(len(heard)))
    assert heard[-1].done == heard[-1].total
    assert economy_of(ties) is found


def test_a_search_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    said = weights()
    monkeypatch.setattr(economy, "weights", lambda: replace(said, numbers={**said.numbers, "economy.seconds": 0.01}))
    with pytest.raises(ProcessEnded, match=r"ended after 0.01 seconds.*ask for less"):
        economy_of(cliques(4, 4, across=[(0, 4)]))


def test_known_answers_are_told_beside_those_of_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "networks" in themes()
    monkeypatch.setattr(
        networks, "made", lambda seed: iter([("small", *networks.tied(planted(300, 6, 12, 0.2, seed)))])
    )
    told = {by: (found, float(ari)) for _, by, found, _, ari, *_ in networks.everybody()}
    assert told["Cluster Atlas"] == ("6", 1)
    assert {"networkx Louvain", "networkx label propagation"} <= told.keys()
