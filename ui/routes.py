"""The ways between pages; every address can be kept and sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

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
    """Brings the browser's address up to date where a link led from a page to itself.

    Streamlit changes it only on the way to another page, so that it could be neither sent nor gone back to.
    """
    before, now = st.session_state.get("address"), (page, st.query_params.to_dict())
    if before and before[0] == page and before != now:
        st.query_params.from_dict(now[1])
    st.session_state["address"] = now


def show_address(page: Name, query: Mapping[str, Any]) -> None:
    """Puts what is shown now into the browser's address."""
    st.query_params.from_dict(texts(query))
    st.session_state["address"] = (page, st.query_params.to_dict())


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
