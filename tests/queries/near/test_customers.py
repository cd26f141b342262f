"""Whom a firm supplies, and who near it could buy from it."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.queries.near.worlds import HERE, north, sales


def customers(store: Store, **parameters: Any) -> list[tuple[str, str, float | None]]:
    """Id, basis and km of the customers near the firm."""
    rows = ask(store, "near/customers", {"firm": "firm", **parameters}).rows
    return [(row["id"], row["basis"], row["km"]) for row in rows]


def test_recorded_customers_come_first_then_those_who_need_or_buy_what_the_firm_sells(store: Store) -> None:
    sales(
        store,
        *("firm is classified as glass", "firm supplies far", "agent distributes for firm", "firm serves hoped"),
        *(
            "firm provides bottles",
            "cellar needs bottles",
            "next is classified as wine",
            "printer is classified as paper",
        ),
        *("other is classified as glass", "away is classified as wine"),
        firm={"at": HERE},
        far={"at": north(900)},
        hoped={"at": north(2)},
        cellar={"at": north(10)},
        next={"at": north(1)},
        printer={"at": north(1)},
        other={"at": north(1)},
        away={"at": north(51)},
        bottles={"kind": "Input"},
        firm_supplies_far={"input": "bottles", "confidence": 0.5},
        firm_serves_hoped={"state": "latent", "confidence": 0.3},
        cellar_needs_bottles={"confidence": 0.8},
    )
    rows = ask(store, "near/customers", {"firm": "firm"}).rows
    assert [(row["id"], row["basis"], row["km"], row["fit"], row["reason"]) for row in rows] == [
        ("agent", "recorded", None, 1.0, "distributes for it"),
        ("far", "recorded", 900.0, 0.5, "is supplied by it with bottles"),
        ("cellar", "possible", 10.0, 0.8, "is recorded to need bottles, which the firm provides"),
        (
            *("next", "possible", 1.0, 0.4),
            "40% of what the firm's industry sells goes to iowine, which buys 3.0 times the average industry's share "
            "of it",
        ),
        ("hoped", "possible", 2.0, 0.3, "is served by it (inferred)"),
    ]
    assert customers(store, special=False)[-1] == ("printer", "possible", 1.0)
    assert customers(store, industry="paper", km=1) == [("agent", "recorded", None), ("far", "recorded", 900.0)]
