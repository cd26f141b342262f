"""The saved queries about related industries, on figures of an invented office, and how their clusters are kept."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.records import Link, Node
from clusteratlas.graph.results import Rows
from clusteratlas.ingest.proposal import propose
from clusteratlas.ingest.source import known_sources
from clusteratlas.queries.catalog import find_query, sibling
from clusteratlas.queries.places.figures import Figures
from clusteratlas.queries.related.above import NONE, sharing, trade_classes
from clusteratlas.queries.related.industries import small_print
from clusteratlas.queries.related.table import Table

from tests.ingest.folders import crawl
from tests.queries.places.offices import office
from tests.queries.related.planted import agreement, planted

GROUPS, MEMBERS, COUNTIES = 4, 8, 40


@cache
def figures() -> Figures:
    """Industries of four groups in forty counties; the first two trade."""
    table, truth = planted(GROUPS, MEMBERS, COUNTIES)
    assert table.employment is not None
    assert table.establishments is not None
    codes = [f"{'pqrs'[group]}{chr(97 + number % MEMBERS)}" for number, group in enumerate(truth.tolist())]
    return office(
        {**{f"county-{number}": ("nation-u",) for number in range(COUNTIES)}, "nation-u": ()},
        {**{code: (code[0],) for code in codes}, **dict.fromkeys("pqrs", ())},
        [
            (code, f"county-{region}", int(establishments), int(jobs), 1.0)
            for code, row, jobs_row in zip(codes, table.establishments, table.employment, strict=True)
            for region, (establishments, jobs) in enumerate(zip(row, jobs_row, strict=True))
            if establishments >= 1
        ],
        orientation={code: "local" if code[1] == "h" else "traded" for code in codes},
        trades=[("pa", "qa", 0.9, 0.8)],
    )


def answer(name: str, found: list[dict[str, Any]] | None = None, **asked: Any) -> Rows:
    """What a query makes of rows of the database and the figures."""
    query = find_query(name)
    module = sibling(name)
    assert module is not None
    given = query.clean({"regions": "county", **asked})
    if hasattr(module, "check"):
        module.check(given)
    rows: Rows = module.compute(found or [], given, figures())
    assert all(row.keys() == query.returns.keys() for row in rows)
    return rows


def test_clusters_are_the_planted_ones_without_what_is_local() -> None:
    rows = answer("related/clusters", fewest=3, most=5)
    assert {row["industry"] for row in rows} == {f"{group}{member}" for group in "pqrs" for member in "abcdefg"}
    truth = np.unique([row["industry"][0] for row in rows], return_inverse=True)[1]
    label = np.unique([row["cluster"] for row in rows], return_inverse=True)[1]
    assert agreement(label, truth) > 0.9
    assert {row["cluster"] for row in rows} == {f"related-naics2017-2021-0{number}" for number in range(1, 5)}
    assert all(
        len({row["cluster_name"] for row in rows if row["cluster"] == id}) == 1
        for id in {row["cluster"] for row in rows}
    )
    assert (
        "28 industries that a source calls traded (NAICS 2017 level 2) in 40 places of type county"
        in rows[0]["parameters"]
    )
    assert all(row["relatedness"] > 0 and "no cluster fits" not in row["reason"] for row in rows)
    assert len(answer("related/clusters", fewest=3, most=5, traded=False)) == GROUPS * MEMBERS


def checks(*classes: str, **asked: Any) -> dict[str, dict[str, Any]]:
    """What is said of the definition of some classes, by check."""
    rows = answer("related/definition", [{"ids": list(classes)}], industry=classes[0], **asked)
    return {row["check"]: row for row in rows}


def test_a_definition_of_two_groups_is_too_broad_and_one_of_a_single_industry_too_narrow() -> None:
    whole = checks("p")
    assert {check: row["verdict"] for check, row in whole.items()} == {"too broad": "no", "too narrow": "no"}
    assert whole["too broad"]["headline"] == "Of 28 industries compared in 40 places of the type county, 7 are inside."
    assert whole["too broad"]["figure"] > whole["too broad"]["threshold"]
    two = checks("p", "q")["too broad"]
    assert two["verdict"] == "too broad"
    assert two["suggestion"] == "divide it; of its parts these hold together: makers of p (7); makers of q (7)"
    assert two["figure"] <= two["threshold"]
    alone = [checks(f"p{member}") for member in "abcdefg"]
    assert {(one["too broad"]["verdict"], one["too broad"]["reason"]) for one in alone} == {
        ("no", "it is a single industry")
    }
    narrow = [one["too narrow"] for one in alone if one["too narrow"]["of"]]
    assert narrow
    assert {row["verdict"] for row in narrow} == {"too narrow"}
    assert {name[:11] for row in narrow for name in row["industries"]} == {"makers of p"}
    assert all(row["suggestion"].startswith("take in makers of p") for row in narrow)
    assert answer("related/definition", [{"ids": ["ph"]}], industry="ph") == [], "what is local is not compared"


def test_industries_that_like_no_region_in_common_are_too_broad_together() -> None:
    mixed = checks("pa", "qa", "ra")["too broad"]
    assert mixed["verdict"] == "too broad"
    assert mixed["suggestion"].startswith("divide it: ")
    assert mixed["missing_share"] is not None


def test_related_industries_are_those_of_the_same_group_and_those_that_trade() -> None:
    rows = answer("related/industries", industry="pa", limit=100)
    assert len(rows) == GROUPS * MEMBERS - 1
    assert [row["strength"] for row in rows] == sorted((row["strength"] for row in rows), reverse=True)
    together = answer("related/industries", industry="pa", basis="co-location", limit=MEMBERS - 1)
    assert {row["related"][0] for row in together} == {"p"}
    assert "found in the same places" in together[0]["reason"]
    (buyer,) = answer("related/industries", industry="pa", basis="input-output", limit=1)
    assert (buyer["related"], buyer["largest_trade_share"], buyer["input_output"]) == ("qa", 0.9, 1.0)
    assert "buying from or selling to each other" in buyer["reason"]


def test_who_trades_much_and_is_found_elsewhere_is_named_above_the_list() -> None:
    few = answer("related/industries", industry="pa", limit=2)
    assert few[0]["headline"].startswith(
        "Figures of 40 places of the type county. Compared with 31 other industries. Strong trade but further down"
    )
    assert "(number " in few[0]["headline"]
    assert "largest trade share 90%" in few[0]["headline"]
    assert few[1]["headline"] is None
    whole = answer("related/industries", industry="pa", limit=100)
    assert whole[0]["headline"] == "Figures of 40 places of the type county. Compared with 31 other industries."
    assert answer("related/industries", industry="pa", basis="input-output", limit=1)[0]["headline"] == (
        "Figures of 40 places of the type county."
    )


def test_industries_of_one_class_of_the_table_share_their_trade() -> None:
    flows = np.array([[0.0, 0.3, 0.3, 0.0], [0.0] * 4, [0.0] * 4, [0.0] * 4])
    table = Table(list("abcd"), np.ones((4, 2)), None, bought=flows, sold=flows, customers=flows)
    classes = trade_classes(table)
    assert classes[1] == classes[2] != classes[0]
    assert classes[3] == NONE
    assert sharing(classes).tolist() == [1, 2, 2, 1]
    assert list(small_print(0.88, 3)) == [
        "its trade figures are those of a class that covers 2 others too",
        "where it is found rests on 12% of its jobs, the office leaves out the others",
    ]
    assert list(small_print(float("nan"), 1)) == []


def test_what_a_source_says_of_relatedness_stands_beside() -> None:
    rows = answer("related/industries", [{"other": "ra", "bases": ["technology"]}], industry="pa", limit=100)
    assert {row["related"]: row["recorded"] for row in rows if row["recorded"]} == {"ra": ["technology"]}


def test_an_industry_is_compared_with_those_of_its_own_level() -> None:
    with pytest.raises(InvalidQuery, match=r"of 4 industries \(NAICS 2017 level 1\) 4 have figures"):
        answer("related/industries", industry="p")
    assert answer("related/industries", industry="p", by="NAICS 2017 level 2") == []
    assert looked("p", by="NAICS 2017 level 2").startswith(
        "It is of NAICS 2017 level 1, and those of NAICS 2017 level 2"
    )
    assert looked("zyx") == (
        "No source counts it, or a class within it, in any place. Counted are NAICS 2017 level 1, NAICS 2017 level 2."
    )
    assert looked("ph", traded=True).endswith("or it is not traded: ask with all industries.")
    assert looked("sb", basis="input-output").startswith("By input-output nothing is known of it: that takes")


def test_without_a_type_of_places_the_one_with_most_is_taken_and_said() -> None:
    rows = answer("related/industries", industry="pa", regions=None)
    assert rows[0]["headline"].startswith("Figures of 40 places of the type county. ")
    assert rows == answer("related/industries", industry="pa")
    assert answer("related/industries", industry="pa", basis="co-location")[0]["headline"].startswith("Figures of 40")
    [first, *_] = answer("related/clusters", fewest=3, most=5, regions=None)
    assert "40 places of type county" in first["parameters"]
    assert checks("p", regions=None) == checks("p")


def looked(industry: str, **asked: Any) -> str:
    """What is said of an industry without an answer."""
    module = sibling("related/industries")
    assert module is not None
    given = find_query("related/industries").clean({"industry": industry, "regions": "county", **asked})
    said: str = module.looked_at([], given, figures())
    return said


def test_without_trade_with_the_industry_there_is_no_ranking_by_trade() -> None:
    assert answer("related/industries", industry="sb", basis="input-output") == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            {"regions": "state"},
            r"0 places of the type state have figures by NAICS 2017 level 2, .* takes 20.*; choose county \(40\)",
        ),
        (
            {"by": "NAICS 2017 level 9"},
            r"is no level of a classification that is counted; choose one of NAICS 2017 level 1",
        ),
        ({"fewest": 9, "most": 3}, "9 clusters at least is more than 3 at most"),
    ],
)
def test_what_cannot_be_computed_names_the_remedy(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidQuery, match=said):
        answer("related/clusters", traded=False, **asked)


def test_the_answer_loads_as_clusters_whose_members_are_industries(tmp_path: Path) -> None:
    rows = answer("related/clusters", fewest=3, most=5)
    folder = tmp_path / "sources" / "related_industries"
    folder.mkdir(parents=True)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, ["industry_id", *rows[0]], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({**row, "industry_id": row["industry"], "years": "; ".join(map(str, row["years"]))})
    (folder / "related_industries.csv").write_text(text.getvalue(), encoding="utf-8")
    dropped = tmp_path / "clusters of mine.csv"
    dropped.write_text(text.getvalue(), encoding="utf-8")
    assert [like.source for like in propose(dropped).like] == ["related_industries"]
    nodes, links, rejects = crawl(known_sources(tmp_path)["related_industries"])
    assert not rejects
    clusters = {node.id: node for node in nodes if isinstance(node, Node)}
    assert {node.kind for node in clusters.values()} == {"Cluster"}
    assert {(link.start, link.end) for link in links if isinstance(link, Link)} == {
        (row["industry"], row["cluster"]) for row in rows
    }
    first = links[0]
    assert first.properties["degree"] == rows[0]["degree"]
    assert first.properties["reasons"] == [rows[0]["reason"]]
    assert clusters[rows[0]["cluster"]].properties["parameters"] == rows[0]["parameters"]
    assert clusters[rows[0]["cluster"]].properties["scope"] == "Industries that are found together, 2021"


def test_where_the_number_of_clusters_stands_at_its_bound_it_is_said() -> None:
    few = answer("related/clusters", fewest=2, most=2)
    assert few[0]["headline"].startswith("2 clusters are the fewest and the most that were tried (2 to 2): give other")
    assert few[1]["headline"] is None
    assert answer("related/clusters", fewest=2, most=7)[0]["headline"] is None
