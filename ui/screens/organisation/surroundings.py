"""The graph and map round an entity, and the inspector that shows what is picked in them."""

from __future__ import annotations

import streamlit as st

from ....graph.results import FoundNode, Rows
from ....queries.words import BY_USER, POSSIBLE
from ... import routes, session
from ...components.graph import GraphEvent
from ...look import line, mark, safe
from ...views import GRAPH_NODES, MOST_NODES, Scene, map_lines, show_graph, show_map

EXPAND_NODES = 40
"""How many neighbours an expanded node brings at most."""
STATEMENTS = 6
"""How many linkages the inspector spells out."""


def picked(node: FoundNode) -> str | None:
    """What is picked on this entity's page."""
    value: str | None = st.session_state.get(f"picked:{node.id}")
    return value


def pick(node: FoundNode, id: str | None) -> None:
    """Picks something for graph, map, table and inspector alike."""
    st.session_state[f"picked:{node.id}"] = id


def pictures(node: FoundNode, linkages: Rows) -> None:
    """Graph, map and inspector."""
    expanded: list[str] = st.session_state.setdefault(f"expanded:{node.id}", [])
    with st.spinner("Drawing the surroundings …"):
        most = st.session_state.get(f"most:{node.id}", GRAPH_NODES)
        first = session.ask("organisation/surroundings", {"entity": node.id, "limit": most - 1})
        scene = Scene()
        scene.nodes[node.id] = node
        scene.add(first)
        core = set(scene.nodes)
        for id in expanded:
            if session.known(id):
                scene.add(session.ask("organisation/surroundings", {"entity": id, "limit": EXPAND_NODES}))
        gone = scene.cut(MOST_NODES, keep=core)
    left, right = st.columns([8, 5], gap="medium")
    with left:
        event = show_graph(
            scene,
            key=f"graph:{node.id}",
            centre=node.id,
            selected=picked(node),
            on_event=lambda event: on_graph(node, event),
        )
        left_out(node, first.rows, len(core) - 1, gone)
    with right:
        show_map(
            list(scene.nodes.values()), key=f"map:{node.id}", selected=picked(node), height=330,
            lines=map_lines(scene, of=node.id), on_pick=lambda id: pick(node, id),
        )  # fmt: skip
        with st.container(border=True, key="inspector"):
            inspect(node, scene, linkages, event)


def on_graph(node: FoundNode, event: GraphEvent) -> None:
    """Takes over what was picked, expanded or undone in the graph."""
    pick(node, event.selected)
    expanded: list[str] = st.session_state.setdefault(f"expanded:{node.id}", [])
    if event.expand and event.expand not in expanded:
        expanded.append(event.expand)
    if event.collapse in expanded:
        expanded.remove(event.collapse)


def left_out(node: FoundNode, rows: Rows, shown: int, gone: int) -> None:
    """Says what the graph does not show, and lets the reader have more."""
    total = rows[0]["neighbours"] if rows else 0
    if gone:
        st.caption(f"{gone:,} more than the {MOST_NODES} that a graph can show; undo an expansion to see others.")
    if total <= shown:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            f"{shown:,} of {total:,} neighbours: organisations first, then inputs, industries and places, of each "
            "those that have most linkages themselves. The table of linkages holds the others.",
            width="content",
        )
        if shown < MOST_NODES - 1:
            st.button(
                f"Show up to {MOST_NODES}", key=f"more:{node.id}", type="tertiary", icon=":material/add:",
                on_click=lambda: st.session_state.update({f"most:{node.id}": MOST_NODES}),
            )  # fmt: skip


def inspect(node: FoundNode, scene: Scene, linkages: Rows, event: GraphEvent) -> None:
    """What is picked, how it is linked to this page's subject, and who says so."""
    link = scene.links.get(event.selected_link or "")
    if link:
        start, end = scene.nodes[link["source"]], scene.nodes[link["target"]]
        st.markdown(
            f"{mark(start.kind)} **{safe(start.name)}** {safe(link['label'])} {mark(end.kind)} **{safe(end.name)}**"
        )
        far = end.id if start.id == node.id else start.id
        statements(node, [row for row in linkages if row["other_id"] == far and row["link"] == link["kind"]])
        return
    other = scene.nodes.get(picked(node) or "")
    if other is None or other.id == node.id:
        st.markdown(
            f"{mark(node.kind)} **{safe(node.name)}**  \n{safe(node.properties.get('description') or line(node))}"
        )
        st.caption(
            "Pick a node or a line in the graph, a mark on the map or a row of the table: "
            "it shows here with its sources. “Add its neighbours” above the graph brings more."
        )
        return
    st.markdown(f"{mark(other.kind)} **{safe(other.name)}**  \n:gray[{safe(line(other))}]")
    statements(node, [row for row in linkages if row["other_id"] == other.id])
    with st.container(horizontal=True):
        routes.link("organisation", "Open its page", {"id": other.id}, icon=":material/open_in_full:")


def statements(node: FoundNode, rows: Rows) -> None:
    """Each linkage as a sentence with its source, evidence and dates."""
    if not rows:
        st.caption(f"Not linked to {safe(node.name)} itself: it is here as the neighbour of a neighbour.")
    for row in rows[:STATEMENTS]:
        details = f" ({safe(row['details'])})" if row["details"] else ""
        said = [f"**{safe(row['words'])}** {safe(row['other_name'])}{details}"]
        if row["basis"] == POSSIBLE:
            said.append("possible, not recorded")
        elif row["basis"] == BY_USER:
            said.append(f"{BY_USER}, no source states it")
        if row["degree"] is not None:
            said.append(f"degree {row['degree']:.3g}")
        said.append(f"says {safe(row['source'] or row['source_id'])}")
        if row["evidence"]:
            said.append(
                "evidence: " + safe("; ".join(row["evidence"][:3])) + (" …" if len(row["evidence"]) > 3 else "")
            )
        if row["confidence"] is not None:
            said.append(f"confidence {row['confidence']:.2f}")
        said += [f"{word} {safe(row[word])}" for word in ("since", "until") if row[word]]
        st.markdown(f"{safe(node.name)} " + " · ".join(said))
    if len(rows) > STATEMENTS:
        st.caption(f"{len(rows) - STATEMENTS} more in the table below.")
