"""Keeping a boundary as a cluster, and what can be done with a version that is kept."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from ....graph.errors import ClusterAtlasError
from ....graph.results import FoundNode, Rows
from ....queries.catalog import Answer
from ....queries.clusters import FROM_SEEDS, SEEDS
from ....queries.words import count
from ... import routes, session
from ...look import safe
from ...marking import ECONOMY
from .own import go

MEMBERS_OF_ONE = "boundaries/cluster_members"
MEMBERS, VERSIONS, COMPARE, OVERLAP = (f"clusters/{name}" for name in ("membership", "versions", "compare", "overlap"))


def keep_bar(answer: Answer, key: str) -> None:
    """Keeps the boundary of an answer under a name; nothing where it draws none."""
    if answer.query.name != FROM_SEEDS:
        return
    inside = sum(row["inside"] for row in answer.rows)
    with st.popover("Keep as a cluster", icon=":material/bookmark_add:", key=f"{key}:keep"):
        st.caption(
            f"The boundary with its {count(inside, 'member')}, their degree, role and reasons, and how it was drawn. "
            "Under a name that is there already it becomes its next version. No load changes it."
        )
        with st.form(f"{key}:keep:form", border=False):
            name = st.text_input("Name of the cluster", key=f"{key}:keep:name", max_chars=60)
            if st.form_submit_button("Keep it", type="primary", icon=":material/check:"):
                keep(name or "", answer)


def keep(name: str, answer: Answer) -> None:
    """Keeps it, and goes to its members; what is in the way is said where the name was typed."""
    try:
        kept = session.keep_as(name, answer)
    except ClusterAtlasError as error:
        st.error(safe(error), icon=":material/error:")
        return
    go({"query": MEMBERS, "cluster": kept.id}, f"Kept as {kept.name}, version {kept.version}.")


def cluster_bar(answer: Answer, key: str) -> None:
    """What is known of the version whose members are listed, and what can be done with it."""
    cluster = answer.entities.get("cluster")
    if answer.query.name != MEMBERS or cluster is None or "version" not in cluster.properties:
        return
    said = cluster.properties
    versions = versions_of(cluster)
    shown = next((row for row in versions if row["cluster_id"] == cluster.id), None)
    if shown is None:
        st.caption("This version was deleted meanwhile.")
        return
    st.caption(
        f"Version {said['version']}, drawn by {safe(said['drawn_by'])} on {said['drawn']}: {safe(said['scope'])}. "
        f"Cut {said['cut']:.2f} (0: no tie leads out, 1: as many as out of a group drawn at random). "
        f"Asked: {safe(shown['asked'])}. Weights: {safe(shown['weights'])}."
    )
    with st.container(horizontal=True, vertical_alignment="center", key="cluster-bar"):
        routes.link("questions", "Draw it again", again(said), icon=":material/redo:")
        if before := [row for row in versions if row["version"] < said["version"]]:
            compared = {"query": COMPARE, "earlier": before[0]["cluster_id"], "later": cluster.id}
            routes.link("questions", "Compare with the version before", compared, icon=":material/compare_arrows:")
        routes.link(
            "questions", "Overlap with others", {"query": OVERLAP, "cluster": cluster.id}, icon=":material/join:"
        )
        routes.link("questions", "All that are kept", {"query": VERSIONS}, icon=":material/bookmarks:")
        with st.popover("Delete it", icon=":material/delete:", type="tertiary"):
            st.markdown(f"Delete version {said['version']} of **{safe(cluster.name)}**? It cannot be brought back.")
            if st.button("Yes, delete it", key=f"{key}:delete", type="primary"):
                session.remove_version(cluster.id)
                go({"query": VERSIONS}, f"Version {said['version']} of {cluster.name} is deleted.")


def members_link(answer: Answer, node: FoundNode) -> None:
    """The way from one of all clusters, picked by its best connected member, to all that are in it."""
    if answer.query.name != ECONOMY or all(row["first"] != node for row in answer.rows):
        return
    members = {"query": MEMBERS_OF_ONE, "organisation": node.id, **asked_alike(answer, MEMBERS_OF_ONE)}
    routes.link("questions", "Members of its cluster", members, icon=":material/groups:")


def seeds_bar(answer: Answer) -> None:
    """The way from the members of one of all clusters to its boundary, which can be kept."""
    if answer.query.name != MEMBERS_OF_ONE:
        return
    seeds = {name: row["member"].id for name, row in zip(SEEDS, answer.rows, strict=False)}
    drawn = {"query": FROM_SEEDS, **seeds, **asked_alike(answer, FROM_SEEDS)}
    routes.link("questions", "Draw its boundary, to keep it", drawn, icon=":material/redo:")
    st.caption("From its five best connected members, with roles, reasons and degrees. Others may come out as members.")


def asked_alike(answer: Answer, query: str) -> dict[str, Any]:
    """What an answer was asked with, as far as another query takes the same; whom it is about is left out."""
    parameters = answer.query.parameters
    shared = [
        name for name in session.find(query).parameters if name in parameters and name not in ("organisation", "limit")
    ]
    return {name: parameters[name].text(answer.parameters[name]) for name in shared}


def again(said: dict[str, Any]) -> dict[str, Any]:
    """The question that drew a version."""
    return {"query": FROM_SEEDS, **json.loads(said["parameters"])}


def versions_of(cluster: FoundNode) -> Rows:
    """All versions of a cluster, the latest first."""
    rows = session.ask_anew(VERSIONS, {"name": cluster.name, "limit": 5000})
    return [row for row in rows if row["cluster"].name == cluster.name]
