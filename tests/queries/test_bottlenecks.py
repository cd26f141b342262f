"""Bottlenecks that were planted are found."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.worlds import build

PLACE = {"kind": "Place"}
INPUT = {"kind": "Input"}
CORKS = {"input": "corks"}
INFERRED = {"input": "corks", "state": "latent"}


def corks(*pairs: str) -> dict[str, Any]:
    """Facts of linkages such as `a supplies b` for the pair `ab`: it is corks that are supplied."""
    return {f"{pair[0]}_supplies_{pair[1]}": CORKS for pair in pairs}


def inside(*names: str) -> list[str]:
    """Sentences that put organisations into the place x."""
    return [f"{name} is located in x" for name in names]


def test_a_sole_supplier_is_a_bottleneck(store: Store) -> None:
    build(store, "a supplies b", "a supplies c", *inside("b", "c"), x=PLACE, **corks("ab", "ac"))
    rows = ask(store, "sole_suppliers", {"place": "x"}).rows
    assert [(row["supplier"].id, row["dependents"], row["inside"], row["reason"]) for row in rows] == [
        ("a", 2, False, "2 organisations get it, all from a, which is outside")
    ]


def test_a_sole_supplier_is_one_of_an_input_not_of_everything(store: Store) -> None:
    build(
        store,
        "a supplies b",
        "d supplies c",
        "e supplies b",
        "f serves c",
        *inside("b", "c", "a"),
        x=PLACE,
        a_supplies_b={"input": "barrels"},
        d_supplies_c={"input": "barrels"},
        e_supplies_b={"input": "corks"},
        f_serves_c={"service": "laboratory"},
    )
    rows = ask(store, "sole_suppliers", {"place": "x"}).rows
    assert {(row["input"], row["supplier"].id) for row in rows} == {("corks", "e"), ("laboratory", "f")}


def test_several_sources_that_name_one_supplier_do_not_make_it_two(store: Store) -> None:
    build(store, "a supplies b", *inside("b"), x=PLACE, **corks("ab"))
    build(store, "a supplies b", source="another_source", **corks("ab"))
    assert [row["dependents"] for row in ask(store, "sole_suppliers", {"place": "x"}).rows] == [1]


def test_a_need_that_one_provides_is_a_bottleneck_unless_met_in_the_house(store: Store) -> None:
    build(
        store,
        "b needs labour",
        "c needs labour",
        "c provides labour",
        "a needs water",
        "d provides water",
        "e provides water",
        *inside("a", "b", "c"),
        x=PLACE,
        labour=INPUT,
        water=INPUT,
    )
    rows = ask(store, "sole_suppliers", {"place": "x"}).rows
    assert [(row["input"], row["supplier"].id, row["dependents"], row["inside"]) for row in rows] == [
        ("labour", "c", 1, True)
    ]


def test_places_within_the_place_count(store: Store) -> None:
    build(
        store,
        *("a supplies b", "b is located in y", "y is within z", "z is within x"),
        x=PLACE,
        y=PLACE,
        z=PLACE,
        **corks("ab"),
    )
    assert len(ask(store, "sole_suppliers", {"place": "x"}).rows) == 1


def test_depended_on_counts_those_without_another_source(store: Store) -> None:
    build(
        store,
        *("a supplies b", "a supplies c", "a supplies d", "e supplies d", "e supplies f"),
        *inside("b", "c", "d", "f", "e"),
        x=PLACE,
        a={"town": "Farville"},
        **corks("ab", "ac", "ad", "ed", "ef"),
    )
    rows = ask(store, "depended_on", {"place": "x"}).rows
    assert [
        (row["supplier"].id, row["dependents"], row["of"], row["share"], row["inside"], row["town"]) for row in rows
    ] == [("a", 2, 4, 0.5, False, "Farville"), ("e", 1, 4, 0.25, True, None)]
    assert rows[0]["reason"] == "2 of 4 organisations that get it have no other recorded source; it is outside"


def test_inputs_from_outside_carry_their_share_and_distance(store: Store) -> None:
    build(
        store,
        *("a supplies b", "a supplies c", "d supplies b"),
        *inside("b", "c", "d"),
        x=PLACE,
        a={"at": (40.0, -120.0), "town": "Farville"},
        b={"at": (41.0, -120.0)},
        c={"at": (43.0, -120.0)},
    )
    rows = ask(store, "outside_inputs", {"place": "x"}).rows
    assert [
        (row["supplier"].id, row["basis"], row["dependents"], row["of"], row["outside_share"], row["km"], row["town"])
        for row in rows
    ] == [("a", "recorded", 2, 3, 0.667, 111.3, "Farville")]
    assert rows[0]["reason"] == "supplies 2 here; 2 of 3 recorded supplies of it come from outside"


def test_what_somebody_outside_could_provide_is_told_from_what_is_recorded(store: Store) -> None:
    build(store, "a supplies b", "b needs labour", "c provides labour", *inside("b"), x=PLACE, labour=INPUT)
    rows = ask(store, "outside_inputs", {"place": "x"}).rows
    assert [(row["supplier"].id, row["input"], row["basis"]) for row in rows] == [
        ("a", "not named", "recorded"),
        ("c", "labour", "possible"),
    ]


def test_what_some_get_and_others_may_get_is_counted_apart(store: Store) -> None:
    build(
        store,
        *("a supplies b", "a supplies c", "a supplies d", "a provides labour", "e needs labour"),
        *inside("b", "c", "d", "e"),
        x=PLACE,
        labour={"kind": "Input", "name": "corks"},
        a_supplies_b=CORKS,
        a_supplies_c=INFERRED,
        a_supplies_d=INFERRED,
    )
    [row] = ask(store, "sole_suppliers", {"place": "x"}).rows
    assert (row["basis"], row["dependents"]) == ("recorded", 4)
    assert row["reason"].startswith("1 organisation gets it and 3 organisations may get it, all from a")
    rows = ask(store, "depended_on", {"place": "x"}).rows
    assert {(row["basis"], row["dependents"], row["of"]) for row in rows} == {("recorded", 1, 1), ("possible", 3, 3)}


def test_what_has_no_name_is_neither_a_sole_supply_nor_a_stand_in(store: Store) -> None:
    build(store, "a supplies b", "c supplies b", *inside("b"), x=PLACE)
    assert ask(store, "sole_suppliers", {"place": "x"}).rows == []
    assert ask(store, "depended_on", {"place": "x"}).rows == []


@pytest.mark.parametrize("query", ["sole_suppliers", "depended_on", "outside_inputs"])
def test_a_date_leaves_out_linkages_that_did_not_hold_then(store: Store, query: str) -> None:
    ended = {"input": "corks", "since": "2012", "until": "2015-10"}
    build(store, "a supplies b", *inside("b"), x=PLACE, a_supplies_b=ended)
    found = {
        date: len(ask(store, query, {"place": "x", "date": date}).rows) for date in (None, "2011", "2015-10-01", "2016")
    }
    assert found == {None: 1, "2011": 0, "2015-10-01": 1, "2016": 0}


def cuts(store: Store, **parameters: str) -> list[tuple[str, int, int, int]]:
    """Organisations whose going cuts x, with what they cut off, into how many pieces, and their linkages."""
    rows = ask(store, "cut_organisations", {"place": "x", **parameters}).rows
    return [(row["organisation"].id, row["cut_off"], row["pieces"], row["linkages"]) for row in rows]


def test_organisations_that_hold_a_network_together(store: Store) -> None:
    build(
        store,
        *("a supplies b", "b supplies c", "c supplies a", "c serves d", "d is a unit of e"),
        *inside("a", "b", "c", "d", "e"),
        x=PLACE,
    )
    assert cuts(store) == [("c", 2, 2, 3), ("d", 1, 2, 2)]
    assert cuts(store, group="trade") == [("c", 1, 2, 3)]
    assert cuts(store, group="institutions") == []


def test_an_inferred_or_ended_linkage_holds_a_network_together_only_if_asked(store: Store) -> None:
    build(store, "a supplies b", "a supplies c", *inside("b", "c"), x=PLACE, a_supplies_c={**INFERRED, "until": "2015"})
    assert cuts(store) == []
    assert cuts(store, inferred="yes") == [("a", 1, 2, 2)]
    assert cuts(store, inferred="yes", date="2016") == []


def test_a_supplier_outside_may_hold_a_place_together(store: Store) -> None:
    build(store, "a supplies b", "a supplies c", "a serves c", *inside("b", "c"), x=PLACE)
    build(store, "a supplies b", source="another_source")
    assert cuts(store) == [("a", 1, 2, 2)]


@pytest.mark.parametrize("sentences", [["a supplies b"], ["a supplies b", "b supplies c", "c supplies a"]])
def test_nobody_cuts_a_pair_or_a_ring(store: Store, sentences: list[str]) -> None:
    build(store, *sentences, *inside("a", "b"), x=PLACE)
    assert cuts(store) == []


def test_dependence_that_is_only_inferred_is_called_possible(store: Store) -> None:
    latent = {"service": "storage", "state": "latent", "confidence": 0.6}
    build(
        store, "a serves b", "c supplies b", *inside("b"), x=PLACE, a_serves_b=latent, c_supplies_b={"input": "corks"}
    )
    for query, inferred in {
        "sole_suppliers": "1 organisation may get it, all from a, which is outside",
        "depended_on": "1 of 1 organisations that may get it have no other known source (inferred); it is outside",
        "outside_inputs": "may supply 1 here; 1 of 1 ways to get it lead outside",
    }.items():
        rows = {row["supplier"].id: row for row in ask(store, query, {"place": "x"}).rows}
        assert {id: row["basis"] for id, row in rows.items()} == {"a": "possible", "c": "recorded"}
        assert rows["a"]["reason"] == inferred
