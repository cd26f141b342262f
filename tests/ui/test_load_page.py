"""The Load page: a table of one's own from the upload to the search, in a real browser."""

import os
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.own import keep, own_sources
from clusteratlas.ingest.proposal import Column, change, change_kind, fix, roles
from clusteratlas.ingest.reports import keep_report
from clusteratlas.ingest.source import known_sources, shipped_sources
from clusteratlas.ui.launch import APP, streamlit_options
from clusteratlas.ui.screens.loading.columns import GROUPS, label_of, options_for
from clusteratlas.ui.screens.loading.draft import Draft, by_file, receive, take_up, unfinished
from clusteratlas.ui.screens.loading.page import heading
from clusteratlas.ui.screens.loading.run import Job
from playwright.sync_api import Browser, Page, expect
from streamlit.testing.v1 import AppTest

from tests.ui.serving import served
from tests.ui.test_pages import Visit, assert_well, visit

__all__ = ["visit"]

MEMBERS = """Company,Town,Jobs,Main supplier,Remark
Invented Cooperage LLC,Nowhere,12,Imaginary Oak Inc.,oldest
Imaginary Labels Inc.,Elsewhere,forty,,
Nowhere Corks Co.,Nowhere,7,Imaginary Oak Inc.,
"""
MANY = 6_000
"""Rows of a table whose load takes long enough to be stopped."""
OpenPage = Callable[..., Page]
browser = pytest.mark.browser


@pytest.fixture
def members(tmp_path: Path) -> Path:
    """A file that nobody has described."""
    path = tmp_path / "members.csv"
    path.write_text(MEMBERS, encoding="utf-8")
    return path


@pytest.fixture
def draft(members: Path, tmp_path: Path) -> Draft:
    """The same as an upload."""
    draft = receive("members.csv", BytesIO(members.read_bytes()), tmp_path / "home")
    draft.propose()
    return draft


def test_every_meaning_is_offered_once_and_those_of_a_named_organisation_as_well(draft: Draft) -> None:
    assert draft.first
    table = draft.first.tables[0]
    offered = options_for(table.columns[1], table)
    assert offered[0] == "town"
    assert len(offered) == len(set(offered))
    assert {meaning.role for meaning in roles()} <= set(offered)
    assert "town@supplier" in offered
    assert "town@customer" not in offered


def test_groups_name_meanings_that_there_are() -> None:
    grouped = [role for members in GROUPS.values() for role in members.split()]
    assert set(grouped) <= {meaning.role for meaning in roles()}
    assert all(" · " in label_of(role) for role in grouped)


def test_a_draft_makes_the_source_as_corrected(draft: Draft) -> None:
    said = {"name": "invented_members", "title": "T", "publisher": "P", "licence": "internal"}
    assert draft.proposal
    draft.proposal = change(draft.proposal, "members", "Remark", "ignored")
    content = draft.content(said)
    assert "Remark" not in str(content)
    found = draft.preview(content)
    assert {node.id for node in found.nodes} >= {"invented_members-invented-cooperage-llc-nowhere"}
    assert [reject.value for reject in found.rejects] == ["forty"]
    assert draft.preview(content) is found


def test_the_day_of_last_years_file_is_not_taken_for_that_of_this_one(draft: Draft) -> None:
    said = {"name": "invented_members", "title": "T", "publisher": "P", "licence": "internal"}
    draft.mapping = draft.content({**said, "retrieved": "2015"})
    assert "retrieved" not in draft.content(said)
    assert draft.content({**said, "retrieved": "2016"})["retrieved"] == "2016"


def test_tables_that_are_left_out_are_not_loaded(draft: Draft) -> None:
    draft.left_out.add("members")
    with pytest.raises(InvalidSource, match="no table is left"):
        draft.content({"name": "x", "title": "T"})


def test_an_upload_is_kept_for_the_while_only(draft: Draft, tmp_path: Path) -> None:
    assert draft.path.read_text(encoding="utf-8") == MEMBERS
    uploads = tmp_path / "home" / "uploads"
    old = uploads / "left-behind"
    old.mkdir()
    os.utime(old, (time.time() - 8 * 24 * 3600,) * 2)
    receive("../../other.csv", BytesIO(b"a,b\n"), tmp_path / "home").drop()
    draft.drop()
    assert list(uploads.iterdir()) == []
    assert not (tmp_path / "other.csv").exists()


