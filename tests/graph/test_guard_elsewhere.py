"""The guard on a server that nobody set up for Cluster Atlas: Neo4j as it comes, where it is the only layer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.errors import QueryFailed, UnsafeQuery
from clusteratlas.graph.server import LocalServer, local
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store

from tests.graph.test_guard_plan import ATTACKS, CORPUS, PARAMETERS, SETUP

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

PLAIN = "server.bolt.listen_address=127.0.0.1:{port}\nserver.http.enabled=false\n"
"""What two servers on one machine must be told; all else is as Neo4j comes."""
SECRET = "read by an attack"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file of the machine."""
    path = tmp_path / "x.csv"
    path.write_text(f"{SECRET}\n")
    return path


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store on a plain server."""
    home = tmp_path_factory.mktemp("elsewhere")
    settings = Settings.from_environment({}, home=home)
    server = LocalServer(settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local, "settings_text", lambda port, memory, version: PLAIN.format(port=port))
        connection = server.start()
    try:
        remote = replace(settings, uri=connection.uri, user=connection.user, password=connection.password)
        with Store.open(remote) as store:
            assert not store.local
            for statement in SETUP:
                with store.driver.session() as session:
                    session.run(statement).consume()
            yield store
    finally:
        server.stop()


def state(store: Store) -> dict[str, Any]:
    """All that an attack could have changed."""
    listed = {what: sorted(show(store, what)) for what in ("INDEXES", "CONSTRAINTS", "USERS", "DATABASES")}
    known = store.read("CALL db.labels() YIELD label RETURN collect(label) AS labels")
    nodes = store.read("MATCH (n) RETURN count(n) AS nodes, sum(size(keys(n))) AS properties")
    return {**listed, "known": known, "nodes": nodes}


def show(store: Store, what: str) -> list[str]:
    """Names in the rows of a SHOW command."""
    with store.driver.session() as session:
        return [str(record.get("name") or record.get("user")) for record in session.run(f"SHOW {what}")]


def test_the_server_would_let_an_attack_through_that_the_guard_refuses(elsewhere: Store, secret: Path) -> None:
    text, given = "LOAD CSV FROM $url AS row RETURN row[0] AS said", {"url": secret.as_uri()}
    assert elsewhere.read(text, given) == [{"said": SECRET}]
    with pytest.raises(UnsafeQuery):
        elsewhere.read_safely(text, given)


def test_every_attack_is_refused_and_changes_nothing(elsewhere: Store) -> None:
    before = state(elsewhere)
    through = []
    for attack in ATTACKS:
        try:
            elsewhere.read_safely(attack, PARAMETERS, seconds=5)
        except UnsafeQuery:
            continue
        except QueryFailed:
            pass
        through.append(attack)
    assert through == []
    assert state(elsewhere) == before


def test_honest_queries_run_there(elsewhere: Store) -> None:
    for query in CORPUS["honest"]:
        if not query.startswith("CYPHER 25") or not elsewhere.version.startswith("5."):
            elsewhere.read_safely(query, PARAMETERS)


def test_time_rows_and_memory_are_capped_there(elsewhere: Store) -> None:
    with pytest.raises(QueryFailed, match="was stopped after 2 seconds; narrow it"):
        elsewhere.read_safely(
            "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b % 7) AS n", seconds=2
        )
    rows, cut = elsewhere.read_safely("UNWIND range(1, 50000000) AS n RETURN n AS n", rows=7)
    assert (len(rows), cut) == (7, True)
    stopped = "(needs more memory than one query may use|was stopped after 20 seconds); narrow it"
    with pytest.raises(QueryFailed, match=stopped):
        elsewhere.read_safely(
            "UNWIND range(1, 100000000) AS n RETURN size(collect($text + n)) AS s", {"text": "x" * 10_000}
        )
