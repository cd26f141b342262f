"""Values that hold for every row of a table, whatever its columns say."""

from __future__ import annotations

import streamlit as st

from ....graph.errors import ClusterAtlasError
from ....ingest.proposal import Column, Table, fix, unfix
from ...look import safe
from .columns import NOT_USED, choice_of, grouped, label_of, meanings, of_others
from .draft import Draft, desk


def fixed_form(draft: Draft, table: Table) -> None:
    """What holds for every row of a table, each with a way back, and a form for more of it."""
    key = f"load:{desk().turn}:{table.name}"
    held = [column for column in table.columns if column.fixed]
    with st.expander("The same for every row", expanded=bool(held), icon=":material/vertical_align_top:"):
        st.caption(
            "What no column says since it holds for all rows: they all are wineries (NAICS 312130), or in California."
        )
        for column in held:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{safe(column.examples[0])}**: {label_of(choice_of(column))}", width="stretch")
                st.button(
                    "Remove", key=f"{key}:fixed:{column.name}:{choice_of(column)}:gone", type="tertiary",
                    on_click=let_go, args=(draft, table.name, column),
                )  # fmt: skip
        left, right = st.columns(2, gap="small")
        choices = [
            choice for choice in (*dict.fromkeys((*grouped(), *meanings())), *of_others(table)) if choice != NOT_USED
        ]
        with left:
            st.selectbox(
                "Meaning for every row", choices, index=None, key=f"{key}:fixed:role", format_func=label_of,
                placeholder="What it means",
            )  # fmt: skip
        with right:
            st.text_input("Value for every row", key=f"{key}:fixed:value", placeholder="312130")
        st.button("Add to every row", key=f"{key}:fixed:add", on_click=take_over, args=(draft, table.name, key))
        if failed := st.session_state.pop(f"{key}:fixed:failed", None):
            st.error(safe(failed), icon=":material/error:")


def take_over(draft: Draft, table: str, key: str) -> None:
    """Takes over a value that was typed for every row, and empties its fields."""
    role, _, of = (st.session_state[f"{key}:fixed:role"] or "").partition("@")
    try:
        if draft.proposal:
            draft.proposal = fix(draft.proposal, table, st.session_state[f"{key}:fixed:value"], role, of)
    except ClusterAtlasError as error:
        st.session_state[f"{key}:fixed:failed"] = str(error)
        return
    st.session_state[f"{key}:fixed:role"] = None
    st.session_state[f"{key}:fixed:value"] = ""


def let_go(draft: Draft, table: str, column: Column) -> None:
    """Takes a value back that was to hold for every row."""
    if draft.proposal:
        draft.proposal = unfix(draft.proposal, table, column)