def test_a_draft_is_taken_up_as_it_was_left(draft: Draft, tmp_path: Path) -> None:
    assert draft.proposal
    draft.proposal = change(draft.proposal, "members", "Remark", "town", "supplier")
    draft.proposal = change_kind(draft.proposal, "members", "Institution")
    draft.proposal = fix(draft.proposal, "members", "CA", "state")
    draft.said[":title"] = "Invented title"
    draft.keep()
    home = tmp_path / "home"
    assert list(unfinished(home)) == [draft.id]
    again = take_up(draft.id, home)
    assert again
    assert (again.proposal, again.said, again.first) == (draft.proposal, draft.said, draft.first)
    draft.left_out.add("members")
    draft.keep()
    assert (take_up(draft.id, home) or draft).left_out == {"members"}
    draft.drop()
    assert take_up(draft.id, home) is None
    assert unfinished(home) == {}


def test_drafts_of_one_file_stand_together(draft: Draft, tmp_path: Path) -> None:
    home = tmp_path / "home"
    again = receive("members.csv", BytesIO(MEMBERS.encode()), home)
    other = receive("members.csv", BytesIO(b"Company,Town\nZyx,Nowhere\n"), home)
    renamed = receive("copy.csv", BytesIO(MEMBERS.encode()), home)
    groups = {frozenset(ids) for ids in by_file(unfinished(home))}
    assert groups == {frozenset({draft.id, again.id}), frozenset({other.id}), frozenset({renamed.id})}


def test_a_file_given_twice_is_one_line_and_dropped_with_all_its_copies(
    visit: Visit, store: Store, workspace: Settings
) -> None:
    given = [receive("twice.csv", BytesIO(MEMBERS.encode()), workspace.home) for _ in range(2)]
    app = visit(workspace, "load")
    assert_well(app)
    (line,) = [said.value for said in app.markdown if "twice.csv" in said.value]
    assert "2 times in all" in line
    (gone,) = [button for button in app.button if button.label == "Drop"]
    gone.click().run()
    assert not any(draft.folder.exists() for draft in given)


@pytest.mark.parametrize("id", ["../../sources", "", "0123456789abcdef"])
def test_an_address_names_no_other_folder_than_a_draft(draft: Draft, tmp_path: Path, id: str) -> None:
    (tmp_path / "home" / "sources" / "file").mkdir(parents=True)
    (tmp_path / "home" / "sources" / "file" / "x.csv").write_text("a,b\n")
    assert take_up(id, tmp_path / "home") is None


def test_a_mapping_in_place_of_a_table_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match="is a mapping, not a table"):
        receive("members.yml", BytesIO(b"name: x"), tmp_path)


def test_sources_say_how_their_files_are_had_and_a_report_is_no_mapping(
    visit: Visit, store: Store, workspace: Settings, draft: Draft
) -> None:
    said = {"name": "report-tale", "title": "Invented tale", "publisher": "Nobody", "licence": "none"}
    folder = keep_report(workspace.home, said, b"Nothing is told.", ".txt", ()).source.folder
    try:
        page = visit(workspace, "load")
        assert_well(page)
        known = page.multiselect(key="load:known")
        had = Counter(str(option).split(" · ")[1] for option in known.options)
        assert had.pop("yours") == len(own_sources(workspace.home))
        assert had == {"ships": len(shipped_sources()), "fetched from the web": 8, "put there by hand": 3}
        known.select("report-tale").run()
        assert_well(page)
        assert not page.button(key="load:known:go").disabled
        assert page.get("download_button") == []
        page.session_state["load:desk"].put(draft)
        page.run()
        assert_well(page)
        (how,) = [box for box in page.selectbox if box.label == "How is it to be read?"]
        assert how.options[0] == "Propose what its columns mean"
        assert not any("report-tale" in option for option in how.options)
        (name,) = [field for field in page.text_input if field.label == "Short name"]
        name.set_value("report-tale").run()
        assert "a report is kept as report-tale; give your table another short name" in " ".join(
            str(error.value) for error in page.error
        )
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def address(workspace: Settings) -> Iterator[str]:
    places = {"CLUSTERATLAS_HOME": str(workspace.home), "CLUSTERATLAS_CACHE": str(workspace.cache)}
    with served(APP, streamlit_options(), places) as url:
        yield url


