"""Every threshold that stands beside the weights acts, and words that name one take it from those in force."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from clusteratlas.graph.store import Store
from clusteratlas.queries.boundaries.lint import needed
from clusteratlas.queries.boundaries.local import Local
from clusteratlas.queries.boundaries.membership import EDGE, say_edge
from clusteratlas.queries.boundaries.refine import refine
from clusteratlas.queries.boundaries.ties import ties_of
from clusteratlas.queries.boundaries.weights import weighing
from clusteratlas.queries.catalog import ask
from clusteratlas.queries.clusters.drawn import draw
from clusteratlas.queries.clusters.kept import keep
from clusteratlas.queries.network.snapshots import network_of
from clusteratlas.queries.network.traits import traits_of

from bench.planted import evenly
from tests.worlds import build

FIELD = [f"w{one:02} cooperates with w{other:02}" for one, other in combinations(range(12), 2)]
RING = [f"x{one:02} cooperates with x{(one + step) % 40:02}" for one in range(40) for step in (1, 2, 3)]
FEW = "resampling.rounds=20"


def test_from_what_degree_a_member_is_firm_or_probable_is_said_and_kept_with_it(store: Store) -> None:
    build(store, *FIELD, *RING, "w00 supplies x00")
    asked = {"seed": "w01", "second": "w02"}

    def belongs(weights: str) -> set[str]:
        rows = ask(store, "boundaries/from_seeds", {**asked, "weights": weights}).rows
        return {row["belongs"] for row in rows if row["inside"]}

    assert belongs(FEW) == {"seed", "firm"}
    assert belongs(f"{FEW}, resampling.firm=1") == {"seed", "probable"}
    strict = f"{FEW}, resampling.firm=1, resampling.probable=0.995"
    assert belongs(strict) == {"seed", "edge"}
    headline = ask(store, "boundaries/from_seeds", {**asked, "weights": strict}).headline
    assert "firm is from 1 on where recorded linkages lead from a seed to it, probable from 0.995 on." in headline
    assert "though by a degree below 0.995 they are not called probable. Count on the 2 that" in headline
    keep(store, "Zyx", draw(store, {**asked, "weights": strict}), "tester")
    kept = ask(store, "clusters/membership", {"cluster": "Zyx"})
    assert {row["belongs"] for row in kept.rows} == {"seed", "edge"}
    assert kept.headline.endswith(
        "10 at the edge. Firm is a degree from 1 on where recorded linkages lead from a seed to it, probable from "
        "0.995 on."
    )


def test_who_is_at_the_edge_is_more_probably_out_where_that_is_so() -> None:
    with weighing({"resampling.probable": 0.4}):
        assert "though by a degree below 0.4 it is more probably out." in next(say_edge([EDGE], moved=False))


def test_a_cluster_is_a_star_from_the_share_that_the_weights_say(store: Store) -> None:
    build(store, *(f"hub serves client{one:02}" for one in range(12)), "client00 supplies client01")
    [star] = ask(store, "boundaries/clusters").rows
    assert star["star"] == pytest.approx(12 / 13, abs=0.001)
    assert "a star" in star["reason"]
    assert "a star" not in ask(store, "boundaries/clusters", {"weights": "economy.star=0.95"}).rows[0]["reason"]


def test_what_is_sharp_is_lower_than_all_as_far_as_the_weights_say(store: Store) -> None:
    build(store, *FIELD, *RING, "w00 supplies x00")

    def sizes(**given: Any) -> list[int]:
        return [row["size"] for row in ask(store, "boundaries/cuts", {"seed": "w01", "second": "w02", **given}).rows]

    assert 12 in sizes()
    assert set(sizes(weights="search.sharp=50")) <= set(sizes()) < set(sizes(weights="search.sharp=1.01"))


def test_a_boundary_grows_as_far_as_the_weights_say() -> None:
    pairs = [*combinations(range(40), 2), (0, 40), *combinations(range(40, 100), 2)]
    local, everybody = Local.of(evenly(np.array(pairs).T, 100), np.arange(100)), np.ones(100, dtype=np.bool_)
    once, members = local.weights[None], np.arange(100)[None] < 10

    def size(**changes: float) -> int:
        with weighing({f"search.{name}": value for name, value in changes.items()}):
            fixed = np.array([0])
            degrees = local.degrees(once)
            return int(refine(local, once, degrees, members, fixed=fixed, allowed=everybody, most=100).sum())

    assert size() == 40
    assert size(grow=3, more=0) == 30
    assert size(grow=1, more=0) == 10
    assert size(grow=1.55, more=0) == 15
    assert size(grow=1, more=7) == 17


def test_positions_are_blurred_as_the_weights_say(store: Store) -> None:
    km = 1 / 111.2
    at = {"b": 0.0, "c": 1.0, "d": 2.2}
    facts: dict[str, Any] = {
        one: {"at": (40.0 + far * km, -100.0), "location_basis": "town"} for one, far in at.items()
    }
    facts["wood"] = {"kind": "Industry"}
    build(store, "z supplies b", *(f"{one} is classified as wood" for one in at), **facts)
    traits = traits_of(store, network_of(store))

    def alike(**changes: float) -> Any:
        with weighing({"alike.nearest": 1.0, **{f"alike.{name}": value for name, value in changes.items()}}):
            return ties_of(traits, None, inferred=True, date=None, alike=True).alike[0].pairs.T.tolist()

    exact = [[0, 1], [1, 2]]
    assert alike(blur=0) == exact
    assert alike(blur=0, street=500) == exact
    assert alike(blur=500) != exact
    store.write("MATCH (one:Organisation) SET one.location_basis = 'street'")
    traits = traits_of(store, network_of(store))
    assert alike(blur=500, street=0) == exact


def test_who_works_for_so_many_of_the_core_serves_it(store: Store) -> None:
    build(
        store,
        *FIELD,
        *(f"m supplies w{one:02}" for one in range(3)),
        *(f"{one} is classified as wood" for one in ("m", "w00", "w01", "w02")),
        wood={"kind": "Industry"},
    )
    asked = {"seed": "w00", "second": "w01", "third": "w02", "alike": False}

    def role(weights: str) -> Any:
        rows = ask(store, "boundaries/from_seeds", {**asked, "weights": weights}).rows
        return next(row["role"] for row in rows if row["member"].id == "m")

    assert role(FEW) == "supplier"
    assert role(f"{FEW}, roles.clients=4") == "core"


def test_on_how_few_a_verdict_rests_is_what_the_weights_say(store: Store) -> None:
    ring = [f"m{one:02} cooperates with m{(one + step) % 12:02}" for one in range(12) for step in (1, 2)]
    everybody = [*(f"m{one:02}" for one in range(12)), *(f"n{one:02}" for one in range(50))]
    build(store, *ring, *(f"{one} is located in town" for one in everybody), town={"kind": "Place"})

    def narrow(weights: str) -> dict[str, Any]:
        return ask(store, "boundaries/lint", {"place": "town", "alike": False, "weights": weights}).rows[1]

    assert narrow("lint.fewest=10")["verdict"] == "cannot be said"
    assert "of 4 more of them" in narrow("lint.fewest=10")["suggestion"]
    assert narrow("lint.part=0.1")["verdict"] == "no"
    assert narrow("lint.part=0.1, lint.fewest=20")["verdict"] == "cannot be said"
    with weighing({"lint.fewest": 2.5, "lint.part": 0.5}):
        assert [needed(members) for members in (2, 9)] == [3, 5]
