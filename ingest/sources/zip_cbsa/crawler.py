"""ZIP codes as places within metropolitan areas."""

from __future__ import annotations

from collections.abc import Iterator

from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.cleaning.gazetteer import five_digits, zip_point
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

NOWHERE = "99999"
"""What the crosswalk gives as the area of addresses that lie in none."""


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """One ZIP code and one area a row."""
    for row in context.rows("zip-cbsa.csv"):
        place = zip_place(context, row)
        yield place
        if row["geoid"] != NOWHERE:
            share = row["tot_ratio"]
            evidence = f"{float(share):.0%} of its addresses lie in it"
            yield context.link("WITHIN", place, f"us-metro-{row['geoid']}", row, confidence=share, evidence=evidence)


def zip_place(context: Context, row: Row) -> Node | None:
    """A ZIP code by its number and the town that the post office names."""
    code = five_digits(row["zip"])
    return context.node(
        "Place",
        f"us-zip-{code}" if code else None,
        row,
        name=f"{code} {row['city'].title()}, {row['state']}",
        type="postcode",
        code=code,
        location=zip_point(code) if code else None,
    )
