"""Headers of saved queries: what they may say, and what is said of those that are wrong."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.model import model
from clusteratlas.queries.parameters import Parameter
from clusteratlas.queries.query import Query, parse_query
from hypothesis import given
from hypothesis import strategies as st

GOOD = """// title: Invented
// question: Which is which?
// params: {place: {type: place, about: Where}, km: {type: number, default: 5, min: 1, max: 10, unit: km},
//   sort: {type: choice, default: near, choices: [near, far]}}
// returns: {firm: Firm, km: float}
// view: table, map
// draws: {from: firm, to: place, label: km}
// about: Says that: colons are harmless.
//   And goes on.
MATCH (firm:Firm) WHERE $place <> '' AND $km > 0 AND $sort <> '' RETURN firm AS firm, 1.0 AS km
"""


def parse(text: str, *, computed: bool = False) -> Query:
    """The query in a text."""
    return parse_query(text, "topic/invented", model(), computed=computed)


def test_a_header_says_what_a_query_asks_takes_and_returns() -> None:
    query = parse(GOOD)
    assert (query.topic, query.title, query.question) == ("topic", "Invented", "Which is which?")
    assert query.about == "Says that: colons are harmless. And goes on."
    assert query.view == ("table", "map")
    assert query.returns == {"firm": "Firm", "km": "float"}
    assert [(parameter.name, parameter.kind, parameter.required) for parameter in query.parameters.values()] == [
        ("place", "Place", True),
        ("km", None, False),
        ("sort", None, False),
    ]
    assert (query.draws[0].start, query.draws[0].end, query.draws[0].label) == ("firm", "place", "km")
    assert query.text == GOOD


def test_a_header_may_say_what_an_empty_answer_means() -> None:
    assert "widen a limit" in parse(GOOD).empty
    said = parse(GOOD.replace("// question:", "// empty: Nobody knows.\n// question:"))
    assert said.empty == "Nobody knows."


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("// title: Invented\n", "", r"lacks 'title'; write it as '// title: \.\.\.'"),
        ("// question: Which is which?\n", "", "lacks 'question'"),
        ("// returns: {firm: Firm, km: float}\n", "", "lacks 'returns'"),
        ("// title:", "// tittle:", "unknown header line 'tittle'; it takes title"),
        (
            "{firm: Firm, km: float}",
            "{firm: Firm, km: float",
            "header's returns cannot be read: .*; see that brackets close",
        ),
        ("{firm: Firm, km: float}", "[firm, km]", "returns is not written as"),
        ("{firm: Firm, km: float}", "{firm: Frim, km: float}", "column firm is a 'Frim', which is neither"),
        ("{firm: Firm, km: float}", "{firm: Firm, miles: float}", "returns no miles; write 'AS miles'"),
        ("type: place, about", "about", "parameter place has type None; use text, int"),
        ("type: place", "type: planet", "parameter place has type 'planet'; use text, int"),
        ("type: place, about: Where", "type: place, colour: red", "parameter place has unknown colour"),
        ("{type: place, about: Where}", "place", "parameter place is not written as"),
        ("params: {place", "params: {on", "the name True in params is no word; yes, no, on and off"),
        ("$place <> ''", "true", "parameter place is not used in the text"),
        ("$place <> ''", "$places <> ''", "parameter place is not used in the text"),
        ("view: table, map", "view: table, globe", "view 'globe'; use table, graph, map"),
        ("{from: firm, to: place, label: km}", "{from: firm}", "draws is not written as {from: a, to: b"),
        ("{from: firm, to: place, label: km}", "{from: firm, to: moon}", "draws moon, which is neither"),
        ("{from: firm, to: place, label: km}", "{from: firm, to: place, label: moon}", "draws moon, which is neither"),
        ("{from: firm, to: place, label: km}", "firm", "draws is not written as"),
        ("default: 5", "default: 50", "km: '50' is above 10"),
        ("default: near", "default: middle", "sort: 'middle' is not one of near, far"),
        ("min: 1", "min: low", "min of parameter km is no number"),
    ],
)
def test_a_wrong_header_is_refused_by_name_with_what_to_do(old: str, new: str, says: str) -> None:
    assert old in GOOD
    with pytest.raises(InvalidQuery, match=rf"topic/invented, line \d+: .*{says}"):
        parse(GOOD.replace(old, new))


def test_the_line_that_is_wrong_is_named() -> None:
    with pytest.raises(InvalidQuery, match=r"topic/invented, line 6: view 'globe'"):
        parse(GOOD.replace("view: table, map", "view: globe"))


def test_a_query_says_that_it_is_slow() -> None:
    assert not parse(GOOD).slow
    assert parse(GOOD.replace("// view: table, map", "// view: table, map\n// slow: yes")).slow
    with pytest.raises(InvalidQuery, match="line 7: slow is 'very'; write '// slow: yes'"):
        parse(GOOD.replace("// view: table, map", "// view: table, map\n// slow: very"))


def test_a_query_that_works_on_the_network_needs_a_python_file_that_does() -> None:
    text = GOOD.replace("// view: table, map", "// view: table, map\n// network: organisations")
    unused = text.replace("// params: {", "// params: {hops: {type: int, default: 2}, ")
    assert parse(unused, computed=True).network == "organisations"
    for wrong, computed in ((text, False), (text.replace("network: organisations", "network: industries"), True)):
        with pytest.raises(InvalidQuery, match="line 7: network is one of organisations, traits, figures,"):
            parse(wrong, computed=computed)


EITHER = (
    GOOD.replace("type: place, about: Where", "type: place, default: null")
    .replace("// returns:", "// either: [[place, kind], firm]\n// returns:")
    .replace("{place:", "{firm: {type: firm, default: null}, kind: {type: text, default: null}, place:")
    .replace("$km > 0", "$km > 0 AND $kind <> $firm")
)


def test_one_of_several_parameters_may_be_needed() -> None:
    query = parse(EITHER)
    assert query.either == (("place", "kind"), ("firm",))
    assert query.lacks({}) == query.lacks({"place": ""}) == ["place or kind or firm"]
    assert query.lacks({"firm": "f"}) == []
    assert query.clean({"place": "x", "kind": "y"})["place"] == "x"
    with pytest.raises(InvalidQuery, match="place or kind or firm: one of them is needed"):
        query.clean({"place": " "})
    with pytest.raises(InvalidQuery, match="firm: give this or place, not both; each says what the question is about"):
        query.clean({"place": "x", "firm": "f"})


@pytest.mark.parametrize("wrong", ["moon", "[place, moon]", "[place, km]", "[[place, [firm]]]"])
def test_only_parameters_that_may_be_left_out_can_be_either(wrong: str) -> None:
    with pytest.raises(InvalidQuery, match=r"line \d+: either is not written as \[one, another\]"):
        parse(EITHER.replace("[[place, kind], firm]", wrong))


def test_columns_that_python_makes_need_not_be_in_the_text() -> None:
    text = GOOD.replace("{firm: Firm, km: float}", "{firm: Firm, km: float, reason: str}")
    assert "reason" in parse(text, computed=True).returns
    with pytest.raises(InvalidQuery, match="returns no reason"):
        parse(text)


@pytest.mark.parametrize(
    ("parameter", "raw", "value"),
    [
        (Parameter("x", "text"), "  Opus   One ", "Opus One"),
        (Parameter("x", "place"), " us-ca ", "us-ca"),
        (Parameter("x", "int", min=1, max=3), "3", 3),
        (Parameter("x", "int", min=1, max=3), 1, 1),
        (Parameter("x", "int"), "1,250", 1250),
        (Parameter("x", "number", min=0.1), "0.1", 0.1),
        (Parameter("x", "flag"), "no", False),
        (Parameter("x", "flag", default=True, required=False), None, True),
        (Parameter("x", "flag", default=True, required=False), False, False),
        (Parameter("x", "date"), "March 2015", "2015-03"),
        (Parameter("x", "choice", choices=("any", "trade")), "trade", "trade"),
        (Parameter("x", "int", default=50, required=False), "", 50),
        (Parameter("x", "industry", default=None, required=False), None, None),
    ],
)
def test_a_parameter_takes_what_a_user_types(parameter: Parameter, raw: object, value: object) -> None:
    assert parameter.clean(raw) == value
    assert type(parameter.clean(raw)) is type(value)


@pytest.mark.parametrize(
    ("parameter", "raw", "says"),
    [
        (Parameter("x", "text"), None, "x: is needed; give a text"),
        (Parameter("x", "place"), "", "x: '' is needed; give the name or id of one place"),
        (Parameter("x", "int", min=1, max=3), "4", "x: '4' is above 3; give a whole number from 1 up to 3"),
        (Parameter("x", "int", min=1), 0, "x: '0' is below 1; give a whole number from 1"),
        (Parameter("x", "int"), "1.5", "x: '1.5' is not a whole number; give a whole number"),
        (Parameter("x", "number", unit="km"), "far", "x: 'far' is not a number; give a number km"),
        (Parameter("x", "number"), "inf", "x: 'inf' is not a finite number; give a number"),
        (Parameter("x", "flag"), "maybe", "x: 'maybe' is neither yes nor no; give yes or no"),
        (Parameter("x", "date"), "soon", "x: 'soon' is not a date; give a date as 2021-11-30"),
        (Parameter("x", "choice", choices=("a", "b")), "c", "x: 'c' is not one of a, b; choose one of a, b"),
    ],
)
def test_a_wrong_value_is_refused_with_what_it_takes(parameter: Parameter, raw: object, says: str) -> None:
    with pytest.raises(InvalidQuery) as caught:
        parameter.clean(raw)
    assert str(caught.value) == says


def test_a_parameter_that_the_query_does_not_take_is_named() -> None:
    with pytest.raises(InvalidQuery, match="topic/invented has no parameter miles; it takes place, km, sort"):
        parse(GOOD).clean({"place": "x", "miles": 3})


PIECES = st.sampled_from(
    (
        "// |title: a|question: b|params: |returns: |draws: |view: map|about: c|\n|{|}|[|]|: |,|x|type|text|int|Firm|"
        "str|default|min|choices|from|to|AS x|$x|1|null"
    ).split("|")
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_a_query_or_an_invalid_one(text: str) -> None:
    with contextlib.suppress(InvalidQuery):
        parse(text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)
)


@given(
    st.sampled_from(
        [Parameter("x", type, min=1, max=5) for type in ("text", "int", "number", "date", "flag", "place")]
    ),
    VALUES,
)
def test_any_value_is_cleaned_or_refused(parameter: Parameter, raw: Any) -> None:
    with contextlib.suppress(InvalidQuery):
        value = parameter.clean(raw)
        assert value is not None
        if parameter.type in ("int", "number"):
            assert 1 <= value <= 5


AROUND = """\
// title: Around
// question: Who is around here?
// params: {here: {type: organisation, default: null}}
// inside: here
// returns: {id: str}
UNWIND $inside AS id RETURN id AS id
"""


def test_a_query_that_looks_around_takes_where_to_look() -> None:
    query = parse(AROUND)
    assert list(query.parameters) == ["here", "km", "minutes", "speed", "detour", "place", "area"]
    assert query.names == (*query.parameters, "inside")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("// inside: here", "// inside: there", "line 4: inside is the name of a parameter"),
        ("type: organisation, default: null", "type: text", "line 4: inside is the name of a parameter"),
        ("null}}", "null}, km: {type: int}}", "line 3: parameter km comes with inside"),
        ("UNWIND $inside", "UNWIND ['a']", "parameter inside is not used"),
    ],
)
def test_what_does_not_fit_a_look_around_is_said(before: str, after: str, words: str) -> None:
    with pytest.raises(InvalidQuery, match=words):
        parse(AROUND.replace(before, after))
