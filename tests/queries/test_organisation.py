"""What is known of one organisation, who says so, and what it is linked to."""

from __future__ import annotations

from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.worlds import build

PLACE, INPUT, INDUSTRY = {"kind": "Place"}, {"kind": "Input"}, {"kind": "Industry"}


def test_facts_that_sources_disagree_on_stand_side_by_side(store: Store) -> None:
    build(store, a={"name": "Invented Works", "employees": 10}, source="first")
    build(store, a={"name": "Invented Works", "employees": 12, "town": "Nowhere"}, source="second")
    rows = ask(store, "facts", {"entity": "a"}).rows
    said = {(row["property"], row["value"], row["source_id"]) for row in rows}
    assert said == {
        ("name", "Invented Works", "first"),
        ("name", "Invented Works", "second"),
        ("employees", 10, "first"),
        ("employees", 12, "second"),
        ("town", "Nowhere", "second"),
    }
    believed = [row["value"] for row in rows if row["property"] == "employees" and row["believed"]]
    assert len(believed) == 1
    assert store.read("MATCH (a:Entity {id: 'a'}) RETURN a.employees AS n")[0]["n"] == believed[0]
    assert rows[0]["property"] == "name"
    assert {(row["licence"], row["trust"]) for row in rows} == {("none", 50)}


def test_linkages_read_from_the_side_of_the_organisation(store: Store) -> None:
    build(
        store,
        *("a supplies b", "c supplies b", "b finances c", "b provides barrels", "b is located in x"),
        barrels=INPUT,
        x=PLACE,
        a_supplies_b={"input": "corks", "confidence": 0.5, "since": "2015", "state": "latent", "evidence": ["said so"]},
    )
    rows = ask(store, "organisation/linkages", {"entity": "b"}).rows
    assert [(row["words"], row["other_id"], row["other_kind"], row["outward"]) for row in rows] == [
        ("finances", "c", "Firm", True),
        ("provides", "barrels", "Input", True),
        ("is supplied by", "c", "Firm", False),
        ("is supplied by", "a", "Firm", False),
        ("is located in", "x", "Place", True),
    ]
    row = rows[3]
    assert (row["details"], row["confidence"], row["since"], row["basis"], row["evidence"], row["source_id"]) == (
        "corks",
        0.5,
        "2015",
        "possible",
        ["said so"],
        "test_world",
    )


def test_a_group_of_linkages_leaves_out_the_others(store: Store) -> None:
    build(store, "a supplies b", "b finances c", "b is located in x", x=PLACE)
    found = {
        group: [row["link"] for row in ask(store, "organisation/linkages", {"entity": "b", "group": group}).rows]
        for group in ("trade", "institutions", "structure", "alike", "finances, LOCATED_IN")
    }
    assert found == {
        "trade": ["SUPPLIES"],
        "institutions": ["FINANCES"],
        "structure": ["LOCATED_IN"],
        "alike": [],
        "finances, LOCATED_IN": ["FINANCES", "LOCATED_IN"],
    }


def test_all_kinds_are_all_there_are_to_things_with_a_page(store: Store) -> None:
    build(store, "a supplies b", report={"kind": "Document"})
    store.write("MATCH (b:Entity {id: 'b'}), (report:Entity {id: 'report'}) CREATE (b)-[:MENTIONED_IN]->(report)")
    rows = ask(store, "organisation/linkages", {"entity": "b"}).rows
    assert [(row["link"], row["other_id"]) for row in rows] == [("MENTIONED_IN", "report"), ("SUPPLIES", "a")]


def test_each_source_of_a_linkage_has_its_line(store: Store) -> None:
    build(store, "a supplies b", source="first")
    build(store, "a supplies b", source="second")
    rows = ask(store, "organisation/linkages", {"entity": "b"}).rows
    assert sorted(row["source_id"] for row in rows) == ["first", "second"]


def test_surroundings_hold_the_links_among_neighbours(store: Store) -> None:
    build(store, "a supplies b", "a supplies c", "b supplies c", "c supplies d", "a is located in x", x=PLACE)
    rows = ask(store, "surroundings", {"entity": "a"}).rows
    assert {(row["start"].id, row["words"], row["end"].id) for row in rows} == {
        ("a", "supplies", "b"),
        ("a", "supplies", "c"),
        ("b", "supplies", "c"),
        ("a", "is located in", "x"),
    }
    assert {row["neighbours"] for row in rows} == {3}


def test_surroundings_of_a_hub_show_organisations_first_and_say_how_many_there_are(store: Store) -> None:
    sentences = [f"a supplies b{number}" for number in range(5)]
    build(store, *sentences, "a supplies b0", "a is located in x", x=PLACE, a_supplies_b3={"confidence": 0.9})
    rows = ask(store, "surroundings", {"entity": "a", "limit": 2}).rows
    assert [row["end"].id for row in rows] == ["b0", "b3"]
    assert {row["neighbours"] for row in rows} == {6}


def test_of_the_many_in_a_place_those_with_most_linkages_come_first(store: Store) -> None:
    inside = [f"{one} is located in x" for one in "abcd"]
    build(store, *inside, "d supplies c", "d supplies e", x=PLACE)
    rows = ask(store, "surroundings", {"entity": "x", "limit": 2}).rows
    assert {(row["start"].id, row["words"], row["end"].id) for row in rows} == {
        ("c", "is located in", "x"),
        ("d", "is located in", "x"),
        ("d", "supplies", "c"),
    }


def test_one_without_linkages_has_no_surroundings(store: Store) -> None:
    build(store, a={})
    assert ask(store, "surroundings", {"entity": "a"}).rows == []


def test_sources_say_how_many_facts_and_linkages_they_gave(store: Store) -> None:
    build(store, "a supplies b", "a supplies c", a={"town": "Nowhere"}, source="first")
    build(store, a={"employees": 3}, source="second")
    build(store, other={}, source="third")
    rows = ask(store, "organisation/sources", {"entity": "a"}).rows
    assert [(row["source_id"], row["linkages"], row["publisher"]) for row in rows] == [
        ("first", 2, "Nobody"),
        ("second", 0, "Nobody"),
    ]
    assert rows[0]["facts"] == rows[1]["facts"]
