"""Outlines say what holds a point and who is beside whom."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from clusteratlas.graph.records import Point
from clusteratlas.ingest.cleaning.outlines import Outlines

ARCS = [
    [[1, 1], [0, 1]],  # west | east, one unit long
    [[1, 2], [-1, 0], [0, -1], [1, 0]],  # the rest of west: a square of side 1
    [[1, 1], [1, 0], [0, 1], [-1, 0]],  # the rest of east
    [[2, 2], [1, 0], [0, 1], [-1, 0], [0, -1]],  # a square that touches east in a corner
    [[10, 10], [4, 0], [0, 4], [-4, 0], [0, -4]],  # a frame ...
    [[11, 11], [0, 2], [2, 0], [0, -2], [-2, 0]],  # ... and the hole in it, which is an area of its own
]


@pytest.fixture
def outlines(tmp_path: Path) -> Outlines:
    geometries = [
        {"type": "Polygon", "id": "west", "arcs": [[0, 1]]},
        {"type": "Polygon", "id": "east", "arcs": [[~0, 2]]},
        {"type": "Polygon", "id": "corner", "arcs": [[3]]},
        {"type": "MultiPolygon", "id": "frame", "arcs": [[[4], [5]]]},
        {"type": "Polygon", "id": "hole", "arcs": [[~5]]},
    ]
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [0, 0]},
        "arcs": ARCS,
        "objects": {"areas": {"type": "GeometryCollection", "geometries": geometries}},
    }
    path = tmp_path / "areas.json"
    path.write_text(json.dumps(topology), encoding="utf-8")
    return Outlines(path, "areas")


@pytest.mark.parametrize(
    ("lat", "lon", "area"),
    [
        (0.75, 0.25, "west"),
        (0.75, 0.75, "east"),
        (1.25, 1.25, "corner"),
        (5.1, 5.1, "frame"),
        (6.0, 6.0, "hole"),
        (3.0, 3.0, None),
    ],
)
def test_a_point_is_in_the_area_around_it(outlines: Outlines, lat: float, lon: float, area: str | None) -> None:
    assert outlines.at(Point(lat, lon)) == area


def test_neighbours_share_a_line_and_not_a_corner(outlines: Outlines) -> None:
    assert list(outlines.neighbours()) == [("east", "west"), ("frame", "hole")]


def test_the_nearest_area_is_found_within_the_distance_only(outlines: Outlines) -> None:
    outside = Point(0.75, 1.1)  # a tenth of a degree east of east, some 11 km
    assert outlines.near(outside, 12) == "east"
    assert outlines.near(outside, 10) is None
