"""Each page of the app on the seed data, without a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import streamlit as st
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import catalog
from clusteratlas.ui import routes
from clusteratlas.ui.examples import EXAMPLES
from streamlit.testing.v1 import AppTest

from tests.worlds import build

BOTTLER = "ttb-ca-w-21475"
DEVICES = "us-ma-billerica-conformis"
Visit = Callable[..., AppTest]


def run(first: str) -> None:
    """The script that AppTest runs: the app with `first` as its first page."""
    from clusteratlas.ui.app import main

    main(first)


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Opens a page of the app on a workspace."""

    def visit_(settings: Settings, first: str, **query: str) -> AppTest:
        monkeypatch.setenv("CLUSTERATLAS_HOME", str(settings.home))
        monkeypatch.setenv("CLUSTERATLAS_URI", settings.uri or "")
        monkeypatch.setenv("CLUSTERATLAS_CACHE", str(settings.cache))
        app = AppTest.from_function(run, args=(first,), default_timeout=120)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    yield visit_
    st.cache_resource.clear()
    st.cache_data.clear()


def texts(app: AppTest) -> str:
    """All that a page says in words."""
    parts = [*app.title, *app.header, *app.markdown, *app.caption, *app.info, *app.warning, *app.error]
    return "\n".join(str(part.value) for part in parts)


def assert_well(app: AppTest) -> None:
    """No fault, and no error on the page."""
    assert not app.exception
    assert [error.value for error in app.error] == []


def test_the_first_screen_says_what_is_loaded(visit: Visit, seeded: Settings) -> None:
    app = visit(seeded, "search")
    assert_well(app)
    assert [metric.label for metric in app.metric] == [
        "Firms",
        "Institutions",
        "Industries",
        "Places",
        "Inputs",
        "Linkages",
    ]
    assert all(int(metric.value.replace(",", "")) > 100 for metric in app.metric)


def test_every_example_runs_on_the_seed_data(visit: Visit, seeded: Settings) -> None:
    app = visit(seeded, "search")
    labels = [link.proto.label for link in app.get("page_link")]
    assert {example.question for example in EXAMPLES} <= set(labels)
    for example in EXAMPLES:
        page = visit(seeded, example.page, **example.query)
        assert_well(page)
        assert not page.info
        assert page.dataframe or example.page == "near"


def test_searching_keeps_to_the_kind_that_is_chosen(visit: Visit, seeded: Settings) -> None:
    app = visit(seeded, "search", q="davis")
    assert_well(app)
    app.segmented_control(key="kind").set_value("Institution").run()
    assert_well(app)
    labels = [link.proto.label for link in app.get("page_link") if "**" in link.proto.label]
    assert labels
    assert all("Institution" in label for label in labels)


def test_a_search_without_results_says_what_to_try(visit: Visit, seeded: Settings) -> None:
    assert "Try fewer letters" in texts(visit(seeded, "search", q="zzqxv"))


HOSTILE = "![x](https://outside.invalid/p.png) [click](https://outside.invalid) <b>bold</b>"


@pytest.mark.parametrize("page", ["organisation", "near", "search"])
def test_nothing_in_an_address_or_a_name_becomes_a_link_or_a_picture(
    visit: Visit, store: Store, workspace: Settings, page: str
) -> None:
    build(store, "hostile supplies b", hostile={"name": HOSTILE})
    given = {"organisation": {"id": HOSTILE}, "near": {"firm": HOSTILE}, "search": {"q": HOSTILE}}[page]
    for query in (given, dict.fromkeys(given, "hostile"), {name: value + " x" for name, value in given.items()}):
        said = texts(visit(workspace, page, **query))
        assert "![x](" not in said
        assert "[click](" not in said


def test_an_address_that_says_less_than_the_last_empties_the_form(
    visit: Visit, store: Store, workspace: Settings
) -> None:
    build(store, "a supplies b", "b is located in x", x={"kind": "Place"})
    app = visit(workspace, "questions", query="near/suppliers", firm="b", place="x")
    assert not [field.label for field in app.text_input if field.label.startswith("Place")]
    app.query_params.clear()
    app.query_params["query"], app.query_params["firm"] = "near/suppliers", "b"
    app.run()
    assert_well(app)
    assert [field.label for field in app.text_input if field.label.startswith("Place")]
    assert "The form has changed" not in texts(app)


