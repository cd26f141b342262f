"""What a query of one's own asks for, one box a parameter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ....queries.catalog import catalog
from ....queries.own.draft import asked_for
from ....queries.parameters import ENTITY_TYPES, PLAIN_TYPES
from ... import session
from ...look import safe
from ...routes import texts

TYPES = {
    "text": "text",
    "int": "whole number",
    "number": "number",
    "date": "date",
    "flag": "yes or no",
    "choice": "choice from a list",
    "polygon": "area (polygon)",
    "linkages": "kinds of linkages",
    "entity": "anything in the graph",
}
"""What types are called where their name says too little."""
OFFERED = [*ENTITY_TYPES, *(type for type in PLAIN_TYPES if type != "weights")]
"""Types to choose from; no query of one's own weighs ties."""
NUMBERS = ("int", "number")
LISTS = ("str", "int", "float", "any")
"""Types of columns that can fill a list."""
DEFAULTS = {
    "flag": "no",
    "date": "2021-11-30",
    "polygon": "38.2,-122.4; 38.6,-122.7; 38.3,-122.2",
    "linkages": "any",
}
"""Examples of a default."""


def fill_rows(key: str, parameters: Sequence[Mapping[str, Any]]) -> None:
    """Puts parameters into the form `key`, as they stand in a header."""
    st.session_state[f"{key}:rows"] = list(range(len(parameters)))
    for row, entry in enumerate(parameters):
        fill_row(f"{key}:{row}", entry)


def fill_row(key: str, entry: Mapping[str, Any]) -> None:
    """Puts one parameter into its box."""
    choices, default = entry.get("choices"), entry.get("default")
    said = {
        "name": entry["name"],
        "type": entry.get("type", "text"),
        "about": entry.get("about", ""),
        "needed": "default" not in entry,
        "default": "" if default is None else texts({"default": default})["default"],
        "min": entry.get("min"),
        "max": entry.get("max"),
        "unit": entry.get("unit", ""),
        "choices": ", ".join(choices) if isinstance(choices, list) else "",
        "listed": f"{choices['query']} {choices['column']}" if isinstance(choices, Mapping) else "",
        "between": entry.get("between"),
    }  # fmt: skip
    for name, value in said.items():
        st.session_state[f"{key}:{name}"] = float(value) if name in ("min", "max") and value is not None else value


def add_row(key: str, name: str) -> None:
    """Adds a box for one more parameter; one called like a type is taken to be of it."""
    rows: list[int] = st.session_state[f"{key}:rows"]
    row = max(rows, default=-1) + 1
    fill_row(f"{key}:{row}", {"name": name, "type": name if name in OFFERED else "text"})
    st.session_state[f"{key}:rows"] = [*rows, row]


def drop_row(key: str, row: int) -> None:
    """Takes a parameter out."""
    st.session_state[f"{key}:rows"] = [other for other in st.session_state[f"{key}:rows"] if other != row]


def parameter_boxes(key: str, body: str, given: Sequence[str] = ()) -> tuple[Mapping[str, Any], ...]:
    """The parameters of the form, each as a header says it; offers those that the Cypher names and nobody described.

    What is `given` to the Cypher besides needs no box.
    """
    entries = [box(f"{key}:{row}", key, row) for row in st.session_state[f"{key}:rows"]]
    described = {*given, *(entry["name"] for entry in entries)}
    with st.container(horizontal=True, vertical_alignment="center"):
        for name in asked_for(body):
            if name not in described:
                st.button(
                    f"Add ${safe(name)}", key=f"{key}:add:{name}", icon=":material/add:", on_click=add_row,
                    args=(key, name), type="primary",
                )  # fmt: skip
        st.button("Add a parameter", key=f"{key}:add", icon=":material/add:", on_click=add_row, args=(key, ""))
    return tuple(entries)


def box(key: str, form: str, row: int) -> Mapping[str, Any]:
    """The box of one parameter."""
    with st.container(border=True, gap="small", key=f"{key}:box"):
        first, second, third, fourth = st.columns([3, 3, 2, 3], vertical_alignment="bottom")
        name = first.text_input("Name", key=f"{key}:name", placeholder="place", persist_state="session")
        type = second.selectbox(
            "Type", OFFERED, key=f"{key}:type", persist_state="session",
            format_func=lambda one: TYPES.get(one, one),
            help="A place, firm, industry or the like is given by name and becomes its id in the Cypher.",
        )  # fmt: skip
        needed = third.toggle(
            "Needed", key=f"{key}:needed", persist_state="session", help="Off: it has a default, or may be left out"
        )
        default = fourth.text_input(
            "Default", key=f"{key}:default", disabled=needed, placeholder=DEFAULTS.get(type, "none"),
            help="Empty: it may be left out, and is null in the Cypher", persist_state="session",
        )  # fmt: skip
        about = st.text_input(
            "What it is", key=f"{key}:about", placeholder="County, metro or state", persist_state="session"
        )
        entry: dict[str, Any] = {"name": (name or "").strip(), "type": type}
        if (about or "").strip():
            entry["about"] = about
        if not needed:
            entry["default"] = (default or "").strip() or None
        entry |= limits(key) if type in NUMBERS else listed(key) if type == "choice" else {}
        if type == "linkages" and (between := st.session_state.get(f"{key}:between")):
            entry["between"] = between
        st.button(
            "Take it out", key=f"{key}:drop", icon=":material/close:", type="tertiary", on_click=drop_row,
            args=(form, row),
        )  # fmt: skip
    return entry


def limits(key: str) -> dict[str, Any]:
    """Bounds and unit of a number."""
    low, high, unit = st.columns(3)
    least = low.number_input("At least", key=f"{key}:min", value=None, format="%g", persist_state="session")
    most = high.number_input("At most", key=f"{key}:max", value=None, format="%g", persist_state="session")
    said = unit.text_input("Unit", key=f"{key}:unit", placeholder="km", persist_state="session")
    found: dict[str, Any] = {} if least is None else {"min": plain(least)}
    found |= {} if most is None else {"max": plain(most)}
    return found | ({"unit": said.strip()} if (said or "").strip() else {})


def plain(number: float) -> float:
    """A number without a fraction that says nothing."""
    return int(number) if number == int(number) else number


def listed(key: str) -> dict[str, Any]:
    """What a choice is made from: written out, or the column of another query."""
    first, second = st.columns(2)
    written = first.text_input(
        "Choices", key=f"{key}:choices", placeholder="trade, alike, any", help="With commas", persist_state="session"
    )
    columns = list_columns()
    if st.session_state.get(f"{key}:listed") not in columns:
        columns[str(st.session_state.get(f"{key}:listed") or "")] = "Not from another query"
    column = second.selectbox(
        "or the list in a column of", list(columns), key=f"{key}:listed", format_func=columns.__getitem__,
        help="Queries that ask for nothing", persist_state="session",
    )  # fmt: skip
    if column:
        query, _, name = column.partition(" ")
        return {"choices": {"query": query, "column": name}}
    return {"choices": [part.strip() for part in (written or "").split(",") if part.strip()]}


def list_columns() -> dict[str, str]:
    """Columns that can fill a list: query and column, and how they are called."""
    own = [kept.query for kept in session.own_queries().values() if kept.query]
    found = {"": "Not from another query"}
    for query in (*own, *catalog().values()):
        if not query.lacks({}):
            found |= {
                f"{query.name} {name}": f"{query.title}: {name}"
                for name, type in query.returns.items()
                if type in LISTS
            }
    return found
