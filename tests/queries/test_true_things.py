"""True things that the seed data show, found by saved queries."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

NAPA, SONOMA, MASSACHUSETTS = "us-county-06055", "us-county-06097", "us-ma"
WINERIES, COOPERAGES = "naics2017-312130", "naics2017-321920"
PERMITS = """
MATCH (permit:Firm)-[place:LOCATED_IN {source: 'ttb_ca_wine_permits'}]->(county:Place)
WHERE county.id IN $counties AND place.until IS NULL
"""
"""Permits of the list of November 2021; confidence is 1 where the list itself states the county."""


@pytest.fixture
def atlas(seeded: Settings, session_store: Store) -> Store:
    """A store with the seed data."""
    return session_store


def counted(store: Store, text: str, **parameters: Any) -> dict[str, Any]:
    """The one row that a query answers."""
    (row,) = store.read(text, {"counties": [NAPA, SONOMA], **parameters})
    return row


def test_napa_and_sonoma_had_2249_permits_in_2021_and_157_more_by_zip_code(atlas: Store) -> None:
    text = PERMITS + "RETURN sum(CASE place.confidence WHEN 1 THEN 1 ELSE 0 END) AS stated, count(*) AS all"
    assert counted(atlas, text) == {"stated": 2249, "all": 2406}


def test_two_thirds_of_the_permits_of_napa_are_at_shared_premises(atlas: Store) -> None:
    rows = ask(atlas, "shared_premises", {"place": NAPA, "industry": WINERIES, "date": "2021-11"}).rows
    assert 0.67 <= rows[0]["share"] <= 0.70
    earlier = ask(atlas, "shared_premises", {"place": NAPA, "industry": WINERIES, "date": "2015-10"}).rows
    assert 0.57 <= earlier[0]["share"] <= 0.59
    assert (rows[0]["premises"], rows[0]["organisations"]) == ("5055 Solano Ave", 49)


def test_four_fifths_of_the_new_permits_of_napa_are_at_shared_premises(atlas: Store) -> None:
    text = (
        PERMITS
        + """AND place.confidence = 1
WITH CASE WHEN permit.address =~ '.*[0-9].*' THEN permit.address + permit.postcode ELSE permit.id END AS premises,
  collect(place.since = '2021-11') AS news
RETURN sum(size([new IN news WHERE new])) AS new,
  sum(CASE WHEN size(news) > 1 THEN size([new IN news WHERE new]) ELSE 0 END) AS sharing, sum(size(news)) AS all
"""
    )
    found = counted(atlas, text, counties=[NAPA])
    assert (found["new"], found["all"]) == (446, 1239)
    assert round(found["sharing"] / found["new"], 2) == 0.79


def test_at_fifteen_premises_a_firm_says_that_it_works_for_other_wineries(atlas: Store) -> None:
    text = (
        PERMITS
        + """AND place.confidence = 1
WITH collect(DISTINCT permit) AS permits
UNWIND permits AS host
MATCH (host)-[serves:SERVES]->(guest)
WHERE serves.until IS NULL AND guest IN permits
RETURN count(DISTINCT host.address + host.postcode) AS premises, count(DISTINCT guest) AS guests
"""
    )
    assert counted(atlas, text) == {"premises": 15, "guests": 187}


def test_most_wine_country_employers_used_one_law_firm_far_away(atlas: Store) -> None:
    text = """
MATCH (employer:Organisation)-[need:NEEDS {source: 'h2a_wine_country', state: 'functioning'}]->(:Input)
WHERE any(text IN need.evidence WHERE text CONTAINS 'workers certified'
  AND none(animal IN ['sheep', 'lamb', 'bee', 'goat', 'livestock'] WHERE toLower(text) CONTAINS animal))
RETURN count(DISTINCT employer) AS employers,
  count(DISTINCT CASE WHEN EXISTS { (employer)<-[:SERVES]-(:Firm {town: 'San Diego'}) } THEN employer END) AS served
"""
    assert counted(atlas, text) == {"employers": 16, "served": 12}
    for place, dependents in ((NAPA, 2), (SONOMA, 9)):
        rows = ask(atlas, "depended_on", {"place": place}).rows
        found = [row for row in rows if row["input"] == "labour certification"]
        assert (found[0]["supplier"].name, found[0]["dependents"]) == ("Malitzlaw, Inc.", dependents)
        assert (found[0]["town"], found[0]["inside"]) == ("San Diego", False)


def test_34_owners_hold_permits_in_both_counties(atlas: Store) -> None:
    text = (
        PERMITS
        + """AND place.confidence = 1
MATCH (permit)-[unit:UNIT_OF {source: 'ttb_ca_wine_permits'}]->(owner:Firm)
WHERE unit.until IS NULL
WITH owner, collect(DISTINCT county) AS held
WHERE size(held) = 2
RETURN count(*) AS owners
"""
    )
    assert counted(atlas, text) == {"owners": 34}


@pytest.mark.parametrize(("county", "establishments"), [(NAPA, "6 establishments"), (SONOMA, "5 establishments")])
def test_cooperages_are_in_wine_country(atlas: Store, county: str, establishments: str) -> None:
    rows = ask(atlas, "organisation/linkages", {"entity": COOPERAGES, "group": "structure", "limit": 5000}).rows
    assert [row["details"] for row in rows if row["other_id"] == county] == [establishments]


def test_seven_device_makers_of_massachusetts_are_coded_outside_devices_and_instruments(atlas: Store) -> None:
    rows = ask(atlas, "hidden", {"industry": "naics2017-3391", "place": MASSACHUSETTS}).rows
    elsewhere = {row["organisation"].name: row["code"] for row in rows if not row["code"].startswith("3345")}
    assert {name: code[:3] for name, code in elsewhere.items()} == {
        "Keystone Dental, Inc.": "423",
        "Lexington Medical, Inc.": "423",
        "Global Protection Corp.": "424",
        "Etiometry, Inc.": "511",
        "Luminopia, Inc.": "511",
        "Triumvirate Environmental, Inc.": "562",
        "Diamond Diagnostics, Inc.": "811",
    }


def test_what_the_demo_asks_is_answered(atlas: Store) -> None:
    assert [row["supplier"].name for row in ask(atlas, "depended_on", {"place": NAPA}).rows][:2] == [
        "Top It Off Bottling",
        "The Caves at Soda Canyon",
    ]
    for inferred, name, cut_off in (
        ("no", "Treasury Wine Estates Americas Company", 6),
        ("yes", "Top It Off Bottling", 19),
    ):
        first = ask(atlas, "cut_organisations", {"place": NAPA, "inferred": inferred}).rows[0]
        assert (first["organisation"].name, first["cut_off"]) == (name, cut_off)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("boundaries/from_seeds", {"industry": WINERIES, "place": "us-ca"}),
        ("bottlenecks/depended_on", {"place": "us"}),
        ("bottlenecks/cut_organisations", {"place": "us"}),
        ("places/linkages", {"place": "us"}),
        ("places/shared_premises", {"place": "us", "limit": 500}),
        ("industries/members", {"place": "us", "industry": WINERIES}),
    ],
)
def test_a_whole_state_or_nation_is_not_too_large_to_ask_about(atlas: Store, name: str, raw: dict[str, Any]) -> None:
    assert ask(atlas, name, raw).rows
