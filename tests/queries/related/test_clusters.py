"""Clusters of related industries: their scores, how they are found, and how they are corrected."""

from __future__ import annotations

import numpy as np
import pytest
from clusteratlas.graph.progress import Progress, listening
from clusteratlas.queries.network.arrays import Floats
from clusteratlas.queries.related.algorithm import clusters_of, firmness
from clusteratlas.queries.related.candidates import FINALISTS, TURNS, Recipe, candidates, limits_of
from clusteratlas.queries.related.correction import (
    Limits,
    correct,
    merge_outliers,
    move_outliers,
    split_outliers,
)
from clusteratlas.queries.related.grouping import GROUPINGS, halves, numbered
from clusteratlas.queries.related.similarities import STEADY, evidence, similarities
from clusteratlas.queries.related.table import Table
from clusteratlas.queries.related.validation import Sums, validate, without_diagonal

from tests.queries.related.planted import agreement, planted

PAIRS = np.array(
    [
        [0.0, 0.8, 0.3, 0.1, 0.0],
        [0.8, 0.0, 0.9, 0.2, 0.1],
        [0.3, 0.9, 0.0, 0.5, 0.0],
        [0.1, 0.2, 0.5, 0.0, 0.4],
        [0.0, 0.1, 0.0, 0.4, 0.0],
    ]
)


def parts_of(table: Table) -> list[Floats]:
    """The evidence of thirds of the regions."""
    return [without_diagonal(evidence(table.within(part))) for part in np.array_split(np.arange(table.regions), 3)]


def test_the_scores_are_those_worked_out_by_hand() -> None:
    found = validate(PAIRS[None], np.array([0, 0, 1, 1, 2]))
    # Clusters 0 and 1: WCR .8 and .5. BCR 0-1: (.3 + .1 + .9 + .2) / 4 = .375, 0-2: .05, 1-2: .2; the third is alone.
    assert found.clusters_mean.tolist() == [[True, True, False]]
    assert found.clusters_high.tolist() == [[True, True, False]]
    # Industry 1: WCR .8, BCR .55 and .1. Industry 2: WCR .5, BCR .6 and 0: above their mean, below 95 %.
    assert found.industries_mean.tolist() == [[True, True, True, True, False]]
    assert found.industries_high.tolist() == [[True, True, False, True, False]]
    assert found.score == pytest.approx((2 / 3 + 2 / 3 + 4 / 5 + 3 / 5) / 4)


def test_a_percentile_between_two_values_is_interpolated() -> None:
    # BCR of industry 0 with clusters 1, 2, 3: .3, .1, .0, so that their 95th percentile is .28.
    similarities = PAIRS.copy()
    similarities[0, 1] = similarities[1, 0] = 0.29
    label = np.array([0, 0, 1, 2, 3])
    assert validate(similarities[None], label).industries_high[0, 0]
    similarities[0, 1] = similarities[1, 0] = 0.27
    assert not validate(similarities[None], label).industries_high[0, 0]


@pytest.mark.parametrize("name", GROUPINGS)
def test_each_way_to_group_brings_planted_clusters_back(name: str) -> None:
    table, truth = planted()
    label = GROUPINGS[name](similarities(table)[STEADY], 5, 1)
    assert agreement(label, truth) > 0.8


@pytest.mark.parametrize("name", GROUPINGS)
def test_industries_like_no_other_are_grouped_alike_on_machines_that_round_differently(name: str) -> None:
    table, _ = planted()
    similarity = similarities(table)[STEADY]
    similarity[[7, 31]] = similarity[:, [7, 31]] = -0.5
    label = GROUPINGS[name](similarity, 5, 1)
    for seed in range(5):
        assert (GROUPINGS[name](rounded_differently(similarity, seed), 5, 1) == label).all()


def test_halves_that_have_nothing_to_do_with_each_other_are_told_apart_alike_on_all_machines() -> None:
    block = np.kron(np.eye(4), np.ones((5, 5))) + np.diag(np.linspace(0, 0.1, 20))
    block[:5, 5:10] = block[5:10, :5] = 0.3
    label = halves(block)
    assert np.bincount(label).tolist() == [10, 10]
    assert all((halves(rounded_differently(block, seed)) == label).all() for seed in range(5))


def rounded_differently(similarity: Floats, seed: int) -> Floats:
    """The same but for what another processor's order of adding would change."""
    noise = np.random.default_rng(seed).normal(size=similarity.shape) * 1e-14
    return np.asarray(similarity + noise + noise.T)


def test_planted_clusters_come_back_whatever_the_codes_and_always_the_same() -> None:
    table, truth = planted()
    found = clusters_of(table, fewest=4, most=6)
    assert agreement(found.label, truth) > 0.95
    assert np.bincount(found.label).tolist() == sorted(np.bincount(found.label), reverse=True)
    told: list[Progress] = []
    with listening(told.append):
        assert (clusters_of(table, fewest=4, most=6).label == found.label).all()
    steps = [step for step in told if step.unit == "candidates"]
    assert [step.done for step in steps] == list(range(int(steps[0].total or 0)))
    assert len({step.doing for step in told}) == 3
    assert ((found.degree > 0.5) & (found.degree <= 1)).all()
    assert (found.second != found.label).all()


