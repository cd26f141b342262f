"""Whatever a source wrote, a cleaner gives a value that stays as it is, or says what is wrong."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from clusteratlas.graph.model import Property
from clusteratlas.graph.records import Point
from clusteratlas.graph.values import (
    CLEANERS,
    clean_date,
    clean_flag,
    clean_int,
    clean_number,
    clean_point,
    clean_text,
    clean_texts,
)
from hypothesis import example, given
from hypothesis import strategies as st

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.text("0123456789.,-+eE$ /_:TJanuryMch", max_size=20)
    | st.dates()
    | st.datetimes()
)
anything = scalars | st.lists(scalars, max_size=4) | st.tuples(scalars, scalars)


@pytest.mark.parametrize("type", CLEANERS)
@given(raw=anything)
@example(raw="not  available")
@example(raw=1e300)
@example(raw="9007199254740993")
@example(raw=date(5, 1, 1))
@example(raw="\u0661\u0662")
def test_a_cleaner_gives_a_clean_value_or_says_what_is_wrong(type: str, raw: object) -> None:
    clean = CLEANERS[type]
    try:
        value = clean(raw)
    except ValueError as refused:
        value = None if str(refused) else "an error without a word"
    assert (None if value is None else clean(value)) == value


@pytest.mark.parametrize("type", CLEANERS)
@pytest.mark.parametrize("raw", [None, "", "  ", " N/A ", "null", float("nan"), "not  available"])
def test_what_stands_for_nothing_is_missing(type: str, raw: object) -> None:
    assert CLEANERS[type](raw) is None


def test_text_keeps_its_words_and_folds_its_white_space() -> None:
    assert clean_text(" Château\t\u00a0 Example \n") == "Château Example"
    assert clean_text(0) == "0"


def test_texts_are_distinct_in_the_order_given() -> None:
    assert clean_texts(["b", "a ", None, "a", "n/a"]) == ["b", "a"]
    assert clean_texts("a; b") == ["a; b"]
    assert clean_texts([]) is None


@pytest.mark.parametrize(
    ("raw", "number"),
    [("$1,250.50", 1250.5), ("€ 3", 3.0), ("1e3", 1000.0), ("-0.5", -0.5), (7, 7.0), ("1,234,567", 1234567.0)],
)
def test_numbers_are_read_as_people_write_them(raw: object, number: float) -> None:
    assert clean_number(raw) == number


@pytest.mark.parametrize("raw", ["12 people", "1,25", "1.250,50", "inf", "1e999", "1_000", True, "ten"])
def test_what_is_no_number_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match="is not a"):
        clean_number(raw)


@given(st.integers(-(2**63), 2**63 - 1))
def test_a_whole_number_is_read_to_the_last_digit(number: int) -> None:
    assert clean_int(number) == clean_int(str(number)) == clean_int(f"{number:,}") == number


@pytest.mark.parametrize("raw", ["12.5", 2**63, "1e30", "-9223372036854775809"])
def test_a_whole_number_that_the_graph_cannot_hold_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match=r"is (not a whole|too large a) number"):
        clean_int(raw)


@pytest.mark.parametrize(
    ("raw", "flag"), [("Y", True), ("no", False), (1, True), (0.0, False), (True, True), ("FALSE", False)]
)
def test_flags_are_yes_or_no(raw: object, flag: bool) -> None:
    assert clean_flag(raw) is flag
    with pytest.raises(ValueError, match="neither yes nor no"):
        clean_flag("perhaps")


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2021", "2021"),
        (2021, "2021"),
        (2021.0, "2021"),
        ("2021-3", "2021-03"),
        ("2021-03-09", "2021-03-09"),
        ("2021/3/9", "2021-03-09"),
        ("2021-03-09T10:00:00Z", "2021-03-09"),
        ("3/9/2021", "2021-03-09"),
        ("March 2015", "2015-03"),
        ("Sept. 5, 2015", "2015-09-05"),
        (date(2021, 3, 9), "2021-03-09"),
        (datetime(2021, 3, 9, 23, 59), "2021-03-09"),
    ],
)
def test_a_date_keeps_the_precision_it_was_given(raw: object, iso: str) -> None:
    assert clean_date(raw) == iso


@pytest.mark.parametrize(
    "raw",
    [
        "2021-02-30",
        "13/40/2021",
        "Ma 2015",
        "Smarch 2015",
        "0999",
        "2201",
        date(5, 1, 1),
        "9.3.2021",
        "soon",
        "Spring 2019",
        "c. 1990",
        "1/2/19",
        "12-Mar-19",
        "43831",
    ],
)
def test_what_is_no_date_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        clean_date(raw)


@given(st.dates(date(1000, 1, 1), date(2200, 12, 31)))
def test_every_day_is_read_from_each_way_of_writing_it(day: date) -> None:
    written = {day.isoformat(), f"{day:%m/%d}/{day.year}", f"{day:%B} {day.day}, {day.year}", f"{day:%Y/%m/%d}"}
    assert {clean_date(text) for text in written} == {day.isoformat()}


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_place_on_earth_is_a_point(lat: float, lon: float) -> None:
    if (lat, lon) != (0, 0):
        assert clean_point([lat, lon]) == clean_point(f"{lat!r}, {lon!r}") == Point(lat, lon)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (("91", "0"), "not on Earth"),
        (("0", "-180.5"), "not on Earth"),
        (("0", "0"), "unknown place"),
        (("38.4", ""), "only one"),
        ("38.4", "not a pair"),
        (("38.4", "-122", "3"), "not a pair"),
        (("north", "west"), "not a number"),
    ],
)
def test_a_point_off_the_earth_is_refused_with_the_reason(raw: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        clean_point(raw)


def test_a_point_with_both_halves_missing_is_missing() -> None:
    assert clean_point(["", "n/a"]) is None


@pytest.mark.parametrize(
    ("described", "good", "bad", "reason"),
    [
        ({"type": "choice", "choices": ("red", "blue")}, "red", "Red", "is not one of red, blue"),
        ({"type": "int", "min": 0}, 0, -1, "is below 0"),
        ({"type": "number", "min": 0, "max": 1}, 1, 1.01, "is above 1"),
        ({"type": "text", "index": True}, "x" * 1000, "x" * 1001, "is longer than 1000 characters"),
    ],
)
def test_a_property_holds_to_its_choices_and_bounds(
    described: dict[str, Any], good: object, bad: object, reason: str
) -> None:
    one = Property(name="one", about="invented", **described)
    assert one.clean(good) == good
    assert one.clean("") is None
    with pytest.raises(ValueError, match=reason):
        one.clean(bad)


@pytest.mark.parametrize(
    ("raw", "order", "clean"),
    [
        ("4/9/2020", "mdy", "2020-04-09"),
        ("4/9/2020", "dmy", "2020-09-04"),
        ("31.12.2019", "dmy", "2019-12-31"),
        ("31-12-2019", "dmy", "2019-12-31"),
        ("2019-12-31", "dmy", "2019-12-31"),
        ("12 March 2019", "mdy", "2019-03-12"),
        ("March 3rd, 2019", "mdy", "2019-03-03"),
        ("12-Mar-2019", "mdy", "2019-03-12"),
        ("Q3 2019", "mdy", "2019"),
        ("2012-Q2", "mdy", "2012"),
    ],
)
def test_dates_of_any_order_and_precision(raw: str, order: str, clean: str) -> None:
    assert clean_date(raw, order) == clean


def test_a_day_that_may_be_a_month_says_so() -> None:
    with pytest.raises(ValueError, match="day and month may be the other way round"):
        clean_date("25/12/2019")
