"""Writing, trying, saving, changing, sending and deleting a query of one's own, without a browser."""

from __future__ import annotations

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.queries.own.kept import find_own, own_queries, save
from clusteratlas.ui.sharing import pack, unpack
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.ui.test_pages import Visit, assert_well, texts, visit
from tests.worlds import build

__all__ = ["visit"]

CYPHER = "MATCH (seller:Firm)-[:SUPPLIES]->(:Firm {id: $firm})\nRETURN seller AS seller, 7 AS lots"
COOPERS = f"""// title: Coopers of Zyxville
// question: Who sells barrels to this firm?
// params: {{firm: {{type: firm, about: Who buys}}}}
// returns: {{seller: Firm, lots: int}}
{CYPHER}
"""
NAME = "own/coopers_of_zyxville"


@pytest.fixture
def world(store: Store) -> Store:
    build(store, "a supplies b", a={"name": "Zyx Oak"}, b={"name": "Zyx Barrels"})
    return store


def labels(app: AppTest) -> str:
    return "\n".join(link.proto.label for link in app.get("page_link"))


def test_a_query_is_written_tried_saved_asked_and_deleted(visit: Visit, world: Store, workspace: Settings) -> None:
    app = visit(workspace, "questions", write="new")
    assert_well(app)
    app.text_input(key="write:new:title").set_value("Coopers of Zyxville")
    app.text_input(key="write:new:question").set_value("Who sells barrels to this firm?")
    app.text_area(key="write:new:body").set_value(CYPHER).run()
    assert "asks for \\$firm, not described yet" in app.warning[0].value
    app.button(key="write:new:add:firm").click().run()
    assert app.selectbox(key="write:new:0:type").value == "firm"
    app.session_state["write:new:try:firm:chosen"] = "b"
    app.run()
    assert own_queries(world) == {}
    app.button(key="write:new:run").click().run()
    assert_well(app)
    assert "**1 row**" in texts(app)
    app.button(key="write:new:save").click().run()
    assert_well(app)
    assert find_own(world, NAME).readable().returns == {"seller": "Firm", "lots": "int"}
    assert app.title[0].value == "Coopers of Zyxville"

    page = visit(workspace, "questions", query=NAME, firm="b")
    assert_well(page)
    assert "**1 row**" in texts(page)
    page.button(key=f"own:{NAME}:delete").click().run()
    assert_well(page)
    assert own_queries(world) == {}
    assert page.title[0].value == "Saved queries"


