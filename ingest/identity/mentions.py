"""What the graph knows of each organisation that tells it from others."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ...graph.progress import Progress, Report, quiet
from ...graph.statements import by_id
from ...graph.store import Store
from ..matching.mentions import Mention

KINDS = ("Firm", "Institution")
"""Kinds of things that are compared; others have ids that registers share."""

SAID = """
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
MENTIONS = f"MATCH (thing:Organisation) WHERE $kind IN labels(thing) {SAID}"
MENTIONS_OF = f"UNWIND $ids AS wanted {by_id('thing', 'wanted')} WHERE $kind IN labels(thing) {SAID}"
"""The same of $ids alone."""


def read_mentions(store: Store, report: Report = quiet, ids: Collection[str] | None = None) -> Iterator[Mention]:
    """Every organisation, or those of some ids, with what tells it from others."""
    total = len(ids or ()) or store.read("MATCH (thing:Organisation) RETURN count(thing) AS total")[0]["total"]
    read = 0
    given = {} if ids is None else {"ids": sorted(ids)}
    for kind in KINDS:
        for row in store.stream(MENTIONS if ids is None else MENTIONS_OF, {"kind": kind, **given}):
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
