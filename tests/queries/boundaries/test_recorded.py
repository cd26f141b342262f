"""Whom recorded linkages lead to from the seeds, and who therefore is firm."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.store import Store
from clusteratlas.queries.boundaries.recorded import NOT_LED
from clusteratlas.queries.catalog import ask
from clusteratlas.queries.clusters.drawn import draw

from tests.worlds import build

HERE: Any = {"at": (40.0, -100.0)}
SEEDS = {"seed": "a", "second": "b"}
LED = {"c", "cowner", "d", "holding", "sister", "lawyer", "guild", "fellow"}
"""Those that the seeds lead to: partners, their owners and these owners' other sites, who works for a seed, and who
is in an association with one."""
APART = {"site", "owner", "client", "counsel", "one", "other"}
"""A site and its owner, a client of a lawyer of a seed and its own lawyer, two that are tied with each other alone."""


def world(store: Store) -> None:
    """Makers of one industry at one point, some of them tied with seeds a and b, others only with each other."""
    makers = ("a", "b", "c", "d", "sister", "site", "client", "one", "other", "fellow")
    apart = [f"x{one:02} cooperates with x{(one + step) % 12:02}" for one in range(12) for step in (1, 2, 3)]
    build(
        store,
        *("a cooperates with b", "c supplies a", "c is a unit of cowner", "b supplies d"),
        *("d is a unit of holding", "sister is a unit of holding"),
        *("lawyer serves a", "lawyer serves client", "counsel serves client"),
        *("a is a member of guild", "fellow is a member of guild"),
        *("site is a unit of owner", "one cooperates with other", *apart),
        *(f"{maker} is classified as making" for maker in makers),
        **dict.fromkeys(makers, HERE),
        guild={"kind": "Institution", "type": "association"},
        making={"kind": "Industry"},
    )


def members(store: Store, **given: Any) -> dict[str, dict[str, Any]]:
    """Member to its row; all that hang together are members."""
    rows = ask(store, "boundaries/from_seeds", {**SEEDS, "size": len(LED | APART) + 2, **given}).rows
    return {row["member"].id: row for row in rows if row["inside"]}


def test_firm_is_only_whom_recorded_linkages_lead_to_from_a_seed(store: Store) -> None:
    world(store)
    found = members(store)
    assert found.keys() == LED | APART | {"a", "b"}
    assert {id for id, row in found.items() if row["basis"] == "recorded"} == LED
    assert {id for id, row in found.items() if row["basis"] == "possible"} == APART
    assert {found[id]["basis"] for id in "ab"} == {None}
    assert not {id for id in APART if found[id]["belongs"] == "firm"}
    said = {id for id, row in found.items() if NOT_LED in row["reasons"]}
    assert said == APART
    kept = draw(store, {**SEEDS, "size": len(found)}).rows
    assert {row["member"] for row in kept if row["recorded"]} == LED


def test_what_is_only_inferred_leads_to_nobody(store: Store) -> None:
    world(store)
    build(store, "a supplies site", source="guesses", a_supplies_site={"state": "latent", "confidence": 0.9}, a=HERE)
    found = members(store)
    assert {found[id]["basis"] for id in ("site", "owner")} == {"possible"}
    build(store, "a supplies site", source="contracts", a=HERE)
    found = members(store)
    assert {found[id]["basis"] for id in ("site", "owner")} == {"recorded"}


def test_one_that_works_for_a_client_of_a_seed_is_led_to_where_that_is_of_the_core(store: Store) -> None:
    world(store)
    build(store, "client supplies b", source="contracts", **dict.fromkeys(("client", "b"), HERE))
    found = members(store)
    assert {found[id]["basis"] for id in ("client", "counsel")} == {"recorded"}
