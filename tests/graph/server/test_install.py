"""Fetching the program files: whole, right, once, or a message that says what to do."""

import hashlib
import os
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from clusteratlas.graph.errors import InstallFailed
from clusteratlas.graph.progress import Progress
from clusteratlas.graph.server.install import Artifact, Installation, Release, fill, install
from clusteratlas.graph.settings import Settings

SHIPPED = Release.shipped()
SMALL = Release(SHIPPED.version, tuple(sorted(SHIPPED.artifacts, key=lambda artifact: artifact.bytes)[:4]))
LARGE = Release(SHIPPED.version, tuple(sorted(SHIPPED.artifacts, key=lambda artifact: -artifact.bytes)[:12]))
FILL = """
import sys
from pathlib import Path
from clusteratlas.graph.server.install import Release, fill
release = Release.shipped()
artifacts = tuple(sorted(release.artifacts, key=lambda artifact: -artifact.bytes)[:12])
fill(Path(sys.argv[1]), Release(release.version, artifacts))
"""
fetches = [pytest.mark.neo4j, pytest.mark.slow]


def made_up(folder: Path, *names: str) -> Release:
    """A release whose jars are in the folder already."""
    (folder / "jars").mkdir(parents=True)
    artifacts = []
    for name in names:
        content = f"content of {name}".encode()
        digest = hashlib.sha256(content).hexdigest()
        artifacts.append(Artifact("org.invented", name, "1.0", len(content), digest))
        (folder / "jars" / artifacts[-1].filename).write_bytes(content)
    return Release("1.0", tuple(artifacts))


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that nobody runs: every request outside fails as it does without a network."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")


def test_the_shipped_list_is_whole() -> None:
    names = [artifact.filename for artifact in SHIPPED.artifacts]
    assert len(set(names)) == len(names) > 100
    assert all(artifact.bytes > 0 and len(artifact.sha256) == 64 for artifact in SHIPPED.artifacts)
    assert f"neo4j-server-{SHIPPED.version}.jar" in names


@pytest.mark.usefixtures("offline")
def test_a_full_cache_needs_no_network(tmp_path: Path) -> None:
    release = made_up(tmp_path, "alpha", "beta")
    told: list[Progress] = []
    assert fill(tmp_path, release, told.append) == Installation("1.0", tmp_path / "jars", tmp_path)
    assert fill(tmp_path, release, told.append, recheck=True) == Installation("1.0", tmp_path / "jars", tmp_path)
    assert told == []


def test_a_checked_cache_is_found_in_milliseconds(tmp_path: Path) -> None:
    release = made_up(tmp_path, *(f"part-{number}" for number in range(140)))
    fill(tmp_path, release)
    began = time.monotonic()
    fill(tmp_path, release)
    assert time.monotonic() - began < 0.1


@pytest.mark.usefixtures("offline")
def test_without_a_network_the_message_names_proxy_and_ways_out(tmp_path: Path) -> None:
    with pytest.raises(InstallFailed) as raised:
        fill(tmp_path, SMALL)
    for word in ("cannot be reached", "HTTPS_PROXY", "CLUSTERATLAS_URI", "CLUSTERATLAS_NEO4J_HOME"):
        assert word in str(raised.value)
    assert "127.0.0.1" not in str(raised.value)  # a proxy's address may hold a password


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("damage", [b"cont", b"CONTENT OF beta"])
def test_a_damaged_jar_is_never_passed_on(tmp_path: Path, damage: bytes) -> None:
    release = made_up(tmp_path, "alpha", "beta")
    (tmp_path / "jars" / "beta-1.0.jar").write_bytes(damage)
    with pytest.raises(InstallFailed):
        fill(tmp_path, release)


@pytest.mark.usefixtures("offline")
def test_another_list_of_jars_is_checked_anew(tmp_path: Path) -> None:
    release = made_up(tmp_path, "alpha", "beta")
    fill(tmp_path, release)
    changed = Release("1.0", (release.artifacts[0], replace(release.artifacts[1], sha256="0" * 64)))
    with pytest.raises(InstallFailed):
        fill(tmp_path, changed)


def test_a_jar_of_another_list_is_not_left_to_be_loaded(tmp_path: Path) -> None:
    release = made_up(tmp_path, "alpha", "beta")
    fill(tmp_path, release)
    fill(tmp_path, Release("1.0", release.artifacts[:1]))
    assert [path.name for path in (tmp_path / "jars").iterdir()] == ["alpha-1.0.jar"]


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    with pytest.raises(InstallFailed, match="CLUSTERATLAS_CACHE"):
        fill(tmp_path / "cache" / "neo4j", SMALL)


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    small_disk = tmp_path / "disk"
    small_disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small_disk)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        with pytest.raises(InstallFailed, match=r"the disk is full.*CLUSTERATLAS_CACHE"):
            fill(small_disk / "neo4j", LARGE)
    finally:
        subprocess.run(["umount", str(small_disk)], check=True)


