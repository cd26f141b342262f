"""Reading a report and deciding on what it states, on the page and on the command line."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.reports.kept import correct
from clusteratlas.ui.cli import app as command
from clusteratlas.ui.launch import APP, streamlit_options
from clusteratlas.ui.screens.reports.corrections import carried_over
from playwright.sync_api import Browser, expect
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from tests.ingest.reports.test_kept import keep, supplies
from tests.ui.serving import served
from tests.ui.test_pages import Visit, assert_well, texts, visit
from tests.worlds import build

__all__ = ["visit"]

TEXT = (
    "Zorblatt Cooperage supplies barrels to Quixbury Cellars. The weather was fine. "
    "Quixbury Cellars may acquire Zorblatt Cooperage."
)
NAME = "report-tale-of-barrels"


@pytest.fixture
def known(store: Store, workspace: Settings) -> Store:
    """Two firms that the graph knows, and no report read yet."""
    shutil.rmtree(workspace.home / "sources" / NAME, ignore_errors=True)
    build(store, zorblatt={"name": "Zorblatt Cooperage"}, quix={"name": "Quixbury Cellars"})
    return store


def test_how_many_other_sentences_a_correction_changed_is_told(tmp_path: Path) -> None:
    before = keep(tmp_path, supplies("Zyx", "Quix"), supplies("Zyx", "Nitz"), supplies("Frob", "Nitz"))
    claim = before.claims[0]
    works = replace(claim, left=replace(claim.left, name="Zyx Works", id="works"))
    assert carried_over(before, correct(tmp_path, before.name, works, "me"), claim) == 1


def linkages(store: Store) -> set[tuple[str, str, str]]:
    """The linkages between firms."""
    rows = store.read("MATCH (a:Firm)-[link]->(b:Firm) RETURN a.id AS left, type(link) AS kind, b.id AS right")
    return {(row["left"], row["kind"], row["right"]) for row in rows}


def read_tale(visit: Visit, settings: Settings) -> AppTest:
    """The page after a pasted report was read."""
    app = visit(settings, "reports")
    assert_well(app)
    app.text_area(key="reports:text").set_value(TEXT).run()
    app.text_input(key="reports:title:").set_value("Tale of barrels")
    app.button(key="reports:read").click().run()
    assert_well(app)
    return app


def html(app: AppTest) -> str:
    """All that a page says in HTML."""
    return "\n".join(part.proto.body for part in app.get("html"))


def test_a_pasted_report_is_read_and_decided_on(visit: Visit, known: Store, workspace: Settings) -> None:
    app = read_tale(visit, workspace)
    assert app.title[0].value == "Tale of barrels"
    waiting = [one for one in html(app).split("<blockquote") if "at-from" in one]
    assert waiting, texts(app)
    before = linkages(known)
    app.text_input(key="who").set_value("Tester").run()
    app.button(key="reports:y").click().run()
    assert_well(app)
    accepted = linkages(known) - before
    assert len(accepted) == 1
    app.button(key="reports:u").click().run()
    assert_well(app)
    assert linkages(known) == before
    app.button(key="reports:n").click().run()
    assert_well(app)
    app.segmented_control(key="reports:shown").set_value("rejected").run()
    assert "Rejected by Tester" in texts(app)


def test_a_claim_is_turned_round_and_corrected(visit: Visit, known: Store, workspace: Settings) -> None:
    app = read_tale(visit, workspace)
    said = html(app)
    app.button(key="reports:w").click().run()
    assert_well(app)
    assert html(app) != said
    app.button(key="reports:u").click().run()
    assert_well(app)
    assert html(app) == said, "what was turned round is turned back"
    app.button(key="reports:w").click().run()
    link = next(box for box in app.selectbox if box.label == "Linkage")
    link.set_value("COOPERATES_WITH").run()
    next(button for button in app.button if button.label == "Correct").click().run()
    assert_well(app)
    assert "cooperates with" in html(app)
    app.button(key="reports:y").click().run()
    assert_well(app)
    assert "COOPERATES_WITH" in {kind for _, kind, _ in linkages(known)}
    app.segmented_control(key="reports:shown").set_value("accepted").run()
    assert_well(app)
    next(box for box in app.selectbox if box.label == "Linkage").set_value("COMPLEMENTS").run()
    before = linkages(known)
    next(button for button in app.button if button.label == "Correct").click().run()
    assert_well(app)
    assert len(before - linkages(known)) == 1


def test_what_several_are_called_is_chosen_before_it_is_accepted(
    visit: Visit, known: Store, workspace: Settings
) -> None:
    build(known, other={"name": "Zorblatt Cooperage LLC"})
    app = read_tale(visit, workspace)
    assert "which ranks and is no probability" in texts(app)
    before = linkages(known)
    app.button(key="reports:y").click().run()
    assert "Not accepted yet. The graph knows 2 things called Zorblatt Cooperage" in app.error[0].value
    assert linkages(known) == before
    which = next(box for box in app.selectbox if box.label == "Which Zorblatt Cooperage")
    assert not which.value
    next(button for button in app.button if button.label == "Correct").click().run()
    assert "choose under" in app.error[0].value
    next(box for box in app.selectbox if box.label == "Which Zorblatt Cooperage").set_value("other").run()
    next(button for button in app.button if button.label == "Correct").click().run()
    assert_well(app)
    app.button(key="reports:y").click().run()
    assert_well(app)
    (made,) = linkages(known) - before
    assert {made[0], made[2]} == {"quix", "other"}


def test_a_report_that_is_no_report_is_said(visit: Visit, known: Store, workspace: Settings) -> None:
    app = visit(workspace, "reports", report="nothing")
    assert "nothing: no report of that name is kept" in app.error[0].value.replace("\\", "")


def run(settings: Settings, *words: str) -> str:
    """What a command prints."""
    result = CliRunner().invoke(command, ["--workspace", str(settings.home), *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_report_is_kept_and_decided_on_from_the_command_line(
    known: Store, workspace: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "tale-of-barrels.txt"
    file.write_text(TEXT)
    assert NAME in run(workspace, "extract", str(file), "--keep", "--publisher", "Invented Press")
    rows = json.loads(run(workspace, "claims", NAME, "--format", "json"))
    number = next(row["number"] for row in rows if row["link"] == "ACQUIRED")
    assert ("quix", "ACQUIRED", "zorblatt") not in linkages(known)
    run(workspace, "claims", NAME, "--accept", str(number))
    assert ("quix", "ACQUIRED", "zorblatt") in linkages(known)
    state = known.read("MATCH ()-[link:ACQUIRED]->() RETURN link.state AS state, link.confidence AS sure")
    assert state == [{"state": "latent", "sure": 1.0}]
    run(workspace, "claims", NAME, "--reject", str(number))
    assert ("quix", "ACQUIRED", "zorblatt") not in linkages(known)
    kept = json.loads(run(workspace, "claims", "--format", "json"))
    assert [(row["report"], row["rejected"]) for row in kept] == [(NAME, 1)]
    unasked = CliRunner().invoke(command, ["--workspace", str(workspace.home), "claims", NAME, "--remove"])
    assert unasked.exit_code == 1
    assert "nobody is there to agree; remove it with" in unasked.output
    run(workspace, "claims", NAME, "--remove", "--yes")
    assert json.loads(run(workspace, "claims", "--format", "json")) == []


def kept_with_a_namesake(known: Store, workspace: Settings, tmp_path: Path) -> str:
    """Keeps a report that says who was acquired, a name that two bear; the number of that claim."""
    build(known, other={"name": "Zorblatt Cooperage LLC"})
    file = tmp_path / "tale-of-barrels.txt"
    file.write_text(TEXT)
    run(workspace, "extract", str(file), "--keep")
    rows = json.loads(run(workspace, "claims", NAME, "--format", "json"))
    return next(str(row["number"]) for row in rows if row["link"] == "ACQUIRED")


def test_whom_a_name_means_is_chosen_on_the_command_line(known: Store, workspace: Settings, tmp_path: Path) -> None:
    acquired = kept_with_a_namesake(known, workspace, tmp_path)
    words = ["--workspace", str(workspace.home), "claims", NAME, "--accept", acquired]
    refused = CliRunner().invoke(command, words)
    said = " ".join(refused.output.split())
    assert refused.exit_code == 1
    assert "2 things called Zorblatt Cooperage" in said
    assert "zorblatt" in said
    assert "other" in said
    assert "ACQUIRED" not in {kind for _, kind, _ in linkages(known)}
    run(workspace, "claims", NAME, "--accept", acquired, "--means", "other")
    assert ("quix", "ACQUIRED", "other") in linkages(known)


def test_a_name_that_means_none_of_those_called_so_is_new(known: Store, workspace: Settings, tmp_path: Path) -> None:
    acquired = kept_with_a_namesake(known, workspace, tmp_path)
    run(workspace, "claims", NAME, "--accept", acquired, "--means", "new")
    assert ("quix", "ACQUIRED", f"{NAME}-firm-zorblatt-cooperage") in linkages(known)


@pytest.mark.browser
def test_a_file_is_read_and_decided_on_from_the_keyboard(
    chromium: Browser, known: Store, workspace: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "saved.html"
    file.write_text(f"<!doctype html><title>Tale of barrels</title><p>{TEXT}</p>")
    places = {"CLUSTERATLAS_HOME": str(workspace.home), "CLUSTERATLAS_CACHE": str(workspace.cache)}
    with served(APP, streamlit_options(), places) as address:
        context = chromium.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto(f"{address}/reports")
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_role("button", name="Read", exact=True).click()
        expect(page.get_by_role("heading", name="Tale of barrels")).to_be_visible(timeout=60_000)
        assert page.url.endswith(f"reports?report={NAME}")
        expect(page.locator("mark.at-from").first).to_have_text("Quixbury Cellars")
        expect(page.locator("mark.at-to").first).to_have_text("Zorblatt Cooperage")
        expect(page.get_by_text("as a possibility only")).to_be_visible()
        page.wait_for_selector("[data-test-script-state='notRunning']")
        expect(page.get_by_role("button", name="Read", exact=True)).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        expect(page.get_by_text("2 left")).to_be_visible()
        page.keyboard.press("y")
        expect(page.get_by_text("1 left")).to_be_visible(timeout=60_000)
        assert ("quix", "ACQUIRED", "zorblatt") in linkages(known)
        page.wait_for_selector("[data-test-script-state='notRunning']")
        page.keyboard.press("u")
        expect(page.get_by_text("as a possibility only")).to_be_visible(timeout=60_000)
        assert ("quix", "ACQUIRED", "zorblatt") not in linkages(known)
        context.close()
