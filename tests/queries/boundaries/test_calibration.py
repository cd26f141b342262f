"""From how often somebody is a member to how probable it is."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from clusteratlas.graph.store import Store
from clusteratlas.queries.boundaries.calibration import Sort, calibrate, table, tied_with
from clusteratlas.queries.boundaries.ties import Ties
from clusteratlas.queries.catalog import ask

from bench.calibration import error, fitted, seen
from bench.planted import evenly, planted
from tests.worlds import build


def test_the_table_has_every_sort_and_no_degree_falls_where_the_frequency_rises() -> None:
    made = table()
    assert made.shares.shape == (*(len(axis) for axis in made.axes), len(made.frequencies))
    assert (np.diff(made.shares, axis=-1) >= 0).all()
    assert made.shares.min() >= 0
    assert made.shares.max() <= 1
    assert (made.off >= 0).all()


def test_between_two_sorts_the_degree_is_between_and_beyond_them_the_nearest() -> None:
    made = table()
    seeds, mixing, ties = (axis[0] for axis in made.axes)
    first, second = made.shares[0, 0, 0], made.shares[0, 1, 0]
    assert made.curve(Sort(seeds, mixing, ties))[0] == pytest.approx(first)
    between = (made.axes[1][0] + made.axes[1][1]) / 2
    assert made.curve(Sort(seeds, between, ties))[0] == pytest.approx((first + second) / 2)
    assert made.curve(Sort(0, 0, 0))[0] == pytest.approx(first)
    last = made.shares[-1, -1, -1]
    assert made.curve(Sort(99, 1, 1e6))[0] == pytest.approx(last)


@pytest.mark.parametrize(("degree", "mixing"), [(6, 0.2), (16, 0.4)])
def test_degrees_are_nearer_to_what_belongs_than_frequencies_in_networks_never_seen(degree: int, mixing: float) -> None:
    cluster, pairs = planted(2_000, 40, degree, mixing, 7)
    found = list(seen(cluster, evenly(pairs, 2_000), mixing, 4))
    assert all(abs(one.sort.mixing - mixing) < 0.15 for one in found)
    frequency = np.concatenate([one.frequency for one in found])
    right = np.concatenate([one.right for one in found])
    degrees = np.concatenate([calibrate(one.frequency, one.sort)[0] for one in found])
    among = frequency > 0
    assert error(degrees[among], right[among]) < 0.1
    assert error(degrees[among], right[among]) < error(frequency[among], right[among])


def test_what_lies_beyond_the_table_is_named_with_how_far_it_goes() -> None:
    assert list(Sort(5, 0.6, 20, 300).beyond()) == list(Sort(1, 0.01, 2, 2).beyond()) == []
    assert list(Sort(1_200, 0.71, 1.5, 400).beyond()) == [
        "1,200 seeds (there up to 5)",
        "400 members (there up to 300)",
        "a cut of 0.71 (there up to 0.6)",
        "members tied with 1.5 others on average (there 2 to 20)",
    ]
    assert list(Sort(3, 0.2, 31, 30).beyond()) == ["members tied with 31 others on average (there 2 to 20)"]


@pytest.mark.parametrize("many", [False, True])
def test_degrees_beyond_what_was_calibrated_are_said_to_be_extrapolated(store: Store, *, many: bool) -> None:
    build(
        store,
        *(f"{one} cooperates with {other}" for one, other in combinations("abcdefgh", 2)),
        *(f"x{one:02} cooperates with x{(one + step) % 20:02}" for one in range(20) for step in (1, 2, 3)),
        "h supplies x00",
        *(f"{one} is located in town" for one in "abcdefgh"),
        *(f"{one} is classified as wood" for one in "abcdefgh"),
        town={"kind": "Place"},
        wood={"kind": "Industry"},
    )
    seeds = {"industry": "wood", "place": "town"} if many else {"seed": "d", "second": "e"}
    caution = ask(store, "boundaries/from_seeds", {**seeds, "weights": "resampling.rounds=10"}).caution
    said = (
        "Degrees are extrapolated beyond the invented networks by which they are calibrated: 8 seeds (there up to 5)."
    )
    assert (said in caution) is many
    assert ("extrapolated" in caution) is many


def test_a_curve_is_the_share_that_belonged_made_never_to_fall() -> None:
    cluster, pairs = planted(600, 12, 8, 0.2, 1)
    [one, *_] = seen(cluster, evenly(pairs, 600), 0.2, 1)
    curve = fitted([one], np.ones(1))
    assert (np.diff(curve) >= 0).all()
    assert curve[-1] == pytest.approx(one.right[one.frequency == one.frequency.max()].mean(), abs=0.2)


def test_ties_are_counted_as_many_as_would_weigh_alike() -> None:
    """0 has two ties of the same weight; 3 has one of nine tenths and one of one tenth."""
    ties = Ties.of(6, np.array([[0, 0, 3, 3], [1, 2, 4, 5]]), np.array([1.0, 1.0, 0.9, 0.1]))
    assert tied_with(ties, np.array([0])) == pytest.approx(2)
    assert tied_with(ties, np.array([3])) == pytest.approx(1 / (0.81 + 0.01))
    assert tied_with(ties, np.array([0, 1])) == pytest.approx(np.sqrt(2))
