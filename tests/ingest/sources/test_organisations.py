"""Institutions of teaching and research, and listed companies."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.ingest.sources.conftest import Crawl, Dangling


@pytest.mark.parametrize("source", ["ror_us", "ipeds_2020", "sec_listed_filers"])
def test_no_link_dangles(dangling: Dangling, source: str) -> None:
    assert dangling(source) == []


def test_research_organisations_are_firms_and_institutions(crawled: Crawl) -> None:
    ror = crawled("ror_us")
    assert len(ror.nodes) == len(ror.by_id) == 7_603
    assert Counter(node.kind for node in ror.nodes) == {"Firm": 1_523, "Institution": 6_080}
    places = Counter(link.end.startswith("us-county-") for link in ror.of("LOCATED_IN"))
    assert places == {True: 7_598, False: 2}  # a gulf, and a point at sea
    smith = ror.by_id["ror-01s63dd48"]
    assert (smith.kind, smith.properties["name"], smith.properties["town"]) == ("Firm", "A.O. Smith", "Milwaukee")


def test_what_contradicts_itself_is_refused_of_the_research_registry(crawled: Crawl) -> None:
    ror = crawled("ror_us")
    assert [reject.reason for reject in ror.rejects if reject.column == "type"] == ["is stated in both directions"] * 2
    assert {reject.reason for reject in ror.rejects if reject.column != "type"} == {
        "is Lawrence in Massachusetts, though the name says Kansas, where there is a Lawrence too",
        "is Minneapolis in Kansas, though the name says Minnesota, where there is a Minneapolis too",
        "is Greenville in North Carolina, though the name says South Carolina, where there is a Greenville too",
    }
    survey = ror.by_id["ror-04mxhn923"]
    assert survey.properties["town"] == "Lawrence"
    assert not {"location", "location_basis"} & survey.properties.keys()
    assert [link.end for link in ror.of("LOCATED_IN") if link.start == survey.id] == []
    pairs = {(link.start, link.end) for link in ror.of("UNIT_OF")}
    assert len(pairs) == len(ror.of("UNIT_OF")) == 2_202
    assert not {(end, start) for start, end in pairs} & pairs


def test_every_institution_of_the_directory_is_at_its_campus(crawled: Crawl) -> None:
    ipeds = crawled("ipeds_2020")
    assert len(ipeds.nodes) == len(ipeds.by_id) == 6_437
    assert ipeds.rejects == []
    assert all(node.properties["location_basis"] == "street" and "location" in node.properties for node in ipeds.nodes)
    assert all(link.end.startswith("us-county-") for link in ipeds.links)


def test_a_university_in_both_registers_is_one_institution(crawled: Crawl) -> None:
    davis = next(
        node for node in crawled("ipeds_2020").nodes if node.properties["name"] == "University of California-Davis"
    )
    assert davis.properties["type"] == "university"
    assert davis.properties["ownership"] == "public"
    assert davis.properties["town"] == "Davis"
    assert crawled("ror_us").by_id[davis.id].properties["name"] == "University of California, Davis"
    twins = [node for node in crawled("ipeds_2020").nodes if node.id.startswith("ror-")]
    assert len(twins) == 980
    assert all(crawled("ror_us").by_id[twin.id].kind == "Institution" for twin in twins)


def test_the_centre_of_the_city_is_mostly_in_the_county_of_the_campus(crawled: Crawl) -> None:
    by_city = {link.start: link.end for link in crawled("ror_us").of("LOCATED_IN")}
    both = [link.end == by_city[link.start] for link in crawled("ipeds_2020").links if link.start in by_city]
    assert sum(both) / len(both) == pytest.approx(0.96, abs=0.01)


def test_listed_companies_are_classified_and_placed(crawled: Crawl) -> None:
    sec = crawled("sec_listed_filers")
    assert len(sec.nodes) == len(sec.by_id) == 5_742
    aar = sec.by_id["sec-0000001750"].properties
    assert (aar["name"], aar["town"], aar["postcode"]) == ("AAR CORP", "Wood Dale", "60191")
    assert aar["identifiers"] == ["cik:0000001750", "ticker:AIR"]
    assert sec.link("LOCATED_IN", "sec-0000001750", "us-county-17043")
    assert sec.link("CLASSIFIED_AS", "sec-0000001750", "sic1987-37")


def test_rejects_of_listed_companies_are_zip_codes_of_another_state(crawled: Crawl) -> None:
    rejects = crawled("sec_listed_filers").rejects
    assert [reject.reason for reject in rejects] == ["is in another state"] * 11
