"""Pictures of what places live on: specialisation against growth or pay, and two places side by side."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from ....queries.catalog import Answer
from ....queries.places.lines import MOST_MISSING
from ....queries.places.strength import FEWEST
from ....queries.words import count, say_share
from ...look import is_dark, safe

HEIGHT = 460
BAR = 30
"""Pixels of a bar and the room around it, in which its name has two lines."""
LETTERS, LINES = 30, "split(datum.value, '\\n')"
"""Letters of a line of the name of a bar, and how the chart tells its lines."""
NUMBERED = 10
"""How many groups of a picture are named, by numbers."""
BARS = 20
"""How many groups are set side by side."""
STRONG = ("strong", "strong10")
TICKS = [power * step for power in (0.01, 0.1, 1, 10, 100, 1000) for step in (1, 2, 5)]
"""Where a logarithmic axis is marked."""
BLUES, GREYS, BROWNS, INKS = (
    ("#0f5f8c", "#6db9e8"), ("#66717e", "#9aa7b5"), ("#b45309", "#f0a35e"), ("#1b2430", "#e6ebf1"),
)  # fmt: skip
"""Each on a light page and on a dark one."""
Rows = list[dict[str, Any]]


def show_portfolio(answer: Answer, key: str) -> None:
    """Each group by how specialised the place is in it and how it grew, or what it pays where growth is not known."""
    rows = [row for row in answer.rows if row["lq"]]
    upright = "growth" if any(row["growth"] is not None for row in rows) else "wage"
    told = [row for row in rows if is_drawn(row, upright)]
    if not told:
        lacking = f"{upright} on record" if rows else "location quotient"
        st.info(f"No group has a {lacking}, so there is no picture.", icon=":material/info:")
        return
    strong = [row for row in rows if row["strength"] in STRONG]
    numbered = ([row for row in strong if is_drawn(row, upright)] or told)[:NUMBERED]
    total = next((row[upright] for row in answer.rows if row["lq"] is None and is_of_all(row)), None)
    listed = f"the first {len(rows):,} groups" if is_cut(answer) else count(len(rows), "group")
    said = f"Strong in {len(strong):,} of {listed}"
    if unrated := sum(row["of"] < FEWEST for row in rows):
        said += f" ({unrated:,} not rated: fewer than {FEWEST} places of the type have them)"
    of_these = "of these " if numbered[0] in strong else ""
    st.markdown(f"{said}. Numbered are the {len(numbered):,} {of_these}with most jobs.")
    st.altair_chart(bubbles(told, numbered, upright, total, said), width="stretch", key=f"{key}:portfolio")
    st.markdown("\n".join(f"{number}. {line}" for number, line in enumerate(map(named, numbered), 1)))
    if undrawn := [row for row in strong if not is_drawn(row, upright)]:
        st.markdown(f"Strong but not drawn, without {upright} on record: {'; '.join(map(named, undrawn))}.")
    st.caption(" ".join(legend(answer, rows, upright, total)))


def is_drawn(row: Mapping[str, Any], upright: str) -> bool:
    """Whether a group has a place in the picture."""
    return row[upright] is not None and (upright == "growth" or row[upright] > 0)


def is_cut(answer: Answer) -> bool:
    """Whether there may be more groups than an answer has."""
    return bool(len(answer.rows) == answer.parameters["limit"])


def is_of_all(row: dict[str, Any]) -> bool:
    """Whether a line is of all industries of the place, or of the region of several."""
    sells = str(row["sells"])
    return sells == "all" or sells.startswith("all of ")


def named(row: dict[str, Any]) -> str:
    """A group with its figures in words."""
    return safe(f"{row['group'].name}: {row['jobs']:,} jobs, {row['lq']:.2f} times the share that they have in all")


def legend(answer: Answer, rows: Rows, upright: str, total: float | None) -> Iterator[str]:
    """How the picture is read, and what is not in it."""
    yield (
        "The larger, the more jobs. Right of the upright line the place has more of its jobs in a group than the "
        "nation has (location quotient: its share of the jobs here over that in the nation). Circles are strong by "
        "the published rule, squares are not."
    )
    if total is not None:
        yield f"The level line is the {'growth' if upright == 'growth' else 'pay'} of all its jobs together."
    if upright == "wage":
        yield "Growth would stand in place of pay where figures of two years are loaded."
    if hollow := sum(not is_known(row) for row in rows if is_drawn(row, upright)):
        yield (
            f"Hollow ({hollow:,}): the office is estimated to leave out more than {say_share(MOST_MISSING)} of the "
            "jobs, or nobody knows how many."
        )
    if gone := [safe(row["group"].name) for row in rows if not is_drawn(row, upright)]:
        yield (
            f"{count(len(gone), 'group')} without {upright} on record {'is' if len(gone) == 1 else 'are'} not drawn: "
            f"{', '.join(gone[:NUMBERED])}{', ...' if len(gone) > NUMBERED else ''}."
        )
    if is_cut(answer):
        yield "There may be more groups: raise “Rows at most” to see them."
    yield "All figures stand in the table."


def is_known(row: dict[str, Any], whose: str = "") -> bool:
    """Whether most of the jobs of a line are published; `whose` is how the columns of the place begin."""
    return row[f"{whose}missing_share"] is not None and not row[f"{whose}reliability"]


def bubbles(
    rows: Rows, numbered: Rows, upright: str, total: float | None, said: str
) -> alt.LayerChart | alt.FacetChart:
    """The picture of a portfolio."""
    growing = upright == "growth"
    title = "growth of jobs" if growing else "pay per job, thousands a year (log scale)"
    numbers = {row["group"].id: str(number) for number, row in enumerate(numbered, 1)}
    frame = pd.DataFrame(
        {
            "group": [row["group"].name for row in rows],
            "number": [numbers.get(row["group"].id, "") for row in rows],
            "lq": [row["lq"] for row in rows],
            "upright": [row[upright] for row in rows],
            "jobs": [row["jobs"] for row in rows],
            "strength": [row["strength"] or ("not rated" if row["of"] < FEWEST else "not strong") for row in rows],
            "missing": [row["missing_share"] for row in rows],
            "strong": [row["strength"] in STRONG for row in rows],
            "known": [is_known(row) for row in rows],
        }
    )
    level = alt.Scale(zero=True) if growing else logarithmic(frame["upright"])
    base = alt.Chart(frame).encode(
        x=alt.X("lq:Q", scale=logarithmic(frame["lq"]), title="location quotient (log scale)", axis=marked()),
        y=alt.Y("upright:Q", scale=level, title=title, axis=alt.Axis(format=".0%") if growing else marked()),
    )
    colour = alt.Color("strong:N", legend=None, scale=two(BLUES[is_dark()], GREYS[is_dark()]))
    marks = base.mark_point(strokeWidth=1.5).encode(
        size=alt.Size("jobs:Q", scale=alt.Scale(range=[25, 1400]), legend=None),
        shape=alt.Shape("strong:N", scale=two("circle", "square"), legend=None),
        color=colour,
        fill=colour,
        fillOpacity=alt.condition("datum.known", alt.value(0.4), alt.value(0.0)),
        tooltip=[
            "group:N",
            alt.Tooltip("lq:Q", title="location quotient"),
            alt.Tooltip("upright:Q", format=".1%" if growing else ",.1f", title=title),
            alt.Tooltip("jobs:Q", format=","),
            "strength:N",
            alt.Tooltip("missing:Q", format=".1%", title="missing share"),
        ],
    )
    names = base.mark_text(fontSize=13, fontWeight="bold", color=INKS[is_dark()]).encode(text="number:N")
    one = alt.Chart(pd.DataFrame({"lq": [1.0], "upright": [total]}))
    lines = [one.mark_rule(strokeDash=[4, 4], color=GREYS[is_dark()]).encode(x="lq:Q")]
    if total is not None:
        lines.append(one.mark_rule(strokeDash=[4, 4], color=GREYS[is_dark()]).encode(y="upright:Q"))
    return alt.layer(*lines, marks, names).properties(height=HEIGHT, description=said)


def logarithmic(values: pd.Series[Any]) -> alt.Scale:
    """A logarithmic scale with room around what is drawn, and 1 in sight where quotients are."""
    return alt.Scale(type="log", nice=False, domain=[values.min() * 0.8, max(values.max(), 1.0) * 1.3])


def marked() -> alt.Axis:
    """A logarithmic axis with round numbers."""
    return alt.Axis(values=TICKS, format="~r")


def two(strong: str, other: str) -> alt.Scale:
    """What strong groups and others look like."""
    return alt.Scale(domain=[True, False], range=[strong, other])


def show_compared(answer: Answer, key: str) -> None:
    """The widest differences between two places, as bars to either side."""
    rows = [row for row in answer.rows if row["points"] is not None][:BARS]
    if not rows:
        st.info("No group has published jobs in both places, so there is no picture.", icon=":material/info:")
        return
    one, other = (answer.entities[name].name for name in ("place", "other"))
    frame = pd.DataFrame(
        {
            "group": [row["group"].name for row in rows],
            "label": [in_lines(row["group"].name) for row in rows],
            "points": [row["points"] for row in rows],
            "reading": [row["reading"] for row in rows],
            "jobs": [row["jobs"] for row in rows],
            "other_jobs": [row["other_jobs"] for row in rows],
            "known": [is_known(row) and is_known(row, "other_") for row in rows],
        }
    )
    said = f"The {count(len(rows), 'group')} in which the shares of jobs of {one} and {other} differ most"
    st.markdown(safe(f"{said}: bars to the right where {one} has more, to the left where {other} has."))
    bars = (
        alt.Chart(frame, height=alt.Step(BAR))
        .mark_bar(strokeWidth=1.5)
        .encode(
            x=alt.X("points:Q", title="percentage points"),
            y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=0, labelExpr=LINES, labelLineHeight=12)),
            color=side(),
            stroke=side(),
            fillOpacity=alt.condition("datum.known", alt.value(1.0), alt.value(0.1)),
            tooltip=[
                "group:N",
                alt.Tooltip("points:Q", title="percentage points"),
                "reading:N",
                alt.Tooltip("jobs:Q", format=",", title=f"jobs in {one}"),
                alt.Tooltip("other_jobs:Q", format=",", title=f"jobs in {other}"),
            ],
        )
    )
    st.altair_chart(bars.properties(description=said), width="stretch", key=f"{key}:compared")
    said = "Percentage points of the jobs of each place, of traded ones where a group is traded."
    if hollow := int((~frame["known"]).sum()):
        said += (
            f" Hollow ({hollow:,}): in one of the places the office is estimated to leave out more than "
            f"{say_share(MOST_MISSING)} of the jobs, or nobody knows how many."
        )
    st.caption(f"{said} All figures stand in the table.")


def in_lines(name: str) -> str:
    """A name in at most two lines.

    >>> in_lines("Beverage and Tobacco Product Manufacturing").splitlines()
    ['Beverage and Tobacco Product', 'Manufacturing']
    """
    return textwrap.fill(name, LETTERS, max_lines=2, placeholder=" …")


def side() -> Any:
    """The colour of a bar by its side."""
    return alt.condition("datum.points > 0", alt.value(BLUES[is_dark()]), alt.value(BROWNS[is_dark()]))