@pytest.fixture
def open_page(chromium: Browser, address: str, store: Store) -> Iterator[OpenPage]:
    """Opens a page of the app on an empty graph; a script error or an outside request fails the test."""
    wrong: list[str] = []
    contexts = []

    def open_(path: str = "load", *, width: int = 1280, scheme: Any = "light") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 1000}, color_scheme=scheme, reduced_motion="reduce"
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request",
            lambda request: None if request.url.startswith((address, "data:", "blob:")) else wrong.append(request.url),
        )
        page.goto(f"{address}/{path}")
        expect(page.get_by_role("heading").first).to_be_visible()
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


def upload(page: Page, name: str, content: str | bytes) -> None:
    raw = content.encode() if isinstance(content, str) else content
    page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": "text/plain", "buffer": raw})


def mean(page: Page, column: str, words: str) -> None:
    box = page.get_by_role("combobox", name=f"Meaning of {column}")
    box.click()
    box.fill(words)
    page.get_by_role("option").first.click()


def load_it(page: Page) -> None:
    page.wait_for_selector("[data-test-script-state='notRunning']")
    expect(page.get_by_role("heading", name="What next")).to_have_count(0)
    page.get_by_role("button", name="Load it", exact=True).click()
    expect(page.get_by_role("heading", name="What next")).to_be_visible(timeout=60_000)


def test_a_file_that_is_loaded_already_is_read_as_it_was(visit: Visit, store: Store, workspace: Settings) -> None:
    store.write("CREATE (:Source {id: 'earlier', title: 'First', digest: 'invented'})")
    earlier = receive("ours.csv", BytesIO(MEMBERS.encode()), workspace.home)
    earlier.propose()
    said = {"name": "earlier", "title": "First", "publisher": "Nobody", "licence": "none", "retrieved": "2015"}
    keep(workspace.home, earlier.content(said), earlier.path)
    again = receive("copy.csv", BytesIO(MEMBERS.encode()), workspace.home)
    app = visit(workspace, "load", draft=again.id)
    assert_well(app)
    assert [box.value for box in app.selectbox if box.label == "How is it to be read?"] == ["earlier"]
    assert any("loaded already as earlier" in info.value for info in app.info)
    assert [box.value for box in app.text_input if box.label == "As of"] == ["2015"]
    app.selectbox[0].select("").run()
    assert any("all of it is there twice" in warning.value for warning in app.warning)
    shutil.rmtree(workspace.home / "sources" / "earlier")
    for draft in (earlier, again):
        draft.drop()


def test_a_file_of_a_source_of_ours_is_loaded_as_that_by_a_button(
    visit: Visit, store: Store, workspace: Settings
) -> None:
    edges = "relation,sentence,source,target\nsupplies,Invented Works supplies Imaginary Cars.,Zyx,Qwyx\n"
    given = receive("mine.csv", BytesIO(edges.encode()), workspace.home)
    app = visit(workspace, "load", draft=given.id)
    assert_well(app)
    (said,) = [warning.value for warning in app.warning if "This looks like" in warning.value]
    assert "clusteratlas" not in said
    source = known_sources(workspace.home)["sec_auto_supply"]
    try:
        (button,) = [button for button in app.button if button.label == f"Load it as {source.title}"]
        button.click().run(timeout=60)
        assert (source.data / "knowledge_df.csv").read_text() == edges
        assert app.title[0].value == "Loaded sec\\_auto\\_supply"
    finally:
        shutil.rmtree(source.data, ignore_errors=True)
        given.drop()


def fixed_now(app: AppTest) -> list[Column]:
    """What holds for every row of the table in the form."""
    proposal = app.session_state["load:desk"].draft.proposal
    return [column for column in proposal.tables[0].columns if column.fixed]


