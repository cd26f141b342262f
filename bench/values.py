"""How much of real columns the cleaners meant for them take, and whether the places they find are right."""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from clusteratlas.graph.records import Point
from clusteratlas.graph.values import clean_date, clean_point
from clusteratlas.ingest.cleaning.coordinates import misplaced
from clusteratlas.ingest.cleaning.gazetteer import county_at, county_id, county_states, zip_county
from clusteratlas.ingest.cleaning.industries import industry_code
from clusteratlas.ingest.cleaning.ranges import clean_count, clean_dollars
from clusteratlas.ingest.cleaning.transforms import TRANSFORMS

from .table import print_table

DATA = Path(__file__).parents[2] / "shared" / "data"
SHOWN = 3
"""Different refused values that are shown for each column."""
SHORE_KM = 5
"""How far from the nearest county a point of a place in the country may lie."""


@dataclass(frozen=True, slots=True)
class Column:
    """Cells of a real table, and the cleaner that is meant for them."""

    table: str
    column: str
    cleaner: str
    clean: Callable[..., object]
    cells: list[tuple[str, ...]]
    """The parts of each cell that is not empty."""


def main(arguments: list[str] | None = None) -> None:
    """Cleans every column and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.values", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with the real tables")
    parser.add_argument("--all", action="store_true", help="list every refused value with its reason")
    options = parser.parse_args(arguments)
    rows, reasons = [], []
    for one in columns(options.data):
        refused = refusals(one)
        number = sum(refused.values())
        share = 1 - number / len(one.cells) if one.cells else 0
        shown = "; ".join(f"{value} ({count})" for (value, _), count in refused.most_common(SHOWN))
        rows.append(
            (f"{one.table}: {one.column}", one.cleaner, f"{len(one.cells):,}", f"{share:.2%}", f"{number:,}", shown)
        )
        reasons += [(one.column, value, reason, str(count)) for (value, reason), count in refused.most_common()]
    print_table(("column", "cleaner", "cells", "taken", "refused", "most often refused"), rows)
    print()
    print_table(("county found by", "places", "found", "right of them", "right of all"), list(counties(options.data)))
    if options.all:
        print_table(("column", "value", "reason", "cells"), reasons)


def refusals(column: Column) -> Counter[tuple[str, str]]:
    """(Value, reason) of what is refused to how many cells hold it."""
    refused: Counter[tuple[str, str]] = Counter()
    for cell in column.cells:
        try:
            column.clean(*cell)
        except ValueError as error:
            refused[", ".join(cell), str(error)] += 1
    return refused


def counties(data: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """What each way of finding a county finds, and whether its FIPS code is the one that the register states."""
    rows = read(data / "ipeds-institutions" / "ipeds_hd2020_selected.csv.gz")
    known = [(row, id) for row in rows if (id := f"us-county-{row['COUNTYCD'].zfill(5)}") in county_states()]
    ways: dict[str, Callable[[Mapping[str, str]], str | None]] = {
        "name and state": lambda row: county_id(row["COUNTYNM"], row["STABBR"]),
        "ZIP code": lambda row: zip_county(row["ZIP"]),
        "coordinates": lambda row: county_at(Point(float(row["LATITUDE"]), float(row["LONGITUD"])), SHORE_KM),
    }
    for way, find in ways.items():
        found = [(county, id) for row, id in known if (county := find(row))]
        right = sum(county == id for county, id in found)
        yield way, f"{len(known):,}", f"{len(found):,}", f"{right / len(found):.4f}", f"{right / len(known):.4f}"


def columns(data: Path) -> Iterator[Column]:
    """The columns, table by table."""
    sec = read(data / "sec-listed-filers" / "listed_filer_metadata.csv.gz")
    ours = [row for row in sec if len(row["business_stateOrCountry"]) == 2 and row["business_stateOrCountry"].isalpha()]
    yield column("sec", sec, "sic1987", "sic")
    yield column("sec", ours, "state", "business_stateOrCountry")
    yield column("sec", ours, "zip_county", "business_zipCode")
    yield column("sec", sec, "date", "start_date")
    ipeds = read(data / "ipeds-institutions" / "ipeds_hd2020_selected.csv.gz")
    yield column("ipeds", ipeds, "state", "STABBR")
    yield column("ipeds", ipeds, "zip_county", "ZIP")
    yield column("ipeds", ipeds, "county", "COUNTYNM", "STABBR")
    yield column("ipeds", ipeds, "point in ZIP", "LATITUDE", "LONGITUD", "ZIP")
    ror = read(data / "ror-us" / "ror_us.csv")
    yield column("ror", ror, "country", "country")
    yield column("ror", ror, "date", "established")
    yield column("ror", ror, "state", "subdivision")
    yield column("ror", ror, "point", "lat", "lng")
    cbp = list({row["naics"]: row for row in read(data / "cbp-county-naics6" / "cbp2021.csv.gz")}.values())
    for scheme in ("naics2012", "naics2017", "naics2022"):
        yield column("cbp, distinct", cbp, scheme, "naics")
    for step in ("naics2017-to-naics2022", "naics2017-to-isic4"):
        yield column("cbp, distinct", cbp, step, "naics")
    imi = read(data / "imi-network" / "organisations.csv")
    imi = [{**row, "country": row["address"].rsplit(",", 1)[-1].strip()} for row in imi]
    yield column("imi", imi, "country", "country")
    yield column("imi", imi, "point", "latitude", "longitude")
    firms = read(data / "crunchbase-2013" / "companies_nyc_sf_multimedia_boston_health.csv")
    yield column("crunchbase", firms, "country", "country_code")
    yield column("crunchbase", firms, "state", "state_code")
    for name in ("founded_at", "founded_quarter", "founded_year"):
        yield column("crunchbase", firms, "date", name)
    yield column("crunchbase", firms, "usd", "funding_total_usd")
    wineries = json.loads((data / "napa-wineries" / "Winery_public_qgis.json").read_text(encoding="utf-8"))["features"]
    napa = [{name: str(value or "") for name, value in winery["properties"].items()} for winery in wineries]
    yield column("napa", napa, "count", "EmplyeeNum")
    yield column("napa", napa, "date", "Apprv_date")
    yield column("napa", napa, "date", "Estab_date")


def column(table: str, rows: Iterable[Mapping[str, str]], cleaner: str, *names: str) -> Column:
    """A column, or several that are cleaned together, of a table."""
    own: dict[str, Callable[..., object]] = {
        "date": clean_date,
        "count": clean_count,
        "usd": clean_dollars,
        "point": lambda lat, lon: clean_point([lat, lon]),
        "point in ZIP": point_in_zip,
        "naics2012": partial(industry_code, key="naics2012"),
    }
    clean = own.get(cleaner) or TRANSFORMS[cleaner].clean
    cells = [cell for row in rows if (cell := tuple(row[name] for name in names))[0]]
    return Column(table, ", ".join(names), cleaner, clean, cells)


def point_in_zip(lat: str, lon: str, postcode: str) -> None:
    """ValueError where the point is not in the ZIP code."""
    point = clean_point([lat, lon])
    if point and (wrong := misplaced(point, postcode=postcode)):
        raise ValueError(wrong[0])


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, unpacked if its name ends in .gz."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as raw:
        return list(csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")))


if __name__ == "__main__":
    main()
