"""Where United States ZIP codes, counties and states are: points and ids from the source us_places."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import cos, floor, hypot, radians
from pathlib import Path

from ...graph.records import Point
from .names import slug
from .outlines import Outlines

COUNTY_WORDS = ("county", "parish", "city-and-borough", "borough", "census-area", "municipality", "municipio", "city")
"""What a county's official name ends in, and everyday names leave out; where a name is both, the first wins."""


def places_folder() -> Path:
    """The folder with the files of us_places."""
    return Path(str(files("clusteratlas.seeds"))) / "us_places"


EARLIER = re.compile(r"_\d{8}$")
"""Ending of the ids of boundaries of an appellation that later ones replaced."""


def read_table(file: str, source: str = "us_places") -> Iterator[Mapping[str, str]]:
    """The rows of one of its tables, or of another source that ships."""
    with gzip.open(places_folder().parent / source / file) as raw:
        yield from csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline=""))


def five_digits(postcode: str) -> str | None:
    """The ZIP code in `postcode`: leading zeros restored, ZIP+4 cut.

    >>> five_digits("2139"), five_digits("94558-1234"), five_digits("H3Z")
    ('02139', '94558', None)
    """
    if match := re.match(r"\s*(\d{1,5})(?!\d)|\s*(\d{5})\d{4}\s*$", postcode):
        return (match[1] or match[2]).zfill(5)
    return None


@cache
def zip_table() -> Mapping[str, tuple[Point, str]]:
    """ZIP code to its centre and the FIPS code of the county that holds the centre."""
    return {
        row["zip"]: (Point(float(row["lat"]), float(row["lon"])), row["county"]) for row in read_table("zips.csv.gz")
    }


def zip_point(postcode: str) -> Point | None:
    """The centre of a ZIP code; None for an unknown one.

    >>> zip_point("02139")
    Point(lat=42.3647, lon=-71.1042)
    """
    found = zip_table().get(five_digits(postcode) or "")
    return found[0] if found else None


@cache
def zip_centres() -> Mapping[tuple[int, int], list[Point]]:
    """The centres of ZIP codes, by the degrees of latitude and longitude that they lie in."""
    found: dict[tuple[int, int], list[Point]] = {}
    for point, _ in zip_table().values():
        found.setdefault((floor(point.lat), floor(point.lon)), []).append(point)
    return found


def nearest_zip_km(lat: float, lon: float) -> float | None:
    """How far the nearest centre of a ZIP code is; None where none is within a degree.

    >>> round(nearest_zip_km(42.3647, -71.1042), 1), nearest_zip_km(48.2, 16.4)
    (0.0, None)
    """
    around = ((floor(lat) + north, floor(lon) + east) for north in (-1, 0, 1) for east in (-1, 0, 1))
    points = (point for degrees in around for point in zip_centres().get(degrees, ()))
    narrow = cos(radians(lat))
    return min((111.2 * hypot(point.lat - lat, narrow * (point.lon - lon)) for point in points), default=None)


def zip_county(postcode: str) -> str | None:
    """The id of the county that holds the centre of a ZIP code (a ZIP may reach into others); None for an unknown one.

    >>> zip_county("02139")
    'us-county-25017'
    """
    found = zip_table().get(five_digits(postcode) or "")
    return f"us-county-{found[1]}" if found else None


