"""Refused rows that are put right by hand: kept, loaded alone, heeded by every later load."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph import statements
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.graph.store import Store
from clusteratlas.ingest.corrections import loading
from clusteratlas.ingest.corrections.kept import Correction, read_corrections
from clusteratlas.ingest.corrections.loading import correct, take_back
from clusteratlas.ingest.corrections.refused import (
    PLACE,
    WHY,
    as_table,
    beyond_correcting,
    corrections_in,
    read_corrected,
    refused_rows,
    still_to_do,
)
from clusteratlas.ingest.run import LoadReport, load
from clusteratlas.ingest.source import Source, described_folders, read_source
from clusteratlas.ui.commands.output import listing
from clusteratlas.ui.exports import to_csv

from tests.conftest import empty
from tests.dump import differences, dump
from tests.ingest.folders import FIRM, write_source

TABLE = {
    "file": "firms.csv",
    "nodes": {
        "firm": {**FIRM, "once": True, "town": "town", "employees": "jobs"},
        "county": {"kind": "Place", "id": "{county}", "name": "=County {county}", "type": "=county", "optional": True},
    },
    "links": [
        {"kind": "LOCATED_IN", "from": "firm", "to": "county"},
        {"kind": "SUPPLIES", "from": "firm", "to": "{buyer}", "evidence": "note"},
    ],
}
HEAD = "id,name,town,jobs,county,buyer,note\n"
ROWS = [
    "a,Zyx Works,Zyxville,forty,c1,b,one\n",
    "b,,Nowhere,3,c2,a,two\n",
    "c,Sample Corks,Nowhere,7,c1,d,three\n",
    "c,Sample Oak,Nowhere,8,c3,a,four\n",
    "e,Plain Vats,Elsewhere,9,c1,c,five\n",
    "f,Broken Row,Elsewhere\n",
]
COLUMNS = HEAD.strip().split(",")


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """Rows of which five are refused in whole or part."""
    return write_source(tmp_path / "zyx", [TABLE], files={"firms.csv": HEAD + "".join(ROWS)})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where rejects and corrections are kept."""
    return tmp_path / "rejects"


def refused(source: Source, folder: Path) -> dict[str, dict[str, str]]:
    """The table of refused rows, by place."""
    rows = refused_rows(source, folder, read_corrections(folder, source.name))
    return {row[PLACE].partition(":")[2]: row for row in as_table(rows)}


def corrections(source: Source, folder: Path, changes: dict[str, dict[str, str]]) -> list[Correction]:
    """Corrections of refused rows by their line."""
    rows = refused_rows(source, folder, read_corrections(folder, source.name))
    table = {row[PLACE].partition(":")[2]: row for row in as_table(rows)}
    return corrections_in(rows, [{**table[line], **cells} for line, cells in changes.items()], "Tester")


def corrections_of(source: Source, folder: Path, file: str, changes: dict[str, dict[str, str]]) -> list[Correction]:
    """Corrections of refused rows of one file by their line."""
    rows = [row for row in refused_rows(source, folder, read_corrections(folder, source.name)) if row.file == file]
    table = {row[PLACE].partition(":")[2]: row for row in as_table(rows)}
    return corrections_in(rows, [{**table[line], **cells} for line, cells in changes.items()], "Tester")


def runs(store: Store) -> list[dict[str, Any]]:
    """The numbers of the last load."""
    return store.read(
        "MATCH (r:Run) RETURN r.nodes AS nodes, r.links AS links, r.rejects AS rejects ORDER BY r.started DESC LIMIT 1"
    )


def test_refused_rows_come_with_all_their_cells_and_why(store: Store, source: Source, folder: Path) -> None:
    load(store, source, folder)
    found = refused(source, folder)
    assert set(found) == {"2", "3", "4", "5", "7"}
    assert list(found["2"]) == [PLACE, WHY, *COLUMNS]
    assert found["2"]["jobs"] == "forty"
    assert "employees 'forty' is not a number" in found["2"][WHY]
    assert "SUPPLIES to 'b' is not in the graph" in found["2"][WHY]
    assert "'d' is not in the graph" in found["4"][WHY]
    assert "has 3 cells" in found["7"][WHY]
    assert found["7"]["name"] == "Broken Row"


EACH = {
    "2": {"jobs": "40"},
    "3": {"name": "Invented Oak"},
    "4": {"buyer": "a", "id": "d"},
    "5": {"id": "g"},
    "7": {"jobs": "2", "county": "c1", "buyer": "a"},
}


