"""What is said where a question has no answer."""

from __future__ import annotations

from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.worlds import build

PLACE = {"kind": "Place"}
INDUSTRY = {"kind": "Industry"}


def test_an_empty_answer_says_what_is_not_known_of_an_organisation_and_names_its_namesake(store: Store) -> None:
    build(
        store,
        "twin is classified as wine",
        bare={"name": "Invented Works", "town": "Nowhere"},
        twin={"name": "Invented Works, Inc.", "town": "Elsewhere", "at": (40.0, -120.0)},
        wine=INDUSTRY,
    )
    bare = ask(store, "near/rivals", {"firm": "bare"})
    assert bare.rows == []
    assert bare.lacking == (
        "Of Invented Works sources give no industry, no location and no linkage with another organisation. "
        "There is another one called Invented Works, Inc. in Elsewhere (twin)."
    )
    assert bare.empty == f"{bare.lacking} {bare.query.empty}"
    twin = ask(store, "near/rivals", {"firm": "twin"})
    assert twin.lacking.startswith(
        "Of Invented Works, Inc. sources give no linkage with another organisation. There is"
    )


def test_a_place_and_an_industry_without_organisations_are_named(store: Store) -> None:
    build(store, "a is located in x", "b is classified as wine", x=PLACE, y=PLACE, wine=INDUSTRY, steel=INDUSTRY)

    def lacking(place: str, industry: str) -> str:
        return ask(store, "institutions/serving", {"place": place, "industry": industry}).lacking

    assert lacking("y", "steel") == (
        "No organisation that is loaded is classified in steel. No organisation that is loaded is located in y."
    )
    assert lacking("x", "wine") == "In x no organisation of wine is known."


def test_gaps_of_an_industry_say_what_was_looked_at(store: Store) -> None:
    build(
        store,
        "a is located in x",
        "a is classified as wine",
        "b is classified as steel",
        x=PLACE,
        wine=INDUSTRY,
        steel=INDUSTRY,
    )
    answer = ask(store, "gaps/missing", {"place": "x", "industry": "wine"})
    assert answer.rows == []
    assert answer.lacking == (
        "In x 1 organisation of wine is known. Looked at 1 organisation of the industry here, for 1 of which an "
        "industry is known. 0 inputs are stated to be needed or got. No input-output table that is loaded tells what "
        "their industries buy: NAICS codes are needed for that."
    )
    other = ask(store, "gaps/missing", {"place": "x", "industry": "steel"})
    assert other.lacking == (
        "In x no organisation of steel is known. Looked at 1 organisation here, none of them of the industry asked "
        "about."
    )


def test_an_answer_with_rows_needs_no_reason(store: Store) -> None:
    build(store, "a supplies b")
    assert ask(store, "near/suppliers", {"firm": "b"}).lacking == ""
