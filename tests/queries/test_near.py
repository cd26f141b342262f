"""Who near a firm supplies or serves it, and who could."""

from __future__ import annotations

import re
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.store import Store
from clusteratlas.queries.areas import AREA_PARAMETERS, reach_of
from clusteratlas.queries.catalog import ask, find_query
from clusteratlas.queries.network.institutional import SERVICES
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds import build

HERE = (38.0, -122.0)
KM_PER_DEGREE = 111.318845
"""Of latitude, on the sphere by which Neo4j measures."""
INPUTS: dict[str, Any] = {
    "wine": {"kind": "Industry"},
    "glass": {"kind": "Industry", "name": "Glass works"},
    "paper": {"kind": "Industry", "name": "Paper mills"},
    "iowine": {"kind": "Industry", "scheme": "BEA 2017"},
    "ioglass": {"kind": "Industry", "scheme": "BEA 2017", "name": "Glass"},
    "iopaper": {"kind": "Industry", "scheme": "BEA 2017", "name": "Paper"},
}
TABLE = (
    *("wine is related to iowine", "glass is related to ioglass", "paper is related to iopaper"),
    *("ioglass is an input to iowine", "iopaper is an input to iowine"),
)


def north(km: float) -> tuple[float, float]:
    """The point so many km north of here."""
    return (HERE[0] + km / KM_PER_DEGREE, HERE[1])


def economy(store: Store, *sentences: str, **facts: Any) -> None:
    """A world where wineries buy glass (20 %, three times the average) and paper (5 %, half the average)."""
    concordance: dict[str, Any] = {
        f"{name}_is_related_to_io{name}": {"basis": "concordance"} for name in ("wine", "glass", "paper")
    }
    build(
        store,
        *TABLE,
        *sentences,
        ioglass_is_an_input_to_iowine={"input_share": 0.2, "lift": 3.0},
        iopaper_is_an_input_to_iowine={"input_share": 0.05, "lift": 0.5},
        **concordance,
        **INPUTS,
        **facts,
    )


def suppliers(store: Store, **parameters: Any) -> list[tuple[str, str, float | None]]:
    """Id, basis and km of the suppliers near the firm."""
    rows = ask(store, "near/suppliers", {"firm": "firm", **parameters}).rows
    return [(row["id"], row["basis"], row["km"]) for row in rows]


def test_recorded_suppliers_come_before_possible_ones_however_far(store: Store) -> None:
    economy(
        store,
        *("firm is classified as wine", "next is classified as glass", "far supplies firm"),
        firm={"at": HERE},
        next={"at": north(1)},
        far={"at": north(900)},
        far_supplies_firm={"input": "barrels", "confidence": 0.5, "evidence": ["said so"]},
    )
    rows = ask(store, "near/suppliers", {"firm": "firm"}).rows
    assert [(row["id"], row["basis"], row["km"], row["input"], row["fit"]) for row in rows] == [
        ("far", "recorded", 900.0, "barrels", 0.5),
        ("next", "possible", 1.0, "Glass", 0.2),
    ]
    assert rows[0]["reason"] == "supplies it with barrels (said so)"
    assert (
        rows[1]["reason"]
        == "20% of what the firm's industry buys comes from Glass, 3.0 times the average industry's share"
    )
    assert rows[1]["industry"] == "Glass works"
    assert rows[1]["score"] == pytest.approx(0.2 / 1.1, abs=1e-4)


def test_a_recorded_supplier_is_not_listed_again_as_possible(store: Store) -> None:
    economy(
        store,
        *("firm is classified as wine", "next is classified as glass", "next supplies firm"),
        firm={"at": HERE},
        next={"at": north(1)},
    )
    assert suppliers(store) == [("next", "recorded", 1.0)]


def test_an_inferred_service_is_said_to_be_inferred(store: Store) -> None:
    build(store, "a serves firm", a_serves_firm={"service": "storage", "state": "latent", "confidence": 0.6})
    rows = ask(store, "near/suppliers", {"firm": "firm"}).rows
    assert [(row["basis"], row["reason"]) for row in rows] == [("possible", "serves it with storage (inferred)")]


def test_what_a_source_saw_last_is_dated(store: Store) -> None:
    build(store, "a supplies firm", a_supplies_firm={"input": "corks", "until": "2015-10"})
    [row] = ask(store, "near/suppliers", {"firm": "firm"}).rows
    assert row["reason"] == "supplies it with corks, until 2015-10 or later"


