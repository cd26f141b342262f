"""What a mapping makes of the first rows of a file, and what it refuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from ....graph.model import model
from ....graph.records import Link, Node
from ....graph.results import FoundNode
from ....ingest.proposal import Preview
from ....ingest.quality import Reject
from ....queries.words import count, say_link
from ... import session
from ...components.kinds import KINDS
from ...look import badges, mark_html, spoken, table_html, value_in_words
from ...views import Scene, show_graph

SHOWN = 8
"""Nodes, links and refused values that are spelt out."""
DRAWN = 60
"""Nodes that the graph of a preview shows."""
MOST_ENDS = 5_000
"""Ids that links lead to and that are looked up in the graph."""
FACTS = 5
"""Properties of a node that are shown."""


def show_preview(found: Preview, key: str, unused: Iterable[str] = ()) -> None:
    """Counts, the first nodes and links, what is refused, and a graph; `unused` are columns that might say where."""
    ends = session.known_of(found.elsewhere[:MOST_ENDS])
    nodes = {node.id: FoundNode(node.id, node.kind, dict(node.properties)) for node in found.nodes} | {
        id: node for id, node in ends.items() if id not in {each.id for each in found.nodes}
    }
    st.caption("What the first 200 rows of each table become:")
    badges(figures(found))
    for told in filter(None, (standing(found.nodes, unused), *found.notes)):
        st.caption(told)
    missing = [id for id in found.elsewhere[:MOST_ENDS] if id not in ends]
    if missing:
        st.warning(
            f"Links lead to {count(len(missing), 'id')} that neither these rows nor the graph hold, such as "
            f"`{missing[0]}`. Unless later rows bring them, those links are refused, and nothing else of their rows.",
            icon=":material/link_off:",
        )
    names = ["Organisations and more", "Links", f"Refused ({len(found.rejects):,})", "Graph"]
    things, links, refused, drawn = st.tabs(names, key=f"{key}:views")
    with things:
        show_nodes(found.nodes)
    with links:
        show_links(found.links, nodes)
    with refused:
        show_rejects(found.rejects)
    with drawn:
        draw(found.links, nodes, key)


def figures(found: Preview) -> Iterable[tuple[str, str]]:
    """How many nodes and links of each kind there are, as badges with their meaning."""
    for kind, number in found.kinds.items():
        if kind in model().kinds:
            name = spoken(kind) if number == 1 else KINDS[kind].plural if kind in KINDS else f"{spoken(kind)}s"
            yield f"{mark_html(kind)}{number:,} {escape(name)}", model().kinds[kind].about
        else:
            yield f"{number:,} × … {escape(say_link(kind))} …", model().links[kind].about
    if not found.kinds:
        yield "nothing", "No row makes a node or a link"


def standing(nodes: Iterable[Node], unused: Iterable[str] = ()) -> str:
    """Where organisations stand without a point of their own, and that nothing is found near those that stand nowhere.

    `unused` are columns that may say where and are not used.

    >>> from clusteratlas.graph.records import Point
    >>> standing([Node("Firm", "a", {"location_basis": "town", "location": Point(1, 2)}), Node("Firm", "b", {})])[:69]
    'Of 2 organisations, 1 stands at the centre of its town and 1 nowhere.'
    >>> standing([Node("Firm", "a", {"location": Point(1, 2)})])
    ''
    """
    found = [node.properties for node in nodes if "Organisation" in model().kinds[node.kind].labels]
    basis = Counter(str(said.get("location_basis", "")) if "location" in said else "nowhere" for said in found)
    words = {"town": "at the centre of {} town", "postcode": "at the centre of {} ZIP code", "nowhere": "nowhere"}
    there: list[str] = []
    for name, where in words.items():
        if number := basis[name]:
            stand, their = ("stands ", "its") if number == 1 else ("stand ", "their")
            there.append(f"{number:,} {'' if there else stand}{where.format(their)}")
    if not there:
        return ""
    said = f"Of {count(len(found), 'organisation')}, {' and '.join(there)}."
    if basis["nowhere"]:
        said += (
            " Nothing is found near what stands nowhere: columns of town and state, ZIP code, or latitude and "
            "longitude say where it is."
        )
        if names := [f"'{name}'" for name in unused]:
            said += f" Not used, though called so: {', '.join(names)}."
    return said


def show_nodes(nodes: tuple[Node, ...]) -> None:
    """The first nodes, with what is known of them; organisations come first."""
    if not nodes:
        st.info("These rows make links only, or nothing.", icon=":material/info:")
        return
    first = sorted(nodes, key=lambda node: "Organisation" not in model().kinds[node.kind].labels)
    rows = [(mark_html(node.kind) + escape(name_of(node)), facts_of(node)) for node in first[:SHOWN]]
    told = any(facts for _, facts in rows)
    table_html(
        ("Name", "What is known of it") if told else ("Name",),
        rows if told else [(name,) for name, _ in rows],
        "The first organisations and more",
    )
    more(len(nodes))


def name_of(node: Node) -> str:
    """A node's name, or its id."""
    return str(node.properties.get("name", node.id))


