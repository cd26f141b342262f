"""Linkages and shared premises of a place."""

from __future__ import annotations

import pytest
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.worlds import build

PLACE = {"kind": "Place"}
INDUSTRY = {"kind": "Industry"}


def test_linkages_of_a_place_say_which_go_across_its_border(store: Store) -> None:
    build(
        store,
        *("a supplies b", "a supplies c", "d finances a", "a needs barrels", "e supplies f", "a competes with b"),
        *("a is located in y", "b is located in x", "y is within x", "f is located in z"),
        x=PLACE,
        y=PLACE,
        z=PLACE,
        barrels={"kind": "Input"},
    )
    rows = ask(store, "places/linkages", {"place": "x"}).rows
    assert {(row["start"].id, row["words"], row["end"].id, row["across"]) for row in rows} == {
        ("a", "supplies", "b", False),
        ("a", "supplies", "c", True),
        ("d", "finances", "a", True),
        ("a", "needs", "barrels", False),
        ("a", "competes with", "b", False),
    }
    assert len(rows) == 5
    trade = ask(store, "places/linkages", {"place": "x", "group": "trade"}).rows
    assert {row["link"] for row in trade} == {"SUPPLIES", "NEEDS"}
    assert [(row["link"], row["across"]) for row in ask(store, "places/linkages", {"place": "y"}).rows] == [
        ("COMPETES_WITH", True),
        ("FINANCES", True),
        ("NEEDS", False),
        ("SUPPLIES", True),
        ("SUPPLIES", True),
    ]


def test_shared_premises_count_those_that_share_and_name_who_serves_there(store: Store) -> None:
    one = {"address": "1 Nowhere Rd", "postcode": "00001", "town": "Nowhere"}
    build(
        store,
        *("a serves b", *(f"{name} is located in x" for name in "abcdefg")),
        a=one,
        b={**one, "address": "1 NOWHERE RD"},
        c=one,
        d={"address": "1 Nowhere Rd", "postcode": "00002"},
        e={"address": "Nowhere Rd", "postcode": "00001"},
        f={"address": "Nowhere Rd", "postcode": "00001"},
        x=PLACE,
    )
    rows = ask(store, "shared_premises", {"place": "x"}).rows
    assert [
        (row["premises"], row["town"], row["organisations"], row["names"], row["serving"], row["sharing"], row["of"])
        for row in rows
    ] == [("1 Nowhere Rd", "Nowhere", 3, ["a", "b", "c"], ["a"], 3, 7)]
    assert (rows[0]["share"], rows[0]["first"].id) == (0.429, "a")


@pytest.mark.parametrize(
    ("date", "names"),
    [
        (None, ["a", "b", "c"]),
        ("2015-10", ["a", "b"]),
        ("2021-11", ["a", "c"]),
        ("2021", ["a", "c"]),
        ("2018-01-01", None),
    ],
)
def test_shared_premises_of_a_date_are_of_those_that_were_there(
    store: Store, date: str | None, names: list[str] | None
) -> None:
    one = {"address": "1 Nowhere Rd", "postcode": "00001"}
    build(
        store,
        *(f"{name} is located in x" for name in "abc"),
        a=one,
        b=one,
        c=one,
        x=PLACE,
        a_is_located_in_x={"since": "2015-10"},
        b_is_located_in_x={"since": "2015-10", "until": "2015-10"},
        c_is_located_in_x={"since": "2021-11"},
    )
    rows = ask(store, "shared_premises", {"place": "x", "date": date}).rows
    assert (rows[0]["names"] if rows else None) == names


def test_shared_premises_of_an_industry_leave_out_the_others(store: Store) -> None:
    one = {"address": "1 Nowhere Rd", "postcode": "00001"}
    build(
        store,
        *("a is classified as wine", "b is classified as red", "red is within wine"),
        *(f"{name} is located in x" for name in "abc"),
        a=one,
        b=one,
        c=one,
        x=PLACE,
        wine=INDUSTRY,
        red=INDUSTRY,
    )
    rows = ask(store, "shared_premises", {"place": "x", "industry": "wine"}).rows
    assert [(row["names"], row["of"]) for row in rows] == [(["a", "b"], 2)]
