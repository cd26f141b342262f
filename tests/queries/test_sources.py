"""What is loaded, and where it comes from."""

from __future__ import annotations

from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.worlds import build


def test_counts_are_of_entities_and_linkages_by_kind(store: Store) -> None:
    build(store, "a supplies b", "c finances a", "a is located in x", c={"kind": "Institution"}, x={"kind": "Place"})
    rows = ask(store, "counts").rows
    assert {(row["what"], row["kind"], row["count"]) for row in rows} == {
        ("entity", "Firm", 2),
        ("entity", "Institution", 1),
        ("entity", "Place", 1),
        ("linkage", "SUPPLIES", 1),
        ("linkage", "FINANCES", 1),
        ("linkage", "LOCATED_IN", 1),
    }
    assert [row["what"] for row in rows] == ["entity"] * 3 + ["linkage"] * 3


def test_sources_are_listed_with_the_state_of_their_load(store: Store) -> None:
    build(store, a={}, source="second")
    build(store, b={}, source="first")
    store.write(
        "MATCH (s:Source {id: 'first'})<-[:FROM_SOURCE]-(r:Run) "
        "SET s.digest = 'd', r.finished = '2000-01-02', r.nodes = 1"
    )
    rows = ask(store, "sources/list").rows
    assert [(row["source_id"], row["complete"], row["loaded"], row["nodes"], row["licence"]) for row in rows] == [
        ("first", True, "2000-01-02", 1, "none"),
        ("second", False, None, None, "none"),
    ]
