"""Boundaries, cuts and lint asked of small invented worlds."""

from __future__ import annotations

from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery, NotFound
from clusteratlas.graph.model import model
from clusteratlas.graph.store import Store
from clusteratlas.queries.boundaries.membership import EDGE, FIRM, IS_SEED, say_edge
from clusteratlas.queries.catalog import ask
from clusteratlas.queries.network.snapshots import network_of
from clusteratlas.queries.network.traits import traits_of

from tests.worlds import build

HERE = (40.0, -100.0)
CLASS = {"kind": "Industry"}
LAB = {"kind": "Institution", "type": "research institute"}


def everywhere(firms: str, **facts: Any) -> dict[str, Any]:
    """Firms of one letter each, at the same point."""
    return {firm: {"at": HERE, **facts} for firm in firms}


def two_fields(store: Store) -> None:
    """Wine makers a to d with what serves them, and a field of machines m to p that buys from one of them."""
    wine = [f"{one} cooperates with {other}" for one, other in ("ab", "bc", "cd", "da", "ac")]
    machines = [f"{one} cooperates with {other}" for one, other in ("mn", "no", "op", "pm", "mo", "np")]
    build(
        store,
        *wine,
        *machines,
        *("cooper supplies a", "cooper supplies b", "cooper supplies c", "cooper supplies d"),
        *("printer serves a", "printer serves b", "shop distributes for c", "shop distributes for d"),
        *("lab researches with a", "lab researches with b", "grid serves c", "grid serves d"),
        *("bottles supplies a", "bottles supplies b", "d supplies m", "d is a unit of owner"),
        *("bank finances a", "bank finances b", "bank finances c", "bank finances m", "bank finances n"),
        *(f"{one} is classified as wine" for one in "abcd"),
        *(f"{one} is classified as machinery" for one in "mnop"),
        *("a is located in valley", "b is located in valley", "c is located in valley", "d is located in valley"),
        "far serves a",
        **everywhere("abcdmnop"),
        cooper={"at": (40.2, -100.0)},
        far={"home_country": "FR"},
        a_cooperates_with_b={"confidence": 0.9},
        bottles_supplies_a={"state": "latent", "confidence": 0.5},
        bottles_supplies_b={"state": "latent", "confidence": 0.5},
        wine=CLASS,
        machinery=CLASS,
        valley={"kind": "Place"},
        lab=LAB,
        grid={"kind": "Institution", "type": "utility"},
        bank={"kind": "Institution", "type": "financial institution"},
    )


def members(store: Store, **parameters: Any) -> dict[str, dict[str, Any]]:
    """Member to its row."""
    return {row["member"].id: row for row in ask(store, "boundaries/from_seeds", parameters).rows}


def test_members_have_roles_and_reasons_and_the_other_field_is_left_out(store: Store) -> None:
    two_fields(store)
    found = members(store, seed="a", second="b", third="c")
    assert {id: row["role"] for id, row in found.items() if row["inside"]} == {
        **dict.fromkeys("abcd", "core"),
        "cooper": "supplier",
        "bottles": "supplier",
        "printer": "service provider",
        "far": "service provider",
        "shop": "channel or customer",
        "owner": "core",
        "lab": "institution",
        "grid": "infrastructure",
    }
    assert not {"bank", *"mnop"} & {id for id, row in found.items() if row["inside"]}
    assert found["a"]["reasons"][0] == "is a seed"
    assert found["cooper"]["reasons"] == ["supplies 4 core members within 25 km: b, a, c and 1 other"]
    assert (found["cooper"]["ties"], found["cooper"]["basis"], found["cooper"]["sources"]) == (
        4,
        "recorded",
        ["test_world"],
    )
    assert found["cooper"]["km"] == pytest.approx(22.2, abs=0.1)
    assert found["bottles"]["reasons"] == ["supplies 2 core members (inferred): b, a"]
    assert found["bottles"]["basis"] == "possible"
    assert found["d"]["reasons"][0] == "is of an industry of the seeds, or provides the same"
    assert all(row["degree"] == 1 for id, row in found.items() if id in "abc")
    assert all(0 < row["degree"] <= 1 for row in found.values())
    assert {row["role"] for row in found.values()} <= {*model().links["IN_CLUSTER"].properties["role"].choices}
    assert "bottles" not in members(store, seed="a", second="b", third="c", inferred=False)
    one = members(store, seed="a")["a"]["reasons"][0]
    assert one == "is the only seed: with three to five the boundary is surer"
    by_place = members(store, industry="wine", place="valley")
    assert {id for id, row in by_place.items() if row["reasons"][:1] == ["is a seed"]} == set("abcd")
    assert [id for id, row in members(store, seed="a", second="b", size=3).items() if row["inside"]][:2] == ["a", "b"]
    assert sum(row["inside"] for row in members(store, seed="a", second="b", size=3).values()) == 3


