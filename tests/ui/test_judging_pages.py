"""Reviewing doubtful matches, parting and joining records, and the quality of data, without a browser."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from clusteratlas.graph import identities
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.identity.finding import Found
from clusteratlas.ingest.identity.judging import MATCHING, Judging, Pair
from clusteratlas.ingest.matching.doubt import doubted
from streamlit.testing.v1 import AppTest

from tests.ingest.folders import FIRM, write_source
from tests.ui.test_cli_files import refused, rows, run
from tests.ui.test_pages import Visit, assert_well, texts, visit
from tests.worlds import build

__all__ = ["visit"]

REASONS = [
    {"field": "website", "bearing": "for", "left": "", "right": "", "weight": 9.5, "words": "same website zyx.example"},
    {"field": "place", "bearing": "against", "left": "", "right": "", "weight": -2.0, "words": "different streets"},
]


@pytest.fixture
def doubtful(store: Store) -> Store:
    """Three firms, and two pairs of them that wait."""
    build(
        store,
        "a supplies c",
        a={"name": "Zyx Works", "town": "Zyxville"},
        b={"name": "Zyx Works Inc", "town": "Zyxville"},
        c={"name": "Invented Oak"},
    )
    found = {"reasons": json.dumps(REASONS), "found": "2000-01-01"}
    matches = [
        {"id": "a|b", "left": "a", "right": "b", "score": 0.9, **found},
        {"id": "b|c", "left": "b", "right": "c", "score": 0.4, **found},
    ]
    store.write(identities.WAITING, {"matches": matches})
    return store


def test_what_keeps_a_pair_from_being_joined_is_said_before_the_reasons(
    visit: Visit, doubtful: Store, workspace: Settings
) -> None:
    reasons = json.dumps([*REASONS, asdict(doubted("one is in a different town"))])
    doubtful.write("MATCH (match:PossibleMatch {id: 'a|b'}) SET match.reasons = $reasons", {"reasons": reasons})
    app = visit(workspace, "review")
    assert_well(app)
    assert "one is in a different town." in app.info[0].value
    assert "not joined by itself" not in html(app)


def firms(store: Store) -> list[str]:
    """Ids of the firms there are."""
    return [row["id"] for row in store.read("MATCH (n:Firm) RETURN n.id AS id ORDER BY id")]


def html(app: AppTest) -> str:
    """All that a page says in HTML."""
    return "\n".join(part.proto.body for part in app.get("html"))


def test_a_pair_is_shown_with_what_speaks_for_and_against(visit: Visit, doubtful: Store, workspace: Settings) -> None:
    app = visit(workspace, "review")
    assert_well(app)
    assert "2 pairs left. The matching gives this one 90 %" in texts(app)
    said = html(app)
    assert "same website zyx.example" in said
    assert "speaks against it" in said
    assert "✓ same" in said


def test_decisions_bring_the_next_pair_and_can_be_taken_back(
    visit: Visit, doubtful: Store, workspace: Settings
) -> None:
    app = visit(workspace, "review")
    app.text_input(key="who").set_value("Tester").run()
    app.button(key="decide:Y").click().run()
    assert_well(app)
    assert firms(doubtful) == ["a", "c"]
    assert "1 pair left" in texts(app)
    app.button(key="decide:N").click().run()
    assert_well(app)
    assert "No doubtful match waits" in texts(app)
    back = [button for button in app.button if button.label == "Take back"]
    assert len(back) == 2
    back[1].click().run()
    assert_well(app)
    assert firms(doubtful) == ["a", "b", "c"]
    assert "taken back by Tester" in texts(app)


def test_a_skipped_pair_comes_last(visit: Visit, doubtful: Store, workspace: Settings) -> None:
    app = visit(workspace, "review")
    app.button(key="skip").click().run()
    assert_well(app)
    assert "2 pairs left. The matching gives this one 40 %" in texts(app)
    app.button(key="skip").click().run()
    assert "90 %: that is how probable it finds it that both are one. It was left for later before." in texts(app)


@pytest.fixture
def two_sources(doubtful: Store) -> Store:
    """A fourth firm besides, of a source of its own, in a pair that waits."""
    build(doubtful, d={"name": "Made-up Oak"}, source="edges")
    match = {"id": "c|d", "left": "c", "right": "d", "score": 0.2, "reasons": "[]", "found": "2000-01-01"}
    doubtful.write(identities.WAITING, {"matches": [match]})
    return doubtful


def test_a_firm_and_an_institution_become_one_and_it_is_said_of_which_kind(
    visit: Visit, doubtful: Store, workspace: Settings
) -> None:
    build(doubtful, d={"name": "Zyx Hospital", "kind": "Institution", "type": "hospital"}, source="another")
    match = {"id": "a|d", "left": "a", "right": "d", "score": 0.95, "reasons": "[]", "found": "2000-01-01"}
    doubtful.write("MATCH (source:Source {id: 'another'})<-[:FROM_SOURCE]-(r:Record) SET r.record_trust = 60")
    doubtful.write("MATCH (r:Record {record_source: 'test_world'}) SET r.record_trust = 50")
    doubtful.write(identities.WAITING, {"matches": [match]})
    app = visit(workspace, "review")
    assert_well(app)
    assert "One of them is a firm, the other an institution." in texts(app)
    assert "As one it is an institution, since its most trusted record, of another, says so." in texts(app)
    app.button(key="decide:Y").click().run()
    assert_well(app)
    assert firms(doubtful) == ["b", "c"]
    page = visit(workspace, "organisation", id="a")
    assert_well(page)
    assert "2 records of 2 sources make up what is known of it" in texts(page)
    page.session_state["same:a:chosen"] = "b"
    page.run()
    page.button(key="join:a").click().run()
    assert_well(page)
    assert "As one it is an institution" in page.success[0].value


def test_merge_says_of_which_kind_a_firm_and_an_institution_are_as_one(doubtful: Store, workspace: Settings) -> None:
    build(doubtful, d={"name": "Zyx Hospital", "kind": "Institution"}, source="another")
    doubtful.write("MATCH (r:Record {record_source: 'test_world'}) SET r.record_trust = 60")
    doubtful.write("MATCH (r:Record {record_source: 'another'}) SET r.record_trust = 50")
    assert "As one it is a firm, since its most trusted record, of test" in run(workspace, "merge", "d", "a")
    assert "As one" not in run(workspace, "merge", "b", "c")


def test_pairs_of_one_source_are_decided_alone(visit: Visit, two_sources: Store, workspace: Settings) -> None:
    app = visit(workspace, "review", source="edges")
    assert_well(app)
    assert app.selectbox(key="review:source").options == ["All sources", "edges: 1 pair", "test_world: 3 pairs"]
    assert "1 pair of these left. The matching gives this one 20 %" in texts(app)
    app.button(key="decide:N").click().run()
    assert_well(app)
    assert "No such pair waits for a decision; 2 pairs of organisations wait for a decision in all." in texts(app)
    app.selectbox(key="review:source").set_value("").run()
    assert "2 pairs left" in texts(app)
    assert app.query_params == {}
    app.text_input(key="review:name").set_value("oak").run()
    assert_well(app)
    assert "1 pair of these left. The matching gives this one 40 %" in texts(app)
    assert app.query_params == {"name": "oak"}


def test_a_load_leads_to_the_pairs_of_its_source_alone(visit: Visit, two_sources: Store, workspace: Settings) -> None:
    app = visit(workspace, "data", show="Refused")
    app.session_state["corrected"] = "Loaded again", ("edges", Found(4, 0))
    app.run()
    assert_well(app)
    links = {link.proto.label: link.proto.query_string for link in app.get("page_link")}
    label = "edges: 1 of its organisations may be one with another, in 1 doubtful pair: it stays apart until you decide"
    assert links[label] == "source=edges"
    assert "3 pairs of organisations wait for a decision in all." in texts(app)


def test_decisions_of_people_are_listed_and_those_of_the_matching_on_demand(
    visit: Visit, doubtful: Store, workspace: Settings
) -> None:
    Judging(doubtful, workspace.rejects, "Tester").different([Pair("b", "c")])
    Judging(doubtful, workspace.rejects, MATCHING).same([Pair("a", "b", 0.99)])
    app = visit(workspace, "review")
    assert_well(app)
    assert "are two" in texts(app)
    assert "are one" not in texts(app)
    app.segmented_control(key="by").set_value(MATCHING).run()
    assert "are one" in texts(app)
    assert "are two" not in texts(app)


def test_a_decision_that_contradicts_another_says_so(visit: Visit, doubtful: Store, workspace: Settings) -> None:
    judge = Judging(doubtful, workspace.rejects, "tester")
    judge.different([Pair("a", "c")])
    app = visit(workspace, "review")
    app.button(key="decide:Y").click().run()
    app.button(key="decide:Y").click().run()
    assert not app.exception
    assert "tester judged them different" in app.error[0].value
    assert firms(doubtful) == ["a", "c"]


def test_an_organisation_is_joined_and_parted_on_its_page(visit: Visit, doubtful: Store, workspace: Settings) -> None:
    app = visit(workspace, "organisation", id="a")
    assert_well(app)
    assert "1 record of 1 source makes up what is known of it" in texts(app)
    app.session_state["same:a:chosen"] = "b"
    app.run()
    app.button(key="join:a").click().run()
    assert_well(app)
    assert firms(doubtful) == ["a", "c"]
    assert "2 records of 1 source make up what is known of it" in texts(app)
    assert [button for button in app.button if button.label == "Take back"]


def test_the_data_page_says_what_was_refused_what_is_missing_and_where_sources_disagree(
    visit: Visit, store: Store, workspace: Settings, tmp_path: Path
) -> None:
    from clusteratlas.ingest.run import load

    nodes = {"firm": {**FIRM, "town": "town", "employees": "staff"}}
    for name, trust, row in (("one", 60, "a,Zyx Works,Zyxville,many"), ("two", 40, "a,Zyx Works,Elsewhere,7")):
        table = {"file": "firms.csv", "nodes": nodes}
        files = {"firms.csv": f"id,name,town,staff\n{row}\n"}
        load(store, write_source(tmp_path / name, [table], files=files, trust=trust, title=name), workspace.rejects)
    assert "is not a number" in html(of_tab(visit, workspace, "Refused"))
    assert "trusted more: 60 against 40" in html(of_tab(visit, workspace, "Disagreements"))
    missing = of_tab(visit, workspace, "Missing")
    assert [metric.value for metric in missing.metric] == ["1", "1", "1", "1"]
    assert "Nothing was refused" in texts(of_tab(visit, workspace, "Refused", source="two"))


def test_a_source_is_taken_out_on_the_data_page_which_says_what_goes_and_what_is_left(
    visit: Visit, store: Store, workspace: Settings, tmp_path: Path
) -> None:
    from clusteratlas.ingest.run import load

    for name, rows_of_it in (("one", "a,Zyx Works"), ("other", "a,Zyx Works\nb,Zyx Oak")):
        files = {"firms.csv": f"id,name\n{rows_of_it}\n"}
        table = {"file": "firms.csv", "nodes": {"firm": FIRM}}
        load(store, write_source(tmp_path / name, [table], files=files, title=name), workspace.rejects)
    app = visit(workspace, "data")
    app.session_state["data:out"] = True  # as it is where the expander is open
    app.run()
    app.selectbox(key="data:out:source").set_value("other").run()
    assert_well(app)
    assert "states 2 facts" in texts(app)
    assert "what no other source describes: 1 thing." in texts(app)
    app.button(key="data:out:go").click().run()
    assert_well(app)
    assert "other is out: 2 facts taken back. The graph now holds 1 thing and 0 links." in app.success[0].value
    assert firms(store) == ["a"]


def of_tab(visit: Visit, workspace: Settings, tab: str, **query: str) -> AppTest:
    """The Data page as it is opened with a tab, which alone is drawn."""
    app = visit(workspace, "data", show=tab, **query)
    assert_well(app)
    return app


def test_the_data_page_of_an_empty_database_says_so(visit: Visit, store: Store, workspace: Settings) -> None:
    app = visit(workspace, "data")
    assert_well(app)
    assert "Nothing is loaded yet" in texts(app)


@pytest.fixture
def alike(store: Store) -> Store:
    """Two pairs of which the same is said, and one of which something else is."""
    a, b, c = ({"name": f"Invented Works {letter}"} for letter in "abc")
    build(store, a1=a, a2=a, b1=b, b2=b, c1=c, c2=c)
    said = [
        {"field": "name", "bearing": "for", "left": "", "right": "", "weight": 9.0, "words": "same name: X / Y"},
        {"field": "place", "bearing": "for", "left": "", "right": "", "weight": 3.0, "words": "same town: U / V"},
    ]
    matches = [
        {
            "id": f"{each}1|{each}2", "left": f"{each}1", "right": f"{each}2", "score": score, "found": "2000-01-01",
            "reasons": json.dumps(said if each != "c" else said[:1]),
        }
        for each, score in (("a", 0.9), ("b", 0.8), ("c", 0.7))
    ]  # fmt: skip
    store.write(identities.WAITING, {"matches": matches})
    return store


def test_pairs_of_which_the_same_is_said_are_decided_together(visit: Visit, alike: Store, workspace: Settings) -> None:
    app = visit(workspace, "review")
    assert_well(app)
    app.session_state["review:together"] = True  # as it is where the expander is open
    app.run()
    assert app.selectbox(key="review:group").options == ["2 pairs: same name; same town"]
    app.button(key="review:all:same").click().run()
    assert_well(app)
    assert firms(alike) == ["a1", "b1", "c1", "c2"]
    assert "1 pair left" in texts(app)
    app.button(key="undo").click().run()
    assert firms(alike) == ["a1", "a2", "b1", "b2", "c1", "c2"]


def test_pairs_that_are_in_no_group_since_too_many_wait_are_told_of(
    visit: Visit, alike: Store, workspace: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Only the surest" not in run(workspace, "review", "--groups")
    for module in ("commands.judging", "screens.review"):
        monkeypatch.setattr(f"clusteratlas.ui.{module}.MOST", 2)
    assert "Only the surest 2 of 3 pairs are in groups" in run(workspace, "review", "--groups")
    monkeypatch.setattr("clusteratlas.ui.screens.review.SHOWN", 1)
    app = visit(workspace, "review", name="works")
    app.session_state["review:together"] = True
    app.run()
    assert_well(app)
    assert "Only the surest 2 of 3 pairs are in groups" in texts(app)
    assert "clusteratlas review --group 1 --name works" in texts(app)
    assert "All 2 pairs: one and the same" in [button.label for button in app.button]


def test_a_group_is_decided_from_a_terminal(alike: Store, workspace: Settings) -> None:
    (group,) = rows(workspace, "review", "--groups")
    assert (group["group"], group["pairs"], group["said"]) == (1, 2, "same name; same town")
    assert [row["left_id"] for row in rows(workspace, "review", "--group", "1")] == ["a1", "b1"]
    assert "there are 1" in refused(workspace, "review", "--group", "2", "--merge", "--yes")
    said = run(workspace, "review", "--group", "1", "--merge", "--yes", "--who", "tester")
    assert "2 pairs are one each" in said
    assert firms(alike) == ["a1", "b1", "c1", "c2"]
    run(workspace, "reject", "a1", "a2", "--who", "tester")
    assert firms(alike) == ["a1", "a2", "b1", "c1", "c2"]
    run(workspace, "undo", said.split("undo ")[1].split()[0], "--who", "tester")
    assert firms(alike) == ["a1", "a2", "b1", "b2", "c1", "c2"]
