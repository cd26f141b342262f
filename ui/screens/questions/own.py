"""What can be done with a query of one's own: change it, look at its versions, send it, delete it."""

from __future__ import annotations

import streamlit as st

from ....queries.own import kept
from ....queries.own.kept import OwnQuery
from ....queries.words import count
from ... import routes, session
from ...look import safe
from ...sharing import LONGEST_LINK, pack

SHARED = "shared"
"""Name of a query's whole text in the address."""


def own_bar(own: OwnQuery) -> None:
    """The actions on a query that a user wrote."""
    with st.container(horizontal=True, vertical_alignment="center", key="own-bar"):
        routes.link("questions", "Change it", {"write": own.name}, icon=":material/edit:")
        with st.popover(f"Version {own.version}", icon=":material/history:", type="tertiary"):
            versions(own)
        with st.popover("Send it", icon=":material/ios_share:", type="tertiary"):
            carry(own.text, own.name.removeprefix("own/"), f"own:{own.name}")
        with st.popover("Delete it", icon=":material/delete:", type="tertiary"):
            st.markdown(
                f"Delete **{safe(own.title)}** with {count(own.version, 'version')}? It cannot be brought back."
            )
            if st.button("Yes, delete it", key=f"own:{own.name}:delete", type="primary"):
                session.remove_own(own.name)
                go({}, f"{own.title} is deleted.")


def versions(own: OwnQuery) -> None:
    """Every version with its text, and the way back to it."""
    there = {one.version: one for one in kept.versions(session.store(), own.name)}
    chosen = st.selectbox(
        "Version",
        list(there),
        key=f"own:{own.name}:version",
        format_func=lambda number: f"{number}: {there[number].who}, {there[number].at.replace('T', ' ')[:16]} UTC",
    )
    one = there[chosen or own.version]
    st.code(one.text, language="cypher", wrap_lines=True)
    if one.version == own.version:
        st.caption("This is the version in force.")
    elif st.button(f"Go back to version {one.version}", key=f"own:{own.name}:back"):
        saved = session.save_own(one.text, name=own.name, over=own.version)
        go({"query": own.name}, f"Version {saved.version} says again what version {one.version} said.")


def carry(text: str, stem: str, key: str) -> None:
    """The query as a file, and as a link that holds all of it."""
    st.download_button(
        "Download the file", data=text, file_name=f"{stem}.cypher", mime="text/plain", key=f"{key}:file",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    packed = pack(text)
    if len(packed) > LONGEST_LINK:
        st.caption("It is too long for a link: send the file.")
        return
    st.caption(
        "This link carries the whole query, also into another workspace: whoever opens it sees the text, and nothing "
        "runs or is saved before they say so. Put your own address before it where theirs differs."
    )
    st.code(routes.address("questions", {SHARED: packed}), language=None, wrap_lines=True)


def go(query: dict[str, str], said: str) -> None:
    """Shows another question of this page, or the catalogue, and says what was done."""
    st.toast(said, icon=":material/check:")
    routes.show_address("questions", query)
    st.rerun()