@pytest.mark.parametrize("lines", [*itertools.combinations(EACH, 1), ("4", "5"), ("3", "4"), tuple(EACH)])
def test_loading_the_corrected_rows_alone_is_like_loading_all(
    store: Store, source: Source, folder: Path, lines: tuple[str, ...]
) -> None:
    load(store, source, folder)
    for line in lines:
        if line in refused(source, folder):
            store.write("MATCH (run:Run) DETACH DELETE run")
            correct(store, source, folder, corrections(source, folder, {line: EACH[line]}))
    alone, written = dump(store), (folder / "zyx.csv").read_text() if (folder / "zyx.csv").exists() else ""
    numbers = runs(store)
    assert load(store, source, folder) == LoadReport("zyx", unchanged=True)
    empty(store)
    load(store, source, folder)
    assert differences(alone, dump(store)) == {}
    assert numbers == runs(store)
    whole = (folder / "zyx.csv").read_text() if (folder / "zyx.csv").exists() else ""
    assert sorted(written.splitlines()) == sorted(whole.splitlines())


def test_what_a_corrected_row_makes_an_institution_regulates_by_another_row(
    store: Store, tmp_path: Path, folder: Path
) -> None:
    one = {**FIRM, "id": "{firm}", "optional": True, "employees": "jobs"}
    other = {**FIRM, "kind": "Institution", "id": "{institution}", "optional": True, "employees": "jobs"}
    tables: list[dict[str, Any]] = [
        {"file": "all.csv", "nodes": {"one": one, "other": other}},
        {"file": "rules.csv", "links": [{"kind": "REGULATES", "from": "{from}", "to": "{to}"}]},
    ]
    files = {
        "all.csv": "firm,institution,name,jobs\na,,Zyx Board,many\nb,,Plain Vats,3\n",
        "rules.csv": "from,to\na,b\n",
    }
    source = write_source(tmp_path / "zyx", tables, files=files)
    assert "REGULATES from: is not one of Institution" in load(store, source, folder).reasons
    change = {"2": {"firm": "", "institution": "a", "jobs": "4"}}
    report = correct(store, source, folder, corrections_of(source, folder, "all.csv", change))
    assert report.rejects == 0
    alone = dump(store)
    empty(store)
    load(store, source, folder)
    assert differences(alone, dump(store)) == {}
    assert ("REGULATES", "a", "b", "zyx") in alone


def test_what_was_corrected_says_what_by_whom_and_when(store: Store, source: Source, folder: Path) -> None:
    load(store, source, folder)
    (made,) = corrections(source, folder, {"2": {"jobs": "40"}})
    correct(store, source, folder, [made])
    words = [f"jobs: '40' for 'forty' (Tester, {made.at})"]
    assert store.read("MATCH (r:Record {record_id: 'zyx/a'}) RETURN r.employees AS jobs, r.corrected AS said") == [
        {"jobs": 40, "said": words}
    ]
    assert store.read("MATCH ({id: 'a'})-[l:LOCATED_IN]->() RETURN l.corrected AS said") == [{"said": words}]


def test_a_correction_is_told_of_what_it_bears_on_alone(store: Store, tmp_path: Path, folder: Path) -> None:
    maker = {"kind": "Firm", "id": "{maker}", "name": "maker"}
    table = {
        "file": "firms.csv",
        "nodes": {"firm": {**FIRM, "employees": "jobs"}, "maker": maker},
        "links": [{"kind": "SUPPLIES", "from": "maker", "to": "firm"}],
    }
    text = "id,name,jobs,maker\na,Zyx Works,forty,Sample Corks\n"
    firms = write_source(tmp_path / "bearing", [table], files={"firms.csv": text})
    load(store, firms, folder)

    def told() -> dict[str, bool]:
        rows = store.read("MATCH (f:Firm) RETURN f.id AS id, f.corrected IS NOT NULL AS corrected")
        return {row["id"]: row["corrected"] for row in rows}

    correct(store, firms, folder, corrections(firms, folder, {"2": {"jobs": "40"}}))
    assert told() == {"a": True, "Sample Corks": False}
    correct(store, firms, folder, take_back(read_corrections(folder, firms.name).kept))
    correct(store, firms, folder, corrections(firms, folder, {"2": {"maker": "Sample Oak"}}))
    assert told() == {"a": False, "Sample Oak": True}


def test_only_what_the_corrected_rows_speak_of_is_written(store: Store, source: Source, folder: Path) -> None:
    load(store, source, folder)
    before = {
        row["id"]: row["run"] for row in store.read("MATCH (r:Record) RETURN r.record_id AS id, r.record_run AS run")
    }
    report = correct(store, source, folder, corrections(source, folder, {"2": {"jobs": "40"}}))
    after = {
        row["id"]: row["run"] for row in store.read("MATCH (r:Record) RETURN r.record_id AS id, r.record_run AS run")
    }
    assert {id for id in before if before[id] != after[id]} == {"zyx/a", "zyx/c1"}
    assert (report.nodes, report.removed) == (2, 0)
    assert before.keys() == after.keys()