def test_an_inferred_tie_to_an_institution_is_possible(store: Store) -> None:
    lab = {"kind": "Institution", "at": HERE}
    build(
        store,
        "lab researches with firm",
        lab=lab,
        firm={"at": HERE},
        lab_researches_with_firm={"state": "latent", "confidence": 0.3},
    )
    [row] = ask(store, "near/institutions", {"firm": "firm"}).rows
    assert (row["basis"], row["fit"], row["reason"]) == ("possible", 0.3, "researches with it (inferred)")


def test_a_firm_coded_by_a_newer_classification_buys_like_its_older_class(store: Store) -> None:
    economy(
        store,
        *("firm is classified as newwine", "newwine is related to wine", "next is classified as glass"),
        newwine={"kind": "Industry", "scheme": "NAICS 2022"},
        newwine_is_related_to_wine={"basis": "concordance"},
        firm={"at": HERE},
        next={"at": north(1)},
    )
    assert suppliers(store) == [("next", "possible", 1.0)]


def test_the_distance_is_exact_at_its_border(store: Store) -> None:
    economy(
        store,
        *("firm is classified as wine", "inside is classified as glass", "outside is classified as glass"),
        firm={"at": HERE},
        inside={"at": north(49.99)},
        outside={"at": north(50.01)},
    )
    assert suppliers(store, km=50) == [("inside", "possible", 50.0)]
    assert [id for id, _, _ in suppliers(store, km=50.1)] == ["inside", "outside"]


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [((60.0, -100.0), (69.0, -63.5), 2000), ((84.0, 10.0), (84.0, -170.0), 1400), ((10.0, 179.9), (10.0, -179.9), 50)],
)
def test_far_north_and_across_the_date_line_nobody_is_missed(
    store: Store, here: tuple[float, float], there: tuple[float, float], km: float
) -> None:
    economy(
        store,
        *("firm is classified as wine", "other is classified as glass"),
        firm={"at": here},
        other={"at": there},
        school={"kind": "Institution", "at": there},
    )
    assert [id for id, _, _ in suppliers(store, km=km)] == ["other"]
    assert [row["id"] for row in ask(store, "near/institutions", {"firm": "firm", "km": km}).rows] == ["school"]


def test_inputs_that_every_industry_buys_are_left_out_unless_asked_for(store: Store) -> None:
    economy(
        store,
        *("firm is classified as wine", "printer is classified as paper"),
        firm={"at": HERE},
        printer={"at": north(1)},
    )
    assert suppliers(store) == []
    assert suppliers(store, special=False) == [("printer", "possible", 1.0)]


def test_a_firm_without_an_industry_may_buy_like_one(store: Store) -> None:
    economy(store, "next is classified as glass", firm={"at": HERE}, next={"at": north(1)})
    assert suppliers(store) == []
    assert suppliers(store, industry="wine") == [("next", "possible", 1.0)]


def test_a_firm_without_a_location_has_recorded_suppliers_only(store: Store) -> None:
    economy(
        store,
        "firm is classified as wine",
        "next is classified as glass",
        "a supplies firm",
        next={"at": HERE},
        firm={},
    )
    assert suppliers(store) == [("a", "recorded", None)]


def test_one_input_does_not_crowd_out_the_others(store: Store) -> None:
    glaziers: dict[str, Any] = {f"glazier{number}": {"at": north(1 + number)} for number in range(8)}
    economy(
        store,
        *("firm is classified as wine", "printer is classified as paper"),
        *(f"glazier{number} is classified as glass" for number in range(8)),
        firm={"at": HERE},
        printer={"at": north(40)},
        **glaziers,
    )
    found = [id for id, _, _ in suppliers(store, special=False, per_input=3, limit=4)]
    assert found == ["glazier0", "glazier1", "glazier2", "printer"]
    assert len(suppliers(store, per_input=100)) == 8


def test_who_provides_what_the_firm_needs_is_possible(store: Store) -> None:
    build(
        store,
        *("firm needs labour", "near provides labour", "far provides labour"),
        firm={"at": HERE},
        near={"at": north(10)},
        far={"at": north(60)},
        labour={"kind": "Input"},
        near_provides_labour={"confidence": 0.8},
    )
    rows = ask(store, "near/suppliers", {"firm": "firm"}).rows
    assert [(row["id"], row["basis"], row["input"], row["fit"], row["score"], row["reason"]) for row in rows] == [
        ("near", "possible", "labour", 0.8, 0.4, "provides labour, which the firm is recorded to need")
    ]


