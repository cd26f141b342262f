"""Decisions on who is the same as whom: making one before the page is drawn, saying what came of it, taking it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ...graph.errors import ClusterAtlasError
from ...ingest.identity.judging import MATCHING
from .. import session
from ..look import safe

LISTED = 30
"""Decisions that are listed."""
VERBS = {"same": "are one", "different": "are two", "own": "is a thing of its own in"}


def attempt(change: Callable[[], str | None], words: str = "") -> None:
    """Makes a change before the page is drawn; what came of it, or went wrong, is said on the page."""
    try:
        if act := change():
            st.session_state.setdefault("decided", []).append(act)
        if words:
            tell(words)
    except ClusterAtlasError as error:
        st.session_state["failed"] = str(error)
    session.changed()


def made() -> list[str]:
    """The acts of this session that stand, the last one last."""
    return list(st.session_state.get("decided", []))


def take_back(act: str) -> None:
    """Takes an act back."""

    def undo() -> None:
        session.judging().undo(act)
        st.session_state["decided"] = [one for one in made() if one != act]

    attempt(undo, "Taken back: everything is as it would be without it.")


def tell(words: str) -> None:
    """Keeps what is to be said when the page is drawn."""
    st.session_state["told"] = words


def tell_outcome() -> None:
    """Says what came of the last click."""
    if failed := st.session_state.pop("failed", None):
        st.error(safe(failed), icon=":material/error:")
    if told := st.session_state.pop("told", None):
        st.success(safe(told), icon=":material/check:")


def decisions(given: Mapping[str, Any], *, filtered: bool = False) -> None:
    """The latest decisions, each with a way back; `filtered`: those of people first, the others on demand."""
    st.header("Decisions", anchor=False)
    wanted = {**given, "limit": LISTED}
    if filtered:
        by = st.segmented_control(
            "Made by", ["people", MATCHING, "anybody"], default="people", required=True, key="by",
            label_visibility="collapsed",
        )  # fmt: skip
        wanted |= {"people": by == "people"} | ({"who": MATCHING} if by == MATCHING else {})
    rows = session.ask("matches/judgements", wanted).rows
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", key=f"judgement-{row['act']}-{row['order']}"):
            st.markdown(in_words(row), width="stretch")
            if not row["undone_at"]:
                st.button(
                    "Take back", key=f"back:{row['act']}:{row['order']}", type="tertiary",
                    icon=":material/undo:", on_click=take_back, args=(row["act"],),
                )  # fmt: skip
    if not rows:
        st.caption("None yet.")
    if len(rows) == LISTED:
        st.caption(f"The latest {LISTED}; the saved query “Judgements on who is who” lists all.")


def in_words(row: Mapping[str, Any]) -> str:
    """A decision in words, in Markdown."""
    left = f"{safe(row['left_name'] or row['left'])} :gray[({safe(row['left'])})]"
    if row["verdict"] == "own":
        words = f"{left} {VERBS['own']} {safe(row['right'])}"
    else:
        right = f"{safe(row['right_name'] or row['right'])} :gray[({safe(row['right'])})]"
        words = f"{left} and {right} {VERBS[row['verdict']]}"
    gone = f" · taken back by {safe(row['undone_by'])}" if row["undone_at"] else ""
    return f"{words} :gray[· {safe(row['who'])}, {row['at'][:10]}{gone}]"
