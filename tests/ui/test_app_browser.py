"""The real app on the seed data in a real browser."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.ui.launch import APP, streamlit_options
from playwright.sync_api import Browser, Page, Request, expect

from tests.ui.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BOTTLER = "ttb-ca-w-21475"
DEVICES = "us-ma-billerica-conformis"
FILES = "button:has-text('GraphML'):visible"
PAGES = {
    "": ".at-table",
    "?q=davis": ".st-key-results a",
    f"organisation?id={BOTTLER}": ".st-key-inspector",
    f"near?firm={DEVICES}&for=institutions&km=20": FILES,
    f"explore?start={BOTTLER}": ".st-key-inspector",
    "questions": "text=Sources",
    "reports": "text=Read before",
    f"questions?query=near/suppliers&firm={DEVICES}&km=20": FILES,
}
"""Pages, and what each shows last."""
OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def address(seeded: Settings) -> Iterator[str]:
    places = {"CLUSTERATLAS_HOME": str(seeded.home), "CLUSTERATLAS_CACHE": str(seeded.cache)}
    with served(APP, streamlit_options(), places) as url:
        yield url


@pytest.fixture
def open_page(chromium: Browser, address: str) -> Iterator[OpenPage]:
    """Opens a page of the app; anything asked from elsewhere and any script error fails the test."""
    wrong: list[str] = []
    contexts = []

    def watch(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            wrong.append(request.url)

    def open_(path: str, *, width: int = 1280, height: int = 1000, scheme: Any = "light") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", watch)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{address}/{path}")
        settle(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


def settle(page: Page) -> None:
    page.wait_for_selector("[data-test-script-state='notRunning']")
    expect(page.get_by_role("heading").first).to_be_visible()
    for name in ("graph", "map"):
        if page.locator(f".ca-{name}:visible").count():
            page.wait_for_selector(f".ca-{name}[data-ready]:visible")


def pick_in_graph(page: Page, id: str) -> None:
    page.locator(".ca-graph").scroll_into_view_if_needed()
    place = page.eval_on_selector(".ca-graph", "(graph, id) => graph.places()[id]", id)
    page.mouse.click(place["x"], place["y"], delay=20)


def graph_ids(page: Page) -> set[str]:
    return set(page.eval_on_selector(".ca-graph", "graph => Object.keys(graph.places())"))


def test_typing_finds_an_organisation_and_opens_its_page(open_page: OpenPage) -> None:
    page = open_page("")
    page.get_by_role("searchbox").or_(page.get_by_placeholder("A name or part of one")).first.type(
        "conformis", delay=20
    )
    page.get_by_role("link", name="Conformis, Inc. Firm · Billerica").click()
    expect(page.get_by_role("heading", name="Conformis, Inc.")).to_be_visible()
    assert page.url.endswith(f"organisation?id={DEVICES}")


def test_what_is_picked_in_the_graph_shows_with_its_source(open_page: OpenPage) -> None:
    page = open_page(f"organisation?id={BOTTLER}")
    page.wait_for_selector(".ca-graph[data-ready]")
    other = sorted(graph_ids(page) - {BOTTLER})[0]
    pick_in_graph(page, other)
    inspector = page.locator(".st-key-inspector")
    expect(inspector.get_by_role("link", name="Open its page")).to_be_visible()
    expect(inspector).to_contain_text("says ")
    inspector.get_by_role("link", name="Open its page").click()
    expect(page).to_have_url(re.compile(f"id={re.escape(other)}$"))


def test_expanding_brings_the_neighbours_and_undo_takes_them_away(open_page: OpenPage) -> None:
    page = open_page(f"organisation?id={BOTTLER}")
    page.wait_for_selector(".ca-graph[data-ready]")
    before = graph_ids(page)
    pick_in_graph(page, "us-county-06055")
    expect(page.locator(".st-key-inspector")).to_contain_text("Napa County")
    page.locator(".ca-graph").get_by_role("button", name="Add its neighbours").click()
    expect(page.locator(".ca-said")).to_contain_text("Added")
    settle(page)
    assert before < graph_ids(page)
    page.locator(".ca-graph").get_by_role("button", name="Undo").click()
    page.wait_for_function(
        "count => Object.keys(document.querySelector('.ca-graph').places()).length === count", arg=len(before)
    )


def test_exploring_goes_on_from_what_is_picked_and_finds_the_paths_back(open_page: OpenPage) -> None:
    page = open_page(f"explore?start={BOTTLER}&hops=1")
    page.wait_for_selector(".ca-graph[data-ready]")
    other = sorted(graph_ids(page) - {BOTTLER})[0]
    pick_in_graph(page, other)
    inspector = page.locator(".st-key-inspector")
    expect(inspector).to_contain_text("says ")
    inspector.get_by_role("link", name="Go on from here").click()
    expect(page).to_have_url(re.compile(f"explore\\?start={re.escape(other)}&hops=1$"))
    expect(inspector).to_contain_text("Pick a node or a line")
    settle(page)
    expect(page.locator(".ca-graph")).to_have_count(1)
    page.wait_for_function("id => id in document.querySelector('.ca-graph').places()", arg=BOTTLER)
    pick_in_graph(page, BOTTLER)
    inspector.get_by_role("link", name="Paths to it").click()
    expect(page.locator(".at-chain").first).to_be_visible()
    assert page.url.endswith(f"explore?start={other}&end={BOTTLER}&hops=1")


def test_possible_suppliers_are_marked_as_such_and_a_shorter_distance_leaves_fewer(open_page: OpenPage) -> None:
    page = open_page(f"near?firm={DEVICES}&km=5")
    expect(page.get_by_text("possible within 5 km")).to_be_visible()
    expect(page.locator(FILES)).to_have_count(1)
    listed = page.locator(".st-key-near-list .at-state")
    few = listed.count()
    assert few
    assert set(listed.all_inner_texts()) <= {"possible", "recorded"}
    wide = open_page(f"near?firm={DEVICES}&km=40")
    expect(wide.get_by_text("possible within 40 km")).to_be_visible()
    expect(wide.locator(".st-key-near-list .at-state").nth(few)).to_be_attached()


def test_an_address_runs_its_question_and_the_answer_can_be_saved(open_page: OpenPage) -> None:
    page = open_page(f"questions?query=near/institutions&firm={DEVICES}&km=20&limit=7")
    expect(page.get_by_text("7 rows")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV", exact=True).click()
    lines = waiting.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("institution,")
    assert len(lines) == 8


def test_enter_in_a_field_runs_the_question(open_page: OpenPage) -> None:
    page = open_page(f"questions?query=near/institutions&firm={DEVICES}&km=20&limit=7")
    most = page.get_by_role("spinbutton", name="Rows at most")
    for rows in (3, 4):
        most.fill(str(rows))
        most.press("Enter")
        expect(page.get_by_text(f"{rows} rows")).to_be_visible()
        assert page.url.endswith(f"limit={rows}")


def test_the_answer_to_a_long_form_comes_into_sight(open_page: OpenPage) -> None:
    page = open_page(f"questions?query=boundaries/from_seeds&seed={DEVICES}")
    expect(page.get_by_role("tab", name="Table")).to_be_attached()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("tab", name="Table")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(open_page: OpenPage, path: str, scheme: str) -> None:
    page = open_page(path, width=390, height=844, scheme=scheme)
    expect(page.locator(PAGES[path]).last).to_be_attached()
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("[data-testid='stException'], [data-testid='stAlertContentError']").count() == 0


def test_on_a_phone_the_list_stands_above_the_pictures(open_page: OpenPage) -> None:
    page = open_page(f"near?firm={DEVICES}&km=20", width=390, height=844)
    expect(page.locator(FILES)).to_have_count(1)
    top = "document.querySelector('{}')?.getBoundingClientRect().top"
    page.wait_for_function(f"{top.format('.at-reason')} < {top.format('.ca-map')}")


def test_on_a_phone_the_answer_is_seen_first_and_the_form_is_folded_away(open_page: OpenPage) -> None:
    page = open_page(f"questions?query=near/institutions&firm={DEVICES}&km=20&limit=7", width=390, height=844)
    expect(page.get_by_text("7 rows")).to_be_in_viewport()
    expect(page.get_by_text("Within (km): 20")).to_be_in_viewport()
    run = page.get_by_role("button", name="Run", exact=True)
    expect(run).to_be_hidden()
    page.get_by_role("button", name="Change the question").click()
    run.click()
    expect(run).to_be_hidden()
    expect(page.get_by_text("7 rows")).to_be_in_viewport()
    wide = open_page(f"questions?query=near/institutions&firm={DEVICES}&km=20&limit=7")
    expect(wide.get_by_role("button", name="Run", exact=True)).to_be_visible()
    expect(wide.get_by_role("button", name="Change the question")).to_be_hidden()


def test_on_a_phone_the_rows_of_an_answer_are_cards(open_page: OpenPage) -> None:
    path = f"questions?query=near/suppliers&firm={DEVICES}&km=20"
    phone, wide = open_page(path, width=390, height=844), open_page(path)
    for page, cards in ((phone, True), (wide, False)):
        expect(page.locator(FILES)).to_have_count(1)
        expect(page.locator("[class*='st-key-table-cards-'] .at-table")).to_be_visible(visible=cards)
        expect(page.locator("[data-testid='stDataFrame']")).to_be_visible(visible=not cards)


def test_an_area_is_drawn_on_the_map(open_page: OpenPage) -> None:
    page = open_page(f"near?firm={DEVICES}&for=rivals&km=20")
    page.get_by_text("Area on the map").click()
    canvas = page.locator(".ca-map[data-ready] .ca-canvas").first
    page.get_by_role("button", name="Draw an area").click()
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for left, up in ((-100, 60), (100, 60), (100, -60)):
        page.mouse.click(x + left, y - up, delay=20)
    expect(page.get_by_text("3 corners", exact=True)).to_be_visible()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("inside the area.")).to_be_visible()
    assert page.url.count("%3B") == 2


def test_a_long_search_shows_its_steps_and_the_page_still_hears_its_reader(open_page: OpenPage) -> None:
    page = open_page("questions?query=boundaries/clusters")
    page.get_by_role("button", name="Run", exact=True).click()
    steps = page.get_by_text(re.compile(r"Finding all clusters \d+ of \d+ steps"))
    expect(steps).to_be_visible(timeout=120_000)
    page.get_by_text("Only hidden ones", exact=True).first.click()
    expect(page.get_by_text("The form has changed; press Run to see the new answer.")).to_be_visible()
    expect(steps).to_be_visible()
    expect(page.get_by_text("The first 50 rows")).to_be_visible(timeout=120_000)
    expect(steps).to_have_count(0)
