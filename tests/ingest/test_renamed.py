"""A source that gives its things other ids than before: only the new ones are there, and what was decided waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from clusteratlas.graph.store import Store
from clusteratlas.ingest.identity.judging import Judging, Pair
from clusteratlas.ingest.run import LoadReport, load
from clusteratlas.ingest.source import Source
from clusteratlas.queries.catalog import ask

from tests.dump import differences, dump
from tests.ingest.folders import FIRM, write_source

MEMBERS = "id,name\n" + "".join(f"{number},Invented Mill {number}\n" for number in range(30))


def members(folder: Path, id: str = "members-{id}", rows: str = MEMBERS) -> Source:
    """The source `members`, whose mapping makes ids of that form."""
    return write_source(
        folder / "members", [{"file": "m.csv", "nodes": {"firm": {**FIRM, "id": id}}}], files={"m.csv": rows}
    )


def load_members(store: Store, folder: Path, id: str = "members-{id}", rows: str = MEMBERS) -> LoadReport:
    """Loads it."""
    return load(store, members(folder, id, rows), folder / "rejects", allow_shrink=True)


def load_register(store: Store, folder: Path) -> None:
    """Loads a source of another publisher, on one firm that is a member too."""
    table = {"file": "r.csv", "nodes": {"firm": FIRM}}
    load(store, write_source(folder / "zyx", [table], files={"r.csv": "id,name\nzyx-7,Invented Mill 7\n"}), folder)


def ids(store: Store) -> set[str]:
    """The ids of all firms."""
    return {row["id"] for row in store.read("MATCH (n:Firm) RETURN n.id AS id")}


def gone(store: Store) -> list[list[str]]:
    """The ids that are gone of each judgement, the latest first."""
    return [row["gone"] for row in ask(store, "matches/judgements").rows]


def test_a_mapping_that_changed_ids_leaves_the_new_ones_alone_and_says_so(store: Store, tmp_path: Path) -> None:
    load_register(store, tmp_path)
    assert load_members(store, tmp_path).notes == []
    judge = Judging(store, tmp_path / "rejects", "tester")
    judge.same([Pair("members-7", "zyx-7")])
    judge.different([Pair("members-1", "members-2")])
    assert gone(store) == [[], []]
    before = dump(store)
    report = load_members(store, tmp_path, "club-{id}")
    new, judged = report.notes
    assert "members: 30 of the 30 ids that it gave before are gone, 30 others are new" in new
    assert "if that was not meant, load it again with the former mapping" in new
    assert "decisions on who is who speak of 3 of the ids that are gone; they are kept, and hold again" in judged
    assert (report.nodes, report.removed) == (30, 30)
    records = store.read("MATCH (r:Record)-[:DESCRIBES]->(n) RETURN r.record_id AS record, n.id AS id")
    assert len(records) == 31
    assert ids(store) == {f"club-{number}" for number in range(30)} | {"members-7"}
    assert [row["record"] for row in records if row["id"] == "members-7"] == ["zyx/zyx-7"]
    assert gone(store) == [["members-1", "members-2"], ["members-7"]]
    load_members(store, tmp_path)
    assert differences(before, dump(store)) == {}
    assert gone(store) == [[], []]


@pytest.mark.parametrize(
    ("id", "rows"),
    [
        ("members-{id}", MEMBERS),
        ("members-{id}", MEMBERS + "30,Invented Mill 30\n"),
        ("members-{id}", "id,name\n3,Invented Mill 3\n"),
    ],
    ids=["the same", "one more", "one left"],
)
def test_nothing_is_said_where_ids_stay_or_only_go(store: Store, tmp_path: Path, id: str, rows: str) -> None:
    load_members(store, tmp_path)
    assert load_members(store, tmp_path, id, rows).notes == []


def test_what_was_parted_by_source_is_not_taken_for_gone(store: Store, tmp_path: Path) -> None:
    load_members(store, tmp_path)
    table = {"file": "r.csv", "nodes": {"firm": FIRM}}
    load(store, write_source(tmp_path / "zyx", [table], files={"r.csv": "id,name\nmembers-7,Zyx Works\n"}), tmp_path)
    Judging(store, tmp_path / "rejects", "tester").split("members-7", ["zyx/members-7"])
    assert gone(store) == [[], []]
