"""Investors, where they sit, and whom they finance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.cleaning.gazetteer import state_id
from clusteratlas.ingest.cleaning.names import firm_key, slug
from clusteratlas.ingest.cleaning.persons import names_organisation
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

LAST_DAY = "2013-10-31"
"""The last day whose rounds are under CC BY."""
WORDS = frozenset(
    """
    accelerator angel angels capital equity funds incubation incubator investors pharmaceutical startups vc ventures
    """.split()
)
"""Words of investors' names, beside those that all organisations bear."""


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """Offices first, since they say most of an investor, then rounds."""
    for row in context.rows("vc_firm_offices.csv"):
        yield from office(context, row)
    companies = company_ids(context)
    for row in context.rows("investments_org_investors_to_2013-10.csv.gz"):
        yield from investment(context, row, companies)


def company_ids(context: Context) -> dict[str, str | None]:
    """The name of a company to its id; None where several bear it."""
    found: dict[str, str | None] = {}
    for row in context.rows("crunchbase-companies.csv", source="crunchbase_2013"):
        id = f"crunchbase-{slug(row['permalink'])}"
        found[row["name"]] = id if found.get(row["name"], id) == id else None
    return found


def investor(context: Context, row: Row, name: str, **said: object) -> Node | None:
    """An investor by its name alone."""
    id = f"crunchbase-investor-{firm_key(name)}" if name else None
    return context.node("Institution", id, row, name=name, type="financial institution", **said)


def office(context: Context, row: Row) -> Iterator[Node | Link | None]:
    """An investor with its town and state."""
    node = investor(context, row, row["investor"], town=row["city"], founded=row["founded"])
    yield node
    place = state_id(row["state"]) if row["state"] else None
    if row["state"] and place is None:
        context.reject(row, "state", row["state"], "is no state of the United States", "write the state's postal code")
    yield context.link("LOCATED_IN", node, place, row, evidence="CrunchBase", confidence=0.9)


def investment(context: Context, row: Row, companies: Mapping[str, str | None]) -> Iterator[Node | Link | None]:
    """One investor's part in one round."""
    name, company, day = row["investor_name"], row["company_name"], row["funded_when"]
    if not (is_organisation(name) or context.lookup("organisations", name)):
        context.reject(
            row,
            "investor_name",
            "",
            "may be the name of a natural person",
            "leave persons out, or list the organisation in the source's lookups.yml",
        )
    elif not day or day > LAST_DAY:
        context.reject(row, "funded_when", day, "is not under the terms of October 2013", "take the row out")
    elif not companies.get(company):
        reason = "is the name of several companies" if company in companies else "is no company of crunchbase_2013"
        context.reject(row, "company_name", company, reason, "correct the name")
    else:
        node = investor(context, row, name)
        yield node
        amount = f" of {float(row['amount_usd']):,.0f} USD in all" if row["amount_usd"] else ""
        yield context.link(
            "FINANCES",
            node,
            companies[company],
            row,
            since=day,
            until=day,
            evidence=f"Round{amount} on {day}",
            confidence=0.9,
        )


def is_organisation(name: str) -> bool:
    """Whether a word of an investor's name says that it is an organisation.

    >>> is_organisation("Invented Capital (ICP)"), is_organisation("Nobody Imaginary")
    (True, False)
    """
    return names_organisation(name) or bool(WORDS & set(slug(name).split("-")))
