"""The paths between two organisations, the weakest link of each marked."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ....graph.results import FoundPath
from ....queries.catalog import Answer
from ....queries.words import count, is_inferred, say_link
from ... import session
from ...look import basis_badge, mark_html, safe
from ...views import Scene, downloads, map_lines, show_graph, show_map
from .around import brought, rows_of
from .filters import BETWEEN, Asked, share
from .inspector import inspect, on_graph, pick, picked


def between(asked: Asked, head: DeltaGenerator) -> None:
    """The paths one under the other, then graph, map and inspector."""
    with head, st.spinner("Looking for paths …"):
        answer = session.ask(BETWEEN, asked.of_paths())
        added = brought(asked)
    if not answer.rows:
        st.info(safe(answer.empty), icon=":material/search_off:")
        return
    steps = count(answer.rows[0]["hops"], "step")
    if len(answer.rows) == 1:
        found = f"**The only path found** has {steps}; its weakest link is marked."
    else:
        found = f"**The {len(answer.rows)} shortest paths found**, from {steps} on; the weakest link of each is marked."
    with head, st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(found, width="content", help=answer.query.about)
        share(asked)
    with st.container(key="paths", gap="small"):
        for number, row in enumerate(answer.rows, start=1):
            st.html(path_html(number, row))
    downloads(answer, "explore-paths")
    scene = Scene()
    scene.add(answer)
    mark_weakest(scene, answer)
    for more in added:
        scene.add(more)
    with st.container(key="pictures"):
        left, right = st.columns([9, 4], gap="medium")
        with left:
            event = show_graph(
                scene, key=f"explore-paths:{asked.start.id}:{answer.entities['end'].id}", centre=asked.start.id,
                selected=picked(), height=460, on_event=on_graph,
            )  # fmt: skip
        with right:
            with st.container(border=True, key="inspector"):
                inspect(asked, scene, rows_of(added), event)
            show_map(
                list(scene.nodes.values()), key="explore-paths-map", selected=picked(), height=260,
                lines=map_lines(scene), on_pick=pick,
            )  # fmt: skip


def mark_weakest(scene: Scene, answer: Answer) -> None:
    """Says on the line of each weakest link that it is one."""
    for row in answer.rows:
        link = row["path"].links[row["weakest_at"] - 1]
        drawn = scene.links[f"{link.start}|{link.kind}|{link.end}"]
        if not even(row["path"]):
            drawn["label"] = f"{say_link(link.kind)} (weakest link)"


def even(path: FoundPath) -> bool:
    """Whether no link of a path is weaker than the others."""
    return len({(link.properties.get("confidence", 1.0), is_inferred(link)) for link in path.links}) == 1


def path_html(number: int, row: dict[str, Any]) -> str:
    """A path as a chain, its weakest link marked, and what that rests on; safe for HTML."""
    path: FoundPath = row["path"]
    parts = [node_html(path.nodes[0].kind, path.nodes[0].name)]
    for at, (here, link, there) in enumerate(zip(path.nodes, path.links, path.nodes[1:], strict=False), start=1):
        weakest = at == row["weakest_at"] and not even(path)
        words = escape(say_link(link.kind, outward=link.start == here.id))
        sure = f"{link.properties.get('confidence', 1.0):.2f}" + (" inferred" if is_inferred(link) else "")
        parts.append(
            f'<span class="at-tie{" at-weakest" if weakest else ""}" title="{escape(row["says"][at - 1], quote=True)}">'
            f"{words} <small>{sure}{' · weakest' if weakest else ''}</small></span>"
        )
        parts.append(node_html(there.kind, there.name))
    rests = (
        f"No link is weaker than the others: each has confidence {row['weakest']:.2f}, "
        f"says {escape('; '.join(dict.fromkeys(row['says'])))}."
        if even(path)
        else f"Weakest link: <b>{escape(row['weakest_link'])}</b>, says {escape(row['weakest_source'])}, "
        f"confidence {row['weakest']:.2f}."
    )
    return (
        f'<div class="at-way"><p class="at-chain"><b>{number}.</b> {basis_badge(row["basis"])} {" ".join(parts)}</p>'
        f'<p class="at-quiet">{rests}</p></div>'
    )


def node_html(kind: str, name: str) -> str:
    """One organisation or input of a path."""
    return f'<span class="at-stop">{mark_html(kind)}{escape(name)}</span>'
