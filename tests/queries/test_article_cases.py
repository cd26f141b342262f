"""The cases of Porter (1998) as far as the seed data show them: who belongs to the cluster, in which role."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

GROWING = {
    "seed": "us-ca-napa-pine-ridge-winery",
    "second": "us-ca-napa-carneros-creek-winery",
    "third": "us-ca-healdsburg-davero-sonoma",
    "fourth": "us-ca-st-helena-servin-lopez-vineyard-management",
}
"""Wineries of Napa and Sonoma, and a grower, that asked for seasonal labour."""
BOTTLED = dict(
    zip(("seed", "second", "third", "fourth"), (f"ttb-ca-w-{at}" for at in (22184, 23513, 23196, 24310)), strict=True)
)
"""Wineries at the premises of a bottler in Napa."""
DEVICES = {"seed": "us-ma-billerica-conformis", "second": "us-ma-marlborough-boston-scientific"}
LINKED = "NOT type(link) IN ['FINANCES', 'FUNDS', 'REGULATES']"
"""Linkages that count where boundaries are drawn."""


@pytest.fixture
def atlas(seeded: Settings, session_store: Store) -> Store:
    """A store with the seed data."""
    return session_store


def roles(store: Store, **asked: Any) -> dict[str, set[str]]:
    """Role to the ids of the members that are no seeds."""
    found: dict[str, set[str]] = {}
    for row in ask(store, "boundaries/from_seeds", {**asked, "outside": False}).rows:
        if row["member"].id not in asked.values():
            found.setdefault(row["role"], set()).add(row["member"].id)
    return found


def ids(store: Store, text: str, **parameters: Any) -> set[str]:
    """The ids that a query answers."""
    return {row["id"] for row in store.read(text, parameters)}


def test_around_wineries_that_asked_for_labour_are_contractors_growers_and_their_lawyers(atlas: Store) -> None:
    found = roles(atlas, **GROWING)
    members = list(set().union(*found.values()))
    assert found.keys() == {"core", "supplier of specialised inputs", "service provider", "related industry"}
    contractors = ids(
        atlas, "MATCH (one:Firm)-[:PROVIDES]->(:Input) WHERE one.id IN $members RETURN one.id AS id", members=members
    )
    away = "us-ca-stockton-growers-link"
    assert contractors - {away} == found["supplier of specialised inputs"]
    assert away in found["related industry"], "nobody who needs labour is known to be near it"
    assert "us-ca-santa-rosa-bowland-vineyard-management" in found["supplier of specialised inputs"]
    assert len(found["supplier of specialised inputs"]) == 7
    lawyers = ids(
        atlas, "MATCH (one:Firm)-[:SERVES]->(:Firm) WHERE one.id IN $members RETURN one.id AS id", members=members
    )
    assert "us-ca-san-diego-malitzlaw" in lawyers
    assert found["service provider"] == lawyers
    growers = ids(
        atlas,
        "MATCH (one:Firm)-[:CLASSIFIED_AS]->(:Industry {code: '111332'}) WHERE one.id IN $members RETURN one.id AS id",
        members=members,
    )
    assert len(growers - contractors) >= 5
    assert growers - contractors <= found["related industry"]


def test_a_bottler_with_a_permit_of_a_winery_is_a_service_provider(atlas: Store) -> None:
    rows = {row["member"].id: row for row in ask(atlas, "boundaries/from_seeds", BOTTLED).rows if row["inside"]}
    bottler = rows["ttb-ca-w-21475"]
    assert bottler["member"].properties["name"] == "Top It Off Bottling"
    assert bottler["role"] == "service provider"
    assert bottler["reasons"][0].startswith("serves 16 core members within 5 km (inferred)")
    assert bottler["basis"] == "possible"
    owners = {
        id: (rows[f"ttb-owner-{id}"]["role"], rows[f"ttb-owner-{id}"]["basis"])
        for id in ("l18-wines-llc", "folio-wine-company-llc")
    }
    assert owners["l18-wines-llc"] == ("core", "recorded"), "a site of it is a seed"
    assert owners["folio-wine-company-llc"] == ("core", "possible"), "its site is tied with a seed by what is inferred"
    assert {row["role"] for id, row in rows.items() if id != "ttb-ca-w-21475"} == {"core"}


def test_no_institution_belongs_to_wine_since_no_source_ties_one_to_a_winery(atlas: Store) -> None:
    """UC Davis, Napa Valley College and the society of enologists are there; who teaches or organises whom is not."""
    text = """
