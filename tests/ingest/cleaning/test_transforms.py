"""Transforms give clean text, nothing, or a reason."""

from __future__ import annotations

import pytest
from clusteratlas.ingest.cleaning.transforms import TRANSFORMS
from hypothesis import given, settings
from hypothesis import strategies as st

IDEMPOTENT = {name for name, known in TRANSFORMS.items() if known.columns == 1 and "-to-" not in name} - {
    "title",
    "state",
    "metro",
    "appellation",
    "zip_county",
    "zip_latitude",
    "zip_longitude",
    "excel_date",
    *(name for name in TRANSFORMS if name.startswith("nace2_")),
}
"""Transforms whose result they take again: the others give something of another sort."""
cells = st.text() | st.sampled_from(
    ["CA", "Napa", "94558", "334413", "4/9/2020", "43831", "$1.2M", "USA", "Ørsted A/S"]
)


@settings(deadline=None)
@given(st.sampled_from(sorted(TRANSFORMS)), st.lists(cells, min_size=2, max_size=2))
def test_any_cell_gives_text_nothing_or_a_reason(name: str, written: list[str]) -> None:
    known = TRANSFORMS[name]
    try:
        clean = known.clean(*written[: known.columns])
    except ValueError:
        assert known.remedy
        return
    assert clean is None or isinstance(clean, str)
    if clean and name in IDEMPOTENT:
        assert known.clean(clean) == clean


@pytest.mark.parametrize(
    ("name", "cells", "near"),
    [
        ("state", ["Calfornia"], ["California"]),
        ("county", ["Nappa", "CA"], ["Napa County"]),
        ("county", ["Napa", "Calfornia"], ["California"]),
        ("county", ["Napa", ""], []),
        ("county", ["Zyxwv", "CA"], []),
        ("metro", ["Napa"], ["Napa, CA"]),
        ("appellation", ["Howel Mountain"], ["Howell Mountain"]),
        ("appellation", ["Nowhere Zyx"], []),
        ("country", ["Germny"], ["Germany"]),
        ("usd", ["nothing"], []),
    ],
)
def test_a_refused_name_tells_those_that_come_near(name: str, cells: list[str], near: list[str]) -> None:
    known = TRANSFORMS[name]
    with pytest.raises(ValueError, match=r"\w"):
        known.clean(*cells)
    meant = f"Did you mean {' or '.join(map(repr, near))}? If not, " if near else ""
    assert known.advice(*cells) == meant + known.remedy
    assert all(known.clean(one, *cells[1:]) for one in near if name != "county")


@pytest.mark.parametrize(
    ("name", "cells", "clean"),
    [
        ("state", ["Calif"], None),
        ("state", ["California"], "us-ca"),
        ("county", ["Napa", "CA"], "us-county-06055"),
        ("county", ["Napa County", "California"], "us-county-06055"),
        ("county", ["Napa", ""], None),
        ("county", ["Napa", "TX"], None),
        ("metro", ["Napa, CA"], "us-metro-34900"),
        ("metro", ["Napa"], None),
        ("appellation", ["Howell Mountain AVA"], "ava-howell-mountain"),
        ("appellation", ["St Helena"], "ava-st-helena"),
        ("appellation", ["Carneros"], "ava-los-carneros"),
        ("appellation", ["Nowhere Valley"], None),
        ("zip", ["94558-1234"], "94558"),
        ("zip", ["H3Z 1A1"], None),
        ("zip_in", ["2139", "MA"], "02139"),
        ("zip_in", ["2139", "California"], None),
        ("zip_in", ["2139", ""], "02139"),
        ("zip_in", ["2139", "Bavaria"], "02139"),
        ("zip_in", ["02139", "CA"], "02139"),
        ("zip_in", ["501", "NY"], "00501"),
        ("zip_in_county", ["2139", "MA"], "us-county-25017"),
        ("zip_in_county", ["2139", "CA"], None),
        ("zip_in_latitude", ["2139", "CA"], None),
        ("zip_county", ["94558"], "us-county-06055"),
        ("zip_county", ["00000"], None),
        ("country", ["Deutschland"], "DE"),
        ("dmy", ["4/9/2020"], "2020-09-04"),
        ("dmy", ["31.12.2019"], "2019-12-31"),
        ("mdy", ["4/9/2020"], "2020-04-09"),
        ("excel_date", ["43831"], "2020-01-01"),
        ("excel_date", ["60"], None),
        ("usd", ["$1.2M"], "1200000"),
        ("usd", ["1.5 bn EUR"], None),
        ("naics2017", ["33-4413"], "naics2017-334413"),
        ("sic1987", ["3674.0"], "sic1987-3674"),
        ("isic4", ["C2610"], "isic4-2610"),
        ("naics2012-to-naics2017", ["541712"], None),
        ("nace2-to-isic4", ["C26.11"], "isic4-26"),
    ],
)
def test_transforms_by_example(name: str, cells: list[str], clean: str | None) -> None:
    try:
        found = TRANSFORMS[name].clean(*cells)
    except ValueError:
        found = None
    assert found == clean
