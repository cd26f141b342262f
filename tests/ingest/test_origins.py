"""The files of a source come from their addresses, from a folder or from a mirror, as somebody says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.graph.progress import quiet
from clusteratlas.ingest.source import Source, known_sources, shipped_sources

from tests.ingest.folders import FIRM, crawl, write_source
from tests.ingest.sites import Site

MEMBERS = "id,name\n1,Zyx\n"


def described(tmp_path: Path, **table: object) -> Source:
    """A source whose table is fetched from an address that nobody answers."""
    table = {
        "file": "members.csv",
        "url": "https://register.example.org/data/a.csv?year=1",
        "nodes": {"firm": FIRM},
    } | table
    return write_source(tmp_path / "zyx", [{name: value for name, value in table.items() if value is not None}])


def ids(source: Source) -> list[str]:
    return [node.id for node in crawl(source)[0]]


def test_files_are_taken_from_a_folder_and_stay_when_it_is_gone(tmp_path: Path) -> None:
    source = described(tmp_path)
    there = tmp_path / "there"
    there.mkdir()
    (there / "members.csv").write_text(MEMBERS)
    replace(source, origin=str(there)).fetch(quiet)
    assert ids(source) == ["1"]
    (there / "members.csv").write_text("id,name\n2,Abc\n")
    source.fetch(quiet)
    assert ids(source) == ["1"]
    replace(source, origin=str(there)).fetch(quiet)
    (there / "members.csv").unlink()
    source.fetch(quiet)
    assert ids(source) == ["2"]


def test_a_folder_that_lacks_a_file_is_named(tmp_path: Path) -> None:
    source = replace(described(tmp_path), origin=str(tmp_path))
    with pytest.raises(InvalidSource, match=r"zyx/source\.yml: table 1: there is no members\.csv in .*put it there"):
        source.fetch(quiet)


def test_an_address_that_cannot_be_reached_is_said_with_the_ways_around_it(tmp_path: Path) -> None:
    source = described(tmp_path, url="http://127.0.0.1:9/a.csv")
    ways = r"http://127\.0\.0\.1:9/a\.csv: cannot be fetched .*with --from and the folder that holds members\.csv"
    with pytest.raises(InvalidSource, match=ways):
        source.fetch(quiet)


def test_a_mirror_stands_for_scheme_and_host_of_an_address(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(MEMBERS)
    site.files = {"/mirrored/data/a.csv?year=1": tmp_path / "a.csv"}
    source = replace(described(tmp_path), origin=site.url("mirrored/"))
    source.fetch(quiet)
    source.fetch(quiet)
    assert ids(source) == ["1"]
    assert site.answers == [200, 304]


def test_a_file_without_an_address_is_asked_for_with_how_to_get_it(site: Site, tmp_path: Path) -> None:
    source = described(tmp_path, url=None, obtain="Write to the\n  invented office.")
    for origin in ("", site.address):
        with pytest.raises(InvalidSource) as caught:
            replace(source, origin=origin).fetch(quiet)
        assert str(caught.value) == (
            "zyx/source.yml: table 1: members.csv is at no address of its own. Write to the invented office. "
            f"Then put it at {tmp_path / 'zyx' / 'members.csv'}, or load with --from and the folder that it is in"
        )
    (tmp_path / "zyx" / "members.csv").write_text(MEMBERS)
    source.fetch(quiet)
    assert ids(source) == ["1"]
    assert site.asked == []


def test_the_size_is_that_of_the_files_or_else_what_the_tables_state(tmp_path: Path) -> None:
    source = described(tmp_path)
    assert source.size() is None
    stated = described(tmp_path, size=99)
    assert stated.size() == 99
    (tmp_path / "zyx" / "members.csv").write_text(MEMBERS)
    assert stated.size() == source.size() == len(MEMBERS)


def test_sources_that_are_fetched_say_how_their_files_are_had(tmp_path: Path) -> None:
    fetched = {name: source for name, source in known_sources(tmp_path).items() if name not in shipped_sources()}
    by_hand = {name for name, source in fetched.items() if source.by_hand}
    assert by_hand == {"crunchbase_2013_investments", "related_industries", "zip_cbsa"}
    assert len(fetched) - len(by_hand) == 8
    for name, source in fetched.items():
        assert source.folder.name == name
        assert source.data == tmp_path / "sources" / name
        assert source.licence
        assert source.about
        assert source.refresh
        assert all("url" in table or "obtain" in table for table in source.tables)
        assert all(str(table.get("url", "https://")).startswith("https://") for table in source.tables)
    assert not (tmp_path / "sources").exists()