@pytest.mark.parametrize(("later", "rows"), [(0, 1), (routes.HEARD, 2)])
def test_the_address_before_counts_only_once_the_browser_can_have_heard_of_the_new_one(
    visit: Visit, store: Store, workspace: Settings, monkeypatch: pytest.MonkeyPatch, later: float, rows: int
) -> None:
    build(store, "a supplies b", "c supplies b")
    app = visit(workspace, "questions", query="near/suppliers", firm="b", limit="2")
    app.number_input(key="ask:near/suppliers:limit").set_value(1).run()
    app.button(key="ask:near/suppliers:run").click().run()
    assert app.session_state["address"][1]["limit"] == "1"
    monkeypatch.setattr(routes, "monotonic", lambda: monotonic() + later)
    app.query_params.clear()
    app.query_params["query"], app.query_params["firm"], app.query_params["limit"] = "near/suppliers", "b", "2"
    app.run()
    assert_well(app)
    assert [field.value for field in app.number_input if field.label == "Rows at most"] == [rows]
    assert app.session_state["address"][1]["limit"] == str(rows)


def test_an_address_with_a_wrong_value_says_so_and_leaves_the_form_usable(
    visit: Visit, store: Store, workspace: Settings
) -> None:
    build(store, "a supplies b")
    app = visit(workspace, "questions", query="near/suppliers", firm="b", km="abc")
    assert "'abc' is not a number" in app.error[0].value
    app.run()
    assert_well(app)
    assert app.number_input


def test_an_address_that_sets_what_the_question_does_not_take_says_so(
    visit: Visit, store: Store, workspace: Settings
) -> None:
    build(store, "a supplies b")
    app = visit(workspace, "questions", query="near/suppliers", firm="b", limmit="5", wine="red")
    assert [one.value for one in app.warning] == [
        "The address sets limmit, wine, which this question does not take. Did you mean limit?"
    ]
    assert_well(app)
    assert not visit(workspace, "questions", query="near/suppliers", firm="b", limit="5").warning


def test_a_boundary_has_a_curve_on_which_the_cut_moves(visit: Visit, store: Store, workspace: Settings) -> None:
    pairs = ("ab", "bc", "cd", "da", "ac", "de", "ef", "fg", "ge", "gh")
    build(store, *(f"{pair[0]} cooperates with {pair[1]}" for pair in pairs))
    app = visit(workspace, "questions", query="boundaries/from_seeds", seed="a", second="b")
    assert_well(app)
    assert [tab.label for tab in app.tabs] == ["Table", "Graph", "Map", "Curve"]
    cut = next(slider for slider in app.slider if slider.label.startswith("Cut elsewhere"))
    assert (cut.min, cut.max, cut.value) == (3, 8, 4)
    assert not [link for link in app.get("page_link") if link.proto.label == "Show the first 4 members"]
    cut.set_value(6).run()
    assert_well(app)
    assert "the last to enter is **f**" in texts(app)
    assert "As found it has 4 members" in texts(app)
    assert "cut less: it cuts 0." in texts(app)
    before = next(box for box in app.number_input if box.label.startswith("Number of members, if you")).key
    app.query_params["size"] = "6"
    app.run()
    assert_well(app)
    assert next(slider for slider in app.slider if slider.label.startswith("Cut elsewhere")).value == 6
    box = next(box for box in app.number_input if box.label.startswith("Number of members, if you"))
    assert box.value == 6
    assert box.key != before, "a browser goes on showing what a box of the same key held"
    links = {link.proto.label for link in app.get("page_link")}
    assert "Back to the boundary as found: 4 members" in links
    assert "Show the first 6 members" not in links
    assert "6 inside: 2 seeds, " in texts(app).replace("\\", "")


def test_what_a_place_lives_on_is_drawn_and_two_places_side_by_side(visit: Visit, seeded: Settings) -> None:
    portfolio = visit(seeded, "questions", query="places/portfolio", place="us-ma")
    assert_well(portfolio)
    assert [tab.label for tab in portfolio.tabs] == ["Table", "Chart"]
    assert "Numbered are the 10 of these with most jobs" in texts(portfolio)
    assert "1. Professional, Scientific, and Technical Services" in texts(portfolio).replace("\\", "")
    assert "Hollow (" in texts(portfolio)
    compared = visit(seeded, "questions", query="places/compared", place="us-county-06055", other="us-county-06097")
    assert_well(compared)
    assert "The 20 groups in which the shares of jobs of Napa County" in texts(compared)