def test_what_ties_do_not_tell_of_a_role_its_industry_does(store: Store) -> None:
    two_fields(store)
    trade = ("dealer", "sauce", "broker", "power")
    build(
        store,
        *(f"{one} competes with {other}" for one in ("dealer", "rival", "power") for other in "abcd"),
        *(f"sauce complements {one}" for one in "abcd"),
        *(f"broker supplies {one}" for one in "abcd"),
        *("dealer is classified as sic1987-5182", "sauce is classified as isic4-4711"),
        *("broker is classified as naics2017-425120", "power is classified as naics2022-2211"),
        source="trade_list",
        **everywhere("abcd"),
        **{one: {"at": HERE} for one in (*trade, "rival")},
        **dict.fromkeys(("sic1987-5182", "isic4-4711", "naics2017-425120", "naics2022-2211"), CLASS),
    )
    found = members(store, seed="a", second="b", third="c")
    assert {one: found[one]["role"] for one in (*trade, "rival")} == {
        "dealer": "channel or customer",
        "sauce": "complementor",
        "broker": "supplier",
        "power": "infrastructure",
        "rival": "related industry",
    }
    assert found["dealer"]["reasons"][-1] == "its industry is wholesale, brokerage or retail"
    assert found["power"]["reasons"][-1] == "its industry is electricity, gas, water or telecommunications"
    assert len(found["broker"]["reasons"]) == len(found["rival"]["reasons"]) == 1


def test_a_role_is_told_by_what_somebody_does_rather_than_by_its_code(store: Store) -> None:
    """A bottler with the code of the wineries that it works for, a contractor that they need, clients of a lawyer."""
    wineries = [f"{one} cooperates with {other}" for one, other in ("ab", "bc", "cd", "da", "ac", "bd")]
    apart = [f"x{one:02} cooperates with x{(one + step) % 12:02}" for one in range(12) for step in (1, 2, 3)]
    build(
        store,
        *wineries,
        *apart,
        *(f"bottler serves {one}" for one in "abcd"),
        *("d serves a", "d serves b", "a serves d"),
        *("lawyer serves a", "lawyer serves b", "lawyer serves grower", "lawyer serves another"),
        *(f"{one} is classified as wine" for one in ("a", "b", "c", "d", "bottler", "contractor")),
        *("contractor provides labour", "contractor needs labour", "a needs labour", "b needs labour"),
        wine=CLASS,
        labour={"kind": "Input"},
        **everywhere("abcd"),
        bottler={"at": HERE},
        contractor={"at": (40.1, -100.0)},
    )
    found = members(store, seed="a", second="b", third="c")
    assert {id: row["role"] for id, row in found.items() if row["inside"]} == {
        **dict.fromkeys("abcd", "core"),
        "bottler": "service provider",
        "lawyer": "service provider",
        "contractor": "supplier of specialised inputs",
        "grower": "related industry",
        "another": "related industry",
    }
    assert any(reason.startswith("serves 4 core members") for reason in found["bottler"]["reasons"])
    assert "provides what is needed by 2 core members within 15 km: a, b" in found["contractor"]["reasons"]
    assert found["contractor"]["basis"] == "possible"
    needs = [reason for reason in found["a"]["reasons"] if "needs" in reason]
    assert needs == ["needs what is provided by 1 member within 15 km: contractor"]
    assert members(store, seed="a", weights="alike.need=0")["contractor"]["role"] == "related industry"
    assert members(store, seed="bottler", second="a", third="b")["bottler"]["role"] == "core"


