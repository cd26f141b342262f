"""Portfolios, where a cluster is strong, and two places side by side, in small invented economies."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.queries.catalog import find_query, sibling
from clusteratlas.queries.places.figures import Figures
from clusteratlas.queries.places.groups import chosen_groups, groupings
from clusteratlas.queries.places.related import related_groups

from tests.queries.places.offices import Cell, office

COUNTIES = tuple("abcdefghijkl")
PLACES: dict[str, tuple[str, ...]] = {
    **{f"county-{name}": ("state-x" if name < "g" else "state-y",) for name in COUNTIES},
    "state-x": ("nation-u",),
    "state-y": ("nation-u",),
    "region-r": (),
    "county-z": ("nation-v",),
    "nation-u": (),
    "nation-v": (),
}
PLACES["county-a"] += ("region-r",)
PLACES["county-z"] += ("region-r",)
INDUSTRIES = {"pq": (), "pqa": ("pq",), "pqb": ("pq",), "rs": (), "rsa": ("rs",), "rsb": ("rs",)}
ORIENTATION = {"pqa": "traded", "pqb": "traded", "rsa": "local"}
CLUSTERS = {"casks": ("pqa", "pqb"), "shops": ("rsa",), "odds": ("pqb", "rsb")}


def cells(grown: float = 1) -> list[Cell]:
    """County a lives on pqa, the others on rsa; county l has no pqb, county z abroad lives on pqb."""
    found: list[Cell] = []
    for number, name in enumerate(COUNTIES):
        place = f"county-{name}"
        found.append(("pqa", place, 50 if name == "a" else 1 + number, 800 if name == "a" else 10 + number, 40.0))
        found.append(("rsa", place, 20, round(100 * grown), 200.0))
        if name != "l":
            found.append(("pqb", place, 2, 20, None))
        found.append(("rsb", place, 1, 5, 5.0))
    return [*found, ("pqb", "county-z", 9, 90, 900.0), ("pqa", "county-z", 1, 10, 10.0)]


def economy(**given: Any) -> Figures:
    """Twelve counties of one nation and one of another."""
    return office(PLACES, INDUSTRIES, cells(), clusters=CLUSTERS, orientation=ORIENTATION, **given)


def ask(query: str, figures: Figures, places: tuple[str, ...] = (), **given: Any) -> list[dict[str, Any]]:
    """What a query on figures answers; its Cypher gives the places."""
    module = sibling(query)
    assert module is not None
    values = find_query(query).clean(given)
    if check := getattr(module, "check", None):
        check(values)
    rows: list[dict[str, Any]] = [
        {"id": place, "name": place, "within": given.get("within"), "classes": []} for place in places
    ]
    return module.compute(rows, values, figures)  # type: ignore[no-any-return]


def portfolio(figures: Figures, *places: str, **given: Any) -> dict[str, dict[str, Any]]:
    """The lines of a portfolio by their groups, those of the place itself by what they add up."""
    return {
        row["sells"].split(" of ")[0] if row["sells"].startswith("all") else row["group"]: row
        for row in ask("places/portfolio", figures, places, place=places[0], **given)
    }


def test_traded_clusters_are_measured_on_traded_jobs_and_local_ones_on_local_jobs() -> None:
    lines = portfolio(economy(), "county-a")
    assert list(lines) == [
        "all", "all traded", "all local", "casks", "shops", "odds",
    ]  # fmt: skip
    assert [lines[name]["sells"] for name in ("casks", "shops", "odds")] == ["traded", "local", ""]
    assert lines["all traded"]["group"] == "county-a"
    assert lines["casks"]["share"] == 1
    traded = sum(10 + number for number in range(1, 12)) + 800 + 11 * 20
    everything = traded + 12 * 100 + 12 * 5
    odds = 11 * 20 + 12 * 5
    assert lines["odds"]["lq"] == pytest.approx((25 / 925) / (odds / everything), abs=0.005)
    assert lines["odds"]["wage"] is not None
    assert lines["casks"]["rank"] == 1
    assert lines["casks"]["of"] == 12


def test_a_place_is_strong_by_its_place_among_those_of_its_type() -> None:
    figures = economy()
    lines = portfolio(figures, "county-a", by="NAICS 2017 level 3")
    assert lines["pqa"]["strength"] == "strong10"
    assert lines["pqb"]["strength"] == ""
    assert portfolio(figures, "county-a", by="NAICS 2017 level 3", strong="strong").keys() == {
        "all", "all traded", "all local", "pqa",
    }  # fmt: skip
    assert portfolio(figures, "state-x")["casks"]["strength"] == ""
    assert "too few" in portfolio(figures, "state-x")["casks"]["reason"]
    assert portfolio(figures, "county-a")["all traded"]["reason"].startswith("100% of these jobs are in 1 strong")


def test_what_two_strong_clusters_share_counts_once_in_the_part_of_the_economy_that_is_strong() -> None:
    clusters = {"casks": ("pqa",), "vats": ("pqa", "rsb")}
    figures = office(PLACES, INDUSTRIES, cells(), clusters=clusters)
    lines = portfolio(figures, "county-a")
    assert {lines[name]["strength"] for name in clusters} == {"strong10"}
    assert lines["all"]["reason"].startswith("87% of these jobs are in 2 strong ones")


def test_a_region_across_a_border_counts_both_sides_once_and_is_compared_with_all_that_is_counted() -> None:
    figures = economy()
    own = portfolio(figures, "county-a", "county-z", "county-a")
    drawn = portfolio(figures, "region-r", compare="county")
    assert own["casks"]["jobs"] == drawn["casks"]["jobs"] == 820 + 100
    assert own["casks"]["of"] == drawn["casks"]["of"] == 12
    everything = sum(jobs or 0 for _, _, _, jobs, _ in cells())
    traded = sum(jobs or 0 for industry, _, _, jobs, _ in cells() if industry in ("pqa", "pqb"))
    assert own["odds"]["lq"] == pytest.approx((115 / 1025) / ((12 * 5 + 11 * 20 + 90) / everything), abs=0.005)
    assert own["casks"]["lq"] == pytest.approx(1)
    assert own["all traded"]["share"] == pytest.approx(920 / 1025, abs=1e-4)
    assert traded > 920
    assert (own["all"]["group"], drawn["all"]["group"]) == (None, "region-r")
    assert own["all"]["sells"] == "all of County-A and County-Z"


def office_that_hides() -> Figures:
    """Twelve counties, cells of fewer than four establishments hidden: county a has no pqb, county b hardly any pq."""
    found: list[Cell] = []
    for name in COUNTIES:
        found.append(("rsa", f"county-{name}", 20, 100, 200.0))
        found.append(("rsb", f"county-{name}", 5, 5, 5.0))
        if name != "b":
            found.append(("pqa", f"county-{name}", 6, 30, 40.0))
        if name != "a":
            found.append(("pqb", f"county-{name}", 4, 2 if name == "b" else 400, 30.0))
    return office(PLACES, INDUSTRIES, found)


def test_what_is_not_published_is_named_and_has_no_figure() -> None:
    figures = office_that_hides()
    lines = portfolio(figures, "county-a", by="NAICS 2017 level 3")
    assert list(lines)[-1] == "pqb"
    hidden = lines["pqb"]
    assert (hidden["reliability"], hidden["missing_share"]) == ("not published", 1)
    assert [hidden[name] for name in ("jobs", "share", "lq", "establishments", "rank", "wage")] == [None] * 6
    assert hidden["strength"] == ""
    assert "some 184 jobs may be left out; 11 places of the type have some" in hidden["reason"]
    assert lines["rsa"]["reliability"] == ""
    above = lines["all"]["caution"]
    assert above.startswith("The 135 jobs are those published; 58% of all are estimated to be left out.")
    assert "Not published though there may be some: 1 of 4 groups, namely makers of pqb; they come last." in above
    assert hidden["caution"] is None
    assert "pqb" not in portfolio(figures, "county-a", by="NAICS 2017 level 3", strong="qualifying")
    whole = portfolio(figures, "state-y", by="NAICS 2017 level 3")
    assert "Not published" not in (whole["all"]["caution"] or "")
    asked = {"place": "county-a", "other": "county-l", "by": "NAICS 2017 level 3"}
    beside = {row["group"]: row for row in ask("places/compared", figures, ("county-a", "county-l"), **asked)}
    assert (beside["pqb"]["jobs"], beside["pqb"]["reliability"]) == (None, "not published")
    assert beside["pqb"]["other_reliability"] == ""
    assert beside["pqb"]["points"] is None
    assert list(beside)[-1] == "pqb"


def test_a_line_of_which_more_is_missing_than_published_is_unreliable() -> None:
    line = portfolio(office_that_hides(), "county-b", by="NAICS 2017 level 2")["pq"]
    assert line["missing_share"] > 0.5
    assert line["reliability"] == "unreliable"
    assert line["lq"] is not None


def test_where_no_source_says_what_is_traded_it_is_told_by_the_spread_over_states() -> None:
    states = {f"state-{number}": ("nation-u",) for number in range(20)}
    crowded = [("pqa", f"state-{number}", 9, 900 if number < 3 else 1, 9.0) for number in range(20)]
    even = [(name, state, 9, 200, 9.0) for name in ("rsa", "rsb") for state in states]
    industries = {**INDUSTRIES, "pqb": ("rs",)}
    some = [("pqb", f"state-{number}", 9, 900, 9.0) for number in range(10, 15)]
    figures = office({**states, "nation-u": ()}, industries, [*crowded, *even, *some])
    lines = portfolio(figures, "state-1", by="NAICS 2017 level 2")
    assert (lines["pq"]["sells"], lines["rs"]["sells"]) == ("traded (by spread)", "both (by spread)")
    assert "by how unevenly their jobs are spread over states" in lines["all"]["headline"]
    alone = portfolio(office_that_hides(), "county-a", by="NAICS 2017 level 2")
    assert alone["pq"]["sells"] == ""
    assert "Which groups are traded is not known: load definitions" in alone["all"]["headline"]
    told = office(PLACES, INDUSTRIES, cells(), orientation={**ORIENTATION, "rsb": "traded"})
    assert portfolio(told, "county-a", by="NAICS 2017 level 2")["rs"]["sells"] == "both"


def test_growth_is_over_cells_of_both_years_and_what_is_missing_for_it_is_said() -> None:
    older = [cell for cell in cells(grown=0.5) if cell[:2] != ("pqb", "county-a")]
    lines = portfolio(economy(earlier=older), "county-a")
    assert lines["shops"]["growth"] == 1.0
    assert lines["casks"]["growth"] == 0.0
    assert lines["all"]["headline"].endswith("Growth is since 2016, over cells of both years: 98% of the jobs.")
    assert lines["shops"]["years"] == [2021]
    assert portfolio(economy(earlier=older), "county-a", year=2019)["shops"]["jobs"] == 50
    alone = portfolio(economy(), "county-a")
    assert alone["shops"]["growth"] is None
    assert "Growth is empty: figures of 2021 alone are loaded" in alone["all"]["headline"]
    assert "growth" not in alone["all"]["reason"]
    with pytest.raises(InvalidQuery, match="2021 is not before 2021"):
        portfolio(economy(), "county-a", year=2021, since=2021)


def test_what_is_grouped_by_is_clusters_where_some_are_loaded_and_else_branches() -> None:
    figures = economy()
    assert list(groupings(figures)) == ["Clusters by Nobody", "NAICS 2017 level 2", "NAICS 2017 level 3"]
    plain = office(PLACES, INDUSTRIES, cells())
    groups = chosen_groups(plain, None, [plain.places.number["county-a"]])
    assert groups is not None
    assert groups.label == "NAICS 2017 level 3"
    with pytest.raises(InvalidQuery, match="choose one of Clusters by Nobody"):
        chosen_groups(figures, "Clusters by Somebody", [])
    [row, *_] = ask("places/groupings", figures)
    assert (row["grouping"], row["groups"], row["industries"], row["years"]) == ("Clusters by Nobody", 3, 4, [2021])
    nothing = office({}, {}, [])
    assert ask("places/groupings", nothing) == []
    assert ask("places/portfolio", nothing, ("state-x",), place="state-x") == []
    assert ask("places/strong_in", nothing, ("pqa",), industry="pqa") == []


def test_related_are_clusters_that_a_source_links_and_those_with_special_trade() -> None:
    linked = economy(relations=[("shops", "odds"), ("pqa", "rsb")])
    groups = chosen_groups(linked, None, [linked.places.number["county-a"]])
    assert groups is not None
    assert [[groups.id[one.other] for one in found] for found in related_groups(linked, groups)] == [
        ["odds"],
        ["casks", "shops"],
        ["odds"],
    ]
    trading = economy(trades=[("rsa", "pqa", 0.4, 0.01), ("pqb", "pqa", 0.3, 0.0)])
    branches = groupings(trading)["NAICS 2017 level 3"]
    found = dict(zip(branches.id, related_groups(trading, branches), strict=True))
    assert {(branches.id[one.other], one.words) for one in found["pqa"]} == {("rsa", "buys 40%"), ("pqb", "buys 30%")}
    assert found["rsa"] == []
    lines = portfolio(trading, "county-a", by="NAICS 2017 level 3")
    assert lines["pqa"]["related"] == ["makers of rsa (buys 40%)", "makers of pqb (buys 30%)"]


def test_places_of_a_cluster_come_by_strength_and_within_a_place_they_keep_their_rank() -> None:
    figures = economy()
    [first, *others] = ask("places/strong_in", figures, ("pqa",), industry="pqa", type="county")
    assert (first["place"], first["strength"], first["rank"], first["of"]) == ("county-a", "strong10", 1, 12)
    assert len(others) == 12
    assert first["note"] == f"strong10, 800 jobs, LQ {first['lq']}"
    inside = ask("places/strong_in", figures, ("pqa",), industry="pqa", type="county", within="state-y", order="jobs")
    assert [row["place"] for row in inside] == [f"county-{name}" for name in "lkjihg"]
    assert [row["rank"] for row in inside] == [2, 3, 4, 5, 6, 7]
    clusters = ask("places/strong_in", figures, ("casks",), cluster="casks", type="state", order="specialisation")
    assert clusters[0]["headline"].startswith("Figures of 2021. ")
    assert "Nobody names" not in clusters[0]["headline"]
    assert [row["place"] for row in clusters] == ["state-x", "state-y"]
    assert sum(row["whole_share"] for row in clusters) == pytest.approx(1, abs=1e-3)
    assert ask("places/strong_in", figures, ("pqa",), industry="pqa", type="metro") == []


def test_each_place_is_compared_with_its_own_nation_as_in_its_portfolio() -> None:
    figures = economy()
    rows = ask("places/strong_in", figures, ("pqa",), industry="pqa", type="county")
    for row in rows:
        mine = portfolio(figures, row["place"], by="NAICS 2017 level 3")["pqa"]
        for column in ("lq", "rank", "rank_lq", "of", "strength"):
            assert row[column] == mine[column], (row["place"], column)
    assert sum(row["whole_share"] for row in rows) == pytest.approx(2, abs=2e-3), "each nation is a whole"
    assert rows[0]["headline"] == (
        "Figures of 2021. Each is compared with its own nation, and ranked among the places of it that are of the type "
        "county and have jobs in it: Nation-U (12), Nation-V (1). Strength is not rated in Nation-V: that takes 10 "
        "places with jobs in it."
    )
    across = ask("places/strong_in", figures, ("pqa",), industry="pqa", type="region")
    assert "They are compared with all that is counted, and ranked among 1." in across[0]["headline"]
    assert across[0]["lq"] == portfolio(figures, "region-r", by="NAICS 2017 level 3")["pqa"]["lq"]
    nations = ask("places/strong_in", figures, ("pqa",), industry="pqa", type="nation")
    assert "Nations are compared with all that is counted, and ranked among 2." in nations[0]["headline"]
    assert {row["of"] for row in nations} == {2}
    assert len({row["lq"] for row in nations}) == 2


def test_where_less_is_published_than_in_the_whole_it_is_said_how_far_that_moves_location_quotients() -> None:
    figures = office_that_hides()
    asked = {"by": "NAICS 2017 level 3"}
    lines = portfolio(figures, "county-a", **asked)
    here, whole = (portfolio(figures, place, **asked)["all"]["missing_share"] for place in ("county-a", "nation-u"))
    assert (1 - whole) / (1 - here) == pytest.approx(2.28, abs=0.02)
    said = "so that the location quotient of what is published in full is too high by a factor of about 2.29"
    assert f"Of all jobs 42% are published in County-A, 97% in Nation-U, {said}." in lines["all"]["caution"]
    assert "too high" not in (portfolio(figures, "county-c", **asked)["all"]["caution"] or "")
    beside = ask("places/compared", figures, ("county-a", "county-c"), place="county-a", other="county-c", **asked)
    assert beside[0]["caution"].startswith("Estimated to be left out: 58% of all jobs in County-A")
    assert said in beside[0]["caution"]
    assert beside[0]["headline"] == (
        "County-A is compared with Nation-U, ranked among 12 places of the type county. "
        "County-C is compared with Nation-U, ranked among 12 places of the type county."
    )
    rows = ask("places/strong_in", figures, ("rsa",), industry="rsa", type="county")
    [row] = [row for row in rows if row["place"] == "county-a"]
    assert row["reason"].endswith(said)
    assert rows[0]["caution"].startswith("In 1 of 12 places the office publishes a much smaller, or larger, share")


def strong_in(figures: Figures, *classes: tuple[str, int]) -> list[dict[str, Any]]:
    """Where a cluster is strong that has so many members of some classes."""
    module = sibling("places/strong_in")
    assert module is not None
    row = {"id": "mine", "name": "mine", "within": None, "classes": list(classes)}
    values = find_query("places/strong_in").clean({"cluster": "mine", "type": "county"})
    return module.compute([row], values, figures)  # type: ignore[no-any-return]


def test_a_cluster_of_organisations_is_where_the_industries_of_its_members_are() -> None:
    figures = economy()
    [first, *others] = ask("places/strong_in", figures, ("pqa",), industry="pqa", type="county")
    assert "Nobody names" not in first["headline"]
    [drawn, *rest] = strong_in(figures, ("pqa", 40), ("rsa", 3), ("unknown", 90))
    assert [row["place"] for row in (drawn, *rest)] == [row["place"] for row in (first, *others)]
    assert drawn["jobs"] == first["jobs"]
    assert "on record, in all firms of these industries: makers of pqa." in drawn["headline"]
    several = strong_in(figures, ("pqa", 40), ("rsa", 30))
    assert sum(row["jobs"] for row in several) > sum(row["jobs"] for row in (first, *others))
    assert strong_in(figures, ("unknown", 90)) == []


def test_two_places_side_by_side_say_what_one_has_and_the_other_lacks() -> None:
    figures = economy()
    asked = {"place": "county-a", "other": "county-l", "by": "NAICS 2017 level 3"}
    rows = ask("places/compared", figures, ("county-a", "county-l"), **asked)
    assert {row["group"]: row["reading"] for row in rows} == {
        "pqa": "strong in both",
        "pqb": "20 jobs in county-a, none published in county-l",
        "rsa": "in both, strong in neither",
        "rsb": "in both, strong in neither",
    }
    [first] = [row for row in rows if row["group"] == "pqa"]
    assert (first["jobs"], first["other_jobs"]) == (800, 21)
    assert first["points"] == pytest.approx(100 * (first["share"] - first["other_share"]), abs=0.01)
    alone = ask("places/compared", figures, ("county-a", "county-l"), **asked, show="in one alone")
    assert [row["group"] for row in alone] == ["pqb"]
    assert "sort" not in first
    other = ask("places/compared", figures, ("county-a", "county-b"), **{**asked, "other": "county-b"})
    assert other[0]["reading"] == "strong in county-a alone"
    few = ask("places/compared", figures, ("state-x", "state-y"), place="state-x", other="state-y", by=asked["by"])
    assert {row["reading"] for row in few} == {"in both, strength not rated: only 2 places of their type have it"}
    assert (
        "Only 2 places of the type state are counted by NAICS 2017, so that strength is not rated" in few[0]["headline"]
    )
    assert few[0]["headline"].endswith("rank it among places of the type county instead (compare: county).")
    assert "strength is not rated (that takes 10)" in portfolio(figures, "state-x")["all"]["headline"]
    with pytest.raises(InvalidQuery, match="is the same place"):
        ask("places/compared", figures, ("county-a",), place="county-a", other="county-a")