def test_a_folder_of_ones_own_is_used_as_it_is(tmp_path: Path) -> None:
    settings = replace(Settings.from_environment({}), neo4j_home=tmp_path / "own", cache=tmp_path / "cache")
    (tmp_path / "own" / "lib").mkdir(parents=True)
    with pytest.raises(InstallFailed, match="no jars of Neo4j"):
        install(settings)
    (tmp_path / "own" / "lib" / "neo4j-kernel-5.26.30.jar").touch()
    (tmp_path / "own" / "lib" / "neo4j-kernel-api-5.26.30.jar").touch()
    assert install(settings) == Installation("5.26.30", tmp_path / "own" / "lib")
    jars = replace(settings, neo4j_home=tmp_path / "own" / "lib")
    assert install(jars) == Installation("5.26.30", tmp_path / "own" / "lib")
    assert not (tmp_path / "cache").exists()


def test_a_neo4j_too_old_is_refused(tmp_path: Path) -> None:
    (tmp_path / "neo4j-kernel-4.4.1.jar").touch()
    with pytest.raises(InstallFailed, match=r"4\.4\.1 is too old"):
        install(replace(Settings.from_environment({}), neo4j_home=tmp_path))


class TestFetching:
    pytestmark = fetches

    def test_jars_arrive_whole_and_progress_counts_their_megabytes(self, tmp_path: Path) -> None:
        told: list[Progress] = []
        jars = fill(tmp_path, SMALL, told.append).jars
        assert {(path.name, path.stat().st_size) for path in jars.iterdir()} == {
            (artifact.filename, artifact.bytes) for artifact in SMALL.artifacts
        }
        assert told[0].doing == f"Fetching Neo4j {SMALL.version}"
        assert (told[-1].done, told[-1].unit) == (told[-1].total, "MB")
        assert [progress.done for progress in told] == sorted(progress.done for progress in told)
        assert not (tmp_path / "partial").exists()

    def test_a_jar_cut_short_is_fetched_again_and_the_others_stay(self, tmp_path: Path) -> None:
        jars = fill(tmp_path, SMALL).jars
        cut, *others = sorted(jars.iterdir())
        before = {path: path.stat().st_mtime_ns for path in others}
        os.truncate(cut, 100)
        fill(tmp_path, SMALL)
        assert cut.stat().st_size > 100
        assert {path: path.stat().st_mtime_ns for path in others} == before

    def test_a_file_that_comes_wrong_twice_is_named(self, tmp_path: Path) -> None:
        wrong = replace(SMALL.artifacts[0], sha256="0" * 64)
        with pytest.raises(InstallFailed, match=f"{wrong.filename}: what was downloaded is not the published"):
            fill(tmp_path, Release("1.0", (wrong,)))
        assert list((tmp_path / "jars").iterdir()) == []

    def test_a_file_the_registry_lacks_is_named(self, tmp_path: Path) -> None:
        absent = replace(SMALL.artifacts[0], version="0.0.0")
        with pytest.raises(InstallFailed, match=f"{absent.filename}: not to be had"):
            fill(tmp_path, Release("1.0", (absent,)))

    def test_an_install_killed_midway_goes_on_where_it_was(self, tmp_path: Path) -> None:
        child = subprocess.Popen([sys.executable, "-c", FILL, str(tmp_path)])
        jars = tmp_path / "jars"
        while child.poll() is None and not (jars.exists() and any(jars.iterdir())):
            time.sleep(0.01)
        child.kill()
        child.wait(30)
        before = {path: path.stat().st_ino for path in jars.iterdir()}
        assert 0 < len(before) < len(LARGE.artifacts)
        fill(tmp_path, LARGE)
        assert {path: path.stat().st_ino for path in before} == before
        assert len(list(jars.iterdir())) == len(LARGE.artifacts)

    def test_two_installs_at_once_fetch_once(self, tmp_path: Path) -> None:
        children = [subprocess.Popen([sys.executable, "-c", FILL, str(tmp_path)]) for _ in range(2)]
        assert [child.wait(120) for child in children] == [0, 0]
        assert len(list((tmp_path / "jars").iterdir())) == len(LARGE.artifacts)
        assert {path.name for path in tmp_path.iterdir()} <= {"jars", "checked", "lock"}


def test_the_digest_changes_with_any_jar() -> None:
    other = Release(SMALL.version, (*SMALL.artifacts[:-1], replace(SMALL.artifacts[-1], sha256="0" * 64)))
    assert other.digest != SMALL.digest
