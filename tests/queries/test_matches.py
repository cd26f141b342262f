"""What waits for a judgement, what was judged, and what ids stand for afterwards."""

from __future__ import annotations

from pathlib import Path

from clusteratlas.graph import identities
from clusteratlas.graph.store import Store
from clusteratlas.ingest.identity.judging import Judging, Pair
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
