"""Exports: every format keeps every text, and nothing in a text becomes a formula or an order to a terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import networkx
import openpyxl
import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.quoting import clean, unguard
from clusteratlas.graph.records import Point
from clusteratlas.graph.results import FoundLink, FoundNode, FoundPath, Rows
from clusteratlas.queries.catalog import Answer
from clusteratlas.queries.drawing import draw_answer
from clusteratlas.queries.query import Drawing, Query
from clusteratlas.ui.exports import (
    FORMATS,
    rich_cards,
    to_csv,
    to_geojson,
    to_graphml,
    to_json,
    to_table,
    to_xlsx,
    without_location,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.console import Console

TEXTS = st.text(max_size=40)
AWKWARD = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'=1",
    "\t=1",
    "a,b",
    'a"b',
    "a\nb",
    "a\r\nb",
    "\x00\x1b[31m",
    "#N/A",
    "12",
    "",
)
MILL = FoundNode("mill", "Firm", {"id": "mill", "name": "Invented Mill", "location": Point(38.5, -122.5)})
BAKER = FoundNode("baker", "Firm", {"id": "baker", "name": "Invented Baker"})
SUPPLY = FoundLink("SUPPLIES", "mill", "baker", {"source": "made_up", "confidence": 0.5})


def answer(rows: Rows, draws: Sequence[Drawing] = (), **parameters: Any) -> Answer:
    query = Query("made/up", "Made up", "What is made up?", "", {}, {}, draws=tuple(draws))
    return Answer(query, parameters, {}, rows)


def awkward(test: Any) -> Any:
    for text in AWKWARD:
        test = example(text)(test)
    return settings(deadline=None)(given(TEXTS)(test))


def sheet_of(file: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(file))["Rows"]


@awkward
def test_json_keeps_any_text(text: str) -> None:
    assert json.loads(to_json(answer([{"name": text}]))) == [{"name": text}]


@awkward
def test_csv_keeps_any_text_and_no_cell_begins_like_a_formula(text: str) -> None:
    header, row = csv.reader(io.StringIO(to_csv(answer([{"name": text, "n": 1}])).decode(), newline=""))
    assert header == ["name", "n"]
    assert unguard(row[0]) == clean(text)
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))


@awkward
def test_xlsx_keeps_any_text_as_text(text: str) -> None:
    cell = sheet_of(to_xlsx(answer([{"name": text, "n": 1}])))["A2"]
    assert (cell.value or "") == clean(text)
    assert cell.data_type in {"s", "inlineStr", "n"[: not text]}


@awkward
def test_graphml_keeps_any_text(text: str) -> None:
    node = FoundNode(f"id {text}", "Firm", {"name": f"name {text}"})
    network = networkx.read_graphml(io.BytesIO(to_graphml(answer([{"firm": node}]))))
    assert {id: node["name"] for id, node in network.nodes(data=True)} == {clean(f"id {text}"): clean(f"name {text}")}


@awkward
def test_table_has_one_line_a_row_and_no_control_characters(text: str) -> None:
    lines = to_table(answer([{"name": f"a{text}"}])).decode().split("\n")
    assert len(lines) == 3
    assert "\x1b" not in lines[1]


@settings(deadline=None)
@given(st.floats(), st.integers())
def test_json_says_null_for_numbers_it_cannot_say(real: float, whole: int) -> None:
    [row] = json.loads(to_json(answer([{"real": [real], "whole": whole}])))
    assert row["whole"] == whole
    assert row["real"] == [real] or row["real"] == [None]


def test_numbers_stay_numbers_unless_a_sheet_would_round_them() -> None:
    cells = sheet_of(to_xlsx(answer([{"a": -1, "b": 0.5, "c": 10**17, "d": True, "e": float("nan")}])))[2]
    assert [cell.value for cell in cells] == [-1, 0.5, "100000000000000000", True, None]


def test_a_workbook_says_what_was_asked() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(answer([], km=5))))
    asked = {row[0].value: row[1].value for row in book["About"]}
    assert asked["question"] == "What is made up?"
    assert asked["km"] == "5"


def test_a_map_and_a_network_say_what_was_asked_and_what_is_said_of_all_rows() -> None:
    given_rows = answer([{"firm": MILL, "caution": "Made up."}, {"firm": BAKER, "caution": None}], km=5)
    told = {"question": "What is made up?", "km": "5", "caution": "Made up."}
    assert told.items() <= json.loads(to_geojson(given_rows))["about"].items()
    assert told.items() <= networkx.read_graphml(io.BytesIO(to_graphml(given_rows))).graph.items()


def test_a_node_carries_what_the_only_row_that_tells_of_it_says() -> None:
    rows: Rows = [
        {
            "member": MILL,
            "degree": 0.9,
            "tied_to": BAKER,
            "link": "SUPPLIES",
            "words": "x",
            "name": "of the row",
            "headline": "Two.",
        },
        {"member": BAKER, "degree": 0.4, "tied_to": MILL, "name": "of the row", "headline": "Two."},
    ]
    pair = Drawing("member", "tied_to", "words", of="member")
    network = networkx.read_graphml(io.BytesIO(to_graphml(answer(rows, [pair]))))
    assert {id: node["degree"] for id, node in network.nodes(data=True)} == {"mill": 0.9, "baker": 0.4}
    assert {node["answer_name"] for _, node in network.nodes(data=True)} == {"of the row"}
    assert network.nodes["mill"]["name"] == "Invented Mill"
    assert not network.nodes["mill"].keys() & {"link", "words"}, "they tell of the line"
    assert network.graph["headline"] == "Two."
    told = [data for *_, data in [*network.edges(data=True), *network.nodes(data=True)]]
    assert not any("headline" in data for data in told)
    lines = draw_answer(answer(rows, [Drawing("member", "tied_to")]))
    assert not any("row" in node for _, node in lines.nodes(data=True)), "such rows tell of pairs"
    twice = draw_answer(answer([*rows, rows[0]]))
    assert [id for id, node in twice.nodes(data=True) if "row" in node] == ["baker"]


def test_flat_formats_name_a_node_and_say_where_it_is() -> None:
    rows = [{"firm": BAKER, "n": 1}, {"firm": MILL, "n": 2}]
    assert to_csv(answer(rows)).decode().splitlines() == [
        "firm,firm_id,firm_kind,firm_lat,firm_lon,n",
        "Invented Baker,baker,Firm,,,1",
        "Invented Mill,mill,Firm,38.5,-122.5,2",
    ]


def test_a_query_has_the_same_columns_whatever_an_answer_holds() -> None:
    returns = {"firm": "Firm", "input": "Input", "tie": "Link", "km": "float", "seen": "date"}
    query = Query("made/up", "Made up", "What is made up?", "", {}, returns)
    header = "firm,firm_id,firm_kind,firm_lat,firm_lon,input,input_id,input_kind,tie,tie_start,tie_end,km,seen"
    nothing = dict.fromkeys(returns)
    for rows in ([], [nothing], [{**nothing, "firm": BAKER}], [{**nothing, "firm": MILL, "tie": SUPPLY, "km": 1.5}]):
        assert to_csv(Answer(query, {}, {}, rows)).decode().splitlines()[0] == header


def test_a_column_of_the_answer_wins_over_one_made_from_a_node() -> None:
    assert to_csv(answer([{"firm": BAKER, "firm_id": "own"}])).decode().splitlines()[1] == "Invented Baker,own,Firm"


def test_json_has_the_columns_of_the_query_and_nodes_whole() -> None:
    query = Query("made/up", "", "", "", {}, {"firm": "Firm", "n": "int"})
    [row] = json.loads(to_json(Answer(query, {}, {}, [{"firm": MILL}])))
    assert row["n"] is None
    assert row["firm"]["id"] == "mill"
    assert row["firm"]["location"] == {"lat": 38.5, "lon": -122.5}


def test_geojson_places_rows_and_counts_those_it_cannot_place() -> None:
    given_rows = answer([{"firm": MILL}, {"firm": BAKER}])
    collection = json.loads(to_geojson(given_rows))
    assert [feature["geometry"]["coordinates"] for feature in collection["features"]] == [[-122.5, 38.5]]
    assert collection["features"][0]["properties"]["firm"] == "Invented Mill"
    assert without_location(given_rows) == 1
    assert collection["about"]["left out"] == "1 of 2 rows: without a location"
    assert "left out" not in json.loads(to_geojson(answer([{"firm": MILL}])))["about"]


def test_geojson_takes_the_column_that_is_asked_for() -> None:
    rows = answer([{"a": MILL, "b": Point(1.0, 2.0)}])
    assert json.loads(to_geojson(rows, "b"))["features"][0]["geometry"]["coordinates"] == [2.0, 1.0]
    with pytest.raises(InvalidQuery, match="no such column"):
        to_geojson(rows, "c")


def test_a_network_holds_nodes_links_and_paths_once() -> None:
    path = FoundPath((MILL, BAKER), (SUPPLY,))
    network = draw_answer(answer([{"path": path, "all": [MILL, {"link": SUPPLY}]}]))
    assert {id: node["kind"] for id, node in network.nodes(data=True)} == {"mill": "Firm", "baker": "Firm"}
    assert list(network.edges(data="kind")) == [("mill", "baker", "SUPPLIES")]


def test_a_drawing_makes_a_line_from_columns_and_parameters() -> None:
    rows: Rows = [{"supplier": MILL, "why": "near", "basis": "possible"}, {"supplier": None, "why": "", "basis": ""}]
    network = draw_answer(answer(rows, [Drawing("supplier", "firm", "why", "basis")], firm="baker"))
    [(start, end, line)] = network.edges(data=True)
    assert (start, end, line["label"], line["basis"]) == ("mill", "baker", "near", "possible")


def test_a_linkage_that_is_only_inferred_is_possible_in_a_network() -> None:
    inferred = FoundLink("SUPPLIES", "mill", "baker", {"state": "latent"})
    [(_, _, line)] = draw_answer(answer([{"link": inferred}])).edges(data=True)
    assert line["basis"] == "possible"


def test_a_link_read_from_its_far_end_is_drawn_the_way_it_goes() -> None:
    row = {"other": MILL, "link": "SUPPLIES", "words": "is supplied by", "outward": False}
    network = draw_answer(answer([row], [Drawing("entity", "other", "words")], entity="baker"))
    assert list(network.edges(data="label")) == [("mill", "baker", "supplies")]


def test_a_line_without_a_linkage_is_drawn_as_its_row_reads() -> None:
    row = {"other": MILL, "link": None, "words": "needs what is provided by", "outward": False}
    drawn = draw_answer(answer([row], [Drawing("firm", "other", "words", "")], firm="baker"))
    assert [(start, end, line["label"]) for start, end, line in drawn.edges(data=True)] == [
        ("baker", "mill", "needs what is provided by")
    ]


def test_a_table_leaves_out_nodes_that_other_columns_spell_out() -> None:
    row = {"firm": MILL, "id": "mill", "name": "Invented Mill"}
    assert to_table(answer([row])).decode().splitlines()[0].split() == ["id", "name"]


def test_a_path_reads_along_its_links() -> None:
    path = FoundPath((BAKER, MILL), (SUPPLY,))
    assert "Invented Baker <-SUPPLIES- Invented Mill" in to_table(answer([{"path": path}])).decode()


def test_every_format_writes_an_empty_answer() -> None:
    assert all(isinstance(format.write(answer([])), bytes) for format in FORMATS.values())


def test_a_narrow_terminal_gets_a_line_for_each_value_with_whole_words() -> None:
    console = Console(width=30, record=True, file=io.StringIO())
    console.print(rich_cards(answer([{"name": "Zyx Works", "reason": "supplies it with corks", "km": None}])))
    lines = [line.rstrip() for line in console.export_text().splitlines()]
    assert lines[:2] == ["name    Zyx Works", "reason  supplies it with corks"]
    assert not any("km" in line for line in lines)
