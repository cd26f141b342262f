"""What a place lives on as a picture."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit
from clusteratlas.graph.results import FoundNode
from clusteratlas.queries.catalog import Answer, find_query
from clusteratlas.ui.screens.questions import portfolio
from clusteratlas.ui.screens.questions.portfolio import bubbles, is_of_all

Row = dict[str, Any]


def row(name: str, lq: float, jobs: int, **given: Any) -> Row:
    """A line of a portfolio."""
    known = {"missing_share": 0.1, "reliability": ""}
    line = {"strength": "", "of": 12, **known, "growth": None, "wage": 40.0, "sells": "", **given}
    return {"group": FoundNode(name, "Industry", {"name": f"Invented {name}"}), "lq": lq, "jobs": jobs, **line}


@pytest.fixture(autouse=True, params=[False, True])
def dark(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A light page and a dark one."""
    monkeypatch.setattr(portfolio, "is_dark", lambda: request.param)


ROWS = [
    row("casks", 4.0, 900, strength="strong10", growth=0.25),
    row("shops", 0.5, 100, growth=-0.1, missing_share=0.6, reliability="unreliable"),
    row("odds", 1.0, 50, growth=0.0, missing_share=None, of=3),
]


def drawn(upright: str, total: float | None) -> tuple[dict[str, Any], list[Row]]:
    """The axes of a picture by channel, and what is drawn."""
    chart = bubbles(ROWS, ROWS[:1], upright, total, "Strong in 1 of 3 groups").to_dict()
    assert chart["description"] == "Strong in 1 of 3 groups"
    points = next(layer for layer in chart["layer"] if layer["mark"]["type"] == "point")
    assert sum(layer["mark"]["type"] == "rule" for layer in chart["layer"]) == (1 if total is None else 2)
    data = next(rows for rows in chart["datasets"].values() if len(rows) == len(ROWS))
    return points["encoding"], data


def test_specialisation_stands_against_growth_where_growth_is_known() -> None:
    axes, data = drawn("growth", 0.1)
    assert (axes["x"]["title"], axes["y"]["title"]) == ("location quotient (log scale)", "growth of jobs")
    assert axes["x"]["scale"]["domain"] == pytest.approx([0.4, 5.2])
    assert [one["strength"] for one in data] == ["strong10", "not strong", "not rated"]
    assert [(one["upright"], one["number"], one["strong"], one["known"]) for one in data] == [
        (0.25, "1", True, True),
        (-0.1, "", False, False),
        (0.0, "", False, False),
    ]


def test_it_stands_against_pay_where_growth_is_not_known() -> None:
    axes, data = drawn("wage", None)
    assert axes["y"]["title"] == "pay per job, thousands a year (log scale)"
    assert axes["y"]["scale"]["type"] == "log"
    assert {one["upright"] for one in data} == {40.0}


def test_the_level_line_is_that_of_all_jobs_of_a_place_or_region() -> None:
    all_said = ("all", "all of Imaginary County and Void County", "all traded", "all local")
    assert [is_of_all(row("all", 0, 1, sells=said)) for said in all_said] == [True, True, False, False]


def test_what_is_strong_counts_and_is_named_though_its_growth_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    for name in ("markdown", "caption"):
        monkeypatch.setattr(streamlit, name, said.append)
    monkeypatch.setattr(streamlit, "altair_chart", lambda chart, **given: None)
    rows = [row("vats", 3.0, 70, strength="strong"), row("zyx", 0.4, 7), *ROWS]
    query = find_query("places/portfolio")
    answer = Answer(query, query.clean({"place": "nowhere"}), {}, rows)
    portfolio.show_portfolio(answer, "key")
    assert said[0].startswith("Strong in 2 of 5 groups (1 not rated")
    assert said[0].endswith("Numbered are the 1 of these with most jobs.")
    assert said[2] == (
        "Strong but not drawn, without growth on record: Invented vats\\: 70 jobs, 3.00 times the share that they have "
        "in all."
    )
    assert "2 groups without growth on record are not drawn: Invented vats, Invented zyx." in said[3]
