"""Places, industries, figures and regions of one's own, as docs/places.md shows them, from the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ui.cli import app
from typer.testing import CliRunner

PAGE = Path(__file__).parents[2] / "docs" / "places.md"


def run(settings: Settings, *words: str, exit_code: int = 0) -> str:
    """What a command says, on both streams."""
    result = CliRunner().invoke(app, ["--workspace", str(settings.home), *words])
    assert result.exit_code == exit_code, result.output
    return result.output


def written(folder: Path, *names: str) -> list[str]:
    """The files of that name on the page, written into a folder; their paths."""
    folder.mkdir(exist_ok=True)
    text = PAGE.read_text(encoding="utf-8")
    for name in names:
        found = re.search(rf"```\w+ {re.escape(name)}\n(.*?)```", text, re.DOTALL)
        assert found
        (folder / name).write_text(found[1], encoding="utf-8")
    return [str(folder / name) for name in names]


def askerby(settings: Settings) -> dict[str, dict[str, Any]]:
    """The portfolio of a district on the page, by the names of its groups."""
    words = ["ask", "places/portfolio", "--place", "Askerby", "--by", "NACE 2 level 4", "--format", "json"]
    result = CliRunner().invoke(app, ["--workspace", str(settings.home), *words])
    assert result.exit_code == 0, result.output
    return {row["group"]["name"]: row for row in json.loads(result.stdout)}


def check_figures(settings: Settings) -> None:
    """What the page says of the district."""
    ships = askerby(settings)["Building of ships"]
    assert (ships["jobs"], ships["years"], ships["growth"]) == (500, [2023], 0.25)
    assert ships["lq"] == pytest.approx(500 / 600 / (600 / 1600), abs=0.005)


def test_figures_of_one_s_own_country_are_loaded_without_a_word_of_yaml(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    files = written(tmp_path, "places.csv", "industries.csv", "jobs.csv")
    refused = run(workspace, "load", files[2], "--yes", exit_code=1)
    assert "load the table of those places first, then this one" in " ".join(refused.split())
    for file in files:
        said = run(workspace, "load", file, "--yes")
        assert "no row is an organisation" in said
        assert "what is known of organisations" not in said
    check_figures(workspace)


def test_the_same_is_loaded_as_one_folder_with_a_source_yml_and_others_may_require_it(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    written(tmp_path / "examplia", "places.csv", "industries.csv", "jobs.csv", "source.yml", "lookups.yml")
    assert "refused" not in run(workspace, "load", str(tmp_path / "examplia"))
    check_figures(workspace)
    (tmp_path / "firms").mkdir()
    (tmp_path / "firms" / "firms.csv").write_text("Company,District\nZyx Inc,XX11\n")
    (tmp_path / "firms" / "source.yml").write_text(
        "{name: zyx_firms, title: Invented, publisher: Nobody, licence: none, requires: [examplia], tables: ["
        "{file: firms.csv, nodes: {firm: {kind: Firm, id: 'zyx-{Company|slug}', name: Company}},"
        " links: [{kind: LOCATED_IN, from: firm, to: 'examplia-{District}'}]}]}"
    )
    assert "zyx_firms: 1 nodes, 1 links" in run(workspace, "load", str(tmp_path / "firms"))
    run(workspace, "forget", "examplia", "--yes")
    said = run(workspace, "load", str(tmp_path / "firms"), "--again", exit_code=1)
    assert "requires 'examplia', which is no source and is not loaded" in " ".join(said.split())


def test_a_region_of_one_s_own_crosses_a_border_and_holds_more_than_four_counties(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    (file,) = written(tmp_path, "region.csv")
    said = run(workspace, "load", file, "--yes")
    assert "regions of your own" in said
    text = "MATCH (county)-[:WITHIN]->(:Place {id: $id, type: 'region'}) RETURN county.id AS id"
    assert len(store.read(text, {"id": "region-example-plains"})) == 5


def test_a_question_mark_lists_what_a_column_can_mean(workspace: Settings, tmp_path: Path) -> None:
    (tmp_path / "zyx.csv").write_text("Company,Zyx\nZyx Inc,5\n")
    said = run(workspace, "load", str(tmp_path / "zyx.csv"), "--set", "Zyx=?", exit_code=1)
    assert "nace: Industry (NACE). Code of NACE Rev. 2" in " ".join(said.split())
    assert "nothing a column can mean" not in said


def test_links_by_ids_that_registers_of_one_s_own_gave_join_their_organisations(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    tables = {
        "zyx_firms.csv": "Reg. no.,Company,Town\nW1,Zyx Inc,Nowhere\nW2,Qwyx Inc,Nowhere\n",
        "zyx_guilds.csv": "Id,Institution,Type\nI1,Zyx Guild Association,association\nI2,Qwyx Institute,institute\n",
        "zyx_links.csv": "From id,From name,Relation,To id,To name\nW1,Zyx,supplies,W2,Wyz\nW2,Wyz,member of,I1,Qux\n",
    }
    for name, content in tables.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        said = run(workspace, "load", str(tmp_path / name), "--yes")
    assert "ids of organisations that are loaded, as zyx_guilds-… and zyx_firms-…" in " ".join(said.split())
    assert "zyx_links: 0 nodes, 2 links" in said
    asked = "MATCH (a)-[link {source: 'zyx_links'}]->(b) RETURN a.id AS a, type(link) AS kind, b.id AS b"
    assert {(row["a"], row["kind"], row["b"]) for row in store.read(asked)} == {
        ("zyx_firms-W2", "MEMBER_OF", "zyx_guilds-I1"),
        ("zyx_firms-W1", "SUPPLIES", "zyx_firms-W2"),
    }


def test_a_load_says_which_figures_are_given_twice_and_how_many_are_not_available(
    store: Store, workspace: Settings, tmp_path: Path
) -> None:
    places, figures = written(tmp_path, "places.csv", "jobs.csv")
    run(workspace, "load", places, "--yes")
    with Path(figures).open("a", encoding="utf-8") as file:
        file.write("XX22,47.11,2023,999,15\nXX22,10.20,2023,:,2\n")
    said = run(workspace, "load", figures, "--yes")
    assert "employment: is given otherwise by an earlier row" in said
    assert "Of 12 cells of an industry in a place, 1 gives no employment" in said