def test_a_member_list_and_a_table_of_suppliers_bring_in_institutions_and_suppliers(store: Store) -> None:
    apart = [f"x{one:02} cooperates with x{(one + step) % 12:02}" for one in range(12) for step in (1, 2, 3)]
    build(
        store,
        *apart,
        *(f"{winery} is a member of vintners" for winery in "abcdef"),
        *(f"school trains for {winery}" for winery in "abc"),
        *(f"cooper supplies {winery}" for winery in "abc"),
        *(f"printer supplies {winery}" for winery in "bcd"),
        *(f"{winery} is classified as wine" for winery in "abcdef"),
        wine=CLASS,
        vintners={"kind": "Institution", "type": "trade association"},
        school={"kind": "Institution", "type": "university"},
        **everywhere("abcdef"),
    )
    found = members(store, seed="a", second="b", third="c")
    assert {id: row["role"] for id, row in found.items() if row["inside"]} == {
        **dict.fromkeys("abcdef", "core"),
        "vintners": "institution",
        "school": "institution",
        "cooper": "supplier",
        "printer": "supplier",
    }


def test_what_the_curve_says_is_what_the_members_are(store: Store) -> None:
    two_fields(store)
    every = ask(store, "boundaries/cuts", {"seed": "a", "second": "b", "sharp": False, "most": 12}).rows
    assert [row["size"] for row in every] == list(range(3, 13))
    order = [row["last"].id for row in every]
    sharp = ask(store, "boundaries/cuts", {"seed": "a", "second": "b"}).rows
    assert sharp
    assert [row["size"] for row in every if row["sharp"]] == [row["size"] for row in sharp if row["size"] <= 12]
    assert all(0 <= row["cut"] <= 1 for row in every)
    assert all(0 <= row["members_cut"] <= min(one["cut"] for one in every) + 1e-9 for row in every)
    found = members(store, seed="a", second="b", most=12, outside=False)
    assert {row["members"] for row in every} == {len(found)}
    (drawn,) = (row for row in every if row["size"] == len(found))
    assert drawn["cut"] == drawn["members_cut"]
    listed = members(store, seed="a", second="b", most=12).values()
    assert all((row["enters"] <= len(found)) == row["inside"] for row in listed)
    asked = {"seed": "a", "second": "b", "sharp": False, "most": 6}
    assert [row["size"] for row in ask(store, "boundaries/cuts", {**asked, "largest": 9}).rows][-1] == 9
    assert ask(store, "boundaries/cuts", {**asked, "largest": 5}).rows[-1]["size"] == 6
    found = members(store, seed="a", second="b", size=6, outside=False)
    assert set(found) == {"a", "b", *order[:4]}
    assert found[order[3]]["enters"] == 6


def test_firms_from_abroad_belong_only_with_a_lasting_presence(store: Store) -> None:
    firms = ("near", "away", "lasting", "unlasting", "home")
    elsewhere = [f"x{one:02} cooperates with x{(one + step) % 12:02}" for one in range(12) for step in (1, 2, 3)]
    build(
        store,
        *(f"{one} cooperates with {other}" for one, other in ("ab", "bc", "ca")),
        *(f"{firm} supplies {one}" for firm in firms for one in "ab"),
        *elsewhere,
        **everywhere("abc", home_country="US"),
        near={"home_country": "FR", "at": (40.1, -100.0)},
        away={"home_country": "FR", "at": (48.0, 2.0)},
        lasting={"home_country": "FR", "permanent": True},
        unlasting={"home_country": "US", "permanent": False, "at": HERE},
        home={"home_country": "US", "at": (45.0, -100.0)},
    )
    found = members(store, seed="a", second="b", third="c")
    assert {id for id, row in found.items() if row["inside"]} == {*"abc", "near", "lasting", "home"}
    assert "home" not in members(store, seed="a", second="b", third="c", km=100)


def test_those_alike_and_near_belong_where_nothing_links_them(store: Store) -> None:
    build(
        store,
        *(
            f"{firm} is classified as {field}"
            for field, firms in (("wine", "abcde"), ("oak", "vwxyz"))
            for firm in firms
        ),
        *("f provides corks", "a provides corks"),
        wine=CLASS,
        oak=CLASS,
        corks={"kind": "Input"},
        **everywhere("abcdefvwxyz"),
    )
    found = members(store, seed="a")
    told = {id: (row["role"], row["basis"]) for id, row in found.items() if row["inside"] and id != "a"}
    assert told == dict.fromkeys("bcdef", ("core", "possible"))
    assert found["f"]["reasons"] == [
        "is of an industry of the seeds, or provides the same",
        "provides the same as 1 core member within 5 km: a",
    ]
    assert members(store, seed="a", alike=False) == {}