def test_a_cluster_as_large_as_one_may_be_is_told() -> None:
    table, _ = planted(clusters=4, members=6)
    heap, _ = planted(clusters=1, members=60, seed=9)
    both = [np.concatenate([one, other]) for one, other in zip(table.figures, heap.figures, strict=True)]
    mixed = Table([*table.industries, *(f"Z{name}" for name in heap.industries)], both[0], both[1])
    found = clusters_of(mixed, recipe=Recipe(STEADY, "spectral", 5), fewest=5, most=5)
    assert limits_of(mixed, 5, 5).largest == 51
    assert found.full.tolist() == [True, False, False, False, False]
    assert not clusters_of(table, recipe=Recipe(STEADY, "spectral", 4), fewest=4, most=4).full.any()


def test_jobs_alone_are_enough() -> None:
    table, truth = planted()
    jobs = Table(table.industries, table.employment, None)
    found = clusters_of(jobs, recipe=Recipe(STEADY, "spectral", 5), fewest=5, most=5)
    assert agreement(found.label, truth) > 0.9
    assert found.score is None


def test_candidates_are_scored_where_they_were_not_made_and_a_giant_does_not_win() -> None:
    table, _ = planted(regions=40)
    limits = Limits(4, 6, 20)
    found = candidates(table, limits)
    assert len(found) == len({candidate.recipe for candidate in found}) == 5 * len(GROUPINGS) * 3
    fits = [candidate.largest <= 20 / 60 for candidate in found]
    assert fits == sorted(fits, reverse=True)
    finalists = [candidate for candidate in found if candidate.turns == TURNS]
    assert len(finalists) == FINALISTS
    assert found[0] in finalists
    scores = [candidate.score for candidate in finalists if candidate.largest <= 20 / 60]
    assert scores == sorted(scores, reverse=True)


def test_an_industry_put_into_the_wrong_cluster_moves_back() -> None:
    table, truth = planted()
    wrong = truth.copy()
    wrong[[0, 13]] = 4, 2
    label, moved = move_outliers(parts_of(table), wrong, Limits(2, 9, 20))
    assert (label == truth).all()
    assert moved == 2


def test_what_fits_nowhere_is_told_by_how_little_it_is_related() -> None:
    table, truth = planted()
    for figures in table.figures:
        figures[0] = np.random.default_rng(3).permutation(figures[0])
    found = clusters_of(table, recipe=Recipe(STEADY, "spectral", 5), fewest=5, most=5)
    assert found.centrality[0] < 0.3 < np.median(found.centrality)
    assert agreement(found.label[1:], truth[1:]) > 0.9


def test_nothing_moves_into_a_cluster_that_is_full() -> None:
    table, truth = planted()
    wrong = truth.copy()
    wrong[0] = 4
    label, moved = move_outliers(parts_of(table), wrong, Limits(2, 9, 11))
    assert moved == 0
    assert (label == wrong).all()


def test_two_clusters_joined_by_mistake_are_split() -> None:
    table, truth = planted(seed=2)
    means = Sums.of(without_diagonal(evidence(table)), truth).cluster.sum(axis=0)
    one, other = np.unravel_index(int(means.argmin()), means.shape)  # those that are related least
    joined = numbered(np.where(truth == one, other, truth))
    label, split = split_outliers(parts_of(table), joined, Limits(2, 9, 60))
    assert split == 1
    assert agreement(label, truth) == 1
    assert split_outliers(parts_of(table), joined, Limits(2, 4, 60))[1] == 0


def test_planted_clusters_need_no_correction() -> None:
    table, truth = planted()
    found = correct(table, truth, Limits(5, 9, 60))
    assert (agreement(found.label, truth), found.moved, found.merged, found.split) == (1, 0, 0, 0)


def test_a_cluster_more_related_with_another_than_within_merges_with_it() -> None:
    table, truth = planted()
    odd = truth.copy()
    odd[[0, 12, 24]] = 5  # one each of three clusters: related with none among themselves
    label, merged = merge_outliers(parts_of(table), odd, Limits(5, 9, 60))
    assert merged == 1
    assert int(label.max()) + 1 == 5
    assert merge_outliers(parts_of(table), odd, Limits(6, 9, 60))[1] == 0


def test_who_is_put_anywhere_belongs_less_firmly() -> None:
    table, truth = planted()
    wrong = truth.copy()
    wrong[0] = 4
    right, displaced = firmness(table, truth, 0), firmness(table, wrong, 0)
    assert right[0] > 0.9
    assert displaced[0] < 0.5


def test_there_are_as_many_clusters_as_the_paper_takes_in_proportion() -> None:
    table, _ = planted()
    many = table.of(np.tile(np.arange(60), 11))
    assert (limits_of(many).fewest, limits_of(many).most, limits_of(many).largest) == (30, 60, 66)
    there = table.of(np.tile(np.arange(60), 11)[:655])
    assert (limits_of(there).fewest, limits_of(there).most) == (30, 60)
    few = table.of(np.arange(20))
    assert (limits_of(few).fewest, limits_of(few).most, limits_of(table).fewest, limits_of(table).most) == (2, 5, 3, 15)
    assert limits_of(many, fewest=70).most == 70
    assert limits_of(many, most=20).fewest == 20


@pytest.mark.parametrize(("clusters", "members", "regions"), [(3, 7, 27), (2, 10, 27), (5, 12, 27)])
def test_planted_clusters_of_few_industries_in_few_regions_come_back(clusters: int, members: int, regions: int) -> None:
    table, truth = planted(clusters, members, regions)
    assert agreement(clusters_of(table).label, truth) > 0.9


def test_many_small_clusters_are_found_where_industries_are_few() -> None:
    table, truth = planted(10, 6, 60)
    assert agreement(clusters_of(table).label, truth) > 0.8
