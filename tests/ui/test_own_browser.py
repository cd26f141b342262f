"""A query of one's own in a real browser: written, tried, saved, asked, sent, deleted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.queries.own.kept import own_queries
from clusteratlas.ui.launch import APP, streamlit_options
from playwright.sync_api import Browser, Page, expect

from tests.ui.serving import served
from tests.worlds import build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CYPHER = "MATCH (seller:Firm)-[:SUPPLIES]->(:Firm {id: $firm}) RETURN seller AS seller, 7 AS lots"


@pytest.fixture
def page(chromium: Browser, store: Store, workspace: Settings) -> Iterator[Page]:
    """The Questions page on an invented world, on a phone's width: what fits there fits anywhere."""
    build(store, "a supplies b", a={"name": "Zyx Oak"}, b={"name": "Zyx Barrels"})
    places = {"CLUSTERATLAS_HOME": str(workspace.home), "CLUSTERATLAS_CACHE": str(workspace.cache)}
    with served(APP, streamlit_options(), places) as address:
        context = chromium.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
        context.set_default_timeout(90_000)
        opened = context.new_page()
        opened.goto(f"{address}/questions")
        yield opened
        context.close()


def settle(page: Page) -> None:
    page.wait_for_selector("[data-test-script-state='notRunning']")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_query_is_written_tried_saved_asked_sent_and_deleted(page: Page, store: Store) -> None:
    expect.set_options(timeout=60_000)
    page.get_by_role("link", name="Write a query of your own").click()
    page.get_by_role("textbox", name="Title").fill("Coopers of Zyxville")
    page.get_by_role("textbox", name="Question").fill("Who sells barrels to this firm?")
    page.get_by_role("textbox", name="Cypher").fill("MATCH (n:Firm) DETACH DELETE n")
    page.get_by_role("textbox", name="Cypher").blur()
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("1:23: DELETE changes what is stored")).to_be_visible()
    page.get_by_role("textbox", name="Cypher").fill(CYPHER)
    page.get_by_role("textbox", name="Cypher").blur()
    page.get_by_role("button", name="Add $firm").click()
    page.get_by_placeholder("Type part of the name of a firm").type("barrels", delay=20)
    expect(page.get_by_text("Taken: Zyx Barrels")).to_be_visible()
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("1 row")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Coopers of Zyxville")).to_be_visible()
    settle(page)
    assert own_queries(store).keys() == {"own/coopers_of_zyxville"}

    page.get_by_placeholder("Type part of the name of a firm").type("barrels", delay=20)
    expect(page.get_by_text("Taken: Zyx Barrels")).to_be_visible()
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_text("1 row")).to_be_visible()
    assert page.url.endswith("questions?query=own%2Fcoopers_of_zyxville&firm=b")
    settle(page)
    page.get_by_role("button", name="Send it").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the file").click()
    assert CYPHER in waiting.value.path().read_text(encoding="utf-8")
    link = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").inner_text().strip()
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Delete it").click()
    page.get_by_role("button", name="Yes, delete it").click()
    expect(page.get_by_role("heading", name="Saved queries")).to_be_visible()
    assert own_queries(store) == {}

    page.goto(link)
    expect(page.get_by_text("Somebody sent you this query by a link")).to_be_visible()
    expect(page.get_by_role("textbox", name="Cypher")).to_have_value(CYPHER)
    settle(page)
    assert own_queries(store) == {}