def patch(name: str, lat: float, number: int = 8) -> tuple[list[str], dict[str, Any]]:
    """So many wineries side by side: what classifies them, and where they are."""
    firms = [f"{name}{at:02}" for at in range(number)]
    said = [f"{firm} is classified as wine" for firm in firms]
    return said, {firm: {"at": (lat, -100 + at / 1000)} for at, firm in enumerate(firms)}


def test_who_is_only_like_a_unit_far_away_has_nothing_to_do_with_the_seeds(store: Store) -> None:
    here, at_home = patch("here", 40.0)
    away, at_distance = patch("away", 42.0)
    build(
        store, *here, *away, "here00 is a unit of owner", "away00 is a unit of owner", "away01 supplies here01",
        wine=CLASS, **at_home, **at_distance,
    )  # fmt: skip
    answer = ask(store, "boundaries/from_seeds", {"seed": "here00", "second": "here02", "third": "here03"})
    assert "No recorded linkages lead from the seeds to 6 of 6 members besides these (possible): " in answer.caution
    found = {row["member"].id: row for row in answer.rows}
    inside = {id for id, row in found.items() if row["inside"]}
    assert inside >= at_home.keys()
    assert not found.keys() & (at_distance.keys() - {"away00", "away01"})


def test_it_is_said_above_the_members_how_sure_they_are_and_what_they_rest_on(store: Store) -> None:
    two_fields(store)
    answer = ask(store, "boundaries/from_seeds", {"seed": "a", "second": "b", "third": "c"})
    words = [row["belongs"] for row in answer.rows if row["inside"]]
    assert words[:3] == ["seed"] * 3
    recorded = [row for row in answer.rows if row["basis"] != "possible"]
    degrees = {word: [row["degree"] for row in recorded if row["belongs"] == word] for word in words}
    assert all(degree >= 0.75 for degree in degrees.get("firm", []))
    assert all(0.5 <= degree < 0.75 for degree in degrees.get("probable", []))
    assert all(degree < 0.5 for degree in degrees.get("edge", []))
    assert {row["belongs"] for row in answer.rows if not row["inside"]} <= {"outside"}
    assert "firm" not in {row["belongs"] for row in answer.rows if row["basis"] == "possible"}
    assert {row["basis"] for row in answer.rows if row["belongs"] == "seed"} == {None}
    counted = ", ".join(f"{words.count(word)} {said}" for word, said in MEANT.items())
    assert answer.headline.startswith(f"12 inside: {counted}.")
    assert answer.headline.endswith(
        "with the ties varied at random; firm is from 0.75 on where recorded linkages lead from a seed to it, probable "
        "from 0.5 on."
    )
    assert answer.caution == ""
    moved = ask(store, "boundaries/from_seeds", {"seed": "a", "second": "b", "third": "c", "size": 4})
    assert "degrees belong to the boundary as found, of 12. Inside are the first to enter. Degree " in moved.headline


MEANT = {"seed": "seeds", "firm": "firm", "probable": "probable", "edge": "at the edge"}
"""How sure members are, and how that is counted."""


def test_a_boundary_that_ends_at_the_limit_says_so_and_how_to_widen(store: Store) -> None:
    field = [f"w{one:02} cooperates with w{other:02}" for one in range(24) for other in range(one)]
    apart = [f"x{one:02} cooperates with x{(one + step) % 40:02}" for one in range(40) for step in (1, 2, 3)]
    build(store, *field, *apart, "w00 supplies x00")
    asked = {"seed": "w00", "second": "w10", "third": "w20"}
    narrow = ask(store, "boundaries/from_seeds", {**asked, "most": 12}).caution
    assert narrow.startswith("The boundary ends at the limit: 12 members, of 12 at most. The cluster may be larger. ")
    assert "(most) to 30: then 24 are inside, and the boundary cuts 0.7% of the ties that chance would" in narrow
    limit = ask(store, "boundaries/cuts", {**asked, "most": 12, "sharp": False}).caution
    assert limit.endswith("not 80%.")
    beyond = "a cut of 0.80 (there up to 0.6), members tied with 23 others on average (there 2 to 20)."
    blurred = "The boundary is blurred: 9 of 9 members besides the seeds are at the edge."
    extrapolated = "Degrees are extrapolated beyond the invented networks by which they are calibrated:"
    assert narrow == f"{limit} {blurred} {extrapolated} {beyond}"
    wide = ask(store, "boundaries/from_seeds", {**asked, "most": 30})
    assert sum(row["inside"] for row in wide.rows) == 24
    assert "limit" not in wide.caution
    full = ask(store, "boundaries/from_seeds", {**asked, "most": 24})
    assert "limit" not in full.caution, "no larger limit makes it sharper"


