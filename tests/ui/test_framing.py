"""Where a map opens on which nothing is drawn yet."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st
from clusteratlas.graph.results import FoundNode
from clusteratlas.graph.store import Store
from clusteratlas.ui import framing, session

from tests.worlds import build


@pytest.fixture
def world(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    far: dict[str, Any] = {
        f"far-{number}": {"at": (60.0 + number / 100, 20.0), "town": "SOMEWHERE"} for number in range(3)
    }
    near: dict[str, Any] = {
        f"near-{number}": {"at": (50.0 + number / 100, 10.0), "town": "Nowhere"} for number in range(40)
    }
    shire = {"kind": "Place", "name": "Invented Shire", "at": (60.05, 20.05), "area_km2": 100.0}
    build(store, *(f"{id} is located in shire" for id in far), shire=shire, **far, **near)
    monkeypatch.setattr(session, "store", lambda: store)
    monkeypatch.setattr(session, "revision", lambda: "of this test")
    st.cache_data.clear()
    return store


def corners(chosen: list[FoundNode]) -> tuple[float, ...]:
    lower, upper = framing.frame_of(chosen) or ((), ())
    return (*lower, *upper)


def test_a_map_opens_on_the_chosen_place_then_the_chosen_firms_else_where_most_are(world: Store) -> None:
    shire, firm = (
        world.read("MATCH (entity:Entity {id: $id}) RETURN entity AS entity", {"id": id})[0]["entity"]
        for id in ("shire", "near-3")
    )
    assert corners([firm, shire]) == pytest.approx((59.9, 19.9, 60.15, 20.15), abs=0.01)
    assert corners([firm]) == pytest.approx((49.93, 9.9, 50.13, 10.1), abs=0.01)
    assert corners([]) == pytest.approx((49.9, 9.9, 50.5, 10.1), abs=0.1)
    assert framing.frame_of([FoundNode("nowhere", "Firm", {"name": "Unplaced Works"})]) == framing.frame_of([])


def test_names_of_towns_and_places_are_those_in_the_frame(world: Store) -> None:
    assert [one["name"] for one in framing.names_in(((59.9, 19.9), (60.2, 20.2)))] == ["Somewhere", "Invented Shire"]
    assert framing.names_in(None) == []
