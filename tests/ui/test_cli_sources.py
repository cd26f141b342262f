"""Sources that ship and sources that are fetched, from the command line."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.proposal.known import none_known
from clusteratlas.ingest.reports import keep_report
from clusteratlas.ingest.reports.kept import named
from clusteratlas.ingest.source import known_sources, shipped_sources
from clusteratlas.ui.cli import app
from clusteratlas.ui.commands.files import Choices, described
from clusteratlas.ui.screens.loading.form import tables_kept
from typer.testing import CliRunner

FILE = "CurrentOrganizationsAndClusters.csv"
TABLE = "org_id,org_title,cluster_name\n7,Zyx Council,Invented Devices\n8,Abc Society,Invented Devices\n"


def run(home: Path, *words: str, exit_code: int = 0) -> str:
    """What a command says, on both streams."""
    result = CliRunner().invoke(app, ["--workspace", str(home), *words])
    assert result.exit_code == exit_code, result.output
    return result.output


def available(home: Path) -> dict[str, dict[str, Any]]:
    """The sources that can be loaded, by name."""
    result = CliRunner().invoke(app, ["--workspace", str(home), "sources", "--available", "--format", "json"])
    assert result.exit_code == 0, result.output
    return {row["name"]: row for row in json.loads(result.stdout)}


def test_sources_that_ship_are_fetched_or_come_by_hand_are_listed_apart(tmp_path: Path) -> None:
    listed = available(tmp_path)
    assert list(listed)[: len(shipped_sources())] == list(shipped_sources())
    assert listed.keys() == known_sources(tmp_path).keys()
    assert {row["files"] for name, row in listed.items() if name in shipped_sources()} == {"ship"}
    files = Counter(row["files"] for row in listed.values())
    assert files == {"ship": len(shipped_sources()), "are fetched": 8, "come by hand": 3}
    assert listed["zip_cbsa"]["files"] == "come by hand"
    assert all(row["licence"] and row["refresh"] for row in listed.values())
    assert listed["napa_wineries"]["size"] == "469 kB"
    assert "napa_wineries" in run(tmp_path, "load")


def test_a_newer_file_of_one_s_own_is_taken_in_as_the_list_says(tmp_path: Path) -> None:
    said = {"title": "Tale of Zyx's", "publisher": "Nobody", "licence": "none"}
    keep_report(tmp_path, named(said, "tale.txt"), b"Nothing is told.", ".txt", ())
    (tmp_path / "members.csv").write_text("Company,Town\nZyx Inc.,Nowhere\n")
    described(tmp_path / "members.csv", tmp_path, Choices(yes=True), none_known)
    listed = available(tmp_path)
    assert listed["members"]["refresh"] == "clusteratlas load FILE --mapping members"
    report = listed["report-tale-of-zyxs"]
    assert (report["files"], report["size"]) == ("are yours", "1 kB")
    assert shlex.split(report["refresh"])[:-1] == ["clusteratlas", "extract", "FILE", "--keep", "--title"]
    assert named({"title": shlex.split(report["refresh"])[-1]}, "")["name"] == report["name"]
    table = tmp_path / "members.csv"
    refused = run(tmp_path, "load", str(table), "--mapping", report["name"], exit_code=1)
    assert "clusteratlas extract FILE --keep" in " ".join(refused.split())
    assert list(tables_kept(tmp_path)) == ["members"]


@pytest.mark.parametrize("name", ["us_places", "naics"])
def test_a_source_that_ships_takes_its_files_from_nowhere_else(tmp_path: Path, name: str) -> None:
    said = run(tmp_path, "load", name, "--from", str(tmp_path), exit_code=1)
    assert f"--from is for sources whose files are fetched, and not for {name}" in said


def test_a_folder_that_lacks_the_file_is_named(workspace: Settings, store: Store, tmp_path: Path) -> None:
    said = run(workspace.home, "load", "us_cluster_organizations", "--from", str(tmp_path), exit_code=1)
    assert f"there is no {FILE} in {tmp_path}" in " ".join(said.split())


def test_what_was_taken_from_a_folder_stays_in_the_workspace(workspace: Settings, store: Store, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(TABLE)
    assert "3 nodes, 2 links" in run(workspace.home, "load", "us_cluster_organizations", "--from", str(tmp_path))
    (tmp_path / FILE).unlink()
    assert "unchanged" in run(workspace.home, "load", "us_cluster_organizations")
    names = {row["name"] for row in store.read("MATCH (n:Institution) RETURN n.name AS name")}
    assert names == {"Zyx Council", "Abc Society"}
    assert available(workspace.home)["us_cluster_organizations"]["size"] == "1 kB"
