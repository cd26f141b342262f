"""Saved queries: those that ship and those that users wrote, as cards; each opens as a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ....queries.catalog import by_topic, catalog
from ....queries.own.kept import OwnQuery
from ....queries.query import Query, is_own
from ... import routes, session
from ...look import safe
from .one import QUERY, question
from .own import SHARED
from .writing import from_file, write

Shown = TypeVar("Shown", Query, OwnQuery)

TOPICS = {
    "near": "Near a firm",
    "boundaries": "Where a cluster ends",
    "clusters": "Clusters that were kept",
    "bottlenecks": "Bottlenecks",
    "gaps": "Gaps and reach",
    "institutions": "Institutions",
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
        if (name := given.get(QUERY)) and not is_own(name) and name not in catalog():
            st.warning(f"There is no saved query {safe(name)}. Choose one of these.", icon=":material/link_off:")
            cards()
        elif name:
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
    topics = by_topic()
    order = [*TOPICS, *sorted(topics.keys() - TOPICS.keys())]
    for topic in order:
        if topic not in topics:
            continue
        st.header(TOPICS.get(topic, topic.replace("_", " ").capitalize()), anchor=False)
        for query, card in on_cards(topics[topic]):
            card.caption(safe(query.question))


def own_cards(own: Sequence[OwnQuery]) -> None:
    """The queries that users wrote, and the ways to one more; one that cannot be read says why on its card."""
    st.header("Your own", anchor=False)
    for kept, card in on_cards(own):
        if kept.query:
            card.caption(safe(kept.query.question))
        else:
            card.error(f"Cannot be read: {safe(kept.error)}", icon=":material/error:")
    with st.container(horizontal=True, vertical_alignment="center"):
        routes.link("questions", "Write a query of your own", {"write": "new"}, icon=":material/edit_note:")
        with st.popover("Open a file", icon=":material/upload_file:", type="tertiary"):
            from_file()


def on_cards(queries: Sequence[Shown]) -> Iterator[tuple[Shown, DeltaGenerator]]:
    """Each query with its card, on which there is a link to it."""
    for first in range(0, len(queries), CARDS):
        for column, query in zip(st.columns(CARDS, gap="small"), queries[first : first + CARDS], strict=False):
            card = column.container(border=True, height="stretch", key=f"card:{query.name}")
            with card:
                routes.link("questions", f"**{safe(query.title)}**", {QUERY: query.name})
            yield query, card
