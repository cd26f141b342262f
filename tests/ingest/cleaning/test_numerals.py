"""Decimal commas are found where only they can be meant; symbols of offices are no figures."""

from __future__ import annotations

import pytest
from clusteratlas.graph.values import clean_number
from clusteratlas.ingest.cleaning.numerals import advice, figure, has_commas, may_have_commas, with_point
from hypothesis import example, given
from hypothesis import strategies as st

amounts = st.integers(-(10**9), 10**9).map(lambda cents: cents / 100)


def with_comma(number: float) -> str:
    """A number as it is written where points part thousands."""
    return f"{number:,.2f}".translate(str.maketrans(",.", ".,"))


@given(amounts)
@example(1234.0)
def test_a_number_with_a_decimal_comma_is_read_as_that_number(number: float) -> None:
    text = with_comma(number)
    assert has_commas([text])
    assert clean_number(with_point(text)) == pytest.approx(number)
    assert with_point(with_point(text)) == with_point(text)


@given(st.lists(amounts, min_size=1))
def test_numbers_with_decimal_points_are_not_taken_for_others(numbers: list[float]) -> None:
    texts = [f"{number:,.2f}" for number in numbers]
    assert not has_commas(texts)
    assert not may_have_commas(texts)
    assert not has_commas([*texts, with_comma(numbers[0])])


@given(st.text())
def test_whatever_is_written_is_read_or_left(text: str) -> None:
    assert isinstance(with_point(text), str)
    assert isinstance(figure(text), str)
    advice(text)


@pytest.mark.parametrize(
    "text", [":", ": c", ":u", "..", "...", "…", "x", "c", "C", "(D)", "n.a.", "n.d.", "-", "/", "*"]
)
def test_a_symbol_in_place_of_a_figure_gives_none(text: str) -> None:
    assert figure(text) == ""


@pytest.mark.parametrize(("text", "read"), [("120 b", "120"), ("12e", "12"), ("1,250", "1,250"), ("many", "many")])
def test_a_flag_behind_a_figure_is_left_off(text: str, read: str) -> None:
    assert figure(text) == read


def test_a_thousand_or_a_fraction_is_neither_for_certain() -> None:
    assert not has_commas(["1.234", "1,234"])
    assert may_have_commas(["1.234"])
    assert "write 1234" in advice("1.234")
    assert "write 2100.00" in advice("2.100,00")
    assert advice("12") == ""
