"""A source is a folder; a wrong one is named with what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.source import in_order, read_source, shipped_sources

from tests.ingest.folders import write_source

TABLES = [{"file": "firms.csv"}]
HEAD = "name: zyx\ntitle: Invented\npublisher: Nobody\nlicence: none\n"


def test_a_source_says_who_publishes_it_and_how_far_it_is_believed(tmp_path: Path) -> None:
    said: dict[str, Any] = {
        "url": "https://register.example.org",
        "retrieved": 2021,
        "about": "two\n  lines",
        "requires": ["abc"],
    }
    source = write_source(tmp_path / "zyx", TABLES, trust=90, **said)
    assert (source.name, source.publisher, source.trust, source.requires) == ("zyx", "Nobody", 90, ("abc",))
    assert (source.retrieved, source.about, source.data) == ("2021", "two lines", tmp_path / "zyx")
    assert write_source(tmp_path / "plain", TABLES, url=None, retrieved=None).retrieved == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title: Invented\ntables: [a]\n", "lacks name, publisher, licence; every fact must say where it comes from"),
        (HEAD, "has neither tables nor a crawler.py; nothing would be loaded"),
        (HEAD + "tables:\n  - {file: a\n", "cannot be read as YAML"),
        (HEAD + "table: []\n", "unknown table; it takes about, duplicates, licence"),
        (HEAD + "trust: high\ntables: [a]\n", "trust is 'high'; write a whole number from 0 to 100"),
        (HEAD + "trust: 101\ntables: [a]\n", "trust is 101; write a whole number from 0 to 100"),
        (HEAD + "trust: yes\ntables: [a]\n", "trust is True; write a whole number"),
        (HEAD + "requires: naics\ntables: [a]\n", "'requires' must be a list of names of sources"),
        (HEAD + "tables: firms.csv\n", "'tables' must be a list of tables"),
        (HEAD.replace("zyx", "../zyx") + "tables: [a]\n", "name is '../zyx'; use letters, digits, hyphens"),
        (HEAD.replace("zyx", "12") + "tables: [a]\n", "name must be text; put it in quotes"),
        (
            HEAD + "tables: [{file: ../../../evil}]\n",
            "table 1: the file '../../../evil' is not in the folder",
        ),
        (HEAD + "tables: [{file: a.csv}, {file: /tmp/evil}]\n", "table 2: the file '/tmp/evil' is not in the folder"),
        (HEAD + "tables: [{file: '..\\evil'}]\n", "is not in the folder of the source; write its name alone"),
        (HEAD + "tables: [{file: 'C:evil.csv'}]\n", "is not in the folder of the source; write its name alone"),
        (
            HEAD + "tables: [{file: Crawler.py}]\n",
            "a table cannot be called 'Crawler.py', since that describes",
        ),
        ("- a list\n", "is not a list of 'key: value' lines"),
        ("", "is not a list of 'key: value' lines"),
        ("caf\xe9: x\n", "cannot be read as YAML"),
    ],
)
def test_a_wrong_description_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "source.yml").write_text(text, encoding="latin-1")
    with pytest.raises(InvalidSource) as caught:
        read_source(tmp_path)
    assert str(tmp_path / "source.yml") in str(caught.value)
    assert says in str(caught.value)


def test_a_folder_without_a_description_is_told_what_to_add(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match=r"has no source\.yml; add one that names the source and its tables"):
        read_source(tmp_path)


@pytest.mark.parametrize(
    ("lookups", "says"),
    [
        ({"towns": None}, "table towns: must be written as 'raw value: clean value' lines"),
        ({"towns": ["a"]}, "table towns: must be written as"),
        ({"countries": {False: "Norway"}}, "table countries: the entry False: 'Norway' is not text; put both sides"),
        ({"countries": {"Norway": False}}, "the entry 'Norway': False is not text"),
        ({"towns": {"x": None}}, "the entry 'x': None is not text"),
    ],
)
def test_a_lookup_that_yaml_does_not_read_as_text_is_named(tmp_path: Path, lookups: dict[str, Any], says: str) -> None:
    source = write_source(tmp_path, TABLES, lookups=lookups)
    with pytest.raises(InvalidSource) as caught:
        _ = source.lookups
    assert str(tmp_path / "lookups.yml") in str(caught.value)
    assert says in str(caught.value)


def test_a_source_without_lookups_has_none(tmp_path: Path) -> None:
    assert write_source(tmp_path, TABLES).lookups == {}


def test_a_crawler_is_read_from_its_file(tmp_path: Path) -> None:
    code = "def crawl(context):\n    yield None\n"
    crawl = write_source(tmp_path, files={"crawler.py": code}).crawler()
    assert crawl is not None
    assert list(crawl(Context(read_source(tmp_path), print))) == [None]
    assert write_source(tmp_path / "plain", TABLES).crawler() is None


def test_a_crawler_without_its_function_is_named(tmp_path: Path) -> None:
    source = write_source(tmp_path, files={"crawler.py": "x = 1\n"})
    with pytest.raises(InvalidSource, match=r"crawler\.py: has no function crawl\(context\); add it"):
        source.crawler()


@pytest.mark.parametrize("file", ["source.yml", "lookups.yml", "firms.csv", "crawler.py"])
def test_the_digest_changes_with_every_file_and_only_with_them(tmp_path: Path, file: str) -> None:
    files = {"firms.csv": "id\n1\n", "crawler.py": "def crawl(context):\n    yield None\n"}
    source = write_source(tmp_path, TABLES, lookups={"t": {"a": "b"}}, files=files)
    before = source.digest()
    assert read_source(tmp_path).digest() == before
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "crawler.pyc").write_bytes(b"compiled")
    assert source.digest() == before
    with (tmp_path / file).open("a") as open_file:
        open_file.write("\n")
    assert source.digest() != before


def test_what_a_source_requires_comes_before_it(tmp_path: Path) -> None:
    one = write_source(tmp_path / "a", TABLES)
    sources = {"a": replace(one, requires=("b",)), "b": replace(one, name="b", requires=("c",)), "c": one}
    assert list(in_order(sources)) == ["c", "b", "a"]
    with pytest.raises(InvalidSource, match=r"a/source\.yml: requires 'x', which is no source"):
        in_order({"a": replace(one, requires=("x",))})
    assert list(in_order({"a": replace(one, requires=("x",))}, lambda: ["x"])) == ["a"]
    with pytest.raises(InvalidSource, match="sources require each other in a circle: a -> b -> a"):
        in_order({"a": replace(one, requires=("b",)), "b": replace(one, requires=("a",))})


def test_the_sources_that_ship_can_be_read_and_say_their_licence() -> None:
    shipped = shipped_sources()
    order = list(shipped)
    assert {"us_places", "naics"} <= shipped.keys()
    for name, source in shipped.items():
        assert source.name == name == source.folder.name
        assert source.licence
        assert source.data.is_dir()
        assert all(isinstance(table, dict) for table in source.lookups.values())
        assert all(order.index(required) < order.index(name) for required in source.requires)