def test_a_correction_that_is_taken_back_leaves_the_graph_as_it_was(store: Store, source: Source, folder: Path) -> None:
    load(store, source, folder)
    before, written = dump(store), (folder / "zyx.csv").read_text()
    correct(store, source, folder, corrections(source, folder, {"4": {"id": "x", "county": "c9"}, "7": EACH["7"]}))
    assert differences(before, dump(store))
    kept = read_corrections(folder, "zyx").kept
    correct(store, source, folder, take_back(kept))
    assert differences(before, dump(store)) == {}
    assert sorted((folder / "zyx.csv").read_text().splitlines()) == sorted(written.splitlines())
    assert read_corrections(folder, "zyx").kept == ()


def test_a_corrected_row_is_known_again_wherever_it_stands(store: Store, source: Source, folder: Path) -> None:
    load(store, source, folder)
    correct(store, source, folder, corrections(source, folder, {"2": {"jobs": "40"}}))
    (source.data / "firms.csv").write_text(HEAD + "z,New First,Nowhere,1,c1,a,none\n" + "".join(ROWS))
    load(store, source, folder)
    assert store.read("MATCH (f:Firm {id: 'a'}) RETURN f.employees AS jobs") == [{"jobs": 40}]


def test_a_correction_whose_row_has_changed_is_said_and_changes_nothing(
    store: Store, source: Source, folder: Path
) -> None:
    load(store, source, folder)
    correct(store, source, folder, corrections(source, folder, {"2": {"jobs": "40"}}))
    (source.data / "firms.csv").write_text(HEAD + "".join([ROWS[0].replace("forty", "fifty"), *ROWS[1:]]))
    report = load(store, source, folder)
    assert report.reasons["correction: fits no row: it was changed or is gone"] == 1
    assert store.read("MATCH (f:Firm {id: 'a'}) RETURN f.employees AS jobs") == [{"jobs": None}]
    assert "fifty" in refused(source, folder)["2"]["jobs"]


def test_a_file_that_says_it_itself_by_now_needs_no_correction(store: Store, source: Source, folder: Path) -> None:
    load(store, source, folder)
    correct(store, source, folder, corrections(source, folder, {"2": {"jobs": "40"}}))
    (source.data / "firms.csv").write_text(HEAD + "".join([ROWS[0].replace("forty", "40"), *ROWS[1:]]))
    assert not [reason for reason in load(store, source, folder).reasons if reason.startswith("correction")]
    assert store.read("MATCH (f:Firm {id: 'a'}) RETURN f.corrected AS said") == [{"said": None}]


def test_a_row_is_corrected_again_from_what_it_was_made(store: Store, source: Source, folder: Path) -> None:
    load(store, source, folder)
    correct(store, source, folder, corrections(source, folder, {"2": {"jobs": "about 40"}}))
    assert refused(source, folder)["2"]["jobs"] == "about 40"
    correct(store, source, folder, corrections(source, folder, {"2": {"jobs": "40"}}))
    (kept,) = read_corrections(folder, "zyx").kept
    assert kept.changes == {"jobs": ("forty", "40")}
    assert store.read("MATCH (f:Firm {id: 'a'}) RETURN f.employees AS jobs") == [{"jobs": 40}]


def test_a_load_that_broke_off_is_made_up_for(
    store: Store, source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, source, folder)

    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(loading, "prune_some", stop)
        with pytest.raises(KeyboardInterrupt):
            correct(store, source, folder, corrections(source, folder, {"3": EACH["3"]}))
    assert not load(store, source, folder).unchanged
    half = dump(store)
    empty(store)
    load(store, source, folder)
    assert differences(half, dump(store)) == {}


def test_a_file_that_changed_meanwhile_is_loaded_whole(store: Store, source: Source, folder: Path) -> None:
    load(store, source, folder)
    made = corrections(source, folder, {"2": {"jobs": "40"}})
    (source.data / "firms.csv").write_text(HEAD + "".join(ROWS) + "z,New Last,Nowhere,1,c1,a,none\n")
    correct(store, source, folder, made)
    assert store.read("MATCH (f:Firm) WHERE f.id IN ['a', 'z'] RETURN f.employees AS jobs ORDER BY f.id") == [
        {"jobs": 40},
        {"jobs": 1},
    ]


