"""The notebook in docs/ gives what it shows."""

from __future__ import annotations

import re
import shutil
from typing import Any

import pytest
from clusteratlas.graph.settings import Settings

from scripts.notebook import code_cells, read_notebook, run

NOTEBOOK = read_notebook()


def shape(outputs: list[dict[str, Any]]) -> list[Any]:
    """What outputs are however the data change: the columns of a frame, and that something was printed."""
    shapes: list[Any] = []
    for output in outputs:
        html = "".join(output.get("data", {}).get("text/html", []))
        head = html.split("</thead>")[0]
        shapes.append(re.findall(r"<th>(.+?)</th>", head) if html else output["output_type"])
    return shapes


def test_the_notebook_was_run_whole_and_names_no_machine() -> None:
    cells = code_cells(NOTEBOOK)
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    said = str([cell["outputs"] for cell in cells])
    assert not re.findall(r"(?:/home|/root|/tmp|/Users|/work|site-packages)\b", said)
    assert "Traceback" not in said


@pytest.mark.slow
def test_the_notebook_gives_what_it_shows(seeded: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("py2neo", reason="py2neo is not installed: the notebook needs it")
    monkeypatch.delenv("CLUSTERATLAS_URI", raising=False)
    monkeypatch.setenv("CLUSTERATLAS_HOME", str(seeded.home))
    try:
        for cell, outputs in run(NOTEBOOK):
            assert shape(outputs) == shape(cell["outputs"]), "".join(cell["source"])
    finally:
        shutil.rmtree(seeded.home / "sources" / "invented_survey", ignore_errors=True)
