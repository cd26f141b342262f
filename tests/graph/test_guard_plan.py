"""The guard's second check, on plans; and both checks together against a real Neo4j."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest
import yaml
from clusteratlas.graph.errors import UnsafeQuery
from clusteratlas.graph.guard import check_plan, check_text

CORPUS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("guard_attacks.yml").read_text(encoding="utf-8"))
ATTACKS: list[str] = [attack for group in CORPUS["attacks"].values() for attack in group]
PARAMETERS = {
    "rows": [{"name": "sample"}],
    "CREATE (n)": 1,
    "create": 2,
    "label": "GuardSample",
    "url": "file:///x.csv",
}
SETUP = (
    "CREATE FULLTEXT INDEX guard_sample IF NOT EXISTS FOR (n:GuardSample) ON EACH [n.name]",
    "CREATE (:GuardSample {name: 'sample one', size: 1, at: point({latitude: 1, longitude: 2})})"
    "-[:GUARD_LINK]->(:GuardSample {name: 'sample two', size: 2})"
    "-[:GUARD_LINK]->(:GuardSample {name: 'sample three'})",
    "CALL db.awaitIndexes(60)",
)
CLEANUP = ("DROP INDEX guard_sample IF EXISTS", "MATCH (n:GuardSample) DETACH DELETE n")


def step(operator: str, details: str = "", *children: dict[str, Any]) -> dict[str, Any]:
    return {
        "operatorType": f"{operator}@neo4j",
        "args": {"Details": details},
        "identifiers": [],
        "children": list(children),
    }


@pytest.mark.parametrize("query_type", ["w", "rw", "s", "", "x"])
def test_only_a_read_passes(query_type: str) -> None:
    with pytest.raises(UnsafeQuery, match="only reads"):
        check_plan(query_type, step("ProduceResults"))


@pytest.mark.parametrize(
    "bad",
    [
        step("LoadCSV", "row"),
        step("ShowSettings", "allSettings"),
        step("TerminateTransactions", "transactions(t)"),
        step("TransactionApply", "IN TRANSACTIONS OF 1000 ROWS ON ERROR FAIL"),
        step("AdministrationCommand"),
        step("ProcedureCall", "dbms.listConfig() :: (name :: STRING)"),
        step("ProcedureCall", "`dbms`.listConfig() :: (name :: STRING)"),
        step("ProcedureCall"),
        step("Projection", '[x IN $xs | COLLECT {\n  LOAD CSV FROM "file:///it\'s.csv" AS r\n  RETURN r AS r\n}] AS x'),
        step("Filter", "EXISTS {\n  CALL dbms.listConfig()\n    YIELD name\n  RETURN name AS name\n}"),
        step("Projection", "COLLECT {\n  SHOW SETTINGS\n  YIELD name\n  RETURN name AS name\n} AS x"),
        step("Projection", "COLLECT {\n  TERMINATE TRANSACTIONS $`t`\n  YIELD message\n  RETURN message AS message\n}"),
        step("Projection", "'never closed, COLLECT { CALL dbms.listConfig() }"),
        {"args": {}, "children": []},
        {},
    ],
)
def test_a_step_that_does_more_than_read_is_refused_at_any_depth(bad: dict[str, Any]) -> None:
    with pytest.raises(UnsafeQuery):
        check_plan("r", bad)
    with pytest.raises(UnsafeQuery):
        check_plan("r", step("ProduceResults", "x", step("AllNodesScan", "n"), step("Apply", "", bad)))


@pytest.mark.parametrize(
    "good",
    [
        step("ProcedureCall", "db.index.fulltext.queryNodes($autostring_0, $autostring_1) :: (node :: NODE)"),
        step("Projection", "n.`LOAD CSV '` AS `CALL dbms.x()`, $autoint_0 AS `it's`"),
        step("Filter", "n:Call AND cache[n.load] = cache[n.csv]"),
        {"operatorType": "ProduceResults@neo4j", "args": {}},
    ],
)
def test_a_step_that_reads_passes(good: dict[str, Any]) -> None:
    check_plan("r", good)


@pytest.fixture(scope="module")
def driver(server: Any) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(
        server.uri, auth=(server.user, server.password), notifications_min_severity="OFF"
    ) as found:
        for statement in SETUP:
            found.execute_query(statement, database_=server.database)
        yield found
        for statement in CLEANUP:
            found.execute_query(statement, database_=server.database)


def explain(driver: neo4j.Driver, database: str, query: str) -> tuple[str, dict[str, Any]]:
    with (
        driver.session(database=database, default_access_mode="READ") as session,
        session.begin_transaction(timeout=10) as transaction,
    ):
        summary = transaction.run(f"EXPLAIN {query}", PARAMETERS).consume()
        return str(summary.query_type), summary.plan or {}


def check(driver: neo4j.Driver, database: str, query: str) -> None:
    check_text(query)
    check_plan(*explain(driver, database, query))


@pytest.mark.neo4j
@pytest.mark.parametrize("attack", ATTACKS)
def test_every_attack_is_refused_by_its_text_or_by_its_plan(server: Any, driver: neo4j.Driver, attack: str) -> None:
    with pytest.raises(UnsafeQuery):
        check(driver, server.database, attack)


@pytest.mark.neo4j
def test_the_plan_alone_refuses_what_the_server_would_run_but_for_databases_and_prefixes(
    server: Any, driver: neo4j.Driver
) -> None:
    let_through = set()
    for attack in ATTACKS:
        try:
            check_plan(*explain(driver, server.database, attack))
        except (UnsafeQuery, neo4j.exceptions.Neo4jError):
            continue
        let_through.add(attack)
    assert {attack for attack in let_through if "USE" not in attack} == {
        "EXPLAIN MATCH (n) RETURN n",
        "CYPHER runtime=slotted MATCH (n) RETURN n",
    }


@pytest.mark.neo4j
@pytest.mark.parametrize("query", CORPUS["honest"])
def test_an_honest_query_passes_both_checks_and_runs(server: Any, driver: neo4j.Driver, query: str) -> None:
    try:
        check(driver, server.database, query)
    except neo4j.exceptions.ClientError as error:
        if query.startswith("CYPHER 25") and "not a valid option for cypher version" in str(error):
            pytest.skip("this Neo4j knows no Cypher 25")
        raise
    with (
        driver.session(database=server.database, default_access_mode="READ") as session,
        session.begin_transaction(timeout=10) as transaction,
    ):
        transaction.run(query, PARAMETERS).consume()
