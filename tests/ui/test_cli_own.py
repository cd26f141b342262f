"""Queries of one's own from the command line: kept, asked, changed, carried away, removed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ui.cli import app
from typer.testing import CliRunner, Result

from tests.worlds import build

pytestmark = pytest.mark.neo4j

COOPERS = """// title: Coopers of Zyxville
// question: Who sells barrels to this firm?
// params: {firm: {type: firm, about: Who buys}, from: {type: int, default: 0, about: Least}}
// returns: {seller: Firm}
MATCH (seller:Firm)-[:SUPPLIES]->(:Firm {id: $firm})
WHERE size(seller.id) > $from
RETURN seller AS seller
ORDER BY seller.id
"""
NAME = "own/coopers_of_zyxville"
Run = Callable[..., Result]


@pytest.fixture
def run(store: Store, workspace: Settings) -> Run:
    """Runs a command on an invented world."""
    build(store, "a supplies b", "cc supplies b", b={"name": "Zyx Barrels"})

    def run_(*args: str, text: str | None = None) -> Result:
        return CliRunner().invoke(app, ["--workspace", str(workspace.home), *args], input=text)

    return run_


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "coopers.cypher"
    path.write_text(COOPERS)
    return path


def said(result: Result) -> str:
    """What a command that succeeds prints."""
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_query_in_a_file_is_kept_listed_asked_and_carried_away(run: Run, file: Path, tmp_path: Path) -> None:
    assert said(run("queries", "--save", str(file))).startswith(f"kept as {NAME}, version 1; ask it with")
    assert NAME in [row["name"] for row in json.loads(said(run("queries", "-f", "json")))]
    assert "--firm" in said(run("queries", NAME))
    help = said(run("ask", NAME, "--help"))
    assert "Who sells barrels to this firm?" in help
    assert "--from" not in help
    rows = json.loads(said(run("ask", NAME, "--firm", "zyx barrels", "--param", "from=1", "-f", "json")))
    assert [row["seller"]["id"] for row in rows] == ["cc"]
    copy = tmp_path / "copy.cypher"
    run("queries", "--export", NAME, "-o", str(copy))
    assert copy.read_text() == COOPERS
    assert said(run("queries", NAME, "--export")) == COOPERS
    assert "near/suppliers" not in said(run("queries", "near/suppliers", "--export"))[:20]


def test_a_change_is_a_version_that_can_be_taken_back(run: Run, file: Path) -> None:
    run("queries", "--save", str(file), "--who", "one")
    assert "says just this already" in said(run("queries", NAME, "--save", str(file)))
    file.write_text(COOPERS.replace("Coopers", "Makers"))
    assert "version 2" in said(run("queries", NAME, "--save", str(file), "--who", "two"))
    listed = json.loads(said(run("queries", "--versions", NAME, "-f", "json")))
    assert [(row["version"], row["title"], row["who"]) for row in listed] == [
        (2, "Makers of Zyxville", "two"),
        (1, "Coopers of Zyxville", "one"),
    ]
    assert "version 3" in said(run("queries", NAME, "--back-to", "1"))
    assert said(run("queries", NAME, "--export")) == COOPERS


def test_a_query_is_removed_when_its_user_agrees(run: Run, file: Path) -> None:
    run("queries", "--save", str(file))
    refused = run("queries", "--remove", NAME)
    assert (refused.exit_code, "nobody is there to agree; remove it without asking with --yes" in refused.stderr) == (
        1,
        True,
    )
    assert said(run("queries", "--remove", NAME, "--yes")) == f"{NAME} is gone with 1 version\n"
    gone = run("ask", NAME)
    assert (gone.exit_code, "no query of your own has this name" in gone.stderr) == (2, True)


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["--save", "nosuch.cypher"], 1, "nosuch.cypher: cannot be read"),
        (["--save", "-"], 1, "lacks 'returns'"),
        (["--versions"], 2, "say which query"),
        (["own/x", "--versions", "--remove"], 2, "one of --save, --export"),
        (["own/nosuch"], 1, "no query of your own has this name"),
        (["own/No Such", "--export"], 1, "a query of your own is called own/NAME"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, args: list[str], code: int, says: str) -> None:
    result = run("queries", *args, text="// title: x\nRETURN 1 AS one")
    assert result.exit_code == code
    assert says in " ".join(result.stderr.split())


def test_a_query_that_writes_is_not_kept(run: Run, file: Path) -> None:
    file.write_text(COOPERS.replace("RETURN", "SET seller.name = 'x' RETURN"))
    result = run("queries", "--save", str(file))
    assert result.exit_code == 1
    assert "SET changes what is stored" in result.stderr


def test_one_that_cannot_be_read_is_listed_with_its_error_and_can_be_taken_out(run: Run, store: Store) -> None:
    store.write("CREATE (:SavedQuery {id: 'own/x@1', name: 'own/x', version: 1, text: '?', who: 'x', at: '2000'})")
    listed = {row["name"]: row["question"] for row in json.loads(said(run("queries", "-f", "json")))}
    assert listed["own/x"].startswith("cannot be read: own/x, line 1: the header lacks")
    assert said(run("queries", "own/x", "--export")) == "?"
    result = run("ask", "own/x")
    assert result.exit_code == 1
    assert "correct it on the Questions page, or remove it" in result.stderr
