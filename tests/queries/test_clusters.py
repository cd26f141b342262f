"""The first boundary of a cluster, scored by hand."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.worlds import build

HERE, FIFTY_KM_NORTH = (38.0, -122.0), (38.0 + 50 / 111.318845, -122.0)


def boundary(store: Store, **parameters: Any) -> dict[str, tuple[str, float, float, int]]:
    """Member to role, score, degree and ties."""
    rows = ask(store, "boundary", parameters).rows
    return {row["member"].id: (row["role"], row["score"], row["degree"], row["ties"]) for row in rows}


def test_members_are_scored_by_kind_confidence_nearness_and_ring(store: Store) -> None:
    build(
        store,
        *("supplier supplies core", "core supplies customer", "far serves core", "lab researches with core"),
        *("second supplies supplier", "rival competes with core"),
        *("core is located in x", "away supplies core"),
        core={"at": HERE},
        supplier={"at": HERE},
        customer={"at": HERE},
        far={"at": FIFTY_KM_NORTH},
        rival={"at": HERE},
        second={"at": HERE},
        away={"at": (48.0, -122.0)},
        lab={"kind": "Institution"},
        x={"kind": "Place"},
        core_supplies_customer={"confidence": 0.5},
    )
    found = boundary(store, core="core")
    core = 1 + 0
    assert found == {
        "core": ("core", core, 1.0, 0),
        "supplier": ("supplier", 1.0, 1.0, 1),
        "rival": ("related", 0.6, 0.6, 1),
        "customer": ("channel or customer", 0.5, 0.5, 1),
        "far": ("service provider", 0.5, 0.5, 1),
        "second": ("supplier", 0.5, 0.5, 1),
        "lab": ("institution", 0.35, 0.35, 1),
    }


def test_the_core_of_an_industry_is_its_members_in_the_place(store: Store) -> None:
    build(
        store,
        *("a is classified as wine", "b is classified as red", "red is within wine", "c is classified as wine"),
        *(
            "a is located in x",
            "b is located in x",
            "c is located in z",
            "a supplies b",
            "d supplies a",
            "d supplies b",
        ),
        wine={"kind": "Industry"},
        red={"kind": "Industry"},
        x={"kind": "Place"},
        z={"kind": "Place"},
        a={"at": HERE},
        b={"at": HERE},
        d={"at": HERE},
    )
    found = boundary(store, core="wine", place="x")
    assert {id: row[:2] for id, row in found.items()} == {
        "a": ("core", 2.0),
        "b": ("core", 2.0),
        "d": ("supplier", 2.0),
    }
    reasons = {row["member"].id: row["reasons"] for row in ask(store, "boundary", {"core": "wine", "place": "x"}).rows}
    assert reasons["a"] == ["belongs to the core", "supplies 1 organisation of the core: b"]
    assert reasons["d"] == ["supplies 2 organisations of the core: a, b"]


def test_several_sources_of_one_tie_count_once_by_the_surest(store: Store) -> None:
    facts: dict[str, Any] = {"core": {"at": HERE}, "a": {"at": HERE}}
    build(store, "a supplies core", source="first", a_supplies_core={"confidence": 0.4}, **facts)
    build(store, "a supplies core", source="second", a_supplies_core={"confidence": 0.8}, **facts)
    assert boundary(store, core="core")["a"] == ("supplier", 0.8, 0.8, 1)


def test_what_is_only_inferred_is_possible_and_says_so(store: Store) -> None:
    build(
        store,
        *("a serves core", "b serves core", "b supplies core", "core supplies core2"),
        core={"at": HERE},
        a={"at": HERE},
        b={"at": HERE},
        a_serves_core={"state": "latent", "confidence": 0.6},
        b_serves_core={"state": "latent", "confidence": 0.6},
    )
    rows = {row["member"].id: row for row in ask(store, "boundary", {"core": "core"}).rows}
    assert {id: row["basis"] for id, row in rows.items()} == {
        "core": "recorded",
        "a": "possible",
        "b": "recorded",
        "core2": "recorded",
    }
    assert rows["a"]["reasons"] == ["serves 1 organisation of the core (inferred): core"]
    assert rows["b"]["reasons"] == [
        "supplies 1 organisation of the core: core",
        "serves 1 organisation of the core (inferred): core",
    ]


def test_the_second_ring_is_as_far_as_it_is_from_the_core(store: Store) -> None:
    build(
        store,
        *("middle supplies core", "end supplies middle"),
        core={"at": HERE},
        middle={"at": FIFTY_KM_NORTH},
        end={"at": (38.0 + 100 / 111.318845, -122.0)},
    )
    assert set(boundary(store, core="core", km=99)) == {"core", "middle"}
    km = {row["member"].id: row["km"] for row in ask(store, "boundary", {"core": "core", "km": 101}).rows}
    assert km == {"core": None, "middle": 50.0, "end": 100.0}


def test_a_date_leaves_out_linkages_that_had_ended(store: Store) -> None:
    build(store, "a supplies core", a_supplies_core={"until": "2015"})
    assert set(boundary(store, core="core", date="2016")) == {"core"}
    assert set(boundary(store, core="core", date="2015")) == {"core", "a"}


@pytest.mark.parametrize(("km", "members"), [(49, {"core"}), (51, {"core", "far"})])
def test_a_member_is_no_farther_than_asked(store: Store, km: float, members: set[str]) -> None:
    build(store, "far supplies core", core={"at": HERE}, far={"at": FIFTY_KM_NORTH})
    assert set(boundary(store, core="core", km=km)) == members


def test_an_industry_needs_a_place(store: Store) -> None:
    build(store, "a is classified as wine", wine={"kind": "Industry"})
    with pytest.raises(InvalidQuery, match="place: is needed where the core is an industry"):
        boundary(store, core="wine")
