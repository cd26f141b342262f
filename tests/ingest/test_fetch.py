"""A file of the web is fetched once and whole, or not at all."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.graph.progress import Progress, quiet
from clusteratlas.ingest import fetch as fetching
from clusteratlas.ingest.fetch import fetch

from tests.ingest.folders import FIRM, crawl, write_source
from tests.ingest.sites import BODY, Site


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_a_file_is_fetched_with_progress_and_a_note_of_where_it_is_from(site: Site, tmp_path: Path) -> None:
    seen: list[Progress] = []
    path = fetch(site.url("a%20b.csv?key=secret"), tmp_path, seen.append)
    assert (path.name, path.read_bytes()) == ("a b.csv", BODY)
    assert (seen[-1].done, seen[-1].total, seen[-1].unit) == (len(BODY), len(BODY), "bytes")
    assert names(tmp_path) == {"a b.csv", "a b.csv.fetched.json"}
    text = (tmp_path / "a b.csv.fetched.json").read_text()
    assert "secret" not in text
    note = json.loads(text)
    assert (note["url"], note["etag"]) == (site.url("a%20b.csv"), '"one"')
    assert note["sha256"] == hashlib.sha256(BODY).hexdigest()


def test_a_file_that_did_not_change_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    path = fetch(site.url(), tmp_path)
    before = path.stat().st_mtime_ns
    assert fetch(site.url(), tmp_path).stat().st_mtime_ns == before
    assert [asked.get("If-None-Match") for asked in site.asked] == [None, '"one"']
    site.etag, site.body = '"two"', b"id,name\n7,New\n"
    assert fetch(site.url(), tmp_path).read_bytes() == site.body


def test_a_copy_that_was_edited_is_fetched_anew(site: Site, tmp_path: Path) -> None:
    fetch(site.url(), tmp_path).write_text("id,name\n")
    assert fetch(site.url(), tmp_path).read_bytes() == BODY
    assert [asked.get("If-None-Match") for asked in site.asked] == [None, None]


@pytest.mark.parametrize("ranges", [True, False])
def test_what_broke_off_is_taken_up_or_begun_again(site: Site, tmp_path: Path, ranges: bool) -> None:
    site.breaks, site.ranges = 2, ranges
    assert fetch(site.url(), tmp_path).read_bytes() == BODY
    first, *later = [asked.get("Range") for asked in site.asked]
    begun = [int(part.removeprefix("bytes=").removesuffix("-")) for part in later if part]
    assert first is None
    assert len(begun) == 2
    assert 0 < begun[0] <= len(BODY) // 2
    assert begun[1] > begun[0] if ranges else begun[1] == begun[0]


@pytest.mark.parametrize("fault", ["breaks", "length"])
def test_a_file_that_never_comes_whole_is_not_kept(site: Site, tmp_path: Path, fault: str) -> None:
    if fault == "breaks":
        site.breaks = 99
    else:
        site.length, site.ranges = len(BODY) + 5, False
    with pytest.raises(InvalidSource, match=r"cannot be fetched \(it broke off 3 times: .*put the file at"):
        fetch(site.url(), tmp_path)
    assert names(tmp_path) == set()
    assert len(site.asked) == fetching.ATTEMPTS


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (404, r"there is no such file \(404 Not Found\); correct the address"),
        (410, "there is no such file"),
        (403, r"asks for a login \(403\); fetch the file by hand"),
        (500, r"the server answers 500 .*try again when it can be reached"),
        (503, "the server answers 503"),
    ],
)
def test_a_server_that_gives_no_file_is_named_with_the_remedy(
    site: Site, tmp_path: Path, status: int, says: str
) -> None:
    site.status = status
    with pytest.raises(InvalidSource, match=says) as caught:
        fetch(site.url("firms.csv?key=secret"), tmp_path)
    assert site.url() in str(caught.value)
    assert "secret" not in str(caught.value)
    assert names(tmp_path) == set()


def test_addresses_that_lead_in_a_circle_are_named(site: Site, tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match="leads around in a circle"):
        fetch(site.url("round"), tmp_path)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("ftp://example.org/a.csv", "is no address of the web"),
        ("file:///etc/passwd", "is no address of the web"),
        ("members.csv", "is no address of the web"),
        ("https://example.org/", "names no file; say what to call it"),
        ("http://[::1/a.csv", "is no address of the web"),
    ],
)
def test_what_is_no_address_of_a_file_is_named(tmp_path: Path, url: str, says: str) -> None:
    with pytest.raises(InvalidSource, match=says):
        fetch(url, tmp_path)


def test_an_older_copy_serves_while_there_is_no_network(site: Site, tmp_path: Path) -> None:
    path = fetch(site.url(), tmp_path)
    site.status = 503
    seen: list[Progress] = []
    assert fetch(site.url(), tmp_path, seen.append) == path
    assert "the server answers 503" in seen[-1].doing
    unreachable = "http://127.0.0.1:9/firms.csv"
    assert fetch(unreachable, tmp_path, seen.append).read_bytes() == BODY
    assert "it cannot be reached; is there a network?); using the copy of 2" in seen[-1].doing
    with pytest.raises(InvalidSource, match="is there a network"):
        fetch(unreachable, tmp_path / "other")


def test_a_server_that_does_not_answer_in_time_is_named(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "TIMEOUT", (0.1, 0.1))
    site.delay = 0.5
    with pytest.raises(InvalidSource, match="does not answer in time"):
        fetch(site.url(), tmp_path)


def test_a_source_fetches_what_is_absent_and_with_again_what_changed(site: Site, tmp_path: Path) -> None:
    site.body = b"id,name\n1,Zyx\n"
    table = {"file": "members.csv", "url": site.url(), "nodes": {"firm": FIRM}}
    source = write_source(tmp_path / "zyx", [table])
    source.fetch(quiet)
    assert [node.id for node in crawl(source)[0]] == ["1"]
    digest = source.digest()
    source.fetch(quiet)
    assert len(site.asked) == 1
    source.fetch(quiet, again=True)
    assert (len(site.asked), source.digest()) == (2, digest)
    site.body, site.etag = b"id,name\n2,Abc\n", '"two"'
    source.fetch(quiet, again=True)
    assert [node.id for node in crawl(source)[0]] == ["2"]
    assert source.digest() != digest


def test_a_file_that_is_there_needs_no_network(tmp_path: Path) -> None:
    table = {"file": "members.csv", "url": "http://127.0.0.1:9/members.csv", "nodes": {"firm": FIRM}}
    source = write_source(tmp_path / "zyx", [table], files={"members.csv": "id,name\n1,Zyx\n"})
    source.fetch(quiet)
    assert [node.id for node in crawl(source)[0]] == ["1"]
