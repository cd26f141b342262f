"""Codes of industries are read as written, checked against their edition, and never guessed."""

from __future__ import annotations

import pytest
from clusteratlas.ingest.cleaning.concordances import STEPS, converted_id, corresponding, pairs
from clusteratlas.ingest.cleaning.industries import (
    SCHEMES,
    industry_code,
    industry_id,
    likely_scheme,
    nace_above,
    nace_level,
    scheme,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st

keys = st.sampled_from(list(SCHEMES))
texts = st.text() | st.from_regex(r"\A(NAICS|SIC|ISIC|NACE)? ?[A-U]?[0-9]{1,6}([.-][0-9]{1,4})?(\.0)?\Z")


@settings(deadline=None)
@example(110, "nace2")
@example("C12.00", "nace2")
@given(texts | st.integers() | st.floats() | st.none(), keys)
def test_a_code_is_one_of_the_list_missing_or_refused_and_stays_as_it_is(raw: object, key: str) -> None:
    try:
        code = industry_code(raw, key)
    except ValueError:
        return
    if code is not None:
        assert code in scheme(key).codes or (key == "nace2" and code[:2] in scheme(key).codes)
        assert industry_code(code, key) == code
        assert industry_id(industry_id(code, key), key) == industry_id(code, key)


@settings(deadline=None)
@given(keys, st.data())
def test_every_code_of_a_list_is_read_as_itself(key: str, data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(sorted(scheme(key).codes)))
    for written in (code, f" {code} ", f"{key[:-4] if key[-4:].isdigit() else key[:-1]} {code}"):
        assert industry_code(written, key) == code


@pytest.mark.parametrize(
    ("raw", "key", "code"),
    [
        ("3341", "naics2017", "3341"),
        ("33-4413", "naics2017", "334413"),
        (334413.0, "naics2017", "334413"),
        ("NAICS 334413", "naics2022", "334413"),
        ("NAICS 2017: 334413", "naics2017", "334413"),
        ("334413 - Semiconductors and the like", "naics2017", "334413"),
        ("31-33", "naics2012", "31"),
        ("32", "naics2017", "31"),
        ("3344//", "naics2017", "3344"),
        ("3674", "sic1987", "3674"),
        ("SIC Code 3674", "sic1987", "3674"),
        ("d", "sic1987", "D"),
        ("3720", "sic1987", "37"),
        (3590.0, "sic1987", "35"),
        ("2000", "sic1987", "20"),
        ("0200", "sic1987", "02"),
        ("C2610", "isic4", "2610"),
        ("ISIC Rev. 4 2610", "isic4", "2610"),
        ("C26.11", "nace2", "26.11"),
        ("NACE Rev.2 2611", "nace2", "26.11"),
        ("26.1", "nace2", "26.1"),
        ("62.01.00", "nace2", "62.01"),
        ("6201Z", "nace2", "62.01"),
        ("62012 - Invented software", "nace2", "62.01"),
        ("C12.00", "nace2", "12.00"),
        ("26.00", "nace2", "26"),
        ("n/a", "naics2017", None),
        (None, "naics2017", None),
    ],
)
def test_codes_as_tables_write_them(raw: object, key: str, code: str | None) -> None:
    assert industry_code(raw, key) == code


@pytest.mark.parametrize(
    ("raw", "key", "says"),
    [
        ("SIC 3674", "naics2017", "is labelled SIC, not NAICS 2017"),
        ("NAICS 2022 334413", "naics2017", "is labelled NAICS 2022, not NAICS 2017"),
        ("334400", "naics2017", "is no code of NAICS 2017; 3344 is one, if zeros were added"),
        ("111", "isic4", "is no code of ISIC 4; 0111 is one, if a leading zero was lost"),
        ("A26.11", "nace2", "puts 26 into section A; NACE 2 has it in C"),
        ("11-21", "naics2017", "is no code of NAICS 2017"),
        ("999999", "naics2017", "is no code of NAICS 2017"),
        ("6770", "sic1987", "is no code of SIC 1987; 67 is the major group"),
        ("0400", "sic1987", "is no code of SIC 1987"),
        ("semiconductors", "sic1987", "is no code of SIC 1987"),
    ],
)
def test_what_is_no_code_is_refused_with_a_hint(raw: str, key: str, says: str) -> None:
    with pytest.raises(ValueError, match=f"^{says}$"):
        industry_code(raw, key)


def test_a_column_names_the_schemes_it_may_be_of() -> None:
    assert likely_scheme(["334413", "454110"]).best == ("naics2017",)
    assert likely_scheme(["334413", "449110"]).best == ("naics2022",)
    assert likely_scheme(["3674", "7372", "2834", ""]).best == ("sic1987",)
    assert likely_scheme(["C26.11", "62.01"]).best == ("nace2",)
    assert likely_scheme(["0111", "2610", "6202"]).best == ("isic4",)
    found = likely_scheme(["334413", "312130", "Wine"])
    assert found.best == ("naics2012", "naics2017", "naics2022")
    assert found.fits[0].share == pytest.approx(2 / 3)
    assert found.fits[0].wrong == ("Wine",)
    assert likely_scheme([]).best == likely_scheme(["wine"]).best == ()


@pytest.mark.parametrize(("start", "end"), list(STEPS))
def test_a_concordance_joins_codes_of_both_lists(start: str, end: str) -> None:
    for code, found in pairs(start, end).items():
        assert code in scheme(start).codes
        assert found
        assert found <= scheme(end).codes.keys()


@settings(deadline=None)
@given(texts, st.sampled_from(list(STEPS)))
def test_a_conversion_gives_an_id_nothing_or_a_reason(raw: str, step: tuple[str, str]) -> None:
    try:
        found = converted_id(raw, *step)
    except ValueError:
        return
    assert found is None or found.startswith(f"{step[1]}-")


def test_conversions_by_example() -> None:
    assert corresponding("541712", "naics2012", "naics2017") == ("541713", "541715")
    assert converted_id("312130", "naics2012", "naics2022") == "naics2022-312130"
    assert converted_id("334413", "naics2017", "isic4") == "isic4-2610"
    assert converted_id("C26.11", "nace2", "isic4") == "isic4-26"
    assert converted_id("", "nace2", "isic4") is None
    with pytest.raises(ValueError, match="is 2 classes of NAICS 2017: 541713, 541715"):
        converted_id("541712", "naics2012", "naics2017")
    with pytest.raises(ValueError, match="has no class of NAICS 2022 by the same code and title"):
        converted_id("454110", "naics2017", "naics2022")


nace_classes = st.from_regex(r"\A(1[0-9]|2[0-9]|3[0-3])\.[1-9][1-9]\Z")


@given(nace_classes, st.sampled_from(["", "C", "NACE ", "NACE Rev. 2 "]), st.sampled_from(["", ".0", ".00", "Z", ".1"]))
def test_a_code_of_nace_is_read_however_it_is_written_and_lies_within_its_own_beginnings(
    code: str, label: str, national: str
) -> None:
    assert industry_code(f"{label}{code}{national}", "nace2") == code
    assert industry_code(code.replace(".", ""), "nace2") == code
    assert nace_above(code) == [code[:4], code[:2], "C"]
    assert [nace_level(each) for each in (code, *nace_above(code))] == [4, 3, 2, 1]
