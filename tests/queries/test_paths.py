"""How two organisations are linked."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.worlds import build


def paths(store: Store, start: str, end: str, **parameters: Any) -> list[tuple[list[str], float]]:
    """The ids on each path, and its weakest confidence."""
    rows = ask(store, "paths/between", {"start": start, "end": end, **parameters}).rows
    return [([node.id for node in row["path"].nodes], row["weakest"]) for row in rows]


def test_the_shortest_path_comes_first_whichever_way_its_links_go(store: Store) -> None:
    build(store, "a supplies b", "c supplies b", "a supplies d", "d supplies e", "e supplies c")
    assert [ids for ids, _ in paths(store, "a", "c")] == [["a", "b", "c"], ["a", "d", "e", "c"]]
    assert [ids for ids, _ in paths(store, "a", "c", hops=2)] == [["a", "b", "c"]]
    assert [ids for ids, _ in paths(store, "a", "c", limit=1)] == [["a", "b", "c"]]


def test_of_equal_paths_the_one_with_the_surer_weakest_link_comes_first(store: Store) -> None:
    build(
        store,
        *("a supplies b", "b supplies d", "a supplies c", "c supplies d"),
        a_supplies_b={"confidence": 0.4},
        c_supplies_d={"confidence": 0.7},
    )
    assert paths(store, "a", "d") == [(["a", "c", "d"], 0.7), (["a", "b", "d"], 0.4)]


def test_of_equally_sure_paths_the_one_through_the_less_linked_comes_first(store: Store) -> None:
    build(
        store, "a supplies b", "b supplies d", "a supplies c", "c supplies d", *(f"b supplies x{n}" for n in range(9))
    )
    assert [ids for ids, _ in paths(store, "a", "d")] == [["a", "c", "d"], ["a", "b", "d"]]


def test_a_path_is_put_in_words(store: Store) -> None:
    build(store, "a supplies b", "c finances b")
    assert ask(store, "paths/between", {"start": "a", "end": "c"}).rows[0]["words"] == (
        "a supplies b, which is financed by c"
    )


def test_a_path_that_two_sources_record_is_there_once(store: Store) -> None:
    build(store, "a supplies b", source="first")
    build(store, "a supplies b", source="second")
    assert paths(store, "a", "b") == [(["a", "b"], 1.0)]


def test_a_path_that_rests_on_an_inferred_linkage_is_possible_and_comes_later(store: Store) -> None:
    build(
        store,
        *("a supplies b", "b serves c", "a supplies d", "d supplies c"),
        b_serves_c={"state": "latent"},
        d_supplies_c={"confidence": 0.9},
    )
    rows = ask(store, "paths/between", {"start": "a", "end": "c"}).rows
    assert [(row["basis"], row["words"]) for row in rows] == [
        ("recorded", "a supplies d, which supplies c"),
        ("possible", "a supplies b, which serves (inferred) c"),
    ]


def test_many_sources_of_one_path_do_not_hide_another(store: Store) -> None:
    build(store, "a supplies k", "k supplies z")
    for number in range(12):
        build(store, "a supplies m", "m supplies z", source=f"source{number}")
    assert len(paths(store, "a", "z")) == 2


def test_an_organisation_is_not_linked_to_itself(store: Store) -> None:
    build(store, "a supplies b")
    with pytest.raises(InvalidQuery, match="the same organisation as start"):
        paths(store, "a", "a")


def test_an_input_may_link_two_but_a_place_or_industry_does_not(store: Store) -> None:
    build(
        store,
        *("a provides barrels", "b needs barrels", "a is located in x", "c is located in x"),
        *("a is classified as wine", "c is classified as wine"),
        barrels={"kind": "Input"},
        x={"kind": "Place"},
        wine={"kind": "Industry"},
    )
    assert paths(store, "a", "b") == [(["a", "barrels", "b"], 1.0)]
    assert paths(store, "a", "c") == []


def test_the_weakest_link_of_a_path_is_named_with_who_says_it(store: Store) -> None:
    build(store, "a supplies b", "c finances b", c_finances_b={"confidence": 0.6}, source="first")
    build(store, "c finances b", c_finances_b={"confidence": 0.4}, source="second")
    [row] = ask(store, "paths/between", {"start": "a", "end": "c"}).rows
    assert {name: row[name] for name in row if name not in ("path", "hops", "basis")} == {
        "weakest": 0.6,
        "weakest_link": "b is financed by c",
        "weakest_source": "first; second",
        "weakest_at": 2,
        "words": "a supplies b, which is financed by c",
        "says": ["first", "first; second"],
    }


def test_of_equally_sure_links_one_that_is_only_inferred_is_the_weakest(store: Store) -> None:
    build(store, "a supplies b", "b supplies c", "c serves d", b_supplies_c={"state": "latent"})
    [row] = ask(store, "paths/between", {"start": "a", "end": "d"}).rows
    assert (row["weakest_link"], row["weakest_at"]) == ("b supplies (inferred) c", 2)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["adc", "aec", "abc", "afgc"]),
        ({"kinds": "trade"}, ["adc", "abc"]),
        ({"kinds": "institutions,corporate"}, ["aec", "afgc"]),
        ({"kinds": "UNIT_OF"}, ["afgc"]),
        ({"date": "2012"}, ["adc", "abc", "afgc"]),
        ({"date": "2021"}, ["adc", "aec", "afgc"]),
        ({"confidence": 0.7}, ["adc", "aec", "afgc"]),
        ({"inferred": False}, ["adc", "aec", "abc"]),
        ({"confidence": 0.7, "kinds": "trade", "date": "2021", "inferred": False}, ["adc"]),
    ],
    ids=str,
)
def test_a_filter_leaves_the_paths_that_fit_and_no_others(
    store: Store, filters: dict[str, Any], expected: list[str]
) -> None:
    build(
        store,
        *("a supplies b", "b supplies c", "a supplies d", "d supplies c", "a finances e", "e finances c"),
        *("a is a unit of f", "g is a unit of f", "g is a unit of c"),
        a_supplies_b={"until": "2015", "confidence": 0.6},
        e_finances_c={"since": "2020-05"},
        g_is_a_unit_of_f={"state": "latent"},
    )
    assert ["".join(ids) for ids, _ in paths(store, "a", "c", **filters)] == expected


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"kinds": "LOCATED_IN"}, "kinds: 'LOCATED_IN' names 'LOCATED_IN', which is no kind or group"),
        ({"date": "soon"}, "date: 'soon' .*; give a date as 2021-11-30"),
        ({"confidence": 2}, "confidence: '2' is above 1"),
    ],
    ids=str,
)
def test_a_filter_that_does_not_fit_is_refused(store: Store, filters: dict[str, Any], said: str) -> None:
    build(store, "a supplies b")
    with pytest.raises(InvalidQuery, match=said):
        paths(store, "a", "b", **filters)


def test_a_path_whose_linkage_is_recorded_both_ways_is_one_where_the_way_says_nothing(store: Store) -> None:
    build(store, "a competes with b", "b competes with a", "a supplies c", "c supplies a")
    assert len(paths(store, "a", "b")) == 1
    assert len(paths(store, "a", "c")) == 2
