"""How sharp a boundary is at each size, and the ways to cut it elsewhere."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from ....queries.boundaries.weights import weighing, weights
from ....queries.catalog import Answer
from ....queries.words import count
from ... import routes, session
from ...look import is_dark, safe

CURVE = "boundaries/cuts"
"""The query that tells it."""
HEIGHT = 260
ICON = ":material/content_cut:"


def show_curve(answer: Answer, key: str) -> None:
    """The share cut at each size with where it is sharp, a line at the cut that is shown, and a slider."""
    rows = curve_of(answer)
    if not rows:
        st.info("There is no curve: the seeds are all that is tied.", icon=":material/info:")
        return
    given, drawn_at = answer.parameters["size"], rows[0]["members"]
    size = given or drawn_at
    with weighing(answer.parameters["weights"]):
        width = weights()["search.sharp"]
    st.caption(
        "What the boundary cuts of the ties, in the order in which members enter, those of the boundary as found "
        "first: from 0, nothing, to 1, as much as a line drawn anywhere. Marked are the sizes at which it is sharp: "
        f"lower than from {1 / width:.2g} to {width:g} times it."
    )
    st.altair_chart(drawn(rows, size, found=not given), width="stretch")
    if rows[0]["caution"]:
        st.caption(f":material/warning: {safe(rows[0]['caution'])}")
    sharp_bar(answer, rows, drawn_at)
    sizes = [row["size"] for row in rows]
    if len(sizes) < 2:
        return
    chosen = st.slider(
        "Cut elsewhere: how many members", sizes[0], sizes[-1], min(max(size, sizes[0]), sizes[-1]),
        key=f"{key}:cut:{given}:{drawn_at}",
    )  # fmt: skip
    row = rows[sizes.index(chosen)]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"The first {count(chosen, 'member')} cut {row['cut']:.3f}; the last to enter is "
            f"**{safe(row['last'].name.rstrip('.'))}**."
        )
        if chosen not in (given, drawn_at):
            cut_link(answer, chosen, f"Show the first {count(chosen, 'member')}")


def sharp_bar(answer: Answer, rows: list[dict[str, Any]], drawn_at: int) -> None:
    """Ways to the sizes at which it is sharp, and to the boundary that is drawn where nobody cuts."""
    sharp = [row for row in rows if row["sharp"]]
    lowest = min(rows, key=lambda row: (row["cut"], not row["sharp"]))
    most = answer.parameters["most"]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("Sharp at" if sharp else f"Sharp at no size up to {rows[-1]['size']:,}.")
        for row in sharp:
            cut_link(answer, as_asked(row["size"], drawn_at), f"{row['size']:,} ({row['cut']:.2g})")
        if lowest not in sharp:
            st.markdown("It cuts least at (larger ones, beyond this curve, may cut less):")
            cut_link(answer, as_asked(lowest["size"], drawn_at), f"{lowest['size']:,} ({lowest['cut']:.2g})")
        if answer.parameters["size"]:
            cut_link(answer, None, f"Back to the boundary as found: {count(drawn_at, 'member')}")
    st.caption(
        f"As found it has {count(drawn_at, 'member')}: of the sizes up to {max(most, rows[0]['size']):,} the one that "
        f"cuts least, after single organisations were moved over it where that cut less: it cuts "
        f"{rows[0]['members_cut']:.3f}."
    )


def curve_of(answer: Answer) -> list[dict[str, Any]]:
    """Every size of the curve."""
    query = session.find(CURVE)
    shared = {name: value for name, value in answer.parameters.items() if name in query.parameters}
    shared["largest"] = answer.parameters["size"]
    return session.ask_query(query, {**shared, "sharp": False, "limit": 5000}).rows


def as_asked(size: int, drawn_at: int) -> int | None:
    """The size to ask for; none where the boundary is drawn at it by itself."""
    return None if size == drawn_at else size


def cut_link(answer: Answer, size: int | None, label: str) -> None:
    """The way to the same boundary cut at another size."""
    given = {name: answer.query.parameters[name].text(value) for name, value in answer.parameters.items()}
    changed = {name: value for name, value in given.items() if value != answer.query.parameters[name].default}
    routes.link("questions", label, {"query": answer.query.name, **changed, "size": size}, icon=ICON)


def drawn(rows: list[dict[str, Any]], size: int, *, found: bool) -> alt.LayerChart | alt.FacetChart:
    """The curve as a picture; `found` says that the boundary shown is the one as found, not cut by the reader."""
    frame = pd.DataFrame(
        {
            "size": [row["size"] for row in rows],
            "share cut": [row["cut"] for row in rows],
            "last to enter": [row["last"].name for row in rows],
            "sharp": [row["sharp"] for row in rows],
        }
    )
    tooltip = ["size", "share cut", "last to enter"]
    base = alt.Chart(frame, height=HEIGHT).encode(
        x=alt.X("size:Q", title="members", axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("share cut:Q", scale=alt.Scale(zero=True)),
        tooltip=tooltip,
    )
    marks = base.transform_filter("datum.sharp").mark_point(size=110, filled=True)
    shown = f"{'as found' if found else 'shown'}: {count(size, 'member')}"
    here = alt.Chart(pd.DataFrame({"size": [size], "shown": [shown]})).encode(x="size:Q")
    ink = "#fafafa" if is_dark() else "#31333f"
    left = size > (rows[0]["size"] + rows[-1]["size"]) / 2
    label = here.mark_text(
        align="right" if left else "left", dx=-6 if left else 6, dy=8, baseline="top", fontSize=12, color=ink
    )
    return alt.layer(
        base.mark_line(), base.mark_circle(opacity=0, size=80), marks, here.mark_rule(strokeDash=[4, 4], color=ink),
        label.encode(y=alt.value(0), text="shown"),
    )  # fmt: skip
