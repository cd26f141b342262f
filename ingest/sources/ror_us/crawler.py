"""Organisations that do or fund research, and which are units of which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from clusteratlas.graph.records import Link, Node, Point
from clusteratlas.ingest.cleaning.coordinates import area_names
from clusteratlas.ingest.cleaning.gazetteer import county_at, county_states, state_id
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

TYPES = {
    "education": "university",
    "healthcare": "hospital",
    "government": "government body",
    "facility": "research institute",
    "nonprofit": "other",
    "archive": "other",
    "other": "other",
    "funder": "foundation",
}
"""The registry's types to ours, what an organisation does before how it is owned; the first in a record counts."""
COMPANY = "company"
CITY_COUNTY = 0.95
"""Confidence that an organisation is in the county of its city's centre: so many of those with a known campus are."""
SHORE_KM = 5
"""How far from the nearest county a city's centre may lie."""
COUNTRY_SUFFIX = " (United States)"


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """Active organisations, then the units among them."""
    rows = [row for row in context.rows("ror_us.csv.gz") if row["status"] == "active"]
    counties = [county_at(Point(float(row["lat"]), float(row["lng"])), SHORE_KM) for row in rows]
    states = [county_states().get(county or "") for county in counties]
    cities = {(row["city"], state) for row, state in zip(rows, states, strict=True) if state}
    for row, county, state in zip(rows, counties, states, strict=True):
        yield from organisation(context, row, county, mistaken(row, state, cities) if state else None)
    yield from units(context, {row["ror_id"] for row in rows})


@cache
def state_names() -> Mapping[str, str]:
    """Name of each state to its id."""
    return {name: id for id, name in area_names().items() if "county" not in id}


def mistaken(row: Row, state: str, cities: set[tuple[str, str]]) -> str | None:
    """Why it is not in the state of its point: its name says another one, where there is a city of that name too.

    The registry took one of two towns for the other: the Kansas Geological Survey is placed in Massachusetts.
    """
    names = sorted(state_names(), key=len, reverse=True)
    said = {state_names()[name] for name in re.findall(rf"\b(?:{'|'.join(names)})\b", row["name"])}
    if state in said:
        return None
    for other in sorted(said):
        name = area_names()[other]
        if (row["city"], other) in cities and name not in row["city"]:
            city = row["city"]
            return f"is {city} in {area_names()[state]}, though the name says {name}, where there is a {city} too"
    return None


def organisation(context: Context, row: Row, county: str | None, wrong: str | None) -> Iterator[Node | Link | None]:
    """A firm or institution at its city, and the county that holds the city's centre; nowhere where that is wrong."""
    types = set(row["types"].lower().split("|"))
    name = row["name"].removesuffix(COUNTRY_SUFFIX)
    described = {
        "name": name,
        "aliases": row["name"] if name != row["name"] else None,
        "website": row["website"],
        "town": row["city"],
        "location": None if wrong else [row["lat"], row["lng"]],
        "location_basis": None if wrong else "town",
        "founded": row["established"],
        "identifiers": f"ror:{short_id(row['ror_id'])}",
    }
    if COMPANY in types:
        node = context.node("Firm", node_id(row["ror_id"]), row, **described)
    else:
        node = context.node("Institution", node_id(row["ror_id"]), row, type=type_of(types, name), **described)
    yield node
    if wrong:
        context.reject(row, "lat", row["lat"], wrong, "correct lat and lng")
        return
    yield context.link(
        "LOCATED_IN",
        node,
        county or state_id(row["subdivision"]),
        row,
        evidence=f"the centre of {row['city']} is in it" if county else "ROR",
        confidence=CITY_COUNTY if county else 1,
    )


def type_of(types: set[str], name: str) -> str:
    """What an institution is by the registry's types; a non-profit that calls itself a foundation is one."""
    kind = next(ours for theirs, ours in TYPES.items() if theirs in types)
    return "foundation" if kind == "other" and "nonprofit" in types and "foundation" in name.lower() else kind


def units(context: Context, active: set[str]) -> Iterator[Link | None]:
    """Parts and wholes among active organisations; the registry often states a pair from both sides."""
    pairs: dict[tuple[str, str], Row] = {}
    for row in context.rows("ror_us_relationships.csv.gz"):
        if row["ror_id"] in active and row["related_ror_id"] in active:
            if row["type"].lower() == "parent":
                pairs.setdefault((row["ror_id"], row["related_ror_id"]), row)
            elif row["type"].lower() == "child":
                pairs.setdefault((row["related_ror_id"], row["ror_id"]), row)
    for (part, whole), row in pairs.items():
        if (whole, part) in pairs:
            context.reject(row, "type", row["type"], "is stated in both directions", "delete the wrong one")
        else:
            yield context.link("UNIT_OF", node_id(part), node_id(whole), row, evidence="ROR", confidence=1)


def short_id(address: str) -> str:
    """The identifier at the end of a registry address."""
    return address.rsplit("/", 1)[-1]


def node_id(address: str) -> str:
    """The id of an organisation."""
    return f"ror-{short_id(address)}"
