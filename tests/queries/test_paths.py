"""How two organisations are linked."""

from __future__ import annotations

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.worlds import build


def paths(store: Store, start: str, end: str, **parameters: int) -> list[tuple[list[str], float]]:
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
