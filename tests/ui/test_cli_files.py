"""Files of a user's own: proposed, agreed to, loaded, kept; and judgements on who is who, from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.corrections import loading
from clusteratlas.ingest.identity import finding
from clusteratlas.ui.cli import app
from typer.testing import CliRunner

MEMBERS = "Company,Town,State,ZIP,Employees\n" + "".join(
    f"Invented Cooperage {name},Napa,CA,94558,{10 + number}\n" for number, name in enumerate("ABCDEF")
)
SALES = "Supplier,Customer\nInvented Cooperage A,Imaginary Cellars\nInvented Cooperage B,Imaginary Cellars\n"


def run(settings: Settings, *words: str, answer: str | None = None) -> str:
    """What a command says, on both streams; it must succeed."""
    result = CliRunner().invoke(app, ["--workspace", str(settings.home), *words], input=answer)
    assert result.exit_code == 0, result.output
    return result.output


def rows(settings: Settings, *words: str) -> list[dict[str, Any]]:
    """The rows that a command gives."""
    result = CliRunner().invoke(app, ["--workspace", str(settings.home), *words, "--format", "json"])
    assert result.exit_code == 0, result.output
    return list(json.loads(result.stdout))


def refused(settings: Settings, *words: str) -> str:
    """What a command says that must fail."""
    result = CliRunner().invoke(app, ["--workspace", str(settings.home), *words])
    assert result.exit_code == 1, result.output
    return result.output


def names(store: Store) -> dict[str, str]:
    """Id and name of every firm."""
    return {row["id"]: row["name"] for row in store.read("MATCH (n:Firm) RETURN n.id AS id, n.name AS name")}


def test_a_file_is_loaded_as_proposed_and_next_years_file_by_the_mapping_that_was_kept(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    (tmp_path / "members.csv").write_text(MEMBERS)
    mapping = tmp_path / "members.yml"
    said = run(workspace, "load", str(tmp_path / "members.csv"), "--yes", "--save", str(mapping), "--title", "Invented")
    assert "read as" in said
    assert len(names(store)) == 6
    (tmp_path / "members-next.csv").write_text(MEMBERS + "Invented Cooperage Z,Napa,CA,94558,3\n")
    run(workspace, "load", str(tmp_path / "members-next.csv"), "--mapping", str(mapping))
    assert len(names(store)) == 7
    assert "unchanged" in run(workspace, "load", "members")
    (listed,) = [row for row in rows(workspace, "load") if row["name"] == "members"]
    assert listed["title"] == "Invented"


def test_a_file_of_a_source_of_ours_is_told_with_the_command_that_loads_it_so(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    (tmp_path / "edges.csv").write_text("relation,sentence,source,target\nsupplies,Invented.,Zyx,Qwyx\n")
    said = run(workspace, "load", str(tmp_path / "edges.csv"), "--yes")
    assert "clusteratlas load sec_auto_supply --from FOLDER" in said


def test_a_file_is_not_loaded_before_somebody_agreed(store: Store, workspace: Settings, tmp_path: Path) -> None:
    (tmp_path / "sales.csv").write_text(SALES)
    assert "take the proposal as it is with --yes" in refused(workspace, "load", str(tmp_path / "sales.csv"))
    assert names(store) == {}


def test_a_source_is_forgotten_once_somebody_agreed(store: Store, workspace: Settings, tmp_path: Path) -> None:
    (tmp_path / "gone.csv").write_text(MEMBERS)
    run(workspace, "load", str(tmp_path / "gone.csv"), "--yes")
    assert "nobody is there to agree; forget it with 12 facts by --yes" in refused(workspace, "forget", "gone")
    assert len(names(store)) == 6
    assert "gone: 12 facts taken back" in run(workspace, "forget", "gone", "--yes")
    assert names(store) == {}
    assert "no such source is loaded" in refused(workspace, "forget", "gone")


def test_what_a_column_means_can_be_corrected(store: Store, workspace: Settings, tmp_path: Path) -> None:
    (tmp_path / "corrected.csv").write_text(MEMBERS)
    said = run(workspace, "load", str(tmp_path / "corrected.csv"), "--yes", "--set", "Employees=ignored")
    assert "set by hand" in said
    assert store.read("MATCH (n:Firm) WHERE n.employees IS NOT NULL RETURN count(n) AS n") == [{"n": 0}]


def test_one_value_for_every_row_is_said_shown_and_loaded(store: Store, workspace: Settings, tmp_path: Path) -> None:
    path = tmp_path / "wineries.csv"
    path.write_text("Company,Town\nInvented Cellars,Napa\nImaginary Estate,Napa\n")
    said = run(
        workspace, "load", str(path), "--yes", "--set", "=312130=naics", "--set", "wineries!=Wine maker=description"
    )
    assert "In every row, '312130' is 'Industry (NAICS)'" in said
    assert "CLASSIFIED_AS naics2017-312130" in said
    found = store.read("MATCH (n:Firm)-[:CLASSIFIED_AS]->(i) RETURN n.description AS said, i.id AS id")
    assert found == [{"said": "Wine maker", "id": "naics2017-312130"}] * 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--set", "Employees"], "write it as COLUMN=MEANING"),
        (["--set", "==name"], "cannot stand for every row"),
        (["--set", "Nothing=name"], "has no column 'Nothing'"),
        (["--set", "Company=nonsense"], "is nothing a column can mean"),
        (["--mapping", "nowhere.yml"], "neither a mapping file nor a source kept"),
        (["--name", "naics"], "a source of Cluster Atlas is called 'naics'"),
        (["--name", "napa_wineries"], "a source of Cluster Atlas is called 'napa_wineries'"),
        (["--name", "not so"], "use letters, digits, hyphens and underscores"),
    ],
)
def test_what_cannot_be_done_with_a_file_is_said(
    store: Store, workspace: Settings, tmp_path: Path, words: list[str], said: str
) -> None:
    (tmp_path / "wrong.csv").write_text(MEMBERS)
    assert said in refused(workspace, "load", str(tmp_path / "wrong.csv"), "--yes", *words)


def test_organisations_are_joined_parted_and_put_back(store: Store, workspace: Settings, tmp_path: Path) -> None:
    (tmp_path / "joined.csv").write_text(SALES)
    run(workspace, "load", str(tmp_path / "joined.csv"), "--yes")
    before = names(store)
    one, other = sorted(id for id, name in before.items() if "Cooperage" in name)
    said = run(workspace, "merge", one, other, "--who", "tester")
    assert set(names(store)) == before.keys() - {other}
    act = said.rsplit(" ", 1)[1].strip()
    run(workspace, "undo", act, "--who", "tester")
    assert names(store) == before
    run(workspace, "merge", one, other, "--who", "tester")
    run(workspace, "split", one, "--record", f"joined/{other}", "--who", "tester")
    assert names(store) == before
    assert "would become one" not in run(workspace, "merge", one, other, "--who", "tester")
    judged = rows(workspace, "ask", "judgements")
    assert [(row["verdict"], bool(row["undone_at"])) for row in judged] == [
        ("same", False),
        ("different", False),
        ("same", False),
        ("same", True),
    ]
    assert "nothing waits" in run(workspace, "review")


def test_names_of_an_edge_list_are_joined_with_organisations_already_there(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    (tmp_path / "register.csv").write_text(
        "Company,Address,Town,State,ZIP\n"
        "Zorblatt Quixbury Cooperage LLC,12 Invented Road,Napa,CA,94558\n"
        "Other Imaginary Works,3 Sample Lane,Napa,CA,94558\n"
    )
    (tmp_path / "edges.csv").write_text("Supplier,Customer\nZorblatt Quixbury Cooperage,Imagined Cellars of Nowhere\n")
    run(workspace, "load", str(tmp_path / "register.csv"), "--yes")
    run(workspace, "load", str(tmp_path / "edges.csv"), "--yes")
    joined = [row for row in rows(workspace, "ask", "judgements") if not row["undone_at"]]
    assert ["Zorblatt Quixbury" in row["left_name"] for row in joined if row["who"] == "matching"] == [True]


def test_refused_rows_are_given_back_corrected_and_loaded_alone(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    (tmp_path / "guild.csv").write_text(MEMBERS.replace(",12\n", ",a dozen\n"))
    assert "clusteratlas refused guild" in run(workspace, "load", str(tmp_path / "guild.csv"), "--yes")
    file = tmp_path / "refused.csv"
    run(workspace, "refused", "guild", "--output", str(file))
    assert "no cell differs" in run(workspace, "correct", "guild", str(file))
    file.write_text(file.read_text().replace("a dozen,", "12,").replace(",a dozen", ",12"))
    assert "--yes" in refused(workspace, "correct", "guild", str(file))
    said = run(workspace, "correct", "guild", str(file), "--yes", "--who", "tester")
    assert "guild.csv:4: Employees: '12' for 'a dozen' (tester" in said
    jobs = "MATCH (n:Firm {name: 'Invented Cooperage C'}) RETURN n.employees AS jobs"
    assert store.read(jobs) == [{"jobs": 12}]
    assert "unchanged" in run(workspace, "load", "guild")
    assert [(row["row"], row["who"]) for row in rows(workspace, "correct", "guild")] == [("guild.csv:4", "tester")]
    assert "no such correction" in refused(workspace, "correct", "guild", "--take-back", "guild.csv:99", "--yes")
    run(workspace, "correct", "guild", "--take-back", "guild.csv:4", "--yes")
    assert store.read(jobs) == [{"jobs": None}]


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_refused_rows_given_back_untouched_change_nothing(
    store: Store, workspace: Settings, tmp_path: Path, form: str
) -> None:
    members = MEMBERS.replace("Employees", "Employees,Latitude,Longitude").replace("\n", ",38.3,-122.4\n")
    members = members.replace("Employees,Latitude,Longitude,38.3,-122.4", "Employees,Latitude,Longitude")
    (tmp_path / f"back{form}.csv").write_text(members.replace(",12,", ",a dozen,"))
    run(workspace, "load", str(tmp_path / f"back{form}.csv"), "--yes")
    file = tmp_path / f"refused.{form}"
    run(workspace, "refused", f"back{form}", "--output", str(file))
    assert "no cell differs" in run(workspace, "correct", f"back{form}", str(file))


def test_a_correction_that_broke_off_is_loaded_when_it_is_given_again(
    store: Store, workspace: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "torn.csv").write_text(MEMBERS.replace(",12\n", ",a dozen\n"))
    run(workspace, "load", str(tmp_path / "torn.csv"), "--yes")
    file = tmp_path / "refused.csv"
    run(workspace, "refused", "torn", "--output", str(file))
    file.write_text(file.read_text().replace("a dozen,", "12,").replace(",a dozen", ",12"))

    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    words = ("--workspace", str(workspace.home), "correct", "torn", str(file), "--yes")
    with monkeypatch.context() as patch:
        patch.setattr(loading, "prune_some", stop)
        assert CliRunner().invoke(app, words).exit_code != 0
    said = run(workspace, "correct", "torn", str(file), "--yes")
    assert "torn: its last load broke off, with 1 correction kept" in said
    jobs = "MATCH (n:Firm {name: 'Invented Cooperage C'}) RETURN n.employees AS jobs"
    assert {"jobs": 12} in store.read(jobs)
    assert "unchanged" in run(workspace, "load", "torn")


def test_load_match_and_review_tell_the_same_number_of_pairs_that_wait(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    (tmp_path / "twice.csv").write_text(
        "Company,Address,Town,State,ZIP\n"
        "Zorblatt Fictional Instruments Inc,12 Invented Street,Napa,CA,94558\n"
        "Zorblatt Fictional Instruments,99 Imaginary Road,Napa,CA,94558\n"
        "Qwyx Made-up Foods,3 Fabled Lane,Napa,CA,94558\n"
    )
    said = run(workspace, "load", str(tmp_path / "twice.csv"), "--yes")
    assert "2 of its organisations may be one with another, in 1 doubtful pair" in said
    assert "(clusteratlas review --source twice); 1 doubtful pair in all waits" in said
    assert "Reading what is known of organisations" in said
    assert rows(workspace, "match") == [{"joined": 0, "waiting": 1, "organisations": 3}]
    assert [row["waiting"] for row in rows(workspace, "review")] == [1]
    assert "1 of these wait" in run(workspace, "review", "--source", "twice", "--name", "instruments")
    assert "no such pair waits" in run(workspace, "review", "--name", "qwyx")
    assert "choose one of" in refused(workspace, "review", "--source", "another")
    assert "1 doubtful pair in all waits" in run(workspace, "match")


def test_a_file_that_changed_nothing_is_not_compared_again(
    store: Store, workspace: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[Any] = []
    really = finding.find

    def find(*given: Any) -> finding.Found:
        compared.append(given[-1])
        return really(*given)

    monkeypatch.setattr(finding, "find", find)
    (tmp_path / "once.csv").write_text(MEMBERS)
    for _ in range(2):
        said = run(workspace, "load", str(tmp_path / "once.csv"), "--yes")
    assert "unchanged" in said
    assert compared == ["once"]


def test_a_file_that_is_there_under_another_name_is_not_loaded_twice(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    (tmp_path / "ours.csv").write_text(MEMBERS)
    run(workspace, "load", str(tmp_path / "ours.csv"), "--yes", "--name", "first_name")
    copy = tmp_path / "copy.csv"
    copy.write_text(MEMBERS)
    for file in (tmp_path / "ours.csv", copy):
        said = refused(workspace, "load", str(file), "--yes")
        assert "this file is loaded already as first_name" in said
        assert "--mapping first_name" in said
    assert "unchanged" in run(workspace, "load", str(copy), "--mapping", "first_name")
    run(workspace, "forget", "first_name", "--yes")
    assert "nodes" in run(workspace, "load", str(copy), "--yes")


def test_a_file_loaded_again_is_read_by_the_mapping_kept_for_it(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "kept.csv"
    file.write_text(MEMBERS)
    run(workspace, "load", str(file), "--yes", "--title", "Invented list", "--set", "Employees=ignored")
    mapping = workspace.home / "sources" / "kept" / "source.yml"
    mapping.write_text(mapping.read_text() + "retrieved: '2015'\n")
    before = mapping.read_text()
    assert "by the mapping kept" in run(workspace, "load", str(file), "--yes")
    assert mapping.read_text() == before
    assert "unchanged" in run(workspace, "load", str(file))
    run(workspace, "load", str(file), "--yes", "--set", "Employees=employees")
    assert "title: Invented list" in mapping.read_text()
    assert "retrieved: '2015'" in mapping.read_text()
    file.write_text(MEMBERS.replace("Invented", "Imagined"))
    run(workspace, "load", str(file), "--mapping", "kept", "--allow-shrink")
    assert "retrieved" not in mapping.read_text()


def test_the_preview_shows_ids_under_the_name_that_was_given(store: Store, workspace: Settings, tmp_path: Path) -> None:
    (tmp_path / "called.csv").write_text(MEMBERS)
    said = run(workspace, "load", str(tmp_path / "called.csv"), "--yes", "--name", "otherwise")
    assert "(otherwise-invented-cooperage-a-napa)" in said
    assert "called-invented" not in said
