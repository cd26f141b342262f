"""Tables of answers, and the cards that a phone shows instead."""

from __future__ import annotations

import pandas
from clusteratlas.ui.views import HEIGHT, LINES, ROW, high_enough, lines, wide_enough_for
from streamlit.testing.v1 import AppTest


def table(rows: int) -> None:
    """A page with a table alone."""
    import streamlit as st
    from clusteratlas.graph.results import FoundNode
    from clusteratlas.ui.views import show_table

    st.session_state["pages"] = {}
    firm = FoundNode("zyx-1", "Firm", {"name": "Zyx <Oak>"})
    row = {"mark": "data:image/svg+xml,x", "firm": firm, "degree": None, "inside": True, "reasons": ["is tied"] * 20}
    names = {"mark": "Mark", "firm": "Firm", "degree": "Degree", "inside": "Inside", "reasons": "Reasons"}
    show_table(
        [row, *[{**row, "degree": 0.5}] * (rows - 1)],
        {name: st.column_config.Column(label) for name, label in names.items()},
        key="made", ids=["zyx-1"] * rows, selected=None, on_pick=lambda id: None, alt="Made up",
    )  # fmt: skip


def test_a_table_is_as_high_as_its_rows_and_a_phone_has_them_as_cards() -> None:
    page = AppTest.from_function(table, args=(2,)).run()
    assert not page.exception
    (frame,) = page.dataframe
    assert (frame.proto.row_height, frame.proto.placeholder) == (high_enough(4), "")
    (cards,) = page.get("html")
    body = cards.proto.body
    assert 'href="/organisation?id=zyx-1">Zyx &lt;Oak&gt;</a>' in body
    assert body.count("<tr>") == 3
    assert '<td data-name="Degree"></td>' in body
    assert '<td data-name="Degree">0.5</td>' in body
    assert '<td data-name="Inside">yes</td>' in body
    assert "data:image/svg+xml,x" not in body


def test_of_a_long_table_a_phone_has_the_first_cards_and_more_by_a_button() -> None:
    page = AppTest.from_function(table, args=(70,)).run()
    assert page.get("html")[0].proto.body.count("<tr>") == 31
    assert "The first 30 of 70 rows" in page.caption[0].value
    assert 5 * high_enough(LINES) <= HEIGHT
    for label, cards in (("Show 30 more", 60), ("Show 10 more", 70)):
        assert [button.label for button in page.button] == [label]
        page.button[0].click().run()
        assert page.get("html")[0].proto.body.count("<tr>") == cards + 1
    assert not page.button


def linkages() -> None:
    """A page with a table whose rows begin with a word and name their thing after it."""
    import streamlit as st
    from clusteratlas.ui.views import show_table

    st.session_state["pages"] = {}
    show_table(
        [{"words": "supplies", "name": "Zyx Oak"}],
        {name: st.column_config.Column(name) for name in ("words", "name")},
        key="made", ids=["zyx-1"], selected=None, on_pick=lambda id: None, leading="name",
    )  # fmt: skip


def test_the_card_of_a_row_leads_on_by_the_column_that_names_its_thing() -> None:
    (cards,) = AppTest.from_function(linkages).run().get("html")
    assert '<td data-name="words">supplies</td>' in cards.proto.body
    assert 'href="/organisation?id=zyx-1">Zyx Oak</a>' in cards.proto.body


def test_words_get_the_width_and_the_lines_that_they_need() -> None:
    words = pandas.Series(["a" * 100, None])
    assert wide_enough_for(words, {}) == 460
    assert wide_enough_for(words, {"width": "medium"}) == "medium"
    assert wide_enough_for(pandas.Series([1, 2]), {}) is None
    assert [high_enough(lines(pandas.Series(["a" * letters]), 460)) for letters in (10, 100, 1000)] == [
        ROW, ROW + 18, ROW + (LINES - 1) * 18
    ]  # fmt: skip
