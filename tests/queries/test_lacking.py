"""What is said where a question has no answer."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from clusteratlas.graph.errors import InvalidQuery, NotFound
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask
from clusteratlas.queries.lacking import NOTHING_LOADED

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
    assert lacking("x", "wine") == "In x no organisation is known to be of wine."


def test_an_industry_without_organisations_leads_to_the_one_of_another_classification(store: Store) -> None:
    old, new = ({**INDUSTRY, "code": "12", "scheme": scheme} for scheme in ("NAICS 2017", "NAICS 2022"))
    build(
        store, "a is located in x", "a is classified as older", "newer is related to older", x=PLACE, older=old,
        newer=new, newer_is_related_to_older={"basis": "concordance"},
    )  # fmt: skip
    assert ask(store, "institutions/serving", {"place": "x", "industry": "newer"}).lacking == (
        "No organisation that is loaded is classified in newer. By concordance it corresponds to NAICS 2017 12 "
        "(older), 1 organisation: ask about that."
    )


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
    with patch.object(store, "read", wraps=store.read) as read:
        answer = ask(store, "gaps/missing", {"place": "x", "industry": "wine"})
    assert [call.kwargs.get("name") for call in read.call_args_list].count("gaps/missing") == 1
    assert answer.rows == []
    assert answer.lacking == (
        "Looked at 1 of the industry among 1 organisation here, of which 1 "
        "have a known industry. Sources state 0 inputs that they need or get. What their industries buy is not known: "
        "the input-output table needs a NAICS code."
    )
    other = ask(store, "gaps/missing", {"place": "x", "industry": "steel"})
    assert other.lacking == ("Looked at 1 organisation here, none of the industry asked about.")


def test_gaps_that_are_none_say_how_many_industries_sell_near(store: Store) -> None:
    """Wineries buy glass, which `near` sells 11 km from the only one."""
    build(
        store,
        *("a is located in x", "a is classified as wine", "near is classified as glass", "wine is related to iowine"),
        *("glass is related to ioglass", "ioglass is an input to iowine"),
        wine_is_related_to_iowine={"basis": "concordance"},
        glass_is_related_to_ioglass={"basis": "concordance"},
        ioglass_is_an_input_to_iowine={"input_share": 0.2, "lift": 3.0},
        iowine={"kind": "Industry", "scheme": "BEA 2017"},
        ioglass={"kind": "Industry", "scheme": "BEA 2017"},
        a={"at": (40.0, -120.0)},
        near={"at": (40.1, -120.0)},
        x=PLACE,
        wine=INDUSTRY,
        glass=INDUSTRY,
    )
    answer = ask(store, "gaps/missing", {"place": "x"})
    assert answer.lacking == (
        "Looked at 1 organisation here, of which 1 have a known industry. Sources state 0 inputs that they need or "
        "get. By the input-output table they buy from 1 industry: 0 are found here, the other 1 within 50 km of who "
        "needs them."
    )


def test_an_answer_with_rows_needs_no_reason(store: Store) -> None:
    build(store, "a supplies b")
    assert ask(store, "near/suppliers", {"firm": "b"}).lacking == ""


def test_where_nothing_is_loaded_that_alone_is_said(store: Store) -> None:
    for name in ("bottlenecks/bridges", "sources/list"):
        assert ask(store, name).empty == NOTHING_LOADED
    with pytest.raises(NotFound, match=r"nobody: not found\. Nothing is loaded yet"):
        ask(store, "near/suppliers", {"firm": "nobody"})
    with pytest.raises(InvalidQuery, match="nothing that is loaded fills this list yet; leave it out"):
        ask(store, "quality/lacking", {"source": "nobody"})


def test_a_distance_and_a_place_that_nobody_is_in_at_once_are_said_to_be_apart(store: Store) -> None:
    build(
        store,
        *("firm is located in x", "near is located in x", "far is located in y"),
        x=PLACE,
        y=PLACE,
        firm={"at": (40.0, -120.0)},
        near={"at": (40.01, -120.0)},
        far={"at": (45.0, -120.0)},
    )
    apart = "No other organisation is within distance and place at once: all that is given must hold, so leave one out."
    assert apart in ask(store, "near/suppliers", {"firm": "firm", "km": 20, "place": "y"}).lacking
    for given in ({"km": 20, "place": "x"}, {"km": 20}, {"place": "y"}):
        assert apart not in ask(store, "near/suppliers", {"firm": "firm", **given}).lacking


def test_a_place_of_which_figures_are_asked_is_one_that_an_office_counts(store: Store) -> None:
    build(store, "a is located in vale", vale={"kind": "Place", "name": "Vale", "type": "appellation"})
    empty = ask(store, "places/portfolio", {"place": "vale"})
    assert empty.lacking == "No figures of industries in places are loaded."
    build(
        store,
        *("wine is present in valecounty", "valecounty is within state"),
        wine=INDUSTRY,
        vale={"kind": "Place", "name": "Vale", "type": "appellation"},
        valecounty={"kind": "Place", "name": "Vale County"},
        state={"kind": "Place", "name": "State of Nowhere", "type": "state"},
        wine_is_present_in_valecounty={"employment": 10, "establishments": 3},
    )
    found = ask(store, "places/portfolio", {"place": "Vale"})
    assert found.entities["place"].id == "valecounty"
    wrong = ask(store, "places/portfolio", {"place": "vale"})
    assert wrong.lacking == (
        "No office that is loaded counts industries in Vale (appellation); called alike and counted: "
        "Vale County (valecounty)."
    )
    assert ask(store, "gaps/reach", {"place": "Vale"}).entities["place"].id == "vale"
    assert ask(store, "places/portfolio", {"place": "State of Nowhere"}).entities["place"].id == "state"
