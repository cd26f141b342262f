"""Kinds of linkages as a question names them; what there is comes from the model."""

from __future__ import annotations

import textwrap

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.model import model
from clusteratlas.queries.network.arrays import tying_kinds
from clusteratlas.queries.own.draft import draft_of
from clusteratlas.queries.parameters import Parameter
from clusteratlas.queries.query import Query, parse_query
from clusteratlas.ui.library.signatures import signature_of

TEXT = """
// title: Linked
// question: Who is linked?
// params: {{kinds: {said}}}
// returns: {{other: Firm}}
MATCH (:Firm)-[link]-(other:Firm) WHERE type(link) IN $kinds RETURN other AS other
"""


def query(said: str = "{type: linkages, between: [Organisation], default: any}") -> Query:
    return parse_query(textwrap.dedent(TEXT).strip().format(said=said), "some/query", model())


def kinds(said: str = "{type: linkages, between: [Organisation], default: any}") -> Parameter:
    return query(said).parameters["kinds"]


def test_what_may_be_named_are_the_groups_and_kinds_of_the_model() -> None:
    assert list(kinds().named) == ["any", "corporate", "alike", "trade", "institutions", *kinds().named["any"]]
    assert set(kinds().default) == set(tying_kinds()) == set(model().tying("Organisation"))
    assert set(kinds().named["corporate"]) == set(tying_kinds("corporate")) == {"ACQUIRED", "SPUN_OFF_FROM", "UNIT_OF"}
    everything = set(model().links) - {"DESCRIBES", "FROM_SOURCE"}
    assert set(kinds("{type: linkages}").clean("any")) == everything


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("SUPPLIES", ["SUPPLIES"]),
        (" finances , competes with", ["COMPETES_WITH", "FINANCES"]),
        ("corporate", ["ACQUIRED", "SPUN_OFF_FROM", "UNIT_OF"]),
        (["alike", "COMPETES_WITH"], ["COMPETES_WITH", "COMPLEMENTS", "COOPERATES_WITH"]),
        (("SERVES",), ["SERVES"]),
        ("any", None),
        ("", None),
        (None, None),
        ([], None),
    ],
    ids=str,
)
def test_names_become_kinds_in_the_order_of_the_model(raw: object, expected: list[str] | None) -> None:
    assert kinds().clean(raw) == (kinds().default if expected is None else expected)


@pytest.mark.parametrize("raw", ["any", "trade", "trade,FINANCES", "SERVES", "corporate,alike,MEMBER_OF"])
def test_kinds_are_named_as_briefly_as_they_were(raw: str) -> None:
    parameter = kinds()
    assert parameter.text(parameter.clean(raw)) == raw
    assert parameter.clean(parameter.clean(raw)) == parameter.clean(raw)


@pytest.mark.parametrize("raw", ["friends", "trade, LOCATED_IN", "PROVIDES", "any, DESCRIBES"])
def test_what_ties_no_such_nodes_is_refused_with_what_may_be_named(raw: str) -> None:
    with pytest.raises(InvalidQuery, match=r"kinds: '.*' names '\w+', which is no kind or group .* trade, .*SUPPLIES"):
        kinds().clean(raw)


@pytest.mark.parametrize(
    "said",
    [
        "{type: linkages, between: [Nobody]}",
        "{type: linkages, between: Organisation}",
        "{type: linkages, between: []}",
        "{type: linkages, between: [[Organisation]]}",
        "{type: linkages, between: [Input]}",
        "{type: text, between: [Organisation]}",
    ],
)
def test_a_header_that_says_between_what_amiss_is_refused(said: str) -> None:
    with pytest.raises(InvalidQuery, match="line 3: parameter kinds: linkages, and only they, have between"):
        query(said)


def test_a_default_that_names_no_kind_is_refused() -> None:
    with pytest.raises(InvalidQuery, match="line 3: the default of parameter kinds: 'friends' names"):
        query("{type: linkages, default: friends}")


def test_a_query_of_ones_own_keeps_what_its_header_says() -> None:
    [entry] = draft_of(query()).parameters
    assert entry == {"name": "kinds", "type": "linkages", "default": "any", "between": ["Organisation"]}


def test_a_method_takes_a_text_or_a_list() -> None:
    argument = signature_of(query()).parameters["kinds"]
    assert argument.default == "any"
    assert str(argument.annotation) == "str | collections.abc.Sequence[str]"