def test_a_boundary_that_no_tie_leads_out_of_says_that_none_drew_it(store: Store) -> None:
    apart = [f"x{one:02} cooperates with x{(one + step) % 40:02}" for one in range(40) for step in (1, 2, 3)]
    build(store, *apart, "a supplies b", "b supplies c", "c supplies d")
    said = ask(store, "boundaries/from_seeds", {"seed": "a"}).caution
    assert "Nothing that is loaded ties these to anybody else: this is all that hangs together, not a " in said
    assert said.endswith("boundaries/clusters shows its parts.")
    assert "all that hangs together" not in ask(store, "boundaries/from_seeds", {"seed": "a", "size": 2}).caution


def test_a_boundary_of_all_that_hangs_together_says_where_within_it_is_sharp(store: Store) -> None:
    rings = [
        f"{ring}{one:02} cooperates with {ring}{(one + step) % 12:02}"
        for ring in "pqx"
        for one in range(12)
        for step in (1, 2, 3)
    ]
    build(store, *rings, "p00 cooperates with q00")
    answer = ask(store, "boundaries/from_seeds", {"seed": "p05", "second": "p06"})
    assert sum(row["inside"] for row in answer.rows) == 24
    assert "It is sharp at 12 members as well" in answer.caution


def test_a_limit_below_the_number_of_seeds_leaves_room_for_one_more(store: Store) -> None:
    field = [f"w{one:02} cooperates with w{other:02}" for one in range(12) for other in range(one)]
    apart = [f"x{one:02} cooperates with x{(one + step) % 40:02}" for one in range(40) for step in (1, 2, 3)]
    seeds = [f"w{one:02} is {said}" for one in range(8) for said in ("located in valley", "classified as wine")]
    build(store, *field, *apart, *seeds, "w00 supplies x00", valley={"kind": "Place"}, wine={"kind": "Industry"})
    asked = {"industry": "wine", "place": "valley", "most": 5, "alike": False}
    said = ask(store, "boundaries/from_seeds", asked).caution
    assert said.startswith("The boundary ends at the limit: 9 members, of 9 at most, one more than the seeds.")


def test_members_at_the_edge_are_said_to_be_inside_as_part_of_one_set() -> None:
    said = list(say_edge([IS_SEED, FIRM, FIRM, EDGE], moved=False))
    assert said == [
        "1 member at the edge is inside as the best single set has it, though by a degree below 0.5 it is more "
        "probably out.",
        "Count on the 3 that are seeds or firm.",
    ]
    assert list(say_edge([IS_SEED, FIRM], moved=False)) == []
    assert "2 members at the edge are inside as they entered before the cut" in next(say_edge([EDGE] * 2, moved=True))


def test_many_seeds_do_not_hide_who_else_belongs(store: Store) -> None:
    said, at = patch("w", 40.0, 12)
    build(
        store, *said, *(f"{winery} is located in valley" for winery in sorted(at)[:8]),
        *(f"cooper supplies {winery}" for winery in sorted(at)[:4]),
        *(f"x{one:02} cooperates with x{(one + step) % 12:02}" for one in range(12) for step in (1, 2, 3)),
        wine=CLASS, valley={"kind": "Place"}, **at,
    )  # fmt: skip
    rows = ask(store, "boundaries/from_seeds", {"industry": "wine", "place": "valley"}).rows
    words = [row["belongs"] for row in rows]
    assert words[-8:] == ["seed"] * 8
    assert "seed" not in words[:-8]
    inside = [row["degree"] for row in rows if row["inside"] and row["belongs"] != "seed"]
    assert len(inside) == 5
    assert inside == sorted(inside, reverse=True)
    first = ask(store, "boundaries/from_seeds", {"industry": "wine", "place": "valley", "limit": 5})
    assert [row["member"].id for row in first.rows] == [row["member"].id for row in rows[:5]]
    assert first.headline.startswith("13 inside: 8 seeds, ")


