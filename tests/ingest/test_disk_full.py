"""Where the disk is full, it is said where and what to do; nothing is lost, and the load works once there is room."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir

import pytest
from clusteratlas.graph.errors import ClusterAtlasError, ImportFailed, InvalidSource, NotWritten
from clusteratlas.graph.progress import quiet
from clusteratlas.graph.records import Link
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.corrections.kept import Correction, Corrections, keep_corrections, read_corrections
from clusteratlas.ingest.disk import copy
from clusteratlas.ingest.fetch import fetch
from clusteratlas.ingest.first import FEWEST_ROWS, LAID_ASIDE, load_first
from clusteratlas.ingest.matching import Mention, find_matches
from clusteratlas.ingest.own import keep, own_sources
from clusteratlas.ingest.quality import Reject, RejectFile
from clusteratlas.ingest.run import load
from clusteratlas.ingest.source import Source
from clusteratlas.ingest.spool import LinkSpool, Shards, read_shards
from clusteratlas.ingest.turns import take_turns
from clusteratlas.ui.screens.loading.draft import receive, unfinished

from tests.dump import differences, dump
from tests.ingest.folders import FIRM, write_source
from tests.ingest.sites import Site

FULL = Path("/dev/full")
"""Takes nothing: every write to it finds no space left."""
needs_full = pytest.mark.skipif(not FULL.exists(), reason="the machine has no /dev/full")
NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount"]


@contextmanager
def room_for(most: int) -> Iterator[None]:
    """Lets no file of this process grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def zyx(folder: Path, firms: int) -> Source:
    """A source of so many firms, each of which supplies the next, and of one row that cannot be used."""
    rows = "".join(f"f{i},Firm {i},f{(i + 1) % firms}\n" for i in range(firms)) + ",No id,f0\n"
    table = {
        "file": "firms.csv",
        "nodes": {"firm": FIRM},
        "links": [{"kind": "SUPPLIES", "from": "firm", "to": "{to}"}],
    }
    return write_source(folder / "zyx", [table], files={"firms.csv": "id,name,to\n" + rows})


def sharded(folder: Path, words: list[str]) -> int:
    """How many rows shards give back."""
    with Shards(folder, "words") as shards:
        shards.add((word, (word,)) for word in words)
        shards.close()
        return sum(map(len, read_shards(shards.paths)))


def test_a_search_for_matches_that_finds_no_room_names_the_folder_and_the_remedy() -> None:
    mentions = [Mention(f"m{i}", "Firm", f"Invented {'x' * (i % 90)} {i} Works") for i in range(5000)]
    with room_for(20_000), pytest.raises(NotWritten, match=rf"{gettempdir()}: no room to compare in .*free some space"):
        list(find_matches(mentions))


def test_rows_that_find_no_room_name_the_folder_and_the_remedy(tmp_path: Path) -> None:
    words = [f"{i} {'x' * 1000}" for i in range(4000)]
    with room_for(50_000), pytest.raises(NotWritten, match=rf"{tmp_path}: cannot be written .*free some space there"):
        sharded(tmp_path, words)
    assert sharded(tmp_path, words) == 4000
    with pytest.raises(NotWritten, match="absent: cannot be written"):
        sharded(tmp_path / "absent", words)


def test_a_first_load_that_finds_no_room_leaves_it_to_the_ordinary_one(tmp_path: Path) -> None:
    settings = Settings.from_environment({}, home=tmp_path / "home")
    sources = [zyx(tmp_path / "first", 10), zyx(tmp_path / "second", FEWEST_ROWS)]
    with room_for(10_000), pytest.raises(ImportFailed, match=r"rejects/.*: cannot be written .*free some space there"):
        load_first(settings, sources)
    assert list(settings.rejects.glob(f"{LAID_ASIDE}*")) == []


def spooled(folder: Path, links: list[Link]) -> int:
    """How many links a spool gives back."""
    with LinkSpool(folder) as spool:
        spool.add(links)
        return sum(len(batch) for _, batch in spool.read())


def test_links_that_find_no_room_name_the_folder_and_the_remedy(tmp_path: Path) -> None:
    links = [Link("SUPPLIES", f"f{i}", f"f{i + 1}", {"evidence": ["x" * 100]}, "t:1") for i in range(2000)]
    with room_for(50_000), pytest.raises(NotWritten, match=rf"{tmp_path}: cannot be written .*free some space there"):
        spooled(tmp_path, links)
    assert spooled(tmp_path, links) == 2000
    assert list(tmp_path.iterdir()) == []


def reject(file: Path, number: int, error: Exception | None = None) -> None:
    """Keeps so many rejects, and then meets an error."""
    with RejectFile(file) as rejects:
        for _ in range(number):
            rejects.add(Reject("t:1", "id", "x", "is wrong", "correct it"))
        if error:
            raise error


@needs_full
def test_rejects_that_find_no_room_name_the_file_and_the_remedy(tmp_path: Path) -> None:
    file = tmp_path / "zyx.csv"
    file.symlink_to(FULL)
    for number in (1, 2000):
        with pytest.raises(NotWritten, match=r"zyx.csv: cannot be written .*free some space"):
            reject(file, number)
    with pytest.raises(InvalidSource, match="the first fault is the one that is told"):
        reject(file, 1, InvalidSource("the first fault is the one that is told"))


def test_an_upload_that_finds_no_room_leaves_nothing_behind(tmp_path: Path) -> None:
    with room_for(50_000), pytest.raises(NotWritten, match=r"uploads: cannot be written .*free some space there"):
        receive("members.csv", BytesIO(b"x" * 100_000), tmp_path)
    assert unfinished(tmp_path) == {}
    assert receive("members.csv", BytesIO(b"x"), tmp_path).path.read_bytes() == b"x"


