"""Weights other than those that ship: given with a question, kept by a workspace, said with the answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.model import model
from clusteratlas.graph.store import Store
from clusteratlas.queries.boundaries.own_weights import (
    FILE,
    changes_text,
    in_force,
    keep_weights,
    kept_weights,
    meanings,
    read_changes,
    say_changes,
)
from clusteratlas.queries.boundaries.weights import shipped, weighing, weights
from clusteratlas.queries.catalog import ask
from clusteratlas.queries.query import parse_query
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds import build


def test_every_weight_has_a_meaning_of_its_own() -> None:
    assert set(meanings()) == set(shipped().all)
    assert all(meanings().values())


@given(st.dictionaries(st.sampled_from([name for name, value in shipped().all.items() if name.startswith("kinds")]),
                       st.floats(0, 50, allow_nan=False)))  # fmt: skip
def test_changes_come_back_from_text_and_are_in_force_inside_alone(changes: dict[str, float]) -> None:
    again = read_changes(changes_text(changes))
    assert (again or {}) == pytest.approx(changes)
    before = weights()
    with weighing(again):
        assert all(weights().kinds[name.removeprefix("kinds.")] == value for name, value in (again or {}).items())
        inside = weights()
        with weighing(again):
            assert weights() is inside, "so that ties are weighed once for equal weights"
    assert weights() is before is shipped()


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        ("kinds.SERVED=1", "has kinds.SERVED, which is no weight; kinds.SERVES"),
        ("place=1", "same.place"),
        ("kinds.SERVES", "has 'kinds.SERVES', which is not written as section.name=number"),
        ("kinds.SERVES=much", "of which 'much' is no number"),
        ("kinds.SERVES=1 2", "kinds.SERVES is '1 2'; write a number from 0 upwards"),
        ("kinds.SERVES=-1", "kinds.SERVES is -1.0; write a number from 0 upwards"),
        ("kinds.SERVES=nan", "write a number from 0 upwards"),
        ("distance.bins=5 1", "each number must be larger than the one before"),
        ("resampling.rounds=1e6", "resampling.rounds is 1e.06; write a number from 1 to 2,000"),
        ("search.precision=0", "search.precision is 0; write a number from 1e-07 to 0.1"),
        ({"kinds": {"SERVES": "much"}}, "kinds.SERVES is 'much'"),
        ({"kinds": {"SERVES": {"deep": 1}}}, "kinds.SERVES is"),
        ({"kinds.SERVES": True}, "kinds.SERVES is True"),
    ],
)
def test_a_wrong_entry_is_named(raw: Any, error: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=error):
        read_changes(raw)


def test_a_workspace_keeps_only_what_differs(tmp_path: Path) -> None:
    assert kept_weights(None) == kept_weights(tmp_path) == {}
    home = tmp_path / "new"
    keep_weights(home, {"kinds.SERVES": 0.5, "same.place": 1.0, "distance.bins": (1.0, 10.0)})
    assert "same" not in (home / FILE).read_text()
    assert kept_weights(home) == {"kinds.SERVES": 0.5, "distance.bins": (1.0, 10.0)}
    assert in_force(home, {"kinds.SERVES": 1.0}) == {"kinds.SERVES": 1.0, "distance.bins": (1.0, 10.0)}
    assert say_changes(in_force(home, {"kinds.SERVES": 1.0, "distance.bins": (5.0,)})).startswith("distance.bins 5 (")
    keep_weights(home, {"kinds.SERVES": 1.0})
    assert not (home / FILE).exists()
    for text, error in (("kinds:\n  SERVED: 1\n", "kinds.SERVED, which is no weight"), ("a: [", "cannot be read")):
        (home / FILE).write_text(text)
        with pytest.raises(InvalidQuery, match=rf"{FILE}.*{error}"):
            kept_weights(home)
    (home / FILE).write_text("- 1\n")
    with pytest.raises(InvalidQuery, match="is not written as 'section:'"):
        kept_weights(home)


def test_only_queries_with_a_python_file_take_weights() -> None:
    text = "// title: t\n// question: q?\n// params: {w: {type: weights, default: null}}\n// returns: {a: int}\n"
    with pytest.raises(InvalidQuery, match="parameter w: weights are for a query with a Python file"):
        parse_query(f"{text}RETURN 1 AS a, $w AS w", "own/x", model())


SQUARE = "39.5,-100.5; 40.5,-100.5; 40.5,-99.5; 39.5,-99.5"


def test_weights_and_a_drawn_area_change_who_belongs_and_the_answer_says_so(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """a to d sell to each other; e and f, elsewhere, serve a and b; a bank lends to all of a to d."""
    here = {one: {"at": (40.0, -100.0)} for one in "abcd"}
    facts: dict[str, Any] = {**here, "e": {"at": (41.0, -100.0)}, "wood": {"kind": "Industry"}}
    facts["bank"] = {"kind": "Institution", "at": (40.0, -100.0)}
    build(
        store,
        *(f"{pair[0]} supplies {pair[1]}" for pair in ("ab", "bc", "cd", "da", "ac", "bd")),
        *("e serves a", "e serves b", "e serves f", "f serves a", "f serves b"),
        *(f"x{one} supplies x{(one + step) % 8}" for one in range(8) for step in (1, 2, 3)),
        *(f"bank finances {one}" for one in "abcd"),
        *(f"{one} is classified as wood" for one in "abe"),
        **facts,
    )

    def inside(**given: Any) -> set[str]:
        rows = ask(store, "boundaries/from_seeds", {"alike": False, **given}).rows
        return {row["member"].id for row in rows if row["inside"]}

    def seeds(**given: Any) -> set[str]:
        rows = ask(store, "boundaries/from_seeds", {"alike": False, **given}).rows
        return {row["member"].id for row in rows if row["reasons"][0].startswith("is a seed")}

    assert inside(seed="a", second="b") == {*"abcdef"}
    assert inside(seed="a", second="b", weights="kinds.SERVES=0") == {*"abcd"}
    assert inside(seed="a", second="b", weights={"kinds": {"SERVES": 0, "FINANCES": 1}}) == {*"abcd", "bank"}
    shipped_answer = ask(store, "boundaries/cuts", {"seed": "a", "sharp": False, "most": 8})
    assert shipped_answer.weighed == ""
    monkeypatch.setattr(store, "workspace", tmp_path)
    keep_weights(tmp_path, {"kinds.SERVES": 0.0})
    answer = ask(store, "boundaries/cuts", {"seed": "a", "sharp": False, "most": 8})
    assert answer.weighed == "kinds.SERVES 0 (shipped: 1)"
    assert [row["cut"] for row in answer.rows] != [row["cut"] for row in shipped_answer.rows]
    assert inside(seed="a", second="b") == {*"abcd"}
    assert inside(seed="a", second="b", weights="kinds.SERVES=1") == {*"abcdef"}
    wood = {"industry": "wood", "area": "35,-105; 45,-105; 45,-95; 35,-95"}
    strict = ask(store, "boundaries/lint", {"industry": "wood", "weights": "lint.ties=1"})
    assert strict.weighed == "kinds.SERVES 0 (shipped: 1), lint.ties 1 (shipped: 2)"
    with pytest.raises(InvalidQuery, match=r"weights: 'kinds\.SERVED=1' has kinds\.SERVED"):
        inside(seed="a", weights="kinds.SERVED=1")

    (tmp_path / FILE).unlink()
    assert seeds(area=SQUARE) == {*"abcd"}
    assert seeds(area=SQUARE, industry="wood") == {*"ab"}
    assert seeds(**wood) == {*"abe"}
    assert ask(store, "boundaries/cuts", {"area": SQUARE, "sharp": False}).rows
    assert ask(store, "boundaries/from_seeds", {"area": "0,0; 0,1; 1,1"}).rows == []
    with pytest.raises(InvalidQuery, match="give this or seed"):
        inside(seed="a", area=SQUARE)
