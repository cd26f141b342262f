"""The ways between pages; every address can be kept and sent."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import Any, Literal
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

HEARD, ARRIVED = 5.0, 1.0
"""Seconds until the browser has heard of a new address: from when it was told, and from when the page was there."""
Name = Literal["search", "organisation", "near", "explore", "questions", "load", "reports", "review", "data"]


def register(pages: Mapping[str, Page]) -> None:
    """Remembers the pages of this session, so that any of them can point to any other."""
    st.session_state["pages"] = dict(pages)


def link(page: Name, label: str, query: Mapping[str, Any] | None = None, **options: Any) -> None:
    """A link to a page, with what it is to show."""
    st.page_link(st.session_state["pages"][page], label=label, query_params=texts(query or {}), **options)


def address(page: Name, query: Mapping[str, Any]) -> str:
    """The whole address of a page, to keep or to send."""
    base = st.context.url or ""
    root = base.split("?")[0].rstrip("/")
    for name in st.session_state["pages"]:
        root = root.removesuffix(f"/{name}")
    return f"{root}/{page}?{urlencode(texts(query))}"


def keep_address(page: Name) -> None:
    """Brings what the browser says its address is, and its address, up to date with each other.

    Streamlit changes the address only on the way to another page, so that where a link led from a page to itself it
    could be neither sent nor gone back to. And what the browser asked for before it heard of a new address still names
    the one that this replaced: taken at its word, it would undo what was asked.
    """
    before, now = st.session_state.get("address"), (page, st.query_params.to_dict())
    if before and before[0] == page and before != now:
        now = before if now in replaced() else now
        st.query_params.from_dict(now[1])
    st.session_state["address"] = now


def show_address(page: Name, query: Mapping[str, Any]) -> None:
    """Puts what is shown now into the browser's address."""
    before, now = (page, st.query_params.to_dict()), (page, texts(query))
    if before == now:
        return
    st.session_state["address:replaced"] = [*(one for one in replaced() if one != now), before]
    st.session_state["address:heard"] = monotonic() + HEARD
    st.query_params.from_dict(now[1])
    st.session_state["address"] = now


def replaced() -> list[tuple[str, dict[str, str]]]:
    """Addresses of which the browser may not have heard yet that there is another."""
    late = monotonic() > st.session_state.get("address:heard", 0)
    return [] if late else st.session_state.get("address:replaced", [])


def shown_whole() -> None:
    """Says that a page is there to its end: the browser hears of its address by now."""
    heard = st.session_state.get("address:heard", 0)
    st.session_state["address:heard"] = min(heard, monotonic() + ARRIVED)


def texts(query: Mapping[str, Any]) -> dict[str, str]:
    """Values as an address holds them; missing ones are left out.

    >>> texts({"km": 25, "place": None, "special": True})
    {'km': '25', 'special': 'yes'}
    """
    said = {True: "yes", False: "no"}
    return {
        name: said[value] if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
        for name, value in query.items()
        if value is not None and value != ""
    }