def test_an_empty_form_names_its_fields(visit: Visit, world: Store, workspace: Settings) -> None:
    app = visit(workspace, "questions", write="new")
    app.button(key="write:new:save").click().run()
    assert app.error[0].value == "Fill in “Title” and “Question” above, then save."
    assert own_queries(world) == {}


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("MATCH (n) DETACH DELETE n", "1:18: DELETE changes what is stored"),
        ("RETURN 1 AS one\nORDER BY two", "`two` not defined (line 2, column 10"),
        ("RETURN 1", "the column 1 has no name of its own; write 'AS name' behind it in RETURN"),
        ("", "Fill in “Cypher” above, then save."),
        ("LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row AS row", "clusteratlas load FILE"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_nothing_is_saved(
    visit: Visit, world: Store, workspace: Settings, body: str, says: str
) -> None:
    app = visit(workspace, "questions", write="new")
    app.text_input(key="write:new:title").set_value("Zyx")
    app.text_input(key="write:new:question").set_value("Which?")
    app.text_area(key="write:new:body").set_value(body).run()
    app.button(key="write:new:save").click().run()
    assert not app.exception
    assert says in app.error[0].value.replace("\\", "")
    assert own_queries(world) == {}
    assert world.read("MATCH (n:Firm) RETURN count(n) AS firms") == [{"firms": 2}]


def test_a_change_becomes_a_version_that_can_be_taken_back(visit: Visit, world: Store, workspace: Settings) -> None:
    save(world, COOPERS, "tester")
    app = visit(workspace, "questions", write=NAME)
    assert_well(app)
    key = f"write:{NAME}@1"
    assert str(app.text_area(key=f"{key}:body").value).strip() == CYPHER
    assert app.selectbox(key=f"{key}:0:type").value == "firm"
    app.text_input(key=f"{key}:title").set_value("Makers of Zyxville").run()
    app.button(key=f"{key}:save").click().run()
    assert_well(app)
    assert (find_own(world, NAME).version, find_own(world, NAME).title) == (2, "Makers of Zyxville")
    page = visit(workspace, "questions", query=NAME)
    page.selectbox(key=f"own:{NAME}:version").set_value(1).run()
    page.button(key=f"own:{NAME}:back").click().run()
    assert_well(page)
    assert (find_own(world, NAME).version, find_own(world, NAME).title) == (3, "Coopers of Zyxville")


def test_somebody_elses_change_is_not_overwritten(visit: Visit, world: Store, workspace: Settings) -> None:
    save(world, COOPERS, "tester")
    app = visit(workspace, "questions", write=NAME)
    save(world, COOPERS + "// more\n", "another", name=NAME, over=1)
    app.button(key=f"write:{NAME}@1:save").click().run()
    assert "another saved version 2 meanwhile" in app.error[0].value.replace("\\", "")


def test_a_query_that_ships_is_copied_and_changed(visit: Visit, world: Store, workspace: Settings) -> None:
    app = visit(workspace, "questions", copy="places/linkages")
    assert_well(app)
    key = "write:copy:places/linkages"
    assert app.text_input(key=f"{key}:title").value == "Linkages of a place, changed"
    app.button(key=f"{key}:save").click().run()
    assert_well(app)
    kept = find_own(world, "own/linkages_of_a_place_changed").readable()
    assert "words" not in kept.returns
    assert list(kept.parameters) == ["place", "group", "limit"]


def test_a_link_that_carries_a_query_shows_it_and_runs_nothing(visit: Visit, world: Store, workspace: Settings) -> None:
    app = visit(workspace, "questions", shared=pack(COOPERS))
    assert_well(app)
    assert "nothing runs before you press" in texts(app)
    assert CYPHER in [str(one.value).strip() for one in app.text_area]
    assert not app.dataframe
    assert own_queries(world) == {}
    broken = visit(workspace, "questions", shared=pack("RETURN 1 AS one"))
    assert_well(broken)
    assert "Its header cannot be read" in texts(broken)
    torn = visit(workspace, "questions", shared=pack(COOPERS)[:-9])
    assert "does not carry a whole query" in torn.error[0].value


def test_one_that_cannot_be_read_says_so_on_its_card_and_breaks_no_other(
    visit: Visit, world: Store, workspace: Settings
) -> None:
    save(world, COOPERS, "tester")
    world.write("CREATE (:SavedQuery {id: 'own/x@1', name: 'own/x', version: 1, text: '?', who: 'x', at: '2000'})")
    app = visit(workspace, "questions")
    assert not app.exception
    assert [error.value for error in app.error if "Cannot be read: own/x, line 1" in error.value]
    assert "Coopers of Zyxville" in labels(app)
    assert "Suppliers near a firm" in labels(app)
    page = visit(workspace, "questions", query="own/x")
    assert not page.exception
    assert page.button(key="own:own/x:delete")
    mending = visit(workspace, "questions", write="own/x")
    assert_well(mending)
    assert mending.text_area(key="write:own/x@1:body").value == "?"


def test_a_firms_page_offers_the_queries_that_take_a_firm_first(
    visit: Visit, world: Store, workspace: Settings
) -> None:
    save(world, COOPERS, "tester")
    app = visit(workspace, "organisation", id="b")
    assert_well(app)
    assert "Coopers of Zyxville :gray[(yours)]" in labels(app)
    assert "Sole suppliers" not in labels(app)


def test_a_list_filled_from_another_query_is_a_choice_in_the_form(
    visit: Visit, world: Store, workspace: Settings
) -> None:
    app = visit(workspace, "questions", query="quality/lacking")
    assert_well(app)
    assert app.selectbox(key="ask:quality/lacking:source").options == ["test_world"]


def test_an_area_is_typed_and_a_wrong_one_is_named(visit: Visit, world: Store, workspace: Settings) -> None:
    app = visit(workspace, "questions", query="places/inside", area="38,-123; 39,-123; 39,-122")
    assert_well(app)
    assert "has a location inside this area" in app.info[0].value
    app.text_area(key="ask:places/inside:area").set_value("38,-123; 39,-123").run()
    assert not app.exception
    assert app.error[0].value.startswith("area")
    assert "fewer than three corners" in app.error[0].value


@given(st.text(max_size=300))
def test_what_a_link_carries_comes_out_again(text: str) -> None:
    assert unpack(pack(text)) == text


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda raw: raw.hex()) | st.just(pack("RETURN 1")[:-6]))
def test_any_other_link_is_refused(packed: str) -> None:
    with pytest.raises(InvalidQuery, match="whole query"):
        unpack(packed)


def test_a_link_that_would_unfold_to_a_flood_is_refused() -> None:
    with pytest.raises(InvalidQuery):
        unpack(pack("x" * 10_000_000))