def test_institutions_with_a_tie_come_first_then_those_with_ties_to_its_industry(store: Store) -> None:
    build(
        store,
        *("bank finances firm", "peer researches with lab", "firm is classified as wine", "peer is classified as wine"),
        wine={"kind": "Industry"},
        firm={"at": HERE},
        peer={"at": north(2)},
        bank={"kind": "Institution", "type": "financial institution"},
        lab={"kind": "Institution", "type": "research institute", "at": north(30)},
        school={"kind": "Institution", "type": "university", "at": north(10)},
        clinic={"kind": "Institution", "type": "hospital", "at": north(1)},
        odd={"kind": "Institution", "at": north(5)},
        away={"kind": "Institution", "type": "university", "at": north(51)},
        bank_finances_firm={"evidence": ["loan 1"]},
    )
    rows = ask(store, "near/institutions", {"firm": "firm"}).rows
    assert [(row["id"], row["basis"], row["km"]) for row in rows] == [
        ("bank", "recorded", None),
        ("lab", "possible", 30.0),
        ("school", "possible", 10.0),
        ("clinic", "possible", 1.0),
        ("odd", "possible", 5.0),
    ]
    assert [row["reason"] for row in rows] == [
        "finances it (loan 1)",
        "has ties to 1 of the 1 organisation of the same industry in reach; none to this firm is recorded",
        "university in reach; no tie to this firm or its industry there is recorded",
        "hospital in reach; no tie to this firm or its industry there is recorded",
        "institution in reach; no tie to this firm or its industry there is recorded",
    ]
    assert [row["fit"] for row in rows] == [1.0, 1.02, 0.02, 0.005, 0.005]
    assert rows[1]["score"] == pytest.approx(1.02 / 4)
    assert [row["id"] for row in ask(store, "near/institutions", {"firm": "firm", "type": "university"}).rows] == [
        "school"
    ]


def test_a_firm_without_a_location_has_recorded_institutions_only(store: Store) -> None:
    build(store, "bank finances firm", bank={"kind": "Institution"}, school={"kind": "Institution", "at": HERE})
    rows = ask(store, "near/institutions", {"firm": "firm"}).rows
    assert [(row["id"], row["basis"]) for row in rows] == [("bank", "recorded")]


def customers(store: Store, **parameters: Any) -> list[tuple[str, str, float | None]]:
    """Id, basis and km of the customers near the firm."""
    rows = ask(store, "near/customers", {"firm": "firm", **parameters}).rows
    return [(row["id"], row["basis"], row["km"]) for row in rows]


def sales(store: Store, *sentences: str, **facts: Any) -> None:
    """The economy, in which 40 % of the glass that is sold goes to wineries and 10 % of it to paper mills."""
    economy(store, *sentences, "ioglass is an input to iopaper", **facts)
    for buyer, share, lift in (("iowine", 0.4, 3.0), ("iopaper", 0.1, 0.5)):
        store.write(
            "MATCH (:Industry {id: 'ioglass'})-[sale:INPUT_TO]->(:Industry {id: $buyer}) "
            "SET sale.output_share = $share, sale.lift = $lift, sale.input_share = 0.2",
            {"buyer": buyer, "share": share, "lift": lift},
        )


def test_recorded_customers_come_first_then_those_who_need_or_buy_what_the_firm_sells(store: Store) -> None:
    sales(
        store,
        *("firm is classified as glass", "firm supplies far", "agent distributes for firm", "firm serves hoped"),
        *(
            "firm provides bottles",
            "cellar needs bottles",
            "next is classified as wine",
            "printer is classified as paper",
        ),
        *("other is classified as glass", "away is classified as wine"),
        firm={"at": HERE},
        far={"at": north(900)},
        hoped={"at": north(2)},
        cellar={"at": north(10)},
        next={"at": north(1)},
        printer={"at": north(1)},
        other={"at": north(1)},
        away={"at": north(51)},
        bottles={"kind": "Input"},
        firm_supplies_far={"input": "bottles", "confidence": 0.5},
        firm_serves_hoped={"state": "latent", "confidence": 0.3},
        cellar_needs_bottles={"confidence": 0.8},
    )
    rows = ask(store, "near/customers", {"firm": "firm"}).rows
    assert [(row["id"], row["basis"], row["km"], row["fit"], row["reason"]) for row in rows] == [
        ("agent", "recorded", None, 1.0, "distributes for it"),
        ("far", "recorded", 900.0, 0.5, "is supplied by it with bottles"),
        ("cellar", "possible", 10.0, 0.8, "is recorded to need bottles, which the firm provides"),
        (
            *("next", "possible", 1.0, 0.4),
            "40% of what the firm's industry sells goes to iowine, which buys 3.0 times the average industry's share "
            "of it",
        ),
        ("hoped", "possible", 2.0, 0.3, "is served by it (inferred)"),
    ]
    assert customers(store, special=False)[-1] == ("printer", "possible", 1.0)
    assert customers(store, industry="paper", km=1) == [("agent", "recorded", None), ("far", "recorded", 900.0)]


