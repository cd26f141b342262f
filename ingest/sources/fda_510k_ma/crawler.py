"""Applicants with a device decision of the FDA, and the kinds of device they provide."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.cleaning.casing import readable
from clusteratlas.ingest.cleaning.gazetteer import state_id, zip_county, zip_point
from clusteratlas.ingest.cleaning.names import firm_key, slug
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

AGENCY = "us-agency-food-and-drug-administration"
CLEARED = "Substantially Equivalent"
LONGEST_NAME = 48
MISREAD = {code: char for code in range(0x80, 0xA0) if (char := bytes([code]).decode("cp1252", "ignore"))}
"""The register has control characters where its own source, in Windows-1252, has signs such as ™."""


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """Applicants, device kinds, and the agency that decided."""
    by_applicant: dict[str, list[Row]] = defaultdict(list)
    kinds: dict[str, Row] = {}
    for row in context.rows("fda_510k_ma.csv.gz"):
        by_applicant[f"us-ma-{slug(town_of(context, row))}-{firm_key(row['applicant'])}"].append(row)
        kinds.setdefault(row["product_code"], row)
    for code, row in kinds.items():
        yield device_kind(context, code, row)
    for key, rows in by_applicant.items():
        yield from applicant(context, key, rows)


def town_of(context: Context, row: Row) -> str:
    """The town of an applicant, misspellings and parts of a town put right."""
    town = row["city"].strip(" ,.")
    return context.lookup("town", town) or town


def device(row: Row) -> str:
    """What a device is called."""
    return row["device_name"].translate(MISREAD)


def device_kind(context: Context, code: str, row: Row) -> Node | None:
    """A product code, named by a device of that kind."""
    example = re.split(r"[,;(]", device(row))[0].strip()
    if len(example) > LONGEST_NAME:
        example = example[:LONGEST_NAME].rsplit(" ", 1)[0] + " ..."
    panel = row["advisory_committee_description"]
    return context.node(
        "Input",
        f"fda-product-{slug(code)}",
        row,
        name=f"Device kind {code} (e.g. {example})",
        description=f"Medical device, FDA product code {code}" + ("" if panel == "Unknown" else f", panel {panel}"),
        code=code,
        type="product",
        specialised=True,
    )


def applicant(context: Context, key: str, rows: list[Row]) -> Iterator[Node | Link | None]:
    """An applicant, the kinds of its devices, and the agency's hold on it."""
    first = min(rows, key=lambda row: row["decision_date"])
    town = readable(town_of(context, first))
    main_zip = context.lookup("main_zip", town) or ""
    location = zip_point(main_zip)
    firm = context.node(
        "Firm",
        key,
        first,
        name=first["applicant"],
        town=town,
        location=location,
        location_basis="town" if location else None,
    )
    yield firm
    county = zip_county(main_zip)
    evidence = f"County of the town {town}" if county else "State of the applicant"
    yield context.link("LOCATED_IN", firm, county or state_id("MA"), first, evidence=evidence, confidence=1)
    agency = context.node(
        "Institution",
        AGENCY,
        first,
        name="Food and Drug Administration",
        aliases=["FDA"],
        type="government body",
        ownership="public",
    )
    yield agency
    yield decision(context, "REGULATES", agency, firm, rows)
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[row["product_code"]].append(row)
    for code, devices in by_code.items():
        yield decision(context, "PROVIDES", firm, f"fda-product-{slug(code)}", devices)


def decision(context: Context, kind: str, start: Node | None, end: Node | str | None, rows: list[Row]) -> Link | None:
    """A link that rests on the decisions in `rows`."""
    first = min(rows, key=lambda row: row["decision_date"])
    sure = kind == "REGULATES" or any(row["decision_description"] == CLEARED for row in rows)
    return context.link(
        kind,
        start,
        end,
        first,
        evidence=[f"{row['k_number']}: {device(row)}" for row in rows],
        confidence=1 if sure else 0.8,
        since=first["decision_date"],
    )
