"""Which institutions serve an industry, and which services nobody gives."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask

from tests.worlds import build

PLACE = {"kind": "Place"}
INDUSTRY = {"kind": "Industry"}


def test_who_serves_an_industry_is_told_service_by_service(store: Store) -> None:
    """u trains three wineries, v perhaps one; u researches with one, m has one as a member; a tester serves another."""
    institutions: dict[str, Any] = {name: {"kind": "Institution"} for name in ("v", "m", "body", "school")}
    build(
        store,
        *("u trains for a", "u trains for b", "u trains for c", "v trains for a", "a researches with u"),
        *("b is a member of m", "tester tests for other", "school trains for wine", "body sets standards for drinks"),
        *(f"{name} is classified as wine" for name in "abc"),
        "wine is within drinks",
        "other is classified as steel",
        *(f"{name} is located in x" for name in ("a", "b", "c", "other", "u")),
        x=PLACE,
        wine=INDUSTRY,
        drinks=INDUSTRY,
        steel=INDUSTRY,
        u={"kind": "Institution", "at": (40.0, -120.0)},
        a={"at": (40.0, -120.0)},
        b={"at": (41.0, -120.0)},
        v_trains_for_a={"state": "latent"},
        **institutions,
    )
    rows = ask(store, "institutions/serving", {"place": "x", "industry": "wine"}).rows
    assert [
        (
            row["service"],
            row["institution"] and row["institution"].id,
            row["serves"],
            row["of"],
            row["km"],
            row["basis"],
        )
        for row in rows
    ] == [
        ("training", "u", 3, 3, 55.6, "recorded"),
        ("training", "v", 1, 3, None, "possible"),
        ("training", "school", None, 3, None, "recorded"),
        ("research", "u", 1, 3, 0.0, "recorded"),
        ("standards", "body", None, 3, None, "recorded"),
        ("testing", None, 0, 3, None, None),
        ("finance", None, None, 3, None, None),
        ("association", "m", 1, 3, None, "recorded"),
    ]
    assert [row["share"] for row in rows][4:7] == [None, 0.0, None]
    reasons = [row["reason"] for row in rows]
    assert reasons[0] == "trains for 3 of 3 firms: a, b, c"
    assert reasons[1] == "trains for 1 of 3 firms (inferred): a"
    assert reasons[2] == "trains for the industry wine as a whole; whom it reaches is not said"
    assert reasons[5] == "no tie of testing is recorded for any of 3 firms here, though for firms elsewhere"
    assert reasons[6] == "unknown: no source that is loaded states any tie of finance, for anybody"
    assert reasons[7] == "has the member 1 of 3 firms: b"
    stated = ask(store, "institutions/serving", {"place": "x", "industry": "wine", "inferred": "no"}).rows
    assert "v" not in {row["institution"] and row["institution"].id for row in stated}
    assert ask(store, "institutions/serving", {"place": "x", "industry": "steel", "limit": 1}).rows[0]["of"] == 1


def test_a_place_without_firms_of_the_industry_has_no_answer(store: Store) -> None:
    build(store, "u trains for a", "u is located in x", x=PLACE, wine=INDUSTRY, u={"kind": "Institution"})
    answer = ask(store, "institutions/serving", {"place": "x"})
    assert answer.rows == []
    assert answer.query.empty.startswith("No firm is known here")