def test_rivals_are_those_said_to_compete_then_those_who_provide_or_do_the_same(store: Store) -> None:
    around: dict[str, Any] = {name: {"at": north(10)} for name in ("twin", "same", "broad", "buyer", "other")}
    build(
        store,
        *("far competes with firm", "firm provides bottles", "firm provides jars", "twin provides bottles"),
        *("twin is classified as glass", "firm is classified as glass", "firm is classified as making"),
        *("same is classified as glass", "broad is classified as making", "away is classified as glass"),
        *("buyer needs bottles", "other is classified as wine"),
        firm={"at": HERE},
        far={"at": north(200)},
        **around,
        away={"at": north(51)},
        glass={"kind": "Industry", "level": 6, "name": "Glass works"},
        making={"kind": "Industry", "level": 2},
        wine={"kind": "Industry"},
        bottles={"kind": "Input"},
        jars={"kind": "Input"},
        far_competes_with_firm={"confidence": 0.9, "evidence": ["page 3"]},
    )
    rows = ask(store, "near/rivals", {"firm": "firm"}).rows
    assert [(row["id"], row["basis"], row["km"], row["fit"], row["score"]) for row in rows] == [
        ("far", "recorded", 200.0, 0.9, pytest.approx(0.9 / 21, abs=1e-4)),
        ("same", "possible", 10.0, 0.6, 0.3),
        ("twin", "possible", 10.0, 0.6, 0.3),
    ]
    assert [row["reason"] for row in rows] == [
        "competes with it (page 3)",
        "is in the same industry, Glass works",
        "provides bottles, as the firm does; is in the same industry, Glass works",
    ]
    assert [row["inputs"] for row in rows] == [[], [], ["bottles"]]


def test_complementors_are_those_said_to_be_then_those_whose_offer_the_same_buyers_want(store: Store) -> None:
    around: dict[str, Any] = {
        name: {"at": north(10)} for name in ("corker", "rival", "labeller", "glazier", "printer", "next")
    }
    sales(
        store,
        *("firm is classified as glass", "firm cooperates with far", "firm supplies one", "firm supplies two"),
        *("corker supplies one", "rival supplies one", "rival supplies two", "rival is classified as glass"),
        *("firm provides bottles", "cellar needs bottles", "vault needs bottles", "cellar needs labels"),
        *("labeller provides labels", "glazier provides bottles", "glazier provides labels"),
        *("printer is classified as paper", "next is classified as wine", "away supplies one"),
        firm={"at": HERE},
        far={"at": north(900)},
        **around,
        away={"at": north(51)},
        bottles={"kind": "Input"},
        labels={"kind": "Input"},
        firm_cooperates_with_far={"dimension": "fairs"},
    )
    store.write("MATCH (:Industry {id: 'iopaper'})-[link:INPUT_TO]->() SET link.lift = 1.5")
    rows = ask(store, "near/complementors", {"firm": "firm"}).rows
    assert [(row["id"], row["basis"], row["fit"], row["reason"]) for row in rows] == [
        ("far", "recorded", 1.0, "cooperates with it on fairs"),
        ("corker", "possible", 0.5, "supplies or serves 1 of the 2 organisations that the firm does"),
        (
            *("labeller", "possible", 0.5),
            "provides labels, which 1 of the 2 organisations need that need what the firm provides",
        ),
        ("printer", "possible", 0.02, "2.0% of what the buyers of the firm's industry buy comes from Paper"),
    ]


SERVED: dict[str, Any] = {
    "firm": {"at": HERE},
    "college": {"kind": "Institution", "type": "university", "at": north(1)},
    "lender": {"kind": "Institution", "type": "financial institution", "at": north(2)},
    "tester": {"kind": "Institution", "type": "other", "at": north(3)},
    "guild": {"kind": "Institution", "type": "other", "at": north(4)},
    "office": {"kind": "Institution", "type": "standards agency", "at": north(5)},
}


DOES: dict[str, list[tuple[str, str]]] = {
    "training": [("college", "possible")],
    "research": [("college", "possible")],
    "standards": [("office", "possible")],
    "testing": [("tester", "possible")],
    "finance": [("college", "recorded"), ("lender", "possible")],
    "association": [("guild", "recorded")],
}