@cache
def states_of_prefixes() -> Mapping[str, frozenset[str]]:
    """The first three digits of ZIP codes to the ids of the states in which such codes are."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, (_, county) in zip_table().items():
        if state := county_states().get(f"us-county-{county}"):
            found[code[:3]].add(state)
    return {prefix: frozenset(states) for prefix, states in found.items()}


def zip_states(postcode: str) -> frozenset[str]:
    """The ids of the states that a ZIP code may be in, by its first three digits; none for unknown ones.

    >>> sorted(zip_states("02139")), sorted(zip_states("00000"))
    (['us-ma'], [])
    """
    return states_of_prefixes().get((five_digits(postcode) or "")[:3], frozenset())


@cache
def county_outlines() -> Outlines:
    """The outlines of the counties, drawn to some 300 m."""
    return Outlines(places_folder() / "counties-10m.json.gz", "counties")


def county_at(point: Point, shore_km: float = 0) -> str | None:
    """The id of the county that holds the point; None outside the United States.

    The outlines leave out water and small islands: for a point that is known to be in the country, `shore_km` says how
    far from the nearest county it may lie.

    >>> county_at(Point(38.2975, -122.2869))
    'us-county-06055'
    """
    outlines = county_outlines()
    fips = outlines.at(point) or (outlines.near(point, shore_km) if shore_km else None)
    return f"us-county-{fips}" if fips else None


@cache
def state_codes() -> Mapping[str, str]:
    """Names, postal codes and FIPS codes of the states, slugged, to the postal code in lower case."""
    return {slug(row[key]): row["postal"].lower() for row in read_table("states.csv.gz") for key in row}


def state_id(state: str) -> str | None:
    """The id of a state by its name, postal or two-digit FIPS code; None for an unknown one.

    >>> state_id("CA"), state_id("Massachusetts"), state_id("25")
    ('us-ca', 'us-ma', 'us-ma')
    """
    code = state_codes().get(slug(state))
    return f"us-{code}" if code else None


@cache
def state_names() -> list[str]:
    """The names of the states."""
    return [row["name"] for row in read_table("states.csv.gz")]


@cache
def metro_titles() -> list[str]:
    """The titles of metropolitan and micropolitan areas."""
    return [row["title"] for row in read_table("metros.csv.gz")]


@cache
def metro_table() -> Mapping[str, str]:
    """Codes and slugged titles of metropolitan and micropolitan areas to the code."""
    return {name: row["cbsa"] for row in read_table("metros.csv.gz") for name in (row["cbsa"], slug(row["title"]))}


def metro_id(metro: str) -> str | None:
    """The id of a metropolitan or micropolitan area by its CBSA code or whole title; None for an unknown one.

    >>> metro_id("34900"), metro_id("Napa, CA")
    ('us-metro-34900', 'us-metro-34900')
    """
    code = metro_table().get(slug(metro))
    return f"us-metro-{code}" if code else None


@cache
def appellation_table() -> Mapping[str, str]:
    """Names and other names of American Viticultural Areas, as compared, to the id of the place that ships."""
    rows = [row for row in read_table("ava_hierarchy.csv.gz", "ava_boundaries") if not EARLIER.search(row["ava_id"])]
    own = {appellation_key(row["name"]): f"ava-{slug(row['name'])}" for row in rows}
    others = {appellation_key(other): row["name"] for row in rows for other in row["aka"].split("|")}
    return {key: f"ava-{slug(name)}" for key, name in others.items() if key} | own


@cache
def appellation_names() -> list[str]:
    """The names of the American Viticultural Areas that ship."""
    rows = read_table("ava_hierarchy.csv.gz", "ava_boundaries")
    return [row["name"] for row in rows if not EARLIER.search(row["ava_id"])]


def appellation_key(name: str) -> str:
    """The name of a wine region as compared.

    >>> appellation_key("Mount Veeder AVA"), appellation_key("Mt. Veeder")
    ('mt-veeder', 'mt-veeder')
    """
    return re.sub(r"\bmount\b", "mt", slug(name).removesuffix("-ava"))


def appellation_id(name: str) -> str | None:
    """The id of an American Viticultural Area by its name, with or without AVA; None for an unknown one.

    >>> appellation_id("Howell Mountain"), appellation_id("Napa Valley AVA"), appellation_id("Nowhere Valley")
    ('ava-howell-mountain', 'ava-napa-valley', None)
    """
    return appellation_table().get(appellation_key(name))


@cache
def county_states() -> Mapping[str, str]:
    """Id of a county to the id of its state."""
    return {f"us-county-{row['fips']}": f"us-{row['state'].lower()}" for row in read_table("counties.csv.gz")}


@cache
def county_names() -> Mapping[str, list[str]]:
    """Id of a state to the names of its counties."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in read_table("counties.csv.gz"):
        found[f"us-{row['state'].lower()}"].append(row["name"])
    return found


@cache
def county_table() -> Mapping[tuple[str, str], str]:
    """(State id, name of the county, in full and without its last word) to the county's id."""
    table: dict[tuple[str, str], str] = {}
    rows = list(read_table("counties.csv.gz"))
    for row in rows:
        table[f"us-{row['state'].lower()}", squeeze(row["name"])] = f"us-county-{row['fips']}"
    for word in COUNTY_WORDS:
        for row in rows:
            if (name := slug(row["name"])).endswith(f"-{word}"):
                key = f"us-{row['state'].lower()}", squeeze(name.removesuffix(f"-{word}"))
                table.setdefault(key, f"us-county-{row['fips']}")
    return table


@cache
def town_table() -> Mapping[tuple[str, str], Point]:
    """(State id, name of the town as compared) to its centre, of the towns that the sources that ship name."""
    return {
        (f"us-{row['state'].lower()}", row["town"]): Point(float(row["lat"]), float(row["lon"]))
        for row in read_table("towns.csv.gz")
    }


def town_point(town: str, state: str) -> Point | None:
    """The centre of a town by name and state; None for an unknown one.

    >>> town_point("WOBURN", "Massachusetts"), town_point("Atlantis", "MA")
    (Point(lat=42.4793, lon=-71.1523), None)
    """
    return town_table().get((state_id(state) or "", squeeze(town)))


def squeeze(name: str) -> str:
    """The name of a county or town as compared: `LaSalle` is `La Salle`, `Saint Louis` is `St. Louis`."""
    return re.sub(r"^saint-", "st-", slug(name)).replace("-", "")


def county_id(name: str, state: str) -> str | None:
    """The id of a county by name and state; None for an unknown one.

    A bare name that a county and a city of the state share is the county.

    >>> county_id("NAPA", "CA"), county_id("St. Louis", "Missouri"), county_id("St. Louis city", "MO")
    ('us-county-06055', 'us-county-29189', 'us-county-29510')
    """
    return county_table().get((state_id(state) or "", squeeze(name)))
