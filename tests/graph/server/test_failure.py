"""What a failed start is put down to."""

from pathlib import Path

import pytest
from clusteratlas.graph.server.failure import diagnose


def write_logs(home: Path, log: str = "", console: str = "") -> Path:
    (home / "logs").mkdir()
    (home / "logs" / "neo4j.log").write_text(log)
    (home / "logs" / "console.log").write_text(console)
    return home


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("Caused by: java.net.BindException: Address already in use", "port"),
        ("ERROR Failed to start: Lock file has been locked by another process: /x/store_lock", "locked"),
        ("java.io.IOException: No space left on device", "disk"),
        ("Error: Could not reserve enough space for 2097152KB object heap", "memory"),
        ("Error: Could not find or load main class org.neo4j.server.Neo4jCommunity", "program"),
        ("Caused by: java.nio.file.AccessDeniedException: /x/data", "permission"),
        ("ERROR something nobody has seen", "unknown"),
    ],
)
def test_the_cause_is_read_from_what_the_server_wrote(tmp_path: Path, line: str, cause: str) -> None:
    home = write_logs(tmp_path, f"INFO  Starting...\n{line}\n\tat org.example.Main(Main.java:1)\nINFO  Stopped.\n")
    found, told = diagnose(home, 1)
    assert (found.name, told) == (cause, line)
    assert found.remedy


def test_a_server_the_system_killed_lacked_memory(tmp_path: Path) -> None:
    assert diagnose(write_logs(tmp_path, "INFO  Starting...\n"), -9)[0].name == "memory"


def test_a_server_that_wrote_nothing_has_no_telling_line(tmp_path: Path) -> None:
    assert diagnose(tmp_path, 1)[1] == ""
