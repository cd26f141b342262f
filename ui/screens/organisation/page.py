"""One entity: what is known of it, what it is linked to, who says so, and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from ....graph.errors import NotFound
from ....graph.model import model
from ....graph.results import FoundNode, Rows
from ....queries.naming import may_mean
from ....queries.words import count
from ... import routes, session
from ...asking_about import ask_about
from ...look import BASIS, badges, line, mark, mark_html, safe, spoken, subtype
from .statements import lists
from .surroundings import pictures

NEAR = 5
"""Those whose names come near an id that leads to nothing."""
LINKAGES = 2000
"""How many linkages the table holds at most."""


def organisation() -> None:
    """The page of one firm, institution, industry, place or input."""
    routes.keep_address("organisation")
    id = st.query_params.get("id")
    if not id:
        st.title("Organisation", anchor=False)
        st.info("No organisation is picked yet. Search for one by name and open it.", icon=":material/search:")
        routes.link("search", "Go to Search", icon=":material/search:")
        return
    with session.guarded():
        with st.spinner("Looking it up …"):
            try:
                node = session.entity(id)
            except NotFound as error:
                not_there(id, error)
                return
            sources = session.ask("organisation/sources", {"entity": node.id})
            linkages = session.ask("organisation/linkages", {"entity": node.id, "limit": LINKAGES})
        session.remember(node)
        with st.container(key="head"):
            head(node, sources.rows, linkages.rows)
        lists(node, sources, linkages)
        with st.container(key="pictures"):
            pictures(node, linkages.rows)


def not_there(id: str, error: NotFound) -> None:
    """Says that an address leads to nothing, with ways to those whose names come near; of a cluster, who deleted it."""
    acts = session.ask_anew("clusters/acts", {"limit": 5000})
    if deleted := next((act for act in acts if act["cluster_id"] == id and act["act"] == "deleted"), None):
        gone(deleted)
        return
    st.title("Organisation", anchor=False)
    st.error(safe(error), icon=":material/error:")
    with st.container(key="results", gap=None):
        for node in may_mean(id, [row["entity"] for row in session.search(id, "any", NEAR)]):
            label = f"{mark(node.kind)} **{safe(node.name)}** :gray[{safe(line(node))}]"
            routes.link("organisation", label, {"id": node.id}, width="stretch")
    routes.link("search", f"Search for {safe(id)}", {"q": id}, icon=":material/search:")


def gone(deleted: Mapping[str, Any]) -> None:
    """Says that a version of a cluster was deleted, with the way to those that are kept."""
    st.title(safe(deleted["name"]), anchor=False)
    on = str(deleted["at"]).replace("T", " ")[:16]
    st.info(
        f"Version {deleted['version']} of the cluster {safe(deleted['name'])} ({count(deleted['members'], 'member')}) "
        f"was deleted by {safe(deleted['who'])} on {on} (UTC). It cannot be brought back, but drawn and kept again.",
        icon=":material/delete:",
    )
    routes.link("questions", "Clusters that are kept", {"query": "clusters/versions"}, icon=":material/bookmarks:")
    acts = {"query": "clusters/acts", "cluster": deleted["name"]}
    routes.link("questions", "Who kept and deleted it", acts, icon=":material/history:")


def head(node: FoundNode, sources: Rows, linkages: Rows) -> None:
    """Name, badges, and where one can go from here."""
    st.title(safe(node.name), anchor=False)
    kind = model().kinds[node.kind]
    parts = [(f"{mark_html(node.kind)}{escape(spoken(node.kind))}", kind.about)]
    if subtype(node):
        parts.append((escape(subtype(node)), "What sort of " + spoken(node.kind).lower()))
    if town := node.properties.get("town"):
        parts.append((escape(str(town)), "Town, as the source writes it"))
    if node.location:
        unsaid = "a point inside it" if kind.name == "Place" else "as its source gives it"
        basis = BASIS.get(str(node.properties.get("location_basis")), unsaid)
        where = f"{node.location.lat:.4f}, {node.location.lon:.4f} · {basis}"
        parts.append((escape(where), "Latitude and longitude in degrees (WGS 84), and what they rest on"))
    total = sum(row["linkages"] for row in sources)
    about = "Links that a source states or infers, or that a user drew, one for each that says it"
    parts.append((count(total, "linkage"), about))
    parts.append((count(len(sources), "source"), "; ".join(str(row["source"]) for row in sources)))
    badges(parts)
    with st.container(horizontal=True, vertical_alignment="center"):
        if "Organisation" in kind.labels:
            routes.link("near", "Suppliers near it", {"firm": node.id}, icon=":material/conveyor_belt:")
            routes.link(
                "near", "Institutions near it", {"firm": node.id, "for": "institutions"}, icon=":material/school:"
            )
            routes.link("explore", "Explore from it", {"start": node.id}, icon=":material/hub:")
        with st.popover("Ask about it", icon=":material/contact_support:", type="tertiary"):
            ask_about(node)
        with st.popover("Link to this page", icon=":material/link:", type="tertiary"):
            st.caption("Keep or send this address; it opens this page.")
            st.code(routes.address("organisation", {"id": node.id}), language=None, wrap_lines=True)
