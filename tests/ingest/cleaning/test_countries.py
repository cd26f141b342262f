"""Countries by their names and codes."""

from __future__ import annotations

import pytest
from clusteratlas.ingest.cleaning.countries import codes, country_code, named
from hypothesis import example, given, settings
from hypothesis import strategies as st


@settings(deadline=None)
@given(st.text() | st.sampled_from(sorted(named())) | st.integers(0, 999))
@example(516)
def test_a_country_is_a_code_missing_or_refused_and_stays_as_it_is(raw: object) -> None:
    try:
        code = country_code(raw)
    except ValueError:
        return
    # NA, for Namibia, is what tables write for what is not available: as a text it is missing.
    assert code is None or (code in codes() and country_code(code) == (None if code == "NA" else code))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("USA", "US"),
        ("U.S.", "US"),
        ("United States of America", "US"),
        ("UK", "GB"),
        ("Great Britain", "GB"),
        ("Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("China, People's Republic of", "CN"),
        ("Deutschland", "DE"),
        ("Allemagne", "DE"),
        ("Österreich", "AT"),
        ("Россия", "RU"),
        ("日本", "JP"),
        ("Côte d’Ivoire", "CI"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Bahamas, The", "BS"),
        ("276", "DE"),
        ("deu", "DE"),
        ("", None),
        ("n/a", None),
    ],
)
def test_countries_as_tables_write_them(raw: str, code: str | None) -> None:
    assert country_code(raw) == code


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("Congo", "several countries"),
        ("Kongo", "is the name of CD, CG"),
        ("Serbia and Montenegro", "no name or code"),
        ("EU", "no name or code"),
        ("Namibia", "read as missing"),
        ("Nowhereland", "no name or code"),
    ],
)
def test_what_is_no_one_country_is_refused(raw: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        country_code(raw)
