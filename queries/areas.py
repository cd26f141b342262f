"""Where a query looks: within a distance, a travel time, a place, or an area that was drawn.

A query whose header says `inside: firm` takes these parameters beside its own; its text gets `$inside`, the ids of the
organisations inside, so that no query needs to know how an area is bounded. Where a text that ships asks for them by
`NAMED`, what finds them takes its place: one way to the database and back less, which takes as long as all the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..graph.errors import InvalidQuery
from .parameters import Parameter

if TYPE_CHECKING:
    from ..graph.results import FoundNode
    from ..graph.store import Store

INSIDE = "inside"
"""What the text of a query calls the ids of the organisations inside."""
NAMED = f"COLLECT {{ MATCH (one:Entity:Organisation) WHERE one.id IN ${INSIDE} RETURN one }}"
"""How a text that ships asks for the organisations inside; else it only asks whether they are null."""
USUAL_KM = 50.0
"""How far away at most, where nothing else says where to look."""
AREA_PARAMETERS: Mapping[str, Parameter] = {
    parameter.name: parameter
    for parameter in (
        Parameter(
            "km", "number", required=False, min=0.1, max=2000, unit="km",
            about=f"How far away at most; {USUAL_KM:g} where neither time, place nor area is given",
        ),
        Parameter(
            "minutes", "number", required=False, min=1, max=1440, unit="minutes",
            about="How long the way takes at most; an estimate, no route: the straight line times the detour, at speed",
        ),
        Parameter(
            "speed", "number", required=False, default=50.0, min=1, max=300, unit="km/h",
            about="With minutes: the speed on average, stops included. An assumption of yours: no source gives it",
        ),
        Parameter(
            "detour", "number", required=False, default=1.2, min=1, max=5,
            about="With minutes: how many times the straight line the way by road is. Newell (1980) found about 1.2 in "
            "towns; hills and water make it more",
        ),
        Parameter(
            "place", "place", required=False,
            about="Only those that a source places in it, or in a place within it",
        ),
        Parameter(
            "area", "polygon", required=False,
            about="Only those inside these corners: latitude,longitude; latitude,longitude; ..., or a GeoJSON Polygon",
        ),
    )
}  # fmt: skip
"""All that are given must hold."""
AROUND = """
MATCH (centre:Entity {id: $inside_centre})
WITH centre.location AS here, $inside_km / 111.0 AS north
WITH here, north, here.latitude AS latitude, here.longitude AS longitude, abs(here.latitude) + north AS farthest
WITH *, CASE WHEN farthest < 85 AND north / cos(radians(farthest)) < 180 THEN north / cos(radians(farthest)) END AS east
WITH *, CASE WHEN latitude < north - 90 THEN -90.0 ELSE latitude - north END AS south,
  CASE WHEN latitude > 90 - north THEN 90.0 ELSE latitude + north END AS top
WITH here, point({longitude: coalesce(longitude - east, -180.0), latitude: south}) AS low,
  point({longitude: coalesce(longitude + east, 180.0), latitude: top}) AS high
MATCH (organisation:Organisation)
WHERE point.withinBBox(organisation.location, low, high)
  AND point.distance(organisation.location, here) <= $inside_km * 1000
RETURN organisation
"""
IN_PLACE = """
MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(part:Place)<-[:LOCATED_IN]-(organisation:Organisation)
RETURN DISTINCT organisation
"""
IN_AREA = """
WITH $area.ring AS ring,
  point({latitude: $area.south, longitude: $area.west}) AS low,
  point({latitude: $area.north, longitude: $area.east}) AS high
MATCH (organisation:Organisation)
WHERE point.withinBBox(organisation.location, low, high)
WITH ring, organisation, organisation.location.longitude AS x, organisation.location.latitude AS y
WHERE reduce(inside = false, side IN range(0, size(ring) - 2) |
  CASE WHEN (ring[side][1] > y) <> (ring[side + 1][1] > y) AND x < ring[side][0] +
    (ring[side + 1][0] - ring[side][0]) * (y - ring[side][1]) / (ring[side + 1][1] - ring[side][1])
  THEN NOT inside ELSE inside END)
