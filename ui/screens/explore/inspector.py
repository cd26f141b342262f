"""What is picked on the page Explore: how it is reached, who says so, and where to go on."""

from __future__ import annotations

import streamlit as st

from ....graph.model import model
from ....graph.results import FoundNode, Rows
from ... import routes, session
from ...components.graph import GraphEvent
from ...look import line, mark, safe
from ...views import Scene
from ..organisation.surroundings import statements
from .filters import END, START, Asked, expanded

SPELLED = 4
"""How many linkages are spelled out."""
LINKAGES = 2000
"""How many linkages of what is picked are looked through."""


def picked() -> str | None:
    """What is picked."""
    value: str | None = st.session_state.get("explore:picked")
    return value


def pick(id: str | None) -> None:
    """Picks something for graph, map, table and inspector alike."""
    st.session_state["explore:picked"] = id


def on_graph(event: GraphEvent) -> None:
    """Takes over what was picked, expanded or undone in the graph."""
    pick(event.selected)
    added = expanded()
    if event.expand and event.expand not in added:
        added.append(event.expand)
    if event.collapse in added:
        added.remove(event.collapse)


def inspect(asked: Asked, scene: Scene, rows: Rows, event: GraphEvent) -> None:
    """What is picked, or how to pick."""
    link = scene.links.get(event.selected_link or "")
    node = scene.nodes.get(picked() or "")
    if link:
        start, end = scene.nodes[link["source"]], scene.nodes[link["target"]]
        st.markdown(
            f"{mark(start.kind)} **{safe(start.name)}** {safe(link['label'])} {mark(end.kind)} **{safe(end.name)}**"
        )
        statements(start, [row for row in linkages(start) if row["other_id"] == end.id and row["link"] == link["kind"]])
    elif node is None or node.id == asked.start.id:
        st.markdown(f"{mark(asked.start.kind)} **{safe(asked.start.name)}**  \n:gray[{safe(line(asked.start))}]")
        st.caption(
            "Pick a node or a line in the graph, a mark on the map or a row of the table: it shows here with its "
            "sources. “Add its neighbours” above the graph brings more."
        )
        routes.link("organisation", "Open its page", {"id": asked.start.id}, icon=":material/open_in_full:")
    else:
        inspect_node(asked, node, scene, rows)


def inspect_node(asked: Asked, node: FoundNode, scene: Scene, rows: Rows) -> None:
    """How a node is reached, what is said of its ties to others that are shown, and the ways on."""
    st.markdown(f"{mark(node.kind)} **{safe(node.name)}**  \n:gray[{safe(line(node))}]")
    row = next((row for row in rows if row["to"].id == node.id), None)
    if row:
        far = f" · {row['km']:g} km" if row["km"] else ""
        step = f"Step {row['hop']}{far}: " if row["hop"] else ""
        st.markdown(f"{step}{safe(row['path'])}.")
        if row["left_out"] and node.id not in expanded():
            st.caption(f"Tied to {row['left_out']:,} more that are not shown.")
    kinds = {link["kind"] for link in scene.links.values() if node.id in (link["source"], link["target"])}
    said = [row for row in linkages(node) if row["other_id"] in scene.nodes and row["link"] in kinds]
    said.sort(key=lambda one: one["other_id"] != (row["from"].id if row else asked.start.id))
    ways_on(asked, node)
    statements(node, said[:SPELLED])
    if len(said) > SPELLED:
        st.caption(f"{len(said) - SPELLED:,} more between it and others that are shown: its page lists them all.")


def ways_on(asked: Asked, node: FoundNode) -> None:
    """Links to its own neighbourhood, to the paths to it, and to its page."""
    with st.container(horizontal=True, gap="small"):
        if is_organisation(node):
            kept = {name: value for name, value in asked.address([]).items() if name not in (START, END)}
            routes.link("explore", "Go on from here", {START: node.id, **kept}, icon=":material/moving:")
            between = {**asked.address([]), END: node.id}
            routes.link("explore", "Paths to it", between, icon=":material/route:")
        routes.link("organisation", "Open its page", {"id": node.id}, icon=":material/open_in_full:")


def is_organisation(node: FoundNode) -> bool:
    """Whether it is a firm or an institution."""
    return "Organisation" in model().kinds[node.kind].labels


def linkages(node: FoundNode) -> Rows:
    """All that sources say of the linkages of one."""
    return session.ask("organisation/linkages", {"entity": node.id, "limit": LINKAGES}).rows
