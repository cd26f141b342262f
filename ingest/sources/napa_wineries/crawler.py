"""Wineries of Napa County with their parcel, class, county and appellation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.cleaning.casing import readable
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

WINERIES = "naics2017-312130"
COUNTY = "us-county-06055"


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """One winery a row of the layer."""
    parcels = {row["ID"]: row["ASMT"] for row in context.rows("Winery_locations_qgis.json")}
    for row in context.rows("Winery_public_qgis.json"):
        yield from winery(context, row, parcels)


def winery(context: Context, row: Row, parcels: Mapping[str, str]) -> Iterator[Node | Link | None]:
    """A winery, its class and where it is."""
    status = row["Status"] and context.lookup("status", row["Status"])
    if status is None:
        context.reject(
            row, "Status", row["Status"], "is not a known status", "correct it, or list it in the source's lookups.yml"
        )
    place = row["AVA"] and context.lookup("appellation", row["AVA"])
    if place is None:
        context.reject(
            row, "AVA", row["AVA"], "is not a known appellation", "correct it, or list it in the source's lookups.yml"
        )
    parcel = parcels.get(row["id"])
    firm = context.node(
        "Firm",
        f"napa-winery-{row['id']}" if row["id"] else None,
        row,
        [COUNTY],
        name=readable(row["Name"]),
        description=described(status, counted(row["Prod_Curr"])),
        location=[row["latitude"], row["longitude"]],
        location_basis="street",
        employees=counted(row["EmplyeeNum"]),
        founded=row["Estab_date"],
        identifiers=[f"napa-parcel:{parcel}"] if parcel else None,
    )
    yield firm
    yield context.link("LOCATED_IN", firm, COUNTY, row, evidence="Layer of the county", confidence=1)
    yield context.link("LOCATED_IN", firm, place or None, row, evidence=f"AVA: {row['AVA']}", confidence=0.9)
    yield context.link(
        "CLASSIFIED_AS",
        firm,
        WINERIES,
        row,
        primary=True,
        state=context.lookup("state", row["Status"]),
        since=row["Apprv_date"],
        evidence=f"Use permit {row['Last_UP']}" if row["Last_UP"] else "Layer of the county's wineries",
        confidence=1,
    )


def counted(text: str) -> str | None:
    """A number of the layer, which writes 0 for what it does not know.

    >>> counted("12"), counted("0")
    ('12', None)
    """
    return text if text.strip("0") else None


def described(status: str | None, gallons: str | None) -> str:
    """What the layer says of a winery, in a sentence.

    >>> described("in production", "20000"), described("", None)
    ('Winery, in production, 20,000 gallons a year', 'Winery')
    """
    made = f"{int(float(gallons)):,} gallons a year" if gallons else ""
    return ", ".join(filter(None, ("Winery", status, made)))
