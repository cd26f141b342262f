"""Makes seeds/us_places/towns.csv.gz: where the towns are that the sources that ship name.

A town stands where the Research Organization Registry has it (GeoNames), or else at that centre of a ZIP code which is
in the middle of those given with its name. Run: python -m clusteratlas.scripts.town_centres
"""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from math import cos, hypot, radians

from clusteratlas.graph.records import Point
from clusteratlas.ingest.cleaning.gazetteer import (
    county_at,
    county_states,
    places_folder,
    read_table,
    squeeze,
    state_id,
    zip_point,
    zip_states,
)

ADDRESSES = (
    ("ipeds_2020", "ipeds_hd2020.csv.gz", "CITY", "STABBR", "ZIP"),
    (
        "sec_listed_filers",
        "sec_listed_filers_us.csv.gz",
        "business_city",
        "business_stateOrCountry",
        "business_zipCode",
    ),
    ("ppp_ma", "ppp_ma_150k_plus_2020-07.csv.gz", "City", "State", "Zip"),
    ("ttb_ca_wine_permits", "ttb_ca_wine_permits_2021.csv.gz", "CITY", "STATE", "ZIP"),
    ("h2a_wine_country", "h2a_cases_fy2014_2017.csv.gz", "EMPLOYER_CITY", "EMPLOYER_STATE", "EMPLOYER_POSTAL_CODE"),
    ("sbir_ma", "sbir_awards_ma.csv.gz", "city", "", "zip"),
)
"""Source, file, and the columns of town, state and ZIP code; where none holds the state, it is Massachusetts."""
SPREAD_KM = 15
"""How far from its middle half of what is said of one town may lie; else it is not known which is meant."""

Town = tuple[str, str]
"""Id of the state, and the name as compared."""


def main() -> None:
    """Writes the table and says how many towns it has."""
    by_zip = {town: point for town, points in zips_of_towns().items() if (point := middle(points))}
    registered = {town: point for town, points in registered_towns().items() if (point := middle(points))}
    centres = by_zip | registered
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("state", "town", "lat", "lon", "basis"))
    for (state, town), point in sorted(centres.items()):
        basis = "geonames" if (state, town) in registered else "zip"
        writer.writerow((state.removeprefix("us-").upper(), town, round(point.lat, 4), round(point.lon, 4), basis))
    with (places_folder() / "towns.csv.gz").open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.getvalue().encode())
    print(f"{len(centres):,} towns, {len(registered):,} of them as the registry has them")


def zips_of_towns() -> Mapping[Town, Counter[Point]]:
    """The centres of the ZIP codes given with a town, with how often each is."""
    found: dict[Town, Counter[Point]] = {}
    for source, file, town, state, code in ADDRESSES:
        for row in read_table(file, source):
            where, point = state_id(row[state] if state else "MA"), zip_point(row[code])
            if where and point and where in zip_states(row[code]) and squeeze(row[town]):
                found.setdefault((where, squeeze(row[town])), Counter())[point] += 1
    return found


def registered_towns() -> Mapping[Town, Counter[Point]]:
    """The points that the Research Organization Registry gives for a town, in the state that holds them."""
    found: dict[Town, Counter[Point]] = {}
    for town, point in points_of_registry():
        if county := county_at(point, shore_km=5):
            found.setdefault((county_states()[county], squeeze(town)), Counter())[point] += 1
    return found


def points_of_registry() -> Iterator[tuple[str, Point]]:
    """Towns with their points, each pair once."""
    rows = read_table("ror_us.csv.gz", "ror_us")
    pairs = {(row["city"], row["lat"], row["lng"]) for row in rows if row["city"] and row["lat"]}
    for town, lat, lon in sorted(pairs):
        yield town, Point(float(lat), float(lon))


def middle(points: Counter[Point]) -> Point | None:
    """The point that is nearest to all others; None where half of them are far from it."""
    best = min(points, key=lambda point: sum(km(point, other) * times for other, times in points.items()))
    near = sum(times for other, times in points.items() if km(best, other) <= SPREAD_KM)
    return best if near * 2 > points.total() else None


def km(one: Point, other: Point) -> float:
    """The distance of two points of a state, as on a plane."""
    return 111.2 * hypot(one.lat - other.lat, cos(radians(one.lat)) * (one.lon - other.lon))


if __name__ == "__main__":
    main()
