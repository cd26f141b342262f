"""What a row says that cannot be used is kept with its place, value, reason and remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidRecord, InvalidSource
from clusteratlas.ingest.context import REMEDIES, Context
from clusteratlas.ingest.quality import Reject
from clusteratlas.ingest.readers import Row

from tests.ingest.folders import FIRM, crawl, write_source

ROW = Row({"id": "1"}, "firms.csv", 5)


def rejects_of(folder: Path, rows: str, **mapping: Any) -> list[Reject]:
    """What is rejected of a table of firms."""
    table = {"file": "firms.csv", "nodes": {"firm": {**FIRM, **mapping}}}
    return crawl(write_source(folder, [table], files={"firms.csv": rows}, lookups={"codes": {"W": "Winery"}}))[2]


def test_a_country_abroad_is_one_place_however_many_rows_name_it(tmp_path: Path) -> None:
    rejects: list[Reject] = []
    context = Context(write_source(tmp_path / "zyx", [{"file": "firms.csv"}]), rejects.append)
    made = [context.nation(code, ROW) for code in ("DE", "US", None, "", "DE", "FR")]
    assert [node and (node.id, node.properties["name"], node.properties["type"]) for node in made] == [
        ("de", "Germany", "nation"), None, None, None, None, ("fr", "France", "nation"),
    ]  # fmt: skip
    assert rejects == []


OFF_EARTH = "is not on Earth: latitude is -90 to 90, longitude -180 to 180; the two may be exchanged"


@pytest.mark.parametrize(
    ("mapping", "cells", "value", "reason", "type"),
    [
        ({"location": ["x", "y"]}, "91,0", "91, 0", OFF_EARTH, "point"),
        ({"location": ["x", "y"]}, "38,", "38, ", "has only one of latitude and longitude", "point"),
        ({"founded": "x"}, "soon,", "soon", "is not a date", "date"),
        ({"employees": "x"}, "many,", "many", "is not a number", "int"),
        ({"employees": "x"}, "-1,", "-1", "is below 0", "bounds"),
        ({"seat": "x"}, "throne,", "throne", "is not one of headquarters, branch, single", "choice"),
        ({"permanent": "x"}, "maybe,", "maybe", "is neither yes nor no", "flag"),
    ],
)
def test_a_value_that_does_not_fit_is_rejected_and_the_rest_of_the_row_kept(
    tmp_path: Path, mapping: dict[str, Any], cells: str, value: str, reason: str, type: str
) -> None:
    table = {"file": "firms.csv", "nodes": {"firm": {**FIRM, **mapping}}}
    nodes, _, rejects = crawl(write_source(tmp_path, [table], files={"firms.csv": f"id,name,x,y\n1,Zyx,{cells}\n"}))
    assert [dict(node.properties) for node in nodes] == [{"name": "Zyx"}]
    assert rejects == [Reject("firms.csv:2", next(iter(mapping)), value, reason, REMEDIES[type])]


def test_a_placeholder_is_no_number_of_a_register(tmp_path: Path) -> None:
    table = {"file": "firms.csv", "nodes": {"firm": {**FIRM, "identifiers": ["cik:{x}", "ein:{y}"]}}}
    rows = "id,name,x,y\n1,Zyx,0000000700,000000000\n2,Qwyx,0000000000,99-9999999\n3,Vlim,7,12-0000007\n"
    nodes, _, rejects = crawl(write_source(tmp_path, [table], files={"firms.csv": rows}))
    assert [node.properties.get("identifiers") for node in nodes] == [
        ["cik:0000000700"], None, ["cik:7", "ein:12-0000007"],
    ]  # fmt: skip
    assert rejects == []


def test_a_code_that_no_lookup_knows_is_rejected(tmp_path: Path) -> None:
    assert rejects_of(tmp_path, "id,name,x\n1,Zyx,Q\n", legal_form="{x|lookup:codes}") == [
        Reject(
            "firms.csv:2",
            "x",
            "Q",
            "is not a known value",
            "correct the cell, or list the value in lookups.yml, beside source.yml",
        )
    ]


def test_a_value_that_comes_near_a_known_one_is_asked_about(tmp_path: Path) -> None:
    table = {"file": "a.csv", "nodes": {"a": {"kind": "Institution", "id": "{id}", "name": "name", "type": "type",
             "description": "{x|lookup:codes}"}}}  # fmt: skip
    files = {"a.csv": "id,name,type,x\n1,Zyx,universty,Invented wod\n2,Qwyx,Zyxwv,Quix\n"}
    lookups = {"codes": {"Invented word": "one"}}
    rejects = crawl(write_source(tmp_path, [table], files=files, lookups=lookups))[2]
    asked = [one.remedy.partition("? If not, ")[0] for one in rejects if "?" in one.remedy]
    assert sorted(asked) == ["Did you mean 'invented word'", "Did you mean 'university'"]
    assert len(rejects) == 4


def test_a_cell_that_several_properties_are_made_of_is_rejected_once(tmp_path: Path) -> None:
    rows = "id,name,x\n1,Zyx,H3Z\n2,Quix,H3Z\n"
    rejects = rejects_of(tmp_path, rows, postcode="{x|zip}", legal_form="{x|zip_county}")
    assert [(one.place, one.column, one.value, one.reason) for one in rejects] == [
        ("firms.csv:2", "x", "H3Z", "is no ZIP code"),
        ("firms.csv:3", "x", "H3Z", "is no ZIP code"),
    ]


def test_a_zip_code_without_its_zero_is_refused_in_another_state(tmp_path: Path) -> None:
    rows = "id,name,x,state\n1,Zyx,2139,MA\n2,Quix,2139,CA\n"
    rejects = rejects_of(tmp_path, rows, postcode="{x,state|zip_in}")
    reason = "has fewer than five digits, and 02139 is no ZIP code of CA"
    assert rejects == [Reject("firms.csv:3", "x,state", "2139, CA", reason, "write all five digits")]


def test_a_lookup_ignores_case_and_white_space(tmp_path: Path) -> None:
    assert rejects_of(tmp_path, "id,name,x\n1,Zyx,  w \n", legal_form="{x|lookup:codes}") == []


def test_a_row_of_totals_is_no_firm_unless_it_says_more_than_figures(tmp_path: Path) -> None:
    rows = "id,name,x,town\n1,Zyx,3,Nowhere\n2,Total,4,Nowhere\n3,Grand Total:,7,\n"
    rejects = rejects_of(tmp_path, rows, employees="x", town="town")
    reason = "is a row of totals, as its name and figures alone say"
    assert rejects == [Reject("firms.csv:4", "id", "3", reason, "delete the row")]


def test_a_row_without_an_id_or_a_required_property_is_rejected(tmp_path: Path) -> None:
    assert rejects_of(tmp_path, "id,name\n,Zyx\n2,n/a\n3,Whole\n") == [
        Reject("firms.csv:2", "id", "", "the row names no firm", "fill in its name or number, or delete the row"),
        Reject("firms.csv:3", "name", "n/a", "the firm has no name", "fill in its name"),
    ]


def test_an_id_that_stands_twice_is_rejected_where_each_row_is_one(tmp_path: Path) -> None:
    rows = "id,name\n1,First\n1,Second\n"
    assert rejects_of(tmp_path, rows, once=True) == [
        Reject(
            "firms.csv:3",
            "id",
            "1",
            "stands in an earlier row too",
            "give each row a number of its own, or delete the one too many",
        )
    ]
    assert rejects_of(tmp_path, "id,name\n1,First\n1,First Inc.\n") == []


def test_an_id_too_long_for_the_graph_is_rejected(tmp_path: Path) -> None:
    (reject,) = rejects_of(tmp_path, f"id,name\n{'x' * 1001},Zyx\n")
    assert (reject.place, reject.column, reject.reason) == ("firms.csv:2", "id", "is longer than 1000 characters")


def test_a_broken_row_is_rejected_as_a_whole(tmp_path: Path) -> None:
    source = write_source(tmp_path, [{"file": "firms.csv", "nodes": {"firm": FIRM}}])
    (tmp_path / "firms.csv").write_bytes(b"id,name\n1,Caf\xe9\n2,a,b\n3,Caf\xc3\xa9\n")
    nodes, _, rejects = crawl(source)
    assert [node.id for node in nodes] == ["3"]
    assert [(one.place, one.column, one.value, one.reason) for one in rejects] == [
        ("firms.csv:2", "", "1 | Caf\udce9", "is not utf-8 text"),
        ("firms.csv:3", "", "2 | a | b", "has 3 cells, the header names 2"),
    ]
    assert all(one.remedy for one in rejects)


@pytest.fixture
def context(tmp_path: Path) -> Context:
    source = write_source(tmp_path / "zyx", [{"file": "firms.csv"}], files={"firms.csv": "id\n1\n"})
    return Context(source, print)


def test_a_link_goes_between_nodes_or_ids_and_is_none_without_an_end(context: Context) -> None:
    node = context.node("Firm", "1", ROW, name="Zyx")
    assert node is not None
    link = context.link("SUPPLIES", node, "2", ROW, since="2020")
    assert link is not None
    assert (link.start, link.end, dict(link.properties), link.place) == ("1", "2", {"since": "2020"}, "firms.csv:5")
    assert context.link("SUPPLIES", None, "2", ROW) is None
    assert context.link("SUPPLIES", "1", "", ROW) is None


def test_a_link_from_a_thing_to_itself_is_rejected_unless_its_kind_may_loop(context: Context) -> None:
    rejects: list[Reject] = []
    context.on_reject = rejects.append
    assert context.link("SUPPLIES", "a", "a", ROW) is None
    assert [(reject.value, reject.reason) for reject in rejects] == [("a", "is linked to itself")]
    assert context.link("INPUT_TO", "naics2017-1", "naics2017-1", ROW) is not None


def test_a_crawler_that_names_what_the_model_has_not_is_told_where(context: Context) -> None:
    with pytest.raises(InvalidSource, match=r"zyx: firms\.csv:5: Firm has no property 'colour'; it has .*employees"):
        context.node("Firm", "1", ROW, name="Zyx", colour="red")
    with pytest.raises(InvalidRecord, match="Frim: no such kind"):
        context.node("Frim", "1", ROW)
    with pytest.raises(InvalidRecord, match="SUPPLYS: no such link"):
        context.link("SUPPLYS", "1", "2", ROW)


def test_a_missing_file_is_named_with_where_to_put_it(context: Context) -> None:
    with pytest.raises(InvalidSource, match=r"zyx: there is no file .*other\.csv; put it there"):
        list(context.rows("other.csv"))


def test_a_crawler_may_read_the_files_of_another_source(context: Context, tmp_path: Path) -> None:
    write_source(tmp_path / "abc", [{"file": "codes.csv"}], files={"codes.csv": "code\n7\n"})
    assert [dict(row) for row in context.rows("codes.csv", "abc")] == [{"code": "7"}]
    assert context.rows_read == 0


@pytest.mark.parametrize(
    ("cells", "reason", "remedy"),
    [
        ("38.3,122.3,94558,CA", "km from California", "the sign of the longitude is missing: write 38.3, -122.3"),
        ("40.7,-74,94558,", "km from ZIP 94558", "correct the coordinates or the place"),
    ],
)
def test_a_location_elsewhere_is_rejected_and_the_row_kept(
    tmp_path: Path, cells: str, reason: str, remedy: str
) -> None:
    located = {**FIRM, "location": ["lat", "lon"], "location_basis": "=street", "postcode": "zip"}
    links = [{"kind": "LOCATED_IN", "from": "firm", "to": "{st|state}"}]
    table = {"file": "firms.csv", "nodes": {"firm": located}, "links": links}
    source = write_source(tmp_path, [table], files={"firms.csv": f"id,name,lat,lon,zip,st\n1,Zyx,{cells}\n"})
    nodes, _, (reject,) = crawl(source)
    assert [dict(node.properties) for node in nodes] == [{"name": "Zyx", "postcode": "94558"}]
    assert (reject.place, reject.column, reject.remedy) == ("firms.csv:2", "location", remedy)
    assert reason in reject.reason


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("12", {"employees": 12}),
        ("50 to 99", {"employees_min": 50, "employees_max": 99}),
        ("1,000+", {"employees_min": 1000}),
        ("<5", {"employees_max": 4}),
        ("ca. 20", {}),
        ("99-50", {}),
    ],
)
def test_a_count_may_be_a_range(tmp_path: Path, written: str, kept: dict[str, int]) -> None:
    table = {"file": "firms.csv", "nodes": {"firm": {**FIRM, "employees": "jobs"}}}
    source = write_source(tmp_path, [table], files={"firms.csv": f'id,name,jobs\n1,Zyx,"{written}"\n'})
    nodes, _, rejects = crawl(source)
    assert [dict(node.properties) for node in nodes] == [{"name": "Zyx", **kept}]
    assert [reject.column for reject in rejects] == ([] if kept else ["employees"])


def test_bounds_out_of_order_are_rejected(tmp_path: Path) -> None:
    (reject,) = rejects_of(tmp_path, "id,name,a,b\n1,Zyx,9,5\n", employees_min="a", employees_max="b")
    assert (reject.value, reject.reason) == ("9, 5", "is a range whose start is above its end")
