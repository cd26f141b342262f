"""Rivals and complementors of a firm, and who near it could be one."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.queries.near.worlds import HERE, north, sales
from tests.worlds import build


def test_rivals_are_those_said_to_compete_then_those_who_provide_or_do_the_same(store: Store) -> None:
    around: dict[str, Any] = {name: {"at": north(10)} for name in ("twin", "same", "broad", "buyer", "other")}
    build(
        store,
        *("far competes with firm", "firm provides bottles", "firm provides jars", "twin provides bottles"),
        *("twin is classified as glass", "firm is classified as glass", "firm is classified as making"),
        *("same is classified as glass", "broad is classified as making", "away is classified as glass"),
        *("buyer needs bottles", "other is classified as wine"),
        firm={"at": HERE},
        far={"at": north(200)},
        **around,
        away={"at": north(51)},
        glass={"kind": "Industry", "level": 6, "name": "Glass works"},
        making={"kind": "Industry", "level": 2},
        wine={"kind": "Industry"},
        bottles={"kind": "Input"},
        jars={"kind": "Input"},
        far_competes_with_firm={"confidence": 0.9, "evidence": ["page 3"]},
    )
    rows = ask(store, "near/rivals", {"firm": "firm"}).rows
    assert [(row["id"], row["basis"], row["km"], row["fit"], row["score"]) for row in rows] == [
        ("far", "recorded", 200.0, 0.9, pytest.approx(0.9 / 21, abs=1e-4)),
        ("same", "possible", 10.0, 0.6, 0.3),
        ("twin", "possible", 10.0, 0.6, 0.3),
    ]
    assert [row["reason"] for row in rows] == [
        "competes with it (page 3)",
        "is in the same industry, Glass works",
        "provides bottles, as the firm does; is in the same industry, Glass works",
    ]
    assert [row["inputs"] for row in rows] == [[], [], ["bottles"]]


def test_complementors_are_those_said_to_be_then_those_whose_offer_the_same_buyers_want(store: Store) -> None:
    around: dict[str, Any] = {
        name: {"at": north(10)} for name in ("corker", "rival", "labeller", "glazier", "printer", "both", "next")
    }
    sales(
        store,
        *("firm is classified as glass", "firm cooperates with far", "firm supplies one", "firm supplies two"),
        *("corker supplies one", "rival supplies one", "rival supplies two", "rival is classified as glass"),
        *("firm provides bottles", "cellar needs bottles", "vault needs bottles", "cellar needs labels"),
        *("labeller provides labels", "glazier provides bottles", "glazier provides labels"),
        *("printer is classified as paper", "next is classified as wine", "away supplies one"),
        *("both is classified as paper", "both provides bottles"),
        firm={"at": HERE},
        far={"at": north(900)},
        **around,
        away={"at": north(51)},
        bottles={"kind": "Input"},
        labels={"kind": "Input"},
        firm_cooperates_with_far={"dimension": "fairs"},
    )
    store.write("MATCH (:Industry {id: 'iopaper'})-[link:INPUT_TO]->() SET link.lift = 1.5")
    rows = ask(store, "near/complementors", {"firm": "firm"}).rows
    assert [(row["id"], row["basis"], row["fit"], row["reason"]) for row in rows] == [
        ("far", "recorded", 1.0, "cooperates with it on fairs"),
        ("corker", "possible", 0.5, "supplies or serves 1 of the 2 organisations that the firm does"),
        (
            *("labeller", "possible", 0.5),
            "provides labels, which 1 of the 2 organisations need that need what the firm provides",
        ),
        ("printer", "possible", 0.02, "2.0% of what the buyers of the firm's industry buy comes from Paper"),
    ]
