"""The saved queries that can be asked about one thing, filled in with it."""

from __future__ import annotations

import streamlit as st

from ..graph.model import model
from ..graph.results import FoundNode
from ..queries.catalog import catalog
from ..queries.parameters import Parameter
from ..queries.query import Query
from . import routes, session
from .look import safe, spoken, with_article

LEFT_OUT = ("search", "organisation")
"""Topics whose answers a thing's own page gives."""


def asked_of(query: Query, node: FoundNode) -> Parameter | None:
    """The first parameter of a query that takes an entity, if it takes this one."""
    first = next((parameter for parameter in query.parameters.values() if parameter.kind), None)
    return first if first and first.kind and node.kind in model().within(first.kind) else None


def ask_about(node: FoundNode) -> None:
    """Links to the queries that take this entity, the user's own first."""
    own = [kept.query for kept in session.own_queries().values() if kept.query]
    shipped = [query for query in catalog().values() if query.topic not in LEFT_OUT]
    fitting = [(query, parameter) for query in (*own, *shipped) if (parameter := asked_of(query, node))]
    for query, parameter in fitting:
        title = f"{safe(query.title)} :gray[(yours)]" if query.own else safe(query.title)
        routes.link("questions", title, {"query": query.name, parameter.name: node.id}, help=query.question)
    if not fitting:
        st.caption(f"No saved query asks about {with_article(spoken(node.kind).lower())}.")
