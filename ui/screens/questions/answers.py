"""The answer to a query in each of its views, what is picked in it, and its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from ....graph.results import FoundNode, FoundPath, Rows
from ....queries.catalog import Answer
from ....queries.clusters import FROM_SEEDS
from ....queries.polygon import corners
from ....queries.words import RECORDED, count
from ... import routes
from ...asking_about import ask_about
from ...exports.cells import in_words
from ...look import line, mark, safe
from ...marking import ECONOMY, marking
from ...views import GRAPH_NODES, MOST_NODES, TELLING, Scene, answer_table, downloads, show_graph, show_map
from .clusters import cluster_bar, keep_bar, members_link, seeds_bar
from .curve import show_curve
from .portfolio import show_compared, show_portfolio

PICTURES: Mapping[str, Sequence[tuple[str, Callable[[Answer, str], None]]]] = {
    FROM_SEEDS: [("curve", show_curve)],
    "places/portfolio": [("chart", show_portfolio)],
    "places/compared": [("chart", show_compared)],
}
"""Views that some queries have besides those of their headers."""

REASONS = 3
"""How many rows of the same thing say why below the table."""


def show(answer: Answer, key: str) -> None:
    """The answer in each of its views."""
    if not answer.rows:
        st.info(safe(answer.empty), icon=":material/search_off:")
        return
    rows = count(len(answer.rows), "row")
    if answer.cut:
        said = f"**The first {rows}**; there are more: narrow the question, or order its rows and set a LIMIT."
    elif answer.in_all and answer.in_all > len(answer.rows):
        said = f"**The first {len(answer.rows):,} of {answer.in_all:,} rows**; raise “Rows at most” to see the others."
    elif len(answer.rows) == answer.parameters.get("limit") != answer.in_all:
        said = f"**The first {rows}**; there may be more: raise “Rows at most” to see them."
    else:
        said = f"**{rows}**"
    if answer.headline:
        st.markdown(safe(answer.headline))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(said)
        keep_bar(answer, key)
    if answer.weighed:
        st.caption(f":material/balance: Other weights counted than those that ship: {safe(answer.weighed)}.")
    if answer.caution:
        st.warning(safe(answer.caution), icon=":material/warning:")
    cluster_bar(answer, key)
    seeds_bar(answer)
    names: list[str] = [view for view in ("table", "graph", "map") if view in answer.query.view]
    names += [name for name, _ in PICTURES.get(answer.query.name, ())]
    for name, tab in zip(names, st.tabs([name.capitalize() for name in names], key=f"{key}:views"), strict=True):
        with tab:
            view(name, answer, key)
    inspect(answer, key)
    downloads(answer, key)


def view(name: str, answer: Answer, key: str) -> None:
    """One view of an answer."""
    selected = st.session_state.get(f"{key}:picked")

    def pick(id: str | None) -> None:
        st.session_state[f"{key}:picked"] = id

    if picture := dict(PICTURES.get(answer.query.name, ())).get(name):
        picture(answer, key)
    elif name == "table":
        answer_table(answer, key, selected, pick)
    elif name == "graph":
        most = st.session_state.get(f"{key}:drawn", GRAPH_NODES)
        scene = Scene()
        scene.add(answer)
        strays = scene.drop_strays()
        gone = scene.cut(most, keep=[node.id for node in answer.entities.values()])
        if not scene.nodes:
            st.info("Nothing in this answer can be drawn as a graph.", icon=":material/info:")
            return
        centre = next(iter(answer.entities.values())).id if answer.entities else None
        show_graph(
            scene, key=f"{key}:graph", centre=centre, selected=selected, on_event=lambda event: pick(event.selected)
        )
        if gone or strays:
            st.caption(say_undrawn(most, gone, strays))
        if gone and most < MOST_NODES:
            st.button(
                f"Show up to {MOST_NODES}",
                key=f"{key}:more",
                type="tertiary",
                on_click=lambda: st.session_state.update({f"{key}:drawn": MOST_NODES}),
            )
    else:
        show_map(
            on_map(answer),
            key=f"{key}:map",
            selected=selected,
            bases=bases(answer),
            notes=notes(answer),
            marking=marking(answer),
            area=drawn_area(answer),
            height=520,
            on_pick=pick,
        )


def say_undrawn(most: int, gone: int, strays: int) -> str:
    """What the graph leaves out: all but the best linked, and those that no line leads to.

    >>> say_undrawn(300, 0, 1)
    '1 node that no line leads to is left out; the table has all.'
    """
    said = []
    if gone:
        said.append(f"The {most} best linked nodes are drawn, {gone:,} are left out; narrow the question to see fewer.")
    if strays:
        is_are = "is" if strays == 1 else "are"
        said.append(f"{count(strays, 'node')} that no line leads to {is_are} left out; the table has all.")
    return " ".join(said)


def drawn_area(answer: Answer) -> Sequence[tuple[float, float]]:
    """The corners of the area that was asked about; none where none was."""
    for name, parameter in answer.query.parameters.items():
        if parameter.type == "polygon" and answer.parameters.get(name):
            return corners(answer.parameters[name])
    return ()


def on_map(answer: Answer) -> list[FoundNode]:
    """What the map shows: every node, or those that have a size alone where some have one."""
    sizes = marking(answer).sizes
    return [node for id, node in named(answer).items() if not sizes or id in sizes]


def named(answer: Answer) -> dict[str, FoundNode]:
    """Every node that an answer holds, by id."""
    found = {node.id: node for node in answer.entities.values()}
    for row in answer.rows:
        for value in row.values():
            for node in nodes_in(value):
                found.setdefault(node.id, node)
    return found


def nodes_in(value: Any) -> tuple[FoundNode, ...]:
    """The nodes in a cell."""
    match value:
        case FoundNode():
            return (value,)
        case FoundPath():
            return value.nodes
        case list():
            return tuple(item for item in value if isinstance(item, FoundNode))
    return ()


def bases(answer: Answer) -> dict[str, str]:
    """Whether what the rows name is recorded (in any of them) or possible, by id."""
    found: dict[str, str] = {}
    for row in answer.rows:
        basis = row.get("basis")
        for value in row.values():
            if basis and isinstance(value, FoundNode) and found.get(value.id) != RECORDED:
                found[value.id] = str(basis)
    return found


def notes(answer: Answer) -> dict[str, str]:
    """What the map says of the first thing that a row names, where the row has a note, by id; of a cluster what it is
    called and how many members it has."""
    found: dict[str, str] = {}
    for row in answer.rows:
        node = first_node(row)
        note = f"{row['called']}, {count(row['size'], 'member')}" if answer.query.name == ECONOMY else row.get("note")
        if node and note:
            found.setdefault(node.id, str(note))
    return found


def inspect(answer: Answer, key: str) -> None:
    """What is picked in any view, with the way to its page."""
    node = named(answer).get(st.session_state.get(f"{key}:picked") or "")
    if node is None:
        full = ", and read what it says in full" if any(name in TELLING for name in answer.query.returns) else ""
        st.caption(f"Pick a row, a node or a mark to open its page from here{full}.")
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"{mark(node.kind)} **{safe(node.name)}** :gray[{safe(line(node))}]")
        members_link(answer, node)
        routes.link("organisation", "Open its page", {"id": node.id}, icon=":material/open_in_full:")
        with st.popover("Ask about it", icon=":material/contact_support:", type="tertiary"):
            ask_about(node)
    for said in why(answer, node):
        st.caption(safe(said))


def why(answer: Answer, node: FoundNode) -> list[str]:
    """What the rows of which something is the first say in words, where a cell of the table may be too small; of
    several rows each begins with what tells it from the others."""
    rows = [row for row in answer.rows if first_node(row) == node]
    said = [
        told_from(rows, row, answer.query.returns) + in_words(row[name])
        for row in rows
        for name in TELLING
        if row.get(name)
    ]
    return list(dict.fromkeys(said))[:REASONS]


def told_from(rows: Rows, row: Mapping[str, Any], returns: Mapping[str, str]) -> str:
    """What tells a row from others of the same thing: its rank, and the first text that is not the same in all of them.

    >>> told_from([one := {"rank": 1, "what": "oak"}, {"rank": 2, "what": "cork"}], one, {"rank": "int", "what": "str"})
    'Rank 1, oak: '
    >>> told_from([one], one, {"rank": "int", "what": "str"})
    ''
    """
    if len(rows) == 1:
        return ""
    texts = [name for name, type in returns.items() if type == "str" and name not in TELLING]
    differing = next((name for name in texts if len({each.get(name) for each in rows}) > 1), None)
    words = [f"Rank {row['rank']}"] if row.get("rank") else []
    if differing and row.get(differing):
        words.append(str(row[differing]))
    return f"{', '.join(words)}: " if words else ""


def first_node(row: Mapping[str, Any]) -> FoundNode | None:
    """The first thing that a row names."""
    return next((value for value in row.values() if isinstance(value, FoundNode)), None)