def test_one_value_for_every_row_is_added_and_removed(visit: Visit, store: Store, workspace: Settings) -> None:
    plain = receive("plain.csv", BytesIO(MEMBERS.encode()), workspace.home)
    app = visit(workspace, "load", draft=plain.id)
    assert_well(app)

    def add(role: str, value: str) -> None:
        (meaning,) = [box for box in app.selectbox if box.label == "Meaning for every row"]
        meaning.set_value(role)
        (field,) = [box for box in app.text_input if box.label == "Value for every row"]
        field.set_value(value)
        next(button for button in app.button if button.label == "Add to every row").click().run()

    add("naics", "")
    assert any("cannot stand for every row" in error.value for error in app.error)
    add("naics", "312130")
    assert_well(app)
    assert any("In every row, '312130'" in said.value for said in app.markdown)
    assert [column.role for column in fixed_now(app)] == ["naics"]
    next(button for button in app.button if button.label == "Remove").click().run()
    assert fixed_now(app) == []
    plain.drop()


def test_a_column_that_was_not_used_stays_in_view_when_it_is_chosen(
    visit: Visit, store: Store, workspace: Settings
) -> None:
    table = b"Company,Town,Zyx,Latitude,Longitude\nZyx Inc,Nowhere,7,north,1\nQwyx Inc,Nowhere,8,far,2\n"
    draft = receive("zyx.csv", BytesIO(table), workspace.home)
    app = visit(workspace, "load", draft=draft.id)
    assert_well(app)
    assert not folded(app).proto.expanded
    assert any("Not used, though called so: 'Latitude', 'Longitude'." in said.value for said in app.caption)
    (meaning,) = [box for box in app.selectbox if box.label == "Meaning of Zyx"]
    meaning.set_value("employees").run()
    assert_well(app)
    assert folded(app).proto.expanded
    draft.drop()


def folded(app: AppTest) -> Any:
    """The columns that are not used as proposed."""
    (found,) = [each for each in app.expander if each.label.endswith("not used as proposed")]
    return found


@browser
def test_a_table_is_corrected_loaded_and_found_by_search(open_page: OpenPage, workspace: Settings) -> None:
    page = open_page()
    upload(page, "cooperages.csv", MEMBERS)
    preview = page.locator(".st-key-load-preview")
    expect(preview).to_contain_text("description oldest")
    mean(page, "Remark", "Not used")
    expect(preview).not_to_contain_text("oldest")
    mean(page, "Town", "Name")
    expect(page.get_by_text("both claim 'Name'").first).to_be_visible()
    expect(page.get_by_role("button", name="Load it", exact=True)).to_be_disabled()
    mean(page, "Town", "Town")
    page.get_by_role("tab", name="Links").click()
    expect(preview).to_contain_text("Imaginary Oak Inc. supplies Invented Cooperage LLC")
    load_it(page)
    expect(page.get_by_text("employees: is not a number")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Refused values (CSV)").click()
    assert "forty" in waiting.value.path().read_text(encoding="utf-8")
    page.get_by_role("link", name="Search for").click()
    box = page.get_by_placeholder("A name or part of one")
    expect(box).not_to_have_value("")
    box.fill("invented cooperag")
    expect(page.get_by_role("link", name="Invented Cooperage LLC Firm · Nowhere")).to_be_visible()
    assert "cooperages" in own_sources(workspace.home)
    assert list((workspace.home / "uploads").iterdir()) == []


@browser
def test_next_years_file_is_loaded_by_the_mapping_kept(open_page: OpenPage, store: Store) -> None:
    page = open_page()
    upload(page, "guild_2024.csv", MEMBERS)
    load_it(page)
    page.get_by_role("button", name="Load something else").click()
    upload(page, "guild_2025.csv", MEMBERS.replace("Nowhere Corks", "Newly Invented Corks").replace("forty", "40"))
    expect(page.get_by_text("It may be a new file of")).to_be_visible()
    box = page.get_by_role("combobox", name="How is it to be read?")
    box.click()
    page.get_by_role("option", name="guild_2024").click()
    expect(page.get_by_role("heading", name="By a mapping kept before")).to_be_visible()
    expect(page.locator(".st-key-load-preview")).to_contain_text("Newly Invented Corks Co.")
    load_it(page)
    names = {row["name"] for row in store.read("MATCH (f:Firm) RETURN f.name AS name")}
    assert "Newly Invented Corks Co." in names
    assert "Nowhere Corks Co." not in names


@browser
def test_a_mapping_that_was_saved_loads_another_file(open_page: OpenPage, store: Store, tmp_path: Path) -> None:
    page = open_page()
    upload(page, "saved.csv", MEMBERS)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Mapping (YAML)").click()
    mapping = waiting.value.path().read_text(encoding="utf-8")
    other = open_page()
    upload(other, "another.csv", MEMBERS)
    other.get_by_role("combobox", name="How is it to be read?").click()
    other.get_by_role("option", name="By a mapping in a file").click()
    expect(other.get_by_text("Give the mapping")).to_be_visible()
    upload(other, "saved.yml", mapping)
    expect(other.get_by_role("heading", name="By a mapping kept before")).to_be_visible()
    load_it(other)
    assert store.read("MATCH (s:Source) RETURN s.id AS id") == [{"id": "saved"}]


@browser
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", "", "is empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00", "picture.png"),
        ("words.csv", "Note\nnothing here\n", "nothing is made of them"),
    ],
)
def test_a_file_without_organisations_says_why(open_page: OpenPage, name: str, content: Any, said: str) -> None:
    page = open_page()
    upload(page, name, content)
    expect(page.get_by_text(said).last).to_be_visible()
    assert "uploads" not in page.locator("body").inner_text()
    page.get_by_role("button", name="Another file").click()
    expect(page.get_by_role("heading", name="A table of your own")).to_be_visible()


