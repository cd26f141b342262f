"""Few suppliers, thin institutions, the one list of all bottlenecks, and what falls if something goes."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask, catalog
from clusteratlas.queries.network.cascade import BRINGING

from tests.worlds import build

PLACE = {"kind": "Place"}
INPUT = {"kind": "Input"}
CORKS, LABELS, OAK, GLUE = ({"input": name} for name in ("corks", "labels", "oak", "glue"))


def inside(*names: str) -> list[str]:
    """Sentences that put organisations into the place x."""
    return [f"{name} is located in x" for name in names]


def supplied(**suppliers: tuple[str, dict[str, Any]]) -> tuple[list[str], dict[str, Any]]:
    """Sentences and facts of who supplies what to whom, each customer a letter."""
    sentences, facts = [], {}
    for supplier, (customers, what) in suppliers.items():
        for customer in customers:
            sentences.append(f"{supplier} supplies {customer}")
            facts[f"{supplier}_supplies_{customer}"] = what
    return sentences, facts


def test_inputs_with_few_suppliers_carry_their_concentration(store: Store) -> None:
    """Corks: 3 of 4 from one; labels: evenly from five of the place; oak from outside, the next 111 km north."""
    sentences, facts = supplied(
        corka=("abc", CORKS),
        corkb=("d", CORKS),
        lab1=("ab", LABELS),
        lab2=("bc", LABELS),
        lab3=("cd", LABELS),
        lab4=("da", LABELS),
        lab5=("ac", LABELS),
        oaka=("ab", OAK),
        oakb=("z", OAK),
    )
    places = inside(*"abcd", "corka", "corkb", "lab1", "lab2", "lab3", "lab4", "lab5")
    at: dict[str, Any] = {"a": {"at": (40.0, -120.0)}, "oakb": {"at": (41.0, -120.0)}}
    build(store, *sentences, *places, x=PLACE, oak={**INPUT, "specialised": True}, **facts, **at)
    rows = ask(store, "few_suppliers", {"place": "x"}).rows
    assert [
        (row["input"], row["dependents"], row["suppliers"], row["inside"], row["hhi"], row["largest"].id)
        for row in rows
    ] == [("corks", 4, 2, 2, 0.625, "corka"), ("oak", 2, 1, 0, 1.0, "oaka")]
    corks, oak = rows
    assert (corks["largest_share"], corks["outside_share"], corks["next"], corks["next_km"]) == (0.75, 0.0, None, None)
    assert (oak["outside_share"], oak["next"].id, oak["next_km"], oak["specialised"]) == (1.0, "oakb", 111.2, True)
    assert corks["reason"] == (
        "4 organisations get it from 2 suppliers, 2 of them inside; 75% from corka; no other is known elsewhere"
    )
    everything = ask(store, "few_suppliers", {"place": "x", "few": 5, "dependents": 1}).rows
    assert {row["input"]: row["hhi"] for row in everything} == {"corks": 0.625, "oak": 1.0, "labels": 0.2}


def test_one_organisation_gets_it(store: Store) -> None:
    build(store, "a supplies b", *inside("b"), x=PLACE, a_supplies_b=CORKS)
    [row] = ask(store, "few_suppliers", {"place": "x", "dependents": 1}).rows
    [line] = [row for row in ask(store, "bottlenecks/all", {"place": "x"}).rows if row["what"] == "corks"]
    assert row["reason"] == line["reason"]
    assert row["reason"].startswith("1 organisation gets it from 1 supplier, 0 of them inside; 100% from a; no other")


def test_a_need_that_few_can_fill_is_possible(store: Store) -> None:
    build(store, "a needs labour", "b needs labour", "c provides labour", *inside("a", "b"), x=PLACE, labour=INPUT)
    [row] = ask(store, "few_suppliers", {"place": "x"}).rows
    assert (row["input"], row["basis"], row["dependents"], row["largest"].id) == ("labour", "possible", 2, "c")
    assert ask(store, "few_suppliers", {"place": "x", "inferred": "no"}).rows == []


def test_firms_without_ties_to_institutions_are_counted_service_by_service(store: Store) -> None:
    institutions: dict[str, Any] = {name: {"kind": "Institution"} for name in ("u", "l", "m", "n", "bank", "agency")}
    build(
        store,
        *("u trains for a", "u trains for b", "a researches with u", "l tests for c", "d is a member of m"),
        *("bank finances a", "agency funds b", "n sets standards for far"),
        *inside(*"abcd", "u"),
        x=PLACE,
        **institutions,
    )
    rows = ask(store, "thin_institutions", {"place": "x"}).rows
    assert {row["missing"]: (row["without"], row["of"], row["provider"] and row["provider"].id) for row in rows} == {
        "training": (2, 4, "u"),
        "research": (3, 4, "u"),
        "testing": (3, 4, "l"),
        "standards": (4, 4, None),
        "finance": (2, 4, "agency"),
        "association": (3, 4, "m"),
    }
    reasons = {row["missing"]: row["reason"] for row in rows}
    assert reasons["training"] == "2 of 4 firms have no recorded tie of training; most that have one (2) have it with u"
    assert reasons["standards"] == "no tie of standards is recorded for any of 4 firms here, though for firms elsewhere"


def test_a_service_that_no_source_records_is_unknown_not_thin(store: Store) -> None:
    build(store, *inside("a"), x=PLACE)
    rows = ask(store, "thin_institutions", {"place": "x"}).rows
    assert len(rows) == 6
    assert all(row["reason"].startswith("unknown: no source that is loaded states") for row in rows)
    assert all(row[name] is None for row in rows for name in ("without", "share", "reached"))
    build(store, "u trains for b", *inside("a"), x=PLACE)
    known, *others = ask(store, "thin_institutions", {"place": "x"}).rows
    assert (known["missing"], known["without"], known["share"]) == ("training", 1, 1.0)
    assert {row["share"] for row in others} == {None}
    assert ask(store, "bottlenecks/all", {"place": "x"}).rows == []


def test_thin_institutions_of_an_industry_are_of_its_firms_alone(store: Store) -> None:
    build(
        store,
        *("a is classified as fine", "fine is within coarse", "u trains for b"),
        *inside("a", "b"),
        x=PLACE,
        fine={"kind": "Industry"},
        coarse={"kind": "Industry"},
        u={"kind": "Institution"},
    )
    rows = ask(store, "thin_institutions", {"place": "x", "industry": "coarse"}).rows
    assert {row["missing"]: (row["without"], row["of"]) for row in rows}["training"] == (1, 1)


def planted(store: Store) -> None:
    """One bottleneck of each kind in x.

    Corks of a, b and c come from outside; labels of a and b from p alone; oak of a, b, c and d from q but for one;
    b alone ties s, and d alone r; of twelve firms, u trains seven.
    """
    sentences, facts = supplied(out=("abc", CORKS), p=("ab", LABELS), q=("abc", OAK), r=("d", OAK), s=("b", OAK))
    build(
        store,
        *sentences,
        *("a supplies b", "b supplies c", "c supplies d", "d supplies a", "a competes with c"),
        *("e supplies f", "f supplies g", "g supplies h", "h supplies e"),
        "d cooperates with e",
        *(f"u trains for {name}" for name in "abcdefg"),
        *inside(*"abcdefgh", "p", "q", "r", "s"),
        x=PLACE,
        corks={**INPUT, "specialised": True},
        labels={**INPUT, "specialised": False},
        u={"kind": "Institution"},
        **facts,
    )


def test_every_kind_of_bottleneck_is_in_one_list_that_can_be_checked_by_hand(store: Store) -> None:
    planted(store)
    rows = ask(store, "bottlenecks/all", {"place": "x"}).rows
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    for row in rows:
        assert row["score"] == pytest.approx(row["depend"] * row["scarce"] * row["special"] * row["sure"], rel=0.01)
        assert row["unknown"]
        assert row["sources"] == ["test_world"]
    found = {
        (row["kind"], row["what"], row["organisation"] and row["organisation"].id): (
            row["depend"],
            row["scarce"],
            row["special"],
            row["sure"],
        )
        for row in rows
    }
    assert found == {
        ("input from outside", "corks", "out"): (3, 1.0, 1.0, 1.0),
        ("sole supplier", "labels", "p"): (2, 1.0, 0.5, 1.0),
        ("concentrated input", "oak", "q"): (4, 0.44, 0.75, 1.0),
        ("organisation that holds the network together", "is supplied by", "b"): (1, 0.333, 0.75, 1.0),
        ("organisation that holds the network together", "is supplied by", "d"): (1, 0.167, 0.75, 1.0),
        ("thin institution", "training", "u"): (5, 0.417, 0.75, 0.292),
    }


def test_a_linkage_between_two_sides_is_in_the_list(store: Store) -> None:
    build(
        store,
        *("a supplies b", "b supplies c", "c supplies a", "d supplies e", "e supplies f", "f supplies d"),
        "c cooperates with d",
        *inside(*"abcdef"),
        x=PLACE,
    )
    rows = ask(store, "bottlenecks/all", {"place": "x"}).rows
    assert [(row["kind"], row["what"], row["depend"], row["scarce"]) for row in rows] == [
        ("linkage that holds the network together", "c cooperates with d", 3, 0.5),
        ("organisation that holds the network together", "is supplied by", 2, 0.167),
        ("organisation that holds the network together", "is supplied by", 2, 0.167),
    ]
    said, _, names = rows[0]["reason"].partition(": ")
    assert said == "only by it 3 of 6 organisations are known to be tied to the others"
    assert set(names.split(", ")) in ({"a", "b", "c"}, {"d", "e", "f"})


def test_what_only_an_inferred_linkage_holds_together_may_fall_apart(store: Store) -> None:
    build(
        store,
        *("a supplies b", "b supplies c", "c supplies a", "d supplies e", "e supplies f", "f supplies d"),
        "c cooperates with d",
        *inside(*"abcdef"),
        x=PLACE,
        c_cooperates_with_d={"state": "latent"},
    )
    bridge = ask(store, "bottlenecks/all", {"place": "x"}).rows[0]
    assert bridge["reason"].startswith("only by it 3 of 6 organisations may be tied to the others: ")
    (line,) = ask(store, "bottlenecks/bridges", {"place": "x", "inferred": "yes"}).rows
    assert "3 of 6 organisations may be tied to the others" in line["reason"]
    build(
        store,
        *("h serves m", "h serves n", "m supplies o", "o supplies m"),
        *inside("h", "m", "n", "o"),
        x=PLACE,
        h_serves_m={"state": "latent"},
        h_serves_n={"state": "latent"},
    )
    hubs = {row["organisation"].id: row for row in ask(store, "bottlenecks/all", {"place": "x"}).rows}
    assert (hubs["h"]["basis"], hubs["h"]["reason"].partition(" its ")[0]) == (
        "possible",
        "without it 1 organisation may lose",
    )


def test_organisations_of_one_name_are_told_apart_by_their_ids(store: Store) -> None:
    build(
        store,
        *("a supplies b", "b supplies c", "c supplies a", "d supplies e", "e supplies f", "f supplies d"),
        "c cooperates with d",
        *inside(*"abcdef"),
        x=PLACE,
        c={"name": "Invented Works"},
        d={"name": "Invented Works"},
    )
    rows = ask(store, "bottlenecks/all", {"place": "x"}).rows
    assert rows[0]["what"] == "Invented Works (c) cooperates with Invented Works (d)"
    (line,) = ask(store, "bottlenecks/bridges", {"place": "x"}).rows
    assert line["reason"].startswith("only in that Invented Works (c) cooperates with Invented Works (d), 3 of 6")
    assert "a, b" in line["reason"] or "e, f" in line["reason"]


def losses(store: Store, gone: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """Round, who loses, what, from whom, others left, whether it stops, substitute and its distance."""
    return [
        (
            row["round"],
            row["organisation"].id,
            row["loses"],
            row["from"].id,
            row["left"],
            row["stopped"],
            row["substitute"] and row["substitute"].id,
            row["km"],
        )
        for row in ask(store, "what_if", {"gone": gone, **parameters}).rows
    ]


def chain(store: Store) -> None:
    """a gives corks to b and c, d to c too, b wine to e, e meals to f; g has corks 111 km away."""
    sentences, facts = supplied(
        a=("bc", CORKS), d=("c", CORKS), g=("h", CORKS), b=("e", {"input": "wine"}), e=("f", {"input": "meals"})
    )
    build(
        store,
        *sentences,
        *("a tests for b", "b is a member of a", "i supplies j"),
        *inside("a"),
        x=PLACE,
        corks=INPUT,
        b={"at": (40.0, -120.0)},
        g={"at": (41.0, -120.0)},
        d={"at": (45.0, -120.0)},
        **facts,
    )


def test_who_loses_what_is_told_round_by_round(store: Store) -> None:
    chain(store)
    expected = [
        (1, "b", "corks", "a", 0, True, "g", 111.2),
        (1, "b", "membership", "a", 0, False, None, None),
        (1, "b", "tests", "a", 0, False, None, None),
        (1, "c", "corks", "a", 1, False, "d", None),
        (2, "e", "wine", "b", 0, True, None, None),
        (3, "f", "meals", "e", 0, True, None, None),
    ]
    assert losses(store, "a") == expected
    assert losses(store, "x") == expected
    assert losses(store, "a", rounds=1) == expected[:4]
    assert losses(store, "f") == []
    reasons = [row["reason"] for row in ask(store, "what_if", {"gone": "a"}).rows]
    assert reasons[0] == "got it from a; has it from nobody else; the nearest known to provide it is g, 111 km away"
    assert reasons[3] == "got it from a; has it from 1 other still"


def test_an_input_that_goes_stops_all_who_get_it(store: Store) -> None:
    chain(store)
    assert [(round, who, what, stopped) for round, who, what, _, _, stopped, *_ in losses(store, "corks")] == [
        (1, "b", "corks", True),
        (1, "c", "corks", True),
        (1, "h", "corks", True),
        (2, "e", "wine", True),
        (3, "f", "meals", True),
    ]


def test_a_service_that_is_no_node_can_go(store: Store) -> None:
    chain(store)
    build(store, "s serves b", s_serves_b={"service": "papers"})
    assert {row["what"] for row in ask(store, "sources/supplied").rows} == {"corks", "wine", "meals", "papers"}
    rows = ask(store, "what_if", {"service": "papers"}).rows
    assert [(row["round"], row["organisation"].id, row["loses"], row["stopped"]) for row in rows] == [
        (1, "b", "papers", True),
        (2, "e", "wine", True),
        (3, "f", "meals", True),
    ]
    assert rows[0]["reason"] == "got it from s; it is to be had from nobody"
    corks = [row["organisation"].id for row in ask(store, "what_if", {"service": "corks"}).rows]
    assert corks == [who for _, who, *_ in losses(store, "corks")]
    with pytest.raises(InvalidQuery, match=r"service: 'rubber stamps' is not in the list; choose one of corks"):
        ask(store, "what_if", {"service": "rubber stamps"})
    with pytest.raises(InvalidQuery, match="give this or gone, not both"):
        ask(store, "what_if", {"service": "corks", "gone": "a"})


def test_needs_and_inferred_linkages_fall_unless_they_are_left_out(store: Store) -> None:
    build(
        store,
        *("a provides labour", "b needs labour", "a supplies c"),
        labour=INPUT,
        a_supplies_c={"input": "corks", "state": "latent"},
    )
    assert losses(store, "a", inferred="no") == []
    assert {loss[:4] for loss in losses(store, "a")} == {
        (1, "b", "labour", "a"),
        (1, "c", "corks", "a"),
    }
    [row] = ask(store, "what_if", {"gone": "labour"}).rows
    assert (row["organisation"].id, row["basis"], row["stopped"]) == ("b", "possible", True)


def test_a_single_link_goes_and_its_ends_stay(store: Store) -> None:
    """Of what a does for b only the corks go: b stops, g is the substitute; tests and membership go on."""
    chain(store)
    build(store, "a serves c", a_serves_c=CORKS)
    supplies = [
        (1, "b", "corks", "a", 0, True, "g", 111.2),
        (2, "e", "wine", "b", 0, True, None, None),
        (3, "f", "meals", "e", 0, True, None, None),
    ]
    others = [(1, "b", "membership", "a", 0, False, None, None), (1, "b", "tests", "a", 0, False, None, None)]
    assert losses(store, "a", tied_to="b", kind="SUPPLIES") == supplies
    assert losses(store, "a", tied_to="b") == losses(store, "b", tied_to="a") == [supplies[0], *others, *supplies[1:]]
    assert losses(store, "a", tied_to="c") == [(1, "c", "corks", "a", 1, False, "d", None)]
    assert losses(store, "a", tied_to="c", kind="SERVES") == []
    assert losses(store, "a", tied_to="f") == []


def test_what_a_link_brought_does_not_come_back_in_a_later_round(store: Store) -> None:
    """b gets corks from a and c; without a it has c, which stops for want of oak from b: b stops too."""
    sentences, facts = supplied(a=("b", CORKS), c=("b", CORKS), b=("d", LABELS), d=("c", OAK))
    sentences.append("a supplies d")
    build(store, *sentences, **facts, a_supplies_d=GLUE)
    assert [(round, who, what, left) for round, who, what, _, left, *_ in losses(store, "a", tied_to="b")] == [
        (1, "b", "corks", 1)
    ]
    found = losses(store, "a", tied_to="d", rounds=5)
    assert [(round, who, what) for round, who, what, *_ in found] == [
        (1, "d", "glue"),
        (2, "c", "oak"),
        (3, "b", "corks"),
    ]


def test_a_link_has_two_organisations_as_ends(store: Store) -> None:
    chain(store)
    for wrong in ({"gone": "x", "tied_to": "b"}, {"gone": "corks", "tied_to": "b"}, {"gone": "b", "tied_to": "b"}):
        with pytest.raises(InvalidQuery, match="tied_to: a link has two ends; give two organisations"):
            ask(store, "what_if", wrong)
    with pytest.raises(InvalidQuery, match="kind: says which linkages go between two; give the other one as tied_to"):
        ask(store, "what_if", {"gone": "a", "kind": "SUPPLIES"})


def test_each_kind_by_which_somebody_gets_something_can_go() -> None:
    assert catalog()["bottlenecks/what_if"].parameters["kind"].choices == ("any", *BRINGING)


def test_rings_of_supply_come_to_an_end(store: Store) -> None:
    sentences, facts = supplied(a=("b", CORKS), b=("c", LABELS), c=("a", OAK))
    build(store, *sentences, **facts)
    assert [(round, who) for round, who, *_ in losses(store, "a", rounds=5)] == [(1, "b"), (2, "c")]


def test_the_few_hands_that_all_supply_passes_are_found_and_nobody_else(store: Store) -> None:
    """Three makers sell through one wholesaler to four firms of x; a fifth has two makers of its own."""
    build(
        store,
        *(f"{maker} supplies w" for maker in ("m1", "m2", "m3")),
        *(f"w supplies {firm}" for firm in "abcd"),
        *("m4 supplies e", "m5 supplies e", "a supplies b", "b supplies far"),
        *inside(*"abcde"),
        x=PLACE,
    )
    rows = ask(store, "narrow_supply", {"place": "x"}).rows
    assert [(row["organisation"].id, row["fed"], row["of"], row["behind"]) for row in rows] == [
        ("w", 4, 5, 3),
        ("m4", 1, 5, 0),
        ("m5", 1, 5, 0),
    ]
    assert rows[0]["reason"] == (
        "what 3 others supply comes in through it; of 5 organisations inside that are supplied it feeds "
        "4; all supply passes 3 organisations"
    )


def test_a_place_that_supplies_itself_alone_has_no_narrow_supply(store: Store) -> None:
    build(store, "a supplies b", "b supplies a", "a supplies far", *inside("a", "b"), x=PLACE)
    assert ask(store, "narrow_supply", {"place": "x"}).rows == []


def test_organisations_that_may_be_one_are_told_where_they_count_twice(store: Store) -> None:
    """b, c and d may all be one, which was denied of e; the pair of a with one elsewhere counts nowhere.

    Only c, d and e are cut off where corka goes.
    """
    sentences, facts = supplied(corka=("bcde", CORKS))
    build(
        store,
        *sentences,
        *inside(*"abcde", "corka"),
        "z is classified as wine",
        x=PLACE,
        wine={"kind": "Industry"},
        **facts,
    )
    for left, right in ("bc", "cd", "de", "az"):
        store.write(
            "CREATE (:PossibleMatch {id: $left + '|' + $right, left: $left, right: $right, score: 0.5, found: '2020'})",
            {"left": left, "right": right},
        )
    store.write(
        "CREATE (:Judgement {id: 'no', left: 'd', right: 'e', verdict: 'different', by: 'nobody', made: '2020'})"
    )
    rows = ask(store, "bottlenecks/all", {"place": "x"}).rows
    corks = next(row for row in rows if row["what"] == "corks")
    assert (corks["depend"], corks["unknown"]) == (
        4,
        "suppliers that no source names, and how much each supplies; whether 2 organisations are the same as others "
        "of those counted (see Review)",
    )
    [hub] = [row for row in rows if row["kind"].startswith("organisation")]
    assert hub["unknown"].endswith("whether 1 organisation is the same as another of those counted (see Review)")
