"""Loading: a table of one's own, or a source that ships or was kept; proposed, corrected, confirmed, reported."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ....graph.errors import ClusterAtlasError
from ....ingest.own import own_sources, read_mapping, ready_sources
from ....ingest.source import Source, shipped_sources
from ... import session
from ...launch import UPLOAD_MB
from ...look import safe
from . import run
from .draft import Draft, by_file, desk, receive, take_up, unfinished
from .form import describe, mapping_button, tables_kept


def load() -> None:
    """Gets a table or a source into the graph."""
    st.session_state.pop("address", None)
    with session.guarded():
        find_draft()
        job, draft = run.current(), desk().draft
        st.title(heading(job, draft), anchor=False)
        if job and job.state == "waiting":
            run.run(job)
            return
        session.store()
        with st.container():  # as one block, since a load that begins clears it away by drawing over it
            if job:
                run.show(job)
            elif draft:
                describe(draft)
            else:
                choose()


def find_draft() -> None:
    """Takes up the draft that the address names after the page was lost, and names the one at hand there."""
    named, home = st.query_params.get("draft"), session.settings().home
    if named and not desk().draft and not desk().turn:
        if draft := take_up(named, home):
            desk().put(draft)
        else:
            st.info("The draft at this address was loaded or given up.", icon=":material/info:")
    if draft := desk().draft:
        st.query_params["draft"] = draft.id
    else:
        st.query_params.pop("draft", None)


def heading(job: run.Job | None, draft: Draft | None) -> str:
    """What is being done."""
    if job:
        otherwise = "Loaded, not compared yet:" if job.loaded else "Not loaded yet:"
        words = {"waiting": "Loading", "done": "Loaded", "shrunk": "Loaded in part, nothing taken back:"}.get(
            job.state, otherwise
        )
        return f"{words} {run.subject(job)}"
    return f"Load {safe(draft.path.name)}" if draft else "Load"


def choose() -> None:
    """A file of one's own, or a source that is known."""
    st.header("A table of your own", anchor=False)
    st.markdown(
        "A spreadsheet, CSV, JSON, GeoJSON, Parquet or SQLite file, as it is. You see what its columns are taken for "
        "and what comes of them, and correct it, before anything is loaded."
    )
    upload = st.file_uploader(
        "File with a table", key=f"load:file:{desk().turn}", max_upload_size=UPLOAD_MB,
        help=f"Up to {UPLOAD_MB} MB; it stays on this machine. A larger one: clusteratlas load FILE, in a terminal",
    )  # fmt: skip
    if upload is not None:
        try:
            with st.spinner(f"Taking in {safe(upload.name)} …"):
                desk().put(receive(upload.name, upload, session.settings().home))
                let_go(upload)
        except ClusterAtlasError as error:
            st.error(safe(error), icon=":material/error:")
        else:
            st.rerun()
    drafts()
    choose_known()


def let_go(upload: UploadedFile) -> None:
    """Frees the memory in which Streamlit keeps an upload as long as the session lasts: it is on disk by now."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, upload.file_id)


def drafts() -> None:
    """What was begun and neither loaded nor given up."""
    home = session.settings().home
    left = unfinished(home)
    if not left:
        return
    st.header("Not finished yet", anchor=False)
    for ids in by_file(left):
        id, path = ids[0], left[ids[0]]
        with st.container(horizontal=True, vertical_alignment="center", key=f"draft-{id}"):
            since = datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d %H:%M")
            times = f", {len(ids)} times in all" if len(ids) > 1 else ""
            st.markdown(f"{safe(path.name)} :small[:gray[given {since}{times}]]", width="stretch")
            st.button("Go on", key=f"draft:{id}:on", on_click=go_on, args=(id,))
            st.button(
                "Drop", key=f"draft:{id}:drop", type="tertiary",
                on_click=drop, args=([left[each].parent.parent for each in ids],),
            )  # fmt: skip
    st.caption("What is not gone on with for a week is removed.")


def drop(folders: list[Path]) -> None:
    """Removes drafts."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def go_on(id: str) -> None:
    """Takes up a draft."""
    desk().put(take_up(id, session.settings().home))


def choose_known() -> None:
    """The sources that we describe and those kept in the workspace, to be loaded or loaded again."""
    st.header("A source that is known", anchor=False)
    home = session.settings().home
    sources, own, tables = ready_sources(home), own_sources(home), tables_kept(home)
    names = [*own, *(name for name in sources if name not in own)]
    loaded = {row["source_id"]: row["loaded"] for row in session.ask("sources/list").rows}

    def label(name: str) -> str:
        state = f"loaded {str(loaded[name])[:10]}" if loaded.get(name) else "not loaded"
        whose = "yours" if name in own else how_had(sources[name])
        return f"{sources[name].title} · {whose} · {state}"

    chosen = st.multiselect(
        "Sources", names, key="load:known", format_func=label, placeholder="Choose one or more",
        help="What has not changed since it was loaded is left as it is.",
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button(
            "Load", key="load:known:go", icon=":material/upload:", type="primary", disabled=not chosen,
            on_click=run.begin, args=chosen,
        )  # fmt: skip
        for name in chosen:
            if name in tables:
                mapping_button(name, read_mapping(name, home))


def how_had(source: Source) -> str:
    """How the files of a source that we describe come to be here."""
    if source.name in shipped_sources():
        return "ships"
    return "put there by hand" if source.by_hand else "fetched from the web"