def test_near_says_what_is_missing_of_a_firm_without_place_or_industry(
    visit: Visit, store: Store, workspace: Settings
) -> None:
    build(store, "placed supplies nobody", placed={"at": (38.3, -122.3)})
    unplaced = visit(workspace, "near", firm="nobody", **{"for": "institutions"})
    assert "load a source that gives its location" in unplaced.info[0].value
    unclassified = visit(workspace, "near", firm="placed")
    assert "load a source that classifies it" in unclassified.info[0].value


def test_an_empty_database_says_how_to_fill_it(visit: Visit, store: Store, workspace: Settings) -> None:
    app = visit(workspace, "search")
    assert_well(app)
    assert "database is empty" in texts(app)
    assert app.code[0].value == "clusteratlas demo --no-app"


def test_a_database_that_does_not_answer_is_an_error_in_words(visit: Visit, tmp_path: Path) -> None:
    app = visit(Settings(tmp_path, tmp_path, uri="bolt://127.0.0.1:1"), "search")
    assert not app.exception
    assert "no Neo4j answers there" in app.error[0].value


@pytest.mark.parametrize("id", [BOTTLER, DEVICES, "us-county-06055", "naics2017-312130"])
def test_every_kind_of_entity_has_a_page(visit: Visit, seeded: Settings, id: str) -> None:
    app = visit(seeded, "organisation", id=id)
    assert_well(app)
    assert [tab.label for tab in app.tabs] == ["Linkages", "Facts", "Sources", "Records"]
    assert app.dataframe[0].value.shape[0] > 0


def test_an_entity_that_is_not_there_is_an_error_in_words(visit: Visit, seeded: Settings) -> None:
    app = visit(seeded, "organisation", id="no-such-thing")
    assert not app.exception
    assert "no-such-thing" in app.error[0].value


@pytest.mark.parametrize("wanted", ["suppliers", "institutions"])
def test_near_tells_recorded_from_possible(visit: Visit, seeded: Settings, wanted: str) -> None:
    app = visit(seeded, "near", firm=DEVICES, km="30", **{"for": wanted})
    assert_well(app)
    assert "possible** within 30 km" in texts(app)


def test_near_without_a_firm_says_what_to_do(visit: Visit, seeded: Settings) -> None:
    app = visit(seeded, "near")
    assert_well(app)
    assert "pick it" in app.info[0].value


def test_a_firm_is_picked_by_typing_part_of_its_name(visit: Visit, seeded: Settings) -> None:
    app = visit(seeded, "near")
    app.text_input(key="near:firm:text").set_value("conformis").run()
    app.button(key=f"near:firm:pick:{DEVICES}").click().run()
    assert_well(app)
    assert "Conformis" in texts(app)


def test_a_typed_name_that_can_mean_one_firm_alone_is_taken_and_named(
    visit: Visit, store: Store, workspace: Settings
) -> None:
    build(store, "a supplies b", a={"name": "Invented Works"}, b={"name": "Invented Works Two"}, c={"name": "Other"})
    app = visit(workspace, "near")
    app.text_input(key="near:firm:text").set_value("invented").run()
    assert "Several come near; pick one." in texts(app)
    assert not app.segmented_control
    app.text_input(key="near:firm:text").set_value("invented works").run()
    assert_well(app)
    assert "Taken: **Invented Works**" in texts(app)
    assert app.query_params["firm"] == "a"
    form = visit(workspace, "questions", query="near/customers")
    form.text_input(key="ask:near/customers:firm:text").set_value("invented works").run()
    form.button(key="ask:near/customers:run").click().run()
    assert_well(form)
    assert form.query_params["firm"] == "a"
    assert "**1 row**" in texts(form)