@browser
def test_an_unfinished_form_outlives_the_page(open_page: OpenPage, store: Store, workspace: Settings) -> None:
    page = open_page()
    upload(page, "unfinished.csv", MEMBERS)
    expect(page.get_by_role("button", name="Load it", exact=True)).to_be_enabled()
    mean(page, "Remark", "Not used")
    expect(page.get_by_text("Set by you.")).to_be_visible()
    page.get_by_role("textbox", name="Publisher").fill("Nobody in particular")
    page.get_by_role("textbox", name="Publisher").press("Enter")
    notes = next(path for id, path in unfinished(workspace.home).items() if f"draft={id}" in page.url).parents[1]
    deadline = time.monotonic() + 30
    while "Nobody in particular" not in (notes / "draft.json").read_text(encoding="utf-8"):
        assert time.monotonic() < deadline, "what was typed is not kept"
        page.wait_for_timeout(100)
    page.reload()
    expect(page.get_by_text("Set by you.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Publisher")).to_have_value("Nobody in particular")
    expect(page.get_by_role("button", name="Load it", exact=True)).to_be_enabled()
    other = open_page()
    expect(other.get_by_role("heading", name="Not finished yet")).to_be_visible()
    row = other.locator("[class*='st-key-draft-']", has_text="unfinished.csv")
    row.get_by_role("button", name="Go on").click()
    expect(other.get_by_text("Set by you.")).to_be_visible()
    load_it(other)
    assert "draft=" not in other.url
    other.get_by_role("button", name="Load something else").click()
    expect(other.get_by_role("heading", name="A table of your own")).to_be_visible()
    expect(row).to_have_count(0)


@browser
def test_organisations_that_are_there_already_are_joined_or_wait(open_page: OpenPage, store: Store) -> None:
    register = (
        "Company,Address,Town,Website\n"
        "Zorblatt Quixbury Cooperage LLC,12 Invented Road,Napa,www.zorblatt-quixbury.example\n"
        "Other Imaginary Works,3 Sample Lane,Napa,www.other-imaginary.example\n"
    )
    page = open_page()
    upload(page, "register_one.csv", register)
    load_it(page)
    expect(page.get_by_text("none is surely one and the same")).to_be_visible()
    page.get_by_role("button", name="Load something else").click()
    upload(page, "register_two.csv", register.replace(" LLC", ""))
    load_it(page)
    expect(page.get_by_text(re.compile(r"Of register_two, \d+ organisations? joined"))).to_be_visible()
    page.get_by_role("button", name="Load something else").click()
    upload(page, "register_two.csv", register.replace(" LLC", ""))
    load_it(page)
    expect(page.get_by_text("has not changed since it was loaded")).to_be_visible()
    expect(page.get_by_text("joined with one that was there")).to_have_count(0)


