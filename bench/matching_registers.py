"""Registers as mentions, each read alone, so that what is known of who is the same as whom stays out."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from clusteratlas.graph.records import Link, Node, Point
from clusteratlas.ingest.cleaning.addresses import premises
from clusteratlas.ingest.cleaning.casing import readable
from clusteratlas.ingest.cleaning.gazetteer import county_states, zip_county, zip_point
from clusteratlas.ingest.cleaning.names import firm_key, slug
from clusteratlas.ingest.cleaning.persons import names_organisation
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.matching.mentions import Mention
from clusteratlas.ingest.source import Source, shipped_sources

OUTSIDE = Path(__file__).parents[2] / "shared" / "data"
"""Real data that is not part of the project; what needs it is left out where it is absent."""


@cache
def sources() -> Mapping[str, Source]:
    """The sources that ship."""
    return shipped_sources()


def shipped(register: str, source: str, kinds: tuple[str, ...] = ("Firm", "Institution")) -> list[Mention]:
    """Organisations of a source that ships, with the state and county of its links, if it has any."""
    crawl = sources()[source].crawler()
    assert crawl is not None
    nodes: dict[str, Node] = {}
    places: dict[str, str] = {}
    classes: dict[str, list[str]] = {}
    for each in crawl(Context(sources()[source], lambda _: None)):
        if isinstance(each, Node) and each.kind in kinds:
            nodes.setdefault(each.id, each)
        elif isinstance(each, Link) and each.kind == "LOCATED_IN":
            places.setdefault(each.start, each.end)
        elif isinstance(each, Link) and each.kind == "CLASSIFIED_AS":
            classes.setdefault(each.start, []).append(each.end)
    found = []
    for id, node in nodes.items():
        if id in places:
            found.append(mention(register, node, places[id], tuple(classes.get(id, ()))))
    return found


def mention(register: str, node: Node, place: str, codes: tuple[str, ...]) -> Mention:
    """A node as a mention of one register."""
    values = node.properties
    county = place if place.startswith("us-county-") else ""
    point = values.get("location")
    lat, lon = point if isinstance(point, Point) else (None, None)
    numbers = values.get("identifiers", [])
    numbers = numbers if isinstance(numbers, list) else [str(numbers)]
    aliases = values.get("aliases", [])
    ipeds = next((number for number in numbers if number.startswith("ipeds:")), "")
    return Mention(
        id=f"{register}:{ipeds.partition(':')[2] or node.id}",
        kind=node.kind,
        name=str(values["name"]),
        aliases=tuple(aliases) if isinstance(aliases, list) and register != "ipeds" else (),
        address=str(values.get("address", "")),
        town=str(values.get("town", "")),
        postcode=str(values.get("postcode", "")),
        state=county_states()[county] if county else place,
        county=county,
        lat=lat,
        lon=lon,
        location_basis=str(values.get("location_basis", "")),
        website=str(values.get("website", "")),
        identifiers=tuple(numbers),
        industries=codes,
        founded=str(values.get("founded", "")),
        sources=(register,),
    )


def permits(register: str, file: str, gap: str) -> list[Mention]:
    """One list of wine permits; the permit number is kept in the id alone, since it says who is the same."""
    found: dict[str, Mention] = {}
    for row in read(sources()["ttb_ca_wine_permits"].data / file):
        trade, owner = row[f"OPERATING{gap}NAME"], row[f"OWNER{gap}NAME"]
        shown = owner if names_organisation(owner) else ""
        if not row["ZIP"] or not (trade or shown):
            continue
        code = row["ZIP"][:5]
        county, point = zip_county(code) or "", zip_point(code)
        name = readable(trade or shown)
        found[row[f"PERMIT{gap}NUMBER"]] = Mention(
            id=f"{register}:{row[f'PERMIT{gap}NUMBER']}",
            kind="Firm",
            name=name,
            aliases=(readable(shown),) if shown and firm_key(shown) != firm_key(name) else (),
            address=premises(row["STREET"]) or readable(row["STREET"]),
            town=readable(row["CITY"]),
            postcode=code,
            state="us-ca",
            county=county,
            lat=point.lat if point else None,
            lon=point.lon if point else None,
            location_basis="postcode",
            industries=("naics2017-312130",),
            sources=(register,),
        )
    return list(found.values())


def read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a packed CSV."""
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            yield {name: cell.strip() for name, cell in row.items()}


def abstracts() -> list[Mention]:
    """Firms of award abstracts of the Department of Health and Human Services; they are not shipped."""
    file = OUTSIDE / "sbir-firms" / "ma_hhs_abstracts.json.gz"
    if not file.exists():
        return []
    with gzip.open(file, "rt", encoding="utf-8") as text:
        awards = json.load(text)
    found = {}
    for award in awards:
        street, town, _, code = (part.strip() for part in ("," * 3 + award["comp_address"]).rsplit(",", 3))
        point, name = zip_point(code), award["comp_name"].strip()
        key = f"hhs:{slug(town)}-{firm_key(name)}"
        found[key] = Mention(
            id=key,
            kind="Firm",
            name=name,
            address=street.strip(", "),
            town=readable(town),
            postcode=code,
            state="us-ma",
            county=zip_county(code) or "",
            lat=point.lat if point else None,
            lon=point.lon if point else None,
            location_basis="postcode",
            sources=("hhs",),
        )
    return list(found.values())


REGISTERS: dict[str, Callable[[], list[Mention]]] = {
    "sec": lambda: shipped("sec", "sec_listed_filers"),
    "sbir": lambda: shipped("sbir", "sbir_ma", ("Firm",)),
    "hhs": abstracts,
    "ppp": lambda: shipped("ppp", "ppp_ma"),
    "fda": lambda: shipped("fda", "fda_510k_ma", ("Firm",)),
    "ror": lambda: shipped("ror", "ror_us"),
    "ipeds": lambda: shipped("ipeds", "ipeds_2020"),
    "ttb2015": lambda: permits("ttb2015", "ttb_napa_wine_permits_2015.csv.gz", " "),
    "ttb2021": lambda: permits("ttb2021", "ttb_ca_wine_permits_2021.csv.gz", "_"),
}
PAIRS = (
    ("sbir", "ppp"),
    ("sec", "ppp"),
    ("sec", "sbir"),
    ("fda", "ppp"),
    ("fda", "sbir"),
    ("fda", "sec"),
    ("hhs", "ppp"),
    ("hhs", "sbir"),
    ("ror", "ipeds"),
    ("ror", "ppp"),
    ("ror", "sec"),
    ("ttb2015", "ttb2021"),
)
"""Registers that are matched with each other."""


@cache
def register(name: str) -> list[Mention]:
    """The mentions of a register."""
    return REGISTERS[name]()
