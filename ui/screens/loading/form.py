"""What an uploaded file means, what comes of it and what it is to be called; then it is loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from ....graph.errors import ClusterAtlasError
from ....graph.values import clean_date
from ....ingest.origins import give
from ....ingest.own import as_yaml, keep, own_sources, read_mapping
from ....ingest.proposal import Likeness, Problem, built_on
from ....ingest.proposal.headers import match_role
from ....ingest.proposal.knowledge import known_roles, words_of
from ....ingest.proposal.records import name_for
from ....ingest.reports import is_report, kept_reports
from ....ingest.source import NAME, Source, known_sources, shipped_sources
from ....queries.words import count
from ... import session
from ...look import safe
from . import run
from .columns import SURE, table_form
from .draft import Draft, as_of, desk
from .fixed import fixed_form
from .preview import show_preview

PLACING = ("latitude", "longitude", "location", "town", "postcode")
"""Roles of columns that give an organisation a point."""
PROPOSE, FROM_FILE = "", " "
"""Ways to read a file beside the names of kept sources, which hold no space."""


def describe(draft: Draft) -> None:
    """The form for a file, with a preview of what comes of it."""
    st.button(
        "Another file", icon=":material/arrow_back:", type="tertiary", on_click=desk().put, args=(None,),
        help="Gives this one up. To go on with it later, keep the address of this page.",
    )  # fmt: skip
    own = tables_kept(session.settings().home)
    if not settle_mapping(draft, own):
        return
    body, foot = st.container(), st.container()
    with foot:
        said, wrong = source_fields(draft, own)
    draft.keep()
    problems = draft.problems()
    content: dict[str, Any] | None = None
    first: list[str] = []
    with body:
        left, right = st.columns([7, 6], gap="medium")
        with left:
            columns(draft, problems)
        with right, st.container(key="load-preview"):
            st.header("Preview", anchor=False)
            if problems:
                to_put_right(problems)
            else:
                try:
                    with st.spinner("Trying it on the first rows …"):
                        content = draft.content(said)
                        found = draft.preview(content)
                    first = sorted(built_on(found) - loaded())
                    show_preview(found, f"load:{desk().turn}", unplaced(draft))
                except ClusterAtlasError as error:
                    content = None
                    st.warning(safe(in_words(error, draft)), icon=":material/build:")
    with foot:
        confirm(draft, None if wrong else content, first)


def unplaced(draft: Draft) -> list[str]:
    """The columns that are not used and whose headers say where something is."""
    return [
        column.name
        for table in (draft.wanted.tables if draft.wanted and not draft.mapping else ())
        for column in table.columns
        if not column.used and any(meant_by(column.name, role) for role in PLACING)
    ]


def meant_by(header: str, role: str) -> bool:
    """Whether a header is a plain word for a role.

    >>> meant_by("Latitude", "latitude"), meant_by("Employees", "latitude")
    (True, False)
    """
    found = match_role(words_of(header), known_roles()[role])
    return found is not None and not found.of and found.strength >= SURE


def tables_kept(home: Path) -> dict[str, Source]:
    """The sources kept in a workspace whose mapping reads a table: all but the reports."""
    return {name: source for name, source in own_sources(home).items() if not is_report(source)}


def settle_mapping(draft: Draft, own: Mapping[str, Source]) -> bool:
    """Asks how the file is to be read, and does so; whether that is settled."""
    key = f"load:{desk().turn}:how"
    names = draft.kept_as(session.settings().home)
    before = next((own[name] for name in names if name in own and name in loaded()), None)
    st.session_state.setdefault(key, how_before(draft, own, before))
    words = {PROPOSE: "Propose what its columns mean", FROM_FILE: "By a mapping in a file (.yml)"}
    if own:
        likely = [name for name in own if same_but_year(name, name_for(draft.path))]
        how = st.selectbox(
            "How is it to be read?", [PROPOSE, *likely, *(name for name in own if name not in likely), FROM_FILE],
            key=key, format_func=lambda name: words.get(name) or f"By the mapping kept as {name}",
            help="Next year's file of a register has the same columns: read it by the mapping kept before.",
        )  # fmt: skip
        if before:
            same_again(before, how == before.name)
        elif how == PROPOSE and likely:
            st.caption(f"It may be a new file of {safe(likely[0])}: then choose the mapping kept for that.")
    else:
        how = st.selectbox("How is it to be read?", [PROPOSE, FROM_FILE], key=key, format_func=words.__getitem__)
    draft.said["how"] = str(how)
    try:
        if how == PROPOSE:
            with st.spinner(f"Reading {safe(draft.path.name)} …"):
                draft.propose()
        elif how == FROM_FILE:
            upload = st.file_uploader("Mapping", key=f"{key}:file", type=["yml", "yaml"], max_upload_size=1)
            if upload is not None:
                draft.given_mapping.write_bytes(upload.getvalue())
            elif not draft.given_mapping.is_file():
                st.info("Give the mapping: a source.yml, such as this page lets you download.", icon=":material/info:")
                return False
            draft.mapping = read_mapping(str(draft.given_mapping), session.settings().home)
        else:
            draft.mapping = read_mapping(str(how), session.settings().home)
    except ClusterAtlasError as error:
        st.error(safe(in_words(error, draft)), icon=":material/error:")
        return False
    return True


def how_before(draft: Draft, own: Mapping[str, Source], before: Source | None) -> str:
    """How the file was to be read when it was last worked on, where that is still possible; else as it was loaded."""
    how = draft.said.get("how", before.name if before else PROPOSE)
    return how if how in (PROPOSE, FROM_FILE, *own) else PROPOSE


def same_again(before: Source, chosen: bool) -> None:
    """Says that the file was loaded before, and what comes of it now."""
    name, title = safe(before.name), safe(before.title)
    if chosen:
        st.info(f"This file is loaded already as {name} ({title}): it is loaded again as that.", icon=":material/sync:")
    else:
        st.warning(
            f"This file is loaded already as {name} ({title}). Under another short name all of it is there twice: to "
            "load it again, choose the mapping kept as that.",
            icon=":material/content_copy:",
        )


def in_words(error: ClusterAtlasError, draft: Draft) -> str:
    """An error about an uploaded file, without the folder where it is kept for the while."""
    text = str(error)
    for folder in (draft.path.parent, draft.folder / "source", draft.folder):
        text = text.replace(f"{folder}/", "")
    return text


def same_but_year(one: str, other: str) -> bool:
    """Whether two names of sources differ in their digits alone.

    >>> same_but_year("members_2024", "members_2025"), same_but_year("members", "wineries")
    (True, False)
    """
    bare = [re.sub(r"\d+", "", name).strip("_") for name in (one, other)]
    return bare[0] == bare[1]


def columns(draft: Draft, problems: tuple[Problem, ...]) -> None:
    """What the columns mean: a form, or the word that a mapping says it."""
    if draft.mapping is not None or draft.proposal is None or draft.first is None:
        st.header("By a mapping kept before", anchor=False)
        st.markdown("What the columns mean is taken from it. Does the preview look right? Then load it.")
        with st.expander("The mapping"):
            st.code(as_yaml(draft.mapping or {}), language="yaml")
        return
    st.header("What the columns mean", anchor=False)
    for note in draft.proposal.notes:
        st.warning(safe(note), icon=":material/info:")
    for like in draft.proposal.like:
        looks_like(draft, like)
    names = [table.name for table in draft.proposal.tables]
    name = names[0]
    if len(names) > 1:
        name = st.selectbox(f"Table (of {len(names)})", names, key=f"load:{desk().turn}:table") or name
    place = names.index(name)
    if name not in draft.left_out:
        fixed_form(draft, draft.proposal.tables[place])
    table_form(
        draft, draft.proposal.tables[place], draft.first.tables[place],
        [problem for problem in problems if problem.table == name],
    )  # fmt: skip


def looks_like(draft: Draft, like: Likeness) -> None:
    """Says of which source that we describe the file looks to be, with a button that loads it as that."""
    name, title = safe(like.source), safe(like.title)
    key = f"load:{desk().turn}:as:{like.source}"
    if like.ships:
        st.warning(
            f"{safe(like.words)} That one ships. As a table of your own, this one gives its organisations ids of their "
            "own, so that they are there twice until they are joined.",
            icon=":material/info:",
        )
        st.button("Load the one that ships", key=key, on_click=run.begin, args=(like.source,))
        return
    beside = (
        f" {safe(' and '.join(like.beside))} is read with it, and fetched where it is not here." if like.beside else ""
    )
    same_form = draft.path.suffix.lower() == Path(like.file).suffix
    otherwise = "" if same_form else f" To have it read so, give it as {Path(like.file).suffix}."
    st.warning(
        f"{safe(like.words)} Read as that ({name}), more of it is understood than is proposed here.{beside}{otherwise}",
        icon=":material/info:",
    )
    if same_form:
        st.button(f"Load it as {title}", key=key, on_click=load_as, args=(draft, like, f"{key}:failed"))
    if failed := st.session_state.pop(f"{key}:failed", None):
        st.error(safe(failed), icon=":material/error:")


def load_as(draft: Draft, like: Likeness, failed: str) -> None:
    """Loads the file as that of a source that we describe, in place of the copy of it that was fetched."""
    try:
        give(known_sources(session.settings().home)[like.source], like.file, draft.path)
    except ClusterAtlasError as error:
        st.session_state[failed] = in_words(error, draft)
        return
    run.begin(like.source)


def to_put_right(problems: tuple[Problem, ...]) -> None:
    """What keeps the preview from being made."""
    stand = "it stands at its column" if len(problems) == 1 else "they stand at their columns"
    listed = "\n".join(f"- {safe(problem.table)}: {safe(problem.text)}" for problem in problems)
    st.warning(
        f"{count(len(problems), 'thing')} must be put right before there is a preview; {stand} as well:\n\n{listed}",
        icon=":material/build:",
    )


def source_fields(draft: Draft, own: Mapping[str, Source]) -> tuple[dict[str, str], bool]:
    """What the source is to be called, and whether something of that is wrong."""
    st.header("Whose facts these are", anchor=False)
    st.caption("Every fact says who says so: these words stand beside each of them.")
    known = draft.mapping or {}
    begin = {
        "name": str(known.get("name") or name_for(draft.path)),
        "title": str(known.get("title") or draft.path.name.split(".")[0].replace("_", " ")),
        "publisher": str(known.get("publisher") or "not stated"),
        "licence": str(known.get("licence") or "not stated"),
        "retrieved": day_known(draft, known) or as_of(draft.path, date.today()),
    }
    words = {
        "name": ("Short name", "Ids begin with it; letters, digits, hyphens and underscores"),
        "title": ("Title", "The full name of the register or list"),
        "publisher": ("Publisher", "Who keeps it"),
        "licence": ("Licence", "The terms under which it may be used; 'internal' for your own"),
        "retrieved": ("As of", "The day, month or year that its facts speak of, if known: 2024, 2024-03 or 2024-03-31"),
    }
    said = {}
    for row in (("name", "title"), ("publisher", "licence", "retrieved")):
        for field, place in zip(row, st.columns(len(row), gap="small"), strict=True):
            kept = f"{known.get('name', '')}:{field}"
            key = f"load:{desk().turn}:{kept}"
            st.session_state.setdefault(key, draft.said.get(kept, begin[field]))
            label, about = words[field]
            fixed = field == "name" and "name" in known
            said[field] = str(place.text_input(label, key=key, help=about, disabled=fixed) or "").strip()
            draft.said[kept] = said[field]
    wrong = [f"{words[field][0]} is empty" for field in ("title", "publisher", "licence") if not said[field]]
    if not NAME.fullmatch(said["name"]):
        wrong.append("Short name takes letters, digits, hyphens and underscores alone")
    elif said["name"] in known_sources(session.settings().home):
        wrong.append(f"a source of Cluster Atlas is called {said['name']}; give yours another short name")
    elif said["name"] in kept_reports(session.settings().home):
        wrong.append(f"a report is kept as {said['name']}; give your table another short name")
    try:
        clean_date(said["retrieved"])
    except ValueError as error:
        wrong.append(f"As of {error}; write 2024, 2024-03 or 2024-03-31")
    with st.container():  # one place whatever is in it, so that the button below it stays where it is
        for text in wrong:
            st.error(safe(f"{text}."), icon=":material/error:")
        if not wrong:
            collision(said["name"], own)
    return {field: text for field, text in said.items() if text or field != "retrieved"}, bool(wrong)


def day_known(draft: Draft, mapping: Mapping[str, Any]) -> str:
    """The day of the facts of a file that is loaded already, every byte of it; that of another file says nothing."""
    same = draft.kept_as(session.settings().home).get(str(mapping.get("name", "")), False)
    return str(mapping.get("retrieved") or "") if same else ""


def collision(name: str, own: Mapping[str, Source]) -> None:
    """Says what it means that a source has the name already."""
    if name in own or name in loaded():
        st.info(
            f"You have loaded {safe(own[name].title if name in own else name)} under this name before. This file takes "
            "its place: what it no longer says is taken back. If it is another register, give it another short name.",
            icon=":material/sync:",
        )


def loaded() -> set[str]:
    """The sources that the graph holds whole."""
    return {row["source_id"] for row in session.ask("sources/list").rows if row["complete"]}


def confirm(draft: Draft, content: Mapping[str, Any] | None, first: Sequence[str]) -> None:
    """Buttons that load it, after those sources that come first, and save the mapping."""
    with st.container():
        if first:
            titles = ", ".join(shipped_sources()[name].title for name in first)
            st.info(
                f"It leads to places or industries that are not loaded yet. What describes them ships, and is loaded "
                f"with it: {safe(titles)}.",
                icon=":material/info:",
            )
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button(
            "Load it", type="primary", icon=":material/upload:", disabled=content is None, key="load:go"
        )
        if content is not None:
            mapping_button(str(content["name"]), content)
    st.caption("The mapping and a copy of the file are kept in the workspace, so that both can be loaded again.")
    if pressed and content is not None:
        try:
            with st.spinner("Keeping the file …"):
                keep(session.settings().home, content, draft.path)
        except ClusterAtlasError as error:
            st.error(safe(in_words(error, draft)), icon=":material/error:")
            return
        run.begin(*first, str(content["name"]))
        st.rerun()


def mapping_button(name: str, content: Mapping[str, Any]) -> None:
    """A button that saves a mapping."""
    st.download_button(
        "Mapping (YAML)", data=as_yaml(content), file_name=f"{name}.yml", mime="application/yaml",
        key=f"load:yaml:{name}", icon=":material/download:", on_click="ignore",
        help="What the columns mean, as a file: it loads next year's table, here or with clusteratlas load --mapping",
    )  # fmt: skip