def test_what_is_typed_and_not_picked_keeps_a_question_from_being_run(
    visit: Visit, store: Store, workspace: Settings
) -> None:
    build(store, "a supplies b", a={"name": "Invented Works"}, b={"name": "Invented Mill"}, c={"name": "Other"})
    key = "ask:boundaries/from_seeds"
    app = visit(workspace, "questions", query="boundaries/from_seeds", seed="a")
    app.text_input(key=f"{key}:second:text").set_value("invented").run()
    app.text_input(key=f"{key}:third:text").set_value("no such thing").run()
    assert_well(app)
    assert "Several come near; pick one." in texts(app)
    assert app.button(key=f"{key}:run").disabled
    assert "Pick what you mean in “Second seed” and “Third seed” above, or empty it" in app.info[0].value
    app.text_input(key=f"{key}:third:text").set_value("").run()
    app.button(key=f"{key}:second:pick:b").click().run()
    app.button(key=f"{key}:run").click().run()
    assert_well(app)
    assert (app.query_params["seed"], app.query_params["second"]) == ("a", "b")
    unknown = visit(workspace, "questions", query="boundaries/from_seeds", seed="a", second="nobody so")
    assert unknown.text_input(key=f"{key}:second:text").value == "nobody so"
    assert unknown.button(key=f"{key}:run").disabled


def test_a_question_without_an_answer_says_what_is_lacking(visit: Visit, store: Store, workspace: Settings) -> None:
    build(store, bare={"name": "Invented Works"}, twin={"name": "Invented Works Inc", "town": "Nowhere"})
    app = visit(workspace, "questions", query="near/rivals", firm="bare")
    assert "Of Invented Works sources give no industry, no location and no linkage" in app.info[0].value
    assert "There is another one called Invented Works Inc in Nowhere" in app.info[0].value


def test_a_form_that_asks_for_figures_offers_places_that_are_counted(
    visit: Visit, store: Store, workspace: Settings
) -> None:
    build(
        store,
        *("a is located in vale", "wine is present in valecounty"),
        wine={"kind": "Industry"},
        vale={"kind": "Place", "name": "Vale", "type": "appellation"},
        valecounty={"kind": "Place", "name": "Vale County"},
        wine_is_present_in_valecounty={"employment": 10, "establishments": 3},
    )
    app = visit(workspace, "questions", query="places/portfolio")
    app.text_input(key="ask:places/portfolio:place:text").set_value("vale").run()
    assert_well(app)
    assert "Taken: **Vale County**" in texts(app)
    reach = visit(workspace, "questions", query="gaps/reach")
    reach.text_input(key="ask:gaps/reach:place:text").set_value("vale").run()
    assert "Taken: **Vale**" in texts(reach)


def test_namesakes_of_one_town_are_told_apart_by_their_address(visit: Visit, store: Store, workspace: Settings) -> None:
    build(
        store,
        one={"name": "Invented Cooperage", "town": "Nowhere", "address": "1 First Street"},
        two={"name": "Invented Cooperage", "town": "Nowhere", "address": "2 Second Street"},
    )
    app = visit(workspace, "questions", query="near/rivals")
    app.text_input(key="ask:near/rivals:firm:text").set_value("invented cooperage").run()
    offered = {button.label.split("Firm · ")[-1] for button in app.button if "Invented Cooperage" in button.label}
    assert offered == {"Nowhere · 1 First Street]", "Nowhere · 2 Second Street]"}


def test_all_saved_queries_stand_in_the_catalogue(visit: Visit, seeded: Settings) -> None:
    app = visit(seeded, "questions")
    assert_well(app)
    labels = " ".join(link.proto.label for link in app.get("page_link"))
    assert all(query.title in labels for query in catalog().values())


@pytest.mark.parametrize("name", sorted(catalog()))
def test_every_saved_query_has_a_form(visit: Visit, seeded: Settings, name: str) -> None:
    app = visit(seeded, "questions", query=name)
    assert_well(app)
    assert app.title[0].value == catalog()[name].title
    assert app.button(key=f"ask:{name}:run")
    shown = [link for link in app.get("page_link") if link.proto.label == "Show an example"]
    assert bool(shown) == bool(catalog()[name].example)
    if catalog()[name].slow:
        assert all(str(frame.key).endswith(":weights") for frame in app.dataframe), "it is not asked before it is run"


def test_an_address_with_values_runs_its_question(visit: Visit, seeded: Settings) -> None:
    app = visit(seeded, "questions", query="near/institutions", firm=DEVICES, km="20", limit="5")
    assert_well(app)
    assert "**The first 5 rows**" in texts(app)


