"""What a cluster is called rests on enough of its members."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.worlds import build

BRANCH: Any = {"kind": "Industry", "level": 3}
COUNTY: Any = {"kind": "Place", "type": "county"}
FIRMS = [f"w{one:02}" for one in range(12)]


def cluster(store: Store, *sentences: str, **facts: Any) -> dict[str, Any]:
    """Twelve that all work with each other, and what else is said of them: the one cluster that they are."""
    places: dict[str, Any] = {
        **dict.fromkeys(("north", "south", "east"), COUNTY),
        "valley": {"kind": "Place", "type": "appellation"},
        "state": {"kind": "Place", "type": "state"},
        "own": {"kind": "Place", "type": "region"},
    }
    build(
        store,
        *(f"{one} cooperates with {other}" for one, other in combinations(FIRMS, 2)),
        *sentences,
        **places,
        **dict.fromkeys(("wine", "glass"), BRANCH),
        **facts,
    )
    [row] = ask(store, "boundaries/clusters").rows
    return row


def told(row: dict[str, Any]) -> str:
    """What its name says besides the best connected member."""
    return str(row["called"]).lower().removesuffix(f"around {row['members'][0]}").rstrip(": ")


def within(firms: list[str], place: str) -> list[str]:
    """That some firms are in a place."""
    return [f"{firm} is located in {place}" for firm in firms]


@pytest.mark.parametrize(
    ("wine", "glass", "name"), [(2, 0, ""), (3, 0, "wine"), (12, 0, "wine"), (4, 3, "wine"), (3, 3, ""), (2, 1, "")]
)
def test_an_industry_is_in_the_name_where_enough_members_are_known_to_be_of_it(
    store: Store, wine: int, glass: int, name: str
) -> None:
    row = cluster(
        store,
        *(f"{firm} is classified as wine" for firm in FIRMS[:wine]),
        *(f"{firm} is classified as glass" for firm in FIRMS[12 - glass :]),
    )
    assert told(row) == name
    assert (row["industry"].id if row["industry"] else "") == name
    assert any(one.startswith("wine (") for one in row["industries"])
    assert (f"sources give an industry of {wine + glass} of them" in row["reason"]) == (wine < 12)


def test_the_place_of_most_names_a_cluster_and_a_region_that_somebody_drew_does_not(store: Store) -> None:
    drawn = ("north is within own", "south is within own", "north is within state", "south is within state")
    row = cluster(store, *drawn, *within(FIRMS[:7], "north"), *within(FIRMS[7:], "south"))
    assert (told(row), row["area"].id) == ("north", "north")
    assert row["areas"] == ["north (58%)", "south (42%)"]


def test_of_two_places_with_as_many_members_the_smaller_names_a_cluster(store: Store) -> None:
    both = [*within(FIRMS, "north"), *within(FIRMS, "valley")]
    row = cluster(store, *both, "else is located in north")
    assert (told(row), row["areas"]) == ("valley", ["valley (100%)", "north (100%)"])


def test_where_no_place_has_most_members_their_state_names_a_cluster_or_a_region_where_that_is_unknown(
    store: Store,
) -> None:
    counties = [*within(FIRMS[:4], "north"), *within(FIRMS[4:8], "south"), *within(FIRMS[8:], "east")]
    drawn = [f"{county} is within own" for county in ("north", "south", "east")]
    row = cluster(store, *counties, *drawn)
    assert (told(row), row["area"]) == ("own", None)
    build(
        store,
        *(f"{county} is within state" for county in ("north", "south", "east")),
        source="states",
        state={"kind": "Place", "type": "state"},
        **dict.fromkeys(("north", "south", "east"), COUNTY),
    )
    [row] = ask(store, "boundaries/clusters").rows
    assert (told(row), row["area"]) == ("state", None)


def test_of_too_few_members_a_place_is_known_to_name_a_cluster(store: Store) -> None:
    assert told(cluster(store, *within(FIRMS[:2], "north"))) == ""
