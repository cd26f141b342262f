"""A load under way, and the report of what it did."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Literal

import streamlit as st

from ....graph.errors import ClusterAtlasError, ShrunkSource
from ....graph.results import FoundNode
from ....ingest.identity.finding import Found
from ....ingest.run import LoadReport
from ....ingest.run import load as load_source
from ....queries.words import count
from ... import routes, session
from ...commands.loading import REASONS, chosen_sources, loaded_in
from ...look import line, mark, safe, table_html
from ..matching import compare, tell_match
from .draft import desk

FIRST = 5
"""Organisations of a new source that the report leads to."""


@dataclass
class Job:
    """Sources to be loaded, and how far that is."""

    names: tuple[str, ...]
    again: bool = False
    """Whether they are loaded even where nothing has changed."""
    allow_shrink: bool = False
    state: Literal["waiting", "interrupted", "failed", "shrunk", "done"] = "waiting"
    error: str = ""
    reports: list[tuple[LoadReport, float]] = field(default_factory=list)
    """What became of each source that was loaded, with seconds."""
    loaded: bool = False
    """Whether all of them are in the graph, so that comparing alone is left."""
    matched: dict[str, tuple[str, Found] | None] = field(default_factory=dict)
    """Source to what came of comparing its organisations with those that were there."""


def current() -> Job | None:
    """The load of this session."""
    job: Job | None = st.session_state.get("load:job")
    return job


def begin(*names: str, again: bool = False, allow_shrink: bool = False) -> None:
    """Asks for sources to be loaded; the page does it when it is drawn next."""
    st.session_state["load:job"] = Job(names, again, allow_shrink)


def leave() -> None:
    """Puts the load of this session away."""
    st.session_state.pop("load:job", None)


def give_up() -> None:
    """Puts the load away, and the form of its file with it."""
    desk().put(None)
    leave()


def go_on(job: Job) -> None:
    """Takes up a load again that was interrupted."""
    job.state = "waiting"


def run(job: Job) -> None:
    """Loads what is wanted, with progress; whatever ends the script leaves the job interrupted."""
    st.caption(
        "You can leave this page: the load then stops, and does no harm. Loading again makes up for what is missing."
    )
    job.state = "interrupted"
    settings = session.settings()
    store = session.store()
    st.button("Stop", icon=":material/stop:", key="load:stop")
    try:
        with session.Bar("Preparing …") as bar:
            wanted = chosen_sources(job.names, settings.home, loaded=lambda: loaded_in(store))
            for source in wanted[len(job.reports) :]:
                began = time.monotonic()
                report = load_source(
                    store, source, settings.rejects, bar, again=job.again, allow_shrink=job.allow_shrink
                )
                job.reports.append((report, time.monotonic() - began))
            job.loaded = True
            for report, _ in job.reports:
                if report.source not in job.matched:
                    job.matched[report.source] = compare(report, bar)
    except ShrunkSource as error:
        job.state = "shrunk"
        job.error = (
            f"{source.title} says {error.facts:,} facts now and said {error.before:,} when it was last loaded. That "
            "happens where a file was cut off on its way, so nothing was taken back. What it does say was loaded: what "
            "is new in it, and values that it changed, such as dates."
        )
    except ClusterAtlasError as error:
        job.state, job.error = "failed", str(error)
    else:
        job.state = "done"
        desk().put(None)
    session.changed()
    st.rerun()


def show(job: Job) -> None:
    """How a load ended, and what can be done next."""
    for report, seconds in job.reports:
        tell(report, seconds, job)
        if report.source in job.matched:
            tell_match(job.matched[report.source])
    match job.state:
        case "interrupted" if job.loaded:
            st.warning(
                "All of it is in the graph. It was not compared to the end, so that what it calls otherwise than other "
                "sources do may be there twice; going on compares it.",
                icon=":material/pause_circle:",
            )
            st.button("Go on", type="primary", icon=":material/play_arrow:", on_click=go_on, args=(job,))
        case "interrupted":
            st.warning(
                "The load was interrupted. The graph can be used, and holds part of what the source says; "
                "going on completes it.",
                icon=":material/pause_circle:",
            )
            st.button("Go on", type="primary", icon=":material/play_arrow:", on_click=go_on, args=(job,))
        case "shrunk":
            st.error(safe(job.error), icon=":material/trending_down:")
            st.caption(
                "Look whether the file is whole. If it is, let the source shrink: what it no longer says goes. If not, "
                "leave it: all that the source said before stays, what was changed too, until the whole file is loaded "
                "again; the Data page says so."
            )
            with st.container(horizontal=True):
                st.button(
                    "The file is whole: let it shrink", icon=":material/content_cut:",
                    on_click=begin, args=job.names, kwargs={"allow_shrink": True},
                )  # fmt: skip
                st.button("Leave it", key="load:leave", on_click=give_up)
        case "failed":
            st.error(safe(job.error), icon=":material/error:")
        case "done":
            lead_on(job)
    back = "Back to the form" if desk().draft else "Load something else"
    st.button(back, icon=":material/arrow_back:", on_click=leave)


def tell(report: LoadReport, seconds: float, job: Job) -> None:
    """What the load of one source did."""
    if report.unchanged:
        st.info(f"**{safe(report.source)}** has not changed since it was loaded.", icon=":material/check:")
        if report.source == job.names[-1] and job.state == "done":
            st.button(
                "Load it all the same", key=f"again:{report.source}", icon=":material/refresh:",
                on_click=begin, args=(report.source,), kwargs={"again": True},
            )  # fmt: skip
        return
    st.success(f"**{safe(report.source)}** is loaded ({seconds:.0f} s).", icon=":material/check_circle:")
    with st.container(horizontal=True, gap="medium", key=f"figures-{report.source}"):
        st.metric("Nodes", f"{report.nodes:,}", help="Things that the source describes", width=130)
        st.metric("Links", f"{report.links:,}", help="Links that the source states", width=130)
        st.metric("Taken back", f"{report.removed:,}", help="Facts that it said before and no longer says", width=130)
        st.metric("Refused", f"{report.rejects:,}", help="Values or rows that could not be used", width=130)
    for note in report.notes:
        st.warning(safe(note), icon=":material/info:")
    if report.rejects:
        rows = ((escape(reason), f"{number:,}") for reason, number in list(report.reasons.items())[:REASONS])
        table_html(("Why it was refused", "How often"), rows, f"What {report.source} said that was refused")
        if len(report.reasons) > REASONS:
            st.caption(f"And {len(report.reasons) - REASONS:,} rarer reasons: the file has all of them.")
        if report.rejects_file and report.rejects_file.is_file():
            refused_button(report.source, report.rejects_file)
        st.caption(
            "A refused value is left out of its row, a row without a name or id as a whole. Put the rows right, and "
            "they alone are loaded again."
        )
        routes.link("data", "Put them right", {"source": report.source, "show": "Refused"}, icon=":material/edit:")


def refused_button(source: str, file: Path) -> None:
    """A button that saves what was refused."""
    st.download_button(
        "Refused values (CSV)", data=file.read_bytes, file_name=f"{source}-refused-values.csv", mime="text/csv",
        key=f"refused:{source}", icon=":material/download:", on_click="ignore",
        help="Each with its row, the reason and what to do.",
    )  # fmt: skip


def lead_on(job: Job) -> None:
    """Ways to what was loaded."""
    st.header("What next", anchor=False)
    nodes = first_organisations(job.names[-1])
    with st.container(key="results", gap=None):
        for node in nodes:
            routes.link(
                "organisation",
                f"{mark(node.kind)} **{safe(node.name)}** :gray[{safe(line(node))}]",
                {"id": node.id},
                width="stretch",
            )
    with st.container(horizontal=True):
        if nodes:
            routes.link("search", f"Search for {safe(nodes[0].name)}", {"q": nodes[0].name}, icon=":material/search:")
            routes.link("near", "Suppliers near it", {"firm": nodes[0].id}, icon=":material/near_me:")
        routes.link("questions", "Ask a question", icon=":material/bookmark:")


def first_organisations(source: str) -> list[FoundNode]:
    """Some organisations that a source describes."""
    rows = session.store().read(
        "MATCH (:Source {id: $source})<-[:FROM_SOURCE]-(:Record)-[:DESCRIBES]->(entity:Organisation) "
        "RETURN DISTINCT entity AS entity LIMIT $limit",
        {"source": source, "limit": FIRST},
    )
    return [row["entity"] for row in rows]


def subject(job: Job) -> str:
    """What is being loaded, for a heading."""
    return safe(job.names[0]) if len(job.names) == 1 else count(len(job.names), "source")
