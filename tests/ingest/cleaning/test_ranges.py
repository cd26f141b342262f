"""Counts and amounts come with their bounds, or are refused."""

from __future__ import annotations

import pytest
from clusteratlas.ingest.cleaning.ranges import Bounds, clean_count, clean_dollars, clean_money, spread
from hypothesis import example, given
from hypothesis import strategies as st

raws = (
    st.text()
    | st.integers()
    | st.floats()
    | st.none()
    | st.booleans()
    | st.from_regex(r"\A[<>~$€]? ?[0-9,.]{1,9}( ?(-|to) ?[0-9,.]{1,9})? ?(k|M|bn|\+|EUR)?\Z")
)


@given(raws)
def test_a_count_has_whole_bounds_in_order_or_is_refused(raw: object) -> None:
    try:
        bounds = clean_count(raw)
    except ValueError:
        return
    if bounds is not None:
        assert bounds != Bounds(None, None)
        assert all(bound is None or isinstance(bound, int) for bound in bounds)
        if bounds.least is not None and bounds.most is not None:
            assert bounds.least <= bounds.most
            written = str(bounds.least) if bounds.least == bounds.most else f"{bounds.least}-{bounds.most}"
            assert bounds.least < 0 or clean_count(written) == bounds


@given(raws)
@example("0000.001")
def test_an_amount_in_dollars_is_a_number_or_refused_and_stays_as_it_is(raw: object) -> None:
    try:
        amount = clean_dollars(raw)
    except ValueError:
        return
    assert amount is None or clean_dollars(amount) == pytest.approx(amount)


@pytest.mark.parametrize(
    ("raw", "bounds"),
    [
        ("12", (12, 12)),
        (12.0, (12, 12)),
        ("1,250", (1250, 1250)),
        ("50-99", (50, 99)),
        ("50 to 99", (50, 99)),
        ("between 5 and 10", (5, 10)),
        ("11–50 employees", (11, 50)),
        ("1,000+", (1000, None)),
        ("10K+", (10000, None)),
        (">500", (501, None)),
        ("at least 500", (500, None)),
        ("<5", (None, 4)),
        ("up to 50", (None, 50)),
        ("5 or fewer", (None, 5)),
    ],
)
def test_counts_as_tables_write_them(raw: object, bounds: tuple[int | None, int | None]) -> None:
    assert clean_count(raw) == bounds


@pytest.mark.parametrize(
    "raw", ["ca. 20", "~20", "about 20", "99-50", "12.5", "1-2-3", "five", "Oct-19", "1,00", "<0", True]
)
def test_what_is_no_count_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match="is "):
        clean_count(raw)


@pytest.mark.parametrize(
    ("raw", "least", "most", "currency"),
    [
        ("$1.2M", 1.2e6, 1.2e6, "USD"),
        ("1.5 bn EUR", 1.5e9, 1.5e9, "EUR"),
        ("25 million", 25e6, 25e6, None),
        ("$5-10M", 5e6, 10e6, "USD"),
        ("$5M AUD", 5e6, 5e6, "AUD"),
        ("£40k", 40e3, 40e3, "GBP"),
        ("$10M+", 10e6, None, "USD"),
    ],
)
def test_amounts_as_tables_write_them(raw: str, least: float, most: float | None, currency: str | None) -> None:
    assert clean_money(raw) == (Bounds(least, most), currency)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("$1.2M EUR", "more than one currency"),
        ("C$5", "dollar sign of another country"),
        ("1.250", "thousands or a fraction"),
        ("€ 3,5 Mio", "is not a number"),
        ("5 EUR", "is in EUR, not in US dollars"),
        ("$5-10M", "is a range"),
    ],
)
def test_what_is_no_amount_of_dollars_is_refused(raw: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        clean_dollars(raw)


def test_a_range_goes_into_its_bounds_and_nothing_else_changes() -> None:
    known = [("employees", "employees_min", "employees_max")]
    assert spread({"name": "Zyx", "employees": "50-99"}, known) == (
        {"name": "Zyx", "employees_min": 50, "employees_max": 99},
        {},
    )
    assert spread({"employees": "12"}, known) == ({"employees": 12}, {})
    assert spread({"employees": "ca. 12"}, known) == ({}, {"employees": "is an estimate without bounds"})
    assert spread({"employees": "12", "employees_max": "20"}, known)[0] == {"employees": "12", "employees_max": "20"}
    assert spread({"jobs": "50-99"}, known) == ({"jobs": "50-99"}, {})
