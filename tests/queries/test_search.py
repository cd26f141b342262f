"""What a search finds, and in which order."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.store import Store
from clusteratlas.graph.values import is_missing
from clusteratlas.queries.catalog import ask, search
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.worlds import build

WORLD: dict[str, Any] = {
    "winery": {"name": "Château Imaginaire", "aliases": ["Fancy Cellars"], "town": "Nowhere"},
    "sister": {"name": "Imaginaire Holdings"},
    "owner": {"name": "Holdings of the Imaginaire Family"},
    "school": {"name": "Invented Institute of Viticulture", "kind": "Institution"},
    "trade": {"name": "Imaginary Winemaking", "kind": "Industry"},
    "county": {"name": "Imaginary County", "kind": "Place"},
    "barrels": {"name": "Invented oak barrels", "kind": "Input"},
    "field": {"name": "Invented wine cluster", "kind": "Cluster"},
}


@pytest.fixture
def world(store: Store) -> Store:
    """A store with things of every kind, found by the full-text index."""
    build(store, "winery is located in county", **WORLD)
    store.read("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    return store


def ids(store: Store, text: str, kind: str = "any") -> list[str]:
    """What a search finds, best first."""
    return [row["id"] for row in search(store, text, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Château Imaginaire",
        "chateau imaginaire",
        "CHATEAU  IMAGINAIRE",
        "chatteau imaginare",
        "chat imag",
        "imaginaire chateau",
        "château-imaginaire!",
        "Fancy Cellars",
        "fancy",
        "celars",
    ],
)
def test_a_name_is_found_in_spite_of_accents_case_slips_and_order(world: Store, text: str) -> None:
    assert ids(world, text)[0] == "winery"


@pytest.mark.parametrize(
    ("text", "kind", "id"),
    [
        ("institute of viticulture", "Institution", "school"),
        ("imaginary", "Industry", "trade"),
        ("imaginary", "Place", "county"),
        ("invented", "Input", "barrels"),
        ("invented", "Cluster", "field"),
        ("imaginaire", "Firm", "sister"),
    ],
)
def test_a_kind_narrows_the_search(world: Store, text: str, kind: str, id: str) -> None:
    rows = search(world, text, kind)
    assert rows[0]["id"] == id
    assert {row["kind"] for row in rows} == {kind}


def test_organisation_stands_for_firms_and_institutions(world: Store) -> None:
    assert set(ids(world, "invented imaginaire", "Organisation")) == {"winery", "sister", "owner", "school"}


def test_what_has_every_word_is_listed_alone_and_what_has_some_only_where_nothing_has_all(world: Store) -> None:
    assert ids(world, "imaginaire holdings") == ["sister", "owner"]
    assert set(ids(world, "imaginaire barrels")) >= {"winery", "sister", "owner", "barrels"}


def test_a_kind_is_found_behind_hundreds_of_others_of_that_name(store: Store) -> None:
    crowd: dict[str, Any] = {f"firm{number}": {"name": f"Zyx {number}"} for number in range(450)}
    build(store, **crowd, trade={"name": "Making of things that are not so short as a zyx", "kind": "Industry"})
    assert ids(store, "zyx", "Industry") == ["trade"]


@pytest.mark.parametrize("text", ["3121", "NAICS 3121"])
def test_an_industry_is_found_by_its_code(store: Store, text: str) -> None:
    wine: dict[str, Any] = {"name": "Wineries", "kind": "Industry", "code": "3121", "scheme": "NAICS 2017"}
    build(store, wine=wine, classes={**wine, "name": "Cider", "code": "312130"})
    assert ids(store, text, "Industry")[0] == "wine"


def test_small_words_neither_help_nor_hurt(world: Store) -> None:
    assert ids(world, "the invented institute of the viticulture")[0] == "school"


def test_a_whole_name_comes_before_better_linked_ones_that_hold_it(store: Store) -> None:
    build(
        store,
        *(f"hub supplies customer{number}" for number in range(30)),
        hub={"name": "Imaginaire Imaginaire Works", "aliases": ["Imaginaire Imaginaire"]},
        small={"name": "Imaginaire"},
        aka={"name": "Something", "aliases": ["Imaginaire"]},
    )
    assert ids(store, "imaginaire") == ["small", "aka", "hub"]


def test_of_like_names_the_better_linked_comes_first(store: Store) -> None:
    build(store, *(f"b supplies c{number}" for number in range(9)), a={"name": "Fancy One"}, b={"name": "Fancy Two"})
    assert ids(store, "fancy") == ["b", "a"]


def test_a_row_says_where_and_how_linked_a_thing_is(world: Store) -> None:
    row = search(world, "fancy cellars")[0]
    assert (row["name"], row["kind"], row["place"], row["linkages"]) == ("Château Imaginaire", "Firm", "Nowhere", 1)


@pytest.mark.parametrize("text", ["", "   ", "n/a"])
def test_an_empty_text_is_refused_in_words(store: Store, text: str) -> None:
    with pytest.raises(InvalidQuery, match=r"text: .*is needed; give a text"):
        search(store, text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "+",
            '"',
            "a:b",
            "((",
            "[* TO *]",
            "\\",
            "AND",
            "OR NOT",
            "name:*",
            "~",
            "^9",
            "{x}",
            "/re/",
            "*",
            "&&",
            "||",
        ),
        *("!", "'; DROP", "of", "the of", "$text", "%", "_", "💥", "日本", "a" * 5000, "word " * 300, "\x00", "<>"),
    ],
)
def test_special_characters_break_nothing(world: Store, text: str) -> None:
    assert isinstance(search(world, text), list)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=40).filter(lambda text: not is_missing(text)))
def test_no_text_breaks_a_search(session_store: Store, text: str) -> None:
    assert len(search(session_store, text)) <= 20


COUNTY: dict[str, Any] = {
    "county": {"kind": "Place", "at": (38.0, -122.0), "name": "Imaginary County"},
    "town": {"kind": "Place", "name": "Imaginary Town"},
    "making": {"kind": "Industry", "name": "Making", "level": 3},
    "glass": {"kind": "Industry", "name": "Glass works", "level": 6},
    "bottles": {"kind": "Input", "name": "Bottles"},
    "zyx": {"name": "Zyx Glass", "at": (38.0, -122.0)},
    "zyxo": {"name": "Zyx Bottling", "at": (38.3, -122.0)},
    "quix": {"name": "Quix Glass", "at": (38.9, -122.0)},
    "school": {"name": "Zyx School", "kind": "Institution", "at": (38.1, -122.0)},
}
TIES = (
    *("zyx is located in town", "town is within county", "quix is located in county", "glass is within making"),
    *("zyx is classified as glass", "quix is classified as glass", "zyx provides bottles", "zyxo needs bottles"),
)


@pytest.fixture
def county(store: Store) -> Store:
    """Three firms and a school in and around a county."""
    build(store, *TIES, **COUNTY)
    store.read("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    return store


MIXES: list[tuple[dict[str, Any], set[str]]] = [
    ({"place": "county"}, {"zyx", "quix"}),
    ({"place": "town"}, {"zyx"}),
    ({"industry": "making"}, {"zyx", "quix"}),
    ({"industry": "Glass works", "place": "Imaginary Town"}, {"zyx"}),
    ({"input": "bottles"}, {"zyx", "zyxo"}),
    ({"input": "bottles", "industry": "glass"}, {"zyx"}),
    ({"kind": "Institution"}, {"school"}),
    ({"text": "zyx", "kind": "Firm"}, {"zyx", "zyxo"}),
    ({"text": "zyx", "industry": "glass"}, {"zyx"}),
    ({"text": "glaas", "place": "town"}, {"zyx"}),
    ({"text": "glass", "input": "bottles"}, {"zyx"}),
    ({"here": "zyx"}, {"zyx", "zyxo", "school"}),
    ({"here": "county", "km": 20}, {"zyx", "school"}),
    ({"here": "county", "km": 20, "kind": "Firm"}, {"zyx"}),
    ({"here": "county", "km": 20, "text": "school"}, {"school"}),
    ({"here": "zyx", "minutes": 60}, {"zyx", "zyxo", "school"}),
    ({"here": "zyx", "place": "county"}, {"zyx"}),
    ({"area": "37.9,-122.1; 37.9,-121.9; 38.2,-121.9; 38.2,-122.1", "text": "zyx"}, {"zyx", "school"}),
    ({"industry": "glass", "input": "bottles", "place": "county", "here": "quix", "km": 5}, set()),
]


def test_filters_narrow_a_search_in_any_mix(county: Store) -> None:
    found = [{row["id"] for row in ask(county, "search/matching", asked).rows} for asked, _ in MIXES]
    assert list(zip([asked for asked, _ in MIXES], found, strict=True)) == MIXES


@pytest.mark.parametrize("asked", [{"text": "zyx"}, {"here": "county", "km": 40}])
def test_facets_count_what_matches_and_nothing_else(county: Store, asked: dict[str, Any]) -> None:
    rows = ask(county, "search/matching", {**asked, "facets": True}).rows
    assert [(row["facet"], row["name"], row["kind"], row["count"]) for row in rows] == [
        ("industry", "Glass works", "Industry", 1),
        ("input", "Bottles", "Input", 2),
        ("kind", "Firm", "Firm", 2),
        ("kind", "Institution", "Institution", 1),
        ("place", "Imaginary Town", "Place", 1),
    ]


def test_what_provides_and_needs_an_input_is_counted_once(county: Store) -> None:
    build(county, "zyx needs bottles", zyx=COUNTY["zyx"], bottles=COUNTY["bottles"], source="other_world")
    rows = ask(county, "search/matching", {"text": "zyx", "facets": True}).rows
    assert [row["count"] for row in rows if row["facet"] == "input"] == [2]


IMPOSSIBLE: list[tuple[dict[str, Any], str]] = [
    ({}, "text: is needed; give a text, or a kind"),
    ({"km": 5}, "here: is needed with km or minutes"),
    ({"here": "town", "km": 5}, "here: Imaginary Town has no location to measure from; give it as place instead"),
    ({"here": "glass"}, "here: Glass works has no location to measure from; name a place instead"),
    ({"kind": "Place", "industry": "glass"}, "kind: with industry only organisations are found, and a place is none"),
    ({"text": "x", "kind": "nosuch"}, "kind: 'nosuch' is not one of"),
]


def test_what_cannot_be_asked_says_what_to_do(county: Store) -> None:
    for asked, words in IMPOSSIBLE:
        with pytest.raises(InvalidQuery, match=words):
            ask(county, "search/matching", asked)
