"""The parts of a query make a file, and the file gives the parts back."""

from __future__ import annotations

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.model import model
from clusteratlas.graph.results import FoundLink, FoundNode
from clusteratlas.queries.catalog import catalog
from clusteratlas.queries.own.draft import Draft, column_types, draft_of
from clusteratlas.queries.query import EMPTY, Drawing, parse_query
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.text(max_size=30).map(lambda text: f"a {text} z")


@given(
    title=WORDS, question=WORDS, about=WORDS, empty=WORDS, said=WORDS, unit=st.text(max_size=5),
    default=st.none() | st.integers(1, 5), choices=st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=3),
    comment=st.booleans(),
)  # fmt: skip
def test_a_draft_written_and_read_is_the_same_draft(
    title: str, question: str, about: str, empty: str, said: str, unit: str, default: int | None, choices: list[str],
    comment: bool,
) -> None:  # fmt: skip
    draft = Draft(
        title=" ".join(title.split()),
        question=" ".join(question.split()),
        about=" ".join(about.split()),
        empty=" ".join(empty.split()),
        view=("table", "map"),
        body=("// title: not the header\n" if comment else "") + "RETURN $km AS km, $sort AS `of it`",
        parameters=(
            {"name": "km", "type": "int", "about": said, "default": default, "min": 1, "max": 5, "unit": f"k{unit}"},
            {"name": "sort", "type": "choice", "choices": choices},
        ),
        returns={"km": "int", "of it": "any"},
        draws=(Drawing("km", "sort", "of it"),),
        either=(("km",),) if default is None else (),
    )
    assert draft_of(parse_query(draft.text(), "own/x", model()), unsaid=EMPTY) == draft


@pytest.mark.parametrize("name", [name for name, query in catalog().items() if not query.network])
def test_every_query_that_ships_can_be_taken_apart_and_put_together(name: str) -> None:
    query = catalog()[name]
    again = parse_query(draft_of(query, unsaid=EMPTY).text(), name, model(), computed=True)
    assert draft_of(again) == draft_of(query)
    assert again.parameters == query.parameters


def test_a_parameter_that_is_wrong_is_named() -> None:
    twice = ({"name": "km", "type": "int"}, {"name": "km", "type": "number"})
    with pytest.raises(InvalidQuery, match="two parameters are called km"):
        Draft(parameters=twice).query()
    with pytest.raises(InvalidQuery, match="parameter query needs another name"):
        Draft(parameters=({"name": "query", "type": "int"},)).query()
    with pytest.raises(InvalidQuery, match="default of parameter km: '9' is above 5"):
        Draft(parameters=({"name": "km", "type": "int", "default": 9, "max": 5},)).query()


def test_columns_are_typed_by_what_they_hold() -> None:
    firm, school, place = (FoundNode("x", kind, {}) for kind in ("Firm", "Institution", "Place"))
    rows = [
        {
            "f": firm,
            "o": firm,
            "e": firm,
            "a": firm,
            "n": 1,
            "x": 1.5,
            "s": "a",
            "b": True,
            "u": None,
            "m": 1,
            "l": [1],
        },
        {
            "f": firm,
            "o": school,
            "e": place,
            "a": 1,
            "n": 2,
            "x": 1,
            "s": "b",
            "b": False,
            "u": None,
            "m": "a",
            "l": [],
        },
    ]
    assert column_types([*rows[0], "gone"], rows, {"u": "date", "s": "int"}) == {
        "f": "Firm", "o": "Organisation", "e": "Entity", "a": "any", "n": "int", "x": "float", "s": "str", "b": "bool",
        "u": "date", "m": "any", "l": "list", "gone": "any",
    }  # fmt: skip
    assert column_types(["k"], [{"k": FoundLink("SUPPLIES", "a", "b", {})}]) == {"k": "Link"}


def test_a_copy_of_a_query_that_looks_around_still_does() -> None:
    query = catalog()["near/rivals"]
    draft = draft_of(query)
    assert [entry["name"] for entry in draft.parameters] == ["firm", "limit"]
    assert draft.query().names == query.names
    assert "// inside: firm" in draft.text()