def test_a_download_that_finds_no_room_names_the_file_and_leaves_the_one_there_was(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,name\n1,Zyx\n")
    site.files = {"/a.csv": tmp_path / "a.csv"}
    kept = fetch(site.url("a.csv"), tmp_path / "kept")
    (tmp_path / "a.csv").write_text("x" * 100_000)
    with room_for(50_000), pytest.raises(NotWritten, match=r"kept/a.csv: cannot be written .*free some space there"):
        fetch(site.url("a.csv"), tmp_path / "kept")
    assert kept.read_text() == "id,name\n1,Zyx\n"


def test_a_file_that_cannot_be_read_is_named_as_that(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match=r"absent.csv: cannot be read \(No such file"):
        copy(tmp_path / "absent.csv", tmp_path / "copy.csv")


def test_corrections_that_find_no_room_name_the_file_and_those_kept_stay(tmp_path: Path) -> None:
    one = Correction("zyx.csv", 2, {"jobs": "forty"}, {"jobs": "40"}, "Tester", "2027-03-01")
    keep_corrections(tmp_path, "zyx", Corrections([one]))
    many = Corrections(replace(one, before={"jobs": f"forty {number}"}) for number in range(2000))
    with (
        room_for(50_000),
        pytest.raises(NotWritten, match=r"zyx\.corrections\.json: cannot be written .*free some space there"),
    ):
        keep_corrections(tmp_path, "zyx", many)
    assert read_corrections(tmp_path, "zyx").kept == (one,)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritten, match="file/rejects: cannot be written"):
        take_turns(tmp_path / "file/rejects", quiet).__enter__()


def test_a_file_that_finds_no_room_in_the_workspace_leaves_the_one_that_was_kept(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text("id,name\na,Zyx\n")
    said = {"name": "members", "title": "Invented", "publisher": "Nobody", "licence": "none"}
    content = {**said, "tables": [{"file": "members.csv", "nodes": {"firm": FIRM}}]}
    first = keep(tmp_path / "home", content, tmp_path / "members.csv")
    before = first.digest()
    (tmp_path / "members.csv").write_text("id,name\n" + "b,Zyx\n" * 50_000)
    with (
        room_for(100_000),
        pytest.raises(NotWritten, match=r"sources/members/members.csv: cannot be written .*free some space there"),
    ):
        keep(tmp_path / "home", content, tmp_path / "members.csv")
    assert own_sources(tmp_path / "home")["members"].digest() == before
    keep(tmp_path / "home", content, tmp_path / "members.csv")
    assert own_sources(tmp_path / "home")["members"].digest() != before


@needs_full
def test_a_load_that_finds_no_room_takes_nothing_back_and_works_once_there_is(store: Store, tmp_path: Path) -> None:
    load(store, zyx(tmp_path, 40), tmp_path / "rejects")
    before = dump(store)
    (tmp_path / "rejects" / "zyx.csv").unlink()
    (tmp_path / "rejects" / "zyx.csv").symlink_to(FULL)
    with pytest.raises(NotWritten):
        load(store, zyx(tmp_path, 30), tmp_path / "rejects")
    (tmp_path / "rejects" / "zyx.csv").unlink()
    assert not load(store, zyx(tmp_path, 40), tmp_path / "rejects").unchanged
    assert differences(before, dump(store)) == {}


def can_mount() -> bool:
    """Whether this machine lets a user mount a small file system of their own."""
    probe = [*NAMESPACE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return (
        shutil.which("unshare") is not None and subprocess.run(probe, capture_output=True, check=False).returncode == 0
    )


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.timeout(600)
def test_a_database_whose_disk_was_full_says_so_and_goes_on_by_itself_once_there_is_room(tmp_path: Path) -> None:
    if not can_mount():
        pytest.skip("this machine lets no user mount a small file system")
    zyx(tmp_path, 8_000)
    small = tmp_path / "small"
    small.mkdir()
    inside = [*NAMESPACE, "sh", "-ec", 'mount -t tmpfs -o size=400m tmpfs "$1" && exec "$2" -m "$3" "$1" "$4"', "sh"]
    words = [str(small), sys.executable, "tests.ingest.test_disk_full", str(tmp_path / "zyx")]
    done = subprocess.run([*inside, *words], capture_output=True, text=True, timeout=580, check=False)
    assert done.returncode == 0, done.stderr
    first, second, last = done.stdout.splitlines()
    for said in (first, second):
        assert str(small) in said
        assert "100 MB needed" in said
        assert "free space" in said
    assert last == "8000 8000"


def fill_and_free(small: Path, folder: Path) -> None:
    """Loads a source while the disk fills up, and again when there is room: what is said, and what is there then."""
    from clusteratlas.graph.server import LocalServer, process
    from clusteratlas.ingest.source import read_source

    process.STOP_SECONDS = 5  # a server that is stuck does not stop however long one waits
    settings = Settings.from_environment({}, home=small / "home")
    source = read_source(folder)
    try:
        with Store.open(settings) as store:
            filler = small / "filler"
            filler.write_bytes(b"\0" * (shutil.disk_usage(small).free - 2_000_000))
            for _ in range(2):
                try:
                    load(store, source, folder.parent / "rejects")
                except ClusterAtlasError as error:
                    print(" ".join(str(error).split()))
            filler.unlink()
            load(store, source, folder.parent / "rejects")
            (found,) = store.read(
                "MATCH (firm:Firm) RETURN count(firm) AS firms, count { ()-[:SUPPLIES]->() } AS links LIMIT 1"
            )
            print(found["firms"], found["links"])
    finally:
        LocalServer(settings).stop()
        os.sync()


if __name__ == "__main__":
    fill_and_free(Path(sys.argv[1]), Path(sys.argv[2]))
