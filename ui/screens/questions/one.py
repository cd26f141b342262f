"""One saved query: fill in its form, see the answer, take it along; of one's own also change it."""

from __future__ import annotations

from contextlib import suppress
from difflib import get_close_matches

import streamlit as st

from ....graph.errors import InvalidQuery, NotFound
from ....queries.catalog import Answer, check_together
from ....queries.query import Query
from ... import routes, session
from ...beside import ask_beside
from ...column_words import COLUMNS
from ...entity_picker import choose
from ...forms import name_of, query_form, what_lacks
from ...look import paragraphs, safe
from .answers import show
from .own import own_bar

QUERY = "query"
"""Name of the saved query in the address; the other parameters of the address are those of the query."""
TO_ANSWER = """<script>
(() => {
  const answer = document.querySelector(".st-key-question-answered")
  const below = answer?.getBoundingClientRect().top > innerHeight / 2
  if (below || matchMedia("(max-width: 640px)").matches) answer?.scrollIntoView()
})()
</script>"""
"""Brings the answer into sight, below a long form and on a phone, where the page was scrolled to the end of it."""
ENTER = """<script>
(() => {
  const form = document.querySelector(".st-key-question-form")
  if (!form || form.dataset.enter) return
  form.dataset.enter = "runs"
  form.addEventListener("keydown", event => {
    if (event.key !== "Enter" || !event.target.matches("input[type=number], input[type=text]:not([role])")) return
    // later, so that Streamlit has taken the value
    setTimeout(() => form.querySelector(".st-key-question-run button:enabled")?.click())
  })
})()
</script>"""
"""Lets Enter in a field for a number or a text run the question, as in a form of Streamlit's own: that cannot hold the
buttons by which an entity is picked, nor does it tell what is filled in before it is sent."""
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
    address = st.query_params.to_dict()
    given = {name: value for name, value in address.items() if name in query.parameters}
    key = f"ask:{query.name}" + (f"@{kept.version}" if kept else "")
    follow(query, given, key)
    if unknown := sorted(address.keys() - query.parameters.keys() - {QUERY}):
        st.warning(say_unknown(query, unknown), icon=":material/link_off:")
    st.title(safe(query.title), anchor=False)
    st.markdown(f"{safe(query.question)}")
    with st.container(key="question-about"):
        if len(query.about) > LONG:
            with st.expander("How it is found, and what the columns mean"):
                st.caption(paragraphs(safe(query.about)))
                for heading, help in COLUMNS.get(query.name, {}).values():
                    st.caption(f"**{safe(heading)}**: {safe(help)}")
        elif query.about:
            st.caption(safe(query.about))
        if query.unknown:
            st.caption(f"**What it cannot know.** {safe(query.unknown)}")
    if kept:
        own_bar(kept)
    ask(query, key)


def say_unknown(query: Query, names: list[str]) -> str:
    """What an address sets that the question does not take, and what it takes instead."""
    near = sorted({like for name in names for like in get_close_matches(name, query.parameters)})
    instead = f"Did you mean {' or '.join(near)}?" if near else f"It takes {', '.join(query.parameters)}."
    return safe(f"The address sets {', '.join(names)}, which this question does not take. {instead}")


def ask(query: Query, key: str) -> None:
    """The form, and the answer to what was last asked with it."""
    given = st.session_state[f"{key}:given"]
    with st.container(key="question-form"):
        st.html(ENTER, unsafe_allow_javascript=True)
        values = query_form(query, given, key)
        lacking = what_lacks(query, values)
        address = {QUERY: query.name, **({} if lacking else said(query, values))}
        run = buttons(query, key, address, filled=not lacking) and not lacking
    asked = st.session_state.get(f"{key}:asked")
    if lacking:
        st.info(f"{lacking}, then press Run.", icon=":material/edit:")
    if run:
        asked = st.session_state[f"{key}:asked"] = values
        routes.show_address("questions", address)
        st.session_state[f"{key}:given"] = {
            name: value for name, value in routes.texts(said(query, values)).items() if name in query.parameters
        }
    if asked is None:
        return
    if asked != values and not lacking:
        st.caption(":material/info: The form has changed; press Run to see the new answer.")
    if query.slow:
        answer = ask_beside(query, asked)
    else:
        with st.spinner("Asking the database …"):
            answer = session.ask_query(query, asked)
    changing = st.session_state.get(f"{key}:changing", False)
    with st.container(key="question-open" if changing else "question-answered"):
        with st.container(key="question-asked", horizontal=True, vertical_alignment="center"):
            st.markdown(safe(in_words(answer)))
            if not changing:
                st.button(
                    "Change the question", key=f"{key}:change", icon=":material/edit:", type="tertiary",
                    on_click=change, args=(key, True),
                )  # fmt: skip
        show(answer, key)
        if run:
            st.html(TO_ANSWER, unsafe_allow_javascript=True)


