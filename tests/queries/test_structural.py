"""What holds the network of a place together, asked as an analyst asks it."""

from __future__ import annotations

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.worlds import build

PLACE = {"kind": "Place"}


def two_groups(store: Store) -> None:
    """Two rings of four around one joint: a-b-c-d, e-f-g-h, tied by d supplies j and j serves e; one beyond in y."""
    build(
        store,
        *("a supplies b", "b supplies c", "c supplies d", "d supplies a"),
        *("e supplies f", "f supplies g", "g supplies h", "h supplies e"),
        *("d supplies j", "j serves e", "far supplies away"),
        *(f"{name} is located in x" for name in "abcdefghj"),
        "away is located in y",
        x=PLACE,
        y=PLACE,
    )


def test_a_single_linkage_between_groups_is_found_and_no_other(store: Store) -> None:
    two_groups(store)
    rows = ask(store, "bottlenecks/bridges", {"place": "x"}).rows
    assert {(row["start"].id, row["linkage"], row["end"].id, row["cut_off"], row["of"]) for row in rows} == {
        ("d", "supplies", "j", 4, 9),
        ("j", "serves", "e", 4, 9),
    }
    assert {row["reason"] for row in rows if row["end"].id == "j"} == {
        "only in that d supplies j, 4 of 9 organisations are known to be tied to the others: a, b, c and 1 other"
    }
    assert rows[0]["basis"] == "recorded"
    assert rows[0]["sources"] == ["test_world"]


def test_a_linkage_that_two_sources_or_two_kinds_state_is_one_bridge_still(store: Store) -> None:
    two_groups(store)
    build(store, "d supplies j", "j supplies d", source="another_source")
    rows = ask(store, "bottlenecks/bridges", {"place": "x"}).rows
    assert {frozenset((row["start"].id, row["end"].id)): row["sources"] for row in rows} == {
        frozenset("dj"): ["another_source", "test_world"],
        frozenset("je"): ["test_world"],
    }


def test_the_broker_between_groups_comes_first(store: Store) -> None:
    two_groups(store)
    rows = ask(store, "bottlenecks/brokers", {"place": "x"}).rows
    assert [row["organisation"].id for row in rows[:3]] == ["j", "d", "e"]
    assert (rows[0]["pairs"], rows[0]["share"], rows[0]["error"]) == (16, 0.5714, 0.0)
    assert (rows[0]["linkages"], rows[0]["constraint"]) == (2, 0.5)
    assert rows[0]["reason"] == (
        "57% of the shortest ways between the 8 organisations that are linked with it run through it; "
        "2 are its own partners"
    )


def test_the_surroundings_of_an_organisation_are_as_far_as_asked(store: Store) -> None:
    two_groups(store)
    found = {
        hops: {row["organisation"].id for row in ask(store, "cut_organisations", {"around": "a", "hops": hops}).rows}
        for hops in (1, 2, 3)
    }
    assert found == {1: {"a"}, 2: {"d"}, 3: {"d", "j"}}


def test_without_a_place_all_that_is_loaded_is_asked(store: Store) -> None:
    two_groups(store)
    build(store, "away supplies farther")
    rows = ask(store, "cut_organisations", {}).rows
    assert [(row["organisation"].id, row["cut_off"]) for row in rows] == [("j", 4), ("d", 3), ("e", 3), ("away", 1)]
    [away] = ask(store, "cut_organisations", {"place": "y"}).rows
    assert away["reason"] == "nothing else is known to tie the 2 organisations that it ties: far, farther"


def test_a_place_and_surroundings_at_once_are_refused(store: Store) -> None:
    two_groups(store)
    with pytest.raises(
        InvalidQuery, match="around: give a place or a cluster, or an organisation to look around, not both"
    ):
        ask(store, "bottlenecks/brokers", {"place": "x", "around": "a"})
