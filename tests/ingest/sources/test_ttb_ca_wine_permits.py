"""Wine permits of California, 2015 and 2021."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ingest.sources.conftest import Crawl, Dangling

SOURCE = "ttb_ca_wine_permits"

NAPA, SONOMA = "us-county-06055", "us-county-06097"
FIRST, SECOND = "2015-10", "2021-11"


def test_no_link_dangles_and_no_link_comes_twice(crawled: Crawl, dangling: Dangling) -> None:
    assert dangling(SOURCE) == []
    links = crawled(SOURCE).links
    assert len({(link.kind, link.start, link.end) for link in links}) == len(links)


def test_every_permit_is_a_wine_firm_in_one_county_at_a_time(crawled: Crawl) -> None:
    permits = crawled(SOURCE)
    firms = {id for id in permits.by_id if not id.startswith("ttb-owner-")}
    assert len(firms) == 5_023 + 971 - 811
    assert {(link.start, link.end) for link in permits.of("CLASSIFIED_AS")} == {
        (id, "naics2017-312130") for id in firms
    }
    now = [link.start for link in permits.of("LOCATED_IN") if "until" not in link.properties]
    assert len(now) == len(set(now)) == 5_023
    assert firms - set(now) == {
        link.start for link in permits.of("CLASSIFIED_AS") if link.properties.get("until") == FIRST
    }


def test_only_a_repeated_row_and_a_total_are_rejected(crawled: Crawl) -> None:
    assert [reject.value for reject in crawled(SOURCE).rejects] == ["CA-W-1816", "TOTAL PERMITS: 971"]


def test_napa_knows_who_stayed_came_and_went_and_other_counties_do_not(crawled: Crawl) -> None:
    located = crawled(SOURCE).of("LOCATED_IN")
    napa = Counter((link.properties.get("since"), link.properties.get("until")) for link in located if link.end == NAPA)
    assert napa == {(FIRST, None): 795, (SECOND, None): 539, (FIRST, FIRST): 176}
    undated = [link for link in located if "since" not in link.properties]
    assert len(undated) > 3_500
    assert NAPA not in {link.end for link in undated}


def test_a_move_needs_another_street_and_another_county_by_zip(crawled: Crawl) -> None:
    moves = crawled(SOURCE).of("RELOCATED_TO")
    assert len(moves) == 15
    (move,) = [link for link in moves if link.start == "ttb-ca-w-15948"]
    assert move.end == "us-county-06009"
    assert move.properties["evidence"] == ["CA-W-15948: Napa in 2015-10, San Andreas in 2021-11"]


def test_natural_persons_are_not_named(crawled: Crawl) -> None:
    permits = crawled(SOURCE)
    names = {node.properties["name"] for node in permits.nodes}
    assert "Sanguis" in names  # held by two persons
    for person in ("Dylan Doughterty", "Fidencio Flores", "Thomas O. Brown", "Etienne Terlinden"):
        assert not any(person.lower() in str(node.properties).lower() for node in permits.nodes)
    assert sum(str(name).startswith("Wine Permit CA-W") for name in names) == 39


def test_positions_say_how_exact_they_are(crawled: Crawl) -> None:
    permits = crawled(SOURCE)
    bases = Counter(node.properties.get("location_basis") for node in permits.nodes if "postcode" in node.properties)
    assert bases == {"street": 3_360, "postcode": 1_815, None: 8}
    here = permits.by_id["ttb-ca-w-16842"]
    assert here.properties["address"] == "2812 Sacramento St"
    assert here.properties["location"] == (38.3125255918, -122.3049604286)


def test_an_owner_of_several_permits_is_their_parent(crawled: Crawl) -> None:
    permits = crawled(SOURCE)
    units: dict[str, set[str]] = defaultdict(set)
    for link in permits.of("UNIT_OF"):
        units[link.end].add(link.start)
    assert len(units["ttb-owner-jackson-family-wines-inc"]) >= 24
    assert min(map(len, units.values())) == 2
    assert permits.by_id["ttb-owner-jackson-family-wines-inc"].properties["name"] == "Jackson Family Wines Inc."


def test_a_crush_firm_may_serve_its_neighbours_and_the_link_says_that_it_is_a_guess(crawled: Crawl) -> None:
    permits = crawled(SOURCE)
    serves = permits.of("SERVES")
    for link in serves:
        host, guest = permits.by_id[link.start].properties, permits.by_id[link.end].properties
        assert link.properties["state"] == "latent"
        assert link.properties["confidence"] in {0.4, 0.6}
        if "until" not in link.properties:
            assert (host["address"], host["postcode"]) == (guest["address"], guest["postcode"])
    guests = Counter(permits.by_id[link.start].properties["name"] for link in serves if "until" not in link.properties)
    assert guests["Grand Cru Custom Crush"] == 28
    assert "Gold Crush Wines" not in guests


def test_two_thirds_of_the_permits_of_napa_and_sonoma_share_their_premises(crawled: Crawl) -> None:
    permits = crawled(SOURCE)
    here = [
        permits.by_id[link.start].properties
        for link in permits.of("LOCATED_IN")
        if link.end in {NAPA, SONOMA} and "until" not in link.properties
    ]
    sharing = Counter((firm.get("address"), firm["postcode"]) for firm in here)
    shared = [firm for firm in here if sharing[firm.get("address"), firm["postcode"]] > 1]
    assert len(here) == 2_406
    assert 0.65 < len(shared) / len(here) < 0.75
