"""Farm employers that asked for seasonal workers, and who filed for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.cleaning.casing import readable
from clusteratlas.ingest.cleaning.gazetteer import five_digits, state_id, zip_county, zip_point
from clusteratlas.ingest.cleaning.names import firm_key, slug
from clusteratlas.ingest.cleaning.persons import trade_name
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

CONTRACTOR = "H-2A Labor Contractor or Job Contractor"
ASSOCIATION = "Association"
VINEYARD = re.compile(r"vineyard|grape|wine", re.IGNORECASE)
LABOUR = {
    True: ("input-seasonal-vineyard-labour", "Seasonal vineyard labour"),
    False: ("input-seasonal-farm-labour", "Seasonal farm labour"),
}
"""Whether it is work in vineyards, to the input's id and name."""
FLAG_CONFIDENCE = 0.8
"""That an employer flagged as contractor provides labour to others: the flag is its own."""


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """Employers with their needs, and the firms that filed."""
    by_employer: dict[str, list[Row]] = defaultdict(list)
    for row in context.rows("h2a_cases_fy2014_2017.csv.gz"):
        by_employer[employer_id(row)].append(row)
    for id, rows in by_employer.items():
        yield from employer(context, id, rows)
        yield from labour(context, id, rows)
        yield from agents(context, id, rows)


def employer_name(row: Row) -> str:
    """The employer's name without the number that the register adds to some."""
    return readable(re.sub(r" #\d+$", "", row["EMPLOYER_NAME"]))


def employer_id(row: Row) -> str:
    """State, town and name of the employer."""
    return f"us-{slug(row['EMPLOYER_STATE'])}-{slug(row['EMPLOYER_CITY'])}-{firm_key(employer_name(row))}"


def received(row: Mapping[str, str]) -> str:
    """The day a request was received: its number has the year and the day of the year.

    >>> received({"CASE_NUMBER": "H-300-13231-943933"})
    '2013-08-19'
    """
    day = row["CASE_NUMBER"].split("-")[2]
    return (date(2000 + int(day[:2]), 1, 1) + timedelta(days=int(day[2:]) - 1)).isoformat()


def certified(row: Row) -> bool:
    """Whether the request was granted in full or part, lapsed since or not."""
    return "CERTIFICATION" in row["CASE_STATUS"]


def span(rows: list[Row]) -> dict[str, str]:
    """First and last day of the requests."""
    days = sorted(received(row) for row in rows)
    return {"since": days[0], "until": days[-1]}


def employer(context: Context, id: str, rows: list[Row]) -> Iterator[Node | Link | None]:
    """An employer at the address of its latest request, its county and industry."""
    row = max(rows, key=received)
    names = {employer_name(each) for each in rows} | {
        readable(trade_name(each["TRADE_NAME_DBA"])) for each in rows if each["TRADE_NAME_DBA"]
    }
    name = employer_name(row)
    code = five_digits(row["EMPLOYER_POSTAL_CODE"]) or ""
    location = zip_point(code)
    shared = {
        "name": name,
        "aliases": sorted(other for other in names if firm_key(other) != firm_key(name)),
        "address": readable(re.sub(r"^[A-Z ]+: ?", "", row["EMPLOYER_ADDRESS1"])),
        "town": readable(row["EMPLOYER_CITY"]),
        "postcode": code,
        "location": location,
        "location_basis": "postcode" if location else None,
    }
    if row["ORGANIZATION_FLAG"].startswith(ASSOCIATION):
        yield context.node("Institution", id, row, **shared, type="trade association")
    else:
        yield context.node("Firm", id, row, **shared)
    county = zip_county(code)
    yield context.link(
        "LOCATED_IN",
        id,
        county or state_id(row["EMPLOYER_STATE"]),
        row,
        evidence=f"County of the ZIP code {code}" if county else "State of the address",
        confidence=0.95 if county else 1,
    )
    for each in rows:
        if each["NAICS_CODE"]:
            yield context.link(
                "CLASSIFIED_AS", id, f"naics2017-{each['NAICS_CODE']}", each, evidence=each["CASE_NUMBER"], confidence=1
            )


def labour(context: Context, id: str, rows: list[Row]) -> Iterator[Node | Link | None]:
    """The labour that an employer needs, and provides where it is flagged as contractor."""
    for vineyard, (input_id, name) in LABOUR.items():
        cases = [row for row in rows if bool(VINEYARD.search(row["JOB_TITLE"] + row["PRIMARY_CROP"])) == vineyard]
        if not cases:
            continue
        yield context.node("Input", input_id, cases[0], name=name, type="service", specialised=True)
        granted = [row for row in cases if certified(row)]
        yield context.link(
            "NEEDS",
            id,
            input_id,
            cases[0],
            evidence=[case_text(row) for row in cases],
            confidence=1,
            strength=max(int(row["NBR_WORKERS_CERTIFIED"]) for row in granted) if granted else None,
            state="functioning" if granted else "latent",
            channels=["skills"],
            **span(cases),
        )
        contracted = [row for row in granted if row["ORGANIZATION_FLAG"] == CONTRACTOR]
        if contracted:
            yield context.link(
                "PROVIDES",
                id,
                input_id,
                contracted[0],
                evidence=[f"{row['CASE_NUMBER']}: flagged as labour or job contractor" for row in contracted],
                confidence=FLAG_CONFIDENCE,
                **span(contracted),
            )


def case_text(row: Row) -> str:
    """A request in words.

    The worksite is where the labour was wanted; it may lie in another state than the employer.
    """
    outcome = f"{row['NBR_WORKERS_CERTIFIED']} workers certified" if certified(row) else "not certified"
    return (
        f"{row['CASE_NUMBER']}: {readable(row['JOB_TITLE'])} at {readable(row['WORKSITE_CITY'])}, "
        f"{row['WORKSITE_STATE']}, {outcome}"
    )


def agents(context: Context, id: str, rows: list[Row]) -> Iterator[Node | Link | None]:
    """The law firms and agents that filed for an employer."""
    by_agent: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if not row["LAWFIRM_NAME"]:
            continue
        if reason := context.lookup("unplaced_agent", row["LAWFIRM_NAME"]):
            context.reject(row, "LAWFIRM_NAME", row["LAWFIRM_NAME"], reason, "correct town and state")
            continue
        town = f"{slug(row['AGENT_ATTORNEY_STATE'])}-{slug(row['AGENT_ATTORNEY_CITY'])}"
        by_agent[f"us-{town}-{firm_key(row['LAWFIRM_NAME'])}"].append(row)
    for agent_id, cases in by_agent.items():
        row = cases[0]
        agent = context.node(
            "Firm", agent_id, row, name=readable(row["LAWFIRM_NAME"]), town=readable(row["AGENT_ATTORNEY_CITY"])
        )
        yield agent
        yield context.link(
            "LOCATED_IN", agent, state_id(row["AGENT_ATTORNEY_STATE"]), row, evidence=row["CASE_NUMBER"], confidence=1
        )
        yield context.link(
            "SERVES",
            agent,
            id,
            row,
            service="labour certification",
            evidence=[each["CASE_NUMBER"] for each in cases],
            confidence=1,
            strength=len(cases),
            state="functioning",
            **span(cases),
        )
