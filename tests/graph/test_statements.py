"""The Cypher made from the model does on a real server what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from clusteratlas.graph import identities
from clusteratlas.graph.believing import believe
from clusteratlas.graph.model import model
from clusteratlas.graph.records import Point, Value
from clusteratlas.graph.statements import (
    DROP_RECORDS,
    FINISH_RUN,
    LABELS,
    MEANT,
    START_RUN,
    UNSAID,
    drop_links,
    leave_kind,
    schema_statements,
    write_links,
    write_records,
)
from clusteratlas.graph.store import Store

from tests.worlds import build

FIRM = model().kind("Firm")
SUPPLIES = model().link("SUPPLIES")


def record(
    store: Store, id: str, source: str = "zyx", run: str = "1", trust: int = 50, kind: str = "Firm", **said: Value
) -> list[dict[str, Any]]:
    """Writes one record and what is then believed; what the write answered."""
    described = {"id": source, "title": source, "trust": trust}
    store.write(START_RUN, {"source": described, "run": f"{source}-{run}", "started": "2000-01-01"})
    key = f"{source}/{id}"
    kept = {"record_id": key, "record_source": source, "record_run": run, "record_trust": trust, "record_kind": kind}
    rows = [{"id": id, "record": key, "properties": {**said, **kept}}]
    answer = store.write(write_records(model().kind(kind)), {"rows": rows, "source": source, "run": run})
    store.write(believe(model().kind(kind)), {"ids": [id]})
    return answer


def supplies(store: Store, start: str, end: str, run: str = "1", **said: Value) -> list[dict[str, Any]]:
    """Writes one link; what the write answered."""
    rows = [{"number": 0, "start": start, "end": end, "properties": {**said, "source": "zyx", "run": run}}]
    return store.write(write_links(SUPPLIES), {"rows": rows, "source": "zyx", "run": run})


def believed(store: Store, id: str) -> dict[str, Any]:
    (row,) = store.read("MATCH (n:Entity {id: $id}) RETURN properties(n) AS said", {"id": id})
    return dict(row["said"])


def test_the_schema_may_be_written_again_and_again(store: Store) -> None:
    statements = schema_statements(model())
    for text in [*statements.values(), *statements.values()]:
        store.write(text)
    there = {row["name"] for row in store.read("SHOW INDEXES YIELD name RETURN name AS name")}
    assert statements.keys() <= there


@pytest.mark.parametrize(("start", "end"), [("a", "p"), ("p", "a"), ("a", "nobody"), ("nobody", "a"), ("p", "i")])
def test_a_link_between_ends_that_the_model_does_not_allow_is_left_out(store: Store, start: str, end: str) -> None:
    build(store, a={}, p={"kind": "Place"}, i={"kind": "Industry"})
    assert supplies(store, start, end) == []
    assert store.read("MATCH ()-[l:SUPPLIES]->() RETURN l AS l") == []


def test_a_link_is_kept_once_for_a_source_and_says_whether_this_run_wrote_it_before(store: Store) -> None:
    build(store, a={}, b={})
    assert supplies(store, "a", "b") == [{"written": 1, "again": 0}]
    assert supplies(store, "a", "b") == [{"written": 1, "again": 1}]
    assert supplies(store, "a", "b", run="2") == [{"written": 1, "again": 0}]
    assert len(store.read("MATCH ()-[l:SUPPLIES]->() RETURN l.run AS run")) == 1


def test_what_one_run_says_twice_is_united_and_what_the_next_says_replaces_it(store: Store) -> None:
    build(store, a={}, b={})
    supplies(store, "a", "b", evidence=["x", "y"], since="2019-05", until="2020", input="vats")
    supplies(store, "a", "b", evidence=["y", "z"], since="2019", until="2021-01", input="corks", confidence=0.5)
    supplies(store, "a", "b")
    text = "MATCH ()-[l:SUPPLIES]->() RETURN properties(l) AS said"
    assert store.read(text)[0]["said"] == {
        "evidence": ["x", "y", "z"],
        "since": "2019",
        "until": "2021-01",
        "input": "vats",
        "confidence": 0.5,
        "source": "zyx",
        "run": "1",
    }
    supplies(store, "a", "b", run="2", input="corks")
    assert store.read(text)[0]["said"] == {"input": "corks", "source": "zyx", "run": "2"}


def test_the_most_trusted_is_believed_and_names_that_lost_become_aliases(store: Store) -> None:
    record(store, "a", "low", trust=10, name="Zyx Old", town="Oldtown", identifiers=["l:1", "s:1"], aliases=["ZO"])
    record(store, "a", "high", trust=90, name="Zyx Works", identifiers=["s:1", "h:1"], employees=7)
    said = believed(store, "a")
    assert (said["name"], said["town"], said["employees"]) == ("Zyx Works", "Oldtown", 7)
    assert set(said["aliases"]) == {"Zyx Old", "ZO"}
    assert sorted(said["identifiers"]) == ["h:1", "l:1", "s:1"]
    assert not {name for name in said if name.startswith("record_")}


def test_a_location_goes_with_its_basis_and_an_address_with_its_postal_code(store: Store) -> None:
    register: dict[str, Any] = {
        "name": "Zyx Works", "town": "Zyxville", "address": "1 Old Rd", "postcode": "01234",
        "location": Point(42.0, -71.0), "location_basis": "postcode",
    }  # fmt: skip
    record(store, "a", source="register", **register)
    record(store, "a", source="own", trust=90, name="Zyx Works", address="9 Oak Rd", location=Point(42.5, -71.5))
    kept = believed(store, "a")
    assert (kept["address"], kept["town"], kept["location"]) == ("9 Oak Rd", "Zyxville", Point(42.5, -71.5))
    assert not {"location_basis", "postcode"} & kept.keys()
    record(store, "b", source="register", **register)
    record(store, "b", source="own", trust=90, name="Zyx Works", town="ZYXVILLE")
    assert (believed(store, "b")["address"], believed(store, "b")["location_basis"]) == ("1 Old Rd", "postcode")
    record(store, "c", source="register", **register)
    record(store, "c", source="own", trust=90, name="Zyx Works", town="Farville")
    assert not {"address", "postcode"} & believed(store, "c").keys()


def test_a_number_and_its_bounds_are_taken_from_one_record(store: Store) -> None:
    record(store, "a", "low", trust=10, name="Zyx", employees=7)
    record(store, "a", "high", trust=90, name="Zyx", employees_min=50)
    said = believed(store, "a")
    assert {name: said[name] for name in said if name.startswith("employees")} == {"employees_min": 50}
    record(store, "b", run="1", name="Zyx", employees_max=20)
    record(store, "b", run="1", name="Zyx", employees=30, town="Zyxville")
    said = believed(store, "b")
    assert (said.get("employees"), said["employees_max"], said["town"]) == (None, 20, "Zyxville")


def test_an_entity_without_records_keeps_its_id_and_name(store: Store) -> None:
    record(store, "a", name="Zyx Works", town="Zyxville", aliases=["ZW"])
    store.write("MATCH (r:Record) DETACH DELETE r")
    store.write(believe(FIRM), {"ids": ["a", "nobody"]})
    assert believed(store, "a") == {"id": "a", "name": "Zyx Works"}


def test_an_entity_of_another_kind_is_left_alone(store: Store) -> None:
    record(store, "a", name="Zyx Works")
    assert record(store, "a", "other", kind="Place", name="Zyxville", type="county") == []
    assert believed(store, "a") == {"id": "a", "name": "Zyx Works"}
    assert store.read("MATCH (r:Record) RETURN r.record_id AS id") == [{"id": "zyx/a"}]


@pytest.mark.parametrize(
    ("source", "run", "sentence", "left"),
    [
        ("zyx", "2", "", True),
        ("zyx", "1", "", False),
        ("other", "1", "", False),
        ("zyx", "2", "a supplies b", False),
    ],
)
def test_a_kind_is_left_only_where_nobody_else_speaks_of_the_entity(
    store: Store, source: str, run: str, sentence: str, left: bool
) -> None:
    record(store, "a", name="Zyx Works")
    if sentence:
        build(store, sentence)
        store.write("MATCH (r:Record {record_id: 'test_world/a'}) DETACH DELETE r")
    store.write(leave_kind(model().kind("Place")), {"ids": ["a"], "source": source, "run": run})
    assert (store.read("MATCH (n:Firm {id: 'a'}) RETURN n AS n") == []) is left


@pytest.mark.parametrize(
    "text",
    [
        leave_kind(FIRM),
        write_records(FIRM),
        believe(FIRM),
        write_links(SUPPLIES),
        drop_links(SUPPLIES),
        LABELS,
        DROP_RECORDS,
        UNSAID,
        write_links(SUPPLIES, several=True),
        write_links(model().link("REGULATES")),
        write_links(model().link("PRESENT_IN"), ["year"]),
        write_links(model().link("PRESENT_IN")),
        MEANT,
        identities.KIND_AS_ONE,
        identities.MOVE_LINKS,
        identities.make_entities(FIRM),
        identities.MOVE_RECORDS,
        identities.RECORDS_OF,
        identities.LINKS_OF,
        identities.JUDGEMENTS_ON,
        identities.IDENTITIES_OF,
        identities.SET_IDENTITIES,
    ],
    ids=[
        "leave_kind",
        "write_records",
        "believe",
        "write_links",
        "drop_links",
        "labels",
        "drop_records",
        "unsaid",
        "write_links_of_several",
        "write_links_of_institutions",
        "write_links_of_a_year",
        "write_links_without_a_year",
        "meant",
        "kind_as_one",
        "move_links",
        "make_entities",
        "move_records",
        "records_of",
        "links_of",
        "judgements_on",
        "identities_of",
        "set_identities",
    ],
)
def test_a_batch_is_found_through_the_index_even_where_all_are_of_one_kind(store: Store, text: str) -> None:
    store.write("UNWIND range(1, 3000) AS i CREATE (:Entity:Organisation:Firm {id: 'e' + i})")
    ids = [f"x{number}" for number in range(5000)]
    rows = [{"id": id, "start": id, "end": id, "record": id, "properties": {}} for id in ids]
    parameters = {"ids": ids, "rows": rows, "identities": rows, "records": ids, "source": "zyx", "run": "1"}
    with store.reading(f"EXPLAIN {text}", parameters, "", 30) as records:
        plan = records.consume().plan
    assert plan is not None
    assert not [operator for operator in operators(plan) if "Scan" in operator]


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    """The operators of a plan, the last first."""
    yield plan["operatorType"]
    for child in plan.get("children", []):
        yield from operators(child)


def test_a_run_is_finished_with_its_counts_and_starting_one_takes_the_digest_off(store: Store) -> None:
    source = {"id": "zyx", "title": "Invented", "url": "https://register.example.org"}
    start = {"source": source, "run": "r1", "started": "2000-01-01"}
    for _ in range(2):
        store.write(START_RUN, start)
    counts = {"nodes": 1, "links": 2, "rejects": 0}
    store.write(
        FINISH_RUN,
        {
            "source": "zyx",
            "run": "r1",
            "digest": "d",
            "counts": counts,
            "finished": "2000-01-02",
            "states": ["SUPPLIES"],
        },
    )
    text = "MATCH (r:Run)-[:FROM_SOURCE]->(s:Source) RETURN r.nodes AS nodes, r.finished AS finished, s.digest AS d"
    assert store.read(text) == [{"nodes": 1, "finished": "2000-01-02", "d": "d"}]
    del source["url"]
    store.write(START_RUN, {**start, "run": "r2"})
    said = {"id": "zyx", "title": "Invented", "states": ["SUPPLIES"]}
    assert store.read("MATCH (s:Source) RETURN properties(s) AS said") == [{"said": said}]
