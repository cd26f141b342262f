"""Questions from a script: data frames, nodes, networks, loads."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import networkx
import pytest
from clusteratlas import Atlas
from clusteratlas.graph.errors import (
    InvalidQuery,
    InvalidRecord,
    InvalidSetting,
    InvalidSource,
    NotFound,
    ServerUnavailable,
    UnsafeQuery,
)
from clusteratlas.graph.results import FoundNode
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from pandas import DataFrame

from tests.worlds import build

COOPERS = [
    "cooper supplies winery", "cooper supplies cellar", "winery is located in valley", "cellar is located in valley",
]  # fmt: skip
FACTS: dict[str, Any] = {
    "valley": {"kind": "Place", "name": "Invented Valley"},
    "cooper": {"name": "Invented Cooperage", "at": (38.3, -122.3), "town": "Nowhere"},
    "cooper_supplies_winery": {"input": "barrels", "since": "2019"},
    "cooper_supplies_cellar": {"input": "barrels"},
}


def test_an_answer_is_a_frame_with_nodes_spelled_out(atlas: Atlas, store: Store) -> None:
    build(store, *COOPERS, **FACTS)
    frame: DataFrame = atlas.bottlenecks.depended_on("Invented Valley", limit=5)
    assert frame["supplier"].tolist() == ["Invented Cooperage"]
    assert frame[["supplier_id", "supplier_kind", "supplier_lat", "supplier_lon"]].to_numpy().tolist() == [
        ["cooper", "Firm", 38.3, -122.3]
    ]
    assert (frame["dependents"].sum(), frame["inside"].tolist(), frame["basis"].tolist()) == (2, [False], ["recorded"])


def test_a_frame_says_what_was_asked_and_whose_data_it_rests_on(atlas: Atlas, store: Store) -> None:
    build(store, *COOPERS, **FACTS)
    attrs = atlas.bottlenecks.depended_on("Invented Valley").attrs
    assert attrs["query"] == "bottlenecks/depended_on"
    assert attrs["question"].endswith("?")
    asked = {"place": "valley", "cluster": None, "around": None, "km": 25, "date": None, "degree": 0, "limit": 50}
    assert attrs["parameters"] == asked
    assert attrs["sources"] == [
        {"id": "test_world", "title": "test_world", "publisher": "Nobody", "licence": "none", "as_of": None}
    ]


def test_an_empty_answer_has_the_columns_and_types_of_a_full_one(atlas: Atlas, store: Store) -> None:
    build(store, *COOPERS, **FACTS, hill={"kind": "Place"})
    full, empty = (atlas.bottlenecks.depended_on(place) for place in ("valley", "hill"))
    assert (len(full), len(empty)) == (1, 0)
    assert list(full.columns) == list(empty.columns)
    numbers = ["supplier_lat", "dependents", "of", "share", "inside"]
    assert full.dtypes[numbers].tolist() == empty.dtypes[numbers].tolist()


def test_a_date_of_python_and_a_node_of_an_answer_are_taken(atlas: Atlas, store: Store) -> None:
    build(store, *COOPERS, **FACTS)
    place = atlas.ask("search/entities", text="Invented Valley").rows[0]["entity"]
    assert isinstance(place, FoundNode)
    frame = atlas.bottlenecks.depended_on(place, date=datetime.date(2000, 1, 1))
    assert (frame.attrs["parameters"]["place"], frame.attrs["parameters"]["date"]) == ("valley", "2000-01-01")


def test_kinds_of_linkages_are_taken_as_a_text_or_a_list(atlas: Atlas, store: Store) -> None:
    build(store, *COOPERS, **FACTS)
    frame = atlas.paths.neighbourhood("winery", kinds=["trade", "FINANCES"])
    assert frame[["hop", "from", "words", "to_id"]].to_numpy().tolist() == [
        [1, "winery", "is supplied by", "cooper"],
        [2, "Invented Cooperage", "supplies", "cellar"],
    ]
    assert atlas.paths.neighbourhood("winery", kinds="trade,FINANCES").equals(frame)
    assert atlas.paths.neighbourhood("winery", kinds="corporate").empty


def test_an_answer_may_be_had_as_nodes(atlas: Atlas, store: Store) -> None:
    build(store, *COOPERS, **FACTS)
    answer = atlas.ask("depended_on", place="valley")
    assert answer.rows[0]["supplier"].properties["town"] == "Nowhere"
    assert atlas.to_frame(answer).equals(atlas.bottlenecks.depended_on("valley"))


def test_commands_are_there_under_their_names(atlas: Atlas, store: Store) -> None:
    build(store, *COOPERS, **FACTS)
    assert atlas.search("cooperage")["id"].tolist() == ["cooper"]
    assert atlas.sources()["source_id"].tolist() == ["test_world"]
    assert atlas.near("winery")["id"].tolist() == ["cooper"]
    assert "near/suppliers" in atlas.queries()["name"].tolist()


def test_an_unknown_name_says_which_come_near(atlas: Atlas, store: Store) -> None:
    works: dict[str, Any] = {f"w{number}": {"name": f"Invented Works {number}"} for number in range(7)}
    build(store, **works)
    with pytest.raises(NotFound) as caught:
        atlas.near("Invented Workz")
    assert str(caught.value).count("Invented Works") == 5
    with pytest.raises(InvalidQuery, match=r"km: '-1' is below 0\.1"):
        atlas.near("w1", km=-1)


def test_an_empty_answer_warns_of_what_is_lacking(atlas: Atlas, store: Store) -> None:
    build(store, bare={"name": "Invented Works"}, twin={"name": "Invented Works Inc", "town": "Nowhere"})
    with pytest.warns(UserWarning, match="There is another one called Invented Works Inc in Nowhere"):
        assert atlas.near("bare").empty


def test_cypher_reads_and_does_nothing_else(atlas: Atlas, store: Store) -> None:
    build(store, *COOPERS, **FACTS)
    frame = atlas.cypher("MATCH (f:Firm) WHERE f.town = $town RETURN f", town="Nowhere")
    assert (list(frame.columns)[:2], frame["f_id"].tolist()) == (["f", "f_id"], ["cooper"])
    assert atlas.cypher("RETURN $rows AS n", {"rows": 3})["n"].tolist() == [3]
    with pytest.raises(UnsafeQuery, match="CREATE changes what is stored"):
        atlas.cypher("CREATE (n) RETURN n")


def test_rows_that_are_cut_off_are_warned_of(atlas: Atlas) -> None:
    with pytest.warns(UserWarning, match="only the first 3 rows are here"):
        assert len(atlas.cypher("UNWIND range(1, 9) AS n RETURN n", rows=3)) == 3


def test_a_closed_atlas_says_so(workspace: Settings, server: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLUSTERATLAS_URI", raising=False)
    atlas = Atlas.open(workspace.home)
    atlas.close()
    atlas.close()
    with pytest.raises(ServerUnavailable, match=r"is closed; open it again with Atlas.open\(\)"):
        atlas.sources()


def test_an_address_and_account_may_be_given(workspace: Settings, store: Store) -> None:
    connection = store.connection
    with Atlas.open(uri=connection.uri, user=connection.user, password=connection.password) as atlas:
        assert not atlas.settings.is_local
        assert atlas.sources.counts()["count"].sum() == 0
    with pytest.raises(ServerUnavailable, match="refused user 'neo4j'"):
        Atlas.open(uri=connection.uri, password="not the one")
    with pytest.raises(InvalidSetting, match="not the address of a Neo4j"):
        Atlas.open(uri="https://db.example.org")


def test_the_network_is_of_organisations_and_every_source_that_links_them(atlas: Atlas, store: Store) -> None:
    build(store, *COOPERS, **FACTS)
    build(store, "cooper supplies winery", source="other_world", cooper=FACTS["cooper"])
    network = atlas.to_networkx()
    assert set(network) == {"cooper", "winery", "cellar"}
    assert network.nodes["cooper"]["name"] == "Invented Cooperage"
    assert network.nodes["cooper"]["location_lat"] == 38.3
    links = {(start, end, link["source"]) for start, end, link in network.edges(data=True)}
    assert links == {
        ("cooper", "winery", "test_world"), ("cooper", "cellar", "test_world"), ("cooper", "winery", "other_world"),
    }  # fmt: skip
    first = network.edges["cooper", "winery", "SUPPLIES|recorded|test_world"]
    assert (first["label"], first["input"], first["since"]) == ("supplies", "barrels", "2019")


def test_the_network_may_be_narrowed(atlas: Atlas, store: Store) -> None:
    build(store, *COOPERS, "winery cooperates with cellar", **FACTS)
    inside = atlas.to_networkx(place="Invented Valley")
    assert (set(inside), [link["kind"] for *_, link in inside.edges(data=True)]) == (
        {"winery", "cellar"},
        ["COOPERATES_WITH"],
    )
    trade = atlas.to_networkx(links=["trade"])
    assert {link["kind"] for *_, link in trade.edges(data=True)} == {"SUPPLIES"}
    everything = atlas.to_networkx(kinds=["Firm", "Place"], links=["LOCATED_IN", "SUPPLIES"])
    assert (len(everything), everything.number_of_edges()) == (4, 4)
    with pytest.raises(InvalidQuery, match=r"SELLS: no such link; use one of .*SUPPLIES.*, or a group of them: alike"):
        atlas.to_networkx(links=["SELLS"])
    with pytest.raises(InvalidRecord, match="Vineyard: no such kind"):
        atlas.to_networkx(kinds=["Vineyard"])


def test_an_answer_is_a_network_that_every_format_can_hold(atlas: Atlas, store: Store, tmp_path: Path) -> None:
    build(store, *COOPERS, **FACTS)
    network = atlas.to_networkx(atlas.ask("organisation/linkages", entity="cooper"))
    assert set(network) == {"cooper", "winery", "cellar"}
    networkx.write_graphml(network, tmp_path / "cooper.graphml")
    networkx.write_gexf(network, tmp_path / "cooper.gexf")
    assert set(networkx.read_graphml(tmp_path / "cooper.graphml")) == set(network)


def test_a_table_is_loaded_and_forgotten(atlas: Atlas, tmp_path: Path) -> None:
    file = tmp_path / "script_members.csv"
    file.write_text("Maker,City,Employees\nInvented Cooperage,Napa,12\nImaginary Labels,Napa,many\n")
    done = atlas.load(file, meanings={"Maker": "name", "Employees": "employees"}, publisher="Invented Office")
    assert (done.source, done.nodes, done.rejects) == ("script_members", 2, 1)
    assert atlas.search("Invented Cooperage")["kind"].tolist() == ["Firm"]
    assert atlas.load("script_members").unchanged
    assert atlas.forget("script_members") > 0
    assert atlas.search("Invented Cooperage").empty


def test_what_cannot_be_loaded_is_said(atlas: Atlas) -> None:
    with pytest.raises(InvalidSource, match="no_such_thing: no file, folder or source of that name"):
        atlas.load("no_such_thing")