def test_seeds_by_industry_say_of_how_many_there_no_industry_is_known(store: Store) -> None:
    two_fields(store)
    build(store, "unsaid is located in valley", valley={"kind": "Place"})
    said = ask(store, "boundaries/from_seeds", {"industry": "wine", "place": "valley"}).caution
    assert said.startswith("1 organisation of the place has no industry on record: who of them is of this one nobody")
    assert "no industry on record" not in ask(store, "boundaries/from_seeds", {"seed": "a", "second": "b"}).caution


def test_nothing_to_draw_from_is_answered_with_what_to_do(store: Store) -> None:
    build(store, "a is classified as wine", "b cooperates with c", wine=CLASS, valley={"kind": "Place"})
    answer = ask(store, "boundaries/from_seeds", {"seed": "a"})
    assert answer.rows == []
    assert answer.empty.endswith(
        "has no tie that counts. No boundary can be drawn. Name other seeds or a larger place, let "
        "inferred linkages and all kinds and dates count, or load a source that tells their linkages."
    )
    assert (
        "No organisation was found for these seeds."
        in ask(store, "boundaries/from_seeds", {"industry": "wine", "place": "valley"}).lacking
    )
    assert ask(store, "boundaries/cuts", {"industry": "wine", "place": "valley"}).rows == []
    assert ask(store, "boundaries/lint", {"industry": "wine", "place": "valley"}).rows == []
    with pytest.raises(NotFound, match="nobody: no organisation of that name"):
        members(store, seed="nobody")
    with pytest.raises(InvalidQuery, match="place: is needed with an industry"):
        members(store, industry="wine")
    with pytest.raises(InvalidQuery, match="industry: is needed with a place"):
        members(store, place="valley")
    with pytest.raises(
        InvalidQuery, match="seed or second or third or fourth or fifth or industry or place or area or cluster"
    ):
        members(store)


def test_definitions_are_called_too_broad_too_narrow_or_hidden(store: Store) -> None:
    """Metal and oak are two fields in one place; of oak some are left out; three sectors are tied."""
    metal, oak, tied = (
        [f"{field}{number:02}" for number in range(size)] for field, size in (("m", 10), ("o", 14), ("h", 12))
    )
    rings = [
        f"{one} cooperates with {ring[(at + step) % len(ring)]}"
        for ring in (metal, oak, tied)
        for at, one in enumerate(ring)
        for step in (1, 2)
    ]
    branch: dict[str, Any] = {"kind": "Industry", "level": 3}
    build(
        store,
        *rings,
        "m00 supplies o00",
        *(f"{one} is classified as metal" for one in metal),
        *(f"{one} is classified as oak" for one in oak),
        *(f"{one} is classified as sector{number % 3}" for number, one in enumerate(tied)),
        *(f"{one} is located in town" for one in (*metal, *oak)),
        *(f"{one} is located in half" for at, one in enumerate(oak) if at % 3 != 2),
        *(f"{one} is in the cluster c" for one in tied),
        metal=branch,
        oak={**branch, "name": "Oak making"},
        sector0=branch,
        sector1=branch,
        sector2=branch,
        town={"kind": "Place"},
        half={"kind": "Place"},
        c={"kind": "Cluster"},
    )

    def verdicts(**parameters: Any) -> dict[str, str]:
        rows = ask(store, "boundaries/lint", parameters).rows
        return {row["check"]: row["verdict"] for row in rows}

    assert verdicts(place="town") == {"too broad": "too broad", "too narrow": "no", "hidden": "no"}
    assert verdicts(industry="metal") == {"too broad": "no", "too narrow": "no", "hidden": "no"}
    assert verdicts(cluster="c") == {"too broad": "no", "too narrow": "no", "hidden": "hidden"}
    narrow = {row["check"]: row for row in ask(store, "boundaries/lint", {"place": "half"}).rows}["too narrow"]
    assert (narrow["verdict"], narrow["of"], narrow["figure"]) == ("too narrow", 10, 0.4)
    assert sorted(narrow["organisations"]) == ["o02", "o05", "o08", "o11"]
    everywhere = ask(store, "boundaries/lint", {"place": "half"}).rows
    assert everywhere[2]["reason"].endswith("the largest, Oak making, holds 100%")
    broad = ask(store, "boundaries/lint", {"place": "town"}).rows[0]
    assert len(broad["organisations"]) == 10
    assert broad["figure"] == pytest.approx(2 / (20 * 2 * 0.8 * 3 + 2), abs=0.001)
    assert broad["suggestion"].startswith("draw these as a cluster of their own")


