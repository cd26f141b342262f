"""Linkages in reports, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ui.cli import app
from typer.testing import CliRunner

from tests.worlds import build


def test_a_report_gives_linkages_between_names_the_graph_knows(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    build(store, zorblatt={"name": "Zorblatt Cooperage"}, quix={"name": "Quixbury Cellars"})
    report = tmp_path / "report.txt"
    report.write_text("Zorblatt Cooperage supplies barrels to Quixbury Cellars. The weather was fine.\n")
    words = ["--workspace", str(workspace.home), "extract", str(report), "--all", "--format", "json"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    rows = json.loads(result.stdout)
    assert ("zorblatt", "SUPPLIES", "quix") in [(row["from_id"], row["link"], row["to_id"]) for row in rows]
    assert rows[0]["sentence"].startswith("Zorblatt Cooperage supplies")


def test_where_nothing_sure_is_found_it_is_said_what_was_read_and_what_to_do(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    build(store, zorblatt={"name": "Zorblatt Cooperage"}, quix={"name": "Quixbury Cellars"})
    doubtful, nothing = tmp_path / "doubtful.txt", tmp_path / "nothing.txt"
    doubtful.write_text("Zorblatt Cooperage may supply barrels to Quixbury Cellars. The weather was fine.\n")
    nothing.write_text("The weather was fine. So was the view.\n")
    words = ["--workspace", str(workspace.home), "extract", str(doubtful), str(nothing)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    said = " ".join(result.stderr.split())
    assert "doubtful.txt: Nothing sure was found. Looked for: sentences in which one organisation" in said
    assert "“supplies”" in said
    assert "2 sentences read; 1 of them name or refer to somebody. Found: 1 candidate" in said
    assert "that are doubtful; --keep keeps them to be decided on" in said
    assert "nothing.txt: Nothing sure was found." in said
    assert "name or refer to somebody. No candidate was found. Load the registers" in said


def test_a_report_that_cannot_be_read_is_said(store: Store, workspace: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    result = CliRunner().invoke(app, ["--workspace", str(workspace.home), "extract", str(tmp_path / "empty.pdf")])
    assert result.exit_code == 1
    assert "empty.pdf" in result.stderr
