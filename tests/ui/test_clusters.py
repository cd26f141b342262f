"""Clusters kept, looked at and deleted from the command line, the library and the app."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.queries.clusters.kept import versions
from clusteratlas.ui.cli import app
from clusteratlas.ui.library.atlas import Atlas
from typer.testing import CliRunner, Result

from tests.ui.test_pages import Visit, assert_well, texts, visit
from tests.worlds import build

__all__ = ["visit"]

Run = Callable[..., Result]


@pytest.fixture
def world(store: Store) -> Store:
    """Four firms tied with each other, and four others; one buys from the first."""
    pairs = ("ab", "bc", "cd", "da", "ac", "mn", "no", "op", "pm", "mo")
    build(store, *(f"{pair[0]} cooperates with {pair[1]}" for pair in pairs), "d supplies m", a={"name": "Zyx Oak"})
    return store


@pytest.fixture
def run(world: Store, workspace: Settings) -> Run:
    def run_(*args: str) -> Result:
        return CliRunner().invoke(app, ["--workspace", str(workspace.home), *args])

    return run_


def said(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output


def test_a_cluster_is_kept_listed_and_deleted_from_the_command_line(run: Run, world: Store) -> None:
    ask = ("ask", "from_seeds", "--seed", "a", "--second", "b", "-f", "json")
    assert "kept as Zyx wood, version 1 (drawn-zyx_wood-1), with 4 members" in said(
        run(*ask, "--limit", "1", "--keep", "Zyx wood", "--who", "ann")
    )
    assert "version 2" in said(run(*ask, "--size", "3", "--keep", "zyx wood", "--who", "bob"))
    listed = json.loads(run("clusters", "-f", "json").stdout)
    assert [(row["version"], row["drawn_by"], row["members"]) for row in listed] == [(2, "bob", 3), (1, "ann", 4)]
    assert json.loads(listed[0]["parameters_json"]) == {"seed": "a", "second": "b", "size": 3}
    assert listed[0]["asked"] == "seed Zyx Oak; second b; size 3"
    assert said(run("clusters")).splitlines()[1].split()[:4] == ["Zyx", "wood", "2", "drawn-zyx_wood-2"]
    assert len(json.loads(run("clusters", "zyx", "wood", "-f", "json").stdout)) == 3
    first = json.loads(run("clusters", "zyx", "wood", "--version", "1", "-f", "json").stdout)
    assert {row["member"]["id"] for row in first} == set("abcd")
    assert "delete it without asking with --yes" in run("clusters", "zyx", "wood", "--remove").output
    assert len(versions(world, "zyx wood")) == 2
    assert "{" not in said(run("clusters")), "what was asked stands there in words"
    assert "Zyx wood, version 2, is gone; version 1 stays" in said(
        run("clusters", "zyx wood", "--remove", "--version", "2", "--yes", "--who", "cy")
    )
    assert "Zyx wood, version 1, is gone; no version stays" in said(run("clusters", "zyx wood", "--remove", "--yes"))
    assert versions(world, "zyx wood") == []
    assert "say which cluster" in run("clusters", "--remove").output
    assert "nobody kept a cluster of this name" in run("clusters", "zyx").output


def test_a_cluster_is_kept_and_deleted_by_a_script(world: Store, workspace: Settings) -> None:
    with Atlas.open(workspace.home) as atlas:
        kept = atlas.keep_cluster("Zyx wood", seed="a", second="b", who="ann")
        assert set(atlas.clusters.membership(cluster=kept.id)["member_id"]) == set("abcd")
        assert list(atlas.clusters.acts()["who"]) == ["ann"]
        assert [one.id for one in atlas.remove_cluster("Zyx wood")] == [kept.id]
        with pytest.raises(InvalidQuery, match="there is nothing to keep"):
            atlas.keep_cluster("None", cluster=atlas.keep_cluster("Zyx", seed="a").id, kinds="corporate")


def page_warning(visit: Visit, workspace: Settings, **given: str) -> str:
    """What the page that compares two clusters warns of."""
    page = visit(workspace, "questions", query="clusters/compare", **given)
    assert_well(page)
    return str(page.warning[0].value).replace("\\", "")


def test_a_cluster_is_kept_compared_and_deleted_in_the_app(
    visit: Visit, world: Store, workspace: Settings, run: Run
) -> None:
    page = visit(workspace, "questions", query="boundaries/from_seeds", seed="a", second="b")
    assert_well(page)
    key = "ask:boundaries/from_seeds:keep"
    page.text_input(key=f"{key}:name").set_value(" . ")
    submit = next(button for button in page.button if button.label == "Keep it")
    submit.click().run()
    assert "the name of a cluster needs a letter or a digit" in page.error[0].value
    page.text_input(key=f"{key}:name").set_value("Zyx wood")
    next(button for button in page.button if button.label == "Keep it").click().run()
    assert_well(page)
    assert page.title[0].value == "Members of a cluster"
    assert "Version 1, drawn by" in texts(page)
    assert "Asked: seed Zyx Oak; second b. Weights: as they ship." in texts(page)
    assert "Cut 0." in texts(page)
    (first,) = versions(world, "zyx wood")
    with Atlas.open(workspace.home) as atlas:
        second = atlas.keep_cluster("Zyx wood", seed="a", second="b", size=3)
        with pytest.warns(UserWarning, match="asked for otherwise: size by default before, 3 now"):
            compared = atlas.clusters.compare(earlier=first.id, later=second.id)
        with pytest.raises(InvalidQuery, match="already kept as version 2"):
            atlas.keep_cluster("Zyx wood", seed="a", second="b", size=3)
    page = visit(workspace, "questions", query="clusters/compare", earlier="Zyx wood")
    assert "0 entered, 1 left, 0 changed role" in texts(page), "a name means the latest, beside the one before"
    assert set(compared["caution"]) == {page_warning(visit, workspace, earlier=first.id, later=second.id)}
    shown = run("ask", "compare", "--earlier", first.id, "--later", second.id)
    assert "Read with caution: They were asked for otherwise: size" in shown.stderr
    assert "compared with Zyx wood, version 2" in shown.stderr
    assert "asked for otherwise" not in shown.stdout
    page = visit(workspace, "questions", query="clusters/membership", limit="1")
    assert "**The first 1 of 3 rows**" in texts(page)
    listed = page.selectbox(key="ask:clusters/membership:cluster:listed")
    assert listed.options == ["Zyx wood", "Zyx wood, version 1"]
    listed.select("Zyx wood, version 1").run()
    assert_well(page)
    assert page.session_state["ask:clusters/membership:cluster:chosen"] == first.id
    page = visit(workspace, "questions", query="clusters/membership", cluster=second.id)
    assert_well(page)
    links = {link.proto.label: link.proto.query_string for link in page.get("page_link")}
    assert f"earlier={first.id}" in links["Compare with the version before"]
    assert "size=3" in links["Draw it again"]
    page.button(key="ask:clusters/membership:delete").click().run()
    assert_well(page)
    assert versions(world, "zyx wood") == [first]
    page = visit(workspace, "organisation", id=second.id)
    assert_well(page)
    assert "Version 2 of the cluster Zyx wood (3 members) was deleted by" in page.info[0].value
    offered = [link.proto.label for link in page.get("page_link")]
    assert offered[-2:] == ["Clusters that are kept", "Who kept and deleted it"]


def test_the_page_of_a_cluster_says_who_is_in_it_as_what_and_why(
    visit: Visit, world: Store, workspace: Settings
) -> None:
    with Atlas.open(workspace.home) as atlas:
        kept = atlas.keep_cluster("Zyx wood", seed="a", second="b")
    page = visit(workspace, "organisation", id=kept.id)
    assert_well(page)
    assert [tab.label for tab in page.tabs][:2] == ["Members", "Linkages"]
    frame = page.tabs[0].dataframe[0].value
    assert {"member", "belongs", "role", "degree", "reasons"} <= set(frame.columns)
    assert set(frame["member"]) == {"Zyx Oak", "b", "c", "d"}
    assert "2 seeds, 2 firm" in texts(page)
    links = {link.proto.label: link.proto.query_string for link in page.get("page_link")}
    assert f"cluster={kept.id}" in links["All of them on a map"]
    assert "Draw it again" in links
    assert "It is linked to its members alone." in [box.value for box in page.tabs[1].info]
    assert "Members" not in [tab.label for tab in visit(workspace, "organisation", id="a").tabs]


def test_other_weights_are_said_kept_and_put_back_in_the_app(
    visit: Visit, world: Store, workspace: Settings, run: Run
) -> None:
    address = {"query": "boundaries/from_seeds", "seed": "a", "second": "b"}
    page = visit(workspace, "questions", **address, weights="kinds.SUPPLIES=0")
    assert_well(page)
    assert "Other weights counted than those that ship: kinds.SUPPLIES 0" in texts(page)
    key = "ask:boundaries/from_seeds:weights"
    page.button(key=f"{key}:keep").click().run()
    assert_well(page)
    assert "kinds.SUPPLIES,1,0," in run("weights", "-f", "csv").stdout
    page = visit(workspace, "questions", **address)
    assert "kinds.SUPPLIES 0" in texts(page), "all questions of the workspace count so"
    asked = run("ask", "from_seeds", "--seed", "a", "--weights", "kinds.SERVES=0.5")
    assert "other weights counted than those that ship: kinds.SUPPLIES 0 (shipped: 1), kinds.SERVES 0.5" in asked.output
    page.button(key=f"{key}:reset").click().run()
    assert_well(page)
    assert "Other weights" not in texts(page)
    assert "0 (shipped: 1)" in said(run("weights", "--set", "kinds.SERVES=0"))
    assert "all counts as it ships" in said(run("weights", "--reset"))
    assert "kinds.SERVED, which is no weight" in run("weights", "--set", "kinds.SERVED=1").output


def test_from_one_of_all_clusters_the_app_leads_to_its_members_and_to_its_boundary(
    visit: Visit, world: Store, workspace: Settings
) -> None:
    page = visit(workspace, "questions", query="boundaries/clusters", least="3")
    assert_well(page)
    first = page.session_state["ask:boundaries/clusters:picked"] = "m"
    page.run()
    links = {link.proto.label: link.proto.query_string for link in page.get("page_link")}
    assert f"query=boundaries%2Fcluster_members&organisation={first}" in links["Members of its cluster"]
    page = visit(workspace, "questions", query="boundaries/cluster_members", organisation=first, inferred="yes")
    assert_well(page)
    links = {link.proto.label: link.proto.query_string for link in page.get("page_link")}
    assert links["Draw its boundary, to keep it"].startswith("query=boundaries%2Ffrom_seeds&seed=m&second=")
