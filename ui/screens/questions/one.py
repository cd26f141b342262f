"""One saved query: fill in its form, see the answer, take it along; of one's own also change it."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from ....graph.errors import InvalidQuery, NotFound
from ....queries.catalog import check_together
from ....queries.query import Query
from ... import routes, session
from ...beside import ask_beside
from ...entity_picker import choose
from ...forms import name_of, query_form
from ...look import paragraphs, safe
from .answers import show
from .own import own_bar

QUERY = "query"
"""Name of the saved query in the address; the other parameters of the address are those of the query."""
LONG = 400
"""Letters beyond which what is said about a query is folded away, so that its form is in sight."""


def question(name: str) -> None:
    """One saved query with its form and, once it is asked, its answer."""
    routes.link("questions", "All saved queries", icon=":material/arrow_back:")
    kept = session.own_queries().get(name)
    if kept and kept.query is None:
        st.title(safe(kept.title), anchor=False)
        st.error(f"This query cannot be read, so it cannot be asked: {safe(kept.error)}", icon=":material/error:")
        own_bar(kept)
        return
    query = session.find(name)
    given = {name: value for name, value in st.query_params.to_dict().items() if name in query.parameters}
    key = f"ask:{query.name}" + (f"@{kept.version}" if kept else "")
    follow(query, given, key)
    st.title(safe(query.title), anchor=False)
    st.markdown(f"{safe(query.question)}")
    if len(query.about) > LONG:
        with st.expander("How it is found, and what the columns mean"):
            st.caption(paragraphs(safe(query.about)))
    elif query.about:
        st.caption(safe(query.about))
    if query.unknown:
        st.caption(f"**What it cannot know.** {safe(query.unknown)}")
    if kept:
        own_bar(kept)
    ask(query, key)


def ask(query: Query, key: str) -> None:
    """The form, and the answer to what was last asked with it."""
    given = st.session_state[f"{key}:given"]
    values = query_form(query, given, key)
    asked = st.session_state.get(f"{key}:asked")
    address = {QUERY: query.name, **said(query, values or {})}
    with st.container(horizontal=True, vertical_alignment="center"):
        run = st.button("Run", type="primary", icon=":material/play_arrow:", disabled=values is None, key=f"{key}:run")
        with st.popover("Cypher", icon=":material/code:", type="tertiary"):
            st.code(query.text, language="cypher", wrap_lines=True)
            st.caption("It pastes into Neo4j Browser as it is; set its parameters with :param.")
        with st.popover("Link to this question", icon=":material/link:", type="tertiary", disabled=values is None):
            st.code(routes.address("questions", address), language=None, wrap_lines=True)
            if query.own:
                st.caption("It opens the question for whoever uses this workspace.")
        if example := example_of(query):
            routes.link("questions", "Show an example", {QUERY: query.name, **example}, icon=":material/lightbulb:")
        if not query.network:
            routes.link("questions", "Copy and change", {"copy": query.name}, icon=":material/edit_note:")
    if values is None:
        either = [f"“{name_of(query.parameters[name])}”" for group in query.either for name in group]
        missing = f"{' or '.join(either)}, and whatever else is missing" if either else "what is still missing"
        st.info(f"Fill in {missing} above, then press Run.", icon=":material/edit:")
        return
    if run:
        asked = st.session_state[f"{key}:asked"] = values
        routes.show_address("questions", address)
        st.session_state[f"{key}:given"] = {
            name: value for name, value in routes.texts(said(query, values)).items() if name in query.parameters
        }
    if asked is None:
        return
    if asked != values:
        st.caption(":material/info: The form has changed; press Run to see the new answer.")
    if query.slow:
        show(ask_beside(query, asked), key)
        return
    with st.spinner("Asking the database …"):
        answer = session.ask_query(query, asked)
    show(answer, key)


def example_of(query: Query) -> dict[str, object]:
    """The values of a query's example as an address holds them; none where the graph lacks what it speaks of."""
    if not query.example:
        return {}
    values = query.clean(query.example)
    subjects = {str(values[name]) for name, one in query.parameters.items() if one.kind and values[name]}
    if len(session.known_of(tuple(sorted(subjects)))) < len(subjects):
        return {}
    return said(query, {name: values[name] for name in query.example})


def said(query: Query, values: dict[str, object]) -> dict[str, object]:
    """Values as an address holds them."""
    return {name: query.parameters[name].text(value) for name, value in values.items()}


def follow(query: Query, given: dict[str, str], key: str) -> None:
    """Fills the form from an address that brought the reader here, and asks at once where nothing is missing.

    A question that takes long waits to be run where the address says nothing of it.
    """
    if st.session_state.get(f"{key}:given") == given:
        return
    st.session_state[f"{key}:given"] = given
    for parameter in query.parameters.values():
        if parameter.kind:
            choose(f"{key}:{parameter.name}", given.get(parameter.name))
        else:
            st.session_state.pop(f"{key}:{parameter.name}", None)
    complete = not query.lacks(given) and bool(given or not query.slow)
    st.session_state[f"{key}:asked"] = None
    try:
        if complete:
            values = query.clean(given)
            check_together(query, values)
            st.session_state[f"{key}:asked"] = as_picked(query, values)
    except InvalidQuery as error:
        if given:
            st.error(f"The address does not fit the question: {safe(error)}", icon=":material/error:")


def as_picked(query: Query, values: dict[str, object]) -> dict[str, object]:
    """Values with the ids that the form picks: those of what a name, or an id that is one with another, stands for."""
    found = dict(values)
    for parameter in query.parameters.values():
        if parameter.kind and values[parameter.name]:
            with suppress(NotFound):
                found[parameter.name] = session.entity(str(values[parameter.name])).id
    return found
