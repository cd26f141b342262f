"""Refused rows put right on the Data page, in a real browser and without."""

from __future__ import annotations

from pathlib import Path

from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.corrections.kept import read_corrections
from clusteratlas.ingest.corrections.loading import correct
from clusteratlas.ingest.corrections.refused import as_table, corrections_in, refused_rows
from clusteratlas.ingest.own import keep
from clusteratlas.ingest.run import load
from clusteratlas.ingest.source import Source
from clusteratlas.ui.commands.output import listing
from clusteratlas.ui.exports import to_csv
from clusteratlas.ui.screens.data.correcting import as_texts, uploaded
from playwright.sync_api import expect

from tests.ingest.folders import FIRM
from tests.ui.test_load_page import OpenPage, address, browser, open_page
from tests.ui.test_pages import Visit, assert_well, texts, visit

__all__ = ["address", "open_page", "visit"]

ROWS = "id,name,jobs\n1,Invented Cooperage,forty\n2,Imaginary Labels,7\n3,,9\n"
JOBS = "MATCH (f:Firm) RETURN f.name AS name, f.employees AS jobs ORDER BY f.id"


def guild(store: Store, workspace: Settings, folder: Path, name: str, **reading: str) -> Source:
    """A source of one's own, loaded, of which two rows were refused in whole or part."""
    file = folder / "guild.csv"
    file.write_text(ROWS, encoding="utf-8")
    nodes = {"firm": {**FIRM, "id": f"{name}-{{id}}", "employees": "jobs"}}
    tables = [{"file": "guild.csv", "nodes": nodes, **reading}]
    said = {"name": name, "title": f"Guild {name}", "publisher": "Nobody", "licence": "none"}
    source = keep(workspace.home, {**said, "tables": tables}, file)
    load(store, source, workspace.rejects)
    return source


def test_the_page_says_what_was_refused_and_offers_to_put_it_right(
    visit: Visit, store: Store, workspace: Settings, tmp_path: Path
) -> None:
    guild(store, workspace, tmp_path, "guild_said")
    app = visit(workspace, "data", source="guild_said", show="Refused")
    assert_well(app)
    assert app.selectbox(key="source").value == "guild_said"
    app.toggle(key="correct:guild_said").set_value(True).run()
    assert_well(app)
    assert "No cell is changed yet" in texts(app)


def test_a_correction_is_taken_back_on_the_page(
    visit: Visit, store: Store, workspace: Settings, tmp_path: Path
) -> None:
    source = guild(store, workspace, tmp_path, "guild_back")
    rows = refused_rows(source, workspace.rejects, read_corrections(workspace.rejects, source.name))
    given = [{**row, "jobs": row["jobs"].replace("forty", "40")} for row in as_table(rows)]
    correct(store, source, workspace.rejects, corrections_in(rows, given, "Tester"))
    assert store.read(JOBS)[0] == {"name": "Invented Cooperage", "jobs": 40}
    app = visit(workspace, "data", source="guild_back", show="Refused")
    assert "'40' for 'forty'" in texts(app).replace("\\", "")
    app.button(key="correct:guild_back:back:0").click().run()
    assert_well(app)
    assert [message.value for message in app.success] == [
        "Guild guild\\_back: 1 row loaded again; all else stays as it was. Refused of it now: 2."
    ]
    assert store.read(JOBS)[0] == {"name": "Invented Cooperage", "jobs": None}
    assert read_corrections(workspace.rejects, source.name).kept == ()


def test_a_row_whose_bytes_are_no_text_is_shown_with_the_others(
    visit: Visit, store: Store, workspace: Settings, tmp_path: Path
) -> None:
    source = guild(store, workspace, tmp_path, "guild_bytes", encoding="utf-8")
    with (source.data / "guild.csv").open("ab") as file:
        file.write(b"4,Caf\xe9 Zyx,5\n")
    load(store, source, workspace.rejects)
    app = visit(workspace, "data", source="guild_bytes", show="Refused")
    app.toggle(key="correct:guild_bytes").set_value(True).run()
    assert_well(app)
    assert "No cell is changed yet" in texts(app)


def test_cells_of_the_editor_that_were_emptied_are_empty_text() -> None:
    assert as_texts([{"a": None, "b": 5}]) == [{"a": "", "b": "5"}]


@browser
def test_refused_rows_are_corrected_in_a_file_and_loaded_alone(
    open_page: OpenPage, store: Store, workspace: Settings, tmp_path: Path
) -> None:
    source = guild(store, workspace, tmp_path, "guild_file")
    page = open_page("data?source=guild_file&show=Refused")
    page.get_by_text("Put the rows right, and load them alone").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Refused rows (CSV)").click()
    given = waiting.value.path().read_text(encoding="utf-8")
    rows = refused_rows(source, workspace.rejects, read_corrections(workspace.rejects, source.name))
    assert given == "\ufeff" + to_csv(listing("Refused rows", as_table(rows))).decode()
    mended = given.replace(",1,Invented Cooperage,forty", ",1,Invented Cooperage,40")
    page.locator("input[type=file]").first.set_input_files(
        {"name": "mended.csv", "mimeType": "text/csv", "buffer": mended.encode()}
    )
    expect(page.get_by_role("cell", name="forty", exact=True)).to_be_visible()
    page.get_by_role("button", name="Load 1 corrected row").click()
    expect(page.get_by_text("1 row loaded again")).to_be_visible(timeout=60_000)
    assert store.read(JOBS)[0] == {"name": "Invented Cooperage", "jobs": 40}
    expect(page.get_by_text("1 correction kept")).to_be_visible()
    assert uploaded("mended.csv", mended.encode())[0]["jobs"] == "40"
