"""What one record alone makes an entity hold is what the weighing of records makes of it."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.believing import believe
from clusteratlas.graph.importing import alone
from clusteratlas.graph.model import model
from clusteratlas.graph.records import Point
from clusteratlas.graph.statements import START_RUN, write_records
from clusteratlas.graph.store import Store
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NAMES = st.sampled_from(["Zyx", "zyx", "Invented Oak", "Sample"])
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"name": NAMES},
        optional={
            "aliases": st.lists(NAMES, min_size=1, unique=True),
            "location": st.just(Point(38.5, -122.25)),
            "location_basis": st.just("town"),
            "town": NAMES,
            "address": NAMES,
            "postcode": st.just("94558"),
            "employees": st.just(5),
            "employees_min": st.just(1),
            "employees_max": st.just(9),
            "identifiers": st.lists(st.sampled_from(["x:1", "x:2"]), min_size=1, unique=True),
            "permanent": st.booleans(),
        },
    ),
    min_size=20,
    max_size=60,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RECORDS)
def test_one_record_alone(store: Store, said: list[dict[str, Any]]) -> None:
    firm = model().kind("Firm")
    provenance = {"source": "s", "run": "r"}
    store.write("MATCH (n) DETACH DELETE n")
    store.write(START_RUN, {"source": {"id": "s", "trust": 50}, "run": "r", "started": "2000"})
    records = {
        f"e{number}": {**one, "record_id": f"s/e{number}", "record_source": "s", "record_run": "r", "record_trust": 50}
        for number, one in enumerate(said)
    }
    rows = [{"id": id, "record": f"s/{id}", "properties": record} for id, record in records.items()]
    store.write_together([(write_records(firm), {"rows": rows, **provenance}), (believe(firm), {"ids": list(records)})])
    held = {row["id"]: row["said"] for row in store.read("MATCH (n:Entity) RETURN n.id AS id, properties(n) AS said")}
    assert held == {id: alone(id, record) for id, record in records.items()}
