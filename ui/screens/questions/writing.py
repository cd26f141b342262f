"""Writing a query of one's own: its question, its Cypher, what it asks for; try it, then save it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace

import streamlit as st

from ....graph.errors import ClusterAtlasError, InvalidQuery
from ....graph.model import model
from ....queries.areas import INSIDE
from ....queries.own.draft import NEW, Draft, asked_for, column_types, draft_of
from ....queries.query import EMPTY, VIEWS, Drawing, parse_query
from ... import routes, session
from ...forms import query_form, what_lacks
from ...look import safe
from ...sharing import unpack
from .answers import show
from .own import SHARED, carry, go
from .parameters import fill_rows, parameter_boxes

OPENED = "write:opened"
"""Where the text of a file that was opened is kept."""
EXAMPLE = """MATCH (firm:Firm)-[:LOCATED_IN]->(:Place {id: $place})
RETURN firm AS firm, firm.employees AS employees
ORDER BY employees IS NULL, employees DESC
LIMIT 100"""


@dataclass(frozen=True, slots=True)
class Start:
    """What the writing starts from."""

    key: str
    draft: Draft
    name: str = ""
    """The query that is changed; empty for a new one."""
    over: int = 0
    """The version that is changed."""
    title: str = "Write a query of your own"
    note: str = ""


def write(given: Mapping[str, str]) -> None:
    """The page on which a query is written."""
    start = begin(given)
    key = start.key
    if f"{key}:rows" not in st.session_state:
        fill(key, start.draft)
    routes.link("questions", "All saved queries", icon=":material/arrow_back:")
    st.title(safe(start.title), anchor=False)
    if start.note:
        st.info(start.note, icon=":material/info:")
    draft = form(key)
    tried = try_out(key, draft)
    keep(start, tried)


def begin(given: Mapping[str, str]) -> Start:
    """What the address says that is to be written."""
    if packed := given.get(SHARED):
        return start_of_text(
            unpack(packed),
            "Somebody sent you this query by a link. Read it first: nothing runs before you press *Try it*, it can "
            "only read the graph, and it is kept only if you save it.",
        )
    if name := given.get("copy"):
        query = session.find(name)
        draft = replace(draft_of(query, unsaid=EMPTY), title=f"{query.title}, changed")
        note = "A copy: save it under a title of its own. The query that you started from stays as it is."
        return Start(f"write:copy:{name}", draft, title="Copy and change", note=note)
    name = given["write"]
    if name == "file":
        if OPENED not in st.session_state:
            raise InvalidQuery("no file is open any more; open it again on the Questions page")
        return start_of_text(st.session_state[OPENED], "From your file. It is kept in this workspace once you save it.")
    if name == "new":
        return Start("write:new", Draft(body=EXAMPLE))
    own = session.own_queries().get(name)
    if own is None:
        raise InvalidQuery(f"{name}: no query of your own has this name; the Questions page lists them")
    draft = draft_of(own.query, unsaid=EMPTY) if own.query else Draft(title=own.name, body=own.text)
    note = (
        ""
        if own.query
        else f"Its header cannot be read ({safe(own.error)}). Fill in the form, and take it out of the Cypher."
    )
    return Start(f"write:{name}@{own.version}", draft, own.name, own.version, f"Change: {own.title}", note)


def start_of_text(text: str, note: str) -> Start:
    """A new query from a text; one whose header cannot be read is all Cypher."""
    key = f"write:{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    try:
        return Start(
            key, draft_of(parse_query(text, NEW, model()), unsaid=EMPTY), title="A query that you were given", note=note
        )
    except InvalidQuery as error:
        said = f"{note} Its header cannot be read ({safe(in_form(error))}): fill in the form instead."
        return Start(key, Draft(body=text), title="A query that you were given", note=said)


def from_file() -> None:
    """Opens a file with a query, to read, try and save it."""
    upload = st.file_uploader(
        "A .cypher file", type=["cypher", "cyp", "cql", "txt"], max_upload_size=1, key="write:upload"
    )
    if upload and st.button("Open it", key="write:open"):
        try:
            st.session_state[OPENED] = upload.getvalue().decode("utf-8-sig")
        except UnicodeDecodeError:
            st.error(f"{safe(upload.name)} is no text in UTF-8; save it so in your editor.", icon=":material/error:")
            return
        routes.show_address("questions", {"write": "file"})
        st.rerun()


def fill(key: str, draft: Draft) -> None:
    """Puts a draft into the form."""
    state = st.session_state
    for name in ("title", "question", "body", "about", "unknown", "empty", "inside"):
        state[f"{key}:{name}"] = getattr(draft, name)
    state[f"{key}:view"] = list(draft.view)
    state[f"{key}:returns"] = dict(draft.returns)
    state[f"{key}:draws"] = draft.draws
    state[f"{key}:either"] = draft.either
    first = draft.draws[0] if draft.draws else Drawing("", "")
    for name in ("start", "end", "label"):
        state[f"{key}:draw:{name}"] = getattr(first, name)
    fill_rows(key, draft.parameters)


def form(key: str) -> Draft:
    """The form, and the draft that it holds now."""
    first, second = st.columns(2)
    title = first.text_input("Title", key=f"{key}:title", placeholder="Coopers of a county", persist_state="session")
    question = second.text_input(
        "Question", key=f"{key}:question", placeholder="Who makes barrels in this county?", persist_state="session"
    )
    with st.container(key="write-cypher"):
        body = st.text_area(
            "Cypher", key=f"{key}:body", height=260, persist_state="session",
            help="It may read and do nothing else. Name every column with AS; write $name for what is asked for.",
        )  # fmt: skip
    st.subheader("What it asks for", anchor=False)
    inside = st.session_state[f"{key}:inside"]
    parameters = parameter_boxes(key, body or "", (INSIDE,) if inside else ())
    if inside:
        st.caption(
            f"It also asks where to look around *{safe(inside)}*: `${INSIDE}` holds the ids of the organisations there."
        )
    with st.expander("How the answer is shown and explained"):
        view = st.pills(
            "Views",
            VIEWS,
            selection_mode="multi",
            key=f"{key}:view",
            format_func=str.capitalize,
            persist_state="session",
        )
        draws = drawing(key, parameters) if "graph" in view else ()
        about = st.text_area(
            "What it means", key=f"{key}:about", height=80, persist_state="session",
            placeholder="What is counted, and what is left out",
        )  # fmt: skip
        unknown = st.text_area(
            "What it cannot know", key=f"{key}:unknown", height=80, persist_state="session",
            placeholder="Linkages that no source records; what has changed since the sources were made",
        )  # fmt: skip
        empty = st.text_area(
            "What an empty answer means", key=f"{key}:empty", height=80, persist_state="session", placeholder=EMPTY
        )
    return Draft(
        title or "", question or "", about or "", unknown or "", empty or "", tuple(view) or ("table",), body or "",
        parameters, st.session_state[f"{key}:returns"], draws, inside, st.session_state[f"{key}:either"],
    )  # fmt: skip


def drawing(key: str, parameters: tuple[Mapping[str, object], ...]) -> tuple[Drawing, ...]:
    """The lines of the graph: from one column or parameter to another."""
    ends = ["", *st.session_state[f"{key}:returns"], *(str(entry["name"]) for entry in parameters)]
    st.caption(
        "The graph shows every node, link and path among the columns. To draw a line for each row as well, say from "
        "where to where; try the query first, so that its columns are known."
    )
    chosen = {}
    labels = {"start": "A line from", "end": "to", "label": "with the words in"}
    for column, (name, label) in zip(st.columns(3), labels.items(), strict=True):
        now = st.session_state.get(f"{key}:draw:{name}", "")
        options = ends if now in ends else [*ends, now]
        chosen[name] = column.selectbox(
            label, options, key=f"{key}:draw:{name}", format_func=lambda one: one or "none", persist_state="session"
        )
    before: tuple[Drawing, ...] = st.session_state[f"{key}:draws"]
    if not chosen["start"] or not chosen["end"]:
        return before[1:]
    return (replace(before[0] if before else Drawing("", ""), **chosen), *before[1:])


def try_out(key: str, draft: Draft) -> Draft:
    """Asks the draft as it stands; gives it back with the columns that it was found to have."""
    st.subheader("Try it", anchor=False)
    try:
        query = draft.query()
    except InvalidQuery as error:
        st.error(safe(in_form(error)), icon=":material/error:")
        return draft
    if missing := [name for name in asked_for(draft.body) if name not in query.names]:
        st.warning(
            f"The Cypher asks for {safe(', '.join(f'${name}' for name in missing))}, not described yet: add it above.",
            icon=":material/info:",
        )
        return draft
    try:
        values = query_form(query, {}, f"{key}:try")
    except ClusterAtlasError as error:  # the query that is to fill a list
        st.error(safe(error), icon=":material/error:")
        return draft
    lacking = what_lacks(query, values)
    ready = not lacking and bool(draft.body.strip())
    pressed = st.button("Try it", type="primary", icon=":material/play_arrow:", disabled=not ready, key=f"{key}:run")
    if pressed:
        st.session_state[f"{key}:tried"] = (draft.body, values)
    if lacking:
        st.caption(f":material/edit: {lacking}, then press Try it.")
    if lacking or st.session_state.get(f"{key}:tried") != (draft.body, values):
        return draft
    try:
        with st.spinner("Asking the database …"):
            answer = session.ask_query(query, values)
            columns = answer.rows[0].keys() if answer.rows else session.columns(query)
    except ClusterAtlasError as error:
        st.error(safe(error), icon=":material/error:")
        return draft
    returns = column_types(columns, answer.rows, draft.returns)
    if returns != st.session_state[f"{key}:returns"]:
        st.session_state[f"{key}:returns"] = returns
        st.rerun()  # so that the form above knows the columns
    found = replace(draft, returns=returns, draws=fitting(draft, returns))
    show(
        replace(answer, query=replace(answer.query, returns=returns, draws=found.draws, empty=draft.empty or EMPTY)),
        f"{key}:answer",
    )
    return found


def fitting(draft: Draft, returns: Mapping[str, str]) -> tuple[Drawing, ...]:
    """The lines of the graph whose parts are columns or parameters."""
    there = {"", *returns, *(str(entry["name"]) for entry in draft.parameters)}
    return tuple(one for one in draft.draws if {*astuple(one)} <= there)


def keep(start: Start, draft: Draft) -> None:
    """Saves what the form holds, as a new query or the next version; or sends it as it is."""
    st.subheader("Keep it", anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        label = f"Save as version {start.over + 1}" if start.name else "Save"
        pressed = st.button(label, icon=":material/save:", key=f"{start.key}:save", type="primary")
        with st.popover("Send it", icon=":material/ios_share:", type="tertiary"):
            st.caption("As the form stands now, saved or not.")
            carry(draft.text(), start.name.removeprefix("own/") or "query", f"{start.key}:send")
    if not pressed:
        st.caption("Whoever uses this workspace can ask it, change it and delete it; earlier versions are kept.")
        return
    fields = {"Title": draft.title, "Question": draft.question, "Cypher": draft.body}
    if empty := [f"“{label}”" for label, text in fields.items() if not text.strip()]:
        st.error(f"Fill in {' and '.join(empty)} above, then save.", icon=":material/error:")
        return
    try:
        returns = column_types(session.columns(draft.query()), [], draft.returns)
        text = replace(draft, returns=returns, draws=fitting(draft, returns)).text()
        saved = session.save_own(text, name=start.name, over=start.over)
    except ClusterAtlasError as error:
        st.error(safe(in_form(error)), icon=":material/error:")
        return
    forget(start.key)
    go({"query": saved.name}, f"Saved as {saved.name}, version {saved.version}.")


def forget(key: str) -> None:
    """Empties a form that was saved."""
    for name in [name for name in st.session_state if str(name).startswith(f"{key}:")]:
        del st.session_state[name]


def in_form(error: ClusterAtlasError) -> str:
    """An error without the line of a header that the reader of a form does not see.

    >>> in_form(InvalidQuery("own/new, line 1: parameter km is not used"))
    'parameter km is not used'
    """
    return re.sub(r"^own/\w+, line \d+: ", "", str(error))
