"""Wine permits of California: firms, their owners, their premises, and who may serve whom there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from clusteratlas.graph.records import Link, Node, Point
from clusteratlas.ingest.cleaning.addresses import premises, unit
from clusteratlas.ingest.cleaning.casing import readable
from clusteratlas.ingest.cleaning.gazetteer import county_id, zip_county, zip_point
from clusteratlas.ingest.cleaning.names import firm_key, slug
from clusteratlas.ingest.cleaning.persons import names_organisation
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

FIRST, SECOND = "2015-10", "2021-11"
"""When the two lists were drawn up."""
NAPA = "us-county-06055"
SERVICE = "custom crush, bottling or storage"
SERVES_OTHERS = re.compile(
    r"\bCUSTOM (?:CRUSH|WINE|WINES|WINERY|CELLARS|PACKAGING)\b|\bBOTTLING\b|\bSTORAGE\b|\bWAREHOUSE\b"
    r"|\bWIN(?:E|ERY) SERVICES\b|\bCRUSH(?= &| AND\b| LLC\b| INC\b|$)"
)
"""Words by which a firm says that it works for other wineries."""
MOST_PREMISES_AT_A_POINT, MOST_KM_FROM_ZIP = 4, 30.0
SAME_UNIT, OTHER_UNIT = 0.6, 0.4
"""Confidence that a firm serves another at its street number, in the same unit (or none written) and in another."""


class Permit(NamedTuple):
    """A permit as one of the two lists states it, under the column names of neither."""

    id: str
    number: str
    owner: str
    trade: str
    """Trade name; empty where the owner gave none."""
    street: str
    town: str
    zip: str
    county: str | None
    """Id of the county."""
    county_stated: bool
    """Whether the list states the county, or it was taken from the ZIP code."""
    row: Row

    @property
    def premises(self) -> tuple[str, str] | None:
        """Number and street, and ZIP code."""
        address = premises(self.street)
        return (address, self.zip) if address else None

    @property
    def owner_shown(self) -> bool:
        """Whether the owner is an organisation; natural persons are not named."""
        return names_organisation(self.owner)

    @property
    def name(self) -> str:
        """The trade name, else the owner, else the permit."""
        return readable(self.trade or (self.owner if self.owner_shown else f"WINE PERMIT {self.number}"))


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """Firms of both lists, their owners, places and hosts."""
    earlier = {permit.id: permit for permit in read_permits(context, "ttb_napa_wine_permits_2015.csv.gz", " ")}
    later = {permit.id: permit for permit in read_permits(context, "ttb_ca_wine_permits_2021.csv.gz", "_")}
    positions = street_positions(context, later)
    for permit in ({**earlier, **later}).values():
        dates = seen(permit.id in earlier, permit.id in later, permit.county)
        yield firm(context, permit, positions, earlier.get(permit.id))
        yield context.link(
            "CLASSIFIED_AS",
            permit.id,
            "naics2017-312130",
            permit.row,
            evidence=permit.number,
            primary=True,
            confidence=1,
            **dates,
        )
        yield from counties(context, earlier.get(permit.id), later.get(permit.id))
    yield from owners(context, earlier, later)
    yield from hosts(context, earlier, later)


def read_permits(context: Context, file: str, gap: str) -> Iterator[Permit]:
    """The permits of one list, whose column names have `gap` between words."""
    known: set[str] = set()
    for row in context.rows(file):
        number = row[f"PERMIT{gap}NUMBER"]
        if not row["ZIP"] or number in known:
            reason = "stands in an earlier row too" if number in known else "is no permit: it has no address"
            context.reject(row, f"PERMIT{gap}NUMBER", number, reason, "correct or remove the row")
            continue
        known.add(number)
        code = context.lookup("zip", row["ZIP"][:5]) or row["ZIP"][:5]
        stated = county_id(clean_county(context, row["COUNTY"]), "CA")
        street = row["STREET"]
        yield Permit(
            id=f"ttb-{slug(number)}",
            number=number,
            owner=row[f"OWNER{gap}NAME"],
            trade=row[f"OPERATING{gap}NAME"],
            street="" if street == "NOT PROVIDED" else street,
            town=row["CITY"],
            zip=code,
            county=stated or zip_county(code),
            county_stated=stated is not None,
            row=row,
        )


def clean_county(context: Context, raw: str) -> str:
    """The name of a county without the word itself, misspellings put right."""
    name = re.sub(r" COUNTY$", "", raw.upper())
    return context.lookup("county", name) or name


def street_positions(context: Context, permits: Mapping[str, Permit]) -> dict[tuple[str, str], Point]:
    """Premises to their position, where it is exact to the street by the rule of SOURCE.txt."""
    found = {}
    for row in context.rows("ttb_geocodes_osm_ODbL.csv.gz"):
        permit = permits.get(f"ttb-{slug(row['PERMIT_NUMBER'])}")
        if permit is None or not row["km_from_zip_centroid"]:
            continue
        shared, km = float(row["premises_at_point"]), float(row["km_from_zip_centroid"])
        if shared <= MOST_PREMISES_AT_A_POINT and km <= MOST_KM_FROM_ZIP:
            found[permit.premises or (permit.id, permit.zip)] = Point(float(row["lat"]), float(row["lon"]))
    return found


def firm(
    context: Context, permit: Permit, positions: Mapping[tuple[str, str], Point], before: Permit | None
) -> Node | None:
    """The firm of a permit as last seen; names of 2015 become aliases."""
    position = positions.get(permit.premises or (permit.id, permit.zip))
    location = position or zip_point(permit.zip)
    names = [name for each in (permit, before) if each for name in (each.name, *shown_owner(each))]
    return context.node(
        "Firm",
        permit.id,
        permit.row,
        name=permit.name,
        aliases=list(
            {firm_key(name): name for name in reversed(names) if firm_key(name) != firm_key(permit.name)}.values()
        ),
        address=premises(permit.street) or readable(permit.street),
        town=readable(permit.town),
        postcode=permit.zip,
        location=location,
        location_basis=("street" if position else "postcode") if location else None,
        home_country="US",
        identifiers=f"TTB:{permit.number}",
    )


def shown_owner(permit: Permit) -> list[str]:
    """The owner's name where it may be shown."""
    return [readable(permit.owner)] if permit.owner_shown else []


