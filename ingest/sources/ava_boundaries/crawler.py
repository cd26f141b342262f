"""Wine regions, what they lie within, and the wineries whose premises are in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.cleaning.gazetteer import EARLIER, county_id, state_id
from clusteratlas.ingest.cleaning.names import slug
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

LEAST_SHARE = 0.95
"""Share of an area that must lie inside a larger one to be within it; outlines differ a little along shared lines."""
NATION = "us"


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """Appellations, what they lie within, the permits in them."""
    regions = {
        slug(row["name"]): row for row in context.rows("ava_hierarchy.csv.gz") if not EARLIER.search(row["ava_id"])
    }
    middles = {row["ava_id"]: [row["lat"], row["lon"]] for row in context.rows("middles.csv.gz")}
    shares = {(row["inner"], row["outer"]): float(row["share"]) for row in context.rows("shares.csv.gz")}
    for key, row in regions.items():
        yield appellation(context, key, row, middles)
        yield around(context, key, row)
        for outer in larger(context, row):
            if outer in regions and outer != key:
                yield within(context, row, regions[outer], shares)
    keys = {row["ava_id"]: key for key, row in regions.items()}
    for row in context.rows("permits_in_appellations_ODbL.csv.gz"):
        yield context.link(
            "LOCATED_IN",
            row["permit"],
            f"ava-{keys[row['ava_id']]}",
            row,
            evidence="The street position of the premises lies in the outline of the appellation",
            confidence=0.95,
            since=row["since"],
            until=row["until"],
        )


def parts(text: str) -> list[str]:
    """The names in a cell that lists them."""
    return [part.strip() for part in text.split("|") if part.strip()]


def appellation(context: Context, key: str, row: Row, middles: Mapping[str, list[str]]) -> Node | None:
    """An appellation; its point is in its middle where the outline is known."""
    counties, states = (", ".join(parts(row[column])) for column in ("county", "state"))
    return context.node(
        "Place",
        f"ava-{key}",
        row,
        name=row["name"],
        aliases=parts(row["aka"]),
        description=f"American Viticultural Area ({counties}; {states}), 27 CFR {row['cfr_index']}",
        type="appellation",
        code=row["cfr_index"],
        location=middles.get(row["ava_id"]),
        established=row["created"],
    )


def around(context: Context, key: str, row: Row) -> Link | None:
    """The county that holds an appellation, else the state, else the nation."""
    counties, states = parts(row["county"]), parts(row["state"])
    county = county_id(counties[0], states[0]) if len(counties) == len(states) == 1 else None
    place = county or (state_id(states[0]) if len(states) == 1 else NATION)
    return context.link(
        "WITHIN", f"ava-{key}", place, row, evidence=f"27 CFR {row['cfr_index']}", confidence=0.95 if county else 1
    )


def larger(context: Context, row: Row) -> list[str]:
    """The appellations that the register names around one."""
    return [slug(context.lookup("within", name) or name) for name in parts(row["within"])]


def within(context: Context, row: Row, outer: Row, shares: Mapping[tuple[str, str], float]) -> Link | None:
    """That an appellation lies within another, where outlines or counties bear it out."""
    outlined = {name for pair in shares for name in pair}
    if {row["ava_id"], outer["ava_id"]} <= outlined:
        share = shares.get((row["ava_id"], outer["ava_id"]), 0.0)
        evidence, confidence = f"{share:.0%} of its area lies inside, by the outlines", 1.0
        if share < LEAST_SHARE:
            return None
    elif set(parts(row["county"])) <= set(parts(outer["county"])):
        evidence, confidence = f"27 CFR {row['cfr_index']}", 0.9
    else:
        return None
    return context.link(
        "WITHIN",
        f"ava-{slug(row['name'])}",
        f"ava-{slug(outer['name'])}",
        row,
        evidence=evidence,
        confidence=confidence,
    )
