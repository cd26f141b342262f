"""The page Explore: what is asked stands in widgets, in the address, in graph, table and inspector."""

from collections.abc import Callable, Iterator

import pytest
import streamlit as st
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from streamlit.testing.v1 import AppTest

from tests.conftest import empty
from tests.worlds import build

Visit = Callable[..., AppTest]


def run() -> None:
    """The script that AppTest runs."""
    from clusteratlas.ui.app import main

    main("explore")


@pytest.fixture(scope="module")
def planted(session_store: Store, workspace: Settings) -> Settings:
    """A maker with a supplier and a lender, the lender with other borrowers, one of whom supplies somebody."""
    empty(session_store)
    build(
        session_store,
        *("b supplies a", "lender finances a", *(f"lender finances x{number}" for number in range(30))),
        *("x0 supplies z", "b competes with far", "other serves other2"),
        a={"at": (40.0, -100.0), "name": "Zyx Works"},
        b={"at": (40.1, -100.0), "name": "Zyx Oak"},
        lender={"kind": "Institution", "name": "Zyx Bank"},
        z={"name": "Zyx End"},
        b_supplies_a={"confidence": 0.5, "evidence": ["sentence of a report"]},
    )
    return workspace


@pytest.fixture
def visit(planted: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Opens the page with an address."""

    def visit_(**query: str) -> AppTest:
        monkeypatch.setenv("CLUSTERATLAS_HOME", str(planted.home))
        monkeypatch.setenv("CLUSTERATLAS_CACHE", str(planted.cache))
        app = AppTest.from_function(run, default_timeout=120)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    yield visit_
    st.cache_resource.clear()
    st.cache_data.clear()


def texts(app: AppTest) -> str:
    """All that the page says in words."""
    parts = [*app.title, *app.markdown, *app.caption, *app.info, *app.warning, *app.error]
    return "\n".join([*(str(part.value) for part in parts), *(html.proto.body for html in app.get("html"))])


def address(app: AppTest) -> dict[str, str]:
    """What the address holds."""
    return {name: value if isinstance(value, str) else value[0] for name, value in app.query_params.items()}


def listed(app: AppTest) -> set[str]:
    """Who stands in the table."""
    return set(app.dataframe[0].value["to"])


def test_without_an_organisation_it_says_what_to_do(visit: Visit) -> None:
    app = visit()
    assert not app.exception
    assert "pick it" in app.info[0].value


def test_the_neighbourhood_of_an_organisation_is_listed_with_what_is_left_out(visit: Visit) -> None:
    app = visit(start="a")
    assert not app.exception
    assert not app.error
    assert {"Zyx Oak", "Zyx Bank", "far", "x0", "x10"} <= listed(app)
    assert "x9" not in listed(app)
    assert "**23 of 33 organisations** within 2 steps: 2 of 2 at step 1, 21 of 31 at step 2" in texts(app)
    assert "10 are left out" in texts(app)
    assert address(app) == {"start": "a"}


def test_those_with_many_ties_bring_more_where_that_is_asked_for(visit: Visit) -> None:
    assert "nobody but the first brings more than 20" in texts(visit(start="a"))
    app = visit(start="a", each="50")
    assert "**33 of 33 organisations** within 2 steps" in texts(app)
    assert "left out" not in texts(app)
    app = visit(start="lender", hops="1", limit="7")
    assert "24 are left out: no more than 7 are asked for" in texts(app)
    app.button(key="explore:most").click().run()
    assert address(app) == {"start": "lender", "hops": "1", "limit": "499"}
    assert "left out" not in texts(app)


def test_what_is_set_narrows_the_answer_and_stands_in_the_address(visit: Visit) -> None:
    app = visit(start="a", hops="1")
    assert listed(app) == {"Zyx Oak", "Zyx Bank"}
    app.multiselect[0].set_value(["trade"]).run()
    assert not app.exception
    assert listed(app) == {"Zyx Oak"}
    assert address(app) == {"start": "a", "hops": "1", "kinds": "trade"}
    again = visit(**address(app))
    assert listed(again) == {"Zyx Oak"}
    assert again.multiselect[0].value == ["trade"]


def test_the_least_confidence_and_the_distance_of_an_address_are_heeded(visit: Visit) -> None:
    assert listed(visit(start="a", confidence="0.6", hops="1")) == {"Zyx Bank"}
    assert listed(visit(start="a", km="20")) == {"Zyx Oak"}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"start": "nobody-here"}, "nobody-here"),
        ({"start": "lender", "km": "5"}, "km: nobody says where Zyx Bank is"),
        ({"start": "a", "date": "soon"}, "date: 'soon'"),
        ({"start": "a", "confidence": "high"}, "confidence: 'high' is not a number"),
        ({"start": "a", "kinds": "friends"}, "'friends', which is no kind or group"),
        ({"start": "a", "end": "other"}, "No chain of linkages"),
        ({"start": "other", "kinds": "institutions"}, "Nobody is linked to it by linkages that fit"),
        ({"start": "a", "end": "a"}, "the same organisation as start"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_said_in_words(visit: Visit, query: dict[str, str], said: str) -> None:
    app = visit(**query)
    assert not app.exception
    assert said in texts(app).replace("\\", "")


def test_one_that_was_expanded_brings_its_own_and_stays_in_the_address(visit: Visit) -> None:
    app = visit(start="a", hops="1", open="lender")
    assert not app.exception
    assert address(app) == {"start": "a", "hops": "1", "open": "lender"}


def test_what_is_picked_shows_how_it_is_reached_who_says_so_and_where_to_go_on(visit: Visit) -> None:
    app = visit(start="a")
    app.session_state["explore:picked"] = "b"
    app.run()
    said = texts(app)
    assert "Step 1 · 11.1 km: Zyx Works is supplied by Zyx Oak." in said
    assert "evidence: sentence of a report" in said
    labels = {link.proto.label: link.proto.query_string for link in app.get("page_link")}
    assert {"Go on from here", "Paths to it", "Open its page"} <= labels.keys()
    assert labels["Go on from here"] == "start=b"
    assert labels["Paths to it"] == "start=a&end=b"


def test_paths_mark_the_weakest_link_and_say_who_says_it(visit: Visit) -> None:
    app = visit(start="b", end="lender")
    assert not app.exception
    said = texts(app)
    assert "The only path found" in said
    assert "Weakest link: <b>Zyx Oak supplies Zyx Works</b>, says test_world, confidence 0.50." in said
    assert said.count("· weakest") == 1
    app.button(key="explore:back").click().run()
    assert "end" not in address(app)
    assert app.dataframe


def test_a_path_all_of_whose_links_are_as_sure_marks_none(visit: Visit) -> None:
    app = visit(start="a", end="x3")
    assert "No link is weaker than the others: each has confidence 1.00" in texts(app)
    assert "· weakest" not in texts(app)


def test_the_page_of_an_organisation_leads_here(visit: Visit, planted: Settings) -> None:
    def organisation() -> None:
        from clusteratlas.ui.app import main

        main("organisation")

    visit(start="a")
    app = AppTest.from_function(organisation, default_timeout=120)
    app.query_params["id"] = "a"
    app.run()
    links = {link.proto.label: link.proto.query_string for link in app.get("page_link")}
    assert links["Explore from it"] == "start=a"
