"""The ways between pages; every address can be kept and sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

Name = Literal["search", "organisation", "near", "questions"]


def register(pages: Mapping[str, Page]) -> None:
    """Remembers the pages of this session, so that any of them can point to any other."""
    st.session_state["pages"] = dict(pages)


def link(page: Name, label: str, query: Mapping[str, Any] | None = None, **options: Any) -> None:
    """A link to a page, with what it is to show."""
    st.page_link(st.session_state["pages"][page], label=label, query_params=texts(query or {}), **options)


def go(page: Name, query: Mapping[str, Any]) -> None:
    """Goes to a page now."""
    st.switch_page(st.session_state["pages"][page], query_params=texts(query))


def address(page: Name, query: Mapping[str, Any]) -> str:
    """The whole address of a page, to keep or to send."""
    base = st.context.url or ""
    root = base.split("?")[0].rstrip("/")
    for name in st.session_state["pages"]:
        root = root.removesuffix(f"/{name}")
    return f"{root}/{page}?{urlencode(texts(query))}"


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
