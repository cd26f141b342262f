"""Institutions that serve a firm, and those near it that could."""

from __future__ import annotations

import re
from typing import Any

import pytest
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask, find_query
from clusteratlas.queries.network.institutional import SERVICES

from tests.queries.near.worlds import HERE, north
from tests.worlds import build


def test_an_inferred_tie_to_an_institution_is_possible(store: Store) -> None:
    lab = {"kind": "Institution", "at": HERE}
    build(
        store,
        "lab researches with firm",
        lab=lab,
        firm={"at": HERE},
        lab_researches_with_firm={"state": "latent", "confidence": 0.3},
    )
    [row] = ask(store, "near/institutions", {"firm": "firm"}).rows
    assert (row["basis"], row["fit"], row["reason"]) == ("possible", 0.3, "researches with it (inferred)")


def test_institutions_with_a_tie_come_first_then_those_with_ties_to_its_industry(store: Store) -> None:
    build(
        store,
        *("bank finances firm", "peer researches with lab", "firm is classified as wine", "peer is classified as wine"),
        wine={"kind": "Industry"},
        firm={"at": HERE},
        peer={"at": north(2)},
        bank={"kind": "Institution", "type": "financial institution"},
        lab={"kind": "Institution", "type": "research institute", "at": north(30)},
        school={"kind": "Institution", "type": "university", "at": north(10)},
        clinic={"kind": "Institution", "type": "hospital", "name": "Invented House", "at": north(1)},
        odd={"kind": "Institution", "at": north(5)},
        away={"kind": "Institution", "type": "university", "at": north(51)},
        bank_finances_firm={"evidence": ["loan 1"]},
    )
    rows = ask(store, "near/institutions", {"firm": "firm"}).rows
    assert [(row["id"], row["basis"], row["km"]) for row in rows] == [
        ("bank", "recorded", None),
        ("lab", "possible", 30.0),
        ("school", "possible", 10.0),
        ("clinic", "possible", 1.0),
        ("odd", "possible", 5.0),
    ]
    assert [row["reason"] for row in rows] == [
        "finances it (loan 1)",
        "has ties to 1 of the 1 organisation of the same industry in reach; no tie to this firm is recorded; "
        "its field is not known",
        "university in reach; no tie to this firm is recorded; its field is not known",
        "hospital in reach; no tie to this firm is recorded; its field is not known",
        "institution in reach; no tie to this firm is recorded",
    ]
    assert [row["fit"] for row in rows] == [1.0, 1.06, 0.02, 0.005, 0.005]
    assert rows[1]["score"] == pytest.approx(1.06 / 4)
    assert [row["id"] for row in ask(store, "near/institutions", {"firm": "firm", "type": "university"}).rows] == [
        "school"
    ]


def test_a_firm_without_a_location_has_recorded_institutions_only(store: Store) -> None:
    build(store, "bank finances firm", bank={"kind": "Institution"}, school={"kind": "Institution", "at": HERE})
    rows = ask(store, "near/institutions", {"firm": "firm"}).rows
    assert [(row["id"], row["basis"]) for row in rows] == [("bank", "recorded")]


DINING = {"kind": "Industry", "code": "722511", "name": "Dining rooms"}
SERVED: dict[str, Any] = {
    "firm": {"at": HERE},
    "college": {"kind": "Institution", "type": "university", "at": north(1)},
    "lender": {"kind": "Institution", "type": "financial institution", "at": north(2)},
    "tester": {"kind": "Institution", "type": "other", "at": north(3)},
    "guild": {"kind": "Institution", "type": "other", "at": north(4)},
    "office": {"kind": "Institution", "type": "standards agency", "at": north(5)},
}


DOES: dict[str, list[tuple[str, str]]] = {
    "training": [("college", "possible")],
    "research": [("college", "possible")],
    "standards": [("office", "possible")],
    "testing": [("tester", "possible")],
    "finance": [("college", "recorded"), ("lender", "possible")],
    "association": [("guild", "recorded")],
}


def test_institutions_by_what_they_do(store: Store) -> None:
    ties = ("college funds firm", "tester tests for other", "firm is a member of guild", "firm finances office")
    build(store, *ties, **SERVED)
    for does, expected in DOES.items():
        rows = ask(store, "near/institutions", {"firm": "firm", "does": does}).rows
        assert [(row["id"], row["basis"]) for row in rows] == expected
        assert all(does in row["does"] for row in rows)


