"""Reads, writes and faults, on a real server."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from clusteratlas.graph import store as store_module
from clusteratlas.graph import watch as watch_module
from clusteratlas.graph.errors import QueryFailed, ServerUnavailable, UnsafeQuery
from clusteratlas.graph.records import Point
from clusteratlas.graph.results import FoundLink, FoundNode, FoundPath
from clusteratlas.graph.server import Connection, LocalServer
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store

from tests.worlds import build


@pytest.fixture
def remote(workspace: Settings, server: Connection) -> Settings:
    """Settings that reach the server of the run as a remote one."""
    return replace(workspace, uri=server.uri, user=server.user, password=server.password)


def test_values_come_back_as_they_went_in(store: Store) -> None:
    values = {
        "text": "Größe",
        "int": 2**63 - 1,
        "number": 0.1,
        "flag": True,
        "nothing": None,
        "point": Point(38.4, -122.5),
        "texts": ["a", "b"],
        "empty": [],
        "points": [Point(1.0, 2.0)],
        "map": {"in": {"point": Point(3.0, 4.0)}},
    }
    assert store.read("RETURN $values AS values", {"values": values}) == [{"values": values}]
    assert store.read("RETURN date('2020-01-02') AS day, duration('P1D') AS d") == [{"day": "2020-01-02", "d": "P1D"}]


def test_nodes_links_and_paths_come_back_as_ours(store: Store) -> None:
    build(store, "a supplies b", a={"at": (38.0, -122.0)})
    (row,) = store.read("MATCH path = (a)-[l:SUPPLIES]->(b) RETURN a AS a, l AS l, path AS path")
    assert isinstance(row["a"], FoundNode)
    assert (row["a"].id, row["a"].kind, row["a"].location) == ("a", "Firm", Point(38.0, -122.0))
    assert isinstance(row["l"], FoundLink)
    assert (row["l"].kind, row["l"].properties["source"]) == ("SUPPLIES", "test_world")
    assert isinstance(row["path"], FoundPath)
    assert [node.id for node in row["path"].nodes] == ["a", "b"]
    assert [(link.start, link.end) for link in row["path"].links] == [("a", "b")]


def test_rows_are_streamed_one_by_one(store: Store) -> None:
    rows = store.stream("UNWIND range(1, $most) AS n RETURN n AS n", {"most": 10_000_000})
    assert [next(rows)["n"] for _ in range(3)] == [1, 2, 3]
    assert isinstance(rows, Iterator)
    rows.close()  # type: ignore[attr-defined]


def test_statements_written_together_are_all_written_or_none(store: Store) -> None:
    create = "CREATE (n:Entity {id: $id}) RETURN n.id AS id"
    with pytest.raises(QueryFailed):
        store.write_together([(create, {"id": "a"}), (create, {"id": "a"})])
    assert store.read("MATCH (n) RETURN n AS n") == []
    assert store.write_together([("RETURN 1 AS one LIMIT 0", {}), (create, {"id": "a"})]) == [{"id": "a"}]


def test_a_failed_read_carries_the_name_and_text_of_the_query(store: Store) -> None:
    with pytest.raises(QueryFailed) as caught:
        store.read("RETURN 1 +", name="bottlenecks/zyx")
    assert (caught.value.name, caught.value.text) == ("bottlenecks/zyx", "RETURN 1 +")
    with pytest.raises(QueryFailed, match="give it with --param name=value"):
        store.read("RETURN $missing AS m")


def test_a_read_writes_nothing(store: Store) -> None:
    with pytest.raises(QueryFailed):
        store.read("CREATE (n:Entity {id: 'a'})")
    with pytest.raises(UnsafeQuery):
        store.read_safely("CREATE (n:Entity {id: 'a'})")
    assert store.read("MATCH (n) RETURN n AS n") == []


def test_a_users_query_gives_rows_up_to_a_cap_and_says_whether_there_were_more(store: Store) -> None:
    text = "UNWIND range(1, $most) AS n RETURN n AS n"
    assert store.read_safely(text, {"most": 3}, rows=3) == ([{"n": 1}, {"n": 2}, {"n": 3}], False)
    rows, more = store.read_safely(text, {"most": 50_000_000}, rows=3)
    assert (len(rows), more) == (3, True)


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (a), (b), (c), (d) WHERE a.n < b.n AND c.n < d.n RETURN count(*) AS n",
        "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b % 7) AS n",
    ],
)
def test_a_users_query_that_takes_too_long_is_stopped(store: Store, text: str) -> None:
    store.write("UNWIND range(1, 2000) AS n CREATE (:Entity {id: toString(n), n: n})")
    began = time.monotonic()
    with pytest.raises(QueryFailed, match="was stopped after 2 seconds; narrow it") as caught:
        store.read_safely(text, seconds=2)
    assert time.monotonic() - began < 2 + watch_module.GRACE_SECONDS + 2
    assert caught.value.text == text
    assert store.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_users_query_that_takes_too_much_memory_is_stopped(store: Store) -> None:
    with pytest.raises(QueryFailed, match="needs more memory than one query may use; narrow it"):
        store.read_safely(
            "UNWIND range(1, 100000000) AS n RETURN size(collect($text + n)) AS s", {"text": "x" * 10_000}
        )
    assert store.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_runaway_query_does_not_keep_others_waiting(store: Store) -> None:
    store.write("UNWIND range(1, 2000) AS n CREATE (:Entity {id: toString(n), n: n})")
    runaway = "MATCH (a), (b), (c), (d) WHERE a.n < b.n AND c.n < d.n RETURN count(*) AS n"
    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(store.read_safely, runaway, seconds=60) for _ in range(2)]
        begun = "SHOW TRANSACTIONS YIELD transactionId AS id, currentQuery AS text WHERE text = $text RETURN id AS id"
        while len(found := store.read(begun, {"text": runaway})) < 2:
            time.sleep(0.1)
        for number in range(5):
            rows, _ = store.read_safely("MATCH (n:Entity {id: $id}) RETURN n.n AS n", {"id": str(number + 1)})
            assert rows == [{"n": number + 1}]
        assert not any(work.done() for work in running)
        for row in found:
            store.write("TERMINATE TRANSACTION $id", row)
        for work in running:
            with pytest.raises(QueryFailed, match="was stopped"):
                work.result()


def test_queries_that_heed_no_limit_are_left_behind_up_to_a_number(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_module, "GRACE_SECONDS", 0.2)
    ended = threading.Event()
    watch = watch_module.Watch()
    for _ in range(watch_module.MOST_LEFT):
        with pytest.raises(QueryFailed, match=r"was stopped after 0\.1 seconds"):
            watch.within(0.1, ended.wait, "RETURN 1")
    with pytest.raises(QueryFailed, match="3 queries that were stopped before still run in the database"):
        watch.within(0.1, lambda: 1, "RETURN 1")
    ended.set()
    while not all(work.done() for work in watch.left):
        time.sleep(0.01)
    assert watch.within(1, lambda: 1, "RETURN 1") == 1
    assert not [thread for thread in threading.enumerate() if thread.name == watch_module.THREAD and thread.is_alive()]


def test_the_columns_of_a_users_query_are_told_without_running_it(store: Store) -> None:
    endless = (
        "UNWIND range(1, 2000000000) AS a WITH max(a) AS most MATCH (n {id: $id}) RETURN most AS most, n AS `the node`"
    )
    assert store.check_safely(endless, {"id": None}, seconds=10) == ["most", "the node"]
    with pytest.raises(UnsafeQuery):
        store.check_safely("MATCH (n) DELETE n")


def test_an_error_in_a_users_query_names_the_place_in_it(store: Store) -> None:
    with pytest.raises(QueryFailed) as caught:
        store.read_safely("MATCH (n)\nRETURN m AS m")
    assert "(line 2, column 8 (offset: 17))" in str(caught.value)
    assert "EXPLAIN" not in str(caught.value) + caught.value.text


def test_a_number_too_large_for_the_database_is_said_to_be(store: Store) -> None:
    with pytest.raises(QueryFailed, match="more than 64 bits"):
        store.read_safely("RETURN $x AS x", {"x": 10**20})


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_an_address_where_nothing_answers_is_named_with_the_remedy(tmp_path: Path, scheme: str) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    settings = Settings(tmp_path, tmp_path, uri=f"{scheme}://127.0.0.1:{port}", password="x")
    with pytest.raises(ServerUnavailable) as caught:
        Store.open(settings)
    assert f"{scheme}://127.0.0.1:{port}: no Neo4j answers there" in str(caught.value)
    assert "check that it runs" in str(caught.value)


def test_a_server_that_is_no_neo4j_is_told_apart(tmp_path: Path) -> None:
    settings = Settings(tmp_path, tmp_path, uri="neo4j://[::1", password="x")
    with pytest.raises(ServerUnavailable):
        Store.open(settings)


def test_a_remote_server_is_used_as_it_is(store: Store, remote: Settings) -> None:
    with Store.open(remote) as other:
        assert not other.local
        assert other.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_wrong_account_is_named_with_the_settings_to_correct(remote: Settings) -> None:
    for _ in range(5):
        with pytest.raises(ServerUnavailable) as caught:
            Store.open(replace(remote, user="nobody", password="wrong"))
        assert "refused user 'nobody' and the password given" in str(caught.value)
        assert "set CLUSTERATLAS_USER and CLUSTERATLAS_PASSWORD" in str(caught.value)


def test_a_database_that_does_not_exist_is_named(remote: Settings) -> None:
    with pytest.raises(ServerUnavailable) as caught:
        Store.open(replace(remote, database="zyxbase"))
    assert "has no database 'zyxbase'; set CLUSTERATLAS_DATABASE to one it has" in str(caught.value)


def test_a_server_too_old_is_named_with_both_versions(remote: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "OLDEST", (9999, 1))
    with pytest.raises(
        ServerUnavailable, match=r"runs Neo4j \d+\.\d+.*; Cluster Atlas needs 9999\.1 or newer: upgrade"
    ):
        Store.open(remote)


@pytest.mark.slow
def test_a_local_server_that_is_killed_is_started_again_and_the_work_goes_on(tmp_path: Path) -> None:
    settings = Settings.from_environment({}, home=tmp_path)
    local = LocalServer(settings)
    try:
        with Store.open(settings) as store:
            build(store, "a supplies b")
            for work in ("read", "write"):
                pid = local.status().pid
                assert pid is not None
                process = psutil.Process(pid)
                process.kill()
                process.wait(30)
                if work == "write":
                    store.write("MATCH (n:Entity {id: 'b'}) SET n.town = 'Zyxville'")
                assert store.read("MATCH (:Firm {id: 'a'})-[:SUPPLIES]->(b) RETURN b.id AS id") == [{"id": "b"}]
                assert local.status().pid not in (None, pid)
            assert store.read("MATCH (n {id: 'b'}) RETURN n.town AS town") == [{"town": "Zyxville"}]
    finally:
        local.stop()


@pytest.mark.slow
def test_several_that_meet_a_killed_server_wait_for_one_restart_that_may_fail_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings.from_environment({}, home=tmp_path)
    local = LocalServer(settings)
    try:
        with Store.open(settings) as store:
            build(store, "a supplies b")
            psutil.Process(local.status().pid or 0).kill()
            start = store.connect

            def fail() -> Connection:
                raise ServerUnavailable("the disk is full")

            monkeypatch.setattr(store, "connect", fail)
            with pytest.raises(ServerUnavailable, match="the disk is full"):
                store.read("RETURN 1 AS one")
            monkeypatch.setattr(store, "connect", start)
            with ThreadPoolExecutor(4) as pool:
                work = [pool.submit(ask_later, store, delay) for delay in (0, 0.5, 1, 2)]
                assert [one.result(120) for one in work] == [1] * 4
    finally:
        local.stop()


def ask_later(store: Store, delay: float) -> int:
    """How many suppliers there are, asked after so many seconds."""
    time.sleep(delay)
    return int(store.read("MATCH (:Firm)-[link:SUPPLIES]->() RETURN count(link) AS links")[0]["links"])
