"""Whose name it is."""

from __future__ import annotations

from clusteratlas.ingest.matching import NameQuery, resolve_names

from .worlds import firm

KNOWN = [
    firm("a", "Zorblatt Fictional Instruments, Inc."),
    firm("b", "Quibblex", aliases=("Quibblex Dreamworks",), town="Elsewhere", postcode="88888"),
    firm("c", "Quibblex", town="Faraway", postcode="77777"),
    firm("d", "Service Associates", town="Faraway", postcode="77777"),
]


def resolved(*queries: NameQuery) -> list[tuple[str, str]]:
    """Verdict and best candidate of each name."""
    return [
        (each.verdict, each.candidates[0].right if each.candidates else "") for each in resolve_names(queries, KNOWN)
    ]


def test_a_rare_name_that_one_organisation_bears_is_automatic() -> None:
    assert resolved(NameQuery("ZORBLATT FICTIONAL INSTRUMENTS")) == [("automatic", "a")]


def test_another_name_of_one_organisation_is_for_review() -> None:
    assert resolved(NameQuery("Quibblex Dreamworks LLC")) == [("review", "b")]


def test_a_name_that_two_bear_is_for_review() -> None:
    ((verdict, _),) = resolved(NameQuery("Quibblex"))
    assert verdict == "review"


def test_a_common_name_is_for_review() -> None:
    ((verdict, _),) = resolved(NameQuery("Service Associates"))
    assert verdict != "automatic"


def test_an_unknown_name_is_new() -> None:
    assert resolved(NameQuery("Vexnorp Holdings")) == [("new", "")]


def test_answers_come_in_the_order_of_the_names() -> None:
    asked = [NameQuery(f"Vexnorp {number}") for number in range(12)]
    assert [each.query for each in resolve_names(asked, KNOWN)] == asked
