"""Numbers of one answer are of one year, for a place and for the whole that it is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.queries.places.figures import Figures
from clusteratlas.queries.places.years import years
from clusteratlas.queries.related.counted import counted_table

from tests.queries.places.offices import Cell, office
from tests.queries.places.test_portfolio import ask, portfolio

NUMBER = 24
SCHEMES = frozenset({"NAICS 2017"})
PLACES: dict[str, tuple[str, ...]] = {
    **{f"county-{number}": (f"state-{'xy'[number % 2]}",) for number in range(NUMBER)},
    **{f"county-v{number}": ("nation-v",) for number in range(12)},
    **dict.fromkeys(("state-x", "state-y"), ("nation-u",)),
    "nation-u": (),
    "nation-v": (),
}
INDUSTRIES = {"pq": (), "pqa": ("pq",), "pqb": ("pq",), "rs": (), "rsa": ("rs",)}
ONE = {"by": "NAICS 2017 level 3"}


def jobs(counties: Iterable[str], more: int = 0, industries: str = "pqa pqb rsa") -> list[Cell]:
    """Cells of some counties: the first has most of pqa."""
    return [
        (name, county, 5, more + (800 if (name, county) == ("pqa", "county-0") else 10 * (at + 1)), 1.0)
        for at, name in enumerate(industries.split())
        for county in counties
    ]


FIRST = [f"county-{number}" for number in range(NUMBER)]
SECOND = [f"county-v{number}" for number in range(12)]


def office_of(**others: list[Cell]) -> Figures:
    """Nation-U counted in 2016 and 2021, nation-V in 2016 alone; and what else by year."""
    also = {int(year[1:]): cells for year, cells in others.items()}
    return office(PLACES, INDUSTRIES, jobs(FIRST), earlier=jobs([*FIRST, *SECOND], more=5), others=also)


def of_years(lines: dict[str, dict[str, Any]]) -> set[int]:
    """The years that the lines of a portfolio say."""
    return {year for line in lines.values() for year in line["years"]}


def test_a_few_rows_of_a_later_year_neither_hide_all_others_nor_mix_with_them() -> None:
    plain, figures = office_of(), office_of(y2024=jobs(["county-0", "county-1"], industries="pqa"))
    for place in ("county-0", "county-5", "state-x", "nation-u"):
        lines, before = portfolio(figures, place, **ONE), portfolio(plain, place, **ONE)
        assert of_years(lines) == {2021}
        for group in ("pqa", "pqb", "rsa"):
            assert {**lines[group], "sells": ""} == {**before[group], "sells": ""}
    said = portfolio(figures, "county-0", **ONE)["all"]
    assert (
        "In 2024 only 2 of 24 places of Nation-U are counted, with 36% of the jobs of 2021, so that 2021 is taken;"
        in said["headline"]
    )
    assert "of Nation-U" not in (said["caution"] or "")
    assert (
        "and nothing of what is asked about, so that 2021 is taken."
        in portfolio(figures, "county-5", **ONE)["all"]["headline"]
    )


def test_a_year_asked_for_by_name_is_that_of_the_place_and_of_the_whole() -> None:
    figures = office_of(y2024=jobs(["county-0", "county-1"], industries="pqa"))
    lines = portfolio(figures, "county-0", year=2024, **ONE)
    assert of_years(lines) == {2024}
    assert (lines["pqa"]["lq"], lines["pqa"]["share"], lines["pqa"]["of"]) == (1, 1, 2)
    assert "In 2024 only 2 of 24 places of Nation-U are counted" in lines["all"]["caution"]
    elsewhere = portfolio(figures, "county-5", year=2024, **ONE)
    assert of_years(elsewhere) == {2021}
    assert elsewhere["pqa"]["lq"] == portfolio(office_of(), "county-5", **ONE)["pqa"]["lq"]
    assert portfolio(figures, "county-5", year=2023, **ONE)["pqa"]["jobs"] == 10
    beside = {
        year: ask("places/compared", figures, ("county-0", other), place="county-0", other=other, year=year, **ONE)
        for year, other in ((2024, "county-1"), (2023, "county-1"))
    }
    assert [row["group"] for row in beside[2024]] == ["pqa"]
    mixed = ask(
        "places/compared", figures, ("county-0", "county-5"), place="county-0", other="county-5", year=2024, **ONE
    )
    assert mixed == [
        {**row, "headline": mixed[at]["headline"]}
        for at, row in enumerate(
            ask("places/compared", figures, ("county-0", "county-5"), place="county-0", other="county-5", **ONE)
        )
    ], "2021, in which both are counted"


def test_a_later_year_of_one_industry_alone_is_counted_in_part_though_in_all_places() -> None:
    figures = office_of(y2024=jobs(FIRST[1:], industries="pqa"))
    lines = portfolio(figures, "county-3", **ONE)
    assert of_years(lines) == {2021}
    assert (
        "In 2024 only a part of County-3 is counted, with 17% of the jobs of 2021, so that 2021 is taken; ask for"
        in lines["all"]["headline"]
    )


def test_each_nation_is_of_its_own_year() -> None:
    figures = office_of()
    assert of_years(portfolio(figures, "county-v1", **ONE)) == {2016}
    assert of_years(portfolio(figures, "county-1", **ONE)) == {2021}
    both = portfolio(figures, "county-1", "county-v1", **ONE)
    assert of_years(both) == {2016, 2021}
    rows = ask("places/strong_in", figures, ("pqa",), industry="pqa", type="county")
    assert len(rows) == NUMBER + len(SECOND)
    assert rows[0]["headline"].startswith("Figures of 2016, 2021. Each is compared with its own nation")


def test_places_of_an_industry_are_those_of_the_year() -> None:
    figures = office_of(y2024=jobs(["county-0", "county-1"], industries="pqa"))
    rows = ask("places/strong_in", figures, ("pqa",), industry="pqa", type="county")
    assert len(rows) == NUMBER + len(SECOND)
    assert "In 2024 only 2 of 24 places of Nation-U are counted" in rows[0]["headline"]
    rows = ask("places/strong_in", figures, ("pqa",), industry="pqa", type="county", year=2024, within="nation-u")
    assert [row["place"] for row in rows] == ["county-0", "county-1"]
    assert "In 2024 only 2 of 24 places of Nation-U are counted" in rows[0]["caution"]


def test_growth_is_since_a_year_that_is_counted_in_full() -> None:
    figures = office_of(y2019=jobs(["county-0"], industries="pqb"))
    line = portfolio(figures, "county-0", **ONE)["all"]
    assert "Growth is since 2016, over cells of both years: 100% of the jobs." in line["headline"]
    since = portfolio(figures, "county-0", since=2019, **ONE)["all"]
    assert "Growth is since 2019, over cells of both years: 2.4% of the jobs." in since["headline"]


def test_where_narrow_places_are_counted_in_another_year_than_wide_ones_each_is_of_its_own() -> None:
    wide: list[Cell] = [(name, state, 60, 9000, 1.0) for name in ("pqa", "rsa") for state in ("state-x", "state-y")]
    figures = office_of(y2023=wide)
    assert of_years(portfolio(figures, "state-x", **ONE)) == {2023}
    county = portfolio(figures, "county-1", **ONE)
    assert of_years(county) == {2021}
    assert county["pqa"]["lq"] == portfolio(office_of(), "county-1", **ONE)["pqa"]["lq"]
    rows = ask("places/strong_in", figures, ("pqa",), industry="pqa", type="county", within="nation-u")
    assert len(rows) == NUMBER
    assert len(ask("places/strong_in", figures, ("pqa",), industry="pqa", type="state")) == 2


def test_a_place_that_is_counted_in_another_year_than_its_nation_is_of_that_and_it_is_said() -> None:
    odd = office(PLACES, INDUSTRIES, jobs(FIRST[1:]), others={2018: jobs(["county-0"])})
    lines = portfolio(odd, "county-0", **ONE)
    assert of_years(lines) == {2018}
    assert lines["pqa"]["lq"] == 1
    assert "In 2018 only 1 of 24 places of Nation-U are counted" in lines["all"]["caution"]


@pytest.mark.parametrize(("measure", "other"), [(2, 3), (3, 2)])
def test_establishments_alone_tell_a_full_year_too(measure: int, other: int) -> None:
    def only(cells: list[Cell]) -> list[Cell]:
        return [tuple(None if at == other else value for at, value in enumerate(cell)) for cell in cells]  # type: ignore[misc]

    figures = office(
        PLACES, INDUSTRIES, only(jobs(FIRST)), earlier=only(jobs(FIRST)), others={2024: only(jobs(["county-0"]))}
    )
    assert dict(years(figures, SCHEMES)) == {figures.places.number["nation-u"]: 2021}
    assert measure != other


def test_related_industries_are_compared_in_places_of_one_year() -> None:
    figures = office_of(y2024=jobs(FIRST[:3], industries="pqa"))
    with pytest.raises(InvalidQuery, match=r"of 3 industries .* 3 have figures in places of the type county"):
        counted_table(figures, "county", "NAICS 2017 level 3", only_traded=False)
    with pytest.raises(InvalidQuery, match="15 places of the type county have figures"):
        counted_table(figures, "county", "NAICS 2017 level 3", only_traded=False, year=2024)