def test_what_institutions_do_is_told_by_the_same_linkages_everywhere() -> None:
    said = re.search(r"\{([^{}]*)\} AS services", find_query("near/institutions").text, re.DOTALL)
    assert said is not None
    kinds = {(name, kind) for kind, name in re.findall(r"(\w+): '(\w+)'", said[1])}
    assert kinds == {(name, kind) for name, kinds in SERVICES.items() for kind in kinds}
    assert set(find_query("near/institutions").parameters["does"].choices) == {"any", *SERVICES}


TRAINERS: dict[str, str] = {
    "beauty": "Invented Academy of Hair-Dressing",
    "cooks": "Imaginary Culinary Institute",
    "both": "Nowhere School of Culinary Arts, Fashion and Design",
    "plain": "Nowhere College",
}


def test_a_name_that_says_the_field_of_the_firms_industry_ranks_before_others_that_are_nearer(store: Store) -> None:
    trainers: dict[str, Any] = {
        id: {"kind": "Institution", "type": "training provider", "name": name, "at": north(number)}
        for number, (id, name) in enumerate(TRAINERS.items(), start=1)
    }
    build(store, "firm is classified as dining", firm={"at": HERE}, dining=DINING, **trainers)
    rows = ask(store, "near/institutions", {"firm": "firm", "does": "training"}).rows
    assert [(row["id"], row["fit"]) for row in rows] == [
        ("cooks", 0.1),
        ("both", 0.02),
        ("plain", 0.02),
        ("beauty", 0.005),
    ]
    none = "training provider in reach; no tie to this firm is recorded"
    said = "training provider in reach; its name says"
    assert [row["reason"] for row in rows] == [
        f"{said} cooking, the field of the firm's industry; no tie to this firm is recorded",
        f"{said} cooking and fashion, in part the field of the firm's industry; no tie to this firm is recorded",
        f"{none}; its field is not known",
        f"{said} beauty care, not the field of the firm's industry; no tie to this firm is recorded",
    ]


def test_where_the_industry_of_the_firm_is_unknown_each_row_says_so(store: Store) -> None:
    school = {"kind": "Institution", "type": "training provider", "name": "Invented Culinary Institute", "at": HERE}
    build(store, firm={"at": HERE}, school=school)
    [row] = ask(store, "near/institutions", {"firm": "firm"}).rows
    assert (row["fit"], row["reason"]) == (
        0.02,
        "training provider in reach; its name says cooking; no tie to this firm is recorded; the firm's industry is "
        "not known",
    )


def test_work_for_the_firms_industry_elsewhere_or_as_a_whole_and_its_cluster_count(store: Store) -> None:
    """None of them is tied to anybody in reach; of four that `far` trains for, two are of the firm's industry."""
    schools: dict[str, Any] = {
        id: {"kind": "Institution", "type": "training provider", "at": north(10)}
        for id in ("whole", "far", "member", "busy", "idle", "hoped")
    }
    build(
        store,
        *("firm is classified as dining", "dining is within food", "whole trains for food"),
        *(f"far trains for {name}" for name in ("one", "two", "three", "four")),
        *(f"{name} is classified as dining" for name in ("one", "two")),
        *("firm is in the cluster table", "member is in the cluster table", "busy trains for three"),
        "hoped trains for one",
        hoped_trains_for_one={"state": "latent"},
        firm={"at": HERE},
        dining=DINING,
        food={"kind": "Industry", "code": "72", "name": "Food services"},
        table={"kind": "Cluster", "name": "Invented Table"},
        **schools,
    )
    rows = ask(store, "near/institutions", {"firm": "firm"}).rows
    assert [(row["id"], row["fit"], row["reason"].split(";")[-3].strip()) for row in rows] == [
        ("whole", 0.52, "trains for the industry Food services as a whole"),
        ("far", 0.46, "is recorded at work for 4 organisations, 2 of this industry"),
        ("member", 0.22, "is in the same cluster, Invented Table"),
        ("busy", 0.06, "is recorded at work for 1 organisation, none of this industry"),
        ("hoped", 0.02, "training provider in reach"),
        ("idle", 0.02, "training provider in reach"),
    ]
    researching = ask(store, "near/institutions", {"firm": "firm", "does": "research"}).rows
    assert researching == []


def test_fields_that_names_say_are_all_known_by_industries() -> None:
    text = find_query("near/institutions").text
    spoken, codes = re.findall(r"\n  \{\n(.*?)\n  \} AS (?:spoken|codes)", text, re.DOTALL)
    fields = set(re.findall(r": '([^']+)'", spoken))
    assert fields == {plain or quoted for quoted, plain in re.findall(r"(?:`([^`]+)`|\b(\w+)): \[", codes)}
    assert set(re.findall(r"'(\S+) \d+'", codes)) == {"NAICS", "SIC"}