def test_institutions_by_what_they_do(store: Store) -> None:
    ties = ("college funds firm", "tester tests for other", "firm is a member of guild", "firm finances office")
    build(store, *ties, **SERVED)
    for does, expected in DOES.items():
        rows = ask(store, "near/institutions", {"firm": "firm", "does": does}).rows
        assert [(row["id"], row["basis"]) for row in rows] == expected
        assert all(does in row["does"] for row in rows)


def test_what_institutions_do_is_told_by_the_same_linkages_everywhere() -> None:
    said = re.search(r"\{([^{}]*)\} AS services", find_query("near/institutions").text, re.DOTALL)
    assert said is not None
    kinds = {(name, kind) for kind, name in re.findall(r"(\w+): '(\w+)'", said[1])}
    assert kinds == {(name, kind) for name, kinds in SERVICES.items() for kind in kinds}
    assert set(find_query("near/institutions").parameters["does"].choices) == {"any", *SERVICES}


RING = "37.99,-122.2; 37.99,-121.8; 38.15,-121.8; 38.15,-122.2"
PURPOSES = ("suppliers", "customers", "rivals", "complementors", "institutions")


@pytest.fixture
def county(store: Store) -> Store:
    """Rivals of a firm at 5, 20 and 100 km, the first in a town of the county, the last in the county itself."""
    firms = ("firm", "close", "middle", "distant")
    build(
        store,
        *(f"{name} is classified as wine" for name in firms),
        *("close is located in town", "town is within county", "distant is located in county"),
        wine={"kind": "Industry"},
        county={"kind": "Place"},
        town={"kind": "Place"},
        firm={"at": HERE},
        close={"at": north(5)},
        middle={"at": north(20)},
        distant={"at": north(100)},
    )
    return store


WHERE: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["close", "middle"]),
    ({"km": 10}, ["close"]),
    ({"minutes": 25}, ["close"]),
    ({"minutes": 25, "speed": 60}, ["close", "middle"]),
    ({"minutes": 25, "speed": 60, "detour": 1.3}, ["close"]),
    ({"minutes": 600, "km": 10}, ["close"]),
    ({"place": "county"}, ["close", "distant"]),
    ({"place": "county", "km": 50}, ["close"]),
    ({"area": RING}, ["close"]),
    ({"area": RING, "place": "county"}, ["close"]),
    ({"area": RING, "km": 1}, []),
]


def test_where_is_a_distance_a_time_a_place_or_an_area(county: Store) -> None:
    found = [[row["id"] for row in ask(county, "near/rivals", {"firm": "firm", **where}).rows] for where, _ in WHERE]
    assert list(zip([where for where, _ in WHERE], found, strict=True)) == WHERE


def test_a_firm_without_a_location_has_those_of_a_place(county: Store) -> None:
    build(county, "lost is classified as wine", wine={"kind": "Industry"}, source="other_world")
    assert ask(county, "near/rivals", {"firm": "lost"}).rows == []
    rows = ask(county, "near/rivals", {"firm": "lost", "place": "county"}).rows
    assert [(row["id"], row["km"]) for row in rows] == [("close", None), ("distant", None)]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_query_takes_the_same_areas(purpose: str) -> None:
    query = find_query(f"near/{purpose}")
    assert query.inside == "firm"
    assert query.parameters.keys() >= AREA_PARAMETERS.keys()


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ({"km": 0}, "km: '0' is below 0.1"),
        ({"minutes": "soon"}, "minutes: 'soon' is not a number"),
        ({"speed": 0, "minutes": 5}, "speed: '0' is below 1"),
        ({"detour": 0.5, "minutes": 5}, "detour: '0.5' is below 1"),
        ({"area": "1,2; 3,4"}, "area: .*fewer than three corners"),
    ],
)
def test_a_wrong_area_names_what_is_wrong(store: Store, where: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidQuery, match=words):
        ask(store, "near/rivals", {"firm": "firm", **where})


@given(
    km=st.none() | st.floats(0.1, 2000),
    minutes=st.none() | st.floats(1, 1440),
    speed=st.floats(1, 300),
    detour=st.floats(1, 5),
)
def test_a_reach_is_within_each_limit(km: float | None, minutes: float | None, speed: float, detour: float) -> None:
    reach = reach_of({"km": km, "minutes": minutes, "speed": speed, "detour": detour})
    assert (reach is None) == (km is None and minutes is None)
    assert km is None or (reach is not None and reach <= km)
    assert minutes is None or (reach is not None and reach * detour <= minutes / 60 * speed * (1 + 1e-9))
