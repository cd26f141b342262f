"""A first load that the importer cannot do is done in the ordinary way."""

from __future__ import annotations

from pathlib import Path

import pytest
from clusteratlas.graph.errors import ImportFailed
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest import first
from clusteratlas.ui.cli import app
from typer.testing import CliRunner

from tests.ingest.folders import FIRM, write_source


@pytest.mark.neo4j
def test_an_importer_that_fails_is_named_and_the_load_goes_on(
    store: Store, workspace: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object, **more: object) -> None:
        raise ImportFailed("an invented reason")

    monkeypatch.setattr(first, "load_first", fail)
    tables = [{"file": "firms.csv", "nodes": {"firm": FIRM}}]
    source = write_source(tmp_path / "zyx", tables, files={"firms.csv": "id,name\na,Zyx Works\n"})
    result = CliRunner().invoke(app, ["--workspace", str(workspace.home), "load", str(source.folder)])
    assert result.exit_code == 0, result.output
    assert "an invented reason; loading in the ordinary way" in result.stderr
    assert "zyx: 1 nodes, 0 links" in result.stdout
    assert [row["id"] for row in store.read("MATCH (n:Firm) RETURN n.id AS id")] == ["a"]
