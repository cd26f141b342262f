"""What nobody near provides, and how far linkages reach."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask
from clusteratlas.queries.network.distance import between, kilometres

from tests.worlds import build

PLACE = {"kind": "Place"}
INPUT = {"kind": "Input"}
SAME = {"basis": "concordance"}
TABLE = {"kind": "Industry", "scheme": "BEA 2017"}
CLASS = {"kind": "Industry"}


def gaps(store: Store, **parameters: Any) -> dict[str, tuple[Any, ...]]:
    """Input to basis, by how many needed, score, nearest and its distance, in the order of the answer."""
    return {
        row["input"]: (
            row["basis"],
            row["needed_by"],
            row["score"],
            row["nearest"] and row["nearest"].id,
            row["km"],
        )
        for row in ask(store, "gaps/missing", parameters).rows
    }


def test_recorded_needs_that_nobody_near_provides_are_found_and_no_other(store: Store) -> None:
    """Corks and yeast come from afar, glass from nobody; labels are near, oak is inside, water in the house."""
    inputs: dict[str, Any] = dict.fromkeys(("corks", "labels", "oak", "water", "glass"), INPUT)
    build(
        store,
        *("a needs corks", "b needs corks", "p provides corks"),
        *("a needs labels", "q provides labels"),
        *("c needs oak", "b provides oak"),
        *("a needs water", "a provides water"),
        *("c needs glass", "far supplies c", "far supplies a"),
        *(f"{name} is located in x" for name in "abc"),
        x=PLACE,
        **inputs,
        a={"at": (40.0, -120.0)},
        b={"at": (40.0, -120.0)},
        c={"at": (40.1, -120.0)},
        p={"at": (45.0, -120.0)},
        q={"at": (40.3, -120.0)},
        far={"at": (50.1, -120.0)},
        far_supplies_c={"input": "yeast"},
        far_supplies_a={"input": "wax", "state": "latent"},
    )
    assert gaps(store, place="x") == {
        "corks": ("recorded", 2, 2.0, "p", 556.0),
        "glass": ("recorded", 1, 1.0, None, None),
        "yeast": ("recorded", 1, 1.0, "far", 1111.9),
    }
    assert gaps(store, place="x", near=10).keys() == {"corks", "glass", "yeast", "labels"}
    assert gaps(store, place="x", least=2).keys() == {"corks"}
    assert gaps(store, around="c", km=0) == {
        "glass": ("recorded", 1, 1.0, None, None),
        "yeast": ("recorded", 1, 1.0, "far", 1111.9),
    }
    corks, glass, _ = ask(store, "gaps/missing", {"place": "x"}).rows
    assert corks["reason"] == (
        "2 organisations need or get it: a, b; nobody known to provide it inside or within 50 km; "
        "the nearest is p, 556 km away"
    )
    assert (corks["rank"], corks["of"], corks["sources"]) == (1, 3, ["test_world"])
    assert glass["reason"].endswith("nobody known to provide it inside or within 50 km, nor elsewhere")


def test_what_industries_buy_is_a_gap_where_nobody_who_sells_it_is_known_or_counted_near(store: Store) -> None:
    """Glass is made far away; a printer is inside, hauling is counted near; money is not special, farms not counted."""
    bought: dict[str, Any] = {
        "glass": (0.2, 5),
        "print": (0.1, 3),
        "haul": (0.1, 2),
        "bank": (0.3, 0.5),
        "farm": (0.2, 9),
    }
    facts: dict[str, Any] = {
        **{
            f"bea{name}_is_an_input_to_beawine": {"input_share": share, "lift": lift}
            for name, (share, lift) in bought.items()
        },
        **{f"{name}_is_related_to_bea{name}": SAME for name in (*bought, "wine")},
        **{f"{name}_is_present_in_y": {"establishments": 7} for name in ("glass", "print", "bank")},
        **dict.fromkeys((*bought, "wine"), CLASS),
        **{f"bea{name}": {**TABLE, "name": f"Making {name}"} for name in (*bought, "wine")},
    }
    build(
        store,
        *(
            "a is classified as wine",
            "b is classified as wine",
            "wine is related to beawine",
            "pr is classified as print",
        ),
        *(f"bea{name} is an input to beawine" for name in bought),
        *(f"{name} is related to bea{name}" for name in bought),
        *(f"{name} is present in y" for name in ("glass", "print", "bank")),
        "haul is present in z",
        *(f"{name} is located in x" for name in ("a", "b", "c", "pr")),
        haul_is_present_in_z={"establishments": 3},
        **facts,
        x=PLACE,
        y={**PLACE, "at": (43.0, -120.0)},
        z={**PLACE, "at": (40.2, -120.0)},
        a={"at": (40.0, -120.0), "employees": 10},
        b={"at": (40.0, -120.0)},
    )
    assert gaps(store, place="x") == {"Making glass": ("possible", 2, 0.4, "y", 333.6)}
    assert gaps(store, place="x", weigh="employees") == {"Making glass": ("possible", 2, 2.0, "y", 333.6)}
    assert gaps(store, place="x", industry="print") == {}
    assert list(gaps(store, place="x", special="no")) == ["Making bank", "Making glass"]
    [row] = ask(store, "gaps/missing", {"place": "x", "weigh": "employees"}).rows
    assert (row["share"], row["of"], row["providers_near"], row["establishments_near"]) == (0.2, 2, 0, 0)
    assert row["reason"] == (
        "by their industries 2 of 2 organisations buy it, 20% of their purchases on average; "
        "nobody known to provide it inside or within 50 km; "
        "the nearest is y, where 7 establishments are counted, 334 km away"
    )
    assert row["unknown"].startswith("the employees of 1 of them, which count nothing; whether these organisations buy")
    few = gaps(store, place="x", few=3)
    assert few.keys() == {"Making glass", "Making haul", "Making print"}
    assert few["Making haul"] == ("possible", 2, 0.2, "z", 22.2)
    answer = ask(store, "gaps/missing", {"around": "c"})
    assert answer.rows == []
    assert "load industry codes" in answer.query.empty


def test_where_nothing_has_a_position_the_distance_is_said_to_be_unknown(store: Store) -> None:
    build(store, "a needs corks", "p provides corks", "a is located in x", x=PLACE, corks=INPUT)
    [row] = ask(store, "gaps/missing", {"place": "x"}).rows
    assert (row["nearest"], row["km"]) == (None, None)
    assert row["reason"].endswith("within 50 km; elsewhere p, how far away is unknown")
    assert row["unknown"].startswith("where 1 of the 1 that need it are; where 1 of 1 provider are")


def two_towns(store: Store) -> None:
    """Six takers in each of two towns 1,111 km apart: bread comes from bakers of their own, steel from either."""
    towns = {"n": (50.0, -120.0), "s": (40.0, -120.0)}
    sentences: list[str] = []
    facts: dict[str, Any] = {}
    for number in range(6):
        for town, other in (("n", "s"), ("s", "n")):
            taker, baker, smith = (f"{what}{town}{number}" for what in ("taker", "baker", "smith"))
            far = f"smith{other}{number}"
            facts |= {name: {"at": towns[town]} for name in (taker, baker, smith)}
            for giver, what in ((baker, "bread"), (smith if number % 2 else far, "steel")):
                sentences.append(f"{giver} supplies {taker}")
                facts[f"{giver}_supplies_{taker}"] = {"input": what}
    build(store, *sentences, "bakern0 serves takern1", "takern0 is located in x", x=PLACE, **facts)


def test_what_comes_from_near_by_choice_is_told_from_what_comes_from_anywhere(store: Store) -> None:
    two_towns(store)
    rows = {row["what"]: row for row in ask(store, "gaps/reach", {}).rows}
    assert {what: (row["measured"], row["providers"], row["reading"]) for what, row in rows.items()} == {
        "bread": (12, 12, "local edge"),
        "steel": (12, 12, "from a distance"),
        "services without a name": (1, 1, "too few to tell"),
    }
    bread, steel = rows["bread"], rows["steel"]
    assert (bread["median_km"], bread["share_near"], bread["ratio"], bread["chance"]) == (
        0.0,
        1.0,
        0.0,
        0.0,
    )
    assert (steel["quarter_km"], steel["three_quarters_km"], steel["share_near"]) == (0.0, 1111.9, 0.5)
    assert bread["reason"].startswith(
        "of 12 pairs 12 are measured, half of these within 0 km and 100% within 50 km; with partners drawn"
    )
    assert rows["services without a name"]["reason"].endswith("fewer than 10 are measured, too few to tell")
    assert ask(store, "gaps/reach", {}).rows == list(rows.values())
    [trade, service] = ask(store, "gaps/reach", {"by": "kinds"}).rows
    assert [(row["what"], row["linkages"], row["reading"]) for row in (trade, service)] == [
        ("supplies", 24, "local edge"),
        ("serves", 1, "too few to tell"),
    ]
    guess = {"input": "flour", "state": "latent"}
    pairs = [("bakern0", f"takers{number}") for number in range(6)] + [
        (f"bakers{number}", "takern0") for number in range(5)
    ]
    guesses: dict[str, Any] = {f"{giver}_supplies_{taker}": guess for giver, taker in pairs}
    build(store, *(f"{giver} supplies {taker}" for giver, taker in pairs), source="guesses", **guesses)
    flour = next(row for row in ask(store, "gaps/reach", {"inferred": "yes"}).rows if row["what"] == "flour")
    assert (flour["measured"], flour["reading"], flour["basis"]) == (11, "inferred", "possible")
    [bread, steel] = ask(store, "gaps/reach", {"near": 1200}).rows[:2]
    assert (bread["reading"], steel["reading"]) == ("local edge", "near anyway")
    assert {row["what"]: row["linkages"] for row in ask(store, "gaps/reach", {"place": "x"}).rows} == {
        "bread": 1,
        "steel": 1,
    }
    with pytest.raises(InvalidQuery, match="around: give a place or a cluster, or an organisation to look around"):
        ask(store, "gaps/reach", {"place": "x", "around": "takern0"})


def test_when_near_partners_are_said_to_be_preferred_is_what_the_weights_say(store: Store) -> None:
    two_towns(store)

    def readings(weights: str) -> list[str]:
        return [row["reading"] for row in ask(store, "gaps/reach", {"weights": weights}).rows]

    assert readings("reach.ratio=0.5") == ["local edge", "from a distance", "too few to tell"]
    assert readings("reach.chance=1, reach.ratio=5") == ["local edge", "local edge", "too few to tell"]
    assert readings("reach.chance=1, reach.ratio=0")[1] == "nearer than chance"
    assert readings("reach.givers=13") == ["too few to tell"] * 3


def test_distances_are_great_circles_and_unknown_where_a_position_is() -> None:
    pole, equator, nowhere = [90.0, 0.0], [0.0, 77.0], [np.nan, np.nan]
    assert between(np.array([pole, equator, pole]), np.array([equator, equator, nowhere])).round(1).tolist()[:2] == [
        10007.5,
        0.0,
    ]
    assert np.isnan(between(np.array([pole]), np.array([nowhere])))
    assert kilometres(np.array([equator, nowhere]), np.array([nowhere, pole])).round(1).tolist()[0] == 10007.5
    assert np.isnan(kilometres(np.array([equator]), np.array([nowhere])))


def test_borders_count_each_pair_once_by_the_areas_of_its_ends(store: Store) -> None:
    build(
        store,
        *("a supplies b", "b supplies a", "a finances b", "a supplies c", "d serves a", "e supplies b", "c supplies d"),
        *("a is located in p", "b is located in p", "c is located in q", "d is located in q", "p is within v"),
        *("q is within w", "a is in the cluster k", "b is in the cluster k", "d is in the cluster k"),
        p=PLACE,
        q=PLACE,
        v={"kind": "Place", "type": "state"},
        w={"kind": "Place", "type": "state"},
        k={"kind": "Cluster"},
        a={"at": (40.0, -100.0)},
        d={"at": (41.0, -100.0)},
        c={"at": (43.0, -100.0)},
        a_supplies_c={"state": "latent"},
    )
    rows = ask(store, "gaps/borders", {"cluster": "k"}).rows
    assert {
        (row["here"].id, row["there"].id): (row["crosses"], row["pairs"], row["both_inside"], row["median_km"])
        for row in rows
    } == {("v", "v"): (False, 1, 1, None), ("v", "w"): (True, 1, 1, 111.2), ("w", "w"): (False, 1, 0, 222.4)}
    assert rows[0]["kinds"] == ["finances (1)", "supplies (1)"]
    known = "Of 4 pairs both states are known of 3 alone (75%): 1 of 3 pairs (33%) crosses a border of states."
    [crossing] = ask(store, "gaps/borders", {"cluster": "k", "crossing": "yes", "inferred": "yes"}).rows
    assert (crossing["pairs"], crossing["members"], crossing["median_km"]) == (2, 2, 222.4)
    assert {row["here"].id for row in ask(store, "gaps/borders", {"around": "d", "km": 0, "type": "county"}).rows} == {
        "q"
    }
    above = (
        "3 organisations inside, 2 with a known position: half of these are within 56 km of their middle, 90% within "
        "56 km; in 2 counties: p (2), q (1); in 2 states: v (2), w (1). Linkages that are only inferred are left out: "
        "with “Inferred ones too” 1 pair of them would count, 1 with both positions known."
    )
    assert [row["headline"] for row in rows] == [f"{known} {above}", None, None]
    without = ask(store, "gaps/borders", {"cluster": "k", "type": "nation"})
    assert (without.rows, without.lacking) == ([], above)
    assert "2 organisations inside, 2 with a known position" in ask(store, "gaps/reach", {"place": "w"}).headline


def test_where_a_cluster_is_itself_is_said_where_its_linkages_tell_nothing(store: Store) -> None:
    build(
        store,
        *(f"{name} is in the cluster k" for name in "abc"),
        *("a supplies b", "c serves b"),
        k={"kind": "Cluster"},
        a={"at": (40.0, -100.0)},
        c={"at": (42.0, -100.0)},
        c_serves_b={"state": "latent"},
    )
    [row] = ask(store, "gaps/reach", {"cluster": "k"}).rows
    assert row["reason"] == "of 1 pair none has both positions known: load where they are"
    assert row["headline"] == (
        "Nothing here has enough measured linkages to tell whether near partners are preferred. Most is known of "
        "supplies without a name: of 1 pair none has both positions known: load where they are. "
        "3 organisations inside, 2 with a known position: half of these are within 111 km of their middle, 90% within "
        "111 km. Linkages that are only inferred are left out: with “Inferred ones too” 1 pair of "
        "them would count, 0 with both positions known."
    )
    assert "left out" not in ask(store, "gaps/reach", {"cluster": "k", "inferred": "yes"}).headline
    assert "inside" not in ask(store, "gaps/reach", {}).headline
    alone = ask(store, "gaps/reach", {"around": "c", "km": 0})
    assert alone.rows == []
    assert "1 organisation inside, 1 with a known position: half of these are within 0 km" in alone.lacking
    assert alone.lacking.endswith("No inferred linkage would add to it.")