MATCH (one:Institution) WHERE one.name IN ['University of California-Davis', 'Napa Valley College',
  'American Society for Enology and Viticulture'] RETURN one.id AS id
"""
    there = ids(atlas, text)
    assert len(there) == 3
    tied = f"MATCH (one:Institution)-[link]-(:Firm)-[:CLASSIFIED_AS]->(:Industry {{code: '312130'}}) WHERE {LINKED}"
    assert ids(atlas, f"{tied} RETURN one.id AS id") == set()
    for seeds in (GROWING, BOTTLED):
        assert roles(atlas, **seeds).keys().isdisjoint({"institution", "infrastructure"})


def test_suppliers_of_barrels_labels_bottles_and_grapes_to_wineries_are_not_recorded(atlas: Store) -> None:
    inputs = ids(atlas, "MATCH (:Firm)-[:PROVIDES {source: 'h2a_wine_country'}]->(one:Input) RETURN one.id AS id")
    assert inputs == {"input-seasonal-vineyard-labour", "input-seasonal-farm-labour"}
    supplied = (
        "MATCH (one:Firm)-[:SUPPLIES]->(:Firm)-[:CLASSIFIED_AS]->(:Industry {code: '312130'}) RETURN one.id AS id"
    )
    assert ids(atlas, supplied) == set()


def test_device_makers_are_found_by_what_they_make_where_no_code_says_so(atlas: Store) -> None:
    makers = ids(atlas, "MATCH (one:Firm)-[:PROVIDES {source: 'fda_510k_ma'}]->(:Input) RETURN one.id AS id")
    coded = ids(
        atlas, "MATCH (one:Firm)-[:CLASSIFIED_AS]->() WHERE one.id IN $ids RETURN one.id AS id", ids=list(makers)
    )
    assert (len(makers), len(coded), len(coded_as_devices(atlas, makers))) == (136, 19, 10)
    members = set().union(*roles(atlas, **DEVICES).values())
    assert len((members & makers) - coded) == 9
    assert members - makers == coded_as_devices(atlas, members - makers), "the others are in the codes"


def coded_as_devices(store: Store, members: set[str]) -> set[str]:
    """Those of some that are classified as makers of devices."""
    text = "MATCH (one:Firm)-[:CLASSIFIED_AS]->(:Industry)-[:WITHIN]->{0,3}(:Industry {code: '3391'})"
    return ids(store, f"{text} WHERE one.id IN $ids RETURN one.id AS id", ids=list(members))


def test_no_linkage_of_device_makers_with_electronics_or_plastics_is_recorded_so_that_no_hidden_cluster_shows(
    atlas: Store,
) -> None:
    text = f"MATCH (one:Firm)-[:PROVIDES {{source: 'fda_510k_ma'}}]->(:Input) MATCH (one)-[link]-(:Firm) WHERE {LINKED}"
    assert ids(atlas, f"{text} RETURN one.id AS id") == set()
    assert ask(atlas, "boundaries/clusters", {"place": "us-ma", "hidden": True}).rows == []


@pytest.mark.parametrize(("industry", "check"), [("naics2017-31", "too broad"), ("naics2017-333249", "too narrow")])
def test_by_figures_manufacturing_is_too_broad_and_machinery_for_plastics_alone_too_narrow(
    atlas: Store, industry: str, check: str
) -> None:
    rows = {row["check"]: row for row in ask(atlas, "related/definition", {"industry": industry}).rows}
    assert {name: row["verdict"] for name, row in rows.items()} == dict.fromkeys(rows, "no") | {check: check}
    named = {"too broad": "Food Manufacturing (39)", "too narrow": "Printing Machinery and Equipment Manufacturing"}
    assert named[check] in rows[check]["suggestion"]
    devices = {row["check"]: row for row in ask(atlas, "related/definition", {"industry": "naics2017-3391"}).rows}
    assert {row["verdict"] for row in devices.values()} == {"no"}


@pytest.mark.parametrize(("industry", "check"), [("naics2017-31", "too broad"), ("naics2017-333249", "too narrow")])
def test_manufacturing_is_too_broad_and_machinery_for_plastics_alone_too_narrow(
    atlas: Store, industry: str, check: str
) -> None:
    rows = {row["check"]: row for row in ask(atlas, "boundaries/lint", {"industry": industry, "place": "us-ma"}).rows}
    assert rows[check]["verdict"] == check
    assert rows[check]["suggestion"]
    assert {row["verdict"] for name, row in rows.items() if name != check} <= {"no", "cannot be said"}
