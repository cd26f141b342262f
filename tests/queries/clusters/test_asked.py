"""What can be asked of clusters that were kept: who came and went, what happened, overlap, nesting, links."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from clusteratlas.graph.clock import now
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask
from clusteratlas.queries.clusters.drawn import draw
from clusteratlas.queries.clusters.kept import keep

from tests.worlds import build

LATE = {"founded": "2019-05", "home_country": "US"}


def world(store: Store) -> None:
    """A cluster of a to d in two versions, one of m to o, and one that lies within the first."""
    wine = [f"{one} cooperates with {other}" for one, other in ("ab", "bc", "cd", "da", "ac", "bd")]
    machines = [f"{one} cooperates with {other}" for one, other in ("mn", "no", "om")]
    build(
        store,
        *wine,
        *machines,
        *("m supplies a", "n supplies b", "d spun off from a", "z acquired c"),
        a={"founded": "1990"},
        d=LATE,
        c={"closed": "2021-02-03", "home_country": "FR", "permanent": True},
        b={"home_country": "US"},
        z_acquired_c={"since": "2020"},
    )


def drawn(store: Store, name: str, members: dict[str, tuple[float, str]]) -> str:
    """A cluster of given members, as if its boundary had come out so."""
    rows = [
        {"member": id, "degree": degree, "role": role, "recorded": True, "reasons": [f"{id} is in"]}
        for id, (degree, role) in members.items()
    ]
    return keep(
        store, name, replace(draw(store, {"seed": "a", "weights": "resampling.rounds=5"}), rows=rows), "tester"
    ).id


def today() -> str:
    return now()[:10]


def asked(store: Store, name: str, **given: Any) -> list[dict[str, Any]]:
    return ask(store, f"clusters/{name}", given).rows


def test_versions_are_compared_and_clusters_too(store: Store) -> None:
    world(store)
    assert asked(store, "membership") == asked(store, "compare") == asked(store, "history") == []
    first = drawn(store, "Wine", {"a": (1, "core"), "b": (0.9, "core"), "c": (0.5, "supplier")})
    assert asked(store, "compare") == []
    second = drawn(store, "Wine", {"a": (1, "core"), "b": (0.6, "core"), "c": (0.5, "core"), "d": (0.4, "supplier")})
    inner = drawn(store, "Cellars", {"c": (1, "core"), "d": (1, "core")})
    other = drawn(store, "Machines", dict.fromkeys("mno", (1, "core")))
    assert [(row["cluster_id"], row["latest"], row["members"]) for row in asked(store, "versions")] == [
        (inner, True, 2),
        (other, True, 3),
        (second, True, 4),
        (first, False, 3),
    ]

    rows = asked(store, "compare", earlier=first, later="Wine")
    assert [(row["change"], row["member"].id, row["reason"]) for row in rows] == [
        ("entered", "d", "d is in"),
        ("role", "c", "supplier before, core now: c is in"),
        ("degree", "b", "less sure by 0.3"),
    ]
    first_said, second_said = (f"Wine, version {number} of {today()} ({number + 2} members)" for number in (1, 2))
    summary = f"{first_said} compared with {second_said}: 1 entered, 0 left, 1 changed role, 1 degree by 0.1 or more, "
    assert {row["headline"] for row in rows} == {f"{summary}1 as before."}
    shorter = ask(store, "clusters/compare", {"earlier": first, "later": second, "limit": 1})
    assert shorter.headline == f"{summary}1 as before.", "whatever is shown"
    assert shorter.in_all == 3
    for alone in (first, second, "Wine"):
        assert asked(store, "compare", earlier=alone) == rows, "with the latest; the latest with the one before"
    assert (rows[0]["founded"], rows[0]["spun_off_from"].id, rows[1]["closed"]) == ("2019-05", "a", "2021-02-03")
    assert [row["change"] for row in asked(store, "compare", earlier=first, later=second, difference=0.5)] == [
        "entered",
        "role",
    ]
    back = asked(store, "compare", earlier=second, later=first)
    assert [(row["change"], row["member"].id) for row in back][:2] == [("left", "d"), ("role", "c")]
    apart = asked(store, "compare", earlier="Wine", later="Machines")
    assert [row["change"] for row in apart] == ["entered"] * 3 + ["left"] * 4
    store.write("MATCH (act:ClusterAct {cluster: $id}) SET act.at = '2999'", {"id": second})
    assert asked(store, "compare") == rows, "by default the version kept last, and the one before"

    said = {row["member"].id: row["remark"] for row in asked(store, "membership", cluster="Wine")}
    assert said == {"a": None, "b": None, "d": None, "c": "closed 2021-02-03"}
    store.write("MATCH (c {id: 'c'}) REMOVE c.closed")
    assert [row["remark"] for row in asked(store, "membership", cluster="Wine", role="core")] == [
        None,
        None,
        "seat in FR, with a lasting presence here",
    ]
    happened = asked(store, "history", cluster="Wine")
    assert [(row["at"], row["event"], row["member"].id, row["partner"] and row["partner"].id) for row in happened] == [
        ("1990", "founded", "a", None),
        ("2019-05", "founded", "d", None),
        ("2019-05", "has the spin-off", "a", "d"),
        ("2019-05", "spun off from", "d", "a"),
        ("2020", "was bought by", "c", "z"),
    ]
    assert {row["at"] for row in asked(store, "history", cluster="Wine", since="2019", until="2019-12")} == {"2019-05"}
    assert {row["at"] for row in asked(store, "history", cluster="Wine", since="2020-06")} == {"2020"}

    nested = asked(store, "overlap")
    assert [(row["cluster"].id, row["reading"], row["other"].id, row["jaccard"]) for row in nested] == [
        (inner, "within", second, 0.5)
    ]
    assert nested[0]["reason"] == "2 of the 2 members of Cellars are among the 4 of Wine"
    loose = asked(store, "overlap", cluster=first, versions=True, weights="clusters.within=0.5")
    assert {(row["cluster"].id, row["reading"]) for row in loose} == {(first, "within"), (inner, "within")}
    every = asked(store, "overlap", cluster=first, versions=True)
    assert {(row["cluster"].id, row["reading"], row["other"].id) for row in every} == {
        (first, "within", second),
        (inner, "overlaps", first),
    }

    tied = {(row["cluster"].id, row["other"].id): row for row in asked(store, "ties")}
    assert set(tied) == {(other, second)}, "what both share ties neither with the other"
    row = tied[other, second]
    assert (row["ties"], row["shared"], row["across"], row["basis"]) == (2, 0, "supplies", "recorded")
    assert row["strength"] == pytest.approx(row["weight"] / row["expected"], abs=0.01)
    between = asked(store, "ties", cluster=first)
    assert {(row["cluster"].id, row["other"].id, row["shared"]) for row in between} == {
        (inner, first, 1),
        (other, first, 0),
    }
    assert asked(store, "ties", cluster="Machines", kinds="corporate") == []
    assert asked(store, "ties", cluster="Machines", weights="kinds.SUPPLIES=0") == []
    alone = ask(store, "clusters/ties", {"cluster": "Cellars"}).empty
    assert alone.startswith("Looked at 2 pairs of clusters. Cellars and Wine have 2 members in common, left out since ")
    assert "would tie both: 0 and 2 are left." in alone


def test_where_no_two_can_be_compared_it_is_said_which_there_are(store: Store) -> None:
    world(store)
    assert ask(store, "clusters/compare", {}).lacking == "No cluster was kept yet."
    for name in ("Cellars", "Wine"):
        drawn(store, name, {"a": (1, "core")})
    for given in ({}, {"earlier": "Cellars"}):
        answer = ask(store, "clusters/compare", given)
        assert answer.empty.startswith(
            f"There is no earlier version to compare {'Cellars' if given else 'Wine'}, version 1 with. Kept are: "
            "Cellars, version 1 (drawn-cellars-1); Wine, "
            "version 1 (drawn-wine-1). Name two clusters or versions as earlier and later."
        )


def test_members_say_how_surely_they_belong_and_how_many_they_are(store: Store) -> None:
    world(store)
    drawn(store, "Wine", {"a": (0.9, "core"), "b": (0.6, "core"), "c": (0.006, "supplier")})
    answer = ask(store, "clusters/membership", {"cluster": "Wine", "limit": 2})
    assert [(row["member"].id, row["belongs"]) for row in answer.rows] == [("a", "firm"), ("b", "probable")]
    counted = "3 members: 0 seeds, 1 firm, 1 probable, 1 at the edge."
    firm = "Firm is a degree from 0.75 on where recorded linkages lead from a seed to it, probable from 0.5 on."
    assert answer.headline == f"{counted} {firm}"
    assert answer.in_all == 3


def test_where_nothing_differs_it_is_said_what_was_compared(store: Store) -> None:
    world(store)
    drawn(store, "Wine", {"a": (1, "core")})
    same = drawn(store, "Vines", {"a": (1, "core")})
    answer = ask(store, "clusters/compare", {"earlier": "Wine", "later": same})
    assert answer.rows == []
    assert "Wine, version 1 of" in answer.lacking
    assert answer.lacking.endswith("0 entered, 0 left, 0 changed role, 0 degree by 0.1 or more, 1 as before.")


def test_versions_say_in_words_what_tells_them_apart(store: Store) -> None:
    world(store)
    redrawn(store)
    redrawn(store, kinds="trade", weights="resampling.rounds=5, kinds.SUPPLIES=0.5")
    rounds = "resampling.rounds 5 (shipped: 200)"
    assert [(row["asked"], row["weights"]) for row in asked(store, "versions")] == [
        ("seed a; kinds trade", f"kinds.SUPPLIES 0.5 (shipped: 1), {rounds}"),
        ("seed a", rounds),
    ]


def redrawn(store: Store, **given: Any) -> str:
    """A version of a cluster with a member of its own, drawn as asked."""
    found = draw(store, {"seed": "a", "weights": "resampling.rounds=5", **given})
    row = {
        "member": "abcd"[len(asked(store, "versions"))],
        "degree": 0.5,
        "role": "core",
        "recorded": True,
        "reasons": [],
    }
    return keep(store, "Wine", replace(found, rows=[row]), "tester").id


def cautions(store: Store, earlier: str, later: str) -> set[str | None]:
    return {row["caution"] for row in asked(store, "compare", earlier=earlier, later=later)}


def test_what_may_have_moved_a_boundary_besides_the_world_is_said(store: Store) -> None:
    world(store)
    first = redrawn(store)
    dated = redrawn(store, date="2030")
    assert cautions(store, first, dated) == {None}, "two dates are what is compared"
    weighed = redrawn(store, kinds="trade", weights="resampling.rounds=5, kinds.SUPPLIES=0.5")
    end = "So entered and left need not be a change in the world."
    assert cautions(store, first, weighed) == {
        "They count otherwise: kinds.SUPPLIES 1 before, 0.5 now. "
        f"They were asked for otherwise: kinds by default before, trade now. {end}"
    }
    assert {row["caution"] for row in asked(store, "history", cluster=first)} == {None}

    build(store, "p supplies a", source="late_list")
    store.write("MATCH (run:Run {source: 'late_list'}) SET run.finished = '2999-01-02'")
    later = redrawn(store)
    store.write("MATCH (act:ClusterAct {cluster: $id}) SET act.at = '2999-01-03'", {"id": later})
    (said,) = cautions(store, first, later)
    assert said is not None
    assert said.startswith("They rest on other data: on 8 organisations and 13 linkages (")
    assert "9 organisations and 14 linkages (" in said
    assert said.endswith(f"loaded in between: late_list. {end}")
    (said,) = {row["caution"] for row in asked(store, "history", cluster=first)}
    assert said.endswith("Loaded since: late_list. Drawn anew, others might be members: what happened to them is not "
                         "listed.")  # fmt: skip
    assert {row["caution"] for row in asked(store, "history", cluster=later)} == {None}

    store.write("MATCH (c:Cluster {id: $id}) REMOVE c.drawn_from SET c.name = 'Cellars'", {"id": first})
    assert cautions(store, first, later) == {
        "Cellars and Wine are two clusters, not two versions of one: entered is who is in Wine alone, left who is in "
        f"Cellars alone. What Cellars was drawn from is not on record. {end}"
    }
    answer = ask(store, "clusters/compare", {"earlier": first, "later": later})
    assert answer.caution == next(iter(cautions(store, first, later)))
