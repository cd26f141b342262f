"""Who is linked to an organisation, one to three linkages away: what each filter finds, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery, NotFound
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.conftest import empty
from tests.worlds import build

BORROWERS = [f"x{number}" for number in range(6)]


@pytest.fixture(scope="module")
def planted(session_store: Store) -> Store:
    """A maker with a customer, a supplier, a rival, a daughter far away and a lender with six more borrowers."""
    empty(session_store)
    near: dict[str, Any] = {"at": (40.0, -100.0)}
    maker = {**near, "name": "Invented Works"}
    places: dict[str, Any] = {name: {"at": (40.0 + number / 10, -100.0)} for number, name in enumerate("bcdef", 1)}
    build(
        session_store,
        *("a supplies b", "c supplies a", "a competes with d", "g is a unit of a", "lender finances a"),
        *("b serves e", "e is a member of f", "b supplies h", "c supplies d"),
        *(f"lender finances {name}" for name in BORROWERS),
        a=maker,
        **places,
        g={"at": (45.0, -100.0)},
        lender={**near, "kind": "Institution"},
        a_supplies_b={"since": "2010-03", "until": "2015", "confidence": 0.9, "input": "corks"},
        c_supplies_a={"confidence": 0.4, "since": "2012"},
        b_serves_e={"state": "latent", "confidence": 0.8},
    )
    build(
        session_store,
        *("a supplies b", "b is located in town", "d competes with a"),
        a=maker,
        b={"at": (40.1, -100.0)},
        d={"at": (40.3, -100.0)},
        town={"kind": "Place"},
        a_supplies_b={"since": "2011", "until": "2013-06", "confidence": 0.5},
        source="register",
    )
    return session_store


def asked(store: Store, **parameters: Any) -> list[dict[str, Any]]:
    """The rows for the maker."""
    return ask(store, "paths/neighbourhood", {"start": "a", **parameters}).rows


def reached(store: Store, **parameters: Any) -> dict[str, int]:
    """Who is found, and how many hops away."""
    return {row["to"].id: row["hop"] for row in asked(store, **parameters)}


ONE = {"b": 1, "c": 1, "d": 1, "g": 1, "lender": 1}
TWO = {**ONE, "e": 2, "h": 2, **dict.fromkeys(BORROWERS, 2)}


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"hops": 1}, ONE),
        ({}, TWO),
        ({"hops": 3}, {**TWO, "f": 3}),
        ({"kinds": "trade", "hops": 3}, {"b": 1, "c": 1, "e": 2, "h": 2, "d": 2}),
        ({"kinds": "SUPPLIES"}, {"b": 1, "c": 1, "h": 2, "d": 2}),
        ({"kinds": "is supplied by", "hops": 1}, None),
        ({"kinds": "alike, unit of", "hops": 3}, {"d": 1, "g": 1}),
        ({"kinds": ["corporate"]}, {"g": 1}),
        ({"kinds": "institutions", "hops": 1}, {"lender": 1}),
        ({"direction": "out"}, {"b": 1, "d": 1, "e": 2, "h": 2}),
        ({"direction": "in"}, {"c": 1, "d": 1, "g": 1, "lender": 1}),
        ({"km": 25, "hops": 3}, {"b": 1, "c": 1, "lender": 1}),
        ({"km": 1000, "hops": 3}, {"b": 1, "c": 1, "d": 1, "g": 1, "lender": 1, "e": 2, "f": 3}),
        ({"date": "2010-01", "kinds": "trade", "hops": 1}, {}),
        ({"date": "2010-03", "kinds": "SUPPLIES", "hops": 1}, {"b": 1}),
        ({"date": "2014", "kinds": "SUPPLIES", "hops": 1}, {"b": 1, "c": 1}),
        ({"date": "2016", "kinds": "SUPPLIES", "hops": 1}, {"c": 1}),
        ({"confidence": 0.9, "kinds": "trade"}, {"b": 1, "h": 2}),
        ({"confidence": 0.91, "kinds": "trade"}, {}),
        ({"inferred": False, "hops": 3}, {name: hop for name, hop in TWO.items() if name != "e"}),
        ({"each": 2, "kinds": "FINANCES"}, {"lender": 1, "x0": 2, "x1": 2}),
        ({"limit": 5}, ONE),
    ],
    ids=str,
)
def test_a_filter_finds_those_that_fit_and_nobody_else(
    planted: Store, parameters: dict[str, Any], expected: dict[str, int] | None
) -> None:
    if expected is None:
        with pytest.raises(InvalidQuery, match="kinds: 'is supplied by' names"):
            reached(planted, **parameters)
    else:
        assert reached(planted, **parameters) == expected


def test_a_row_says_how_since_when_who_says_so_and_by_which_way(planted: Store) -> None:
    [row] = [row for row in asked(planted) if row["to"].id == "b"]
    assert {name: row[name] for name in ("words", "details", "since", "until", "basis", "confidence", "sources")} == {
        "words": "supplies",
        "details": "corks",
        "since": "2010-03",
        "until": "2015",
        "basis": "recorded",
        "confidence": 0.9,
        "sources": ["register", "test_world"],
    }
    assert (row["source"], row["km"], row["left_out"], row["of"], row["in_all"]) == (
        "register; test_world",
        11.1,
        0,
        5,
        13,
    )
    [row] = [row for row in asked(planted) if row["to"].id == "e"]
    assert row["path"] == "Invented Works supplies b, which serves (inferred) e"
    assert (row["from"].id, row["basis"], row["since"], row["left_out"]) == ("b", "possible", None, 1)


def test_an_end_that_only_one_source_gives_is_no_end(planted: Store) -> None:
    [row] = asked(planted, kinds="FINANCES", hops=1)
    assert (row["words"], row["until"], row["confidence"]) == ("is financed by", None, 1.0)


def test_what_reads_alike_from_both_ends_is_one_line(planted: Store) -> None:
    [row] = asked(planted, kinds="COMPETES_WITH")
    assert (row["from"].id, row["words"], row["to"].id, row["sources"]) == (
        "a",
        "competes with",
        "d",
        ["register", "test_world"],
    )


def test_linkages_that_lead_no_farther_are_listed_if_asked_for(planted: Store) -> None:
    def ties(**parameters: Any) -> set[tuple[str, str, str]]:
        return {(row["from"].id, row["words"], row["to"].id) for row in asked(planted, hops=1, **parameters)}

    assert ties(among=True) - ties() == {("c", "supplies", "d")}


def test_one_with_many_ties_does_not_drown_the_others_and_says_what_it_holds_back(planted: Store) -> None:
    rows = asked(planted, each=2)
    assert {row["to"].id: row["left_out"] for row in rows if row["hop"] == 1}["lender"] == 4
    assert [row["to"].id for row in rows if row["hop"] == 2] == ["x0", "x1", "h", "e"]
    assert {row["of"] for row in rows if row["hop"] == 2} == {8}


def test_the_answer_is_drawn_the_way_the_linkages_go(planted: Store) -> None:
    from clusteratlas.queries.drawing import draw_answer

    network = draw_answer(ask(planted, "paths/neighbourhood", {"start": "a", "hops": 1}))
    assert set(network.edges()) == {("a", "b"), ("c", "a"), ("a", "d"), ("g", "a"), ("lender", "a")}


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"date": "last year"}, "date: 'last year' .*; give a date as 2021-11-30"),
        ({"confidence": 90}, "confidence: '90' is above 1; give a number from 0 up to 1"),
        ({"hops": 4}, "hops: '4' is above 3"),
        ({"direction": "up"}, "direction: 'up' .*; choose one of either, out, in"),
        ({"kinds": "trade, LOCATED_IN"}, "kinds: 'trade, LOCATED_IN' names 'LOCATED_IN', .*; give one or, .* trade, "),
        ({"km": 0}, "km: '0' is below 0.1"),
        ({"start": "h", "km": 5}, "km: nobody says where h is.*leave km out"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_with_its_name_and_what_to_do(
    planted: Store, parameters: dict[str, Any], said: str
) -> None:
    with pytest.raises(InvalidQuery, match=said):
        asked(planted, **parameters)


def test_an_organisation_that_is_not_there_is_named_with_those_near_it(planted: Store) -> None:
    with pytest.raises(NotFound, match=r"x: several come near, give the id of the one you mean: x0 \(x0\)"):
        asked(planted, start="x")
    with pytest.raises(NotFound, match=r"town: is a place \(town\), not an organisation"):
        asked(planted, start="town")
