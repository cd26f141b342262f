"""What is compared after a change finds what a comparison of everything would find."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph import identities as cypher
from clusteratlas.graph.errors import InvalidJudgement, NotFound
from clusteratlas.graph.store import Store
from clusteratlas.ingest.corrections.kept import Corrections
from clusteratlas.ingest.corrections.loading import correct
from clusteratlas.ingest.corrections.refused import PLACE, corrections_in, refused_rows
from clusteratlas.ingest.identity import compared, finding
from clusteratlas.ingest.identity.compared import FILE
from clusteratlas.ingest.identity.finding import find
from clusteratlas.ingest.identity.judging import Judging, Pair
from clusteratlas.ingest.identity.mentions import read_mentions
from clusteratlas.ingest.matching import match_rows
from clusteratlas.ingest.prune import forget
from clusteratlas.ingest.run import load
from clusteratlas.ingest.source import Source
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import empty
from tests.dump import Dump, differences, dump
from tests.ingest.folders import FIRM, write_source

KINDS_OF_NAMES = ("Zorblatt Instruments", "Zorblatt Instruments", "Qwyx Imaginary Foods", "Zorblatt Instrument Repair")
TOWNS = ("Nowhere", "Faraway", "")
SOURCES = ("one", "two", "three")
HANGS_ON_ALL = {"score", "reasons", "found"}
"""Properties of a pair that waits which change a little with every organisation there is."""
Rows = dict[str, tuple[int, int]]
"""Id to the number of its name and of its town."""


def source(folder: Path, name: str, rows: Rows) -> Source:
    """A source that lists these firms, each with a name and a town or none."""
    lines = [f"{name}-{id},{KINDS_OF_NAMES[named]},{TOWNS[town]}" for id, (named, town) in rows.items()]
    table = {"file": "firms.csv", "nodes": {"firm": {**FIRM, "town": "town"}}}
    return write_source(folder / name, [table], files={"firms.csv": "\n".join(["id,name,town", *lines, ""])})


def pairs(store: Store) -> set[str]:
    """The pairs that wait."""
    return {row["id"] for row in store.read(cypher.ALL_WAITING)}


def found_in(store: Store) -> Dump:
    """The graph without what hangs on all, and without who was judged when."""
    return {
        key: {name: value for name, value in said.items() if name not in HANGS_ON_ALL}
        for key, said in dump(store, said=True).items()
        if key[0] != "Judgement"
    }


def anew(store: Store, rejects: Path) -> None:
    """Compares everything, whatever was compared before."""
    (rejects / FILE).unlink(missing_ok=True)
    find(store, rejects)


ROWS = st.dictionaries(st.sampled_from("abc"), st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=3)
STEPS = st.one_of(
    st.tuples(st.just("load"), st.sampled_from(SOURCES), ROWS),
    st.tuples(st.just("forget"), st.sampled_from(SOURCES)),
    st.tuples(st.just("same"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("different"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("split"), st.integers(0, 9), st.integers(1, 2)),
    st.tuples(st.just("undo"), st.integers(0, 9)),
    st.tuples(st.just("find"), st.sampled_from([None, *SOURCES])),
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=4, max_size=12))
def test_after_any_sequence_comparing_what_changed_finds_what_comparing_everything_finds(
    store: Store, tmp_path_factory: pytest.TempPathFactory, steps: list[Any]
) -> None:
    empty(store)
    folder = tmp_path_factory.mktemp("compared")
    rejects = folder / "rejects"
    judge = Judging(store, rejects, "tester")
    acts: list[str] = []
    for step, *values in [("load", "one", {"a": (0, 0), "b": (2, 1)}), ("load", "two", {"a": (1, 0)}), *steps]:
        ids = sorted(row["id"] for row in store.read("MATCH (n:Firm) RETURN n.id AS id"))
        try:
            match step:
                case "load":
                    load(store, source(folder, values[0], values[1]), rejects, allow_shrink=True)
                case "forget":
                    forget(store, values[0], rejects)
                case "same" | "different" if ids:
                    one, other = (ids[number % len(ids)] for number in values)
                    acts.append(judge.judge(step, [Pair(one, other)]))
                case "split" if ids:
                    thing = ids[values[0] % len(ids)]
                    held = sorted(row["record"] for row in store.read(cypher.RECORDS_OF, {"ids": [thing]}))
                    acts.append(judge.split(thing, held[: values[1]]))
                case "undo" if acts:
                    judge.undo(acts[values[0] % len(acts)])
                case "find":
                    find(store, rejects, source=values[0])
        except (InvalidJudgement, NotFound):
            continue
    while find(store, rejects).joined:
        pass
    found = found_in(store)
    anew(store, rejects)
    assert differences(found, found_in(store)) == {}


def counted(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The ids that are read from the graph and that pairs are looked for of, by comparison."""
    looked: list[set[str]] = []

    def reading(store: Store, report: Any, ids: Any = None) -> Any:
        said = list(read_mentions(store, report, ids))
        looked.append({mention.id for mention in said})
        return said

    def matching(rows: Any, **given: Any) -> Any:
        wanted = zip(rows.column("id").to_pylist(), rows.column("wanted").to_pylist(), strict=True)
        looked.append({id for id, flag in wanted if flag})
        return match_rows(rows, **given)

    monkeypatch.setattr(compared, "read_mentions", reading)
    monkeypatch.setattr(finding, "match_rows", matching)
    return looked


