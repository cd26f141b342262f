"""Sources that ship and sources that are fetched, from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.source import known_sources, shipped_sources
from clusteratlas.ui.cli import app
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


def test_sources_that_ship_and_that_are_fetched_are_listed_apart(tmp_path: Path) -> None:
    listed = available(tmp_path)
    assert list(listed)[: len(shipped_sources())] == list(shipped_sources())
    assert listed.keys() == known_sources(tmp_path).keys()
    assert {row["files"] for name, row in listed.items() if name in shipped_sources()} == {"ship"}
    fetched = [row for row in listed.values() if row["files"] == "are fetched"]
    assert len(fetched) == len(listed) - len(shipped_sources())
    assert all(row["licence"] and row["refresh"] for row in listed.values())
    assert listed["napa_wineries"]["size"] == "469 kB"
    assert "napa_wineries" in run(tmp_path, "load")


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
