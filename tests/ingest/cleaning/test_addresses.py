"""Addresses and names as registers write them."""

from __future__ import annotations

import pytest
from clusteratlas.ingest.cleaning.addresses import premises
from clusteratlas.ingest.cleaning.casing import readable
from clusteratlas.ingest.cleaning.persons import names_organisation, trade_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3358-D COFFEY LN", "3358 Coffey Lane Ste D"),
        ("21481 8TH ST E STE 1", "21481 EIGHTH STREET EAST"),
        ("1450 AIRPORT BLVD 120", "1450 AIRPORT BLVD #4"),
        ("2731 & 2747 NAPA VALLEY CORPORATE DR", "2731 NAPA VALLEY CORPORATE DR STE A"),
        ("100 LOS PADRES WAY WAY STE 3", "100 LOS PADRES WAY"),
    ],
)
def test_equal_premises_read_equal(one: str, other: str) -> None:
    assert premises(one) == premises(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2064 GRAVENSTEIN HWY N", "2064 GRAVENSTEIN HWY S"),
        ("100 OAK ST", "100 OAK AVE"),
        ("1625 HWY 78", "1625 HWY 12"),
    ],
)
def test_different_premises_read_different(one: str, other: str) -> None:
    assert premises(one) != premises(other)


@pytest.mark.parametrize("street", ["", "NOT PROVIDED", "HIGHWAY 128", "MILE POST 1077 HIGHWAY 96"])
def test_no_street_number_is_no_premises(street: str) -> None:
    assert premises(street) is None


@pytest.mark.parametrize(
    ("capitals", "read"),
    [
        ("TOP IT OFF BOTTLING LLC", "Top It Off Bottling LLC"),
        ("OPUS VINEYARDS AND WINERY L.L.C.", "Opus Vineyards and Winery L.L.C."),
        ("MÁS ALLÁ WINES", "Más Allá Wines"),
        ("908 ENTERPRISE WAY BLDG A", "908 Enterprise Way Bldg A"),
        ("GRIMM'S BLUFF", "Grimm's Bluff"),
        ("ALREADY Read", "ALREADY Read"),
        ("", ""),
    ],
)
def test_capitals_become_readable(capitals: str, read: str) -> None:
    assert readable(capitals) == read


@pytest.mark.parametrize("name", ["EXAMPLE HILL WINERY", "A. EXAMPLE & CO", "EXAMPLE", "CASA EXAMPLE VINEYARDLLC"])
def test_organisations_are_told_by_their_words(name: str) -> None:
    assert names_organisation(name)


@pytest.mark.parametrize("name", ["ANNA B. EXAMPLE", "ANNA & BEN EXAMPLE", "THE EXAMPLE TRUST ANNA EXAMPLE TRUSTEE"])
def test_persons_are_not_taken_for_organisations(name: str) -> None:
    assert not names_organisation(name)


def test_a_trade_name_follows_its_owner() -> None:
    assert trade_name("ANNA EXAMPLE D/B/A EXAMPLE FARM") == "EXAMPLE FARM"
    assert trade_name("Example, Inc.") == "Example, Inc."
