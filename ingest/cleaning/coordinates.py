"""Whether a point lies where the row that states it says that it is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ...graph.records import Point
from .gazetteer import county_at, county_outlines, county_states, five_digits, read_table, zip_table
from .outlines import Polygon

SHORE_KM = 10
"""How far from the drawn outline a point counts as in a county: piers, islands, what the drawing leaves out."""
COUNTY_KM = 25
"""How far from a stated county or state a point may lie: centres of ZIP codes and of towns lie across the line."""
ZIP_KM = 50
"""How far from the centre of a ZIP code a point may lie where it is outside the county of that centre."""


def distance_km(a: Point, b: Point) -> float:
    """Kilometres along the great circle.

    >>> round(distance_km(Point(38.3, -122.3), Point(37.8, -122.4)))
    56
    """
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    across = math.sin(math.radians(b.lon - a.lon) / 2) ** 2 * math.cos(lat_a) * math.cos(lat_b)
    half = math.sin((lat_b - lat_a) / 2) ** 2 + across
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))


def misplaced(point: Point, *, postcode: str | None = None, places: Iterable[str] = ()) -> tuple[str, str] | None:
    """Why a point is not where it is said to be, and what to do; None where it is, or nothing can be said.

    `places` are ids of places that the row is in; counties and states of the United States count. A county that holds
    the point settles it: postal codes are often mistyped, or those of a box in another town. Five digits of a
    postal code count only for a point in the United States, or one that would lie near its centre with latitude and
    longitude exchanged or a sign put right: other countries have codes of five digits too.

    >>> misplaced(Point(38.3, 122.3), postcode="94558")[1]
    'the sign of the longitude is missing: write 38.3, -122.3'
    >>> misplaced(Point(37.3, -121.9), postcode="94558")[0]
    '37.3, -121.9 is 132 km from ZIP 94558'
    """
    zip_code = five_digits(postcode) if postcode else None
    zip_code = zip_code if zip_code in zip_table() else None
    areas = [place for place in places if place in counties_within()]
    if any(area in county_states() and not outside(point, area) for area in areas):
        return None

    def wrong(at: Point) -> list[str]:
        found = [outside(at, area) for area in areas] + ([far_from_zip(at, zip_code)] if zip_code else [])
        return [reason for reason in found if reason]

    reasons = wrong(point)
    if not reasons:
        return None
    for slip, other in slip_variants(point):
        if not wrong(other):
            return reasons[0], f"{slip}: write {written(other)}"
    if areas or county_at(point, SHORE_KM):
        return reasons[0], "correct the coordinates or the place"
    return None


def slip_variants(point: Point) -> Iterator[tuple[str, Point]]:
    """What the point would be without the usual slips, and the name of each slip."""
    lat, lon = point
    for slip, other in (
        ("the sign of the longitude is missing" if lon > 0 else "the longitude has a sign too many", Point(lat, -lon)),
        ("the latitude has a sign too many" if lat < 0 else "the sign of the latitude is missing", Point(-lat, lon)),
        ("latitude and longitude are exchanged", Point(lon, lat)),
        ("latitude and longitude are exchanged and a sign is missing", Point(lon, -lat)),
    ):
        if -90 <= other.lat <= 90:
            yield slip, other


def outside(point: Point, place: str) -> str | None:
    """Why a point is not in a county or state; None where it is, within COUNTY_KM of it, or nothing is known of it."""
    pieces = [piece for fips in counties_within().get(place, ()) for piece in county_outlines().areas.get(fips, ())]
    if not pieces or any(piece.holds(point.lon, point.lat) for piece in pieces):
        return None
    near = [piece for piece in pieces if within_degrees(point, piece)]
    if any(piece.distance_km(point.lon, point.lat) <= COUNTY_KM for piece in near):
        return None
    km = min(distance_km(point, Point(lat, lon)) for piece in pieces for lon, lat in piece.rings[0])
    return f"{written(point)} is {km:.0f} km from {area_names()[place]}"


def within_degrees(point: Point, piece: Polygon) -> bool:
    """Whether a point is so near the frame of an area that it may lie within COUNTY_KM of it."""
    up, across = 0.3, 1.0
    return piece.south - up <= point.lat <= piece.north + up and piece.west - across <= point.lon <= piece.east + across


def far_from_zip(point: Point, zip_code: str) -> str | None:
    """Why a point is not in a ZIP code; None where it may be."""
    centre, county = zip_table()[zip_code]
    km = distance_km(point, centre)
    if km <= ZIP_KM or county_at(point, SHORE_KM) == f"us-county-{county}":
        return None
    return f"{written(point)} is {km:.0f} km from ZIP {zip_code}"


def written(point: Point) -> str:
    """A point as people write it: latitude, longitude."""
    return f"{point.lat:g}, {point.lon:g}"


@cache
def counties_within() -> Mapping[str, frozenset[str]]:
    """Id of each county and state to the FIPS codes of the counties that it is made of."""
    found: dict[str, set[str]] = defaultdict(set)
    for county, state in county_states().items():
        found[county].add(county.removeprefix("us-county-"))
        found[state].add(county.removeprefix("us-county-"))
    return {place: frozenset(counties) for place, counties in found.items()}


@cache
def area_names() -> Mapping[str, str]:
    """Id of each county and state to its name."""
    states = {f"us-{row['postal'].lower()}": row["name"] for row in read_table("states.csv.gz")}
    counties = {f"us-county-{row['fips']}": f"{row['name']}, {row['state']}" for row in read_table("counties.csv.gz")}
    return {**states, **counties}
