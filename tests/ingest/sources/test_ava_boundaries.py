"""Appellations, what they lie within, and the wineries in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ingest.sources.conftest import Crawl, Dangling

SOURCE = "ava_boundaries"


def test_no_link_dangles(dangling: Dangling) -> None:
    assert dangling(SOURCE) == []


def test_every_current_appellation_is_a_place_within_one_county_state_or_nation(crawled: Crawl) -> None:
    areas = crawled(SOURCE)
    assert len(areas.by_id) == 269
    assert not areas.rejects
    around = [link for link in areas.of("WITHIN") if not link.end.startswith("ava-")]
    assert sorted(link.start for link in around) == sorted(areas.by_id)
    assert areas.link("WITHIN", "ava-napa-valley", "us-county-06055")
    assert areas.link("WITHIN", "ava-north-coast", "us-ca")
    assert areas.link("WITHIN", "ava-ozark-mountain", "us")
    assert areas.by_id["ava-napa-valley"].properties["established"] == "1981-02-27"


def test_an_area_that_only_overlaps_a_larger_one_is_not_within_it(crawled: Crawl) -> None:
    inside = {(link.start, link.end) for link in crawled(SOURCE).of("WITHIN")}
    assert {("ava-oakville", "ava-napa-valley"), ("ava-napa-valley", "ava-north-coast")} <= inside
    assert ("ava-los-carneros", "ava-napa-valley") not in inside
    assert ("ava-los-carneros", "ava-north-coast") in inside


def test_wineries_are_in_the_appellations_whose_outline_holds_their_street_position(crawled: Crawl) -> None:
    held = crawled(SOURCE).of("LOCATED_IN")
    assert len(held) == 2_991
    streets = {
        node.id for node in crawled("ttb_ca_wine_permits").nodes if node.properties.get("location_basis") == "street"
    }
    assert {link.start for link in held} <= streets
    in_napa_valley = {link.start for link in held if link.end == "ava-napa-valley"}
    in_oakville = {link.start for link in held if link.end == "ava-oakville"}
    assert len(in_oakville) == 41
    assert in_oakville <= in_napa_valley
