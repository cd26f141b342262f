"""What a script made becomes a table and its mapping, or is refused by name."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidRecord, InvalidSource
from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.mapping import crawl_tables
from clusteratlas.ingest.quality import Reject
from clusteratlas.ingest.source import Source
from clusteratlas.ingest.subgraph import ScriptLink, ScriptNode, keep_subgraph
from clusteratlas.ingest.subgraph_table import FILE

SAID = {"name": "survey", "title": "Invented survey", "publisher": "Nobody", "licence": "none"}
COOPER = ScriptNode(
    ["Firm"], {"name": "Invented Cooperage", "town": "Nowhere", "aliases": ["IC", "Coop"], "employees": 12}
)
WINERY = ScriptNode(["Firm"], {"id": "known-winery-1"}, known=True)


def keep(home: Path, *things: ScriptNode | ScriptLink, **renamed: str | None) -> Source:
    """Keeps what a script made."""
    nodes = [thing for thing in things if isinstance(thing, ScriptNode)]
    return keep_subgraph(home, SAID, nodes, [thing for thing in things if isinstance(thing, ScriptLink)], renamed)


def records(source: Source) -> tuple[list[Node], list[Link], list[Reject]]:
    """What a load makes of a source, and what it refuses."""
    rejects: list[Reject] = []
    made = list(crawl_tables(Context(source, rejects.append)))
    return [one for one in made if isinstance(one, Node)], [one for one in made if isinstance(one, Link)], rejects


def refusal(home: Path, *things: ScriptNode | ScriptLink, **renamed: str | None) -> str:
    """What is said of things that do not fit; nothing of them is kept."""
    with pytest.raises(InvalidRecord) as caught:
        keep(home, *things, **renamed)
    assert not (home / "sources" / "survey").exists()
    return str(caught.value)


def test_nodes_and_relationships_become_records(tmp_path: Path) -> None:
    sale = ScriptLink("SUPPLIES", COOPER, WINERY, {"since": datetime.date(2019, 5, 1), "input": "barrels"})
    nodes, links, rejects = records(keep(tmp_path, COOPER, sale))
    said = {"name": "Invented Cooperage", "town": "Nowhere", "aliases": ["IC", "Coop"], "employees": 12}
    assert [(node.kind, node.id, dict(node.properties)) for node in nodes] == [
        ("Firm", "survey-firm-invented-cooperage", said)
    ]
    assert [(link.kind, link.start, link.end, dict(link.properties)) for link in links] == [
        ("SUPPLIES", "survey-firm-invented-cooperage", "known-winery-1", {"since": "2019-05-01", "input": "barrels"})
    ]
    assert rejects == []


@pytest.mark.parametrize(
    ("properties", "id"),
    [
        ({"id": "us-ma-invented", "name": "A"}, "us-ma-invented"),
        ({"id": 7, "name": "A"}, "survey-7"),
        ({"id": "A 7", "name": "A"}, "survey-a-7"),
        ({"name": "Invented Works"}, "survey-firm-invented-works"),
        ({"name": "東京"}, "survey-firm-130016"),
    ],
)
def test_an_id_joins_or_is_made_the_sources_own(tmp_path: Path, properties: dict[str, Any], id: str) -> None:
    nodes, _, _ = records(keep(tmp_path, ScriptNode(["Firm"], properties)))
    assert [node.id for node in nodes] == [id]


def test_names_of_a_script_are_renamed(tmp_path: Path) -> None:
    company = ScriptNode(["Company", "Winery"], {"title": "Invented Winery", "staff": 3, "colour": "red"})
    sale = ScriptLink("SELLS_TO", company, COOPER, {})
    source = keep(
        tmp_path, company, COOPER, sale,
        Company="Firm", Winery=None, title="name", staff="employees", colour=None, SELLS_TO="SUPPLIES",
    )  # fmt: skip
    nodes, links, _ = records(source)
    assert {node.id: dict(node.properties) for node in nodes}["survey-firm-invented-winery"] == {
        "name": "Invented Winery",
        "employees": 3,
    }
    assert [link.kind for link in links] == ["SUPPLIES"]


def test_points_of_any_library_are_locations(tmp_path: Path) -> None:
    class Place:
        latitude, longitude = 38.3, -122.3

    there = (
        ScriptNode(["Firm"], {"name": name, "location": at}) for name, at in (("A", Place()), ("B", [38.4, -122.4]))
    )
    nodes, _, _ = records(keep(tmp_path, *there))
    assert [node.properties["location"] for node in nodes] == [(38.3, -122.3), (38.4, -122.4)]


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (ScriptNode(["Company"], {"name": "A"}), "labels Company, and no kind is called so: rename={'Company': KIND}"),
        (ScriptNode([], {"name": "A"}), "a node has no label, and no kind is called so: give it one, with one of"),
        (ScriptNode(["Firm", "Place"], {"name": "A"}), "labels Firm, Place, and are of several kinds"),
        (ScriptNode(["Firm", "Winery"], {"name": "A"}), "label Winery too: rename={'Winery': None} leaves it out"),
        (ScriptNode(["Firm"], {"town": "Nowhere"}), "a Firm has neither an id nor a name: give it one"),
        (
            ScriptNode(["Firm"], {"name": "A", "colour": "red"}),
            "no property 'colour': rename={'colour': PROPERTY} with",
        ),
        (ScriptNode(["Firm"], {"name": "A", "town": {"x": 1}}), "town of a Firm is a dict: leave it out with rename="),
        (ScriptNode(["Firm"], {"name": "A", "location": "here"}), "is no point: write it as [latitude, longitude]"),
        (ScriptNode(["Firm"], {"name": "A", "source": "x"}), "Firm has no property 'source'"),
    ],
)
def test_a_node_that_does_not_fit_is_named_with_the_remedy(tmp_path: Path, node: ScriptNode, said: str) -> None:
    assert said in refusal(tmp_path, COOPER, node)


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (
            ScriptLink("SELLS_TO", COOPER, WINERY, {}),
            "SELLS_TO is no kind of link: write rename={'SELLS_TO': KIND} with",
        ),
        (ScriptLink("DESCRIBES", COOPER, WINERY, {}), "DESCRIBES is no kind of link"),
        (ScriptLink("SUPPLIES", COOPER, WINERY, {"price": 3}), "SUPPLIES has no property 'price'"),
        (ScriptLink("SUPPLIES", COOPER, ScriptNode(["Run"], {}, known=True), {}), "is no firm, place or the like"),
    ],
)
def test_a_relationship_that_does_not_fit_is_named_with_the_remedy(tmp_path: Path, link: ScriptLink, said: str) -> None:
    assert said in refusal(tmp_path, COOPER, link)


def test_all_that_does_not_fit_is_named_once_with_how_often(tmp_path: Path) -> None:
    nodes = [ScriptNode(["Company"], {"name": str(number)}) for number in range(3)]
    said = refusal(tmp_path, *nodes, *(ScriptNode([f"Odd{number}"], {"name": "A"}) for number in range(20)))
    assert said.count("labels Company") == 1
    assert "(3 times)" in said
    assert said.endswith("and 9 more")


def test_two_that_would_be_one_are_refused_where_they_differ(tmp_path: Path) -> None:
    other = ScriptNode(["Firm"], {"name": "Invented Cooperage", "town": "Elsewhere"})
    said = refusal(tmp_path, COOPER, other)
    assert "two of the kind Firm are 'Invented Cooperage' and differ in town: give each an id" in said
    same = ScriptNode(["Firm"], {"name": "Invented Cooperage", "founded": 1999})
    nodes, _, _ = records(keep(tmp_path, COOPER, same))
    assert [(node.properties["town"], node.properties["founded"]) for node in nodes] == [("Nowhere", "1999")]


def test_values_that_cannot_be_used_are_refused_as_of_any_table(tmp_path: Path) -> None:
    odd = ScriptNode(["Firm"], {"name": "A", "founded": "long ago", "employees": -1})
    nodes, _, rejects = records(keep(tmp_path, odd))
    assert [dict(node.properties) for node in nodes] == [{"name": "A"}]
    assert {(reject.column, reject.value) for reject in rejects} == {("founded", "long ago"), ("employees", "-1")}


def test_the_same_in_another_order_is_the_same_source(tmp_path: Path) -> None:
    others = [ScriptNode(["Firm"], {"name": f"Invented {number}"}) for number in range(5)]
    first = keep(tmp_path, *others, COOPER).digest()
    assert keep(tmp_path, COOPER, *reversed(others)).digest() == first


def test_relationships_between_the_same_two_are_all_kept(tmp_path: Path) -> None:
    sales = [ScriptLink("SUPPLIES", COOPER, WINERY, {"since": year}) for year in (2019, 2017)]
    _, links, _ = records(keep(tmp_path, COOPER, *sales))
    assert [link.properties["since"] for link in links] == ["2017", "2019"]


def test_a_source_made_of_a_file_is_not_taken_over(tmp_path: Path) -> None:
    source = keep(tmp_path, COOPER)
    (source.folder / FILE).rename(source.folder / "members.csv")
    with pytest.raises(InvalidSource, match="survey: a source that was made of a file is called so"):
        keep(tmp_path, COOPER)


def test_nothing_is_said_to_be_nothing(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match="nothing was handed over"):
        keep(tmp_path)


def test_the_table_can_be_read_by_people(tmp_path: Path) -> None:
    source = keep(tmp_path, COOPER)
    with (source.folder / FILE).open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert rows == [
        {
            "kind": "Firm", "id": "survey-firm-invented-cooperage", "from": "", "to": "", "employees": "12",
            "name": "Invented Cooperage", "town": "Nowhere", "aliases 1": "IC", "aliases 2": "Coop",
        }
    ]  # fmt: skip
