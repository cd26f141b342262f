"""All clusters at once by other weights than those that ship, and what is kept of a search for the next question."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from clusteratlas.graph.store import Store
from clusteratlas.queries.boundaries import economy
from clusteratlas.queries.boundaries.economy import economy_of
from clusteratlas.queries.boundaries.levels import PART
from clusteratlas.queries.boundaries.own_weights import keep_weights
from clusteratlas.queries.boundaries.ties import Ties, ties_of
from clusteratlas.queries.boundaries.weights import shipped, weighing
from clusteratlas.queries.catalog import ask
from clusteratlas.queries.network.snapshots import network_of
from clusteratlas.queries.network.traits import traits_of

from bench.planted import evenly, nested
from tests.worlds import build


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[Ties]:
    """The ties of which clusters were looked for, once for each search."""
    found: list[Ties] = []
    find = economy.find

    def counted(ties: Ties, *way: Any) -> economy.Economy:
        found.append(ties)
        return find(ties, *way)

    monkeypatch.setattr(economy, "find", counted)
    return found


def cooks_and_smiths(store: Store) -> None:
    """Six cooks who work with each other, six smiths who sell to each other, and one cook who sells to two smiths."""
    build(
        store,
        *(f"cook{one} cooperates with cook{other}" for one, other in combinations(range(6), 2)),
        *(f"smith{one} supplies smith{other}" for one, other in combinations(range(6), 2)),
        *(f"cook0 supplies smith{one}" for one in (0, 1)),
    )


def test_clusters_and_their_members_count_by_the_weights_of_question_and_workspace(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cooks_and_smiths(store)

    def sizes(**given: Any) -> list[int]:
        return [row["size"] for row in ask(store, "boundaries/clusters", {"least": 3, **given}).rows]

    def with_cook(**given: Any) -> set[str]:
        rows = ask(store, "boundaries/cluster_members", {"organisation": "cook0", **given}).rows
        return {row["member"].id for row in rows}

    without = "kinds.COOPERATES_WITH=0"
    assert sizes() == [6, 6]
    assert with_cook() == {f"cook{one}" for one in range(6)}
    assert sizes(weights=without) == [7]
    assert with_cook(weights=without) == {"cook0", *(f"smith{one}" for one in range(6))}
    assert ask(store, "boundaries/cluster_members", {"organisation": "cook1", "weights": without}).rows == []
    lacking = ask(store, "boundaries/clusters", {"least": 7, "weights": "kinds.SUPPLIES=0"}).lacking
    assert lacking == "Of 1 cluster, the largest with 6 members there, none has 7 members, as asked for."
    monkeypatch.setattr(store, "workspace", tmp_path)
    keep_weights(tmp_path, {"kinds.COOPERATES_WITH": 0.0})
    answer = ask(store, "boundaries/clusters", {"least": 3})
    assert [row["size"] for row in answer.rows] == [7]
    assert answer.weighed == "kinds.COOPERATES_WITH 0 (shipped: 0.8)"
    assert ask(store, "boundaries/cluster_members", {"organisation": "cook0"}).weighed == answer.weighed


def test_every_number_of_the_economy_acts_and_no_search_is_made_twice(store: Store, searches: list[Ties]) -> None:
    cooks_and_smiths(store)

    def clusters(**given: Any) -> list[dict[str, Any]]:
        return ask(store, "boundaries/clusters", {"least": 3, **given}).rows

    shared = {row["first"].id[:4]: row["shared"] for row in clusters()}
    assert shared == {"cook": 0, "smit": 1}
    assert [row["shared"] for row in clusters(weights="economy.ties=3")] == [0, 0]
    assert [row["shared"] for row in clusters(weights="economy.share=0.9")] == [0, 0]
    assert len(searches) == 1, "what tells who belongs as well asks for no new search"
    assert "in 3 drawings" in clusters(weights="economy.drawings=3")[0]["reason"]
    assert "in 10 drawings" in clusters()[0]["reason"]
    assert "in 3 drawings" in clusters(weights="economy.drawings=3, lint.broad=0.2")[0]["reason"]
    assert min(row["stability"] for row in clusters(weights="economy.spread=5")) < 1
    assert len(searches) == 3
    assert len(set(searches)) == 1, "ties are weighed once where only thresholds differ"


def test_parts_are_those_that_are_large_and_stable_enough_and_the_ways_that_are_kept_are_few(
    searches: list[Ties],
) -> None:
    _, pairs = nested(900, 3, 5, 40, (0.4, 0.45), 1)
    ties = evenly(pairs, 900)

    def parts(**changes: float) -> int:
        with weighing({f"economy.{name}": value for name, value in {"drawings": 3.0, **changes}.items()}):
            return int(economy_of(ties).levels[PART].labels.max()) + 1

    assert parts() == 15
    assert parts(least=100) == 0
    assert parts(stable=1.0) < 15
    assert parts() == 15
    assert len(searches) == 3
    for seconds in (200.0, 201.0):
        assert parts(seconds=seconds) == 15
    assert parts() == 15
    assert len(searches) == 6, "the oldest of five ways is let go"


def test_ties_are_shared_by_weights_that_count_them_alike(store: Store) -> None:
    build(store, "a supplies b", "b serves c")
    traits = traits_of(store, network_of(store))

    def ties(changes: dict[str, float]) -> Ties:
        with weighing(changes):
            return ties_of(traits, None, inferred=True, date=None, alike=True)

    assert ties({}) is ties({"lint.broad": 0.5, "economy.drawings": 3}) is ties({"search.time": 5})
    other = ties({"kinds.SERVES": 0.5})
    assert other is not ties({})
    assert not np.array_equal(other.weights, ties({}).weights)
    assert {name for name, _ in shipped().of_ties} >= {"kinds.SERVES", "alike.within", "same.place", "distance.bins"}
