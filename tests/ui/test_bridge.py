"""What Python and a component tell each other, without a browser."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest


def script() -> None:
    import streamlit as st
    from clusteratlas.ui.components.bridge import choose, chosen

    picked = st.text_input("picked")
    if picked:
        chosen("view", picked)
    st.session_state.answer = choose("view", st.text_input("asked") or None)


def page() -> None:
    import streamlit as st
    from clusteratlas.ui.components.graph import graph
    from clusteratlas.ui.components.map import cluster_map

    graph([{"id": "a", "name": "Imaginary Pumps", "kind": "Firm"}], [], key="graph", selected="a")
    event = cluster_map([], key="map")
    st.session_state.answer = event.selected


def run(source: Callable[[], None]) -> AppTest:
    test = AppTest.from_function(source).run()
    assert not test.exception
    return test


def test_a_choice_of_the_page_is_numbered_once() -> None:
    test = run(script)
    assert test.session_state.answer == (0, None)
    test.text_input[1].set_value("a").run()
    assert test.session_state.answer == (1, "a")
    test.run()
    assert test.session_state.answer == (1, "a")


def test_what_the_user_picked_is_not_sent_back() -> None:
    test = run(script)
    test.text_input[0].set_value("a").run()
    assert test.session_state.answer == (0, "a")
    test.text_input[1].set_value("a").run()
    assert test.session_state.answer == (0, "a")


def test_components_draw_in_every_new_runtime() -> None:
    for _ in range(2):
        assert run(page).session_state.answer is None
