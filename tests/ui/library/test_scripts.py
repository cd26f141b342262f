"""Scripts that use py2neo go on working, on the real server."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from clusteratlas import Atlas
from clusteratlas.graph.errors import InvalidRecord, InvalidSetting, InvalidSource
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ui.library.scripts import read_subgraph

from tests.worlds import build

py2neo = pytest.importorskip("py2neo", reason="py2neo is not installed: its scripts are not tried")

WINERY: dict[str, Any] = {"known-winery-1": {"name": "Invented Winery", "town": "Nowhere"}}
SURVEY: dict[str, Any] = {"source": "script_survey", "publisher": "Invented Office", "licence": "none"}


def made() -> Any:
    """What a script makes: two companies, one of which supplies the other and a winery that is known."""
    maker = py2neo.Node("Firm", name="Invented Cooperage", town="Nowhere", founded=1999)
    label = py2neo.Node("Firm", name="Imaginary Labels", id=7)
    winery = py2neo.Node("Firm", id="known-winery-1", name="Invented Winery")
    return py2neo.Relationship(maker, "SUPPLIES", winery, since=2019, input="barrels") | py2neo.Relationship(
        label, "SUPPLIES", maker
    )


def test_py2neo_reads_the_same_database(atlas: Atlas, store: Store) -> None:
    build(store, **WINERY)
    graph = atlas.to_py2neo()
    assert graph.run("MATCH (firm:Firm) RETURN count(firm)").evaluate() == 1
    assert graph.nodes.match("Firm", town="Nowhere").first()["name"] == "Invented Winery"


def test_a_subgraph_becomes_facts_of_its_source(atlas: Atlas, store: Store) -> None:
    build(store, **WINERY)
    done = atlas.from_py2neo(made(), **SURVEY)
    assert (done.nodes, done.links, done.rejects) == (3, 2, 0)
    linkages = atlas.organisation.linkages("Invented Cooperage").fillna({"since": ""})
    assert {(row.other_id, row.words, row.source_id, row.since) for row in linkages.itertuples()} == {
        ("known-winery-1", "supplies", "script_survey", "2019"),
        ("script_survey-7", "is supplied by", "script_survey", ""),
    }
    sources = atlas.organisation.sources("known-winery-1")
    assert sources.set_index("source_id")["publisher"].to_dict() == {
        "script_survey": "Invented Office",
        "test_world": "Nobody",
    }
    assert atlas.forget("script_survey") > 0


def test_the_same_again_changes_nothing_and_less_is_taken_back(atlas: Atlas, store: Store) -> None:
    build(store, **WINERY)
    atlas.from_py2neo(made(), **SURVEY)
    before = store.read("MATCH (n) RETURN count(n) AS nodes")
    assert atlas.from_py2neo(made(), **SURVEY).unchanged
    assert store.read("MATCH (n) RETURN count(n) AS nodes") == before
    alone = py2neo.Node("Firm", name="Invented Cooperage", town="Nowhere", founded=1999)
    assert atlas.from_py2neo(alone, **SURVEY).removed == 4
    assert atlas.organisation.linkages("Invented Cooperage").empty
    assert atlas.search("Imaginary Labels").empty
    atlas.forget("script_survey")


def test_what_was_read_from_the_graph_stands_for_itself(atlas: Atlas, store: Store) -> None:
    build(store, "known-winery-1 supplies shop", **WINERY)
    graph = atlas.to_py2neo()
    winery = graph.nodes.match("Firm", id="known-winery-1").first()
    sale = py2neo.Relationship(py2neo.Node("Firm", name="Invented Cooperage"), "SUPPLIES", winery)
    done = atlas.from_py2neo([sale, None, [winery]], **SURVEY)
    assert (done.nodes, done.links) == (1, 1)
    assert atlas.organisation.facts("known-winery-1")["source_id"].unique().tolist() == ["test_world"]
    with pytest.raises(InvalidSource, match="nothing was handed over that the graph does not hold already"):
        atlas.from_py2neo(graph.run("MATCH (a:Firm)-[r:SUPPLIES]->(b) RETURN a, r, b"), **SURVEY)
    atlas.forget("script_survey")


def test_a_cursor_of_another_database_gives_its_nodes_and_relationships(atlas: Atlas, store: Store) -> None:
    build(store, "known-winery-1 supplies shop", **WINERY)
    cursor = atlas.to_py2neo().run("MATCH (:Firm)-[sale:SUPPLIES]->(:Firm) RETURN sale, sale.input AS input")
    nodes, links = read_subgraph(cursor, graph=None)
    assert {node.properties["name"] for node in nodes} == {"Invented Winery", "shop"}
    assert all("Firm" in node.labels and not node.known for node in nodes)
    assert [(link.type, link.start.properties["id"], link.properties["source"]) for link in links] == [
        ("SUPPLIES", "known-winery-1", "test_world")
    ]


@pytest.mark.parametrize("handed", ["text", 5.0, object(), None, [["text"]]])
def test_what_is_no_graph_is_refused(atlas: Atlas, handed: Any) -> None:
    with pytest.raises(InvalidSource, match="nothing was handed over"):
        atlas.from_py2neo(handed, **SURVEY)


def test_what_does_not_fit_the_model_is_named(atlas: Atlas, store: Store) -> None:
    company = py2neo.Node("Company", name="Invented Works", colour="red")
    with pytest.raises(InvalidRecord, match="script_survey: nothing was loaded: a node has the labels Company"):
        atlas.from_py2neo(company, **SURVEY)
    with pytest.raises(InvalidRecord, match="Firm has no property 'colour'"):
        atlas.from_py2neo(company, **SURVEY, rename={"Company": "Firm"})
    assert store.read("MATCH (n) RETURN count(n) AS nodes") == [{"nodes": 0}]


def test_without_py2neo_it_says_what_to_install(
    workspace: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "py2neo", None)
    with pytest.raises(InvalidSetting, match=r"pip install py2neo==2021\.2\.4"):
        Atlas(store, workspace).to_py2neo()
