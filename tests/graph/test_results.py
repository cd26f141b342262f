"""What was found can be said in JSON, and has a name to show."""

from __future__ import annotations

import json

import pytest
from clusteratlas.graph.records import Point
from clusteratlas.graph.results import FoundLink, FoundNode, FoundPath, plain
from hypothesis import given
from hypothesis import strategies as st

FIRM = FoundNode("f1", "Firm", {"id": "f1", "name": "Zyx Works", "location": Point(38.0, -122.0)})
PLACE = FoundNode("p1", "Place", {"id": "p1"})
LINK = FoundLink("LOCATED_IN", "f1", "p1", {"source": "invented"})


def test_a_node_goes_by_its_name_else_by_its_title_else_by_its_id() -> None:
    assert FIRM.name == "Zyx Works"
    assert FoundNode("s", "Source", {"title": "Invented register"}).name == "Invented register"
    assert PLACE.name == "p1"


def test_a_node_knows_where_it_is() -> None:
    assert FIRM.location == Point(38.0, -122.0)
    assert PLACE.location is None


def test_nodes_links_and_paths_become_plain_values() -> None:
    firm = {"id": "f1", "kind": "Firm", "name": "Zyx Works", "location": {"lat": 38.0, "lon": -122.0}}
    link = {"kind": "LOCATED_IN", "start": "f1", "end": "p1", "source": "invented"}
    path = FoundPath((FIRM, PLACE), (LINK,))
    assert plain([{"path": path}]) == [{"path": {"nodes": [firm, {"id": "p1", "kind": "Place"}], "links": [link]}}]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from([FIRM, PLACE, LINK, Point(1.0, 2.0)]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(values)
def test_every_answer_can_be_written_as_json(value: object) -> None:
    json.dumps(plain(value))


@pytest.mark.parametrize("value", [1, 2.5, "text", None, True, [1, "a"], {"a": [None]}])
def test_plain_values_stay_as_they_are(value: object) -> None:
    assert plain(value) == value
