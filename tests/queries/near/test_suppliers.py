"""Who near a firm supplies or serves it, and who could."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.queries.near.worlds import HERE, economy, north
from tests.worlds import build


def suppliers(store: Store, **parameters: Any) -> list[tuple[str, str, float | None]]:
    """Id, basis and km of the suppliers near the firm."""
    rows = ask(store, "near/suppliers", {"firm": "firm", **parameters}).rows
    return [(row["id"], row["basis"], row["km"]) for row in rows]


def test_recorded_suppliers_come_before_possible_ones_however_far(store: Store) -> None:
    economy(
        store,
        *("firm is classified as wine", "next is classified as glass", "far supplies firm"),
        firm={"at": HERE},
        next={"at": north(1)},
        far={"at": north(900)},
        far_supplies_firm={"input": "barrels", "confidence": 0.5, "evidence": ["said so"]},
    )
    rows = ask(store, "near/suppliers", {"firm": "firm"}).rows
    assert [(row["id"], row["basis"], row["km"], row["input"], row["fit"]) for row in rows] == [
        ("far", "recorded", 900.0, "barrels", 0.5),
        ("next", "possible", 1.0, "Glass", 0.2),
    ]
    assert rows[0]["reason"] == "supplies it with barrels (said so)"
    assert (
        rows[1]["reason"]
        == "20% of what the firm's industry buys comes from Glass, 3.0 times the average industry's share"
    )
    assert rows[1]["industry"] == "Glass works"
    assert rows[1]["score"] == pytest.approx(0.2 / 1.1, abs=1e-4)


def test_a_recorded_supplier_is_not_listed_again_as_possible(store: Store) -> None:
    economy(
        store,
        *("firm is classified as wine", "next is classified as glass", "next supplies firm"),
        firm={"at": HERE},
        next={"at": north(1)},
    )
    assert suppliers(store) == [("next", "recorded", 1.0)]


def test_an_inferred_service_is_said_to_be_inferred(store: Store) -> None:
    build(store, "a serves firm", a_serves_firm={"service": "storage", "state": "latent", "confidence": 0.6})
    rows = ask(store, "near/suppliers", {"firm": "firm"}).rows
    assert [(row["basis"], row["reason"]) for row in rows] == [("possible", "serves it with storage (inferred)")]


def test_what_a_source_saw_last_is_dated(store: Store) -> None:
    build(store, "a supplies firm", a_supplies_firm={"input": "corks", "until": "2015-10"})
    [row] = ask(store, "near/suppliers", {"firm": "firm"}).rows
    assert row["reason"] == "supplies it with corks, until 2015-10 or later"


def test_a_firm_coded_by_a_newer_classification_buys_like_its_older_class(store: Store) -> None:
    economy(
        store,
        *("firm is classified as newwine", "newwine is related to wine", "next is classified as glass"),
        newwine={"kind": "Industry", "scheme": "NAICS 2022"},
        newwine_is_related_to_wine={"basis": "concordance"},
        firm={"at": HERE},
        next={"at": north(1)},
    )
    assert suppliers(store) == [("next", "possible", 1.0)]


def test_the_distance_is_exact_at_its_border(store: Store) -> None:
    economy(
        store,
        *("firm is classified as wine", "inside is classified as glass", "outside is classified as glass"),
        firm={"at": HERE},
        inside={"at": north(49.99)},
        outside={"at": north(50.01)},
    )
    assert suppliers(store, km=50) == [("inside", "possible", 50.0)]
    assert [id for id, _, _ in suppliers(store, km=50.1)] == ["inside", "outside"]


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [((60.0, -100.0), (69.0, -63.5), 2000), ((84.0, 10.0), (84.0, -170.0), 1400), ((10.0, 179.9), (10.0, -179.9), 50)],
)
def test_far_north_and_across_the_date_line_nobody_is_missed(
    store: Store, here: tuple[float, float], there: tuple[float, float], km: float
) -> None:
    economy(
        store,
        *("firm is classified as wine", "other is classified as glass"),
        firm={"at": here},
        other={"at": there},
        school={"kind": "Institution", "at": there},
    )
    assert [id for id, _, _ in suppliers(store, km=km)] == ["other"]
    assert [row["id"] for row in ask(store, "near/institutions", {"firm": "firm", "km": km}).rows] == ["school"]


def test_inputs_that_every_industry_buys_are_left_out_unless_asked_for(store: Store) -> None:
    economy(
        store,
        *("firm is classified as wine", "printer is classified as paper"),
        firm={"at": HERE},
        printer={"at": north(1)},
    )
    assert suppliers(store) == []
    assert suppliers(store, special=False) == [("printer", "possible", 1.0)]


def test_a_firm_without_an_industry_may_buy_like_one(store: Store) -> None:
    economy(store, "next is classified as glass", firm={"at": HERE}, next={"at": north(1)})
    assert suppliers(store) == []
    assert suppliers(store, industry="wine") == [("next", "possible", 1.0)]


def test_a_firm_without_a_location_has_recorded_suppliers_only(store: Store) -> None:
    economy(
        store,
        "firm is classified as wine",
        "next is classified as glass",
        "a supplies firm",
        next={"at": HERE},
        firm={},
    )
    assert suppliers(store) == [("a", "recorded", None)]


def test_one_input_does_not_crowd_out_the_others(store: Store) -> None:
    glaziers: dict[str, Any] = {f"glazier{number}": {"at": north(1 + number)} for number in range(8)}
    economy(
        store,
        *("firm is classified as wine", "printer is classified as paper"),
        *(f"glazier{number} is classified as glass" for number in range(8)),
        firm={"at": HERE},
        printer={"at": north(40)},
        **glaziers,
    )
    found = [id for id, _, _ in suppliers(store, special=False, per_input=3, limit=4)]
    assert found == ["glazier0", "glazier1", "glazier2", "printer"]
    assert len(suppliers(store, per_input=100)) == 8


def test_who_provides_what_the_firm_needs_is_possible(store: Store) -> None:
    build(
        store,
        *("firm needs labour", "near provides labour", "far provides labour"),
        firm={"at": HERE},
        near={"at": north(10)},
        far={"at": north(60)},
        labour={"kind": "Input"},
        near_provides_labour={"confidence": 0.8},
    )
    rows = ask(store, "near/suppliers", {"firm": "firm"}).rows
    assert [(row["id"], row["basis"], row["input"], row["fit"], row["score"], row["reason"]) for row in rows] == [
        ("near", "possible", "labour", 0.8, 0.4, "provides labour, which the firm is recorded to need")
    ]
