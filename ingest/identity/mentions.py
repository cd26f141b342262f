"""What the graph knows of each organisation that tells it from others."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph.progress import Progress, Report, quiet
from ...graph.store import Store
from ..matching.mentions import Mention

KINDS = ("Firm", "Institution")
"""Kinds of things that are compared; others have ids that registers share."""

MENTIONS = """
MATCH (thing:Organisation)
WHERE $kind IN labels(thing)
RETURN thing {.id, .name, .address, .town, .postcode, .location, .location_basis, .website,
  .founded} AS said,
  coalesce(thing.aliases, []) AS aliases,
  coalesce(thing.identifiers, []) AS identifiers,
  COLLECT {
    MATCH (thing)-[:CLASSIFIED_AS]->(industry:Industry)
    RETURN DISTINCT industry.id AS id ORDER BY id
  } AS codes,
  COLLECT {
    MATCH (thing)<-[:DESCRIBES]-(record:Record)
    RETURN DISTINCT record.record_source AS source ORDER BY source
  } AS sources,
  COLLECT {
    MATCH (thing)-[:LOCATED_IN]->(:Place)-[:WITHIN]->{0,3}(place:Place)
    WHERE place.type IN ['county', 'state']
    RETURN DISTINCT place.type + ' ' + place.id AS place ORDER BY place DESC
  } AS places
"""


def read_mentions(store: Store, report: Report = quiet) -> Iterator[Mention]:
    """Every organisation, with what tells it from others."""
    total = store.read("MATCH (thing:Organisation) RETURN count(thing) AS total")[0]["total"]
    read = 0
    for kind in KINDS:
        for row in store.stream(MENTIONS, {"kind": kind}):
            if read % 1000 == 0:
                report(Progress("Reading what is known of organisations", read, total, "organisations"))
            read += 1
            said = {name: value or "" for name, value in row["said"].items() if name != "location"}
            lat, lon = row["said"]["location"] or (None, None)
            places = dict(place.split(" ", 1) for place in row["places"])
            yield Mention(
                kind=kind,
                lat=lat,
                lon=lon,
                state=places.get("state", ""),
                county=places.get("county", ""),
                aliases=tuple(row["aliases"]),
                identifiers=tuple(row["identifiers"]),
                industries=tuple(row["codes"]),
                sources=tuple(row["sources"]),
                **said,
            )
