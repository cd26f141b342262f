"""Makes seeds/us_places/zips.csv.gz: the centre of each ZIP code, and the county that holds it.

Needs the package `zipcodes` (3.0.0), which the project itself does not use; of it only the ZIP code, latitude and
longitude are taken, and those come from GeoNames (CC BY 4.0). Run: python scripts/zip_counties.py
"""

from __future__ import annotations

import csv
import gzip
import io
from typing import Any

from clusteratlas.graph.records import Point
from clusteratlas.ingest.cleaning.gazetteer import county_outlines, places_folder

OFF_SHORE_KM = 5
"""How far outside every outline a centre may be (islands and shores that the outlines leave out)."""


def main() -> None:
    """Writes the table and says how many centres were inside, near, or left out."""
    import zipcodes

    centres: list[dict[str, Any]] = zipcodes.list_all()
    outlines = county_outlines()
    rows = []
    for centre in sorted(centres, key=lambda row: str(row["zip_code"])):
        point = Point(float(centre["lat"]), float(centre["long"]))
        if inside := outlines.at(point):
            rows.append((centre["zip_code"], point.lat, point.lon, inside, "inside"))
        elif near := outlines.near(point, OFF_SHORE_KM):
            rows.append((centre["zip_code"], point.lat, point.lon, near, "near"))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("zip", "lat", "lon", "county", "basis"))
    writer.writerows(rows)
    with (places_folder() / "zips.csv.gz").open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.getvalue().encode())
    near_count = sum(row[-1] == "near" for row in rows)
    print(f"{len(rows):,} ZIP codes, {near_count} near a county, {len(centres) - len(rows)} left out")


if __name__ == "__main__":
    main()
