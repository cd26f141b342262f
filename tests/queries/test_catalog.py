"""Every saved query that ships: its header, its plan, and what it returns."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery, NotFound
from clusteratlas.graph.guard import check_plan, check_text
from clusteratlas.graph.model import model
from clusteratlas.graph.results import FoundLink, FoundNode, FoundPath
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.queries.catalog import ask, catalog, choices, find_query, prepared, resolve, run

from scripts.examples import in_short, kept
from tests.worlds import build

NAMES = list(catalog())
GROUPED = [name for name in NAMES if "AS groups" in catalog()[name].text]
WINERY, DEVICE_MAKER = "ttb-ca-w-23793", "us-ma-marlborough-boston-scientific"
KNEE_MAKER = "us-ma-billerica-conformis"
NAPA_VALLEY = "38.2,-122.4; 38.6,-122.7; 38.7,-122.6; 38.3,-122.2"
MORE: dict[str, list[dict[str, Any]]] = {
    "bottlenecks/all": [{"place": "us-ma"}],
    "bottlenecks/bridges": [{}],
    "bottlenecks/brokers": [{"around": DEVICE_MAKER}],
    "bottlenecks/cut_organisations": [{"place": "us-ma"}],
    "bottlenecks/depended_on": [{"place": "us-ca"}],
    "bottlenecks/few_suppliers": [{"around": WINERY, "dependents": 1}],
    "bottlenecks/sole_suppliers": [{"place": "us-ma"}],
    "bottlenecks/thin_institutions": [{"place": "us-ma"}],
    "bottlenecks/what_if": [{"gone": "us-agency-department-of-defense"}],
    "boundaries/cluster_members": [{"organisation": "us-ma-newton-boston-center-for-memory", "limit": 10}],
    "boundaries/cuts": [{"industry": "naics2017-3391", "place": "us-ma", "sharp": False, "limit": 20}],
    "boundaries/from_seeds": [{"seed": WINERY, "km": 50, "kinds": "trade,corporate", "size": 30}],
    "boundaries/lint": [{"industry": "naics2017-333249", "place": "us-ma"}, {"place": "us-ma"}],
    "gaps/borders": [{"around": WINERY, "type": "county", "inferred": "yes"}],
    "gaps/missing": [{"around": DEVICE_MAKER, "few": 3}],
    "gaps/reach": [{"by": "kinds", "place": "us-ma"}],
    "institutions/serving": [{"around": DEVICE_MAKER}],
    "near/complementors": [{"firm": KNEE_MAKER, "minutes": 30}],
    "near/customers": [{"firm": KNEE_MAKER, "place": "us-ma", "special": False}],
    "near/institutions": [{"firm": DEVICE_MAKER, "type": "university", "does": "research"}],
    "near/rivals": [{"firm": DEVICE_MAKER, "km": 20}],
    "near/suppliers": [{"firm": DEVICE_MAKER, "industry": "naics2017-339112", "special": False}],
    "organisation/facts": [{"entity": "us-ma"}],
    "organisation/linkages": [{"entity": "naics2017-312130", "group": "structure"}],
    "organisation/records": [{"entity": DEVICE_MAKER}],
    "organisation/sources": [{"entity": "naics2017-312130"}],
    "organisation/surroundings": [{"entity": DEVICE_MAKER}],
    "paths/neighbourhood": [{"start": WINERY, "hops": 3, "kinds": "corporate,trade", "km": 100}],
    "related/definition": [{"industry": "naics2017-31"}, {"industry": "naics2017-3391", "also": "naics2017-3345"}],
    "places/compared": [{"place": "us-metro-34900", "other": "us-ma", "by": "NAICS 2017 level 2"}],
    "places/inside": [{"area": NAPA_VALLEY}, {"area": NAPA_VALLEY, "industry": "naics2017-312130", "kind": "Firm"}],
    "places/linkages": [{"place": "us-ma", "group": "trade"}],
    "places/portfolio": [
        {"place": "us-county-06055", "and_place": "us-county-06097", "compare": "county", "by": "NAICS 2017 level 6"}
    ],
    "places/shared_premises": [{"place": "us-ma"}],
    "places/strong_in": [{"industry": "naics2017-312130", "type": "county", "within": "us-ca", "order": "jobs"}],
    "quality/completeness": [{}, {"source": "naics"}],
    "quality/disagreements": [{}],
    "quality/lacking": [{}],
    "quality/without": [{"source": "ror_us"}],
    "search/entities": [{"text": "boston"}, {"text": "chateau", "kind": "Firm"}],
    "search/matching": [{"text": "winery", "place": "us-county-06055", "facets": True, "limit": 5}],
}
"""What is asked of the seed data besides the examples of the headers."""
SEEDED = {name: [dict(query.example or {}), *MORE.get(name, [])] for name, query in catalog().items()}
MAY_BE_EMPTY = {
    "bottlenecks/sole_suppliers",
    "clusters/acts",
    "clusters/history",
    "clusters/compare",
    "clusters/membership",
    "clusters/overlap",
    "clusters/ties",
    "clusters/versions",
    "matches/by_source",
    "matches/judgements",
    "matches/waiting",
}
TYPES = {"str": str, "int": int, "float": int | float, "bool": bool, "date": str, "list": list}


def example(name: str) -> dict[str, Any]:
    """Values for every parameter that is needed or takes a place, of no entity that exists."""
    query = catalog()[name]
    needed = [group[0] for group in query.either[:1]]
    instead = [each for group in query.either[1:] for each in group]
    return {
        key: NAPA_VALLEY if one.type == "polygon" else f"no {key}"
        for key, one in query.parameters.items()
        if one.required or key in needed or (one.type == "place" and key not in instead)
    }


def fits(value: Any, kind: str) -> bool:
    """Whether a value is of a declared type; anything may be unknown."""
    if value is None:
        return True
    if kind == "Link":
        return isinstance(value, FoundLink)
    if kind == "Path":
        return isinstance(value, FoundPath)
    if kind in TYPES:
        return isinstance(value, TYPES[kind]) and (kind in ("bool",) or not isinstance(value, bool))
    return isinstance(value, FoundNode) and value.kind in model().within(kind)


@pytest.mark.parametrize("name", NAMES)
def test_a_header_is_complete(name: str) -> None:
    query = catalog()[name]
    assert query.name == name
    assert query.title
    assert query.question.endswith("?")
    assert len(query.question) < 140, "a question is one sentence"
    assert query.unknown.endswith(".")
    assert query.example is not None
    assert all(parameter.about for parameter in query.parameters.values())
    assert all(view == "table" or query.returns for view in query.view)
    assert "graph" not in query.view or query.draws or "Path" in query.returns.values()


@pytest.mark.parametrize("name", [name for name in NAMES if name.split("/")[0] not in ("organisation", "sources")])
def test_what_is_counted_or_left_out_is_said(name: str) -> None:
    assert catalog()[name].about


@pytest.mark.parametrize("name", GROUPED)
def test_groups_of_linkages_are_those_of_the_model(name: str) -> None:
    """A query lists every kind of a group that can have the ends it looks at."""
    query = catalog()[name]
    maps = re.search(r"\nWITH \{\n(.*?)\n\} AS groups", query.text, re.DOTALL)
    assert maps is not None
    groups = {group: set(re.findall(r"'(\w+)'", kinds)) for group, kinds in re.findall(r"(\w+): \[(.*?)\]", maps[1])}
    starts = "Entity" if name == "organisation/linkages" else "Organisation"
    for group, kinds in groups.items():
        assert kinds == {kind for kind in model().groups[group] if touches(kind, starts, "Entity")}, (
            f"{name}: {group} differs from the model"
        )


def touches(kind: str, one: str, other: str) -> bool:
    """Whether a kind of link can tie one kind of entity with the other, whichever way."""
    link = model().links[kind]
    starts, ends = ({each for end in side for each in model().within(end)} for side in (link.start, link.end))
    ones, others = set(model().within(one)), set(model().within(other))
    return bool((starts & ones and ends & others) or (starts & others and ends & ones))


@pytest.mark.parametrize("name", ["paths/between", "paths/neighbourhood"])
def test_paths_go_over_every_kind_between_organisations(name: str) -> None:
    query = catalog()[name]
    if "kinds" in query.parameters:
        said = set(query.parameters["kinds"].default)
    else:
        said = set(re.findall(r"[A-Z]+_?[A-Z_]+", re.search(r"\[link\w*:([^\]]*)\]", query.text)[1]))  # type: ignore[index]
    ends = ("Organisation", "Input") if name == "paths/between" else ("Organisation",)
    expected = {
        kind
        for group in ("trade", "alike", "corporate", "institutions")
        for kind in model().groups[group]
        if any(touches(kind, "Organisation", end) for end in ends) and kind != "RELOCATED_TO"
    }
    assert said == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_query_reads_and_does_nothing_else(store: Store, name: str) -> None:
    query = catalog()[name]
    check_text(query.text)
    with store.driver.session() as session:
        summary = session.run(f"EXPLAIN {query.text}", dict.fromkeys(query.names)).consume()
    check_plan(summary.query_type or "", summary.plan or {})


@pytest.mark.parametrize("name", [name for name in NAMES if catalog()[name].parameters])
def test_a_question_about_an_entity_starts_at_its_index(store: Store, name: str) -> None:
    query = catalog()[name]
    if not any(parameter.kind and parameter.required for parameter in query.parameters.values()):
        return
    with store.driver.session() as session:
        plan = session.run(f"EXPLAIN {query.text}", dict.fromkeys(query.names)).consume().plan
    assert "NodeUniqueIndexSeek" in str(plan)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_graph_answers_nothing(store: Store, name: str) -> None:
    query = catalog()[name]
    parameters = query.clean(example(name))
    answer, _ = run(store, query, parameters)
    assert [row for row in answer if row.get("what") != "linkage" or row["count"]] == []


def test_what_more_is_tried_on_the_seed_data_is_of_queries_that_there_are() -> None:
    assert set(MORE) <= set(NAMES)


@pytest.mark.parametrize(("name", "raw"), [(name, raw) for name, raws in SEEDED.items() for raw in raws])
def test_rows_are_as_the_header_says(seeded: Settings, session_store: Store, name: str, raw: dict[str, Any]) -> None:
    query = catalog()[name]
    answer = ask(session_store, name, raw)
    declared = [(column, kind) for column, kind in query.returns.items() if kind != "any"]
    assert answer.rows or name in MAY_BE_EMPTY
    for row in answer.rows:
        assert row.keys() >= query.returns.keys()
        assert row.keys() - query.returns.keys() <= {"outward"}
        assert [(column, row[column]) for column, kind in declared if not fits(row[column], kind)] == []
    if raw == query.example:
        assert in_short(answer) == kept()[name], "what the page of the query shows; make examples"
    else:
        assert ask(session_store, name, raw).rows == answer.rows


@pytest.mark.parametrize(("name", "raw"), [(name, raws[0]) for name, raws in SEEDED.items()])
def test_a_query_runs_as_its_file_stands(
    seeded: Settings, session_store: Store, name: str, raw: dict[str, Any]
) -> None:
    query = catalog()[name]
    text, given = prepared(session_store, query, query.clean(raw), as_written=True)
    assert text == query.text
    rows, cut = session_store.read_safely(text, given)
    assert rows or name in MAY_BE_EMPTY
    assert not cut


@pytest.mark.parametrize("name", NAMES)
def test_a_limit_limits(seeded: Settings, session_store: Store, name: str) -> None:
    if "limit" in catalog()[name].parameters and name not in MAY_BE_EMPTY:
        answer = ask(session_store, name, {**SEEDED[name][0], "limit": 1})
        nodes = 1 if name not in ("organisation/surroundings", "paths/neighbourhood") else 99
        assert 1 <= len(answer.rows) <= nodes


def test_a_query_is_found_by_topic_and_file_or_by_file() -> None:
    assert find_query("sole_suppliers") is find_query("bottlenecks/sole_suppliers")


def test_a_name_that_several_queries_bear_says_which() -> None:
    with pytest.raises(NotFound, match=r"several queries.*organisation/linkages or places/linkages"):
        find_query("linkages")


def test_lists_are_filled_from_queries_that_ask_for_nothing(seeded: Settings, session_store: Store) -> None:
    listed = {p.listed for query in catalog().values() for p in query.parameters.values() if p.listed}
    assert listed
    assert all("ror_us" in choices(session_store, one) for one in listed if one.query == "sources/list")


def test_no_query_that_ships_has_the_topic_of_those_that_users_write() -> None:
    assert not [name for name, query in catalog().items() if query.own]


@pytest.mark.parametrize("name", ["soul_suppliers", ""])
def test_a_name_that_fits_no_query_names_all(name: str) -> None:
    with pytest.raises(
        NotFound, match=r"no such query; 'clusteratlas queries' lists them: .*bottlenecks/sole_suppliers"
    ):
        find_query(name)


def test_an_entity_is_found_by_id_or_name(store: Store) -> None:
    build(store, "a supplies b", a={"name": "Château Invented & Co."}, b={"name": "b"})
    assert [resolve(store, text).id for text in ("a", "Château Invented & Co.", "chateau invented co")] == ["a"] * 3
    assert ask(store, "organisation/facts", {"entity": "chateau invented"}).entities["entity"].id == "a"


def test_a_name_that_several_bear_asks_for_the_id(store: Store) -> None:
    build(store, a={"name": "Invented Works", "town": "Nearby"}, b={"name": "Invented Works", "town": "Farville"})
    with pytest.raises(
        NotFound, match=r"several come near.*Invented Works \(Nearby, a\); Invented Works \(Farville, b\)"
    ):
        resolve(store, "Invented Works")


@pytest.mark.parametrize("text", ["312130", "wineries", "Wineries"])
def test_an_industry_of_several_classifications_is_the_best_linked(store: Store, text: str) -> None:
    facts = {"kind": "Industry", "name": "Wineries", "code": "312130"}
    build(store, "a is classified as new", old=facts, new=facts, newer=facts)
    assert resolve(store, text, "Industry").id == "new"


def test_an_id_of_another_kind_says_what_it_is(store: Store) -> None:
    build(store, a={"kind": "Place", "name": "Nowhere"})
    with pytest.raises(NotFound, match=r"a: is a place \(Nowhere\), not an organisation; give the id or name of an"):
        resolve(store, "a", "Organisation")


def test_a_name_of_which_a_word_is_unknown_names_who_comes_near_and_is_not_taken(store: Store) -> None:
    build(store, a={"name": "Invented Works", "town": "Nowhere"})
    assert resolve(store, "works nowhere", "Firm").id == "a"
    for text in ("Xyzzy Works", "Invnted Works"):
        with pytest.raises(NotFound, match=rf"{text}: no firm of that name; names that come near: Invented Works \("):
            resolve(store, text, "Firm")


def test_a_name_that_is_part_of_none_is_not_found_whatever_comes_near(store: Store) -> None:
    build(store, a={"kind": "Place", "name": "Atlantic County"}, b={"kind": "Place", "name": "Atlantic City"})
    with pytest.raises(NotFound, match=r"Atlantis: no place of that name; names that .*Atlantic"):
        resolve(store, "Atlantis", "Place")
    with pytest.raises(NotFound, match="several come near"):
        resolve(store, "Atlantic", "Place")


def test_an_id_that_is_gone_is_said_to_be_gone(store: Store) -> None:
    build(store, a={"name": "Ours 20"}, b={"name": "Ours 2000"})
    with pytest.raises(NotFound, match=r"ours-2: nothing in the graph has this id.*taken it back.*Ours 20"):
        resolve(store, "ours-2")
    with pytest.raises(NotFound, match=r"taken it back$"):
        resolve(store, "theirs-20")


def test_an_id_is_found_whatever_its_case_where_one_alone_fits(store: Store) -> None:
    places: dict[str, Any] = {f"made-{letter}": {"kind": "Place", "name": "Zyx"} for letter in ("c", "d", "D")}
    build(store, **places)
    assert resolve(store, "MADE-C", "Place").id == "made-c"
    assert resolve(store, "made-D", "Place").id == "made-D"
    for text, kind in (("Made-d", "Place"), ("MADE-C", "Firm")):
        with pytest.raises(NotFound):
            resolve(store, text, kind)


def test_a_name_that_nothing_comes_near_is_answered_with_five_that_begin_alike(store: Store) -> None:
    works: dict[str, Any] = {f"f{number}": {"name": f"Quixotic Works {number}"} for number in range(7)}
    build(store, **works, other={"name": "Zyx"})
    with pytest.raises(NotFound, match=r"Quibbling: no organisation of that name; names that begin alike: ") as raised:
        ask(store, "near/rivals", {"firm": "Quibbling"})
    assert re.findall(r"\((f\d)\)", str(raised.value)) == ["f0", "f1", "f2", "f3", "f4"]
    with pytest.raises(NotFound, match="no organisation of that name; try part of the name, or its id"):
        ask(store, "near/rivals", {"firm": "Xylem"})


def test_a_name_of_another_kind_is_not_taken(store: Store) -> None:
    build(store, a={"name": "Invented Works"}, b={"name": "Invented Works", "kind": "Place"})
    assert resolve(store, "Invented Works", "Place").id == "b"
    with pytest.raises(NotFound, match=r"b: is a place \(Invented Works\), not a firm"):
        resolve(store, "b", "Firm")


def test_a_wrong_parameter_is_refused_before_the_database_is_asked(store: Store) -> None:
    with pytest.raises(InvalidQuery, match="limit: '0' is below 1; give a whole number from 1 up to 2000"):
        ask(store, "sole_suppliers", {"place": "x", "limit": 0})


def test_dates_of_today_are_no_part_of_a_query() -> None:
    today = str(datetime.date.today().year)
    assert [name for name, query in catalog().items() if today in query.text or "date()" in query.text] == []
