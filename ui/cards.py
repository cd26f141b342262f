"""The rows of a table as cards, one below the other: how a phone shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from ..graph.results import FoundNode
from . import routes
from .exports.cells import in_words
from .look import mark_html, table_html, value_in_words

MOST_CARDS = 30
"""How many rows are shown as cards, and how many more each time that the reader asks for more."""


def show_cards(
    rows: Sequence[Mapping[str, Any]],
    columns: Mapping[str, Any],
    ids: Sequence[str | None],
    caption: str,
    leading: str | None = None,
    *,
    key: str,
) -> None:
    """The first rows as cards, headed by the first column, and a button for more; what a row names leads to its page.

    `leading` is the column that leads to the things of `ids` where a row names none; else it is the first.
    """
    shown = [name for name in columns if not is_picture(name, rows)]
    labels = [str(columns[name].get("label") or name) for name in shown]
    most = st.session_state.get(key, MOST_CARDS)
    cards = [
        [cell(row.get(name), id if name == (leading or shown[0]) and not names_any(row) else None) for name in shown]
        for row, id in zip(rows[:most], ids, strict=False)
    ]
    table_html(labels, cards, caption)
    if (left := len(rows) - most) > 0:
        st.caption(f"The first {most:,} of {len(rows):,} rows.")
        st.button(
            f"Show {min(MOST_CARDS, left)} more", key=f"{key}:more", icon=":material/expand_more:", width="stretch",
            on_click=lambda: st.session_state.update({key: most + MOST_CARDS}),
        )  # fmt: skip


def is_picture(name: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a column holds pictures."""
    return any(str(row.get(name) or "").startswith("data:") for row in rows)


def names_any(row: Mapping[str, Any]) -> bool:
    """Whether a row holds something that has a page."""
    return any(isinstance(value, FoundNode) for value in row.values())


def cell(value: Any, id: str | None) -> str:
    """A value as HTML; what has a page, or is that of the `id`, is a link to it."""
    if isinstance(value, FoundNode):
        return f"{mark_html(value.kind)}{linked(value.name, value.id)}"
    said = value_in_words(value) if isinstance(value, bool | int | float) else in_words(value)
    return linked(said, id) if id and said else escape(said)


def linked(text: str, id: str) -> str:
    """A text that leads to the page of something, as HTML."""
    return f'<a href="{escape(routes.address("organisation", {"id": id}), quote=True)}">{escape(text)}</a>'
