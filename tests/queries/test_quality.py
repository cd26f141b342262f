"""Where sources disagree, and where they only write differently."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask, sibling

from tests.worlds import build

MODULE = sibling("quality/disagreements")


@pytest.mark.parametrize(
    ("property", "one", "other"),
    [
        ("address", "12 Invented Street", "12 INVENTED ST."),
        ("address", "12 Invented St Suite 4", "12 Invented Street"),
        ("address", "5 Mount Zyx Center", "5 Mt. Zyx Ctr"),
        ("website", "http://zyx.example", "https://www.ZYX.example/"),
        ("website", "zyx.example/index.html", "www.zyx.example"),
        ("town", "Saint Zyx", "St. Zyx"),
        ("legal_form", "L.L.C.", "limited liability company"),
        ("legal_form", "Corporation", "CORP"),
        ("telephone", "(555) 010-0199", "555 010 0199"),
    ],
)
def test_what_is_only_written_differently_is_the_same(property: str, one: str, other: str) -> None:
    assert MODULE is not None
    assert MODULE.compared(property, one) == MODULE.compared(property, other)


@pytest.mark.parametrize(
    ("property", "one", "other"),
    [
        ("address", "12 Invented Street", "14 Invented Street"),
        ("address", "12 Invented Street", "12 Invented Road"),
        ("website", "zyx.example/wines", "zyx.example/oils"),
        ("legal_form", "LLC", "LLP"),
        ("employees", 12, 13),
    ],
)
def test_what_means_something_else_is_not(property: str, one: object, other: object) -> None:
    assert MODULE is not None
    assert MODULE.compared(property, one) != MODULE.compared(property, other)


def test_the_first_that_says_something_else_is_set_beside_what_is_believed() -> None:
    def told(name: str, *values: object) -> dict[str, Any]:
        said = [
            {"value": value, "trust": 60 - place, "source": f"source {place}"} for place, value in enumerate(values)
        ]
        return {"entity": None, "id": name, "name": name, "property": "town", "said": said}

    assert MODULE is not None
    rows = [told("a", "Zyxville", "ZYXVILLE"), told("b", "Zyxville", "zyxville", "Elsewhere"), told("c", "A", "B")]
    found = MODULE.compute(rows, {"limit": 1})
    assert [(row["id"], row["believed"], row["other"], row["other_source"], row["because"]) for row in found] == [
        ("b", "Zyxville", "Elsewhere", "source 2", "trusted more: 60 against 58")
    ]
    assert [row["id"] for row in MODULE.compute(rows, {"limit": 9})] == ["b", "c"]


def test_records_that_write_alike_do_not_disagree(store: Store) -> None:
    build(store, a={"address": "12 Invented Street", "town": "Zyxville"}, source="one")
    build(store, a={"address": "12 INVENTED ST", "town": "Elsewhere"}, source="two")
    rows = ask(store, "quality/disagreements").rows
    assert [(row["id"], row["property"], row["believed"], row["other"]) for row in rows] == [
        ("a", "town", "Zyxville", "Elsewhere")
    ]
