"""Colleges, universities and training providers at their campuses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.cleaning.gazetteer import five_digits, state_id
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

HEAD_OFFICE = "0"
UNKNOWN_SECTOR = "99"
UNKNOWN_CONTROL = "-3"
OUTSIDE = frozenset({"FM", "MH", "PW"})
"""Freely associated states: in the directory, but no part of the United States."""


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """One institution a row."""
    rows = [row for row in context.rows("ipeds_hd2020.csv.gz") if row["STABBR"] not in OUTSIDE]
    twins = find_twins(context, rows)
    for row in rows:
        yield from institution(context, row, twins.get(row["UNITID"]))


def institution(context: Context, row: Row, twin: Row | None) -> Iterator[Node | Link | None]:
    """An institution and the county and state it is in; `twin` is the same one in the research registry."""
    county = row["COUNTYCD"]
    target = f"us-county-{county.zfill(5)}" if county.isdigit() else state_id(row["STABBR"])
    place = context.node(
        "Institution",
        ror_id(twin) if twin else f"ipeds-{row['UNITID']}",
        row,
        [target] if target else [],
        name=row["INSTNM"],
        aliases=twin["name"] if twin else None,
        type=coded(context, row, "SECTOR", "sector", UNKNOWN_SECTOR),
        ownership=coded(context, row, "CONTROL", "control", UNKNOWN_CONTROL),
        website=row["WEBADDR"],
        address=row["ADDR"],
        town=row["CITY"],
        postcode=five_digits(row["ZIP"]),
        location=[row["LATITUDE"], row["LONGITUD"]],
        location_basis="street",
        identifiers=[f"ipeds:{row['UNITID']}", f"opeid:{row['OPEID']}" if row["OPEID"] != "-2" else ""],
    )
    yield place
    yield context.link("LOCATED_IN", place, target, row, evidence=f"IPEDS {row['UNITID']}", confidence=1)


def coded(context: Context, row: Row, column: str, table: str, unknown: str) -> str | None:
    """What a code stands for; an unlisted one is rejected, the code for unknown is not."""
    if row[column] == unknown:
        return None
    meaning = context.lookup(table, row[column])
    if meaning is None:
        context.reject(
            row,
            column,
            row[column],
            "is not a known code",
            f"correct it, or list it under {table} in the source's lookups.yml",
        )
    return meaning


def find_twins(context: Context, rows: list[Row]) -> Mapping[str, Row]:
    """UNITID to the same institution's row in the research registry.

    They are the same where a website's domain stands once in either list, the registry calls its owner active and
    educational, and no state contradicts it.
    """
    ours = by_domain(rows, "WEBADDR")
    theirs = by_domain((row for row in context.rows("ror_us.csv.gz", source="ror_us") if is_active(row)), "website")
    twins = {}
    for domain, found in ours.items():
        others = theirs.get(domain, [])
        if len(found) == len(others) == 1 and is_twin(found[0], others[0]):
            twins[found[0]["UNITID"]] = others[0]
    return twins


def is_active(row: Row) -> bool:
    """Whether the registry's record stands."""
    return row["status"] == "active"


def is_twin(ours: Row, theirs: Row) -> bool:
    """Whether two rows with one website can be the same institution; a system is not its head office."""
    types = theirs["types"].lower()
    return (
        ours["SECTOR"] != HEAD_OFFICE
        and "education" in types
        and "company" not in types
        and theirs["subdivision"] in {"", ours["STABBR"]}
    )


def by_domain(rows: Iterator[Row] | list[Row], column: str) -> Mapping[str, list[Row]]:
    """Rows by the domain of their website."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if domain := domain_of(row[column]):
            grouped[domain].append(row)
    return grouped


def domain_of(website: str) -> str:
    """The domain in a web address, without www.

    >>> domain_of("https://www.Example.edu/about")
    'example.edu'
    """
    host = re.split(r"[/:?]", re.sub(r"^[a-z]+:/+", "", website.lower()), maxsplit=1)[0]
    return re.sub(r"^www\d?\.", "", host)


def ror_id(row: Row) -> str:
    """The id under which the research registry's record is kept."""
    return f"ror-{row['ror_id'].rsplit('/', 1)[-1]}"
