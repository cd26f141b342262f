"""The command line on a real Neo4j that holds the data that ships."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import networkx
import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ui.cli import app
from typer.testing import CliRunner, Result

from tests.ui.serving import await_health

pytestmark = pytest.mark.neo4j

PROGRAM = "from clusteratlas.ui.cli import app; app()"
Run = Callable[..., Result]


@pytest.fixture
def environment(seeded: Settings) -> dict[str, str]:
    """The variables that point a command at the loaded workspace."""
    given = {"HOME": str(seeded.home), "CACHE": str(seeded.cache)}
    return os.environ | {f"CLUSTERATLAS_{name}": value for name, value in given.items()}


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    def run(*args: str, text: str | None = None) -> Result:
        return CliRunner().invoke(app, list(args), input=text, env=environment)

    return run


def test_status_counts_what_is_loaded(run: Run) -> None:
    status = json.loads(run("status", "--format", "json").stdout)
    assert status["server"]["running"] is True
    assert status["server"]["uri"].startswith("bolt://127.0.0.1:")
    assert status["organisations"] == status["kinds"]["Firm"] + status["kinds"]["Institution"]
    assert status["linkages"] == sum(status["links"].values())
    assert status["sources"] > 0


def test_search_gives_one_firm_with_the_keys_others_count_on(run: Run) -> None:
    [row] = json.loads(run("search", "napa", "--kind", "firm", "--limit", "1", "--format", "json").stdout)
    assert row.keys() >= {"id", "name", "kind", "place", "score"}
    assert row["kind"] == "Firm"


@pytest.mark.parametrize("purpose", ["suppliers", "institutions"])
def test_near_says_how_far_and_why(run: Run, purpose: str) -> None:
    [firm] = json.loads(run("search", "napa", "--kind", "Firm", "--limit", "1", "-f", "json").stdout)
    rows = json.loads(run("near", firm["id"], "--for", purpose, "--km", "20", "--limit", "5", "-f", "json").stdout)
    assert rows
    for row in rows:
        assert row.keys() >= {"id", "name", "kind", "km", "basis", "reason"}
        assert row["km"] <= 20
        assert row["basis"] in {"recorded", "possible"}


def test_linked_says_who_how_and_by_which_way(run: Run) -> None:
    given = ("us-ma-billerica-conformis", "--hops", "2", "--kinds", "institutions", "--recorded", "-f", "json")
    rows = json.loads(run("linked", *given).stdout)
    assert {row["hop"] for row in rows} == {1, 2}
    for row in rows:
        assert row.keys() >= {"from", "words", "to", "since", "until", "confidence", "source", "km", "path", "left_out"}
        assert row["basis"] == "recorded"
        assert row["path"].startswith("Conformis, Inc. ")


def test_a_name_that_several_bear_is_an_error_that_lists_them(run: Run) -> None:
    result = run("near", "napa")
    assert result.exit_code == 1
    assert "several come near" in result.stderr
    assert result.stdout == ""


def test_a_parameter_is_a_flag_or_a_param(run: Run) -> None:
    [firm] = json.loads(run("search", "napa", "--kind", "Firm", "--limit", "1", "-f", "json").stdout)
    by_flag = run("ask", "organisation/facts", "--entity", firm["id"], "-f", "json").stdout
    by_param = run("ask", "organisation/facts", "--param", f"entity={firm['id']}", "-f", "json").stdout
    assert by_flag == by_param
    assert json.loads(by_flag)


def test_cypher_reads_from_standard_input_with_parameters(run: Run) -> None:
    text = "MATCH (f:Firm) RETURN f AS firm ORDER BY f.id LIMIT toInteger($n)"
    rows = json.loads(run("cypher", "-", "--param", "n=2", "-f", "json", text=text).stdout)
    assert [row["firm"]["kind"] for row in rows] == ["Firm", "Firm"]


def test_cypher_says_when_rows_were_cut(run: Run) -> None:
    result = run("cypher", "UNWIND range(1, 20000) AS n RETURN n AS n", "-f", "csv")
    assert len(result.stdout.splitlines()) == 10_001
    assert "only the first 10,000 rows" in result.stderr


def test_wrong_cypher_is_an_error(run: Run) -> None:
    result = run("cypher", "MATCH (n RETURN n")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")


def test_nothing_found_is_an_empty_array_and_a_note(run: Run) -> None:
    result = run("search", "qqqqzzzzqqqq", "-f", "json")
    assert json.loads(result.stdout) == []
    assert result.stderr.startswith("nothing found. No name comes near. Try fewer letters")


def test_output_takes_the_format_from_the_name_of_the_file(run: Run, tmp_path: Path) -> None:
    [firm] = json.loads(run("search", "napa", "--kind", "Firm", "--limit", "1", "-f", "json").stdout)
    file = tmp_path / "around.graphml"
    result = run("ask", "organisation/surroundings", "--entity", firm["id"], "-o", str(file))
    assert result.stdout == ""
    assert firm["id"] in networkx.read_graphml(file)


def test_sources_say_under_which_terms(run: Run) -> None:
    rows = json.loads(run("sources", "--format", "json").stdout)
    assert all(row["licence"] and row["loaded"] for row in rows)
    assert len(run("sources").stdout.splitlines()) == len(rows) + 1


def test_search_imports_neither_pandas_nor_streamlit(environment: dict[str, str]) -> None:
    heavy = {"pandas", "streamlit", "networkx"}
    text = f"import sys\ntry:\n    {PROGRAM}\nfinally:\n    print('imported', *{heavy!r} & sys.modules.keys())"
    command = [sys.executable, "-c", text, "search", "napa"]
    result = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert result.stdout.splitlines()[-1] == "imported"


def test_ctrl_c_ends_with_130_and_says_how_to_go_on(environment: dict[str, str], session_store: Store) -> None:
    endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(*) AS n"
    command = [sys.executable, "-c", PROGRAM, "cypher", endless]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    running = "SHOW TRANSACTIONS YIELD currentQuery AS query WHERE query = $text RETURN query AS query"
    while not session_store.read(running, {"text": endless}):
        assert process.poll() is None
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "run it again to go on" in said


@pytest.mark.slow
def test_demo_again_changes_nothing_and_app_serves_until_ctrl_c(run: Run, environment: dict[str, str]) -> None:
    result = run("demo", "--no-app")
    assert result.exit_code == 0
    assert "0 loaded" in result.stdout
    command = [sys.executable, "-c", PROGRAM, "app", "--no-browser", "--port", "8731"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    said = next(line for line in process.stderr if "Cluster Atlas is at http://127.0.0.1:" in line)
    await_health("http://127.0.0.1:8731/_stcore/health", process)
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=30)[1]
    assert "Ctrl-C" in said
    assert "stays up until: clusteratlas down" in rest
    assert process.returncode == 0


def test_a_folder_that_bears_the_name_of_a_source_that_ships_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "source.yml").write_text(
        "name: sic\ntitle: Mine\npublisher: nobody\nlicence: none\ntables: [{file: a.csv}]\n"
    )
    result = run("load", str(tmp_path))
    assert result.exit_code == 1
    assert "another source is called 'sic'" in result.stderr
