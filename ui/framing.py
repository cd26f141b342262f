"""Where a map opens on which nothing is drawn yet, and the names to find one's way by there."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ..graph.results import FoundNode
from . import session
from .components.map import Frame, MapName

NAMES = 150
"""How many towns, and how many places, have their names on the map at most."""
FEWEST_DEGREES = 0.1
"""A frame is at least so high and wide on each side of what it shows."""
SPAN = (
    "WITH organisation.location AS at WHERE at IS NOT NULL "
    "RETURN percentileCont(at.latitude, $least) AS south, percentileCont(at.latitude, 1 - $least) AS north, "
    "percentileCont(at.longitude, $least) AS west, percentileCont(at.longitude, 1 - $least) AS east"
)
IN_PLACE = f"MATCH (:Place {{id: $place}})<-[:WITHIN]-{{0,4}}()<-[:LOCATED_IN]-(organisation:Organisation) {SPAN}"
ANYWHERE = f"MATCH (organisation:Organisation) {SPAN}"
FAR_OFF, MOST = 0.02, 0.1
"""Shares of a place's and of all organisations that may lie beyond each edge of a frame."""
CORNERS = (
    "WITH point({latitude: $south, longitude: $west}) AS lower, point({latitude: $north, longitude: $east}) AS upper"
)
TOWNS = """
MATCH (organisation:Organisation)
WHERE organisation.town <> '' AND point.withinBBox(organisation.location, lower, upper)
WITH toLower(organisation.town) AS key, organisation.town AS town, organisation.location AS at
WITH key, round(at.latitude) AS row, round(at.longitude) AS column, collect(town)[0] AS town,
  avg(at.latitude) AS lat, avg(at.longitude) AS lon, count(*) AS organisations
RETURN town AS name, lat, lon
ORDER BY organisations DESC, key
LIMIT $limit
"""
PLACES = """
MATCH (place:Place)
WHERE NOT place.id STARTS WITH 'us-' AND place.type <> 'nation' AND point.withinBBox(place.location, lower, upper)
RETURN place.name AS name, place.location.latitude AS lat, place.location.longitude AS lon
ORDER BY coalesce(place.area_km2, 0) DESC, place.id
LIMIT $limit
"""
"""Places that the outlines of the map do not name."""


def frame_of(chosen: Sequence[FoundNode]) -> Frame | None:
    """The part of the world around the places that are chosen, else the organisations, else most organisations."""
    places = [node for node in chosen if node.kind == "Place"]
    organisations = [node for node in chosen if node.kind in ("Firm", "Institution")]
    spans = [span for place in places for span in _spans(place.id, session.revision())]
    spans += points_of(places)
    spans = spans or points_of(organisations) or _spans(None, session.revision())
    return around(spans)


def points_of(nodes: Sequence[FoundNode]) -> list[Frame]:
    """Where nodes are, as frames without any extent."""
    return [((where.lat, where.lon), (where.lat, where.lon)) for node in nodes if (where := node.location)]


def around(spans: Sequence[Frame]) -> Frame | None:
    """The frame that holds all of them, with room.

    >>> around([((38, -122), (38, -122)), ((39, -123), (39, -123))])
    ((37.9, -123.1), (39.1, -121.9))
    """
    if not spans:
        return None
    corners = [corner for span in spans for corner in span]
    lats, lons = zip(*corners, strict=True)
    room = FEWEST_DEGREES
    return (min(lats) - room, min(lons) - room), (max(lats) + room, max(lons) + room)


@st.cache_data(ttl="1h", max_entries=200, show_spinner=False)
def _spans(place: str | None, revision: str) -> list[Frame]:
    asked = {"place": place, "least": FAR_OFF if place else MOST}
    row = session.store().read(IN_PLACE if place else ANYWHERE, asked)[0]
    return [] if row["south"] is None else [((row["south"], row["west"]), (row["north"], row["east"]))]


def names_in(frame: Frame | None) -> list[MapName]:
    """Towns of organisations in a frame and around it, then places there, the best known first."""
    return _names(frame, session.revision()) if frame else []


@st.cache_data(ttl="1h", max_entries=100, show_spinner=False)
def _names(frame: Frame, revision: str) -> list[MapName]:
    (south, west), (north, east) = frame
    high, wide = north - south, east - west
    asked = {
        "south": max(-90.0, south - high), "west": max(-180.0, west - wide),
        "north": min(90.0, north + high), "east": min(180.0, east + wide), "limit": NAMES,
    }  # fmt: skip
    rows = [row for query in (TOWNS, PLACES) for row in session.store().read(f"{CORNERS}{query}", asked)]
    named: dict[str, MapName] = {}
    for row in rows:
        name = said(row["name"])
        named.setdefault(name, {"name": name, "lat": row["lat"], "lon": row["lon"]})
    return list(named.values())


def said(name: str) -> str:
    """A name as a map writes it, where a register writes it in capitals alone.

    >>> said("ST HELENA"), said("Deer Park")
    ('St Helena', 'Deer Park')
    """
    return name.title() if name.isupper() else name
