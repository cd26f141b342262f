"""Areas that a user draws: what is taken, and what is said of the others."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask
from clusteratlas.queries.parameters import Parameter
from clusteratlas.queries.polygon import clean_polygon, polygon_text
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds import build

AREA = Parameter("area", "polygon")
CORNERS = [[-122.5, 38.0], [-122.5, 38.5], [-122.0, 38.5]]
SHAPE = {"type": "Polygon", "coordinates": [[*CORNERS, CORNERS[0]]]}
ARROW = "38,-123; 39,-122; 38,-121; 38.5,-122"
"""An area with a bay at its south."""


@pytest.mark.parametrize(
    "raw",
    [
        "38.0,-122.5; 38.5,-122.5; 38.5,-122.0",
        "38 -122.5;38.5 -122.5;38.5 -122;38 -122.5;",
        json.dumps(SHAPE),
        SHAPE,
        {"type": "Feature", "properties": {}, "geometry": SHAPE},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": SHAPE}]},
        {"type": "Polygon", "coordinates": [[[*point, 12.5] for point in [*CORNERS, CORNERS[0]]]]},
    ],
)
def test_an_area_is_taken_in_every_form(raw: Any) -> None:
    value = AREA.clean(raw)
    assert value == {"ring": [*CORNERS, CORNERS[0]], "south": 38.0, "west": -122.5, "north": 38.5, "east": -122.0}
    assert AREA.clean(value) == value
    assert AREA.clean(AREA.text(value)) == value


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (None, "is needed"),
        ("", "is needed"),
        ("somewhere", "has a corner ['somewhere'], which is not latitude,longitude"),
        ("38,-122; 39,-122", "has fewer than three corners"),
        ("38,-122; 39,-122; 38,-122", "has fewer than three corners"),
        ("38,-122; 39,-122; 40,-122", "has no area: its corners are on one line"),
        ("38,-122; 39,west; 40,-121", "has a corner 39, west, which is not two numbers"),
        ("-122,38; -122,39; -121,39", "off the Earth (-90 to 90, -180 to 180); the two may be exchanged"),
        ("38,-190; 39,-190; 39,-191", "off the Earth"),
        ("10,170; 20,170; 20,-170", "reaches over the 180th meridian"),
        ('{"type": "Polygon"', "is not GeoJSON"),
        ({"type": "Point", "coordinates": [1, 2]}, "is not a GeoJSON Polygon but Point"),
        ({"type": "Polygon", "coordinates": []}, "without coordinates"),
        ({"type": "Polygon", "coordinates": [CORNERS]}, "is not closed: its last point must be its first again"),
        ({"type": "Polygon", "coordinates": [[*CORNERS, CORNERS[0]], CORNERS]}, "has holes"),
        ({"type": "Polygon", "coordinates": [[1, 2, 3]]}, "has a corner 1, which is not longitude, latitude"),
        ({"type": "FeatureCollection", "features": [{}, {}]}, "is not one area but a collection"),
        ("; ".join(f"{38 + n / 9999},{n / 9999}" for n in range(1_002)), "has 1,002 corners, more than 1,000"),
    ],
)
def test_what_is_no_area_is_refused_by_the_parameters_name(raw: Any, says: str) -> None:
    with pytest.raises(InvalidQuery) as caught:
        AREA.clean(raw)
    message = str(caught.value)
    assert message.startswith("area:")
    assert says in message
    assert "give an area as 'latitude,longitude; latitude,longitude; ...' or a GeoJSON Polygon" in message


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["Polygon", "1"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "coordinates", "ring", "features", "geometry"]), inner, max_size=4)
    ),
)


@given(JSON | st.text(st.sampled_from("1290-.,; x"), max_size=40))
def test_anything_is_an_area_or_refused(raw: Any) -> None:
    with contextlib.suppress(ValueError):
        area = clean_polygon(raw)
        if area is not None:
            assert area["ring"][0] == area["ring"][-1]
            assert clean_polygon(polygon_text(area)) is not None


def test_organisations_inside_an_area_are_found_and_no_others(store: Store) -> None:
    build(
        store,
        "inside is classified as coopers",
        "inside is classified as makers",
        "coopers is within wood",
        inside={"at": (38.5, -122.4)},
        bay={"at": (38.1, -122.0)},
        tip={"at": (38.9, -122.0), "kind": "Institution"},
        beside={"at": (38.9, -122.9)},
        far={"at": (10.0, 10.0)},
        nowhere={},
        coopers={"kind": "Industry"},
        makers={"kind": "Industry"},
        wood={"kind": "Industry"},
    )

    def found(**more: Any) -> set[str]:
        return {row["id"] for row in ask(store, "places/inside", {"area": ARROW, **more}).rows}

    assert found() == {"inside", "tip"}
    assert found(kind="Institution") == {"tip"}
    assert found(industry="wood") == {"inside"}
    assert found(limit=1) in ({"inside"}, {"tip"})
    assert found(area="9,9; 9,11; 11,11; 11,9") == {"far"}
