"""The four recipes of CONTRIBUTING.md work as they are written."""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from clusteratlas.graph.model import model, read_model
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.run import load
from clusteratlas.ingest.source import read_source
from clusteratlas.queries.query import parse_query

from tests.worlds import build

TEXT = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")


def blocks(heading: str, language: str) -> list[str]:
    """The code blocks of a language under a heading."""
    section = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


def test_the_example_source_loads(store: Store, tmp_path: Path) -> None:
    heading = "A source is a new folder"
    (tmp_path / "source.yml").write_text(blocks(heading, "yaml")[0])
    (tmp_path / "makers.csv").write_text(blocks(heading, "csv")[0])
    outcome = load(store, read_source(tmp_path), tmp_path / "rejects")
    assert (outcome.nodes, outcome.links) == (3, 2)
    assert outcome.reasons == {"employees: is not a number": 1}


def test_the_example_query_answers(store: Store) -> None:
    query = parse_query(blocks("A query is a new file", "cypher")[0], "industries/by_place", model())
    build(
        store, "a is located in x", "b is located in x", "a is classified as i", "b is classified as i",
        x={"kind": "Place"}, i={"kind": "Industry"},
    )  # fmt: skip
    rows = store.read(query.text, query.clean({"place": "x"}))
    assert [(row["industry"].id, row["organisations"]) for row in rows] == [("i", 2)]


def test_the_example_kinds_join_the_model(tmp_path: Path) -> None:
    schema = tmp_path / "schema"
    shutil.copytree(Path(str(files("clusteratlas.graph"))) / "schema", schema)
    node, link = blocks("A kind of node or link is a new YAML file", "yaml")
    (schema / "nodes" / "vineyard.yml").write_text(node)
    (schema / "links" / "grows_for.yml").write_text(link)
    grown = read_model(schema)
    assert grown.kind("Vineyard").labels == ("Vineyard", "Entity")
    assert grown.link("GROWS_FOR").start == ("Vineyard",)


def test_the_example_page_draws(seeded: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit.testing.v1 import AppTest

    monkeypatch.setenv("CLUSTERATLAS_HOME", str(seeded.home))
    page = blocks("A page is a new file and one line", "python")[0]
    (tmp_path / "places.py").write_text(f"{page}\n\nplaces()\n")
    app = AppTest.from_file(str(tmp_path / "places.py"), default_timeout=60).run()
    assert not app.exception
    assert app.dataframe[0].value["count"].tolist()[0] > 3_000
