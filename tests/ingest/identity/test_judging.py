"""Merge, split and undo move facts without losing any; loads heed what was judged."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph import identities as cypher
from clusteratlas.graph.errors import InvalidJudgement, NotFound
from clusteratlas.graph.store import Store
from clusteratlas.ingest.identity.judging import Judging, Pair
from clusteratlas.ingest.identity.replay import Judgement, replay
from clusteratlas.ingest.prune import forget
from clusteratlas.ingest.run import load
from clusteratlas.ingest.source import Source
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import empty
from tests.dump import Dump, differences, dump
from tests.ingest.folders import FIRM, write_source

IDS = ("a", "b", "c", "d")
SOURCES = {"one": 40, "two": 60, "three": 60}
"""Sources and how far they are trusted."""
Rows = dict[str, tuple[str, ...]]
"""Id to the ids that it sells to."""


def source(folder: Path, name: str, rows: Rows, institutions: Collection[str] = ()) -> Source:
    """A source that says these firms and institutions are there, each with a name and a number of its own, and whom
    they sell to and regulate."""
    header, line = "id,name,number\n", "{id},Invented {id} of {name},{name}:{id}\n"
    firms = [line.format(id=id, name=name) for id in rows if id not in institutions]
    others = [line.format(id=id, name=name) for id in rows if id in institutions]
    sales = "seller,buyer\n" + "".join(f"{id},{buyer}\n" for id, buyers in rows.items() for buyer in buyers)
    said = {**FIRM, "identifiers": ["{number}"]}
    ends = {"from": "{seller}", "to": "{buyer}"}
    tables: list[dict[str, Any]] = [
        {"file": "firms.csv", "nodes": {"firm": {**said, "legal_form": "=LLC"}}},
        {"file": "others.csv", "nodes": {"other": {**said, "kind": "Institution", "type": "=hospital"}}},
        {"file": "sales.csv", "links": [{"kind": "SUPPLIES", **ends}, {"kind": "REGULATES", **ends}]},
    ]
    files = {"firms.csv": header + "".join(firms), "others.csv": header + "".join(others), "sales.csv": sales}
    return write_source(folder / name, tables, files=files, trust=SOURCES[name])


def load_rows(store: Store, folder: Path, name: str, rows: Rows, institutions: Collection[str] = ()) -> None:
    """Loads such a source."""
    load(store, source(folder, name, rows, institutions), folder / "rejects")


def judging(store: Store, folder: Path) -> Judging:
    """Judgements by a tester."""
    return Judging(store, folder / "rejects", "tester")


def facts(store: Store) -> dict[str, set[str]]:
    """Each organisation with the numbers that its records give it."""
    rows = store.read("MATCH (n:Organisation) RETURN n.id AS id, n.identifiers AS numbers")
    return {row["id"]: set(row["numbers"] or ()) for row in rows}


def kinds(store: Store) -> dict[str, list[str]]:
    """Each organisation with its kinds, of which there must be one."""
    rows = store.read("MATCH (n:Organisation) RETURN n.id AS id, labels(n) AS labels")
    return {row["id"]: sorted({*row["labels"]} - {"Entity", "Organisation"}) for row in rows}


def regulations(store: Store) -> list[tuple[str, str, str]]:
    """Who regulates whom, and the source of it."""
    rows = store.read("MATCH (a)-[l:REGULATES]->(b) RETURN a.id AS a, b.id AS b, l.source AS source")
    return sorted((row["a"], row["b"], row["source"]) for row in rows)


def sales(store: Store) -> list[tuple[str, str, str]]:
    """Seller, buyer and source of every sale."""
    rows = store.read("MATCH (a)-[l:SUPPLIES]->(b) RETURN a.id AS a, b.id AS b, l.source AS source")
    return sorted((row["a"], row["b"], row["source"]) for row in rows)


def judged(store: Store) -> list[Judgement]:
    """Every judgement."""
    text = f"MATCH (judgement:Judgement) RETURN {cypher.JUDGEMENT} AS judgement"
    return [Judgement(**row["judgement"]) for row in store.read(text)]


def without_judgements(found: Dump) -> Dump:
    """What a dump holds but the judgements."""
    return {key: value for key, value in found.items() if key[0] != "Judgement"}


def test_two_ids_judged_the_same_are_one_thing_with_all_facts(store: Store, tmp_path: Path) -> None:
    load_rows(store, tmp_path, "one", {"a": ("c",), "c": ()})
    load_rows(store, tmp_path, "two", {"b": ("c",), "c": ()})
    judging(store, tmp_path).same([Pair("a", "b", 0.97, [{"field": "name", "words": "the same name"}])])
    assert facts(store) == {"a": {"one:a", "two:b"}, "c": {"one:c", "two:c"}}
    assert sales(store) == [("a", "c", "one"), ("a", "c", "two")]


def test_undoing_a_merge_gives_the_graph_there_was(store: Store, tmp_path: Path) -> None:
    load_rows(store, tmp_path, "one", {"a": ("b", "c"), "b": ("a",), "c": ("a", "b")})
    load_rows(store, tmp_path, "two", {"b": ("c",), "c": ()})
    before = dump(store)
    act = judging(store, tmp_path).same([Pair("a", "b")])
    assert differences(before, without_judgements(dump_several(store)))
    judging(store, tmp_path).undo(act)
    assert differences(before, without_judgements(dump(store))) == {}
    (kept,) = [judgement for judgement in judged(store) if judgement.undone]
    assert (kept.left, kept.right, kept.who) == ("a", "b", "tester")


def dump_several(store: Store) -> Dump:
    """A dump in which links between the same ends are told apart by the ids that the source gives them."""
    return dump(store, said=True)


def test_a_reload_keeps_what_was_judged(store: Store, tmp_path: Path) -> None:
    load_rows(store, tmp_path, "one", {"a": ("c",), "c": ()})
    load_rows(store, tmp_path, "two", {"b": (), "c": ("b",)})
    judging(store, tmp_path).same([Pair("a", "b")])
    load_rows(store, tmp_path, "two", {"b": ("c",), "c": ("b",), "d": ()})
    assert facts(store) == {"a": {"one:a", "two:b"}, "c": {"one:c", "two:c"}, "d": {"two:d"}}
    assert sales(store) == [("a", "c", "one"), ("a", "c", "two"), ("c", "a", "two")]
    load_rows(store, tmp_path, "two", {"d": ()})
    assert facts(store) == {"a": {"one:a"}, "c": {"one:c"}, "d": {"two:d"}}
    assert sales(store) == [("a", "c", "one")]


def test_records_of_one_id_can_be_parted_and_joined_again(store: Store, tmp_path: Path) -> None:
    load_rows(store, tmp_path, "one", {"a": ("c",), "c": ()})
    load_rows(store, tmp_path, "two", {"a": ("c",), "c": ()})
    before = dump(store)
    act = judging(store, tmp_path).split("a", ["two/a"])
    assert facts(store) == {"a": {"one:a"}, "a~two": {"two:a"}, "c": {"one:c", "two:c"}}
    assert sales(store) == [("a", "c", "one"), ("a~two", "c", "two")]
    load_rows(store, tmp_path, "two", {"a": ("c",), "c": ("a",)})
    assert sales(store) == [("a", "c", "one"), ("a~two", "c", "two"), ("c", "a~two", "two")]
    load_rows(store, tmp_path, "two", {"a": ("c",), "c": ()})
    judging(store, tmp_path).undo(act)
    assert differences(before, without_judgements(dump(store))) == {}


def test_a_split_takes_apart_what_was_judged_the_same(store: Store, tmp_path: Path) -> None:
    load_rows(store, tmp_path, "one", {"a": (), "b": ()})
    load_rows(store, tmp_path, "two", {"c": (), "b": ()})
    judging(store, tmp_path).same([Pair("a", "b"), Pair("b", "c")])
    assert facts(store) == {"a": {"one:a", "one:b", "two:c", "two:b"}}
    judging(store, tmp_path).split("a", ["two/c", "two/b"])
    assert facts(store) == {"a": {"one:a", "one:b"}, "c": {"two:b", "two:c"}}


def test_a_judgement_that_contradicts_another_is_refused_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    load_rows(store, tmp_path, "one", {"a": (), "b": (), "c": ()})
    judge = judging(store, tmp_path)
    judge.same([Pair("a", "b")])
    act = judge.different([Pair("b", "c")])
    before = dump(store)
    with pytest.raises(InvalidJudgement, match=f"b and c would become one.*clusteratlas undo {act}"):
        judge.same([Pair("a", "c")])
    assert differences(before, dump(store)) == {}
    judge.undo(act)
    judge.same([Pair("a", "c")])
    assert list(facts(store)) == ["a"]


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda judge: judge.same([Pair("a", "zz")]), NotFound, "zz: nothing in the graph has this id"),
        (lambda judge: judge.same([Pair("a", "a")]), InvalidJudgement, "give two ids"),
        (lambda judge: judge.same([Pair("a", "town")]), InvalidJudgement, "only things of one kind can be one"),
        (lambda judge: judge.split("a", ["one/a"]), InvalidJudgement, "choose some of its 1 records"),
        (lambda judge: judge.split("a", ["two/a"]), InvalidJudgement, "not a record of a; it has one/a"),
        (lambda judge: judge.undo("act-0"), NotFound, "no such act"),
    ],
)
def test_what_cannot_be_judged_is_said(store: Store, tmp_path: Path, call: Any, error: type, said: str) -> None:
    load_rows(store, tmp_path, "one", {"a": ()})
    town = {"town": {"kind": "Place", "id": "{id}", "name": "name", "type": "=county"}}
    load(
        store,
        write_source(tmp_path / "map", [{"file": "t.csv", "nodes": town}], files={"t.csv": "id,name\ntown,Zyxville\n"}),
        tmp_path / "rejects",
    )
    before = dump(store)
    with pytest.raises(error, match=said):
        call(judging(store, tmp_path))
    assert differences(before, dump(store)) == {}


def test_a_firm_and_an_institution_are_one_of_the_kind_that_the_most_trusted_says(store: Store, tmp_path: Path) -> None:
    load_rows(store, tmp_path, "one", {"a": ("c",), "c": ()})
    load_rows(store, tmp_path, "two", {"b": ("c",), "c": ()}, {"b"})
    before = dump(store)
    act = judging(store, tmp_path).same([Pair("a", "b")])
    assert kinds(store) == {"a": ["Institution"], "c": ["Firm"]}
    assert facts(store)["a"] == {"one:a", "two:b"}
    (said,) = store.read("MATCH (n:Entity {id: 'a'}) RETURN n.legal_form AS form, n.type AS type")
    assert said == {"form": "LLC", "type": "hospital"}
    assert (sales(store), regulations(store)) == ([("a", "c", "one"), ("a", "c", "two")], [("a", "c", "two")])
    judging(store, tmp_path).undo(act)
    assert differences(before, without_judgements(dump(store))) == {}


def test_the_kind_changes_as_records_come_and_go_and_are_split_off(store: Store, tmp_path: Path) -> None:
    load_rows(store, tmp_path, "two", {"b": ("c",), "c": ()}, {"b"})
    load_rows(store, tmp_path, "one", {"a": ("c",), "c": ()})
    judging(store, tmp_path).same([Pair("a", "b")])
    load_rows(store, tmp_path, "three", {"a": ()})
    assert kinds(store)["a"] == ["Firm"]
    load_rows(store, tmp_path, "two", {"b": ("c",), "c": (), "d": ()}, {"b"})
    assert kinds(store)["a"] == ["Firm"]
    assert regulations(store) == [("a", "c", "two")]
    forget(store, "three", tmp_path / "rejects")
    assert kinds(store)["a"] == ["Institution"]
    judging(store, tmp_path).split("a", ["two/b"])
    assert kinds(store) == {"a": ["Firm"], "b": ["Institution"], "c": ["Firm"], "d": ["Firm"]}
    assert regulations(store) == [("b", "c", "two")]
    load_rows(store, tmp_path, "two", {"b": ("c",), "c": ()})
    assert (kinds(store)["b"], regulations(store)) == (["Firm"], [])


def test_two_sources_may_have_one_id_as_a_firm_and_an_institution(store: Store, tmp_path: Path) -> None:
    load_rows(store, tmp_path, "one", {"a": ("c",), "c": ()})
    load_rows(store, tmp_path, "two", {"a": ("c",), "c": ()}, {"a"})
    assert (kinds(store)["a"], regulations(store)) == (["Institution"], [("a", "c", "two")])
    judging(store, tmp_path).split("a", ["two/a"])
    assert kinds(store) == {"a": ["Firm"], "a~two": ["Institution"], "c": ["Firm"]}
    assert regulations(store) == [("a~two", "c", "two")]


PAIRS = st.sampled_from([(one, other) for one in IDS for other in IDS if one < other])
ROWS = st.dictionaries(st.sampled_from(IDS), st.lists(st.sampled_from(IDS), max_size=2), max_size=4)
STEPS = st.one_of(
    st.tuples(st.just("load"), st.sampled_from([*SOURCES]), ROWS, st.sets(st.sampled_from(IDS))),
    st.tuples(st.just("same"), PAIRS),
    st.tuples(st.just("different"), PAIRS),
    st.tuples(st.just("split"), st.integers(0, 9), st.integers(1, 2)),
    st.tuples(st.just("undo"), st.integers(0, 9)),
)


def closed(rows: dict[str, list[str]]) -> Rows:
    """Rows that sell only to what is among them, and not to themselves."""
    return {id: tuple(dict.fromkeys(to for to in buyers if to in rows and to != id)) for id, buyers in rows.items()}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=12), order=st.permutations([*SOURCES]))
def test_any_sequence_ends_in_the_graph_that_facts_and_judgements_define(
    store: Store, tmp_path_factory: pytest.TempPathFactory, steps: list[Any], order: list[str]
) -> None:
    empty(store)
    folder = tmp_path_factory.mktemp("sequence")
    judge = judging(store, folder)
    said: dict[str, tuple[Rows, set[str]]] = {}
    acts: list[str] = []
    for step, *values in steps:
        try:
            match step:
                case "load":
                    said[values[0]] = closed(values[1]), values[2]
                    load_rows(store, folder, values[0], *said[values[0]])
                case "same" | "different":
                    acts.append(judge.judge(step, [Pair(*values[0])]))
                case "split" if things := sorted(facts(store)):
                    thing = things[values[0] % len(things)]
                    held = sorted(row["record"] for row in store.read(cypher.RECORDS_OF, {"ids": [thing]}))
                    acts.append(judge.split(thing, held[: values[1]]))
                case "undo" if acts:
                    judge.undo(acts[values[0] % len(acts)])
        except (InvalidJudgement, NotFound):
            continue
    found = dump_several(store)
    judgements = judged(store)
    empty(store)
    store.write(cypher.SET_IDENTITIES, {"identities": replay(judgements).rows()})
    for name in order:
        if name in said:
            load_rows(store, folder, name, *said[name])
    assert differences(without_judgements(found), dump_several(store)) == {}


def test_forgetting_a_source_leaves_the_other_facts_of_what_was_merged(store: Store, tmp_path: Path) -> None:
    load_rows(store, tmp_path, "one", {"a": ()})
    load_rows(store, tmp_path, "two", {"b": ()})
    judging(store, tmp_path).same([Pair("a", "b")])
    forget(store, "one", tmp_path / "rejects")
    assert facts(store) == {"a": {"two:b"}}
    load_rows(store, tmp_path, "one", {"a": ()})
    assert facts(store) == {"a": {"one:a", "two:b"}}