def test_corrections_come_back_from_a_spreadsheet(store: Store, source: Source, folder: Path, tmp_path: Path) -> None:
    load(store, source, folder)
    rows = refused_rows(source, folder, read_corrections(folder, "zyx"))
    given = tmp_path / "given.csv"
    given.write_bytes(to_csv(listing("Refused rows", as_table(rows))).replace(b"forty", b"40"))
    (made,) = corrections_in(rows, read_corrected(given), "Tester")
    assert (made.place, made.changes) == ("firms.csv:2", {"jobs": ("forty", "40")})
    given.write_text("jobs\n40\n")
    with pytest.raises(InvalidSource, match="has no column 'refused at'"):
        read_corrected(given)
    with pytest.raises(InvalidSource, match=r"firms\.csv:99: is no row that was refused"):
        corrections_in(rows, [{PLACE: "firms.csv:99"}], "Tester")


def test_rows_that_were_corrected_so_before_are_done_when_the_file_is_given_back(
    store: Store, source: Source, folder: Path
) -> None:
    load(store, source, folder)
    rows = refused_rows(source, folder, read_corrections(folder, source.name))
    table = {row[PLACE].partition(":")[2]: row for row in as_table(rows)}
    given = [{**table["5"], "id": "x"}, {**table["3"], "name": "Quix"}]
    correct(store, source, folder, corrections_in(rows, given[:1], "Tester"))
    kept = read_corrections(folder, source.name)
    left = refused_rows(source, folder, kept)
    rest, done = still_to_do(left, given, kept)
    assert (rest, done) == (given[1:], 1)
    assert [one.place for one in corrections_in(left, rest, "Tester")] == ["firms.csv:3"]
    otherwise = [{**given[0], "id": "y"}]
    assert still_to_do(left, otherwise, kept) == (otherwise, 0)
    with pytest.raises(InvalidSource, match="is no row that was refused the last time"):
        corrections_in(left, otherwise, "Tester")


def test_the_size_of_a_corrected_source_is_that_of_the_whole(store: Store, source: Source, folder: Path) -> None:
    many = "".join(f"m{number},Invented Mill {number},Nowhere,1,c1,a,x\n" for number in range(40))
    (source.data / "firms.csv").write_text(HEAD + "".join(ROWS) + many)
    load(store, source, folder)
    (before,) = store.read(statements.LAST_WHOLE_RUN, {"source": "zyx"})
    store.write("MATCH (run:Run) DETACH DELETE run")
    correct(store, source, folder, corrections(source, folder, {"2": {"jobs": "40"}}))
    (after,) = store.read(statements.LAST_WHOLE_RUN, {"source": "zyx"})
    assert before == after


def test_a_correction_speaks_of_its_source_alone(store: Store, source: Source, folder: Path, tmp_path: Path) -> None:
    load(store, source, folder)
    correct(store, source, folder, corrections(source, folder, {"2": {"jobs": "40"}}))
    other = write_source(tmp_path / "other", [TABLE], files={"firms.csv": HEAD + "".join(ROWS)})
    assert "employees: is not a number" in load(store, other, folder).reasons
    assert replace(read_corrections(folder, "zyx").kept[0]).file == "firms.csv"


