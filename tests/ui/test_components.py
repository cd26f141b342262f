"""The graph and the map in a real browser, on a page about organisations that do not exist."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Download, Page, Request, expect

from tests.ui.serving import served

PAGE = Path(__file__).parents[1] / "data" / "ui" / "components_page.py"
Place = dict[str, float]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    options = {
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "viewer",
    }
    with served(PAGE, [f"--{name}={value}" for name, value in options.items()]) as url:
        yield url


@pytest.fixture
def component_page(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens the page; anything asked from elsewhere and any script error fails the test."""
    wrong: list[str] = []
    contexts = []

    def watch(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            wrong.append(request.url)

    def open_page(
        query: str = "?n=40", *, width: int = 1280, height: int = 900, scheme: Any = "light", touch: bool = False
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            has_touch=touch,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", watch)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{address}/{query}")
        for name in ("graph", "map"):
            if "show=" not in query or f"show={name}" in query:
                page.wait_for_selector(f".ca-{name}[data-ready]")
        settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def settle(page: Page) -> None:
    page.wait_for_selector("[data-test-script-state='notRunning']")
    for name in ("graph", "map"):
        if page.locator(f".ca-{name}").count():
            page.wait_for_selector(f".ca-{name}[data-ready]")


def graph_places(page: Page) -> dict[str, Place]:
    places: dict[str, Place] = page.eval_on_selector(".ca-graph", "graph => graph.places()")
    return places


def map_places(page: Page) -> dict[str, Place]:
    places: dict[str, Place] = page.eval_on_selector(".ca-map", "map => map.places()")
    return places


def click(page: Page, place: Place, *, count: int = 1) -> None:
    page.mouse.click(place["x"], place["y"], click_count=count, delay=20)


def press(page: Page, label: str) -> None:
    page.locator(".ca-graph").get_by_role("button", name=label).click()


def pick(page: Page, node: str) -> None:
    click(page, graph_places(page)[node])
    expect_selected(page, node)


def expect_selected(page: Page, node: str | None) -> None:
    expect(page.get_by_text(f"selected {node} expanded")).to_be_visible()


def runs(page: Page) -> int:
    return int(page.get_by_text("runs ").inner_text().rsplit(" ", 1)[1])


def type_selection(page: Page, node: str) -> None:
    page.get_by_label("Select from the page").fill(node)
    page.get_by_label("Select from the page").press("Enter")


def said(page: Page) -> str:
    return page.locator(".ca-said").inner_text()


def own(places: dict[str, Place]) -> dict[str, tuple[float, float]]:
    """Where the nodes are in the drawing, whatever part of it is shown."""
    return {node: (place["ownX"], place["ownY"]) for node, place in places.items()}


def test_a_click_in_the_graph_reaches_python_in_one_run_and_is_not_sent_back(
    component_page: Callable[..., Page],
) -> None:
    page = component_page()
    before = runs(page)
    pick(page, "n3")
    assert runs(page) == before + 1
    assert said(page) == "Fictive Pumps 3 · Institution · 6 links"
    pick(page, "n4")
    assert runs(page) == before + 2


def test_python_selects_in_both_components_without_another_run(component_page: Callable[..., Page]) -> None:
    page = component_page()
    type_selection(page, "n7")
    expect_selected(page, "n7")
    expect(page.locator(".ca-said")).to_have_text("Sampleton Pumps 7 · Industry · 6 links")
    assert map_places(page)["n7"]["size"] == 1
    assert runs(page) == 2


def test_a_pick_on_the_map_shows_in_the_graph(component_page: Callable[..., Page]) -> None:
    page = component_page()
    alone = next(node for node, place in map_places(page).items() if place["size"] == 1)
    click(page, map_places(page)[alone])
    expect_selected(page, alone)
    expect(page.locator(".ca-said")).not_to_be_empty()
    assert runs(page) == 2


def test_points_that_share_a_spot_are_picked_from_a_list(component_page: Callable[..., Page]) -> None:
    page = component_page()
    group = next(place for place in map_places(page).values() if place["size"] > 2)
    click(page, group)
    names = page.get_by_role("dialog", name="Points here").get_by_role("listitem")
    expect(names).to_have_count(int(group["size"]))
    chosen = names.nth(1).locator("span").first
    number = (chosen.inner_text().splitlines()[0]).rsplit(" ", 1)[1]
    names.nth(1).get_by_role("button").click()
    expect_selected(page, f"n{number}")


def test_expanding_adds_neighbours_and_moves_nothing_and_undo_tells_python(
    component_page: Callable[..., Page],
) -> None:
    page = component_page("?n=12&show=graph")
    pick(page, "n5")
    before = graph_places(page)
    press(page, "Add its neighbours")
    expect(page.locator(".ca-said")).to_have_text("Added 5 neighbours of Examplia Pumps 5")
    settle(page)
    after = graph_places(page)
    assert set(after) - set(before) == {f"n{10_000 + extra}" for extra in range(5)}
    assert {node: own(after)[node] for node in before} == own(before)
    press(page, "Undo: adding neighbours")
    expect(page.get_by_text("expanded []")).to_be_visible()
    assert set(graph_places(page)) == set(before)


def test_a_double_click_expands_and_two_quick_clicks_on_two_nodes_do_not(
    component_page: Callable[..., Page],
) -> None:
    page = component_page("?n=12&show=graph")
    places = graph_places(page)
    click(page, places["n5"])
    click(page, places["n7"])
    expect_selected(page, "n7")
    expect(page.get_by_text("expanded []")).to_be_visible()
    settle(page)
    place = graph_places(page)["n3"]
    page.mouse.dblclick(place["x"], place["y"])
    expect(page.get_by_text("expanded ['n3']")).to_be_visible()
    expect(page.locator(".ca-said")).to_have_text("Added 5 neighbours of Fictive Pumps 3")


def test_hidden_nodes_come_back(component_page: Callable[..., Page]) -> None:
    page = component_page("?n=12&show=graph")
    everything = set(graph_places(page))
    for node in ("n5", "n7"):
        pick(page, node)
        press(page, "Hide it")
        expect_selected(page, None)
    assert set(graph_places(page)) == everything - {"n5", "n7"}
    press(page, "Undo: hiding Sampleton Pumps 7")
    assert set(graph_places(page)) == everything - {"n5"}
    press(page, "Show hidden (1)")
    assert set(graph_places(page)) == everything


def test_a_pinned_node_stays_when_the_rest_is_arranged_again(component_page: Callable[..., Page]) -> None:
    page = component_page("?n=12&show=graph")
    start = graph_places(page)["n5"]
    page.mouse.move(start["x"], start["y"])
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 45, steps=4)
    page.mouse.up()
    pick(page, "n5")
    press(page, "Pin it in place")
    before = graph_places(page)
    press(page, "Re-arrange")
    after = graph_places(page)
    assert own(after)["n5"] == own(before)["n5"]
    assert all(own(after)[node] != own(before)[node] for node in set(before) - {"n5"})
    press(page, "Undo: re-arranging")
    assert own(graph_places(page)) == own(before)
    press(page, "Undo: pinning")
    press(page, "Undo: moving")
    expect(page.locator(".ca-graph").get_by_role("button", name="Nothing to undo")).to_be_visible()


