"""Bottlenecks that were planted are found."""

from __future__ import annotations

from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.worlds import build

PLACE = {"kind": "Place"}


def test_a_sole_supplier_is_a_bottleneck(store: Store) -> None:
    build(store, "a supplies b", "a supplies c", "b is located in x", "c is located in x", x=PLACE)
    rows = ask(store, "sole_suppliers", {"place": "x"}).rows
    assert [(row["supplier"].id, row["dependents"], row["inside"]) for row in rows] == [("a", 2, False)]