def test_a_value_that_does_not_fit_is_an_error_in_words(visit: Visit, seeded: Settings) -> None:
    app = visit(seeded, "questions", query="near/institutions", firm=DEVICES, km="far away")
    assert not app.exception
    assert "km" in app.error[0].value


@pytest.mark.parametrize(
    ("wanted", "where", "words"),
    [
        ("customers", {"km": "30"}, "within 30 km"),
        ("rivals", {"minutes": "30", "speed": "60"}, "within about 30 minutes (an estimate: 25 km"),
        ("complementors", {"place": "us-county-25017"}, "in Middlesex County"),
        (
            "institutions",
            {"area": "42.4,-71.4; 42.7,-71.4; 42.7,-71.1; 42.4,-71.1", "does": "research"},
            "inside the area",
        ),
    ],
)
def test_near_keeps_all_that_its_address_says(
    visit: Visit, seeded: Settings, wanted: str, where: dict[str, str], words: str
) -> None:
    given = {"firm": DEVICES, "for": wanted, **where}
    app = visit(seeded, "near", **given)
    assert_well(app)
    assert "**0 recorded**, **0 possible**" not in texts(app)
    assert f"possible** {words}" in texts(app).replace("\\", "")
    assert {name: app.query_params[name] for name in given} == given


NARROW: dict[str, Any] = {
    "county": {"kind": "Place", "name": "Imaginary County", "at": (38.0, -122.0)},
    "void": {"kind": "Place", "name": "Void County"},
    "glass": {"kind": "Industry", "name": "Glass works"},
    "zyx": {"name": "Zyx Glass", "at": (38.0, -122.0)},
    "quix": {"name": "Quix Bottling", "at": (38.3, -122.0)},
}


def found(app: AppTest) -> list[str]:
    """The names of what a search lists."""
    return [link.proto.label.split("**")[1] for link in app.get("page_link") if "**" in link.proto.label]


def test_a_search_is_narrowed_by_a_click_and_keeps_it_in_the_address(
    visit: Visit, store: Store, workspace: Settings
) -> None:
    build(store, "zyx is located in county", "zyx is classified as glass", "quix is located in county", **NARROW)
    app = visit(workspace, "search", place="county")
    assert_well(app)
    assert sorted(found(app)) == ["Quix Bottling", "Zyx Glass"]
    app.button(key="facet:industry:glass").click().run()
    assert_well(app)
    assert found(app) == ["Zyx Glass"]
    assert (app.query_params["place"], app.query_params["industry"]) == ("county", "glass")
    app.button(key="drop:place").click().run()
    assert "place" not in app.query_params
    app.query_params.clear()
    app.query_params["here"], app.query_params["km"] = "county", "10"
    app.run()
    assert_well(app)
    assert found(app) == ["Zyx Glass"]


def test_a_search_that_fits_nothing_says_what_to_take_out(visit: Visit, store: Store, workspace: Settings) -> None:
    build(store, "zyx is located in county", "quix is classified as glass", **NARROW)
    app = visit(workspace, "search", place="county", industry="glass")
    assert_well(app)
    assert "Take a filter out" in app.info[0].value
    app.button(key="without:industry").click().run()
    assert found(app) == ["Zyx Glass"]
    nowhere = visit(workspace, "search", here="void")
    assert "Void County has no location to measure from; give it as place instead" in nowhere.error[0].value


@pytest.mark.parametrize(
    ("page", "query", "said"),
    [
        ("near", {"firm": "a", "km": "-5"}, "below 0.1"),
        ("data", {"source": "nope"}, "No source that is loaded is called nope"),
        ("questions", {"query": "bottlenecks/nope"}, "There is no saved query bottlenecks/nope"),
    ],
)
def test_an_address_that_does_not_fit_is_said_and_the_page_shown(
    visit: Visit, store: Store, workspace: Settings, page: str, query: dict[str, str], said: str
) -> None:
    build(store, a={"name": "Invented Works"})
    store.write("MERGE (:Source {id: 'own', title: 'Own', publisher: 'x', licence: 'x'})")
    app = visit(workspace, page, **query)
    assert said in app.warning[0].value.replace("\\", "")
    assert not app.error
