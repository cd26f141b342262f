"""Picking an entity by typing part of its name."""

from __future__ import annotations

import streamlit as st

from ..graph.errors import NotFound
from ..graph.results import FoundNode
from ..queries.catalog import unmistakable
from . import session
from .look import line, lines, mark, safe, with_article

OFFERED = 6
"""How many matches are offered while a name is typed."""


def entity_picker(
    label: str, key: str, kind: str, *, about: str = "", initial: str | None = None, counted: bool = False
) -> str | None:
    """The id of an entity: typed in part, then picked from what comes near; None while nothing is picked.

    A text that can mean one thing alone needs no click: that one is taken, and named. Places are those
    that an office counts, where `counted` asks for it and some are.
    """
    chosen = f"{key}:chosen"
    if chosen not in st.session_state:
        st.session_state[chosen] = initial
    given = st.session_state[chosen]
    node = picked(given, counted=counted)
    if node is None and given:
        st.session_state[f"{key}:text"], st.session_state[chosen] = given, None
    if node is not None:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.markdown(
                f"**{safe(label)}**  \n{mark(node.kind)} {safe(node.name)} :gray[{safe(line(node))}]",
                help=about or None,
            )
            st.button("Change", key=f"{key}:change", icon=":material/edit:", on_click=choose, args=(key, None))
        return node.id
    whose = "" if kind == "Entity" else f" of {with_article(kind.lower())}"
    text = st.text_input(
        label, key=f"{key}:text", type="search", live="200ms", placeholder=f"Type part of the name{whose}",
        help=about or None,
    )  # fmt: skip
    if not (text or "").strip():
        if kind == "Cluster":
            kept_clusters(key)
        return None
    rows = session.search(str(text), kind if kind != "Entity" else "any", OFFERED, counted=counted)
    nodes = [row["entity"] for row in rows]
    said, taken = lines(nodes), unmistakable(nodes, str(text))
    if not rows:
        st.caption(f"No {kind.lower()} is called like “{safe(text)}”. Try fewer letters or another spelling.")
    elif taken:
        st.caption(f":material/check: Taken: **{safe(taken.name)}** :gray[{safe(said[taken.id])}]")
    else:
        st.caption("Several come near; pick one.")
    for row in rows:
        if taken is None or row["id"] != taken.id:
            st.button(
                f"{mark(row['kind'])} {safe(row['name'])} :gray[{safe(said[row['id']])}]",
                key=f"{key}:pick:{row['id']}", type="tertiary", on_click=choose, args=(key, row["id"]),
            )  # fmt: skip
    return taken.id if taken else None


def kept_clusters(key: str) -> None:
    """A list of the clusters that were kept, below the box of the picker `key`; nothing where there are none."""
    named = {
        row["cluster_id"]: row["cluster"].name + ("" if row["latest"] else f", version {row['version']}")
        for row in sorted(session.kept_clusters(), key=lambda row: not row["latest"])
    }
    if named:
        listed = f"{key}:listed"
        st.selectbox(
            "Clusters that were kept", list(named), index=None, key=listed, format_func=lambda id: named.get(id, id),
            placeholder="or choose one that was kept", label_visibility="collapsed", on_change=choose_listed,
            args=(key,),
        )  # fmt: skip


def choose_listed(key: str) -> None:
    """Picks in the picker `key` what was chosen in its list."""
    choose(key, st.session_state.pop(f"{key}:listed", None))


def is_open(key: str) -> bool:
    """Whether something is typed in the picker `key`, which does not say whom it means while nothing is picked."""
    return bool((st.session_state.get(f"{key}:text") or "").strip())


def picked(given: str | None, *, counted: bool) -> FoundNode | None:
    """The entity of an id or a name, or None; says so where there is none."""
    if not given:
        return None
    try:
        return session.entity(given, counted=counted)
    except NotFound as error:
        st.warning(safe(error), icon=":material/info:")
        return None


def choose(key: str, id: str | None) -> None:
    """Picks an entity in the picker `key`, or clears it."""
    st.session_state[f"{key}:chosen"] = id
    st.session_state.pop(f"{key}:text", None)
