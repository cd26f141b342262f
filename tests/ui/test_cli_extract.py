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


def test_a_report_that_cannot_be_read_is_said(store: Store, workspace: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    result = CliRunner().invoke(app, ["--workspace", str(workspace.home), "extract", str(tmp_path / "empty.pdf")])
    assert result.exit_code == 1
    assert "empty.pdf" in result.stderr
