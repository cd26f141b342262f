"""A point is checked against the place that its row states."""

from __future__ import annotations

import pytest
from clusteratlas.graph.records import Point
from clusteratlas.ingest.cleaning.coordinates import distance_km, misplaced
from clusteratlas.ingest.cleaning.gazetteer import zip_county, zip_table
from hypothesis import given, settings
from hypothesis import strategies as st

NAPA = Point(38.3, -122.3)
NAPA_COUNTY = "us-county-06055"


@settings(deadline=None)
@given(st.sampled_from(sorted(zip_table())))
def test_the_centre_of_a_zip_code_is_in_it_in_its_county_and_in_its_state(zip_code: str) -> None:
    centre, _ = zip_table()[zip_code]
    county = zip_county(zip_code)
    assert misplaced(centre, postcode=zip_code) is None
    assert misplaced(centre, postcode=zip_code, places=[county] if county else []) is None


@pytest.mark.parametrize(
    ("point", "slip"),
    [
        (Point(38.3, 122.3), "the sign of the longitude is missing: write 38.3, -122.3"),
        (Point(-38.3, -122.3), "the latitude has a sign too many: write 38.3, -122.3"),
        (Point(38.3, -121.9 + 30), "correct the coordinates or the place"),
    ],
)
@pytest.mark.parametrize("place", [NAPA_COUNTY, "us-ca"])
def test_a_slip_is_named_and_not_repaired(point: Point, slip: str, place: str) -> None:
    found = misplaced(point, postcode="94558", places=[place])
    assert found is not None
    assert found[1] == slip
    assert "km from" in found[0]


def test_exchanged_coordinates_are_told_where_both_are_degrees_of_latitude() -> None:
    found = misplaced(Point(-71.1, 42.36), postcode="02139")
    assert found is not None
    assert found[1] == "latitude and longitude are exchanged: write 42.36, -71.1"


def test_points_where_they_should_be_are_taken() -> None:
    assert misplaced(NAPA) is None
    assert misplaced(NAPA, postcode="94558", places=[NAPA_COUNTY, "us-ca", "us", "napa-valley"]) is None
    assert misplaced(Point(38.2, -121.99), places=[NAPA_COUNTY]) is None, "across the line, but near"


def test_the_county_settles_what_a_mistyped_postal_code_says() -> None:
    assert misplaced(NAPA, postcode="10001", places=[NAPA_COUNTY]) is None
    found = misplaced(NAPA, postcode="10001")
    assert found is not None
    assert found[0].endswith("km from ZIP 10001")


@pytest.mark.parametrize(
    ("point", "postcode"), [(Point(52.5, 13.4), "10115"), (Point(40.4, -3.7), "28001"), (Point(48.86, 2.35), "75001")]
)
def test_five_digits_of_another_country_are_no_zip_code(point: Point, postcode: str) -> None:
    assert misplaced(point, postcode=postcode) is None


@settings(deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180), st.text() | st.sampled_from(["94558", "02139"]))
def test_any_point_is_answered(lat: float, lon: float, postcode: str) -> None:
    found = misplaced(Point(lat, lon), postcode=postcode, places=["us-ca", "nowhere"])
    assert found is None or all(found)


@given(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
def test_distance_is_the_same_both_ways(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert distance_km(Point(*a), Point(*b)) == pytest.approx(distance_km(Point(*b), Point(*a)))
    assert 0 <= distance_km(Point(*a), Point(*b)) <= 20_020
