"""What the views of an answer show of its rows."""

from __future__ import annotations

from clusteratlas.graph.results import FoundNode, Rows
from clusteratlas.queries.catalog import Answer, catalog
from clusteratlas.queries.query import Query
from clusteratlas.ui.column_words import COLUMNS
from clusteratlas.ui.screens.questions.answers import drawn_area, notes, why
from clusteratlas.ui.views import answer_columns


def test_a_note_is_said_of_the_first_thing_of_a_row_on_the_map_and_stands_in_no_column_of_the_table() -> None:
    returns = {"place": "Place", "other": "Place", "missing_share": "float", "note": "str", "place_id": "str"}
    query = Query("made/up", "Made up", "What is made up?", "", {}, returns)
    here, there = (FoundNode(name, "Place", {"name": name}) for name in ("here", "there"))
    rows: Rows = [
        {"place": here, "other": there, "missing_share": 0.5, "note": "strong"},
        {"place": here, "other": None, "missing_share": 0.1, "note": "weak"},
        {"place": there, "other": None, "missing_share": None, "note": None},
    ]
    answer = Answer(query, {}, {}, rows)
    assert notes(answer) == {"here": "strong"}
    columns = answer_columns(answer)
    assert list(columns) == ["place mark", "place", "other mark", "other", "missing_share"]
    assert columns["missing_share"]["width"] > len("Missing share") * 7


def test_the_area_that_was_asked_about_is_drawn_on_the_map() -> None:
    query = catalog()["boundaries/from_seeds"]
    asked = query.clean({"area": "38,-122; 39,-122; 39,-121", "industry": "zyx"})
    assert drawn_area(Answer(query, asked, {}, [])) == [(38, -122), (39, -122), (39, -121), (38, -122)]
    assert drawn_area(Answer(query, query.clean({"seed": "zyx"}), {}, [])) == ()


def test_words_are_given_to_columns_that_there_are() -> None:
    for name, columns in COLUMNS.items():
        assert columns.keys() <= catalog()[name].returns.keys()
        shown = answer_columns(Answer(catalog()[name], {}, {}, []))
        for column, (label, help) in columns.items():
            assert (shown[column]["label"], shown[column]["help"]) == (label, help)


def test_each_of_several_reasons_says_which_row_it_belongs_to() -> None:
    returns = {"rank": "int", "what": "str", "organisation": "Organisation", "reason": "str"}
    query = Query("made/up", "Made up", "What is made up?", "", {}, returns)
    one, other = (FoundNode(name, "Firm", {"name": name}) for name in ("zyx", "xyz"))
    rows: Rows = [
        {"rank": 1, "what": "oak", "organisation": one, "reason": "from afar"},
        {"rank": 2, "what": "cork", "organisation": other, "reason": "from one"},
        {"rank": 3, "what": "glue", "organisation": one, "reason": "from two"},
    ]
    answer = Answer(query, {}, {}, rows)
    assert why(answer, one) == ["Rank 1, oak: from afar", "Rank 3, glue: from two"]
    assert why(answer, other) == ["from one"]
