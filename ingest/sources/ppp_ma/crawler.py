"""Massachusetts borrowers of the Paycheck Protection Program, and who lent to them."""

from __future__ import annotations

from collections.abc import Iterator

from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.cleaning.casing import readable
from clusteratlas.ingest.cleaning.gazetteer import five_digits, state_id, zip_county, zip_point
from clusteratlas.ingest.cleaning.names import firm_key, slug
from clusteratlas.ingest.cleaning.persons import names_organisation, trade_name
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

UNCLASSIFIED = "999990"
"""What a borrower whose business fits no industry writes."""
PERSONAL = {"Sole Proprietorship", "Self-Employed Individuals", "Independent Contractors"}


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """Borrowers, lenders and loans."""
    for row in context.rows("ppp_ma_150k_plus_2020-07.csv.gz"):
        name = trade_name(row["BusinessName"])
        if row["BusinessType"] in PERSONAL and name == row["BusinessName"] and not names_organisation(name):
            context.reject(row, "BusinessName", "", "may be a natural person", "load it by hand under its trade name")
        elif row["State"] != "MA":
            context.reject(row, "State", row["State"], "is not Massachusetts", "correct the state")
        else:
            yield from loan(context, row, readable(name))


def loan(context: Context, row: Row, name: str) -> Iterator[Node | Link | None]:
    """One loan: the borrower with its place and industry, the lender, the loan itself."""
    borrower = organisation(context, row, name)
    yield borrower
    code = five_digits(row["Zip"]) or ""
    county = zip_county(code)
    yield context.link(
        "LOCATED_IN",
        borrower,
        county or state_id("MA"),
        row,
        evidence=f"County of the ZIP code {code}" if county else "State of the borrower's address",
        confidence=0.95 if county else 1,
    )
    if row["NAICSCode"] not in {"", UNCLASSIFIED}:
        yield context.link(
            "CLASSIFIED_AS",
            borrower,
            f"naics2017-{row['NAICSCode']}",
            row,
            primary=True,
            evidence="Code as the borrower wrote it",
            confidence=0.9,
        )
    lender = context.node(
        "Institution",
        f"us-lender-{firm_key(row['Lender'])}",
        row,
        name=row["Lender"],
        type="financial institution",
    )
    yield lender
    amount = row["LoanRange"].partition(" ")[2]
    yield context.link(
        "FINANCES",
        lender,
        borrower,
        row,
        amount_range=amount,
        evidence=f"Paycheck Protection Program loan of {amount}, approved {row['DateApproved']}",
        confidence=1,
        since=row["DateApproved"],
    )


def organisation(context: Context, row: Row, name: str) -> Node | None:
    """The borrower, as a firm or an institution by its code and whether it is marked non-profit."""
    location = zip_point(row["Zip"])
    shared = {
        "name": name,
        "address": readable(row["Address"]),
        "town": readable(row["City"]),
        "postcode": five_digits(row["Zip"]),
        "location": location,
        "location_basis": "postcode" if location else None,
        "employees": None if row["JobsRetained"] == "0" else row["JobsRetained"],
    }
    key = f"us-ma-{slug(row['City'])}-{firm_key(name)}"
    institution = row["NonProfit"] == "Y" and context.lookup("institution", row["NAICSCode"][:4])
    if institution:
        return context.node("Institution", key, row, **shared, type=institution, ownership="private non-profit")
    legal_form = " ".join(row["BusinessType"].replace("(", " (").split())
    return context.node("Firm", key, row, **shared, legal_form=legal_form)