def buttons(query: Query, key: str, address: dict[str, object], *, filled: bool) -> bool:
    """What can be done with a form that is filled in; whether it is run just now."""
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(key="question-run", width="content"):
            run = st.button(
                "Run", type="primary", icon=":material/play_arrow:", disabled=not filled, key=f"{key}:run",
                on_click=change, args=(key, False),
            )  # fmt: skip
        with st.popover("Cypher", icon=":material/code:", type="tertiary"):
            st.code(query.text, language="cypher", wrap_lines=True)
            st.caption("It pastes into Neo4j Browser as it is; set its parameters with :param.")
        with st.popover("Link to this question", icon=":material/link:", type="tertiary", disabled=not filled):
            st.code(routes.address("questions", address), language=None, wrap_lines=True)
            if query.own:
                st.caption("It opens the question for whoever uses this workspace.")
        if example := example_of(query):
            routes.link("questions", "Show an example", {QUERY: query.name, **example}, icon=":material/lightbulb:")
        if not query.network:
            routes.link("questions", "Copy and change", {"copy": query.name}, icon=":material/edit_note:")
    return run


def change(key: str, changing: bool) -> None:
    """Unfolds the form above an answer on a phone, or folds it."""
    st.session_state[f"{key}:changing"] = changing


def in_words(answer: Answer) -> str:
    """What an answer was asked with, where that is not the default; what was weighed otherwise is said beside it."""
    parameters = answer.query.parameters
    found = []
    for name, value in answer.parameters.items():
        if name not in parameters or parameters[name].type == "weights" or value in (None, parameters[name].default):
            continue
        if name in answer.entities:
            text = answer.entities[name].name
        elif parameters[name].type == "polygon":
            text = "as drawn"
        else:
            text = routes.texts(said(answer.query, {name: value})).get(name, "none")
        found.append(f"{name_of(parameters[name])}: {text}")
    return " · ".join(found) or "Asked with nothing set."


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
    before = st.session_state.get(f"{key}:given")
    if before == given:
        return
    if before is not None:
        new_turn(key)
    st.session_state[f"{key}:given"] = given
    for parameter in query.parameters.values():
        if parameter.kind:
            choose(f"{key}:{parameter.name}", given.get(parameter.name))
    complete = not query.lacks(given) and bool(given or not query.slow)
    st.session_state[f"{key}:asked"] = None
    change(key, changing=False)
    try:
        if complete:
            values = query.clean(given)
            check_together(query, values)
            st.session_state[f"{key}:asked"] = as_picked(query, values)
        else:
            for name, text in given.items():
                query.parameters[name].clean(text)
    except InvalidQuery as error:
        if given:
            st.error(f"The address does not fit the question: {safe(error)}", icon=":material/error:")


def new_turn(key: str) -> None:
    """Gives the widgets of the form `key` new keys: a browser goes on showing what those it has hold."""
    turn = int(str(st.session_state.get(f"{key}:turn", "@0")).removeprefix("@")) + 1
    st.session_state[f"{key}:turn"] = f"@{turn}"


def as_picked(query: Query, values: dict[str, object]) -> dict[str, object]:
    """Values with the ids that the form picks: those of what a name, or an id that is one with another, stands for."""
    found = dict(values)
    for parameter in query.parameters.values():
        if parameter.kind and values[parameter.name]:
            with suppress(NotFound):
                found[parameter.name] = session.entity(str(values[parameter.name]), counted=parameter.counted).id
    return found