def test_few_with_ties_that_tell_bear_no_verdict(store: Store) -> None:
    ring = [f"m{one:02} cooperates with m{(one + step) % 12:02}" for one in range(12) for step in (1, 2)]
    everybody = [*(f"m{one:02}" for one in range(12)), *(f"n{one:02}" for one in range(50))]
    sectors: dict[str, Any] = {f"sector{one}": {"kind": "Industry", "level": 3} for one in range(3)}
    build(
        store, *ring, *(f"{one} is located in town" for one in everybody),
        *(f"m{one:02} is classified as sector{one % 3}" for one in range(12)),
        **sectors, town={"kind": "Place"},
    )  # fmt: skip
    rows = ask(store, "boundaries/lint", {"place": "town", "alike": False}).rows
    assert {row["verdict"] for row in rows} == {"cannot be said"}
    assert rows[0]["reason"].startswith("only 12 of 62 members can be judged; ")
    assert rows[0]["suggestion"].endswith("or works with whom) of 4 more of them")
    assert rows[0]["reads"].endswith("too broad below 0.1")
    assert {row["caution"] for row in rows} == {None}
    alike = ask(store, "boundaries/lint", {"place": "town"}).caution
    assert alike.startswith("Only 12 of 62 members have a linkage that counts. What is said rests on who is alike and")


def test_traits_are_those_that_the_database_has(store: Store) -> None:
    build(
        store,
        *("a is classified as red", "red is within wine", "b is classified as white", "white is within wine"),
        *("a is located in town", "town is within county", "county is within land", "b is located in county"),
        *("a provides corks", "b provides water", "b needs corks", "a needs water"),
        red=CLASS,
        white=CLASS,
        wine={"kind": "Industry", "level": 3},
        town={"kind": "Place", "type": "town"},
        county={"kind": "Place"},
        land={"kind": "Place", "type": "state"},
        corks={"kind": "Input", "specialised": True},
        water={"kind": "Input", "specialised": False},
        a={"home_country": "US", "permanent": True, "at": HERE, "location_basis": "street", "founded": "1990"},
        b={"closed": "2005-06"},
        lab=LAB,
    )
    network = network_of(store)
    traits = traits_of(store, network)
    said = {
        name: {
            network.id_of(number): [groups.words[group] for group in groups.of_one(number)]
            for number in range(len(network))
        }
        for name, groups in vars(traits).items()
        if name != "network"
    }
    assert said == {
        "industries": {"a": ["red", "wine"], "b": ["white", "wine"], "lab": []},
        "branches": {"a": ["wine"], "b": ["wine"], "lab": []},
        "inputs": {"a": ["corks"], "b": [], "lab": []},
        "needs": {"a": [], "b": ["corks"], "lab": []},
        "places": {"a": ["county", "town"], "b": ["county"], "lab": []},
        "bases": {"a": ["street"], "b": [], "lab": []},
        "types": {"a": [], "b": [], "lab": ["research institute"]},
        "homes": {"a": ["US"], "b": [], "lab": []},
        "present": {"a": ["true"], "b": [], "lab": []},
        "founded": {"a": ["1990"], "b": [], "lab": []},
        "closed": {"a": [], "b": ["2005-06"], "lab": []},
    }
    assert traits_of(store, network) is traits


def two_cliques(store: Store) -> None:
    """Twelve makers of devices scattered over four branches, twelve of wine in one, and one who works with both."""
    all_with_all = [
        f"{field}{one:02} cooperates with {field}{other:02}"
        for field in ("device", "wine")
        for one in range(12)
        for other in range(one)
    ]
    branches = ("metal", "plastics", "electronics", "tools")
    classes: dict[str, Any] = {branch: {"kind": "Industry", "level": 3} for branch in (*branches, "wine")}
    build(
        store,
        *all_with_all,
        "both supplies device00",
        "both supplies device01",
        "both supplies device02",
        *(f"both supplies wine{one:02}" for one in range(8)),
        "alone is located in valley",
        *(f"device{one:02} is classified as {branches[one % 4]}" for one in range(12)),
        *(f"wine{one:02} is classified as wine" for one in range(12)),
        *(f"wine{one:02} is located in valley" for one in range(10)),
        **classes,
        valley={"kind": "Place", "name": "Invented Valley"},
    )


