"""The command line without a database: arguments, errors, exit codes, what is imported."""

from __future__ import annotations

import fcntl
import json
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from clusteratlas.graph.progress import Progress
from clusteratlas.ingest.run import LoadReport
from clusteratlas.queries.catalog import catalog
from clusteratlas.ui import terminal
from clusteratlas.ui.cli import app
from clusteratlas.ui.commands.loading import in_brief, in_lines
from clusteratlas.ui.commands.output import FormatName
from clusteratlas.ui.commands.showing import free_port
from clusteratlas.ui.exports import FORMATS
from typer.testing import CliRunner, Result

PROGRAM = "from clusteratlas.ui.cli import app; app()"
COMMANDS = {
    *("demo", "app", "up", "down", "status", "load", "sources", "search", "near", "linked", "ask", "queries", "cypher"),
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace without a database; nothing in these tests may start one."""
    monkeypatch.setenv("CLUSTERATLAS_HOME", str(tmp_path))
    monkeypatch.delenv("CLUSTERATLAS_URI", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def run(*args: str, text: str | None = None) -> Result:
    return CliRunner().invoke(app, list(args), input=text)


def test_help_names_every_command() -> None:
    assert {word for word in run("--help").stdout.split() if word in COMMANDS} == COMMANDS


def test_formats_offered_are_those_there_are() -> None:
    assert [name.value for name in FormatName] == list(FORMATS)


def test_status_of_a_workspace_without_a_database_says_how_to_start_it(home: Path) -> None:
    result = run("status", "--format", "json")
    status = json.loads(result.stdout)
    assert result.exit_code == 0
    assert status["server"]["running"] is False
    assert {status[key] for key in ("organisations", "linkages", "sources", "kinds", "links")} == {None}
    assert "clusteratlas up" in run("status").stdout
    assert list(home.iterdir()) == []


def test_workspace_may_stand_before_and_after_the_command(tmp_path: Path) -> None:
    there = str(tmp_path / "there")
    for args in (["--workspace", there, "status", "-f", "json"], ["status", "-f", "json", f"--workspace={there}"]):
        assert json.loads(run(*args).stdout)["server"]["home"] == there


def test_down_without_a_database_is_no_error() -> None:
    result = run("down")
    assert (result.exit_code, result.stdout) == (0, "Neo4j was not running\n")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["nosuch"], "No such command"),
        (["search"], "text: is needed"),
        (["search", "--kind", "Place", "--input", "x"], "kind: with input only organisations are found"),
        (["near", "x", "--for", "rivals", "--does", "research"], "has no parameter does"),
        (["near", "x", "--area", "1,2"], "fewer than three corners"),
        (["search", "x", "--format", "yaml"], "yaml"),
        (["search", "x", "--kind", "Spaceship"], "is not one of"),
        (["search", "x", "--limit", "0"], "limit"),
        (["near", "x", "--for", "luck"], "luck"),
        (["near", "x", "--km", "-5"], "km"),
        (["linked", "x", "--kinds", "friends"], "kinds: 'friends' names 'friends', which is no kind or group"),
        (["linked", "x", "--hops", "9"], "hops: '9' is above 3"),
        (["ask", "nosuch"], "no such query"),
        (["ask", "near/suppliers"], "firm: is needed"),
        (["ask", "near/suppliers", "--nosuch", "1"], "No such option"),
        (["ask", "near/suppliers", "--firm", "x", "--km", "far"], "is not a number"),
        (["ask", "near/suppliers", "--param", "firm"], "NAME=VALUE"),
        (["ask", "near/suppliers", "--param", "firm=x", "--param", "nosuch=1"], "has no parameter nosuch"),
        (["cypher", "RETURN 1 AS n", "--param", "n"], "NAME=VALUE"),
        (["app", "--port", "0"], "port"),
    ],
)
def test_wrong_usage_exits_2_and_says_what_is_wrong(args: list[str], says: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["load", "nosuch"], "no file, folder or source of that name"),
        (["load", "firms.xlsx"], "no file, folder or source of that name"),
        (["cypher", "CREATE (n) RETURN n"], "CREATE"),
        (["queries", "nosuch"], "no such query"),
    ],
)
def test_an_error_exits_1_with_one_sentence(args: list[str], says: str) -> None:
    result = run(*args)
    assert result.exit_code == 1
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_an_address_that_is_none_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLUSTERATLAS_URI", "http://127.0.0.1")
    result = run("status")
    assert result.exit_code == 1
    assert "neo4j://" in result.stderr


def test_a_folder_without_a_description_is_an_error_that_names_it(tmp_path: Path) -> None:
    assert str(tmp_path) in run("load", str(tmp_path)).stderr


def test_debug_shows_where_an_error_arose() -> None:
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, "load", "nosuch", "--debug"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "Traceback" in result.stderr


def test_load_without_a_name_lists_what_ships() -> None:
    rows = json.loads(run("load", "--format", "json").stdout)
    assert {"us_places", "naics"} <= {row["name"] for row in rows}


def test_queries_lists_all_and_shows_one() -> None:
    assert [row["name"] for row in json.loads(run("queries", "-f", "json").stdout)] == list(catalog())
    [row] = json.loads(run("queries", "near/suppliers", "-f", "json").stdout)
    assert row["parameters"]["km"]["unit"] == "km"
    assert "--firm" in run("queries", "near/suppliers").stdout


@pytest.mark.parametrize("name", list(catalog()))
def test_every_query_has_a_flag_for_each_parameter(name: str) -> None:
    help = run("ask", name, "--help").stdout
    assert all(f"--{parameter.replace('_', '-')}" in help for parameter in catalog()[name].parameters)


@pytest.mark.parametrize(
    "given",
    [("search", "napa", "--limit", "2", "--limit=3"), ("ask", "portfolio", "--and-place", "a", "--and_place", "b")],
)
def test_an_option_given_twice_is_refused(given: tuple[str, ...]) -> None:
    result = run(*given)
    assert result.exit_code == 2
    assert "is given 2 times" in " ".join(result.stderr.replace("│", " ").split())


def test_a_taken_port_gives_way_to_the_next_free_one(capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wanted = taken.getsockname()[1]
        if wanted < 65000:
            assert free_port(wanted) > wanted
            assert f"port {wanted} is taken" in capsys.readouterr().err


def test_progress_in_a_log_is_a_line_every_two_seconds() -> None:
    written: list[str] = []
    times = iter([0.0, 0.0, 1.0, 1.9, 2.1, 2.1, 3.0])
    report = terminal.lines(written.append, lambda: next(times))
    for done in (1, 2, 3, 4, 5):
        report(Progress("Fetching", done, 10, "MB"))
    assert written == ["Fetching 1 of 10 MB", "Fetching 4 of 10 MB"]


@pytest.mark.parametrize(
    ("args", "spared"),
    [
        (["--help"], {"neo4j", "pandas", "streamlit", "networkx"}),
        (["queries"], {"pandas", "streamlit", "networkx"}),
    ],
)
def test_a_start_imports_nothing_heavy(args: list[str], spared: set[str]) -> None:
    text = f"import sys\ntry:\n    {PROGRAM}\nfinally:\n    print('imported', *{spared!r} & sys.modules.keys())"
    result = subprocess.run([sys.executable, "-c", text, *args], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "imported"


def test_a_closed_pipe_is_quiet() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "queries", "near/suppliers"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def unread(pipe: int) -> int:
    """How many bytes of a pipe nobody has read yet."""
    [number] = struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))
    return int(number)


def test_ctrl_c_ends_with_130_and_one_line() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "cypher", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write("RETURN 1\n")
    process.stdin.flush()
    deadline = time.monotonic() + 60
    while unread(process.stdin.fileno()) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, "\nstopped; run it again to go on\n")


def test_the_demo_says_of_each_source_no_more_than_what_it_brought() -> None:
    done = LoadReport("zyx", nodes=2, links=1, rejects=3, reasons={"jobs: is not a number": 3})
    assert in_brief(done, 0.5) == ["zyx: 2 nodes, 1 links (0.5 s)"]
    assert in_lines(done, 0.5)[:2] == [*in_brief(done, 0.5), "  3 values or rows refused, written to None"]
