"""Queries that users wrote: saved, changed, gone back to, removed, and harmed by nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery, NotFound, QueryFailed, UnsafeQuery
from clusteratlas.graph.model import model
from clusteratlas.graph.store import Store
from clusteratlas.ingest.prune import forget
from clusteratlas.ingest.run import load
from clusteratlas.queries.catalog import ask, choices, find_any
from clusteratlas.queries.own.draft import draft_of
from clusteratlas.queries.own.kept import find_own, find_version, own_queries, remove, save, versions
from clusteratlas.queries.parameters import Listed
from clusteratlas.queries.query import parse_query

from tests.ingest.folders import FIRM, write_source
from tests.worlds import build

COOPERS = """// title: Coopers of Zyxville
// question: Who sells barrels to this firm?
// params: {firm: {type: firm, about: Who buys}, least: {type: number, default: 0, min: 0, about: Confidence}}
// returns: {seller: Firm, sure: float}
MATCH (seller:Firm)-[link:SUPPLIES]->(:Firm {id: $firm})
WHERE coalesce(link.confidence, 1.0) >= $least
RETURN seller AS seller, coalesce(link.confidence, 1.0) AS sure
ORDER BY seller.id
"""
BROKEN = "CREATE (:SavedQuery {id: 'own/broken@1', name: 'own/broken', version: 1, text: $text, who: 'x', at: '2000'})"


def test_a_query_is_saved_under_its_title_and_asked_like_any_other(store: Store) -> None:
    build(store, "a supplies b", "c supplies b", a_supplies_b={"confidence": 0.25}, b={"name": "Zyx Barrels"})
    kept = save(store, COOPERS, "tester")
    assert (kept.name, kept.version, kept.who) == ("own/coopers_of_zyxville", 1, "tester")
    assert own_queries(store).keys() == {"own/coopers_of_zyxville"}
    answer = ask(store, "own/coopers_of_zyxville", {"firm": "zyx barrels"})
    assert [(row["seller"].id, row["sure"]) for row in answer.rows] == [("a", 0.25), ("c", 1.0)]
    assert (answer.cut, answer.entities["firm"].id) == (False, "b")
    with pytest.raises(InvalidQuery, match="least: '-1' is below 0; give a number from 0"):
        ask(store, "own/coopers_of_zyxville", {"firm": "b", "least": -1})


def test_a_change_is_a_version_and_any_of_them_can_be_gone_back_to(store: Store) -> None:
    kept = save(store, COOPERS, "one")
    save(store, COOPERS.replace("Coopers", "Makers"), "two", name=kept.name, over=1)
    assert [(one.version, one.title, one.who) for one in versions(store, kept.name)] == [
        (2, "Makers of Zyxville", "two"),
        (1, "Coopers of Zyxville", "one"),
    ]
    save(store, find_version(store, kept.name, 1).text, "three", name=kept.name, over=2)
    assert (find_own(store, kept.name).title, find_own(store, kept.name).version) == ("Coopers of Zyxville", 3)
    with pytest.raises(NotFound, match="there is no version 4; there are 1 to 3"):
        find_version(store, kept.name, 4)


def test_nobodys_change_is_overwritten_by_one_that_did_not_see_it(store: Store) -> None:
    name = save(store, COOPERS, "one").name
    with pytest.raises(InvalidQuery, match="is there already, saved by one; give yours another title"):
        save(store, COOPERS + "// more\n", "two")
    save(store, COOPERS + "// first\n", "one", name=name, over=1)
    with pytest.raises(InvalidQuery, match=r"one saved version 2 meanwhile \(.*\); look at it"):
        save(store, COOPERS + "// second\n", "two", name=name, over=1)
    assert remove(store, name) == 2
    with pytest.raises(InvalidQuery, match="was removed meanwhile; save this as a new query"):
        save(store, COOPERS, "two", name=name, over=2)
    assert own_queries(store) == {}


def test_a_removed_query_is_not_found_and_those_called_alike_are_named(store: Store) -> None:
    save(store, COOPERS, "one", name="coopers")
    with pytest.raises(NotFound, match="own/cooper: no query of your own has this name; there are own/coopers"):
        remove(store, "own/cooper")
    remove(store, "own/coopers")
    with pytest.raises(NotFound, match="there are none yet"):
        ask(store, "own/coopers", {})


@pytest.mark.parametrize(
    ("old", "new", "error", "says"),
    [
        ("RETURN seller AS", "SET seller.x = 1 RETURN seller AS", UnsafeQuery, "7:1: SET changes what is stored"),
        ("RETURN seller AS", "RETURN sellr AS", QueryFailed, r"`sellr` not defined \(line 7, column 8"),
        ("least: {type", "lst: {type", InvalidQuery, "parameter lst is not used"),
        ("sure: float}", "sure: float, x: int}", InvalidQuery, "returns no x"),
        ("// title: Coopers of Zyxville\n", "", InvalidQuery, "lacks 'title'"),
        ("ORDER BY", "// " + "x" * 50_000 + "\nORDER BY", InvalidQuery, "more than 50,000; shorten it"),
        ("AS sure", "AS n // AS sure", InvalidQuery, "says it returns sure, but the text does not"),
    ],
)
def test_what_could_not_be_asked_is_not_saved(
    store: Store, old: str, new: str, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        save(store, COOPERS.replace(old, new, 1), "tester")
    assert own_queries(store) == {}


@pytest.mark.parametrize("name", ["own/", "own/Big", "own/a b", "near/suppliers", "own/a/b", "own/" + "x" * 61])
def test_a_name_that_is_none_is_refused(store: Store, name: str) -> None:
    with pytest.raises(InvalidQuery, match="a query of your own is called own/NAME"):
        save(store, COOPERS, "tester", name=name)


def test_no_query_of_a_user_hides_one_that_ships_or_runs_its_code(store: Store) -> None:
    build(store, "a supplies b")
    for name in ("sole_suppliers", "kept", "draft"):
        save(store, COOPERS, "tester", name=name)
        assert [row["seller"].id for row in ask(store, f"own/{name}", {"firm": "b"}).rows] == ["a"]
    assert find_any(store, "sole_suppliers").name == "bottlenecks/sole_suppliers"


@pytest.mark.parametrize(
    "text", ["RETURN 1 AS one", "// title: x\n// params: {a: *b}\n", "", "// params: " + "[" * 9_000]
)
def test_a_query_that_cannot_be_read_breaks_itself_alone(store: Store, text: str) -> None:
    build(store, "a supplies b")
    save(store, COOPERS, "tester", name="well")
    store.write(BROKEN, {"text": text})
    found = own_queries(store)
    assert found["own/well"].query is not None
    assert found["own/broken"].query is None
    assert "own/broken" in found["own/broken"].error
    assert ask(store, "own/well", {"firm": "b"}).rows
    with pytest.raises(InvalidQuery, match="correct it on the Questions page, or remove it"):
        ask(store, "own/broken", {})
    assert remove(store, "own/broken") == 1


def test_a_query_that_came_into_the_graph_by_another_way_only_reads_all_the_same(store: Store) -> None:
    build(store, "a supplies b")
    text = COOPERS.replace("RETURN seller AS", "DETACH DELETE seller RETURN seller AS")
    store.write(BROKEN, {"text": text})
    with pytest.raises(UnsafeQuery, match="DELETE changes what is stored"):
        ask(store, "own/broken", {"firm": "b"})
    assert store.read("MATCH (n:Firm) RETURN count(n) AS firms") == [{"firms": 2}]


def test_own_queries_outlive_loads_and_forgotten_sources(store: Store, tmp_path: Path) -> None:
    save(store, COOPERS, "tester", name="coopers")
    table = {"file": "firms.csv", "nodes": {"firm": FIRM}}
    source = write_source(tmp_path / "one", [table], files={"firms.csv": "id,name\na,Zyx Works\n"})
    for _ in range(2):
        load(store, source, tmp_path / "rejects")
        assert own_queries(store)["own/coopers"].version == 1
    forget(store, source.name, tmp_path / "rejects")
    assert own_queries(store)["own/coopers"].text == COOPERS


def test_the_example_of_the_docs_is_a_query(store: Store) -> None:
    page = (Path(__file__).parents[3] / "docs" / "own-queries.md").read_text(encoding="utf-8")
    [text] = re.findall(r"```cypher\n(.*?)```", page, re.DOTALL)
    build(store, a={"town": "Zyxville", "employees": 12}, b={"town": "Zyxville", "employees": 3}, c={"town": "Exburg"})
    name = save(store, text, "tester").name
    assert f"clusteratlas ask {name} --town" in page
    assert [row["firm"].id for row in ask(store, name, {"town": "Zyxville"}).rows] == ["a"]
    draft = draft_of(find_own(store, name).readable())
    assert parse_query(draft.text(), name, model()).parameters.keys() == {"town", "least"}


def listing(**more: Any) -> str:
    """A query with a list filled by another one."""
    said = {"query": "own/towns", "column": "town", **more}
    return (
        "// title: Firms of a town\n// question: Which?\n"
        f"// params: {{town: {{type: choice, choices: {{query: {said['query']}, column: {said['column']}}}}}}}\n"
        "// returns: {firm: Firm}\nMATCH (firm:Firm {town: $town}) RETURN firm AS firm ORDER BY firm.id\n"
    )


TOWNS = (
    "// title: Towns\n// question: Which?\n// params: {}\n// returns: {town: str, firm: Firm}\n"
    "MATCH (firm:Firm) RETURN firm.town AS town, firm AS firm ORDER BY town\n"
)


def test_a_list_is_filled_from_another_query(store: Store) -> None:
    build(store, a={"town": "Zyxville"}, b={"town": "Exburg"}, c={"town": "Zyxville"}, d={})
    save(store, TOWNS, "tester", name="towns")
    save(store, listing(), "tester", name="of_town")
    assert choices(store, Listed("own/towns", "town")) == ("Exburg", "Zyxville")
    assert [row["firm"].id for row in ask(store, "own/of_town", {"town": "Zyxville"}).rows] == ["a", "c"]
    with pytest.raises(InvalidQuery, match="town: 'Atlantis' is not in the list; choose one of Exburg, Zyxville"):
        ask(store, "own/of_town", {"town": "Atlantis"})


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"column": "firm"}, "own/towns fills no list: its firm is neither a text nor a number"),
        ({"column": "county"}, "own/towns returns no county; it returns town, firm"),
        ({"query": "near/suppliers", "column": "name"}, "near/suppliers fills no list: it asks for firm"),
    ],
)
def test_what_fills_no_list_is_said(store: Store, more: dict[str, str], says: str) -> None:
    build(store, a={"town": "Zyxville"})
    save(store, TOWNS, "tester", name="towns")
    save(store, listing(**more), "tester", name="of_town")
    with pytest.raises(InvalidQuery, match=says):
        ask(store, "own/of_town", {"town": "Zyxville"})
