"""Saved queries: choose one, fill in its form, see the answer as table, graph and map, take it along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import streamlit as st

from ...graph.errors import InvalidQuery
from ...graph.results import FoundNode, FoundPath
from ...queries.catalog import Answer, catalog, find_query
from ...queries.query import Query
from ...queries.words import RECORDED, count
from .. import routes, session
from ..forms import choose, query_form
from ..look import line, mark, safe
from ..views import GRAPH_NODES, MOST_NODES, Scene, answer_table, downloads, show_graph, show_map

TOPICS = {
    "near": "Near a firm",
    "clusters": "Clusters and their boundary",
    "bottlenecks": "Bottlenecks",
    "paths": "Paths",
    "places": "Places",
    "industries": "Industries",
    "organisation": "One organisation",
    "search": "Search",
    "sources": "Sources",
}
"""Topics in the order that they are shown, with their headings; others come after."""
CARDS = 3
"""Cards in a row."""
QUERY = "query"
"""Name of the saved query in the address; the other parameters of the address are those of the query."""


def questions() -> None:
    """The catalogue, or one saved query."""
    routes.keep_address("questions")
    with session.guarded():
        name = st.query_params.get(QUERY)
        if name:
            one(find_query(name))
        else:
            cards()


def cards() -> None:
    """All saved queries by topic."""
    st.title("Saved queries", anchor=False)
    st.caption(
        "Each is a question with a form. The same queries run in a terminal (`clusteratlas ask`) "
        "and paste into Neo4j Browser unchanged."
    )
    by_topic: dict[str, list[Query]] = {}
    for query in catalog().values():
        by_topic.setdefault(query.topic, []).append(query)
    order = [*TOPICS, *sorted(by_topic.keys() - TOPICS.keys())]
    for topic in order:
        if topic not in by_topic:
            continue
        st.header(TOPICS.get(topic, topic.replace("_", " ").capitalize()), anchor=False)
        for row in batched(by_topic[topic], CARDS):
            for column, query in zip(st.columns(CARDS, gap="small"), row, strict=False):
                with column.container(border=True, height="stretch", key=f"card:{query.name}"):
                    routes.link("questions", f"**{safe(query.title)}**", {QUERY: query.name})
                    st.caption(safe(query.question))


def batched(queries: Sequence[Query], size: int) -> Iterator[Sequence[Query]]:
    """The queries in rows of `size`."""
    for first in range(0, len(queries), size):
        yield queries[first : first + size]


def one(query: Query) -> None:
    """One saved query with its form and, once it is asked, its answer."""
    given = {name: value for name, value in st.query_params.to_dict().items() if name in query.parameters}
    key = f"ask:{query.name}"
    follow(query, given, key)
    routes.link("questions", "All saved queries", icon=":material/arrow_back:")
    st.title(safe(query.title), anchor=False)
    st.markdown(f"{safe(query.question)}")
    if query.about:
        st.caption(safe(query.about))
    values = query_form(query, given, key)
    asked = st.session_state.get(f"{key}:asked")
    with st.container(horizontal=True, vertical_alignment="center"):
        run = st.button("Run", type="primary", icon=":material/play_arrow:", disabled=values is None, key=f"{key}:run")
        with st.popover("Cypher", icon=":material/code:", type="tertiary"):
            st.code(query.text, language="cypher", wrap_lines=True)
            st.caption("It pastes into Neo4j Browser as it is; set its parameters with :param.")
        with st.popover("Link to this question", icon=":material/link:", type="tertiary", disabled=values is None):
            st.code(routes.address("questions", {QUERY: query.name, **(values or {})}), language=None, wrap_lines=True)
    if values is None:
        st.info("Fill in what is still missing above, then press Run.", icon=":material/edit:")
        return
    if run:
        asked = st.session_state[f"{key}:asked"] = values
        routes.show_address("questions", {QUERY: query.name, **values})
        st.session_state[f"{key}:given"] = {
            name: value for name, value in routes.texts(values).items() if name in query.parameters
        }
    if asked is None:
        return
    if asked != values:
        st.caption(":material/info: The form has changed; press Run to see the new answer.")
    with st.spinner("Asking the database …"):
        answer = session.ask(query.name, asked)
    show(answer, key)


def follow(query: Query, given: dict[str, str], key: str) -> None:
    """Fills the form from an address that brought the reader here, and asks at once where nothing is missing."""
    if st.session_state.get(f"{key}:given") == given:
        return
    st.session_state[f"{key}:given"] = given
    for parameter in query.parameters.values():
        if parameter.kind:
            choose(f"{key}:{parameter.name}", given.get(parameter.name))
        else:
            st.session_state.pop(f"{key}:{parameter.name}", None)
    complete = all(parameter.name in given for parameter in query.parameters.values() if parameter.required)
    try:
        st.session_state[f"{key}:asked"] = query.clean(given) if complete else None
    except InvalidQuery as error:
        st.session_state[f"{key}:asked"] = None
        st.error(f"The address does not fit the question: {safe(error)}", icon=":material/error:")


def show(answer: Answer, key: str) -> None:
    """The answer in each of its views."""
    if not answer.rows:
        st.info(safe(answer.query.empty), icon=":material/search_off:")
        return
    rows = count(len(answer.rows), "row")
    cut = len(answer.rows) == answer.parameters.get("limit")
    st.markdown(f"**The first {rows}**; there may be more: raise “At most” to see them." if cut else f"**{rows}**")
    names = [view for view in ("table", "graph", "map") if view in answer.query.view]
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

    if name == "table":
        answer_table(answer, key, selected, pick)
    elif name == "graph":
        most = st.session_state.get(f"{key}:most", GRAPH_NODES)
        scene = Scene()
        scene.add(answer)
        scene.drop_strays()
        gone = scene.cut(most, keep=[node.id for node in answer.entities.values()])
        if not scene.nodes:
            st.info("Nothing in this answer can be drawn as a graph.", icon=":material/info:")
            return
        centre = next(iter(answer.entities.values())).id if answer.entities else None
        show_graph(
            scene, key=f"{key}:graph", centre=centre, selected=selected, on_event=lambda event: pick(event.selected)
        )
        if gone:
            st.caption(
                f"The {most} best linked nodes are drawn, {gone:,} are left out; narrow the question to see fewer."
            )
            if most < MOST_NODES:
                st.button(
                    f"Show up to {MOST_NODES}",
                    key=f"{key}:more",
                    type="tertiary",
                    on_click=lambda: st.session_state.update({f"{key}:most": MOST_NODES}),
                )
    else:
        show_map(
            list(named(answer).values()),
            key=f"{key}:map",
            selected=selected,
            bases=bases(answer),
            height=520,
            on_pick=pick,
        )


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


def inspect(answer: Answer, key: str) -> None:
    """What is picked in any view, with the way to its page."""
    node = named(answer).get(st.session_state.get(f"{key}:picked") or "")
    if node is None:
        st.caption("Pick a row, a node or a mark to open its page from here.")
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"{mark(node.kind)} **{safe(node.name)}** :gray[{safe(line(node))}]")
        routes.link("organisation", "Open its page", {"id": node.id}, icon=":material/open_in_full:")