def test_places_survive_reruns_and_other_pages(component_page: Callable[..., Page]) -> None:
    page = component_page("?n=12&show=graph")
    start = graph_places(page)["n5"]
    page.mouse.move(start["x"], start["y"])
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] - 30, steps=4)
    page.mouse.up()
    press(page, "Zoom in")
    before = graph_places(page)
    page.get_by_role("link", name="Other").click()
    expect(page.get_by_text("Another page")).to_be_visible()
    page.get_by_role("link", name="Both").click()
    page.wait_for_selector(".ca-graph[data-ready]")
    settle(page)
    after = graph_places(page)
    assert after == before


def test_the_same_graph_is_always_drawn_the_same(component_page: Callable[..., Page]) -> None:
    first, second = (graph_places(component_page("?n=60&show=graph")) for _ in range(2))
    assert own(first) == own(second)


def test_the_graph_is_walked_with_the_keyboard(component_page: Callable[..., Page]) -> None:
    page = component_page("?n=12&show=graph")
    page.get_by_role("button", name="Nothing to undo").focus()
    while not page.evaluate("document.activeElement.classList.contains('ca-canvas')"):
        page.keyboard.press("Tab")
    assert said(page).startswith("Imaginary Pumps 0 · Firm")
    heard = set()
    for key in ("ArrowUp", "ArrowLeft", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
        heard.add(said(page))
    assert len(heard) > 1
    name = said(page).split(" · ")[0]
    page.keyboard.press("Enter")
    expect_selected(page, f"n{name.rsplit(' ', 1)[1]}")
    page.keyboard.press("Escape")
    expect_selected(page, None)


def test_the_map_is_walked_with_the_keyboard(component_page: Callable[..., Page]) -> None:
    page = component_page("?n=8&show=map")
    page.locator(".ca-mark[tabindex='0']").focus()
    names = [page.evaluate("document.activeElement.getAttribute('aria-label')")]
    for key in ("ArrowRight", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert len(set(names)) > 2
    assert page.locator(".ca-mark[tabindex='0']").count() == 1
    page.locator(".ca-mark[aria-pressed]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ca-mark[aria-pressed='true']")).to_have_count(1)


def test_the_legend_hides_a_kind_and_shows_it_again(component_page: Callable[..., Page]) -> None:
    page = component_page("?n=12&show=graph")
    everything = set(graph_places(page))
    firms = page.locator(".ca-graph").get_by_role("button", name="Firms")
    firms.click()
    expect(firms).to_have_attribute("aria-pressed", "false")
    assert set(graph_places(page)) == {"n3", "n5", "n7", "n9", "n11"}
    firms.click()
    assert set(graph_places(page)) == everything


def test_tones_are_told_by_colour_and_are_switches_of_the_graph(component_page: Callable[..., Page]) -> None:
    page = component_page("?n=6&show=graph&toned=yes")
    legend = page.locator(".ca-graph .ca-legend")
    expect(legend).to_contain_text("the thicker, the more")
    legend.get_by_role("button", name="hardly").click()
    assert set(graph_places(page)) == {"n0", "n2", "n4"}
    fills = [legend.locator("[data-kind='tone:surely'] svg *"), legend.locator("[data-kind='tone:hardly'] svg *")]
    assert fills[0].get_attribute("fill") != fills[1].get_attribute("fill")


def test_marks_on_the_map_have_a_size_a_tone_with_its_sign_and_the_name_of_the_marked(
    component_page: Callable[..., Page],
) -> None:
    page = component_page("?n=4&show=map&toned=yes")
    legend = page.locator(".ca-map .ca-legend")
    expect(legend).to_contain_text("surely2")
    expect(legend).to_contain_text("the larger, the more")
    tag = page.locator(".ca-mark .ca-tag")
    expect(tag).to_have_text("Pretend Pumps 2")
    box = tag.bounding_box()
    assert box is not None
    others = [place for id, place in map_places(page).items() if id != "n2"]
    assert not any(
        box["x"] < place["x"] < box["x"] + box["width"] and box["y"] < place["y"] < box["y"] + box["height"]
        for place in others
    )
    widths = [float(mark.get_attribute("width") or 0) for mark in page.locator(".ca-mark svg").all()]
    assert max(widths) > 1.5 * min(widths)
    expect(page.locator(".ca-mark .ca-sign")).to_have_count(2)


def test_marks_with_a_size_are_drawn_one_by_one_the_small_above_the_large(component_page: Callable[..., Page]) -> None:
    places = map_places(component_page("?n=200&show=map"))
    assert max(place["size"] for place in places.values()) > 10
    page = component_page("?n=200&show=map&toned=yes")
    alone = [place for place in map_places(page).values() if place["size"] == 1]
    assert len(alone) > 150
    marks = page.locator(".ca-mark:not(:has(.ca-tag)):has(svg)").all()
    found = sorted((mark.evaluate("e => e.offsetWidth"), mark.evaluate("e => +e.style.zIndex")) for mark in marks)
    assert found[0][1] > found[-1][1]


def test_a_point_far_from_the_others_is_out_of_view_and_said_until_all_are_shown(
    component_page: Callable[..., Page],
) -> None:
    page = component_page("?n=30&show=map&far=yes")
    shown = page.locator(".ca-map .ca-canvas").bounding_box()
    assert shown is not None
    below = shown["y"] + shown["height"]
    assert max(place["y"] for place in map_places(page).values()) > below
    page.locator(".ca-map .ca-legend").get_by_role("button", name="1 point far off: show all").click()
    page.wait_for_timeout(500)
    assert max(place["y"] for place in map_places(page).values()) < below


def test_a_map_without_points_opens_on_its_frame_with_its_names_and_zooms_by_wheel_once_it_is_clicked(
    component_page: Callable[..., Page],
) -> None:
    page = component_page("?n=4&show=map&framed=yes")
    name, hint = page.locator(".ca-town"), page.locator(".ca-wheel")
    expect(name).to_have_text("Invented-on-Sea")
    scale = page.locator(".ca-map .leaflet-control-scale-line")
    before = scale.inner_text()
    page.locator(".ca-map .ca-canvas").hover()
    page.mouse.wheel(0, 400)
    expect(hint).to_be_visible()
    assert scale.inner_text() == before
    page.mouse.down()
    page.mouse.up()
    page.mouse.wheel(0, 400)
    expect(scale).not_to_have_text(before)
    expect(hint).to_be_hidden()


def test_a_picture_is_saved(component_page: Callable[..., Page]) -> None:
    page = component_page("?n=12&show=graph")
    with page.expect_download() as waiting:
        press(page, "Save as PNG")
    download: Download = waiting.value
    assert download.suggested_filename == "cluster-graph.png"
    assert download.path().read_bytes().startswith(b"\x89PNG")


def test_a_change_of_theme_repaints_both(component_page: Callable[..., Page]) -> None:
    page = component_page()
    mark = ".ca-graph .ca-legend svg *"
    light = page.locator(mark).first.get_attribute("fill")
    page.emulate_media(color_scheme="dark")
    expect(page.locator(mark).first).not_to_have_attribute("fill", light or "")
    expect(page.locator(mark).first).to_have_attribute("fill", "#56b4e9")


def test_a_phone_shows_everything_without_scrolling_sideways(component_page: Callable[..., Page]) -> None:
    page = component_page(width=390, height=844, touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    bar = page.locator(".ca-bar").bounding_box()
    assert bar is not None
    assert bar["height"] < 56
    press(page, "More")
    page.get_by_role("group", name="More").get_by_role("button", name="Re-arrange").click()
    expect(page.get_by_role("group", name="More")).to_have_count(0)


def test_the_map_says_whose_outlines_it_draws_and_how_far_a_kilometre_is(
    component_page: Callable[..., Page],
) -> None:
    page = component_page("?n=8&show=map")
    expect(page.get_by_text("Outlines: US Census Bureau, via us-atlas")).to_be_visible()
    expect(page.locator(".leaflet-control-scale-line")).to_contain_text("km")


def test_tiles_are_fetched_only_where_an_address_is_given(component_page: Callable[..., Page]) -> None:
    page = component_page("?n=8&show=map")
    expect(page.locator(".leaflet-tile")).to_have_count(0)
    page = component_page("?n=8&show=map&tiles=/imaginary-tiles/{z}/{x}/{y}.png")
    source = page.locator("img.leaflet-tile").first.get_attribute("src")
    assert source is not None
    assert re.fullmatch(r"/imaginary-tiles/\d+/\d+/\d+\.png", source)
