"""Has the database plan what users ask first: one that has just started takes seconds over its first plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..graph.store import EXPLAIN, Store
from .catalog import find_query, prepared

NOBODY = "nobody-0"
ASKED: Mapping[str, Mapping[str, Any]] = {
    "search/entities": {"text": NOBODY},
    "organisation/facts": {"entity": NOBODY},
    "search/matching": {"text": NOBODY},
    "near/suppliers": {"firm": NOBODY},
    "bottlenecks/all": {"place": NOBODY},
    "near/customers": {"firm": NOBODY},
    "near/institutions": {"firm": NOBODY},
    "near/rivals": {"firm": NOBODY},
    "near/complementors": {"firm": NOBODY},
}
"""The largest, in the order in which users come to them; the more it has planned, the faster it plans the others."""


def plan_ahead(store: Store) -> None:
    """Has the database plan questions, and run none of them; what it has planned before takes it no time.

    A database that has gone meanwhile is not started again for this.
    """
    for name, given in ASKED.items():
        query = find_query(name)
        text, values = prepared(store, query, query.clean(given))
        list(store.stream(f"{EXPLAIN}{text}", values))