@browser
def test_a_source_that_shrank_is_explained_and_may_be_let_shrink(open_page: OpenPage, store: Store) -> None:
    rows = "".join(f"Invented Firm {number} Inc.,Nowhere\n" for number in range(40))
    page = open_page()
    upload(page, "shrinking.csv", f"Company,Town\n{rows}")
    load_it(page)
    page.get_by_role("button", name="Load something else").click()
    upload(page, "shrinking.csv", "Company,Town\nInvented Firm 1 Inc.,Nowhere\nInvented Firm 2 Inc.,Nowhere\n")
    expect(page.get_by_text("takes its place")).to_be_visible()
    page.get_by_role("button", name="Load it", exact=True).click()
    expect(page.get_by_text("says 2 facts now and said 40")).to_be_visible()
    expect(page.get_by_role("heading", name="Loaded in part, nothing taken back: shrinking")).to_be_visible()
    expect(page.get_by_role("button", name="Leave it")).to_be_visible()
    assert store.read("MATCH (f:Firm) RETURN count(f) AS firms") == [{"firms": 40}]
    page.get_by_role("button", name="let it shrink").click()
    expect(page.get_by_role("heading", name="What next")).to_be_visible(timeout=60_000)
    assert store.read("MATCH (f:Firm) RETURN count(f) AS firms") == [{"firms": 2}]


@pytest.mark.parametrize(("loaded", "said"), [(False, "Not loaded yet: zyx"), (True, "Loaded, not compared yet: zyx")])
def test_a_load_that_was_stopped_says_how_far_it_came(loaded: bool, said: str) -> None:
    assert heading(Job(("zyx",), state="interrupted", loaded=loaded), None) == said


@browser
def test_a_load_that_is_stopped_can_be_gone_on_with(open_page: OpenPage, store: Store) -> None:
    rows = "".join(f"Invented Firm {number} Inc.,Nowhere\n" for number in range(MANY))
    page = open_page()
    upload(page, "long.csv", f"Company,Town\n{rows}")
    page.get_by_role("button", name="Load it", exact=True).click()
    page.locator(".st-key-load-stop button").click()
    expect(page.get_by_text("The load was interrupted")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="What next")).to_be_visible(timeout=120_000)
    assert store.read("MATCH (f:Firm) RETURN count(f) AS firms") == [{"firms": MANY}]


@browser
def test_the_name_of_a_source_that_ships_is_refused_at_its_field(open_page: OpenPage) -> None:
    page = open_page()
    upload(page, "naics.csv", MEMBERS)
    expect(page.get_by_text("a source of Cluster Atlas is called naics")).to_be_visible()
    expect(page.get_by_role("button", name="Load it", exact=True)).to_be_disabled()
    page.get_by_role("textbox", name="Short name").fill("invented_list")
    page.get_by_role("textbox", name="Short name").press("Enter")
    expect(page.get_by_role("button", name="Load it", exact=True)).to_be_enabled()


@browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_fits_a_phone(open_page: OpenPage, scheme: str) -> None:
    page = open_page(width=390, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    upload(page, "phone.csv", MEMBERS)
    expect(page.get_by_role("button", name="Load it", exact=True)).to_be_enabled()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_draft_of_another_country_asks_for_the_places_that_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "clusteratlas.ui.session.codes_known",
        lambda codes: [{"code": code, "id": f"zyx-{code}"} for code in codes],
    )
    table = b"Region,NACE,Year,Jobs\nXX11,30.11,2018,5\nXX11,30.11,2023,7\n"
    draft = receive("jobs.csv", BytesIO(table), tmp_path / "home")
    draft.propose()
    said = {"name": "jobs", "title": "T", "publisher": "P", "licence": "internal"}
    assert draft.preview(draft.content(said)).kinds["PRESENT_IN"] == 2
    assert draft.problems() == ()
