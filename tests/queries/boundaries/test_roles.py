"""Roles of seeds that are given as an industry, an area or a cluster, and of owners outside."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.worlds import build

VALLEY = "39.9,-100.1; 39.9,-99.9; 40.1,-99.9; 40.1,-100.1"
"""An area around the valley."""
MAKERS = ("a", "b", "c", "d", "bottler")
HERE: Any = {"at": (40.0, -100.0)}
CLASS: Any = {"kind": "Industry"}
OTHERS = ("inn", "stage", "dealer", "power", "school")
"""An inn, two kinds of others of the place, a power station and a school."""


def valley(store: Store) -> None:
    """Makers of wine, one of which bottles for two others, and what else there is in their valley."""
    wine = [f"{one} cooperates with {other}" for one, other in ("ab", "bc", "cd", "da", "ac")]
    apart = [f"x{one:02} cooperates with x{(one + step) % 12:02}" for one in range(12) for step in (1, 2, 3)]
    codes = {
        "inn": "naics2017-721110",
        "stage": "naics2017-711110",
        "dealer": "naics2017-424820",
        "power": "naics2017-221112",
    }
    build(
        store,
        *wine,
        *apart,
        *("bottler serves a", "bottler serves b", "bottler cooperates with c"),
        *(f"{other} competes with {one}" for other in ("inn", "stage", "dealer", "power") for one in "ab"),
        *("school trains for a", "school trains for b"),
        *(f"{maker} is classified as wine" for maker in MAKERS),
        *(f"{other} is classified as {code}" for other, code in codes.items()),
        *(f"{one} is located in valley" for one in (*MAKERS, *OTHERS)),
        **{one: HERE for one in (*MAKERS, *OTHERS) if one != "school"},
        **dict.fromkeys(("wine", *codes.values()), CLASS),
        school={**HERE, "kind": "Institution", "type": "college"},
        valley={"kind": "Place"},
    )


def roles(store: Store, **given: Any) -> dict[str, str]:
    """Seed to its role."""
    rows = ask(store, "boundaries/from_seeds", {"weights": "resampling.rounds=5", **given}).rows
    return {row["member"].id: row["role"] for row in rows if row["belongs"] == "seed"}


def test_seeds_of_an_industry_have_the_role_of_what_they_do_and_those_by_name_are_core(store: Store) -> None:
    valley(store)
    assert roles(store, industry="wine", place="valley") == {
        **dict.fromkeys("abcd", "core"),
        "bottler": "service provider",
    }
    assert roles(store, seed="a", second="bottler") == {"a": "core", "bottler": "core"}
    assert roles(store, seed="a", second="inn") == {"a": "core", "inn": "core"}


def test_of_an_area_those_are_core_that_do_what_most_do(store: Store) -> None:
    valley(store)
    assert roles(store, area=VALLEY) == {
        **dict.fromkeys("abcd", "core"),
        "bottler": "service provider",
        "inn": "related industry",
        "stage": "related industry",
        "dealer": "channel or customer",
        "power": "infrastructure",
        "school": "institution",
    }
    few = roles(store, area=VALLEY, weights="resampling.rounds=5, roles.main=0.1")
    assert {one for one, role in few.items() if role == "core"} == {*"abcd", "inn", "stage", "dealer", "power"}


def test_seeds_of_an_area_of_whom_no_activity_is_known_are_core(store: Store) -> None:
    build(store, "a supplies b", "b supplies c", **dict.fromkeys("abc", HERE))
    assert roles(store, area=VALLEY) == dict.fromkeys("abc", "core")


def test_an_owner_of_wineries_outside_is_said_to_be_one(store: Store) -> None:
    field = [f"w{one} cooperates with w{other}" for one in range(6) for other in range(one)]
    build(
        store,
        *field,
        *("near cooperates with w1", "near is a unit of owner", "site is a unit of owner", "far is a unit of near"),
        *(f"{one} is classified as wine" for one in (*(f"w{one}" for one in range(6)), "near", "site")),
        wine={"kind": "Industry"},
    )
    asked = {"seed": "w0", "second": "w1", "size": 6, "weights": "resampling.mention=0"}
    found = {row["member"].id: row for row in ask(store, "boundaries/from_seeds", asked).rows if not row["inside"]}
    assert {id: (row["role"], row["reasons"]) for id, row in found.items() if id in ("owner", "far")} == {
        "owner": (
            "core",
            ["is tied with no member itself; is the parent of 2 firms outside that do what the core does: near, site"],
        ),
        "far": (
            "core",
            ["is tied with no member itself; is a unit of 1 firm outside that does what the core does: near"],
        ),
    }
