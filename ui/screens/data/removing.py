"""Taking a source out of the graph again."""

from __future__ import annotations

import streamlit as st

from ....graph.errors import ClusterAtlasError
from ....graph.kept_clusters import DRAWN
from ....graph.results import Rows
from ....ingest.prune import forget, held
from ....queries.words import count
from ... import routes, session
from ...look import safe

TOLD = "data:taken-out"
"""What is said once a source is out, when the page is drawn anew."""


def removing(titles: dict[str, str]) -> None:
    """A way to take one of these sources out, which says what goes with it before anything does; `titles` by id."""
    offered = [id for id in titles if id != DRAWN]
    opened = st.expander("Take a source out", icon=":material/delete:", key="data:out", on_change="rerun")
    if not opened.open or not offered:  # what it states is counted only where it is asked for
        return
    with opened:
        name = st.selectbox(
            "Which source", offered, index=0 if len(offered) == 1 else None, key="data:out:source", width=520,
            format_func=titles.__getitem__, placeholder="Choose one",
        )  # fmt: skip
        if name is None:
            return
        with st.spinner("Counting what it states …"):
            what = held(session.store(), name)
        st.markdown(
            f"**{safe(titles[name])}** states {count(what.records + what.links, 'fact')}: what it says of "
            f"{count(what.records, 'thing')}, and {count(what.links, 'link')}. With them goes what no other source "
            f"describes: {count(what.alone, 'thing')}. What other sources say stays. To undo it, load it again: "
            "decisions on what is one and the same, and corrections of its rows, are kept for then."
        )
        if st.button(
            "Yes, take it out", type="primary", icon=":material/delete_forever:", key="data:out:go"
        ) and take_out(name, titles[name]):
            st.rerun()


def take_out(name: str, title: str) -> bool:
    """Takes a source out, and keeps what is to be said of it; whether that was done."""
    with session.Bar(f"Taking {title} out …") as bar:
        try:
            removed = forget(session.store(), name, session.settings().rejects, bar)
        except ClusterAtlasError as error:
            st.error(safe(error), icon=":material/error:")
            return False
        finally:
            session.changed()
    left = session.ask_anew("sources/counts")
    things, links = (sum_of(left, what) for what in ("entity", "linkage"))
    st.session_state[TOLD] = (
        f"{safe(title)} is out: {count(removed, 'fact')} taken back. The graph now holds {count(things, 'thing')} and "
        f"{count(links, 'link')}."
    )
    st.query_params.pop("source", None)
    return True


def sum_of(counts: Rows, what: str) -> int:
    """How many things, or links, there are of all kinds."""
    return sum(row["count"] for row in counts if row["what"] == what)


def tell_taken_out() -> None:
    """Says what came of taking a source out, and how it is had again."""
    if told := st.session_state.pop(TOLD, None):
        st.success(told, icon=":material/check_circle:")
        routes.link("load", "Load it again, or another", icon=":material/upload:")
