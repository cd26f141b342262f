"""ZIP codes, counties and states are where they are."""

from pathlib import Path

import pytest
from clusteratlas.graph.records import Point
from clusteratlas.ingest.cleaning.gazetteer import (
    county_at,
    county_id,
    county_states,
    state_id,
    zip_county,
    zip_point,
    zip_table,
)

from bench.values import counties


@pytest.mark.parametrize(
    ("written", "county"),
    [
        ("02139", "us-county-25017"),
        ("2139", "us-county-25017"),
        ("02139-4307", "us-county-25017"),
        ("021394307", "us-county-25017"),
        ("94558", "us-county-06055"),
        ("95404", "us-county-06097"),
        ("06103", "us-county-09003"),
        ("10001", "us-county-36061"),
        ("99501", "us-county-02020"),
        ("63101", "us-county-29510"),
    ],
)
def test_a_zip_code_is_in_its_county(written: str, county: str) -> None:
    assert zip_county(written) == county
    assert zip_point(written) is not None


@pytest.mark.parametrize("written", ["", "99999", "00000", "H3Z 2Y7", "920618", "unknown"])
def test_what_is_no_zip_code_has_no_place(written: str) -> None:
    assert zip_county(written) is None
    assert zip_point(written) is None


def test_every_zip_code_is_in_a_county_that_exists() -> None:
    assert len(zip_table()) == 41_900
    assert {f"us-county-{county}" for _, county in zip_table().values()} <= set(county_states())


@pytest.mark.parametrize(
    ("name", "state", "county"),
    [
        ("NAPA", "CA", "us-county-06055"),
        ("Sonoma County", "california", "us-county-06097"),
        ("Saint Louis", "MO", "us-county-29189"),
        ("Saint Louis city", "MO", "us-county-29510"),
        ("Baltimore", "MD", "us-county-24005"),
        ("Baltimore City", "MD", "us-county-24510"),
        ("Orleans", "LA", "us-county-22071"),
        ("Anchorage", "AK", "us-county-02020"),
        ("Alexandria", "VA", "us-county-51510"),
        ("La Salle", "IL", "us-county-17099"),
        ("Dona Ana", "NM", "us-county-35013"),
    ],
)
def test_a_county_is_found_by_the_names_it_goes_by(name: str, state: str, county: str) -> None:
    assert county_id(name, state) == county


def test_a_county_of_another_state_is_not_found() -> None:
    assert county_id("Napa", "MA") is None
    assert county_id("Napa", "Atlantis") is None
    assert county_id("", "CA") is None


@pytest.mark.parametrize(
    ("point", "county"),
    [
        (Point(42.3601, -71.0942), "us-county-25017"),  # MIT
        (Point(38.5382, -121.7617), "us-county-06113"),  # UC Davis
        (Point(51.53, 179.0), "us-county-02016"),  # Amchitka, beyond the antimeridian
        (Point(43.2557, -79.8711), None),  # Hamilton, Ontario
    ],
)
def test_a_point_is_in_the_county_whose_outline_holds_it(point: Point, county: str | None) -> None:
    assert county_at(point) == county


def test_a_point_off_shore_is_in_the_nearest_county_if_that_is_asked() -> None:
    la_jolla = Point(32.84727, -117.2742)
    assert county_at(la_jolla) is None
    assert county_at(la_jolla, shore_km=5) == "us-county-06073"
    assert county_at(Point(32.8, -119.0), shore_km=5) is None


def test_states_are_known_by_name_postal_and_fips_code() -> None:
    assert {state_id(written) for written in ("MA", "ma", "Massachusetts", "25")} == {"us-ma"}
    assert state_id("Ontario") is None


@pytest.mark.data
def test_counties_are_those_that_a_register_states_by_their_code(data: Path) -> None:
    right = {way: (float(of_them), float(of_all)) for way, _, _, of_them, of_all in counties(data)}
    least = {"name and state": (0.9999, 0.99), "ZIP code": (0.97, 0.97), "coordinates": (0.99, 0.99)}
    assert {way for way in least if right[way][0] >= least[way][0] and right[way][1] >= least[way][1]} == set(least)
