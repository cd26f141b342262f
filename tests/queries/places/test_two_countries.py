"""A second country beside the first: counted by another classification, in other years, in fewer places."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.results import Rows
from clusteratlas.queries.catalog import find_query, sibling
from clusteratlas.queries.places.figures import Figures
from clusteratlas.queries.places.groups import chosen_groups
from clusteratlas.queries.places.reading import assemble
from clusteratlas.queries.related.colocation import correlation
from clusteratlas.queries.related.counted import counted_table
from clusteratlas.queries.related.strengths import strengths

LARGE, CLASSES = 40, 24
FIRST, SECOND = "NAICS 2017", "ZYX 1"


@cache
def world(districts: int = 12, regions: bool = False) -> Figures:
    """Forty counties in twenty states of Uland, counted in 2021; and some districts in three states of Vland, counted
    by another classification in 2018 and 2023, with jobs a tenth larger then."""
    draw = np.random.default_rng(7)
    places = [place("uland", "nation"), place("vland", "nation")]
    places += [place(f"u{number}", "state", "uland") for number in range(20)]
    places += [place(f"v{number}", "state", "vland") for number in range(3)]
    places += [place(f"u-county-{number}", "county", f"u{number % 20}") for number in range(LARGE)]
    within = [(f"v{number % 3}", *(("r",) if regions and number < 4 else ())) for number in range(districts)]
    places += [place(f"v-county-{number}", "county", *around) for number, around in enumerate(within)]
    places += [place("r", "region", "vland")] if regions else []
    industries: list[dict[str, Any]] = []
    for scheme, letter, wide in ((FIRST, "n", 3), (SECOND, "z", 2)):
        industries += [industry(f"{letter}{number}", scheme, wide) for number in range(4)]
        industries += [
            industry(f"{letter}{number % 4}-{number}", scheme, 4, f"{letter}{number % 4}") for number in range(CLASSES)
        ]
    jobs = {letter: draw.integers(5, 900, (CLASSES, size)) for letter, size in (("u", LARGE), ("v", districts))}
    rows = [
        *cells("n", "u", jobs["u"], "office of Uland", 2021),
        *cells("z", "v", jobs["v"], "office of Vland, 2018", 2018),
        *cells("z", "v", jobs["v"] * 2, "office of Vland, 2023", 2023),
    ]
    return assemble("invented", places, industries, [], [], [], [], rows)


def place(id: str, type: str, *within: str) -> dict[str, Any]:
    """A place as the database gives it."""
    return {"id": id, "name": id.title(), "type": type, "within": list(within)}


def industry(id: str, scheme: str, level: int, *within: str) -> dict[str, Any]:
    """An industry as the database gives it."""
    return {
        "id": id, "name": f"makers of {id}", "type": scheme, "code": id, "level": level, "orientation": None,
        "within": list(within),
    }  # fmt: skip


def cells(letter: str, country: str, jobs: Any, source: str, year: int) -> Rows:
    """The cells of one country: one row an industry."""
    return [
        {
            "industry": f"{letter}{number % 4}-{number}",
            "source": source,
            "year": year,
            "place": [f"{country}-county-{at}" for at in range(len(row))],
            "establishments": [1 + value // 20 for value in row.tolist()],
            "employment": row.tolist(),
            "payroll": [-1.0] * len(row),
        }
        for number, row in enumerate(jobs)
    ]


def ask(query: str, figures: Figures, places: tuple[str, ...] = (), **given: Any) -> Rows:
    """What a query on figures answers; its Cypher gives the places."""
    module = sibling(query)
    assert module is not None
    rows = [{"id": one, "name": one.title(), "within": None} for one in places]
    found: Rows = module.compute(rows, find_query(query).clean(given), figures)
    return found


def portfolio(figures: Figures, *places: str, **given: Any) -> list[Mapping[str, Any]]:
    """The lines of a portfolio."""
    return [*ask("places/portfolio", figures, places, place=places[0], **given)]


def test_the_grouping_is_of_the_classification_by_which_the_place_is_counted() -> None:
    figures = world()
    first, second = portfolio(figures, "u0"), portfolio(figures, "v-county-1")
    assert {row["group"] for row in first[1:]} == {"n0", "n1", "n2", "n3"}
    assert {row["group"] for row in second[1:]} == {"z0", "z1", "z2", "z3"}, "without a third level the next wider one"
    for lines in (first, second, portfolio(figures, "u0")):
        assert lines[0]["jobs"] == sum(row["jobs"] for row in lines[1:]), "whichever country is asked about first"
        assert all(row["lq"] > 0 and row["share"] > 0 for row in lines[1:])
    beside = ask("places/compared", figures, ("v0", "v1"), place="v0", other="v1")
    assert {row["group"] for row in beside} == {"z0", "z1", "z2", "z3"}
    with pytest.raises(InvalidQuery, match=f"no classification counts all .*: U0 by {FIRST}; V0 by {SECOND}"):
        ask("places/compared", figures, ("u0", "v0"), place="u0", other="v0")
    with pytest.raises(
        InvalidQuery, match=f"nothing of '{FIRST} level 3' is counted in V0; choose one of {SECOND} lev"
    ):
        portfolio(figures, "v0", by=f"{FIRST} level 3")
    assert chosen_groups(figures, None, []) is not None


def test_each_country_grows_between_its_own_years() -> None:
    figures = world()
    first, second = portfolio(figures, "u0")[0], portfolio(figures, "v0")[0]
    assert "Growth is empty: figures of 2021 alone are loaded" in first["headline"]
    assert first["growth"] is None
    assert "Growth is since 2018, over cells of both years: 100% of the jobs." in second["headline"]
    assert second["growth"] == 1
    assert "Growth is since 2018" in portfolio(figures, "v0", since=2021)[0]["headline"]
    assert "no figures of 2017 or before are loaded" in portfolio(figures, "v0", since=2017)[0]["headline"]
    assert "no figures before 2018 are loaded" in portfolio(figures, "v0", year=2019)[0]["headline"]


def test_the_spread_over_states_tells_nothing_of_a_country_of_three() -> None:
    figures = world()
    first, second = portfolio(figures, "u0"), portfolio(figures, "v0")
    assert all(row["sells"].endswith("(by spread)") for row in first[1:])
    assert {row["sells"] for row in second[1:]} == {""}
    assert "Which groups are traded is not known" in second[0]["headline"]
    assert {row["sells"] for row in ask("places/strong_in", figures, ("z0",), industry="z0", type="county")} == {""}


def test_ranks_are_among_the_places_of_the_country() -> None:
    lines = portfolio(world(), "v-county-1")
    assert {row["of"] for row in lines[1:]} == {12}
    rows = ask("places/strong_in", world(), ("z0-0",), industry="z0-0", type="county")
    assert {row["of"] for row in rows} == {12}
    assert sum(row["whole_share"] for row in rows) == pytest.approx(1, abs=1e-3)
    assert ask("places/strong_in", world(), ("z0-0",), industry="z0-0", type="metro") == []
    module = sibling("places/strong_in")
    assert module is not None
    asked = find_query("places/strong_in").clean({"industry": "z0-0", "type": "metro"})
    said = module.looked_at([{"id": "z0-0"}], asked, world())
    assert said == "Places with figures of it are of the type county (12), nation (1), state (3)."


def test_a_place_alone_of_its_type_is_told_among_which_it_can_be_ranked() -> None:
    figures = world(regions=True)
    first = portfolio(figures, "r")[0]
    assert first["headline"].endswith(
        f"No other place of the type region is counted by {SECOND}, so that ranks and strength say nothing; rank it "
        "among places of the type county instead (compare: county)."
    )
    assert "No other place" not in portfolio(figures, "r", compare="county")[0]["headline"]
    assert "1 place of the type has jobs in it" in portfolio(figures, "r")[1]["reason"]
    assert portfolio(figures, "vland")[0]["headline"].endswith("ranks and strength say nothing.")


def test_places_of_another_country_are_no_zeros_where_industries_are_compared() -> None:
    figures = world(districts=30)
    table = counted_table(figures, "county", f"{SECOND} level 4", only_traded=False).table
    assert table.regions == 30
    assert table.employment is not None
    alone = counted_table(figures, "county", f"{FIRST} level 4", only_traded=False).table
    assert alone.regions == LARGE
    [row] = [one for one in related(figures, "z0-0") if one["related"] == "z1-1"]
    at = [list(table.industries).index(id) for id in ("z0-0", "z1-1")]
    roots = np.sqrt(table.employment)
    with_zeros = np.hstack([roots, np.zeros((len(table), LARGE))])
    by_hand, wrong = (float(np.corrcoef(one[at])[0, 1]) for one in (roots, with_zeros))
    assert row["co_location_of_jobs"] == pytest.approx(by_hand, abs=0.1), "drawn a little towards its division"
    assert abs(row["co_location_of_jobs"] - wrong) > 0.2
    assert row["co_location_of_jobs"] == pytest.approx(strengths(table, at[0]).raw["LC-Employment"][at[1]], abs=1e-4)
    assert correlation(roots[at])[0, 1] == pytest.approx(by_hand)


def related(figures: Figures, industry: str, **given: Any) -> Rows:
    """The industries related with one, over counties."""
    return ask("related/industries", figures, industry=industry, regions="county", limit=100, **given)


def test_the_least_number_of_regions_is_of_those_in_which_the_classification_is_counted() -> None:
    said = (
        rf"12 places of the type county have figures by {SECOND} level 4, .* 20 or more; there are county \(12\), nati"
    )
    with pytest.raises(InvalidQuery, match=said):
        related(world(), "z0-0")
    for traded in (False, True):
        with pytest.raises(InvalidQuery, match=said):
            ask("related/clusters", world(), regions="county", by=f"{SECOND} level 4", traded=traded)
    assert len(related(world(), "n0-0")) == CLASSES - 1
    assert len(related(world(districts=30), "z0-0", by=f"{SECOND} level 4")) == CLASSES - 1


@pytest.mark.filterwarnings("error")
def test_clusters_of_few_industries_in_few_places_are_answered_without_a_warning() -> None:
    rows = ask("related/clusters", world(districts=20), regions="county", by=f"{SECOND} level 4", traded=False, most=2)
    assert len(rows) == CLASSES
    assert f"({SECOND} level 4) in 20 places of type county, 2023" in rows[0]["parameters"]


def test_the_usual_level_is_one_of_which_the_classes_have_titles() -> None:
    wide = [industry("z0", SECOND, 2), industry("z0-x", SECOND, 3, "z0"), industry("z0-x-1", SECOND, 4, "z0-x")]
    wide[1]["name"] = f"ZYX {wide[1]['code']}"
    places = [place("vland", "nation"), place("v-county-0", "county", "vland")]
    rows = [
        {
            "industry": "z0-x-1",
            "source": "office",
            "year": 2023,
            "place": ["v-county-0"],
            "establishments": [3],
            "employment": [30],
            "payroll": [-1.0],
        }
    ]
    titled = [*wide[:1], {**wide[1], "name": "makers of something"}, *wide[2:]]
    for things, level in ((wide, 2), (titled, 3)):
        figures = assemble("invented", places, things, [], [], [], [], rows)
        groups = chosen_groups(figures, None, [figures.places.number["v-county-0"]])
        assert groups is not None
        assert groups.label == f"{SECOND} level {level}"


def test_a_definition_and_places_of_an_industry_need_neither_a_level_nor_a_type_of_places() -> None:
    figures = world(districts=30)
    module = sibling("related/definition")
    assert module is not None
    given = find_query("related/definition").clean({"industry": "z0", "traded": False})
    [row, *_] = module.compute([{"ids": ["z0"]}], given, figures)
    assert row["headline"].startswith(
        f"Of {CLASSES} industries compared in 30 places of the type county, 6 are inside."
    )
    rows = ask("places/strong_in", figures, ("z0-0",), industry="z0-0")
    assert rows == ask("places/strong_in", figures, ("z0-0",), industry="z0-0", type="county")


def test_left_empty_the_classification_is_that_of_most_of_the_places() -> None:
    for districts, scheme in ((30, FIRST), (LARGE + 5, SECOND)):
        assert counted_table(world(districts), "county", None, only_traded=False).groups.schemes == {scheme}
