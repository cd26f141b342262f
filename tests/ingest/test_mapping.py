"""A mapping says how rows become records; a wrong one is named with its remedy."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.quality import Reject
from clusteratlas.ingest.readers import Row
from clusteratlas.ingest.templates import Template
from hypothesis import example, given
from hypothesis import strategies as st

from tests.ingest.folders import FIRM, crawl, write_source


def context(folder: Path, rejects: list[Reject] | None = None) -> Context:
    source = write_source(folder, [{"file": "firms.csv"}], lookups={"towns": {"Zyxvile": "Zyxville"}})
    return Context(source, (rejects if rejects is not None else []).append)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("name", "Zyx Works, Inc."),
        ("{name}", "Zyx Works, Inc."),
        ("firm-{id}", "firm-7"),
        ("{name|slug}-{id}", "zyx-works-inc-7"),
        ("{ name | firm_key }", "zyx-works"),
        ("{name|upper}", "ZYX WORKS, INC."),
        ("{name|lower}", "zyx works, inc."),
        ("{town|title}", "Zyxvile"),
        ("{zip|zip}", "01234"),
        ("{town,=CA|county}", ""),
        ("{county,=CA|county}", "us-county-06055"),
        ("{county, state|county}", "us-county-06055"),
        ("{state|state}", "us-ca"),
        ("{naics|naics2017}", "naics2017-334413"),
        ("{long|zip}", ""),
        ("{town|lookup:towns}", "Zyxville"),
        ("=name", "name"),
        ("={id}", "{id}"),
        ("{empty}", ""),
        ("{id}-{empty}", ""),
        ("the {town} of {town}", "the zyxvile of zyxvile"),
    ],
)
def test_a_template_is_filled_from_the_row(tmp_path: Path, text: str, filled: str) -> None:
    cells = {
        "name": "Zyx Works, Inc.",
        "id": "7",
        "zip": "1234-5678",
        "long": "21391234",
        "county": "Napa",
        "state": "CA",
        "naics": "33-4413",
        "town": "zyxvile",
        "empty": "",
    }
    assert Template(text, "here").fill(Row(cells, "firms.csv", 2), context(tmp_path)) == filled


def test_a_value_of_a_cell_is_never_read_as_a_template(tmp_path: Path) -> None:
    row = Row({"a": "{b}", "b": "{a|slug}"}, "firms.csv", 2)
    assert Template("{a} {b}", "here").fill(row, context(tmp_path)) == "{b} {a|slug}"


def test_a_value_that_no_lookup_knows_is_rejected_and_left_empty(tmp_path: Path) -> None:
    rejects: list[Reject] = []
    row = Row({"town": "Nowhere"}, "firms.csv", 9)
    assert Template("{town|lookup:towns}", "here").fill(row, context(tmp_path, rejects)) == ""
    remedy = "correct the cell, or list the value in lookups.yml, beside source.yml"
    assert rejects == [Reject("firms.csv:9", "town", "Nowhere", "is not a known value", remedy)]


def test_a_value_that_a_transform_refuses_is_rejected_with_all_it_was_made_of(tmp_path: Path) -> None:
    rejects: list[Reject] = []
    row = Row({"county": "Napa", "state": "TX"}, "firms.csv", 9)
    assert Template("{county,state|county}", "here").fill(row, context(tmp_path, rejects)) == ""
    remedy = "write the county's name and its state, or give the five-digit FIPS code"
    assert rejects == [Reject("firms.csv:9", "county,state", "Napa, TX", "is no county of TX", remedy)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{county|county}", "here: county takes 2 columns, as in {COLUMN,COLUMN|county}"),
        ("", "here: is empty; name a column"),
        ("{name", "here: '{name' has a brace without its other half; write columns as {COLUMN}"),
        ("name}", "'name}' has a brace"),
        ("{}", "'{}' has a brace"),
        ("{name|shout}", "here: no transform 'shout'; use slug, firm_key"),
        ("{name|slug|upper}", "here: no transform 'slug|upper'"),
    ],
)
def test_a_wrong_template_is_named(text: str, says: str) -> None:
    with pytest.raises(InvalidSource) as caught:
        Template(text, "here")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "nmae",
            "here: firms.csv has no column 'nmae' (it has name); name the column so in the file or correct its name in "
            "the mapping, or write =nmae",
        ),
        ("{name|lookup:cities}", "lookups.yml: has no table 'cities'; add it"),
    ],
)
def test_a_template_that_does_not_fit_the_table_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InvalidSource) as caught:
        Template(text, "here").fill(Row({"name": "x"}, "firms.csv", 2), context(tmp_path))
    assert says in str(caught.value)


templates = st.text() | st.lists(
    st.sampled_from(["{", "}", "|", "=", "name", "slug", "zip", "title", "lookup:", "towns", " ", "-"]), max_size=9
).map("".join)


@given(text=templates, cell=st.text(), bare=st.booleans())
@example(text="{name|zip}", cell="1\n2\n3", bare=True)
def test_any_template_is_filled_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, cell: str, bare: bool
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any-template"
    try:
        Template(text, "here", bare=bare).fill(Row({"name": cell}, "firms.csv", 2), context(folder))
    except InvalidSource as refused:
        says = str(refused)
    else:
        says = ""
    assert says == "" or "; " in says


ROWS = "id,name,county,lat,lon,staff\n1,Zyx Works,c1,38.1,-122.1,5\n2,Invented Oak,c1,38.2,-122.2,\n"
PLACES = {"kind": "Place", "id": "county-{county}", "name": "{county}", "type": "=county"}
TABLE = {
    "file": "firms.csv",
    "nodes": {
        "firm": {**FIRM, "location": ["lat", "lon"], "employees": "staff", "identifiers": ["zyx:{id}", "=invented"]},
        "county": PLACES,
    },
    "links": [
        {"kind": "LOCATED_IN", "from": "firm", "to": "county", "evidence": ["record {id}"]},
        {"kind": "SUPPLIES", "from": "firm", "to": "3", "confidence": "=0.5"},
    ],
}


def test_a_row_becomes_the_nodes_and_links_of_the_mapping(tmp_path: Path) -> None:
    nodes, links, rejects = crawl(write_source(tmp_path, [TABLE], files={"firms.csv": ROWS}))
    assert rejects == []
    assert [(node.kind, node.id, node.place) for node in nodes] == [
        ("Firm", "1", "firms.csv:2"),
        ("Place", "county-c1", "firms.csv:2"),
        ("Firm", "2", "firms.csv:3"),
        ("Place", "county-c1", "firms.csv:3"),
    ]
    assert nodes[0].properties == {
        "name": "Zyx Works",
        "location": (38.1, -122.1),
        "employees": 5,
        "identifiers": ["zyx:1", "invented"],
    }
    assert "employees" not in nodes[2].properties
    assert [(link.kind, link.start, link.end, dict(link.properties)) for link in links] == [
        ("LOCATED_IN", "1", "county-c1", {"evidence": ["record 1"]}),
        ("SUPPLIES", "1", "3", {"confidence": 0.5}),
        ("LOCATED_IN", "2", "county-c1", {"evidence": ["record 2"]}),
        ("SUPPLIES", "2", "3", {"confidence": 0.5}),
    ]


@pytest.mark.parametrize("chosen", ["c1", ["c1", "c3"], {"county": ["c1"]}])
def test_a_table_may_be_read_in_part(tmp_path: Path, chosen: Any) -> None:
    where = chosen if isinstance(chosen, dict) else {"county": chosen}
    rows = "id,name,county\n1,A,c1\n2,B,c2\n"
    table = {"file": "firms.csv", "where": where, "nodes": {"firm": FIRM}}
    assert [node.id for node in crawl(write_source(tmp_path, [table], files={"firms.csv": rows}))[0]] == ["1"]


def test_a_number_in_where_is_compared_as_it_is_written(tmp_path: Path) -> None:
    table = {"file": "firms.csv", "where": {"id": 2}, "nodes": {"firm": FIRM}}
    assert [node.id for node in crawl(write_source(tmp_path, [table], files={"firms.csv": ROWS}))[0]] == ["2"]


def test_encoding_and_delimiter_may_be_named(tmp_path: Path) -> None:
    table = {"file": "firms.csv", "encoding": "latin-1", "delimiter": ";", "nodes": {"firm": FIRM}}
    source = write_source(tmp_path, [table])
    (tmp_path / "firms.csv").write_bytes("id;name\n1;Café, Inc.\n".encode("latin-1"))
    assert crawl(source)[0][0].properties["name"] == "Café, Inc."


def test_a_link_whose_end_a_row_does_not_name_is_left_out(tmp_path: Path) -> None:
    rows = "id,name,county\n1,A,\n,B,c1\n"
    link = {"kind": "LOCATED_IN", "from": "firm", "to": "county-{county}"}
    table = {"file": "firms.csv", "nodes": {"firm": FIRM}, "links": [link]}
    nodes, links, rejects = crawl(write_source(tmp_path, [table], files={"firms.csv": rows}))
    assert ([node.id for node in nodes], links) == (["1"], [])
    assert rejects == [
        Reject("firms.csv:3", "id", "", "the row names no firm", "fill in its name or number, or delete the row")
    ]


def firm(**changed: Any) -> dict[str, Any]:
    return {"file": "firms.csv", "nodes": {"firm": {**FIRM, **changed}}}


def link(**changed: Any) -> dict[str, Any]:
    stated = {"kind": "SUPPLIES", "from": "firm", "to": "2", **changed}
    return {"file": "firms.csv", "nodes": {"firm": FIRM}, "links": [{k: v for k, v in stated.items() if v is not None}]}


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"nodes": {}}, "table 2: lacks file; add it"),
        (
            {"file": "firms.csv", "node": {}},
            "table 2: unknown node; it takes columns, delimiter, encoding, file, header, links, nodes",
        ),
        ({"file": "firms.csv", "nodes": ["firm"]}, "table 2: write 'nodes' and 'where' as 'name: ...' lines"),
        ({"file": "firms.csv", "links": {"a": 1}}, "table 2: write 'nodes' and 'where' as 'name: ...' lines"),
        ({"file": "firms.csv", "nodes": {"firm": "Firm"}}, "table 2, node firm: must be written as 'key: value' lines"),
        ({"file": "firms.csv", "nodes": {"firm": {"kind": "Firm"}}}, "table 2, node firm: lacks id"),
        (firm(kind="Frim"), "table 2, node firm: Frim: no such kind; use one of"),
        (firm(kind="Organisation"), "table 2, node firm: Organisation: no such kind; use one of"),
        (firm(kind="Record"), "table 2, node firm: Record: no such kind; use one of"),
        (firm(colour="name"), "table 2, node firm: Firm has no property 'colour'; it has name"),
        (firm(town="{name|shout}"), "table 2, node firm, town: no transform 'shout'"),
        (firm(id=""), "table 2, node firm, id: is empty"),
        (firm(id="nr"), "table 2, node firm, id: firms.csv has no column 'nr' (it has id, name, county"),
        (firm(town="city"), "table 2, node firm, town: firms.csv has no column 'city'"),
        (link(kind="SUPPLYS"), "table 2, link 1: SUPPLYS: no such link; use one of"),
        (link(kind="DESCRIBES"), "table 2, link 1: DESCRIBES: no such link; use one of"),
        (link(to=None), "table 2, link 1: lacks to"),
        (link(to="{no}"), "table 2, link 1, to: firms.csv has no column 'no'"),
        (link(colour="=red"), "table 2, link 1: SUPPLIES has no property 'colour'; it has input"),
        (link(run="=1"), "table 2, link 1: SUPPLIES has no property 'run'"),
        ({**firm(), "where": {"region": ["x"]}}, "table 2: 'where' names 'region', which firms.csv has not (it has id"),
        ({**firm(), "file": "frims.csv"}, "frims.csv; put it there"),
        ({**firm(), "encoding": "utf-99"}, "firms.csv: unknown encoding: utf-99"),
    ],
)
def test_a_wrong_table_is_named_with_what_is_wrong(tmp_path: Path, table: dict[str, Any], says: str) -> None:
    source = write_source(tmp_path / "zyx", [firm(), table], files={"firms.csv": ROWS})
    with pytest.raises(InvalidSource) as caught:
        crawl(source)
    assert says in str(caught.value)
    assert "zyx" in str(caught.value)


def test_the_first_template_that_a_row_fills_is_its_id_or_its_end(tmp_path: Path) -> None:
    table = {
        "file": "firms.csv",
        "nodes": {"firm": {"kind": "Firm", "id": ["zyx-{name|slug}-{town|slug}", "zyx-{name|slug}"], "name": "name"}},
        "links": [{"kind": "LOCATED_IN", "from": "firm", "to": ["us-county-{fips}", "us-{state|lower}"]}],
    }
    text = "name,town,fips,state\nZyx,Napa,06055,CA\nQux,,N/A,CA\nUv,Nowhere,,\n"
    nodes, links, rejects = crawl(write_source(tmp_path, [table], files={"firms.csv": text}))
    assert [node.id for node in nodes] == ["zyx-zyx-napa", "zyx-qux", "zyx-uv-nowhere"]
    assert [(link.start, link.end) for link in links] == [("zyx-zyx-napa", "us-county-06055"), ("zyx-qux", "us-ca")]
    assert rejects == []


def test_an_empty_list_of_templates_is_named(tmp_path: Path) -> None:
    table = {"file": "firms.csv", "nodes": {"firm": {"kind": "Firm", "id": [], "name": "name"}}}
    with pytest.raises(InvalidSource, match="node firm, id: is an empty list; name a column, or take it away"):
        crawl(write_source(tmp_path, [table], files={"firms.csv": "name\nZyx\n"}))


def test_a_node_that_is_optional_is_not_missed_where_its_id_is_empty(tmp_path: Path) -> None:
    supplier = {"kind": "Firm", "id": "{supplier|firm_key}", "optional": True, "name": "supplier"}
    table = {
        "file": "firms.csv",
        "nodes": {"firm": FIRM, "supplier": supplier},
        "links": [{"kind": "SUPPLIES", "from": "supplier", "to": "firm"}],
    }
    text = "id,name,supplier\n1,Zyx,Qux Inc\n2,Uv,\n"
    nodes, links, rejects = crawl(write_source(tmp_path, [table], files={"firms.csv": text}))
    assert [node.id for node in nodes] == ["1", "qux", "2"]
    assert [(link.start, link.end) for link in links] == [("qux", "1")]
    assert rejects == []


NAMING = {
    "file": "firms.csv",
    "nodes": {
        "firm": {"kind": "Firm", "id": "zyx-{name|slug}-{town|slug}", "name": "name"},
        "supplier": {
            "kind": "Firm", "id": ["{supplier|named:firm}", "zyx-{supplier|firm_key}"], "optional": True,
            "name": "supplier",
        },
    },
    "links": [{"kind": "SUPPLIES", "from": "supplier", "to": "firm"}],
}  # fmt: skip
NAMED_ROWS = [
    "Zorblatt Works Inc,Nowhere,Quixbury Labels\n",
    "Quixbury Labels LLC,Nowhere,\n",
    "Sample Corks,Nowhere,ZORBLATT WORKS\n",
    "Sample Corks,Elsewhere,Sample Oak\n",
    "Plain Vats,Nowhere,Sample Corks\n",
]


@given(st.permutations(NAMED_ROWS))
def test_a_name_means_the_one_row_that_bears_it_whatever_the_order(rows: list[str]) -> None:
    with TemporaryDirectory() as folder:
        source = write_source(Path(folder), [NAMING], files={"firms.csv": "name,town,supplier\n" + "".join(rows)})
        nodes, links, rejects = crawl(source)
    assert {(link.start, link.end) for link in links} == {
        ("zyx-quixbury-labels-llc-nowhere", "zyx-zorblatt-works-inc-nowhere"),
        ("zyx-zorblatt-works-inc-nowhere", "zyx-sample-corks-nowhere"),
        ("zyx-sample-oak", "zyx-sample-corks-elsewhere"),
        ("zyx-sample-corks", "zyx-plain-vats-nowhere"),
    }
    assert {(node.id, node.properties["name"]) for node in nodes} == {
        ("zyx-zorblatt-works-inc-nowhere", "Zorblatt Works Inc"),
        ("zyx-quixbury-labels-llc-nowhere", "Quixbury Labels LLC"),
        ("zyx-sample-corks-nowhere", "Sample Corks"),
        ("zyx-sample-corks-elsewhere", "Sample Corks"),
        ("zyx-plain-vats-nowhere", "Plain Vats"),
        ("zyx-sample-oak", "Sample Oak"),
        ("zyx-sample-corks", "Sample Corks"),
    }
    assert rejects == []
