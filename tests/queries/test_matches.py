"""What waits for a judgement, what was judged, and what ids stand for afterwards."""

from __future__ import annotations

from pathlib import Path

from clusteratlas.graph import identities
from clusteratlas.graph.store import Store
from clusteratlas.ingest.identity.judging import MATCHING, Judging, Pair
from clusteratlas.queries.catalog import ask, resolve

from tests.worlds import build


def test_a_pair_waits_until_it_is_judged_and_again_when_that_is_taken_back(store: Store, tmp_path: Path) -> None:
    build(store, a={"name": "Zyx Works"}, b={"name": "Zyx Works Inc"}, c={"name": "Invented Oak"})
    found = {"reasons": "[]", "found": "2000-01-01"}
    matches = [
        {"id": "a|b", "left": "a", "right": "b", "score": 0.9, **found},
        {"id": "b|c", "left": "b", "right": "c", "score": 0.5, **found},
    ]
    store.write(identities.WAITING, {"matches": matches})
    judge = Judging(store, tmp_path, "tester")

    def waiting() -> list[tuple[str, str, int]]:
        rows = ask(store, "matches/waiting").rows
        return [(row["left"].id, row["right"].id, row["waiting"]) for row in rows]

    assert waiting() == [("a", "b", 2), ("b", "c", 2)]
    act = judge.same([Pair("a", "b", 0.9)])
    assert waiting() == [("a", "c", 1)]
    judge.undo(act)
    assert waiting() == [("a", "b", 2), ("b", "c", 2)]
    judge.different([Pair("b", "c", 0.5)])
    assert waiting() == [("a", "b", 1)]
    judged = ask(store, "matches/judgements").rows
    assert [(row["verdict"], row["left"], row["right"], row["undone_by"]) for row in judged] == [
        ("different", "b", "c", None),
        ("same", "a", "b", "tester"),
    ]
    assert [row["act"] for row in ask(store, "matches/judgements", {"entity": "c"}).rows] == [judged[0]["act"]]


def test_an_id_that_is_one_with_another_leads_to_what_both_are(store: Store, tmp_path: Path) -> None:
    build(store, a={"name": "Zyx Works"}, b={"name": "Zyx Works Inc"})
    Judging(store, tmp_path, "tester").same([Pair("a", "b")])
    assert resolve(store, "b").id == "a"
    records = ask(store, "organisation/records", {"entity": "b"}).rows
    assert [(row["record"], row["said_id"]) for row in records] == [("test_world/a", "a"), ("test_world/b", "b")]


def test_what_waits_is_counted_and_listed_by_source_and_by_a_text_in_a_name(store: Store, tmp_path: Path) -> None:
    build(store, a={"name": "Zyx Works", "aliases": ["Quixbury"]}, b={"name": "Zyx Works Inc"}, source="big")
    build(store, c={"name": "Invented Oak"}, d={"name": "Invented Oaks"}, source="small")
    found = {"reasons": "[]", "found": "2000-01-01"}
    pairs = [("a", "b", 0.9), ("b", "c", 0.5), ("c", "d", 0.7)]
    matches = [{"id": f"{one}|{two}", "left": one, "right": two, "score": at, **found} for one, two, at in pairs]
    store.write(identities.WAITING, {"matches": matches})

    def waiting(**given: str | int) -> list[tuple[str, str, int]]:
        rows = ask(store, "matches/waiting", given).rows
        return [(row["left"].id, row["right"].id, row["waiting"]) for row in rows]

    def by_source() -> list[tuple[str, int, int]]:
        rows = ask(store, "matches/by_source").rows
        return [(row["source_id"], row["organisations"], row["pairs"]) for row in rows]

    assert waiting(source="small", limit=1) == [("c", "d", 2)]
    assert waiting(source="big") == [("a", "b", 2), ("b", "c", 2)]
    assert waiting(name="zyx", source="small") == [("b", "c", 1)]
    assert waiting(name="QUIX") == [("a", "b", 1)]
    assert waiting(name="nothing of the kind") == []
    assert by_source() == [("big", 2, 2), ("small", 2, 2)]
    judge = Judging(store, tmp_path, "tester")
    judge.different([Pair("b", "c")])
    assert by_source() == [("big", 2, 1), ("small", 2, 1)]
    judge.same([Pair("a", "b")])
    assert by_source() == [("small", 2, 1)]


def test_judgements_of_people_are_told_from_those_made_by_score(store: Store, tmp_path: Path) -> None:
    build(store, a={"name": "Zyx Works"}, b={"name": "Zyx Works Inc"}, c={"name": "Invented Oak"})
    Judging(store, tmp_path, "tester").different([Pair("a", "c")])
    Judging(store, tmp_path, MATCHING).same([Pair("a", "b", 0.99)])
    judged = [[row["who"] for row in ask(store, "matches/judgements", {"people": one}).rows] for one in (True, False)]
    assert judged == [["tester"], [MATCHING, "tester"]]
