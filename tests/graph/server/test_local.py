"""The real local server: started, shared, killed, stopped."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from threading import Thread

import neo4j
import psutil
import pytest
from clusteratlas.graph.errors import ServerUnavailable
from clusteratlas.graph.progress import Progress
from clusteratlas.graph.server import Connection, LocalServer, local, process
from clusteratlas.graph.server.configuration import Memory
from clusteratlas.graph.server.install import Release, install
from neo4j.exceptions import DriverError, Neo4jError

from .conftest import Starter, processes_of, uri_told_by

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]


def ask(connection: Connection, text: str) -> list[list[object]]:
    with neo4j.GraphDatabase.driver(connection.uri, auth=(connection.user, connection.password)) as driver:
        records, _, _ = driver.execute_query(text, database_=connection.database)
        return [record.values() for record in records]


def test_a_server_starts_once_keeps_its_facts_and_stops(server: LocalServer) -> None:
    told: list[Progress] = []
    connection = server.start(told.append)
    assert ask(connection, "CREATE (f:Fact {id: 1}) RETURN f.id") == [[1]]
    assert told[-1].doing == "Starting Neo4j"
    assert connection.password not in repr(connection)

    began = time.monotonic()
    assert server.start() == connection
    assert time.monotonic() - began < 0.5

    status = server.status()
    assert (status.running, status.uri, status.version) == (True, connection.uri, Release.shipped().version)
    assert status.store_bytes > 0
    assert [found.pid for found in processes_of(server.home)] == [status.pid]

    assert server.stop()
    assert processes_of(server.home) == []
    assert not server.status().running
    assert not server.stop()

    assert ask(server.start(), "MATCH (f:Fact) RETURN f.id") == [[1]]


def test_it_listens_on_loopback_alone_and_keeps_its_secrets_from_others(server: LocalServer) -> None:
    server.start()
    (java,) = processes_of(server.home)
    listening = {c.laddr.ip for c in java.net_connections("inet") if c.status == psutil.CONN_LISTEN}
    assert listening <= {"127.0.0.1", "::ffff:127.0.0.1"}
    assert listening
    for name in ("password", "data/dbms/auth.ini", "server.json", "conf/neo4j.conf"):
        assert stat.S_IMODE((server.home / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(server.home.stat().st_mode) == 0o700


def test_two_commands_at_once_share_one_server(server: LocalServer, start_elsewhere: Starter) -> None:
    children = [start_elsewhere() for _ in range(3)]
    assert len({uri_told_by(child) for child in children}) == 1
    assert len(processes_of(server.home)) == 1


def test_a_server_outlives_its_starter_and_hears_no_ctrl_c(server: LocalServer, start_elsewhere: Starter) -> None:
    child = start_elsewhere()
    uri = uri_told_by(child)
    os.killpg(child.pid, signal.SIGINT)
    child.wait(30)
    assert server.start().uri == uri


def test_a_start_that_was_cut_short_is_taken_up(server: LocalServer, start_elsewhere: Starter) -> None:
    child = start_elsewhere()
    while not (server.home / "server.json").exists():
        time.sleep(0.02)
    child.kill()
    child.wait(30)
    (java,) = processes_of(server.home)
    connection = server.start()
    assert ask(connection, "RETURN 1 AS one") == [[1]]
    assert [found.pid for found in processes_of(server.home)] == [java.pid]


def test_a_killed_server_starts_again_with_every_acknowledged_fact(server: LocalServer) -> None:
    connection = server.start()
    acknowledged: list[str] = []

    def write(writer: int) -> None:
        driver = neo4j.GraphDatabase.driver(connection.uri, auth=(connection.user, connection.password))
        with driver, driver.session(database=connection.database) as session:
            for number in range(100_000):
                name = f"{writer}-{number}"
                try:
                    session.run("CREATE (:Fact {id: $id})-[:NEXT]->(:Fact {id: $id + 'b'})", id=name).consume()
                except (Neo4jError, DriverError):
                    return
                acknowledged.append(name)

    for round_ in range(2):
        writers = [Thread(target=write, args=(round_ * 10 + n,)) for n in range(3)]
        for writer in writers:
            writer.start()
        time.sleep(2)
        (java,) = processes_of(server.home)
        java.kill()
        java.wait(30)
        for writer in writers:
            writer.join()
        assert not server.status().running
        connection = server.start()  # on the same port, so that open clients find it again
        rows = ask(connection, "MATCH (f:Fact)-[:NEXT]->(:Fact) RETURN f.id")
        assert set(acknowledged) <= {str(row[0]) for row in rows}
        assert ask(connection, "MATCH (f:Fact) RETURN count(f)") == [[2 * len(rows)]]  # nothing half written
    assert acknowledged


def test_a_server_that_hangs_is_killed_on_stop(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.start()
    (java,) = processes_of(server.home)
    java.suspend()
    monkeypatch.setattr(process, "STOP_SECONDS", 1)
    assert server.stop()
    assert processes_of(server.home) == []


def test_a_taken_port_is_swapped_for_another(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        ports = iter([taken])  # free when it was picked, taken when the server wanted it
        monkeypatch.setattr(local, "free_port", lambda last=None: next(ports, None) or process.free_port())
        connection = server.start()
    assert connection.uri != f"bolt://127.0.0.1:{taken}"
    assert ask(connection, "RETURN 1 AS one") == [[1]]


def test_a_second_server_on_the_same_files_is_refused_in_words(server: LocalServer) -> None:
    server.start()
    (server.home / "server.json").rename(server.home / "hidden.json")
    with pytest.raises(ServerUnavailable, match="another Neo4j uses this workspace's files") as raised:
        server.start()
    assert "neo4j.log" in str(raised.value)
    (server.home / "hidden.json").rename(server.home / "server.json")
    assert server.status().running


def test_damaged_program_files_are_fetched_again(server: LocalServer, tmp_path: Path) -> None:
    program = install(server.settings).jars.parent
    cache = tmp_path / "cache"
    copy = cache / "neo4j" / program.name
    shutil.copytree(program, copy, copy_function=os.link)
    jar = next(copy.glob("jars/neo4j-kernel-2*.jar"))
    size = jar.stat().st_size
    jar.unlink()
    jar.write_bytes(bytes(size))
    server = LocalServer(replace(server.settings, cache=cache))
    assert ask(server.start(), "RETURN 1 AS one") == [[1]]


def test_damaged_program_files_of_ones_own_are_named(server: LocalServer, tmp_path: Path) -> None:
    jars = tmp_path / "own" / "lib"
    shutil.copytree(install(server.settings).jars, jars, copy_function=os.link)
    jar = next(jars.glob("neo4j-common-2*.jar"))
    jar.unlink()
    jar.write_bytes(b"PK not a jar")
    own = LocalServer(replace(server.settings, neo4j_home=jars.parent, cache=tmp_path / "never"))
    with pytest.raises(ServerUnavailable, match="CLUSTERATLAS_NEO4J_HOME") as raised:
        own.start()
    assert str(jars) in str(raised.value)
    assert not (tmp_path / "never").exists()


def test_a_batch_of_5000_rows_fits_the_smallest_server(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Memory, "of_this_machine", lambda: Memory.fitting(2048))
    connection = server.start()
    row = ", ".join(f"field{n}: 'a value of some length, number ' + i" for n in range(20))
    text = f"UNWIND range(1, 5000) AS i MERGE (f:Fact {{id: i}}) SET f += {{{row}}} RETURN count(f)"
    assert ask(connection, "CREATE CONSTRAINT FOR (f:Fact) REQUIRE f.id IS UNIQUE") == []
    assert ask(connection, text) == [[5000]]


def test_too_little_memory_is_named(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Memory, "of_this_machine", lambda: Memory(900_000_000, 256))
    with pytest.raises(ServerUnavailable, match="too little free memory"):
        server.start()


def test_a_full_disk_is_named_and_nothing_is_left_running(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.home.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(server.home)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        with pytest.raises(ServerUnavailable, match="0 MB free, 100 MB needed"):
            server.start()
        monkeypatch.setattr(local, "NEEDED_BYTES", 0)  # as if it filled while the server starts
        with pytest.raises(ServerUnavailable, match="the disk is full"):
            server.start()
        assert processes_of(server.home) == []
    finally:
        for java in processes_of(server.home):
            java.kill()
            java.wait(30)
        subprocess.run(["umount", str(server.home)], check=True)


def test_a_lost_password_is_told_before_anything_starts(server: LocalServer) -> None:
    (server.home / "data" / "databases").mkdir(parents=True)
    with pytest.raises(ServerUnavailable, match="password cannot be read"):
        server.start()


def test_another_process_with_the_same_pid_is_not_taken_for_the_server(server: LocalServer) -> None:
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        while psutil.Process(stranger.pid).cmdline() != ["sleep", "60"]:  # it has no words of its own until it begins
            time.sleep(0.01)
        created = psutil.Process(stranger.pid).create_time()
        server.home.mkdir(parents=True)
        (server.home / "server.json").write_text(
            f'{{"pid": {stranger.pid}, "created": {created}, "port": 1, "version": "2026.08.1", "jars": ""}}'
        )
        assert not server.status().running
        assert not server.stop()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
