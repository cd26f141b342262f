"""Boundaries kept as versions of clusters: asked of like any cluster, harmed by nothing else, gone when deleted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery, NotFound
from clusteratlas.graph.kept_clusters import DRAWN
from clusteratlas.graph.store import Store
from clusteratlas.ingest.identity.judging import Judging, Pair
from clusteratlas.ingest.prune import forget
from clusteratlas.queries.catalog import ask
from clusteratlas.queries.clusters.drawn import draw
from clusteratlas.queries.clusters.kept import KeptCluster, check_name, find, keep, remove, versions
from clusteratlas.queries.drawing import draw_answer

from tests.queries.boundaries.test_questions import two_fields
from tests.worlds import build

FEW = "resampling.rounds=5"
"""Drawings of the weights: few, to save time."""
SEEDS = {"seed": "a", "second": "b", "third": "c", "weights": FEW}
INSIDE = {*"abcd", "cooper", "bottles", "printer", "far", "shop", "owner", "lab", "grid"}


def kept(store: Store, name: str = "Zyx wine", **given: Any) -> KeptCluster:
    return keep(store, name, draw(store, {**SEEDS, **given}), "tester")


def members(store: Store, cluster: str) -> dict[str, dict[str, Any]]:
    """Member to what its membership says."""
    text = (
        "MATCH (one)-[link:IN_CLUSTER]->(:Cluster {id: $cluster}) RETURN one.id AS id, properties(link) AS link, "
        "labels(one) AS labels ORDER BY id"
    )
    return {row["id"]: row["link"] for row in store.read(text, {"cluster": cluster})}


def state(store: Store) -> tuple[list[Any], list[Any]]:
    """All that the graph holds but the audit of clusters."""
    nodes = "MATCH (n) WHERE NOT n:ClusterAct RETURN labels(n) AS labels, properties(n) AS said"
    links = "MATCH (a)-[r]->(b) RETURN type(r) AS kind, properties(r) AS said, a.id AS a, b.id AS b"
    return tuple(sorted(map(repr, store.read(text))) for text in (nodes, links))  # type: ignore[return-value]


def test_a_boundary_is_kept_with_all_that_it_rests_on_and_every_query_takes_it(store: Store) -> None:
    two_fields(store)
    one = kept(store, limit=2)
    assert (one.id, one.name, one.version, one.members) == ("drawn-zyx_wine-1", "Zyx wine", 1, len(INSIDE))
    said = members(store, one.id)
    assert set(said) == INSIDE
    assert (said["cooper"]["role"], said["cooper"]["source"]) == ("supplier", DRAWN)
    assert said["cooper"]["reasons"] == ["supplies 4 core members within 25 km: b, a, c and 1 other"]
    assert 0 < said["cooper"]["degree"] <= 1
    shown = ask(store, "organisation/linkages", {"entity": "cooper", "group": "IN_CLUSTER"}).rows
    assert [(row["basis"], row["confidence"], row["degree"], row["details"]) for row in shown] == [
        ("drawn by a user", None, said["cooper"]["degree"], "version 1")
    ]
    belong = {row["member"].id: row["belongs"] for row in ask(store, "clusters/membership").rows}
    boundary = ask(store, "boundaries/from_seeds", {**SEEDS, "outside": False}).rows
    assert belong == {row["member"].id: row["belongs"] for row in boundary}
    around = ask(store, "organisation/surroundings", {"entity": "cooper"})
    assert {row["basis"] for row in around.rows if row["link"] == "IN_CLUSTER"} == {"drawn by a user"}
    drawn = [data for *_, data in draw_answer(around).edges(data=True) if data["kind"] == "IN_CLUSTER"]
    assert {data["basis"] for data in drawn} == {"drawn by a user"}
    cluster = store.read("MATCH (c:Cluster) RETURN properties(c) AS said")[0]["said"]
    assert json.loads(cluster["parameters"]) == SEEDS
    assert json.loads(cluster["weights"])["kinds.SUPPLIES"] == 1
    assert (cluster["drawn_by"], cluster["version"], cluster["scope"]) == ("tester", 1, "around a, b, c")
    assert 0 < cluster["cut"] < 1
    assert "organisations and" in cluster["drawn_from"]
    again = ask(store, "boundaries/from_seeds", {"cluster": "zyx wine", "outside": False, "weights": FEW})
    assert {row["member"].id for row in again.rows} >= INSIDE
    assert ask(store, "boundaries/lint", {"cluster": one.id}).caution == ""
    otherwise = ask(store, "boundaries/lint", {"cluster": one.id, "weights": "kinds.SUPPLIES=0.5"}).caution
    assert "drawn by other weights than it is judged by: kinds.SUPPLIES 1 (here: 0.5)." in otherwise
    assert otherwise.endswith("give as weights: kinds.SUPPLIES=1.")
    assert ask(store, "bottlenecks/cut_organisations", {"cluster": one.id}).rows
    facts = ask(store, "organisation/facts", {"entity": one.id}).rows
    assert {row["source_id"] for row in facts} == {DRAWN}
    assert {row["source_id"] for row in ask(store, "sources/list").rows} == {DRAWN, "test_world"}


def test_a_new_drawing_is_a_version_and_the_name_means_the_latest(store: Store) -> None:
    two_fields(store)
    first, second = kept(store), kept(store, "ZYX  Wine", size=5)
    assert (second.id, second.name, second.version, second.members) == ("drawn-zyx_wine-2", "Zyx wine", 2, 5)
    assert [one.version for one in versions(store, "zyx wine")] == [2, 1]
    assert ask(store, "boundaries/lint", {"cluster": "Zyx wine"}).entities["cluster"].id == second.id
    assert (find(store, first.id).version, find(store, "zyx wine", 1).id) == (1, first.id)
    listed = {row["source_id"]: (row["nodes"], row["links"]) for row in ask(store, "sources/list").rows}
    assert listed[DRAWN] == (2, first.members + second.members)
    store.write("MATCH (a:Entity {id: 'a'}) SET a.founded = '2001'")
    (event,) = ask(store, "clusters/history", {"limit": 1}).rows
    assert (event["event"], event["member"].id, event["cluster"].id) == ("founded", "a", second.id)
    with pytest.raises(NotFound, match="there is no version 7; there are 1, 2"):
        find(store, "zyx wine", 7)
    with pytest.raises(NotFound, match="nobody kept a cluster of this name; there are Zyx wine"):
        find(store, "zyx")
    other = kept(store, "酒")
    assert kept(store, "油").id != other.id
    with pytest.raises(InvalidQuery, match="-: the name of a cluster needs a letter or a digit"):
        kept(store, " - ")
    with pytest.raises(InvalidQuery, match="the cluster needs a name"):
        check_name("  ")
    with pytest.raises(InvalidQuery, match="60 letters at most"):
        check_name("z" * 61)
    with pytest.raises(InvalidQuery, match="the boundary has 12 members now; ask again"):
        keep(store, "x", draw(store, SEEDS), "tester", seen=["a"])


def test_the_same_is_not_kept_twice_under_one_name(store: Store) -> None:
    two_fields(store)
    kept(store)
    with pytest.raises(InvalidQuery, match="Zyx wine: already kept as version 1, with the same question, weights"):
        kept(store, "zyx WINE")
    assert kept(store, "Another").version == 1
    assert kept(store, size=5).version == 2
    with pytest.raises(InvalidQuery, match="already kept as version 1"):
        kept(store)
    assert kept(store, weights=f"{FEW}, same.place=0").version == 3
    build(store, "z supplies y", source="late_list")
    assert kept(store).version == 4, "drawn from other data"


def test_it_outlives_its_sources_and_follows_who_is_one_with_whom(store: Store, tmp_path: Path) -> None:
    two_fields(store)
    one = kept(store)
    judging = Judging(store, tmp_path, "tester")
    act = judging.same([Pair("cooper", "n")])
    joined = members(store, one.id)
    assert len(joined) == len(INSIDE)
    assert {"cooper", "n"} & joined.keys()
    assert store.read("MATCH (a:Entity) WHERE a.id IN ['cooper', 'n'] RETURN count(a) AS n")[0]["n"] == 1
    judging.undo(act)
    assert set(members(store, one.id)) == INSIDE
    both = judging.same([Pair("cooper", "bottles")])
    assert len(members(store, one.id)) == len(INSIDE) - 1
    late = keep(store, "Late", draw(store, SEEDS), "tester")
    judging.undo(both)
    assert set(members(store, one.id)) == INSIDE
    assert len(members(store, late.id)) == len(INSIDE) - 1
    forget(store, "test_world", tmp_path)
    assert set(members(store, one.id)) == INSIDE
    build(store, "a supplies b")
    assert set(members(store, one.id)) == INSIDE


def test_a_deleted_version_leaves_nothing_but_the_audit(store: Store, tmp_path: Path) -> None:
    two_fields(store)
    before = state(store)
    first, second = kept(store), kept(store, size=5)
    assert [one.id for one in remove(store, "zyx wine", "other", 1)] == [first.id]
    assert [one.id for one in versions(store, "zyx wine")] == [second.id]
    third = kept(store)
    assert third.version == 3
    fourth = kept(store, size=4)
    remove(store, fourth.id, "other")
    assert store.read(
        "MATCH (source:Source {id: $id}), (record:Record {record_source: $id})-[:DESCRIBES]->(:Cluster {id: $last}) "
        "RETURN source.digest = record.record_run AND source.compared = source.digest AS last",
        {"id": DRAWN, "last": third.id},
    ) == [{"last": True}]
    assert {one.id for one in remove(store, "zyx wine", "other")} == {second.id, third.id}
    assert state(store) == before
    assert kept(store).version == 5
    remove(store, "zyx wine", "other")
    acts = ask(store, "clusters/acts").rows
    assert [(row["act"], row["version"], row["who"]) for row in acts if row["version"] == 1] == [
        ("deleted", 1, "other"),
        ("kept", 1, "tester"),
    ]
    with pytest.raises(NotFound, match="there are none yet"):
        remove(store, "zyx wine", "other")
    stays = kept(store)
    with pytest.raises(InvalidQuery, match="clusters --remove"):
        forget(store, DRAWN, tmp_path)
    store.write("MATCH ()-[link {source: 'test_world'}]->() DELETE link")
    forget(store, "test_world", tmp_path)
    assert len(members(store, stays.id)) == stays.members
    remove(store, stays.id, "other")
    assert store.read("MATCH (n) WHERE NOT n:ClusterAct RETURN count(n) AS n")[0]["n"] == 0


def test_of_two_who_keep_the_same_version_one_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    two_fields(store)
    kept(store)
    read = store.read

    def stale(text: str, *args: Any, **given: Any) -> Any:
        return [{"version": 0}] if "max(act.version)" in text else read(text, *args, **given)

    monkeypatch.setattr(store, "read", stale)
    with pytest.raises(InvalidQuery, match="somebody did the same with version 1"):
        keep(store, "Zyx wine", draw(store, {**SEEDS, "size": 5}), "other")
    assert set(members(store, "drawn-zyx_wine-1")) == INSIDE
