"""Listed companies whose head office is abroad, or of unknown seat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.cleaning.casing import readable
from clusteratlas.ingest.cleaning.countries import country_code
from clusteratlas.ingest.cleaning.gazetteer import state_id
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row
from clusteratlas.ingest.sec_classes import sec_class


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """One company a row, those of the United States left to the source that ships."""
    for row in context.rows("listed_filer_metadata.csv.gz"):
        if not state_id(row["business_stateOrCountry"]):
            yield from company(context, row)


def company(context: Context, row: Row) -> Iterator[Node | Link | None]:
    """A company, its country and its class."""
    country = country_of(context, row)
    firm = context.node(
        "Firm",
        f"sec-{row['cik']}" if row["cik"] else None,
        row,
        name=row["name"],
        home_country=country,
        seat="headquarters",
        address=readable(", ".join(part for part in (row["business_street1"], row["business_street2"]) if part)),
        town=readable(row["business_city"]),
        postcode=row["business_zipCode"] or None,
        identifiers=[f"cik:{row['cik']}", *(f"ticker:{ticker}" for ticker in re.findall(r"'([^']+)'", row["tickers"]))],
    )
    yield firm
    yield context.nation(country, row)
    evidence = f"business address: {row['business_stateOrCountryDescription']}"
    yield context.link("LOCATED_IN", firm, (country or "").lower(), row, evidence=evidence, confidence=1)
    yield sec_class(context, firm, row)


def country_of(context: Context, row: Row) -> str | None:
    """The code of the country that a company's business address names, be it by a province."""
    written = re.sub(r" \(.*\)$", "", row["business_stateOrCountryDescription"])
    for name in (written, written.rpartition(",")[2]):
        try:
            return country_code(name)
        except ValueError as error:
            reason = str(error)
    context.reject(row, "business_stateOrCountryDescription", written, reason, "write the country's name")
    return None
