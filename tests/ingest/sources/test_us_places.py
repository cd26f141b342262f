"""The places of the United States and how they lie."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ingest.sources.conftest import Crawl, Dangling


def test_every_place_is_there_once(crawled: Crawl) -> None:
    places = crawled("us_places")
    kinds = Counter(node.properties["type"] for node in places.nodes)
    assert kinds == {"nation": 1, "state": 56, "county": 3231, "metro": 935, "region": 9}
    assert len(places.by_id) == len(places.nodes)
    assert places.rejects == []


def test_no_link_dangles(dangling: Dangling) -> None:
    assert dangling("us_places") == []


def test_a_county_lies_in_one_state_however_one_climbs(crawled: Crawl) -> None:
    above = defaultdict(set)
    for link in crawled("us_places").of("WITHIN"):
        above[link.start].add(link.end)

    def climb(place: str) -> set[str]:
        return {higher for end in above[place] for higher in {end} | climb(end)}

    for place, node in crawled("us_places").by_id.items():
        reached = climb(place)
        assert "us" in reached or place == "us"
        if node.properties["type"] == "county":
            assert len([higher for higher in reached if len(higher) == 5]) == 1


def test_napa_is_where_it_is(crawled: Crawl) -> None:
    places = crawled("us_places")
    napa = places.by_id["us-county-06055"].properties
    assert napa["name"] == "Napa County, CA"
    assert napa["area_km2"] == 1938.0
    assert {link.end for link in places.of("WITHIN") if link.start == "us-county-06055"} == {"us-ca", "us-metro-34900"}
    assert {
        end
        for link in places.of("BORDERS")
        for end in (link.start, link.end)
        if "us-county-06055" in (link.start, link.end)
    } == {
        "us-county-06055",
        "us-county-06033",  # Lake
        "us-county-06095",  # Solano
        "us-county-06097",  # Sonoma
        "us-county-06113",  # Yolo
    }


def test_a_metro_that_spans_states_is_within_the_nation_alone(crawled: Crawl) -> None:
    places = crawled("us_places")
    assert {link.end for link in places.of("WITHIN") if link.start == "us-metro-14460"} == {"us"}
    assert {link.end for link in places.of("WITHIN") if link.start == "us-metro-34900"} == {"us-ca"}
    assert len([link for link in places.of("WITHIN") if link.end == "us-metro-14460"]) == 7


def test_connecticut_has_its_counties_and_its_planning_regions(crawled: Crawl) -> None:
    places = crawled("us_places")
    inside = {link.start for link in places.of("WITHIN") if link.end == "us-ct"}
    assert len([id for id in inside if places.by_id[id].properties["type"] == "county"]) == 8
    assert len([id for id in inside if places.by_id[id].properties["type"] == "region"]) == 9
    kept = places.link("WITHIN", "us-county-09003", "us-metro-25540")
    assert kept.properties["confidence"] == 0.9
    assert not [link for link in places.of("WITHIN") if link.start == "us-county-09015" and "metro" in link.end]


def test_borders_are_stated_once_and_between_states_too(crawled: Crawl) -> None:
    borders = [frozenset((link.start, link.end)) for link in crawled("us_places").of("BORDERS")]
    assert len(borders) == len(set(borders))
    states = {pair for pair in borders if all(len(id) == 5 for id in pair)}
    assert {next(iter(pair - {"us-ma"})) for pair in states if "us-ma" in pair} == {
        "us-ct",
        "us-nh",
        "us-ny",
        "us-ri",
        "us-vt",
    }
    assert frozenset(("us-az", "us-co")) not in states  # they touch in a corner
