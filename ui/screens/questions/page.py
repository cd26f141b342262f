"""Saved queries: those that ship and those that users wrote, as cards; each opens as a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import streamlit as st

from ....queries.catalog import catalog
from ....queries.own.kept import OwnQuery
from ....queries.query import Query
from ... import routes, session
from ...look import safe
from .one import QUERY, question
from .own import SHARED
from .writing import from_file, write

T = TypeVar("T")

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


def questions() -> None:
    """The catalogue, one saved query, or one that is being written."""
    routes.keep_address("questions")
    with session.guarded():
        given = st.query_params.to_dict()
        if name := given.get(QUERY):
            question(name)
        elif {"write", "copy", SHARED} & given.keys():
            write(given)
        else:
            cards()


def cards() -> None:
    """All saved queries by topic, the user's own first."""
    st.title("Saved queries", anchor=False)
    st.caption(
        "Each is a question with a form. The same queries run in a terminal (`clusteratlas ask`) "
        "and paste into Neo4j Browser unchanged."
    )
    with session.guarded():
        own_cards(list(session.own_queries().values()))
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


def own_cards(own: Sequence[OwnQuery]) -> None:
    """The queries that users wrote, and the ways to one more; one that cannot be read says why on its card."""
    st.header("Your own", anchor=False)
    for row in batched(own, CARDS):
        for column, kept in zip(st.columns(CARDS, gap="small"), row, strict=False):
            with column.container(border=True, height="stretch", key=f"card:{kept.name}"):
                routes.link("questions", f"**{safe(kept.title)}**", {QUERY: kept.name})
                if kept.query:
                    st.caption(safe(kept.query.question))
                else:
                    st.error(f"Cannot be read: {safe(kept.error)}", icon=":material/error:")
    with st.container(horizontal=True, vertical_alignment="center"):
        routes.link("questions", "Write a query of your own", {"write": "new"}, icon=":material/edit_note:")
        with st.popover("Open a file", icon=":material/upload_file:", type="tertiary"):
            from_file()


def batched(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in rows of `size`."""
    for first in range(0, len(items), size):
        yield items[first : first + size]
