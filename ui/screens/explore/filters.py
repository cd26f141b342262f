"""What is asked on the page Explore: from where, to where, and what counts, in widgets and in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from ....graph.errors import InvalidQuery
from ....graph.results import FoundNode
from ....queries.catalog import find_query
from ....queries.parameters import Parameter
from ... import routes, session
from ...entity_picker import choose, entity_picker
from ...forms import UNFIT, begin, plain_widget
from ...look import safe
from ...views import GRAPH_NODES, MOST_NODES

NEIGHBOURHOOD, BETWEEN = "paths/neighbourhood", "paths/between"
START, END, OPEN = "start", "end", "open"
"""What the address calls the organisation to go out from, the one to find paths to, and those that were expanded."""
FIRST = ("hops", "direction", "kinds")
MORE = ("km", "date", "confidence", "inferred", "each", "limit")
SAID: dict[str, tuple[str, dict[Any, str]]] = {
    "hops": ("Steps away", {1: "1", 2: "2", 3: "3"}),
    "direction": ("Direction", {"either": "Either", "out": "Outward", "in": "Inward"}),
}
"""Filters with few values: what they are called, and their values in words."""
SHARED = ("kinds", "date", "confidence", "inferred")
"""Filters that paths have as well."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked on the page."""

    start: FoundNode
    end: FoundNode | None
    filters: Mapping[str, Any]
    """Values of the parameters of the neighbourhood but for where it starts."""

    def address(self, expanded: list[str]) -> dict[str, Any]:
        """All of it as the address holds it; what is as it is by default is left out."""
        known = parameters()
        said = {
            name: known[name].text(value)
            for name, value in self.filters.items()
            if value is not UNFIT and value != known[name].default
        }
        end = self.end.id if self.end else None
        return {START: self.start.id, END: end, **said, OPEN: ",".join(expanded) or None}

    def of_paths(self) -> dict[str, Any]:
        """The parameters of the paths to the other organisation."""
        return {START: self.start.id, END: self.end.id if self.end else None} | {
            name: self.filters[name] for name in SHARED
        }


def parameters() -> dict[str, Parameter]:
    """The filters by name; as many organisations as a graph shows well."""
    known = dict(find_query(NEIGHBOURHOOD).parameters)
    known["limit"] = replace(known["limit"], default=GRAPH_NODES - 1, max=MOST_NODES - 1)
    return known


def follow(given: dict[str, str]) -> None:
    """Sets everything from an address that brought the reader here; an empty one brings back what was here last."""
    state = st.session_state
    before: dict[str, str] = state.get("explore:given", {})
    if given == before and given:
        return
    given = given or before
    state["explore:given"] = given
    state["explore:turn"] = state.get("explore:turn", 0) + 1
    choose(f"explore:{START}", given.get(START))
    choose(f"explore:{END}", given.get(END))
    state["explore:open"] = [id for id in given.get(OPEN, "").split(",") if id]
    known = parameters()
    for name in (*FIRST, *MORE):
        try:
            known[name].clean(given.get(name))
        except InvalidQuery as error:
            st.warning(f"The address does not fit: {safe(error)}", icon=":material/info:")


def keep(asked: Asked) -> None:
    """Puts what is asked into the address."""
    shown = routes.texts(asked.address(expanded()))
    if shown != st.query_params.to_dict():
        st.session_state["explore:given"] = shown
        routes.show_address("explore", shown)


def share(asked: Asked) -> None:
    """The address of what is shown, to keep or to send."""
    with st.popover("Link to this page", icon=":material/link:", type="tertiary"):
        st.caption("Keep or send this address; it opens what is shown now.")
        st.code(routes.address("explore", asked.address(expanded())), language=None, wrap_lines=True)


def expanded() -> list[str]:
    """The organisations whose neighbours were added by hand."""
    ids: list[str] = st.session_state.setdefault("explore:open", [])
    return ids


def asked_for() -> Asked | None:
    """What the reader asks for; None while no organisation is picked."""
    left, right = st.columns(2, gap="medium")
    with left:
        start = entity_picker("From", f"explore:{START}", "Organisation", about="The organisation to go out from")
    if start is None:
        return None
    with right:
        about = "Another organisation: the paths between the two are shown in the place of the neighbourhood"
        end = entity_picker("Paths to (optional)", f"explore:{END}", "Organisation", about=about)
        if end:
            st.button(
                "Back to the neighbourhood", key="explore:back", icon=":material/arrow_back:", type="tertiary",
                on_click=choose, args=(f"explore:{END}", None),
            )  # fmt: skip
    return Asked(session.entity(start), session.entity(end) if end else None, filters(end is not None))


def filters(between: bool) -> dict[str, Any]:
    """The values of all filters; those that paths do not have keep theirs where paths are shown."""
    known, given = parameters(), st.session_state["explore:given"]
    turn = st.session_state["explore:turn"]

    def widget(name: str) -> Any:
        key, value = f"explore:{turn}:{name}", begin(known[name], given)
        if name not in SAID:
            return plain_widget(known[name], value, key)
        label, words = SAID[name]
        return st.segmented_control(
            label, list(words), default=value, format_func=words.__getitem__, required=True, key=key,
            help=known[name].about,
        )  # fmt: skip

    values = {name: begin(known[name], given) for name in (*FIRST, *MORE)}
    shown = [name for name in FIRST if not between or name in SHARED]
    widths = {"hops": 2, "direction": 3, "kinds": 5}
    columns = st.columns([*(widths[name] for name in shown), 2], vertical_alignment="bottom", gap="medium")
    for name, column in zip(shown, columns, strict=False):
        with column:
            values[name] = widget(name)
    held = (st.session_state.get(f"explore:{turn}:{name}", values[name]) for name in MORE)
    active = sum(value not in (known[name].default, "") for name, value in zip(MORE, held, strict=True))
    label = "More filters" + (f" ({active})" if active else "")
    with columns[-1].popover(label, icon=":material/tune:", key="explore:more", width="stretch"):
        for name in MORE:
            if not between or name in SHARED:
                values[name] = widget(name)
    return values
