"""Where to look: a distance, a time, a place or an area."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.store import Store
from clusteratlas.queries.areas import AREA_PARAMETERS, reach_of
from clusteratlas.queries.catalog import ask, find_query
from hypothesis import given
from hypothesis import strategies as st

from tests.queries.near.worlds import HERE, north
from tests.worlds import build

RING = "37.99,-122.2; 37.99,-121.8; 38.15,-121.8; 38.15,-122.2"
PURPOSES = ("suppliers", "customers", "rivals", "complementors", "institutions")


@pytest.fixture
def county(store: Store) -> Store:
    """Rivals of a firm at 5, 20 and 100 km, the first in a town of the county, the last in the county itself."""
    firms = ("firm", "close", "middle", "distant")
    build(
        store,
        *(f"{name} is classified as wine" for name in firms),
        *("close is located in town", "town is within county", "distant is located in county"),
        wine={"kind": "Industry"},
        county={"kind": "Place"},
        town={"kind": "Place"},
        firm={"at": HERE},
        close={"at": north(5)},
        middle={"at": north(20)},
        distant={"at": north(100)},
    )
    return store


WHERE: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["close", "middle"]),
    ({"km": 10}, ["close"]),
    ({"minutes": 25}, ["close"]),
    ({"minutes": 25, "speed": 60}, ["close", "middle"]),
    ({"minutes": 25, "speed": 60, "detour": 1.3}, ["close"]),
    ({"minutes": 600, "km": 10}, ["close"]),
    ({"place": "county"}, ["close", "distant"]),
    ({"place": "county", "km": 50}, ["close"]),
    ({"area": RING}, ["close"]),
    ({"area": RING, "place": "county"}, ["close"]),
    ({"area": RING, "km": 1}, []),
]


def test_where_is_a_distance_a_time_a_place_or_an_area(county: Store) -> None:
    found = [[row["id"] for row in ask(county, "near/rivals", {"firm": "firm", **where}).rows] for where, _ in WHERE]
    assert list(zip([where for where, _ in WHERE], found, strict=True)) == WHERE


def test_a_firm_without_a_location_has_those_of_a_place(county: Store) -> None:
    build(county, "lost is classified as wine", wine={"kind": "Industry"}, source="other_world")
    assert ask(county, "near/rivals", {"firm": "lost"}).rows == []
    rows = ask(county, "near/rivals", {"firm": "lost", "place": "county"}).rows
    assert [(row["id"], row["km"]) for row in rows] == [("close", None), ("distant", None)]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_query_takes_the_same_areas(purpose: str) -> None:
    query = find_query(f"near/{purpose}")
    assert query.inside == "firm"
    assert query.parameters.keys() >= AREA_PARAMETERS.keys()


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ({"km": 0}, "km: '0' is below 0.1"),
        ({"minutes": "soon"}, "minutes: 'soon' is not a number"),
        ({"speed": 0, "minutes": 5}, "speed: '0' is below 1"),
        ({"detour": 0.5, "minutes": 5}, "detour: '0.5' is below 1"),
        ({"area": "1,2; 3,4"}, "area: .*fewer than three corners"),
    ],
)
def test_a_wrong_area_names_what_is_wrong(store: Store, where: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidQuery, match=words):
        ask(store, "near/rivals", {"firm": "firm", **where})


@given(
    km=st.none() | st.floats(0.1, 2000),
    minutes=st.none() | st.floats(1, 1440),
    speed=st.floats(1, 300),
    detour=st.floats(1, 5),
)
def test_a_reach_is_within_each_limit(km: float | None, minutes: float | None, speed: float, detour: float) -> None:
    reach = reach_of({"km": km, "minutes": minutes, "speed": speed, "detour": detour})
    assert (reach is None) == (km is None and minutes is None)
    assert km is None or (reach is not None and reach <= km)
    assert minutes is None or (reach is not None and reach * detour <= minutes / 60 * speed * (1 + 1e-9))
