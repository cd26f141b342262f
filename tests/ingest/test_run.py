"""After a load the graph says what the source says now, no more and no less."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidSource, NotFound, ShrunkSource
from clusteratlas.graph.progress import Progress
from clusteratlas.graph.records import Link, Node
from clusteratlas.graph.store import Store
from clusteratlas.ingest import loading, prune
from clusteratlas.ingest.joining import join_links, join_nodes
from clusteratlas.ingest.prune import forget
from clusteratlas.ingest.run import LoadReport, load
from clusteratlas.ingest.source import Source

from tests.conftest import empty
from tests.dump import differences, dump
from tests.ingest.folders import FIRM, write_source

FIRMS = "id,name,town,staff,county,sells_to,evidence\n"
ROWS = (
    "a,Zyx Works,Zyxville,5,c1,b,one\n"
    "b,Invented Oak,,,c1,,two\n"
    "c,Sample Corks,Zyxville,7,c2,b,three\n"
    "a,Zyx Works,Zyxville,5,c1,b,four\n"
)
TABLE: dict[str, Any] = {
    "file": "firms.csv",
    "nodes": {
        "firm": {**FIRM, "town": "town", "employees": "staff", "identifiers": ["zyx:{id}", "note:{evidence}"]},
        "county": {"kind": "Place", "id": "{county}", "name": "County {county}", "type": "=county"},
    },
    "links": [
        {"kind": "LOCATED_IN", "from": "firm", "to": "county"},
        {"kind": "SUPPLIES", "from": "firm", "to": "{sells_to}", "evidence": ["{evidence}"]},
    ],
}


def zyx(folder: Path, rows: str = ROWS, **said: Any) -> Source:
    """The source `zyx`, with these rows."""
    return write_source(folder / "zyx", [TABLE], files={"firms.csv": FIRMS + rows}, **said)


def other(folder: Path, rows: str, links: list[dict[str, Any]] | None = None, **said: Any) -> Source:
    """The source `other`: columns id, name, town, to."""
    nodes = {"firm": {**FIRM, "town": "town"}}
    table = {"file": "firms.csv", "nodes": {} if links else nodes, "links": links or []}
    return write_source(folder / "other", [table], files={"firms.csv": "id,name,town,to\n" + rows}, **said)


def facts(store: Store, id: str) -> dict[str, Any]:
    """What the graph believes of an entity; empty where there is none."""
    rows = store.read("MATCH (n:Entity {id: $id}) RETURN properties(n) AS said", {"id": id})
    return dict(rows[0]["said"]) if rows else {}


def links(store: Store, kind: str) -> set[tuple[str, str, str]]:
    """Ends and source of the links of a kind."""
    rows = store.read(f"MATCH (a)-[l:{kind}]->(b) RETURN a.id AS a, b.id AS b, l.source AS source")
    return {(row["a"], row["b"], row["source"]) for row in rows}


def rejects(report: LoadReport) -> list[str]:
    """The rejects of a load, as they were written."""
    return report.rejects_file.read_text(encoding="utf-8").splitlines()[1:] if report.rejects_file else []


def test_a_load_counts_entities_and_links_once(store: Store, tmp_path: Path) -> None:
    report = load(store, zyx(tmp_path), tmp_path)
    assert report == LoadReport("zyx", nodes=5, links=5)
    assert not (tmp_path / "zyx.csv").exists()
    assert links(store, "SUPPLIES") == {("a", "b", "zyx"), ("c", "b", "zyx")}
    said = store.read("MATCH (:Entity {id: 'a'})-[l:SUPPLIES]->() RETURN l.evidence AS e, l.record AS r")
    assert said == [{"e": ["one", "four"], "r": "firms.csv:2"}]
    assert facts(store, "a") == {
        "id": "a",
        "name": "Zyx Works",
        "town": "Zyxville",
        "employees": 5,
        "identifiers": ["zyx:a", "note:one", "note:four"],
    }
    (loaded,) = store.read("MATCH (r:Run) RETURN r.nodes AS nodes, r.links AS links, r.finished AS finished")
    assert (loaded["nodes"], loaded["links"], bool(loaded["finished"])) == (5, 5, True)


def test_an_unchanged_source_is_left_alone(store: Store, tmp_path: Path) -> None:
    load(store, zyx(tmp_path), tmp_path)
    before = dump(store)
    assert load(store, zyx(tmp_path), tmp_path) == LoadReport("zyx", unchanged=True)
    assert differences(before, dump(store)) == {}


def test_loading_again_gives_the_same_graph(store: Store, tmp_path: Path) -> None:
    load(store, zyx(tmp_path), tmp_path)
    before = dump(store)
    assert load(store, zyx(tmp_path), tmp_path, again=True) == LoadReport("zyx", nodes=5, links=5)
    assert differences(before, dump(store)) == {}


def test_a_changed_file_brings_new_facts_and_takes_back_those_it_no_longer_says(store: Store, tmp_path: Path) -> None:
    load(store, zyx(tmp_path), tmp_path)
    changed = "a,Zyx Works,,6,c1,d,one\nd,New Vats,,,c1,,five\n"
    report = load(store, zyx(tmp_path, changed), tmp_path)
    assert (report.nodes, report.removed) == (3, 7)
    assert links(store, "SUPPLIES") == {("a", "d", "zyx")}
    assert facts(store, "a") == {"id": "a", "name": "Zyx Works", "employees": 6, "identifiers": ["zyx:a", "note:one"]}
    assert [facts(store, id) for id in ("b", "c", "c2")] == [{}, {}, {}]
    after = dump(store)
    empty(store)
    load(store, zyx(tmp_path, changed), tmp_path)
    assert differences(after, dump(store)) == {}


@pytest.mark.parametrize("noted", [True, False])
def test_links_of_a_kind_that_a_source_no_longer_states_at_all_are_taken_back(
    store: Store, tmp_path: Path, noted: bool
) -> None:
    load(store, zyx(tmp_path), tmp_path)
    if not noted:
        store.write("MATCH (source:Source) REMOVE source.states")
    load(store, zyx(tmp_path, ROWS.replace(",b,", ",,")), tmp_path)
    assert links(store, "SUPPLIES") == set()
    assert len(links(store, "LOCATED_IN")) == 3


def test_a_source_that_no_longer_gives_its_address_has_none(store: Store, tmp_path: Path) -> None:
    load(store, zyx(tmp_path, url="https://register.example.org"), tmp_path)
    load(store, zyx(tmp_path), tmp_path)
    assert store.read("MATCH (s:Source) RETURN s.url AS url") == [{"url": None}]


def test_what_another_source_says_stays_and_is_believed_again(store: Store, tmp_path: Path) -> None:
    load(store, other(tmp_path, "a,Zyx Old Name,Oldtown,\n", trust=10), tmp_path)
    load(store, zyx(tmp_path), tmp_path)
    assert (facts(store, "a")["town"], facts(store, "a")["aliases"]) == ("Zyxville", ["Zyx Old Name"])
    load(store, zyx(tmp_path, "b,Invented Oak,,,c1,,two\n"), tmp_path)
    assert facts(store, "a") == {"id": "a", "name": "Zyx Old Name", "town": "Oldtown"}


@pytest.mark.parametrize(("trust", "name", "alias"), [(10, "Zyx Works", "Zyx Inc"), (90, "Zyx Inc", "Zyx Works")])
@pytest.mark.parametrize("first", ["zyx", "other"])
def test_where_two_sources_disagree_trust_decides_whichever_came_first(
    store: Store, tmp_path: Path, trust: int, name: str, alias: str, first: str
) -> None:
    pair = {"zyx": zyx(tmp_path), "other": other(tmp_path, "a,Zyx Inc,,\n", trust=trust)}
    for source in (pair.pop(first), *pair.values()):
        load(store, source, tmp_path)
    assert facts(store, "a")["name"] == name
    assert facts(store, "a")["aliases"] == [alias]
    assert facts(store, "a")["town"] == "Zyxville"


def test_an_entity_that_only_another_sources_link_touches_keeps_its_id_and_name(store: Store, tmp_path: Path) -> None:
    load(store, zyx(tmp_path), tmp_path)
    stated = [{"kind": "COMPETES_WITH", "from": "{id}", "to": "{to}"}]
    load(store, other(tmp_path, "a,,,c\n", stated), tmp_path)
    load(store, zyx(tmp_path, "b,Invented Oak,,,c1,,two\n"), tmp_path)
    assert facts(store, "c") == {"id": "c", "name": "Sample Corks"}
    assert links(store, "COMPETES_WITH") == {("a", "c", "other")}
    load(store, other(tmp_path, "b,,,b\n", stated), tmp_path)
    assert (facts(store, "a"), facts(store, "c")) == ({}, {})


def test_a_link_to_a_missing_end_is_rejected_with_the_reason(store: Store, tmp_path: Path) -> None:
    report = load(store, zyx(tmp_path, "a,Zyx Works,,,c1,nobody,one\n"), tmp_path)
    assert (report.links, report.reasons) == (1, {"SUPPLIES to: is not in the graph": 1})
    assert rejects(report) == [
        'firms.csv:2,SUPPLIES to,nobody,is not in the graph,"correct the code or id, or load the source that '
        'describes it and then this one again"'
    ]


def test_a_link_to_the_wrong_kind_is_rejected_with_the_kinds_it_may_go_to(store: Store, tmp_path: Path) -> None:
    report = load(store, zyx(tmp_path, "a,Zyx Works,,,c1,c1,one\n"), tmp_path)
    assert report.reasons == {"SUPPLIES to: is not one of Organisation": 1}
    assert "choose another kind of linkage: “supplies” does not join such things" in rejects(report)[0]


def test_an_id_that_another_source_uses_for_another_kind_is_rejected(store: Store, tmp_path: Path) -> None:
    load(store, zyx(tmp_path), tmp_path)
    report = load(store, other(tmp_path, "c1,Not a county,,\n"), tmp_path)
    assert rejects(report) == [
        'firms.csv:2,id,c1,"is in the graph already, but not as Firm","give it another id, or say the same kind"'
    ]
    assert facts(store, "c1") == {"id": "c1", "name": "County c1", "type": "county"}


def test_a_source_may_change_its_mind_on_what_its_entities_are(store: Store, tmp_path: Path) -> None:
    load(store, other(tmp_path, "x,Zyx College,Zyxville,\n"), tmp_path)
    nodes = {"school": {**FIRM, "kind": "Institution", "type": "=university"}}
    changed = write_source(tmp_path / "other", [{"file": "firms.csv", "nodes": nodes}])
    report = load(store, changed, tmp_path)
    assert (report.nodes, report.rejects) == (1, 0)
    assert store.read(
        "MATCH (n:Entity) RETURN n.id AS id, 'Institution' IN labels(n) AS new, 'Firm' IN labels(n) AS old"
    ) == [{"id": "x", "new": True, "old": False}]


def test_one_id_for_two_kinds_in_one_source_is_rejected(store: Store, tmp_path: Path) -> None:
    report = load(store, zyx(tmp_path, "a,Zyx Works,,,a,,one\n"), tmp_path)
    assert set(report.reasons) == {
        "id: is in the graph already, but not as Place",
        "LOCATED_IN to: is linked to itself",
    }


def test_every_reject_is_written_down_and_counted(store: Store, tmp_path: Path) -> None:
    report = load(store, zyx(tmp_path, "a,Zyx Works,,many,c1,,one\n,No id,,,c1,,two\n"), tmp_path / "rejects")
    assert report.rejects == 2 == len(rejects(report))
    assert report.reasons == {"employees: is not a number": 1, "id: the row names no firm": 1}
    assert report.rejects_file == tmp_path / "rejects" / "zyx.csv"
    mended = load(store, zyx(tmp_path), tmp_path / "rejects")
    assert mended.rejects_file is None
    assert not (tmp_path / "rejects" / "zyx.csv").exists()


MANY = "".join(
    f"f{i % 17},Firm {i % 17},{'Zyxville' if i % 3 else ''},{i % 17 or ''},c{i % 4},f{i % 5},note {i % 7}\n"
    for i in range(60)
)


@pytest.mark.parametrize("batch", [1, 2, 7])
def test_the_graph_is_the_same_whatever_the_size_of_a_batch(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    reported = load(store, zyx(tmp_path, MANY), tmp_path)
    whole = dump(store)
    empty(store)
    monkeypatch.setattr(loading, "BATCH", batch)
    monkeypatch.setattr(prune, "BATCH", batch)
    assert load(store, zyx(tmp_path, MANY), tmp_path) == reported
    assert differences(whole, dump(store)) == {}
    assert load(store, zyx(tmp_path, ROWS), tmp_path, allow_shrink=True).nodes == 5
    pruned = dump(store)
    empty(store)
    load(store, zyx(tmp_path, ROWS), tmp_path)
    assert differences(pruned, dump(store)) == {}


def test_the_order_of_rows_changes_no_more_than_the_order_of_texts(store: Store, tmp_path: Path) -> None:
    load(store, zyx(tmp_path, MANY), tmp_path)
    one = dump(store, in_order=False)
    empty(store)
    load(store, zyx(tmp_path, "".join(reversed(MANY.splitlines(keepends=True)))), tmp_path)
    other_way = dump(store, in_order=False)
    for graph in (one, other_way):
        for said in graph.values():
            for name in ("record", "record_place", "digest"):
                said.pop(name, None)
    assert differences(one, other_way) == {}


def test_progress_is_told_and_a_damaged_file_stops_before_anything_is_pruned(store: Store, tmp_path: Path) -> None:
    told: list[Progress] = []
    load(store, zyx(tmp_path), tmp_path, told.append)
    assert {"Invented: writing links"} <= {one.doing for one in told}
    before = dump(store)
    tables = [TABLE, {**TABLE, "file": "more.csv.gz"}]
    source = write_source(tmp_path / "zyx", tables, files={"firms.csv": FIRMS + ROWS})
    (source.data / "more.csv.gz").write_bytes(b"\x1f\x8b\x08\x00 damaged")
    with pytest.raises(InvalidSource, match="is damaged"):
        load(store, source, tmp_path)
    after = dump(store)
    assert {key for key in differences(before, after) if key[0] != "Source"} == set()
    (source.data / "more.csv.gz").unlink()
    assert not load(store, zyx(tmp_path), tmp_path).unchanged
    assert differences(before, dump(store)) == {}


def test_rows_on_one_thing_are_joined() -> None:
    first = Node("Firm", "a", {"name": "A", "aliases": ["x"]}, "t:2")
    second = Node("Firm", "a", {"name": "B", "aliases": ["y", "x"], "town": "T"}, "t:3")
    assert join_nodes(first, second) == Node("Firm", "a", {"name": "A", "aliases": ["x", "y"], "town": "T"}, "t:2")
    early = Link("SUPPLIES", "a", "b", {"since": "2019", "until": "2020"}, "t:2")
    late = Link("SUPPLIES", "a", "b", {"since": "2018-05", "until": "2021", "input": "vats"}, "t:3")
    dates = {"since": "2018-05", "until": "2021", "input": "vats"}
    assert join_links(early, late) == Link("SUPPLIES", "a", "b", dates, "t:2")


def test_a_number_and_its_bounds_come_from_one_row() -> None:
    first = Node("Firm", "a", {"employees_min": 5, "town": "T"}, "t:1")
    second = Node("Firm", "a", {"employees": 7, "employees_max": 9, "name": "A"}, "t:2")
    assert join_nodes(first, second).properties == {"employees_min": 5, "town": "T", "name": "A"}
    assert join_nodes(Node("Firm", "a", {"town": "T"}), second).properties == {**second.properties, "town": "T"}


def test_a_link_within_may_not_lead_to_another_kind(store: Store, tmp_path: Path) -> None:
    industry = {"kind": "Industry", "id": "i-{id}", "name": "name", "code": "id", "scheme": "=NAICS 2017"}
    place = {"kind": "Place", "id": "p-{id}", "name": "name", "type": "=county"}
    table = {
        "file": "firms.csv",
        "nodes": {"industry": industry, "place": place},
        "links": [{"kind": "WITHIN", "from": "place", "to": "industry"}],
    }
    source = write_source(tmp_path / "zyx", [table], files={"firms.csv": "id,name\n1,Zyx\n"})
    outcome = load(store, source, tmp_path / "rejects")
    assert outcome.reasons == {"WITHIN to: is not one of Place": 1}


def test_two_loads_of_one_source_at_once_take_turns(store: Store, tmp_path: Path) -> None:
    source = zyx(tmp_path)
    load(store, source, tmp_path / "rejects")
    alone = dump(store)
    with ThreadPoolExecutor(2) as pool:
        loads = [pool.submit(load, store, source, tmp_path / "rejects", again=True) for _ in range(2)]
        assert [done.result().removed for done in loads] == [0, 0]
    assert not differences(alone, dump(store))


def test_a_source_is_forgotten_with_all_that_it_alone_says(store: Store, tmp_path: Path) -> None:
    load(store, other(tmp_path, "a,Zyx Old,Zyxville,\n"), tmp_path)
    before = dump(store)
    report = load(store, zyx(tmp_path, "a,Zyx Works,,,c1,,one\nb,Zyx Other,,,c1,a,two\n"), tmp_path)
    assert forget(store, "zyx", tmp_path) == report.nodes + report.links
    assert differences(before, dump(store)) == {}
    with pytest.raises(NotFound, match="zyx: no such source is loaded; these are: other"):
        forget(store, "zyx", tmp_path)


def test_a_source_that_was_forgotten_in_part_is_loaded_whole(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = zyx(tmp_path, "a,Zyx Works,,,c1,,one\n")
    load(store, source, tmp_path)
    whole = dump(store)

    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(prune, "prune", stop)
        with pytest.raises(KeyboardInterrupt):
            forget(store, "zyx", tmp_path)
    assert not load(store, source, tmp_path).unchanged
    assert differences(whole, dump(store)) == {}


def test_a_source_that_shrank_by_half_takes_nothing_back_unless_it_is_allowed(store: Store, tmp_path: Path) -> None:
    many = "".join(f"e{number},Invented Mill {number},,,c1,,{number}\n" for number in range(30))
    load(store, zyx(tmp_path, many), tmp_path)
    before = dump(store)
    with pytest.raises(ShrunkSource, match=r"says 11 facts now and said 61 when .* --allow-shrink"):
        load(store, zyx(tmp_path, "".join(many.splitlines(keepends=True)[:5])), tmp_path)
    kept = {key: value for key, value in dump(store).items() if key[0] != "Source"}
    assert kept == {key: value for key, value in before.items() if key[0] != "Source"}
    cut = zyx(tmp_path, "".join(many.splitlines(keepends=True)[:5]))
    with pytest.raises(ShrunkSource):
        load(store, cut, tmp_path)
    report = load(store, cut, tmp_path, allow_shrink=True)
    assert (report.nodes, report.links, report.removed) == (6, 5, 50)


def cells(store: Store) -> set[tuple[int | None, int]]:
    """Year and jobs of each figure of an industry in a place."""
    rows = store.read("MATCH ()-[cell:PRESENT_IN]->() RETURN cell.year AS year, cell.employment AS jobs")
    found = {(row["year"], row["jobs"]) for row in rows}
    assert len(found) == len(rows)
    return found


def test_one_table_holds_the_figures_of_several_years(store: Store, tmp_path: Path) -> None:
    nodes = {
        "industry": {"kind": "Industry", "id": "{code}", "name": "code", "code": "code", "scheme": "=NACE 2"},
        "place": {"kind": "Place", "id": "{place}", "name": "place", "type": "=county"},
    }
    link = {"kind": "PRESENT_IN", "from": "industry", "to": "place", "employment": "jobs"}
    header = "code,place,year,jobs\n"

    def told(rows: str, *, by_year: bool = True) -> LoadReport:
        links = [{**link, "year": "year"} if by_year else link]
        table = {"file": "jobs.csv", "nodes": nodes, "links": links}
        return load(store, write_source(tmp_path / "zyx", [table], files={"jobs.csv": header + rows}), tmp_path)

    assert told("30,p,2018,5\n30,p,2023,7\n30,p,2023,9\n30,p,,1\n").links == 3
    assert cells(store) == {(2018, 5), (2023, 7), (None, 1)}
    assert told("30,p,2018,6\n30,p,2024,7\n").removed == 2
    assert cells(store) == {(2018, 6), (2024, 7)}
    told("30,p,2018,8\n", by_year=False)
    assert cells(store) == {(None, 8)}
