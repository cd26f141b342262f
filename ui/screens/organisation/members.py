"""Who is in a cluster: each member with how surely it belongs, its role and why."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ....graph.results import FoundNode
from ....queries.words import without
from ... import routes, session
from ...look import safe
from ...views import answer_table, downloads
from ..questions.clusters import MEMBERS, cluster_bar
from .surroundings import pick, picked

MOST = 2000
"""How many members the table holds at most."""

ALIKE = ("source",)
"""Columns that say the same of all members."""


def has_members(node: FoundNode) -> bool:
    """Whether an entity is one that others are members of."""
    return node.kind == "Cluster"


def members(node: FoundNode) -> None:
    """Members of a cluster as a table, with the ways to their map and to what can be done with the cluster."""
    answer = session.ask(MEMBERS, {"cluster": node.id, "limit": MOST})
    if not answer.rows:
        st.info(safe(answer.empty), icon=":material/search_off:")
        return
    if answer.headline:
        st.markdown(safe(answer.headline))
    cluster_bar(answer, f"members:{node.id}")
    shown = replace(answer, query=replace(answer.query, returns=without(dict(answer.query.returns), *ALIKE)))
    answer_table(shown, f"members:{node.id}", picked(node), lambda id: pick(node, id))
    if answer.in_all and answer.in_all > len(answer.rows):
        st.caption(f"The first {len(answer.rows):,} of {answer.in_all:,} members.")
    routes.link("questions", "All of them on a map", {"query": MEMBERS, "cluster": node.id}, icon=":material/map:")
    downloads(answer, f"members:{node.id}")
