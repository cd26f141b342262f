"""Boundaries at a date: only who was there can be a seed or a member, or tie others."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

from clusteratlas.graph.store import Store
from clusteratlas.queries.boundaries.ties import ties_of
from clusteratlas.queries.catalog import ask
from clusteratlas.queries.network.snapshots import network_of
from clusteratlas.queries.network.traits import keep, open_kept, traits_of

from tests.worlds import build

FEW = {"weights": "resampling.rounds=10"}
CLASS = {"kind": "Industry"}


def field(store: Store) -> None:
    """Eight who work with each other: a began in 2010, b ended in 2005, of c the year 2008 is known, of others nothing;
    beside them a ring."""
    build(
        store,
        *(f"{one} cooperates with {other}" for one, other in combinations("abcdefgh", 2)),
        *(f"x{one:02} cooperates with x{(one + step) % 20:02}" for one in range(20) for step in (1, 2, 3)),
        "h supplies x00",
        *(f"{one} is located in town" for one in "abcdefgh"),
        *(f"{one} is classified as wood" for one in "abcdefgh"),
        town={"kind": "Place"},
        wood=CLASS,
        a={"founded": "2010-05"},
        b={"closed": "2005"},
        c={"founded": "2008", "closed": "2019-12-31"},
    )


def test_who_was_not_there_is_no_seed_and_no_member_and_carries_no_tie(store: Store) -> None:
    field(store)

    def inside(**given: Any) -> set[str]:
        rows = ask(store, "boundaries/from_seeds", {"seed": "d", "second": "e", **FEW, **given}).rows
        assert not {row["member"].id for row in rows if not row["inside"]} & set("abc")
        return {row["member"].id for row in rows if row["inside"]}

    assert inside() == set("abcdefgh")
    assert inside(date="2007") == set("defgh")
    assert inside(date="2008-06") == set("cdefgh"), "some day in 2008 it began, perhaps before June"
    assert inside(date="2005-06") == set("bdefgh"), "some day in 2005 it ended, perhaps after June"
    assert inside(date="2010-04") == set("cdefgh")
    assert inside(date="2010-05") == set("acdefgh")
    assert inside(date="2020") == set("adefgh")
    gone = ask(store, "boundaries/from_seeds", {"seed": "a", "second": "d", "date": "2007", **FEW}).rows
    assert [row["member"].id for row in gone if row["belongs"] == "seed"] == ["d"]
    assert ask(store, "boundaries/from_seeds", {"seed": "a", "date": "2007", **FEW}).rows == []
    sizes = {
        date: ask(store, "boundaries/cuts", {"seed": "d", "sharp": False, "date": date}).rows[0]["members"]
        for date in (None, "2007")
    }
    assert sizes == {None: 8, "2007": 5}


def test_clusters_and_definitions_are_those_of_who_was_there(store: Store) -> None:
    field(store)
    asked: dict[str, Any] = {"place": "town", "least": 3}
    assert [row["here"] for row in ask(store, "boundaries/clusters", asked).rows] == [8]
    [then] = ask(store, "boundaries/clusters", {**asked, "date": "2007"}).rows
    assert then["here"] == 5
    assert then["headline"].startswith("Of the 5 organisations in the place, 5 have a tie that counts")
    rows = ask(store, "boundaries/cluster_members", {"organisation": "d", "date": "2007"}).rows
    assert {row["member"].id for row in rows} == set("defgh")
    weights = "lint.fewest=2"
    assert [row["of"] for row in ask(store, "boundaries/lint", {"place": "town", "weights": weights}).rows][1] == 8
    then = ask(store, "boundaries/lint", {"place": "town", "weights": weights, "date": "2007"}).rows[1]
    assert (then["of"], then["verdict"]) == (5, "no")
    store.write("MATCH (one:Organisation) SET one.founded = '2015'")
    assert ask(store, "boundaries/lint", {"place": "town", "date": "2007"}).rows == []


def test_nobody_is_alike_with_who_was_not_there(store: Store) -> None:
    facts: dict[str, Any] = {one: {"at": (40.0, -100.0)} for one in "abc"}
    facts["b"]["founded"] = "2015"
    build(store, "a supplies z", *(f"{one} is classified as wood" for one in "abc"), wood=CLASS, **facts)

    traits = traits_of(store, network_of(store))

    def alike(date: str) -> Any:
        return ties_of(traits, None, inferred=True, date=date, alike=True).alike[0].pairs.T.tolist()

    a, b, c = range(3)
    assert alike("2010") == [[a, c]]
    assert alike("2016") == [[a, b], [a, c], [b, c]]


def test_dates_come_back_from_the_copy_on_disk(store: Store, tmp_path: Path) -> None:
    field(store)
    network = network_of(store)
    keep(traits_of(store, network), tmp_path)
    kept = open_kept(tmp_path, network)
    assert kept is not None
    assert network.id[~kept.there("2007")].tolist() == [b"a", b"b", b"c"]