def test_a_correction_whose_load_broke_off_is_loaded_when_it_is_asked_for_again(
    store: Store, source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, source, folder)
    made = corrections(source, folder, {"2": {"jobs": "40"}})

    def stop(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(loading, "begin_run", stop)
        with pytest.raises(KeyboardInterrupt):
            correct(store, source, folder, made)
    assert read_corrections(folder, "zyx").kept == tuple(made)
    assert not correct(store, source, folder, []).unchanged
    assert store.read("MATCH (f:Firm {id: 'a'}) RETURN f.employees AS jobs") == [{"jobs": 40}]
    assert correct(store, source, folder, made).unchanged


def test_a_row_with_cells_beyond_the_header_is_put_right_or_refused(store: Store, source: Source, folder: Path) -> None:
    (source.data / "firms.csv").write_text(HEAD + ROWS[0] + "g,Wide Vats,Elsewhere,9,c1,a,six, beyond \n")
    load(store, source, folder)
    assert refused(source, folder)["3"]["column 8"] == "beyond"
    assert corrections(source, folder, {"3": {}}) == []
    with pytest.raises(InvalidSource, match=r"firms\.csv:3: 'column 8' is beyond the columns .* still holds 'beyond'"):
        corrections(source, folder, {"3": {"note": "six, beyond"}})
    correct(store, source, folder, corrections(source, folder, {"3": {"note": "six, beyond", "column 8": ""}}))
    assert store.read("MATCH (f:Firm {id: 'g'}) RETURN f.name AS name") == [{"name": "Wide Vats"}]


def test_bytes_that_are_no_text_are_put_right(store: Store, folder: Path, tmp_path: Path) -> None:
    source = write_source(tmp_path / "zyx", [{**TABLE, "encoding": "utf-8"}])
    (source.data / "firms.csv").write_bytes((HEAD + ROWS[0]).encode() + b"g,Caf\xe9 Zyx,Nowhere,9,c1,a,x\n")
    load(store, source, folder)
    assert refused(source, folder)["3"]["name"] == "Caf\\udce9 Zyx"
    correct(store, source, folder, corrections(source, folder, {"3": {"name": "Café Zyx"}}))
    assert store.read("MATCH (f:Firm {id: 'g'}) RETURN f.name AS name, f.corrected AS said") == [
        {"name": "Café Zyx", "said": [read_corrections(folder, "zyx").kept[0].said]}
    ]
    assert read_corrections(folder, "zyx").kept[0].before["name"] == "Caf\udce9 Zyx"
    assert load(store, source, folder).unchanged


CRAWLER = """from clusteratlas.ingest.context import Context


def crawl(context: Context):
    for row in context.rows("firms.csv"):
        yield context.node("Firm", row["id"], row, name=row["name"], employees=f"{float(row['jobs']):.0f}")
"""


def crawled(folder: Path, rows: str) -> Source:
    """A source whose crawler counts on numbers being numbers."""
    source = write_source(folder / "zyx", [{"file": "firms.csv"}], files={"firms.csv": rows, "crawler.py": CRAWLER})
    assert source.crawler()
    return source


def test_a_correction_that_a_crawler_cannot_use_is_named_and_taken_back(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    source = crawled(tmp_path, "id,name,jobs\na,Zyx Works,4\nb,,7\n")
    load(store, source, folder)
    words = r"^zyx: firms\.csv:3: its crawler can make nothing of it \(could not convert .*'clusteratlas correct zyx'"
    with pytest.raises(InvalidSource, match=words):
        correct(store, source, folder, corrections(source, folder, {"3": {"name": "Oak", "jobs": "many"}}))
    correct(store, source, folder, take_back(read_corrections(folder, "zyx").kept))
    assert store.read("MATCH (f:Firm) RETURN f.id AS id") == [{"id": "a"}]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("id,name\na,Zyx Works\n", r"^zyx: firms\.csv:2: has no column 'jobs'; take the file in the form"),
        ("id,name,jobs\na,Zyx,4\nb,Oak,many\n", r"^zyx: firms\.csv:3: .* 'many'\); correct the row in the file$"),
    ],
)
def test_a_file_that_a_crawler_cannot_use_is_named(
    store: Store, folder: Path, tmp_path: Path, rows: str, words: str
) -> None:
    with pytest.raises(InvalidSource, match=words) as raised:
        load(store, crawled(tmp_path, rows), folder)
    assert isinstance(raised.value.__cause__, KeyError | ValueError)


OWN_READER = """import ast

from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row


def crawl(context: Context):
    for number, cells in enumerate(ast.literal_eval(context.path("marks.js").read_text()), 1):
        yield context.node("Firm", cells["id"], Row(cells, "marks.js", number), name=cells["name"])
"""


def test_rows_that_only_a_crawler_reads_are_not_handed_out(store: Store, folder: Path, tmp_path: Path) -> None:
    said = "[{'id': 'a', 'name': 'Zyx'},\n{'id': 'b', 'name': ''}]\n"
    files = {"marks.js": said, "crawler.py": OWN_READER}
    source = write_source(tmp_path / "zyx", [{"file": "marks.js"}], files=files)
    assert load(store, source, folder).rejects == 1
    assert refused(source, folder) == {}
    assert beyond_correcting(source) == ["marks.js"]


def test_files_of_unusual_names_that_a_mapping_reads_are_handed_out(store: Store, folder: Path, tmp_path: Path) -> None:
    table = {**TABLE, "file": "firms.dat"}
    named = write_source(tmp_path / "other", [table], files={"firms.dat": HEAD + "".join(ROWS)})
    load(store, named, folder)
    assert set(refused(named, folder)) == {"2", "3", "4", "5", "7"}
    assert beyond_correcting(named) == []


def test_of_the_sources_that_ship_one_reads_its_files_by_itself() -> None:
    sources = map(read_source, described_folders())
    beyond = {source.name: files for source in sources if (files := beyond_correcting(source))}
    assert beyond == {"imi_network": ["markers.js", "participants.js"]}
