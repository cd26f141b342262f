"""The neighbourhood of an organisation as graph, map and table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ....graph.results import FoundNode, Rows
from ....queries.catalog import Answer
from ....queries.words import count
from ... import session
from ...look import mark_cell, safe
from ...views import MOST_NODES, Scene, downloads, map_lines, show_graph, show_map, show_table
from .filters import NEIGHBOURHOOD, START, Asked, expanded, share
from .inspector import inspect, is_organisation, on_graph, pick, picked

INSPECTOR = 350
"""Pixels of the inspector before it scrolls, so that graph and map stand side by side."""
BROUGHT = 40
"""How many neighbours an expanded node brings at most."""


def around(asked: Asked, head: DeltaGenerator) -> None:
    """Graph, inspector, map and table of the neighbourhood."""
    with head, st.spinner("Following the linkages …"):
        answer = neighbours(asked.start, {**asked.filters, "among": True})
        added = brought(asked)
    if not answer.rows:
        st.info(safe(answer.empty), icon=":material/search_off:")
        return
    scene = Scene()
    scene.nodes[asked.start.id] = asked.start
    scene.add(answer)
    core = set(scene.nodes)
    for more in added:
        scene.add(more)
    gone = scene.cut(MOST_NODES, keep=core)
    with head:
        how_many(asked, answer, gone)
    table(answer)
    with st.container(key="pictures"):
        pictures(asked, scene, [*answer.rows, *rows_of(added)])


def neighbours(node: FoundNode, filters: Mapping[str, Any]) -> Answer:
    """The neighbourhood of one under the filters."""
    return session.ask(NEIGHBOURHOOD, {START: node.id, **filters})


def brought(asked: Asked) -> list[Answer]:
    """The neighbours of each organisation that was expanded."""
    wanted = {**asked.filters, "among": True, "hops": 1, "km": None, "limit": BROUGHT}
    nodes = (session.known(id) for id in expanded())
    return [neighbours(node, wanted) for node in nodes if node and is_organisation(node)]


def rows_of(added: Sequence[Answer]) -> Rows:
    """The rows of what expanded organisations brought; their steps and distances are not those from the first one."""
    return [{**row, "hop": None, "km": None} for answer in added for row in answer.rows]


def how_many(asked: Asked, answer: Answer, gone: int) -> None:
    """How many there are at each step, what is left out, and how to see it."""
    hops: dict[int, set[str]] = {}
    seen = {answer.parameters[START]}
    for row in answer.rows:
        if row["to"].id not in seen:
            seen.add(row["to"].id)
            hops.setdefault(row["hop"], set()).add(row["to"].id)
    of = {row["hop"]: row["of"] for row in answer.rows}
    shown, within = len(seen) - 1, answer.rows[0]["in_all"]
    parts = [f"{len(found):,} of {of[hop]:,} at step {hop}" for hop, found in sorted(hops.items())]
    reach = count(answer.parameters["hops"], "step")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{shown:,} of {count(within, 'organisation')}** within {reach}: {', '.join(parts)}.", width="content"
        )
        share(asked)
    if shown < within:
        with st.container(horizontal=True, vertical_alignment="center"):
            most, each = answer.parameters["limit"], answer.parameters["each"]
            if shown == most:
                why = f"no more than {most:,} are asked for; those with the fewest steps and the surest ways come first"
            else:
                why = f"nobody but the first brings more than {each:,}; “More filters” can raise that"
            st.caption(
                f"{within - shown:,} are left out: {why}. Narrow kinds, distance or date to see others, or add the "
                "neighbours of one."
            )
            key = f"explore:{st.session_state['explore:turn']}:limit"
            if shown == most < MOST_NODES - 1:
                st.button(
                    f"Show up to {MOST_NODES}", key="explore:most", type="tertiary", icon=":material/add:",
                    on_click=lambda: st.session_state.update({key: MOST_NODES - 1}),
                )  # fmt: skip
    if gone:
        st.caption(f"{gone:,} more than the {MOST_NODES} that a graph can show; undo an expansion to see others.")


def pictures(asked: Asked, scene: Scene, rows: Rows) -> None:
    """Graph, inspector and map."""
    left, right = st.columns([9, 4], gap="medium")
    with left:
        event = show_graph(
            scene, key=f"explore-graph:{asked.start.id}", centre=asked.start.id, selected=picked(), height=640,
            on_event=on_graph,
        )  # fmt: skip
    with right:
        with st.container(border=True, height=INSPECTOR, key="inspector"):
            inspect(asked, scene, rows, event)
        show_map(
            list(scene.nodes.values()), key=f"explore-map:{asked.start.id}", selected=picked(), height=300,
            lines=map_lines(scene), on_pick=pick,
        )  # fmt: skip


def table(answer: Answer) -> None:
    """One row a linkage: who is reached, how, who says so and by which way."""
    rows = [
        {**row, "from": row["from"].name, "mark": mark_cell(row["to"].kind), "to": row["to"].name}
        for row in answer.rows
    ]
    shown = columns()
    if answer.parameters["hops"] == 1:
        del shown["hop"], shown["from"]
    show_table(
        rows, shown, key=f"explore:{answer.parameters[START]}", ids=[row["to"].id for row in answer.rows],
        selected=picked(), on_pick=pick, alt="Linkages of the neighbourhood",
    )  # fmt: skip
    downloads(answer, "explore")


def columns() -> dict[str, Any]:
    """The columns of the table, each with its meaning."""
    text, number, sure = st.column_config.TextColumn, st.column_config.NumberColumn, st.column_config.ProgressColumn
    return {
        "hop": number("Step", width=60, help="How many linkages away"),
        "from": text("From", width=160),
        "words": text("How", width=130, help="How it is linked, read from the left to the right"),
        "mark": st.column_config.ImageColumn("Kind", width=50),
        "to": text("To", width="medium"),
        "details": text("Details", width=120, help="What is supplied, or which service"),
        "since": text("Since", width=90, help="The earliest that a source gives"),
        "until": text("Until", width=90, help="Empty where a source gives no end"),
        "confidence": sure("Confidence", min_value=0, max_value=1, format="%.2f", width=100),
        "basis": text("Basis", width=90, help="recorded: a source states it; possible: inferred, nobody states it"),
        "source": text("Who says so", width="medium"),
        "km": number("km", format="%.1f", width=70, help="From the first organisation, straight line"),
        "left_out": number("Not shown", width=90, help="Organisations tied to it that are not in this table"),
        "path": text("By which way", help="The surest of the shortest ways, then this linkage"),
    }
