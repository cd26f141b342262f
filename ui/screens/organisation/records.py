"""The records that make up an organisation: taking some out, joining it with another, taking that back."""

from __future__ import annotations

import streamlit as st

from ....graph.model import ORGANISATION, model
from ....graph.results import FoundNode, Rows
from ....ingest.identity.as_one import kind_as_one
from ....ingest.identity.judging import Pair
from ....queries.words import count
from ... import session
from ...entity_picker import entity_picker
from ...look import safe
from ...views import cells
from ..decisions import attempt, decisions, tell, tell_outcome


def records(node: FoundNode) -> None:
    """What each source's record says of it, and the ways to correct who is who."""
    rows = session.ask("organisation/records", {"entity": node.id}).rows
    tell_outcome()
    st.caption(
        f"{count(len(rows), 'record')} of {count(len({row['source_id'] for row in rows}), 'source')} "
        f"{'make' if len(rows) != 1 else 'makes'} up what is known of it."
    )
    chosen = marked(node, rows)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Take the marked records out", key=f"split:{node.id}", icon=":material/call_split:",
            disabled=not 0 < len(chosen) < len(rows), on_click=split, args=(node, chosen),
            help="They become an organisation of their own, with their facts and linkages. Mark some, not all.",
        )  # fmt: skip
    st.markdown("**Join it with another**")
    other = entity_picker(
        "The organisation that is one and the same", f"same:{node.id}",
        ORGANISATION if ORGANISATION in model().kind(node.kind).labels else node.kind,
        about="Facts and linkages of both come together; this can be taken back.",
    )  # fmt: skip
    if other and other != node.id:
        st.button(
            "Join the two", key=f"join:{node.id}", icon=":material/join_inner:", type="primary",
            on_click=join, args=(node, other),
        )  # fmt: skip
    decisions({"entity": node.id})


def marked(node: FoundNode, rows: Rows) -> list[str]:
    """The table of records; those that are marked."""
    shown = {
        "Source": [row["source"] for row in rows],
        "Name in it": [row["name"] for row in rows],
        "Id in it": [row["said_id"] for row in rows],
        "File and row": [row["place"] for row in rows],
        "Facts": [row["facts"] for row in rows],
    }
    picked = st.dataframe(
        {name: cells(values) for name, values in shown.items()}, key=f"records:{node.id}", hide_index=True,
        on_select="rerun", selection_mode="multi-row", alt=f"Records of {node.name}",
    )  # fmt: skip
    return [rows[index]["record"] for index in picked["selection"]["rows"] if index < len(rows)]


def split(node: FoundNode, chosen: list[str]) -> None:
    """Takes records out."""
    words = f"Taken out of {node.name}: {count(len(chosen), 'record')}."
    attempt(lambda: session.judging().split(node.id, chosen), words)


def join(node: FoundNode, other: str) -> None:
    """Joins it with another."""

    def change() -> str:
        act = session.judging().same([Pair(node.id, other)])
        tell(f"{safe(node.name)} and {other} are one now. {kind_as_one(session.store(), node.id)}".strip())
        return act

    attempt(change)
    st.session_state.pop(f"same:{node.id}:chosen", None)