RETURN organisation
"""


def reach_of(parameters: Mapping[str, Any]) -> float | None:
    """How many km away at most, by distance and travel time; None where neither is given.

    >>> reach_of({"km": None, "minutes": 60, "speed": 48, "detour": 1.2})
    40.0
    """
    km, minutes = parameters["km"], parameters["minutes"]
    by_time = None if minutes is None else minutes / 60 * parameters["speed"] / parameters["detour"]
    return min((each for each in (km, by_time) if each is not None), default=None)


def put_inside(
    store: Store, text: str, centre: Parameter, parameters: Mapping[str, Any], *, as_written: bool = False
) -> tuple[str, dict[str, Any]]:
    """The text of a query that looks around `centre`, and what it gets; `$inside` is null where nothing says where.

    A text that must stay `as_written` gets the ids, which are read before.
    """
    found, values = inside(store, centre, parameters)
    if found is None:
        return text, {**parameters, INSIDE: None}
    if as_written:
        ids = store.read(f"RETURN [one IN {found} | one.id] AS ids", values)[0]["ids"]
        return text, {**parameters, INSIDE: ids}
    whole = text.replace(NAMED, found)
    given = {**parameters, **values, INSIDE: []}
    # of what a text does not ask for, the database would plan it anew by whether it is there
    return whole, {name: value for name, value in given.items() if f"${name}" in whole}


def inside(store: Store, centre: Parameter, parameters: Mapping[str, Any]) -> tuple[str | None, dict[str, Any]]:
    """What in Cypher gives the organisations where a query looks, and its parameters; None where nothing
    says where.

    A centre that need not be given is there to measure from: InvalidQuery where it has no location, or is missing.
    """
    around, place, area = parameters[centre.name], parameters["place"], parameters["area"]
    reach = reach_of(parameters)
    if reach is not None and around is None:
        raise InvalidQuery(f"{centre.name}: is needed with km or minutes, which are measured from it; {centre.hint()}")
    if around is not None and not centre.required:
        check_placed(store, centre, around)
        reach = reach or USUAL_KM
    if around is not None and reach is None and place is None and area is None:
        reach = USUAL_KM
    bounds = [
        f"COLLECT {{{text}}}"
        for text, value in ((AROUND, reach), (IN_PLACE, place), (IN_AREA, area))
        if value is not None
    ]
    values = {"inside_centre": around, "inside_km": reach, "place": place, "area": area}
    return all_of(bounds), values


def say_apart(store: Store, centre: Parameter, parameters: Mapping[str, Any]) -> str:
    """That nobody is within all bounds of a question at once, where it has several and that is so; else nothing."""
    given = {"distance": reach_of(parameters), "place": parameters["place"], "area": parameters["area"]}
    bounds = [name for name, value in given.items() if value is not None]
    found, values = inside(store, centre, parameters)
    if len(bounds) < 2 or found is None:
        return ""
    others = f"RETURN size([one IN {found} WHERE one.id <> coalesce($inside_centre, '')]) AS others"
    if store.read(others, values)[0]["others"]:
        return ""
    said = f"No other organisation is within {' and '.join(bounds)} at once"
    return f"{said}: all that is given must hold, so leave one out."


def all_of(lists: Sequence[str]) -> str | None:
    """What in Cypher gives that which is in every one of some lists, each of which is worked out once; None of none.

    >>> all_of(["$one", "$other"])
    'COLLECT { WITH $one AS list0, $other AS list1 UNWIND list0 AS one WITH * WHERE one IN list1 RETURN one }'
    """
    if len(lists) < 2:
        return next(iter(lists), None)
    named = ", ".join(f"{text} AS list{number}" for number, text in enumerate(lists))
    others = " AND ".join(f"one IN list{number}" for number in range(1, len(lists)))
    return f"COLLECT {{ WITH {named} UNWIND list0 AS one WITH * WHERE {others} RETURN one }}"


def check_placed(store: Store, centre: Parameter, around: str) -> None:
    """InvalidQuery where nothing says where the centre is."""
    node: FoundNode = store.read("MATCH (centre:Entity {id: $id}) RETURN centre AS centre", {"id": around})[0]["centre"]
    if node.location is None:
        instead = (
            "give it as place instead, to ask for what is in it" if node.kind == "Place" else "name a place instead"
        )
        raise InvalidQuery(f"{centre.name}: {node.name} has no location to measure from; {instead}")
