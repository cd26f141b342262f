"""Listed companies at their head offices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.cleaning.casing import readable
from clusteratlas.ingest.cleaning.gazetteer import county_states, five_digits, state_id, zip_county, zip_point
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row
from clusteratlas.ingest.sec_classes import sec_class

ZIP_COUNTY = 0.97
"""Confidence that an address is in the county of its ZIP code's centre, by the counties of the post offices."""


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """One company a row."""
    for row in context.rows("sec_listed_filers_us.csv.gz"):
        yield from company(context, row)


def company(context: Context, row: Row) -> Iterator[Node | Link | None]:
    """A company, its class and its place."""
    state = state_id(row["business_stateOrCountry"])
    postcode = five_digits(row["business_zipCode"])
    county = zip_county(row["business_zipCode"])
    if county and county_states()[county] != state:
        context.reject(row, "business_zipCode", row["business_zipCode"], "is in another state", "correct ZIP or state")
        county = postcode = None
    point = zip_point(postcode) if postcode else None
    firm = context.node(
        "Firm",
        f"sec-{row['cik']}",
        row,
        name=row["name"],
        home_country="US" if row["entityType"] == "operating" and state_id(row["stateOfIncorporation"]) else None,
        seat="headquarters",
        address=readable(", ".join(part for part in (row["business_street1"], row["business_street2"]) if part)),
        town=readable(row["business_city"]),
        postcode=postcode,
        location=point,
        location_basis="postcode" if point else None,
        identifiers=[f"cik:{row['cik']}", *(f"ticker:{ticker}" for ticker in re.findall(r"'([^']+)'", row["tickers"]))],
    )
    yield firm
    yield sec_class(context, firm, row)
    yield context.link(
        "LOCATED_IN",
        firm,
        county or state,
        row,
        evidence=f"the centre of ZIP {postcode} is in it" if county else "business address",
        confidence=ZIP_COUNTY if county else 1,
    )
