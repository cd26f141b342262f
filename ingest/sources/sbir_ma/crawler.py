"""Massachusetts firms with SBIR awards, and the agencies that gave them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.cleaning.casing import readable
from clusteratlas.ingest.cleaning.gazetteer import zip_county, zip_point
from clusteratlas.ingest.cleaning.names import firm_key, slug
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

MASSACHUSETTS = "us-county-25"
MOST_PAGES = 5
"""Awards whose page is given as evidence."""


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """Firms, agencies and their sums."""
    awards: dict[str, list[Row]] = defaultdict(list)
    for row in context.rows("sbir_awards_ma.csv.gz"):
        if state_code(row) or main_zip(context, row):
            awards[firm_key(row["firm"])].append(row)
        else:
            context.reject(row, "city", row["city"], "is no town of Massachusetts", "correct town and ZIP code")
    for key, rows in awards.items():
        yield from firm(context, key, rows)


def state_code(row: Row) -> str:
    """The ZIP code of an award, if it is one of Massachusetts that is in use; empty otherwise."""
    return row["zip"] if (zip_county(row["zip"]) or "").startswith(MASSACHUSETTS) else ""


def town_of(context: Context, row: Row) -> str:
    """The town of an award, misspellings and parts of a town put right."""
    town = row["city"].strip(" ,.")
    return readable(context.lookup("town", town) or town)


def main_zip(context: Context, row: Row) -> str:
    """The ZIP code that stands for the town of an award; empty where none is known."""
    return context.lookup("main_zip", town_of(context, row)) or ""


def firm(context: Context, key: str, rows: list[Row]) -> Iterator[Node | Link | None]:
    """A firm at the address of its latest award, and what each agency gave it."""
    latest = max(rows, key=lambda row: int(row["year"]))
    town, code = town_of(context, latest), state_code(latest)
    node = context.node(
        "Firm",
        f"us-ma-{slug(town)}-{key}",
        latest,
        name=readable(latest["firm"]),
        aliases=other_names(latest, rows),
        address=street(latest),
        town=town,
        postcode=code,
        location=zip_point(code or main_zip(context, latest)),
        location_basis="postcode" if code else "town",
        home_country="US",
    )
    yield node
    yield context.link(
        "LOCATED_IN",
        node,
        zip_county(code or main_zip(context, latest)),
        latest,
        evidence=f"County of the ZIP code {code}" if code else f"County of the town {town}",
        confidence=0.95 if code else 1,
    )
    given: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        given[row["agency"]].append(row)
    for agency, awards in given.items():
        yield from grants(context, node, agency, awards)


def other_names(latest: Row, rows: list[Row]) -> list[str]:
    """Other spellings of the firm's name that differ in more than case."""
    names = {row["firm"].casefold(): readable(row["firm"]) for row in rows}
    names.pop(latest["firm"].casefold())
    return sorted(names.values())


def street(row: Row) -> str:
    """The address without the firm and the town, which the register repeats in it."""
    before = row["address"].rpartition(f", {row['city']}")[0] or row["address"]
    return readable(before.removeprefix(f"{row['firm']}, "))


def grants(context: Context, firm: Node | None, agency: str, awards: list[Row]) -> Iterator[Node | Link | None]:
    """What one agency gave a firm, summed."""
    awards = sorted(awards, key=lambda row: row["year"])
    body = context.node(
        "Institution",
        f"us-agency-{slug(agency)}",
        awards[0],
        name=agency,
        type="government body",
        ownership="public",
    )
    yield body
    yield context.link(
        "FUNDS",
        body,
        firm,
        awards[0],
        amount=sum(float(row["amount"] or 0) for row in awards),
        awards=len(awards),
        evidence=[row["url"] for row in awards[-MOST_PAGES:]],
        confidence=1,
        since=awards[0]["year"],
        until=awards[-1]["year"],
        channels=["technology"],
    )
