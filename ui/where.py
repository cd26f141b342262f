"""Controls that say where to look: a distance, a travel time, a place, or an area drawn on the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ..graph.errors import InvalidQuery
from ..graph.results import FoundNode
from ..queries.areas import AREA_PARAMETERS, USUAL_KM, reach_of
from ..queries.parameters import Parameter
from . import session
from .entity_picker import choose, entity_picker
from .forms import UNFIT, polygon_widget
from .look import safe

WAYS = {"km": "Distance", "minutes": "Travel time", "place": "Place", "area": "Area on the map"}
"""What says where, by the parameter that holds it."""
FURTHEST_KM = 200
USUAL_MINUTES, LONGEST_MINUTES = 45, 240
TIMED = ("speed", "detour")
"""What a travel time is reckoned with."""


def follow_where(key: str, given: Mapping[str, str]) -> None:
    """Sets the controls `key` from an address; what does not fit is said, and the usual taken."""
    state = st.session_state
    state[f"{key}:way"] = next((way for way in reversed(WAYS) if given.get(way)), "km")
    km = fitting_value(AREA_PARAMETERS["km"], given) or USUAL_KM
    state[f"{key}:km"] = min(FURTHEST_KM, max(1, round(km)))
    minutes = fitting_value(AREA_PARAMETERS["minutes"], given) or USUAL_MINUTES
    state[f"{key}:minutes"] = min(LONGEST_MINUTES, max(1, round(minutes)))
    for name in TIMED:
        state[f"{key}:{name}"] = float(fitting_value(AREA_PARAMETERS[name], given))
    choose(f"{key}:place", given.get("place"))
    state[f"{key}:area"] = given.get("area", "")


def fitting_value(parameter: Parameter, given: Mapping[str, str]) -> Any:
    """The value of a parameter in an address; its usual one, and a warning, where what stands there does not fit."""
    try:
        return parameter.clean(given.get(parameter.name))
    except InvalidQuery as error:
        st.warning(f"The address does not fit: {safe(error)}. The usual is taken.", icon=":material/link_off:")
        return parameter.clean(None)


def where_controls(key: str, centre: FoundNode) -> dict[str, Any] | None:
    """Where to look around `centre`, as parameters of a query; None while a place or an area is still to be given."""
    first, second = st.columns([5, 6], vertical_alignment="bottom", gap="medium")
    way = first.segmented_control(
        "Where", list(WAYS), required=True, format_func=WAYS.__getitem__, key=f"{key}:way", persist_state="session"
    )
    if way == "area":
        area = polygon_widget(AREA_PARAMETERS["area"], None, f"{key}:area", around=[centre], wanted=True)
        return {"area": AREA_PARAMETERS["area"].text(area)} if area and area is not UNFIT else None
    with second:
        if way == "minutes":
            return travel_time(key)
        if way == "place":
            place = entity_picker("Place", f"{key}:place", "Place", about=AREA_PARAMETERS["place"].about)
            return {"place": place} if place else None
        km = st.slider(
            "Within (km)", 1, FURTHEST_KM, key=f"{key}:km", help=f"Straight-line distance from {safe(centre.name)}",
            persist_state="session",
        )  # fmt: skip
    return {"km": km}


def travel_time(key: str) -> dict[str, Any]:
    """Minutes, and the speed and detour by which they become a distance."""
    first, second, third = st.columns([4, 3, 3], vertical_alignment="bottom")
    minutes = first.slider(
        "Within (minutes)", 1, LONGEST_MINUTES, key=f"{key}:minutes", help=AREA_PARAMETERS["minutes"].about,
        persist_state="session",
    )  # fmt: skip
    raw: dict[str, Any] = {"minutes": minutes}
    for column, name, label in ((second, "speed", "At km/h"), (third, "detour", "Detour")):
        parameter = AREA_PARAMETERS[name]
        raw[name] = column.number_input(
            label, parameter.min, parameter.max, key=f"{key}:{name}", format="%g", help=parameter.about,
            persist_state="session",
        )  # fmt: skip
    return raw


def say_where(raw: Mapping[str, Any]) -> str:
    """Where was looked, in words.

    >>> say_where({"km": 30}), say_where({"minutes": 45, "speed": 50.0, "detour": 1.2})
    ('within 30 km', 'within about 45 minutes (an estimate: 31 km in a straight line)')
    """
    match raw:
        case {"minutes": minutes}:
            reach = reach_of({"km": None, **raw})
            return f"within about {minutes:g} minutes (an estimate: {reach:.0f} km in a straight line)"
        case {"place": place}:
            return f"in {session.entity(place).name}"
        case {"area": _}:
            return "inside the area"
    return f"within {raw['km']:g} km"