def test_a_decision_has_only_those_compared_that_it_is_about(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rejects = tmp_path / "rejects"
    load(store, source(tmp_path, "one", {"a": (0, 0), "b": (2, 0), "c": (3, 1)}), rejects)
    load(store, source(tmp_path, "two", {"a": (3, 0), "b": (2, 1)}), rejects)
    looked = counted(monkeypatch)
    find(store, rejects)
    assert [len(ids) for ids in looked] == [5, 5]
    find(store, rejects)
    assert looked[2:] == [set(), set()]
    act = Judging(store, rejects, "tester").same([Pair("one-a", "two-a")])
    find(store, rejects)
    assert looked[4] == {"one-a"}
    assert looked[5] >= {"one-a"}
    assert not looked[5] & {"one-b", "two-b"}
    Judging(store, rejects, "tester").undo(act)
    find(store, rejects)
    assert looked[6] == {"one-a", "two-a"}
    assert not looked[7] & {"one-b", "two-b"}


def test_a_rejected_pair_waits_again_once_that_is_taken_back(store: Store, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects"
    load(store, source(tmp_path, "one", {"a": (0, 0)}), rejects)
    load(store, source(tmp_path, "two", {"a": (3, 0)}), rejects)
    find(store, rejects)
    before = pairs(store)
    assert before == {"one-a|two-a"}
    act = Judging(store, rejects, "tester").different([Pair("one-a", "two-a")])
    find(store, rejects)
    assert pairs(store) == set()
    Judging(store, rejects, "tester").undo(act)
    find(store, rejects)
    assert pairs(store) == before


def test_another_graph_is_compared_whole(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rejects = tmp_path / "rejects"
    load(store, source(tmp_path, "one", {"a": (0, 0), "b": (2, 1)}), rejects)
    find(store, rejects)
    empty(store)
    load(store, source(tmp_path, "two", {"a": (0, 0), "b": (2, 1)}), rejects)
    looked = counted(monkeypatch)
    find(store, rejects)
    assert looked == [{"two-a", "two-b"}] * 2


def test_a_corrected_row_has_only_its_organisations_compared(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rejects = tmp_path / "rejects"
    table = {"file": "firms.csv", "nodes": {"firm": {**FIRM, "employees": "jobs"}}}
    rows = "id,name,jobs\n1,Zorblatt Instruments,many\n2,Qwyx Imaginary Foods,3\n3,Vlim Pretend Bakery,4\n"
    listed = write_source(tmp_path / "listed", [table], files={"firms.csv": rows})
    load(store, listed, rejects)
    find(store, rejects, source=listed.name)
    looked = counted(monkeypatch)
    refused = refused_rows(listed, rejects, Corrections())
    given = [{**refused[0].cells, PLACE: refused[0].place, "jobs": "12", "name": "Zorblatt Fictional Instruments"}]
    correct(store, listed, rejects, corrections_in(refused, given, "tester"))
    find(store, rejects, source=listed.name)
    assert len(looked[0]) == len(looked[1]) == 1
