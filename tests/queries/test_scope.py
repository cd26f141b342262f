"""Questions about bottlenecks, gaps and institutions ask of a place, a cluster, or a firm with its surroundings."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask, catalog
from clusteratlas.queries.query import Query

from tests.worlds import build

SCOPED = [
    query
    for query in catalog().values()
    if query.topic in ("bottlenecks", "gaps", "institutions") and query.name != "bottlenecks/what_if"
]
MEMBERS = (
    "MATCH (:Entity {id: coalesce($place, $cluster)})<-[:WITHIN|IN_CLUSTER]-{0,6}()"
    "<-[:LOCATED_IN|CLASSIFIED_AS|IN_CLUSTER]-(member:Organisation) WHERE ($place IS NULL OR $cluster IS NULL "
    "OR EXISTS { (member)-[:CLASSIFIED_AS|IN_CLUSTER]->()-[:WITHIN|IN_CLUSTER]->{0,6}"
    "(:Entity:Cluster {id: $cluster}) }) AND ($cluster IS NULL OR $degree = 0 OR EXISTS { "
    "(member)-[belongs:IN_CLUSTER]->(:Entity:Cluster {id: $cluster}) WHERE belongs.degree >= $degree }) "
)
SURROUNDINGS = (
    "RETURN member UNION MATCH (member:Entity:Organisation {id: $around}) RETURN member UNION "
    "MATCH (middle:Entity:Organisation {id: $around}) MATCH (member:Organisation) "
    "WHERE $km > 0 AND point.distance(member.location, middle.location) <= $km * 1000 RETURN member }"
)
CORKS = {"input": "corks"}


@pytest.mark.parametrize("query", SCOPED, ids=lambda query: str(query.name))
def test_each_asks_of_a_place_a_cluster_or_a_firm_with_its_surroundings_in_one_way(query: Query) -> None:
    assert list(query.parameters)[:3] == ["place", "cluster", "around"] or {"industry", "by"} & set(query.parameters)
    types = {name: query.parameters[name].type for name in ("place", "cluster", "around")}
    assert types == {"place": "place", "cluster": "cluster", "around": "organisation"}
    assert {"km", "hops"} & set(query.parameters)
    assert query.either in ((("place", "cluster"), ("around",)), ())
    text = " ".join(query.text.split())
    assert (MEMBERS if "hops" in query.parameters else MEMBERS + SURROUNDINGS) in text


def world(store: Store) -> None:
    """a, b and c are all there is in x, in the cluster k (c by its industry, a by a part of it) and within 1 km of a;
    everything comes from p, which is 333 km away, as is d of the cluster k in y."""
    facts: dict[str, Any] = {
        **{name: {"kind": "Place"} for name in "xyw"},
        **{name: {"kind": "Cluster"} for name in ("k", "part")},
        **{name: {"kind": "Industry"} for name in ("fine", "coarse")},
        **{f"p_supplies_{name}": CORKS for name in "abcd"},
    }
    build(
        store,
        *(
            "p supplies a",
            "p supplies b",
            "p supplies c",
            "p supplies d",
            "e supplies p",
            "a supplies b",
            "b supplies c",
        ),
        *("a needs glass", "u trains for a", "e competes with far"),
        *(f"{name} is located in x" for name in "abc"),
        *("x is within w", "d is located in y", "y is within w"),
        *("a is in the cluster part", "part is within k", "b is in the cluster k", "d is in the cluster k"),
        *("c is classified as fine", "fine is within coarse", "coarse is in the cluster k"),
        **facts,
        glass={"kind": "Input"},
        u={"kind": "Institution", "at": (43.0, -120.0)},
        a={"at": (40.0, -120.0)},
        b={"at": (40.001, -120.0)},
        c={"at": (40.002, -120.0)},
        d={"at": (43.0, -120.0)},
        p={"at": (43.0, -120.0)},
    )


def test_the_same_organisations_give_the_same_answer_however_they_are_asked_for(store: Store) -> None:
    world(store)
    for name in ("depended_on", "thin_institutions"):
        place, *others = [
            ask(store, name, way).rows
            for way in ({"place": "x"}, {"place": "x", "cluster": "k"}, {"around": "a", "km": 1})
        ]
        assert place
        assert all(other == place for other in others), name
    of_cluster = ask(store, "depended_on", {"cluster": "k"}).rows
    assert [(row["supplier"].id, row["dependents"], row["of"], row["inside"]) for row in of_cluster] == [
        ("p", 4, 4, False)
    ]
    assert [row["dependents"] for row in ask(store, "depended_on", {"place": "w"}).rows] == [4]
    assert [row["dependents"] for row in ask(store, "depended_on", {"around": "a", "km": 0}).rows] == [1]
    assert [row["inside"] for row in ask(store, "depended_on", {"around": "a", "km": 400}).rows] == [True]


def test_members_of_a_cluster_below_a_degree_are_left_out(store: Store) -> None:
    facts: dict[str, Any] = {f"p_supplies_{one}": CORKS for one in "abc"}
    build(
        store,
        *("p supplies a", "p supplies b", "p supplies c", "a is in the cluster k", "b is in the cluster k"),
        *("c is classified as fine", "fine is in the cluster k"),
        k={"kind": "Cluster"},
        fine={"kind": "Industry"},
        a_is_in_the_cluster_k={"degree": 0.9},
        b_is_in_the_cluster_k={"degree": 0.2},
        **facts,
    )
    for degree, dependents in ((0, [3]), (0.2, [2]), (0.5, [1]), (1, [])):
        rows = ask(store, "depended_on", {"cluster": "k", "degree": degree}).rows
        assert [row["dependents"] for row in rows] == dependents


def test_none_or_two_of_them_are_refused_in_words(store: Store) -> None:
    build(store, "a is located in x", "a is in the cluster k", x={"kind": "Place"}, k={"kind": "Cluster"})
    with pytest.raises(
        InvalidQuery, match="place or cluster or around: one of them is needed; it says what the question"
    ):
        ask(store, "sole_suppliers", {})
    with pytest.raises(InvalidQuery, match="around: give this or place and cluster, not both"):
        ask(store, "sole_suppliers", {"place": "x", "cluster": "k", "around": "a"})