def facts_of(node: Node) -> str:
    """A node's first properties as HTML."""
    said = [
        f"{escape(name.replace('_', ' '))} <b>{escape(value_in_words(value)[:80])}</b>"
        for name, value in node.properties.items()
        if name != "name"
    ]
    return " · ".join(said[:FACTS]) + (f" · {len(said) - FACTS} more" if len(said) > FACTS else "")


def show_links(links: tuple[Link, ...], nodes: Mapping[str, FoundNode]) -> None:
    """The first links of each kind, as sentences."""
    if not links:
        st.info("These rows make no link.", icon=":material/info:")
        return
    by_kind: dict[str, list[Link]] = {}
    for link in links:
        by_kind.setdefault(link.kind, []).append(link)
    each = max(2, SHOWN // len(by_kind))
    rows = (
        (
            f"{end_of(link.start, nodes)} <em>{escape(say_link(link.kind))}</em> {end_of(link.end, nodes)}",
            escape(link.place),
        )
        for kind in by_kind.values()
        for link in kind[:each]
    )
    table_html(("Link", "Row"), rows, "The first links")
    more(len(links))


def end_of(id: str, nodes: Mapping[str, FoundNode]) -> str:
    """One end of a link as HTML: its name, or the id of what is not there."""
    node = nodes.get(id)
    return f"{mark_html(node.kind)}{escape(node.name)}" if node else f"<code>{escape(id)}</code>"


def show_rejects(rejects: tuple[Reject, ...]) -> None:
    """What would be refused, why, and what to do."""
    if not rejects:
        st.success("Nothing of these rows would be refused.", icon=":material/check:")
        return
    st.caption("A refused value is left out, and the rest of its row is kept; the load writes all of them to a file.")
    rows = (
        (escape(reject.value[:60] or "(empty)"), escape(f"{reject.column} {reject.reason}"), escape(reject.remedy),
         escape(reject.place))
        for reject in rejects[:SHOWN]
    )  # fmt: skip
    table_html(("Value", "Why it is refused", "What to do", "Row"), rows, "Values that would be refused")
    more(len(rejects))


def draw(links: tuple[Link, ...], nodes: Mapping[str, FoundNode], key: str) -> None:
    """The graph of the first rows."""
    scene = Scene()
    scene.nodes = dict(nodes)
    for link in links:
        if link.start in nodes and link.end in nodes:
            id = f"{link.start}|{link.kind}|{link.end}"
            scene.links[id] = {
                "id": id, "source": link.start, "target": link.end, "kind": link.kind, "label": say_link(link.kind),
            }  # fmt: skip
    scene.drop_strays()
    gone = scene.cut(DRAWN)
    if not scene.nodes:
        st.info("There is nothing to draw.", icon=":material/info:")
        return
    show_graph(scene, key=f"{key}:graph", height=360)
    if gone:
        st.caption(f"The {DRAWN} best linked nodes of these rows are drawn, {gone:,} are left out.")


def more(total: int) -> None:
    """Says how many are not shown."""
    if total > SHOWN:
        st.caption(f"{total:,} in all among these rows; the first are shown.")