def test_all_clusters_are_told_with_what_each_is_and_which_are_hidden(store: Store) -> None:
    two_cliques(store)
    rows = ask(store, "boundaries/clusters").rows
    assert [(row["cluster"], row["size"], row["here"], row["hidden"]) for row in rows] == [
        ("cluster 1", 13, 13, False),
        ("cluster 2", 12, 12, True),
    ]
    wine, devices = rows
    assert wine["headline"].startswith(
        "Of the 26 organisations loaded, 25 have a tie that counts; the others are in no"
    )
    assert "mainly “cooperates with” (92%) and “supplies” (7.7%), from " in wine["headline"]
    assert wine["called"] == f"wine, Invented Valley: around {wine['members'][0]}"
    assert wine["star"] < 0.5
    assert wine["industry"].id == "wine"
    assert wine["area"].id == "valley"
    assert wine["areas"] == ["Invented Valley (100%)"]
    assert (wine["spread"], devices["spread"]) == (1, 4)
    assert devices["also"] == ["both"]
    assert (wine["shared"], devices["shared"]) == (0, 1)
    assert set(devices["members"]) < {f"device{one:02}" for one in range(12)}
    assert wine["stability"] > 0.9
    assert "hidden: spread as over 4.0 branches" in devices["reason"]
    assert ask(store, "boundaries/clusters", {"hidden": True}).rows == [devices | {"headline": wine["headline"]}]
    [here] = ask(store, "boundaries/clusters", {"place": "valley"}).rows
    assert (here["cluster"], here["here"]) == ("cluster 1", 10)
    assert here["headline"].startswith("Of the 11 organisations in the place, 10 have a tie that counts")
    two = ask(store, "boundaries/clusters", {"organisation": "both"}).rows
    assert [row["cluster"] for row in two] == ["cluster 1", "cluster 2"]
    [one] = ask(store, "boundaries/clusters", {"organisation": "wine05"}).rows
    assert one["cluster"] == "cluster 1"
    nothing = ask(store, "boundaries/clusters", {"level": "part"})
    assert nothing.rows == []
    assert "No cluster fits" in nothing.empty
    assert nothing.lacking == "Of 0 parts, none has 10 members, as asked for."
    larger = ask(store, "boundaries/clusters", {"least": 13, "hidden": True})
    assert larger.lacking == (
        "Looked at 1 cluster of at least 13 members; sources give an industry of 12 of their 13 members, and by these "
        "it is told whether a cluster is hidden. 1 is not hidden."
    )
    store.write("MATCH (:Organisation)-[link:CLASSIFIED_AS]->(:Industry) DELETE link")
    unknown = ask(store, "boundaries/clusters", {"hidden": True}).lacking
    assert unknown.endswith("In 2 too few members have one on record, so that nobody can say.")
    alone = ask(store, "boundaries/clusters", {"least": 14, "organisation": "wine05"}).lacking
    assert alone.endswith("The organisation is in no cluster that is as large and as stable as asked for.")
    largest = ask(store, "boundaries/clusters", {"least": 14, "stability": 0.5}).lacking
    assert largest == (
        "Of 2 clusters, the largest with 13 members there, none has 14 members and a stability of 0.5, as asked for."
    )


def test_a_firm_with_its_clients_alone_is_called_a_star(store: Store) -> None:
    build(store, *(f"hub serves client{one:02}" for one in range(12)))
    [star] = ask(store, "boundaries/clusters").rows
    assert star["star"] == 1
    assert "a star, not a cluster in the usual sense: 100% of the ties within are those of hub" in star["reason"]
    assert star["called"] == "Around hub"


def test_members_of_one_of_all_clusters_are_listed(store: Store) -> None:
    two_cliques(store)
    rows = ask(store, "boundaries/cluster_members", {"organisation": "device05"}).rows
    assert {row["member"].id for row in rows} == {f"device{one:02}" for one in range(12)}
    first = rows[0]
    assert (first["cluster"], first["ties"], first["industries"]) == ("cluster 2", 11, [first["industries"][0]])
    assert {row["inside_share"] for row in rows if row["member"].id > "device02"} == {1}
    assert min(row["inside_share"] for row in rows) < 1
    assert first["reason"].startswith("tied with 11 others of cluster 2")
    nobody = ask(store, "boundaries/cluster_members", {"organisation": "device05", "level": "part"})
    assert nobody.rows == []
    assert "It is in no cluster of this level" in nobody.empty
