"""What tells the things in an answer from each other, in the graph and on the map."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from clusteratlas.graph.results import FoundNode, Rows
from clusteratlas.queries.boundaries.membership import FIRM, IS_SEED
from clusteratlas.queries.catalog import Answer, catalog
from clusteratlas.queries.clusters import FROM_SEEDS
from clusteratlas.ui.components.kinds import FIRST, RAMP, badge_svg, tone_data
from clusteratlas.ui.marking import BELONGS, CHANGE, STRENGTH, WIDTHS, marking
from clusteratlas.ui.screens.questions.answers import notes, on_map
from clusteratlas.ui.views import TIE, Scene, table_rows


def thing(id: str, kind: str = "Firm", **properties: Any) -> FoundNode:
    return FoundNode(id, kind, {"name": f"Imaginary {id}", **properties})


def answer(name: str, rows: Rows, entities: dict[str, FoundNode] | None = None, **parameters: Any) -> Answer:
    return Answer(catalog()[name], parameters, entities or {}, rows)


def test_how_surely_each_belongs_is_told_and_named_seeds_are_marked() -> None:
    words = ("seed", "firm", "probable", "edge", "outside")
    rows: Rows = [{"member": thing(word), "belongs": word, "tied_to": thing("seed")} for word in words]
    one = answer("boundaries/from_seeds", rows, seed="seed", second=None)
    told = marking(one)
    assert [told.of(word).get("tone") for word in words] == list(BELONGS)
    assert [word for word in words if told.of(word).get("marked")] == ["seed"]
    scene = Scene()
    scene.add(one)
    assert {node["id"]: node.get("tone") for node in scene.graph_nodes()} == told.tones


def test_members_that_were_kept_are_told_as_the_query_says() -> None:
    cluster = thing("kept", "Cluster", parameters='{"seed": "a"}')
    rows: Rows = [
        {"member": thing(id), "belongs": word}
        for id, word in (("a", "seed"), ("b", "firm"), ("c", "edge"), ("d", None))
    ]
    told = marking(answer("clusters/membership", rows, {"cluster": cluster}))
    seed, firm, _, edge, _ = BELONGS
    assert told.tones == {"a": seed, "b": firm, "c": edge}
    assert told.marked == {"a"}


def test_what_changed_has_a_sign_of_its_own() -> None:
    words = ("entered", "left", "role", "degree")
    told = marking(answer("clusters/compare", [{"member": thing(word), "change": word} for word in words]))
    assert [told.tones[word] for word in words] == list(CHANGE)
    assert len({tone.sign for tone in CHANGE.values()}) == len(CHANGE)


def test_places_are_as_large_as_their_jobs_and_told_by_strength() -> None:
    given = (("a", "strong10", 900), ("b", "", 4), ("c", "significant", None))
    rows: Rows = [{"place": thing(id, "Place"), "strength": strength, "jobs": jobs} for id, strength, jobs in given]
    told = marking(answer("places/strong_in", rows))
    top, _, significant, _, none = STRENGTH
    assert told.tones == {"a": top, "b": none, "c": significant}
    assert told.sizes == {"a": 900, "b": 4}
    assert "900" in told.largest


def test_clusters_stand_at_their_first_member_as_large_as_they_are() -> None:
    town = thing("town", "Place")
    rows: Rows = [
        {"first": thing(id), "size": size, "area": town, "called": f"Around {id}"} for id, size in (("a", 30), ("b", 3))
    ]
    told = answer("boundaries/clusters", rows)
    assert marking(told).sizes == {"a": 30, "b": 3}
    assert "up to 30" in marking(told).largest
    assert [node.id for node in on_map(told)] == ["a", "b"], "its place is where it is, no cluster"
    assert notes(told) == {"a": "Around a, 30 members", "b": "Around b, 3 members"}


def test_only_tones_that_occur_stand_in_a_legend() -> None:
    first, *_, last = BELONGS
    assert [tone["name"] for tone in tone_data(BELONGS, {last, first, None})] == [first, last]


def test_a_mark_of_a_table_has_the_colour_of_graph_and_map_and_is_left_out_where_all_are_alike() -> None:
    rows = [{"member": thing(id), "belongs": said, "inside": True} for id, said in (("a", IS_SEED), ("b", FIRM))]
    looks = marking(answer(FROM_SEEDS, rows))
    assert [looks.tone(id) for id in ("a", "b", "c")] == [FIRST, RAMP[0], None]
    assert quote(RAMP[0].light) in badge_svg("Firm", tone=looks.tone("b"))
    shown = [table_rows(answer(FROM_SEEDS, each))[1] for each in (rows, rows[:1] * 2)]
    assert [any(name.endswith(" mark") for name in columns) for columns in shown] == [True, False]


def test_lines_that_are_counts_are_as_thick() -> None:
    for name, (column, *_) in WIDTHS.items():
        assert catalog()[name].returns[column] == "int"
    rows: Rows = [{"here": thing("x", "Place"), "there": thing("y", "Place"), "words": "supplies", "pairs": 7}]
    scene = Scene()
    scene.add(answer("gaps/borders", rows))
    assert [(link["kind"], link["label"], link.get("weight")) for link in scene.links.values()] == [
        ("between two areas", "supplies", 7.0)
    ]
    assert scene.widths


def test_every_node_is_drawn_or_counted_as_left_out() -> None:
    tied: Rows = [
        {"member": thing(f"a{one}", "Firm"), "tied_to": thing("hub", "Firm"), "belongs": "firm"} for one in range(4)
    ]
    alone: Rows = [{"member": thing(one, "Firm"), "tied_to": None, "belongs": "edge"} for one in ("b", "c")]
    scene = Scene()
    scene.add(answer("boundaries/from_seeds", [*tied, *alone]))
    assert (scene.drop_strays(), scene.cut(3), len(scene.nodes)) == (2, 2, 3)
    scene = Scene()
    scene.add(answer("boundaries/from_seeds", alone))
    assert (scene.drop_strays(), len(scene.nodes)) == (0, 2), "where nothing is tied all are drawn"


def test_a_line_whose_reason_is_long_is_told_by_its_kind_or_leads_to_the_table() -> None:
    firms = {"supplier": thing("a", "Firm"), "firm": thing("b", "Firm"), "basis": "possible"}
    areas = {"here": thing("x", "Place"), "there": thing("y", "Place")}
    scene = Scene()
    scene.add(answer("near/suppliers", [{**firms, "reason": "w" * 41}]))
    scene.add(answer("gaps/borders", [{**areas, "words": "w" * 41}]))
    assert [link["label"] for link in scene.links.values()] == [TIE.format("table"), "between two areas"]
