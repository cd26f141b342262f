"""Who belongs to an industry, and who is hidden from it by a code."""

from __future__ import annotations

from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.worlds import build

PLACE, INDUSTRY, INPUT = {"kind": "Place"}, {"kind": "Industry"}, {"kind": "Input"}


def test_members_are_of_the_industry_or_a_class_in_it_and_of_the_place_or_one_in_it(store: Store) -> None:
    build(
        store,
        *("a is classified as food", "b is classified as wine", "c is classified as red", "d is classified as steel"),
        *("wine is within food", "red is within wine", "y is within x", "e is classified as wine"),
        *("a is located in x", "b is located in y", "c is located in x", "d is located in x", "e is located in z"),
        **dict.fromkeys(("food", "wine", "red", "steel"), INDUSTRY),  # type: ignore[arg-type]
        x=PLACE,
        y=PLACE,
        z=PLACE,
        b={"employees": 7, "town": "Nowhere"},
        c={"employees": 70},
        b_is_classified_as_wine={"until": "2015"},
    )

    def members(industry: str, place: str = "x") -> list[str]:
        rows = ask(store, "industries/members", {"industry": industry, "place": place}).rows
        return [row["organisation"].id for row in rows]

    assert members("food") == ["c", "b", "a"]
    assert members("wine") == ["c", "b"]
    assert members("red") == ["c"]
    assert members("food", "y") == ["b"]
    row = ask(store, "industries/members", {"industry": "food", "place": "x"}).rows[1]
    assert (row["industry"], row["code"], row["employees"], row["town"], row["until"], row["linkages"]) == (
        "wine",
        "wine",
        7,
        "Nowhere",
        "2015",
        2,
    )


def test_a_member_that_two_sources_code_is_there_once(store: Store) -> None:
    for source in ("first", "second"):
        build(store, "a is classified as wine", "a is located in x", wine=INDUSTRY, x=PLACE, source=source)
    rows = ask(store, "industries/members", {"industry": "wine", "place": "x"}).rows
    assert [(row["organisation"].id, row["source"]) for row in rows] == [("a", "first; second")]


def test_a_member_that_one_source_still_lists_is_not_gone(store: Store) -> None:
    build(
        store,
        *("a is classified as wine", "a is located in x"),
        source="old",
        wine=INDUSTRY,
        x=PLACE,
        a_is_classified_as_wine={"until": "2015"},
    )
    build(store, "a is classified as wine", source="new", wine=INDUSTRY)
    [row] = ask(store, "industries/members", {"industry": "wine", "place": "x"}).rows
    assert row["until"] is None


def test_hidden_members_provide_what_members_provide_or_have_their_regulator(store: Store) -> None:
    build(
        store,
        *("member is classified as devices", "member provides lens", "fda regulates member"),
        *("same is classified as software", "same provides lens"),
        *("ruled is classified as repair", "ruled provides pump", "fda regulates ruled"),
        *("other is classified as repair", "other provides tea"),
        *("uncoded provides lens", "coded is classified as lenses", "coded provides lens", "lenses is within devices"),
        *("away is classified as software", "away provides lens", "away is located in z"),
        *(f"{name} is located in x" for name in ("member", "same", "ruled", "other", "uncoded", "coded")),
        **dict.fromkeys(("devices", "software", "repair", "lenses"), INDUSTRY),  # type: ignore[arg-type]
        **dict.fromkeys(("lens", "pump", "tea"), INPUT),  # type: ignore[arg-type]
        fda={"kind": "Institution"},
        x=PLACE,
        z=PLACE,
    )
    rows = ask(store, "hidden", {"industry": "devices", "place": "x"}).rows
    assert [
        (row["organisation"].id, row["coded"], row["inputs"], row["regulators"], row["reason"]) for row in rows
    ] == [
        ("same", "software", ["lens"], [], "provides 1 of the inputs that members of the industry provide"),
        ("ruled", "repair", [], ["fda"], "provides 1 input under the same regulator as the industry"),
    ]