def seen(earlier: bool, later: bool, *counties: str | None) -> dict[str, str]:
    """Since and until, as far as the two lists tell: only Napa County has a list of both dates."""
    if earlier:
        return {"since": FIRST} if later else {"since": FIRST, "until": FIRST}
    return {"since": SECOND} if NAPA in counties else {}


def counties(context: Context, earlier: Permit | None, later: Permit | None) -> Iterator[Link | None]:
    """The county of a permit, before and after a move."""
    same = bool(earlier and later and earlier.county == later.county)
    if earlier and not same:
        yield located(context, earlier, seen(True, False))
    if later:
        yield located(context, later, seen(same, True, later.county) if same or not earlier else {"since": SECOND})
    if earlier and later and not same and earlier.premises != later.premises and moved(earlier, later):
        yield context.link(
            "RELOCATED_TO",
            later.id,
            later.county,
            later.row,
            evidence=f"{later.number}: {readable(earlier.town)} in {FIRST}, {readable(later.town)} in {SECOND}",
            confidence=1,
            since=SECOND,
        )


def moved(earlier: Permit, later: Permit) -> bool:
    """Whether the ZIP codes too lie in different counties, so that it is no slip of the county column."""
    return zip_county(earlier.zip) != zip_county(later.zip)


def located(context: Context, permit: Permit, dates: Mapping[str, str]) -> Link | None:
    """The county of a permit."""
    evidence = permit.number if permit.county_stated else f"{permit.number}: county of the ZIP code {permit.zip}"
    confidence = 1 if permit.county_stated else 0.9
    return context.link(
        "LOCATED_IN", permit.id, permit.county, permit.row, evidence=evidence, confidence=confidence, **dates
    )


def owners(
    context: Context, earlier: Mapping[str, Permit], later: Mapping[str, Permit]
) -> Iterator[Node | Link | None]:
    """Owners of several permits as parent firms of them."""
    held: dict[str, dict[str, Permit]] = defaultdict(dict)
    for permit in (*earlier.values(), *later.values()):
        if permit.owner_shown:
            held[slug(permit.owner)][permit.id] = permit
    for key, permits in held.items():
        if len(permits) > 1:
            first = next(iter(permits.values()))
            owner = context.node("Firm", f"ttb-owner-{key}", first.row, name=readable(first.owner), home_country="US")
            yield owner
            for permit in permits.values():
                before, after = (id_held(permits_of.get(permit.id), key) for permits_of in (earlier, later))
                yield context.link(
                    "UNIT_OF",
                    permit.id,
                    owner,
                    permit.row,
                    evidence=permit.number,
                    confidence=1,
                    **seen(before, after, permit.county),
                )


def id_held(permit: Permit | None, owner: str) -> bool:
    """Whether the permit was in the list and held by the owner."""
    return permit is not None and slug(permit.owner) == owner


def hosts(context: Context, earlier: Mapping[str, Permit], later: Mapping[str, Permit]) -> Iterator[Link | None]:
    """Links from firms that say they work for others to the other permits at their premises: inferred."""
    before, after = pairs(earlier.values()), pairs(later.values())
    for key in {**before, **after}:
        host, guest = after.get(key) or before[key]
        parts = {unit(host.street), unit(guest.street)} - {""}
        address, code = host.premises or ("", "")
        yield context.link(
            "SERVES",
            host.id,
            guest.id,
            host.row,
            service=SERVICE,
            state="latent",
            confidence=SAME_UNIT if len(parts) < 2 else OTHER_UNIT,
            evidence=f"Both at {address}, {readable(host.town)} {code}; {service_name(host)} calls itself "
            "a crush, bottling, storage or service firm. One address is not proof.",
            **seen(key in before, key in after, host.county),
        )


def pairs(permits: Iterable[Permit]) -> dict[tuple[str, str], tuple[Permit, Permit]]:
    """Hosts and the other permits at their premises, by the ids of both."""
    at: dict[tuple[str, str], list[Permit]] = defaultdict(list)
    for permit in permits:
        if permit.premises:
            at[permit.premises].append(permit)
    found = {}
    for sharing in at.values():
        hosting = [permit for permit in sharing if is_host(permit)]
        for host in hosting:
            for guest in sharing:
                if guest not in hosting:
                    found[host.id, guest.id] = (host, guest)
    return found


def is_host(permit: Permit) -> bool:
    """Whether the firm's own name says that it works for other wineries."""
    return bool(service_name(permit))


def service_name(permit: Permit) -> str:
    """The name by which the firm says that it works for other wineries; empty where none does."""
    return next((readable(name) for name in (permit.trade, permit.owner) if SERVES_OTHERS.search(name.upper())), "")
