"""The similarities of industries, against figures worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from clusteratlas.queries.related.coagglomeration import coagglomeration
from clusteratlas.queries.related.colocation import correlation
from clusteratlas.queries.related.flows import input_output, same_customers, shares_of_flows
from clusteratlas.queries.related.occupations import same_occupations
from clusteratlas.queries.related.shrinking import shrunk
from clusteratlas.queries.related.similarities import PAPER, STEADY, judging, similarities
from clusteratlas.queries.related.standard import standardised
from clusteratlas.queries.related.table import Table, by_digits
from clusteratlas.queries.related.traded import traded

from tests.queries.related.planted import planted

OFF = ~np.eye(60, dtype=bool)


def test_co_location_is_the_correlation_over_regions() -> None:
    figures = np.array([[10.0, 0, 5, 1], [8.0, 1, 6, 0], [0.0, 9, 1, 2]])
    assert np.allclose(correlation(figures), np.corrcoef(figures))


def test_coagglomeration_is_what_ellison_and_glaeser_define() -> None:
    jobs = np.array([[30.0, 10, 60], [0.0, 50, 50], [20.0, 20, 10]])
    share = np.array([[0.3, 0.1, 0.6], [0, 0.5, 0.5], [0.4, 0.4, 0.2]])
    usual = np.array([0.7, 1.0, 1.3]) / 3
    first, second = share[0] - usual, share[1] - usual
    expected = (first * second).sum() / (1 - (usual**2).sum())
    assert coagglomeration(jobs)[0, 1] == pytest.approx(expected)
    assert coagglomeration(jobs)[1, 0] == pytest.approx(expected)


def test_input_output_is_the_largest_of_the_four_shares() -> None:
    flows = np.array([[0.0, 30, 70], [10, 0, 10], [0, 60, 40]])
    found = input_output(shares_of_flows(flows.T).T, shares_of_flows(flows))
    buys_0_from_1, buys_1_from_0, sells_0_to_1, sells_1_to_0 = 10 / 10, 30 / 90, 30 / 100, 10 / 20
    assert found[0, 1] == max(buys_0_from_1, buys_1_from_0, sells_0_to_1, sells_1_to_0) == 1
    assert found[0, 2] == found[2, 0] == pytest.approx(max(0, 70 / 120, 70 / 100, 0))


def test_imports_that_a_table_subtracts_are_no_sales() -> None:
    assert shares_of_flows(np.array([[-5.0, 10.0]])).tolist() == [[0.0, 1.0]]


def test_industries_with_the_same_buyers_are_alike_whoever_they_are() -> None:
    customers = np.array([[0.25, 0.75, 0], [0.25, 0.75, 0], [0, 0, 1.0]])
    assert same_customers(customers)[0].tolist() == pytest.approx([0, 1, 0])


def test_occupations_correlate_by_shares_not_by_size() -> None:
    jobs = np.array([[10.0, 20, 70], [100.0, 200, 700], [70.0, 20, 10]])
    found = same_occupations(jobs)
    assert found[0, 1] == pytest.approx(1)
    assert found[0, 2] < 0


def test_an_industry_with_few_cells_is_taken_to_be_where_its_class_is() -> None:
    counts = np.array([[90.0, 10, 0], [0.0, 0, 1], [0.0, 50, 50], [30.0, 30, 30]])
    classes = [np.array([0, 0, 1, 1])]
    few = shrunk(counts, classes, 10)
    assert few.sum(axis=1) == pytest.approx(1)
    assert few[1].argmax() == 0
    assert few[0] == pytest.approx([0.9, 0.1, 0], abs=0.02)
    assert shrunk(counts, classes, 0.01)[1].argmax() == 2


def test_steady_co_location_holds_in_other_regions_better_than_the_paper_s() -> None:
    table, truth = planted(regions=160)
    same = (truth[:, None] == truth)[OFF]
    found = similarities(table.within(np.arange(0, 40)))
    apart = {name: one[OFF][same].mean() - one[OFF][~same].mean() for name, one in found.items()}
    assert apart[STEADY] > apart[PAPER] > 0


def test_a_table_has_the_similarities_that_it_has_data_for() -> None:
    table, _ = planted()
    jobs = Table(table.industries, table.employment, None)
    assert set(judging(table)) == {"LC-Employment", "LC-Establishment", "COI"}
    assert set(judging(jobs)) == {"LC-Employment", "COI"}
    skills = Table(table.industries, None, table.establishments, occupations=np.random.default_rng(1).random((60, 9)))
    assert set(similarities(skills)) == {"LC-Establishment", "COI", "Occupations", PAPER, STEADY}


def test_figures_of_other_regions_than_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="the same regions"):
        Table(["a", "b"], np.ones((2, 3)), np.ones((2, 4)))


def test_codes_of_any_classification_have_wider_classes() -> None:
    assert [level.tolist() for level in by_digits(["C25.1", "C25.2", "C28.1"], [1, 3])] == [[0, 0, 0], [0, 0, 1]]


def test_a_similarity_without_differences_stays_without() -> None:
    assert not standardised(np.ones((3, 3))).any()


def test_what_is_everywhere_where_people_are_is_local_and_what_crowds_is_traded() -> None:
    people = np.array([500.0, 300, 200, 100, 80, 60, 40, 20])
    jobs = np.array([people, people * [1.1, 0.9, 1, 1, 1, 1.1, 0.9, 1], [5, 0, 0, 0, 0, 90, 0, 40]])
    assert traded(jobs).tolist() == [False, False, True]
