"""What came from each source and how good it is: refusals, completeness, what is missing, where sources disagree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import escape
from pathlib import Path

import streamlit as st

from ....graph.model import model
from ....graph.results import Rows
from ....ingest.cleaning.nearest import MEANT
from ....ingest.corrections.kept import file_of
from ....ingest.own import ready_sources
from ....ingest.quality import Reject, read_rejects
from ....ingest.source import NAME
from ....queries.words import say_link
from ... import routes, session
from ...look import property_in_words, safe, table_html, value_in_words
from ...views import answer_table, downloads
from ..loading.run import refused_button
from ..matching import review_link
from .correcting import correcting, tell_corrected
from .removing import removing, tell_taken_out

TABS = ["Loads", "Refused", "Completeness", "Missing", "Disagreements"]
ALL = ""
"""The choice of all sources."""
LISTED = 200
"""Reasons of refusals of a source that are listed."""
LACKS = {"location": "a location", "place": "a place", "code": "an industry code", "linkage": "a linkage"}


def data() -> None:
    """The page on the quality of what is loaded."""
    st.session_state.pop("address", None)
    st.title("Data", anchor=False)
    with session.guarded():
        tell_taken_out()
        sources = session.ask("sources/list").rows
        if not sources:
            st.info("Nothing is loaded yet.", icon=":material/database:")
            routes.link("search", "How to begin", icon=":material/arrow_forward:")
            return
        titles = {ALL: "All sources", **told_apart(sources)}
        named = st.query_params.get("source", ALL)
        chosen = st.selectbox(
            "Source", list(titles), list(titles).index(named) if named in titles else 0, key="source",
            format_func=titles.__getitem__, width=520,
        )  # fmt: skip
        if named not in titles and chosen == ALL:
            st.warning(f"No source that is loaded is called {safe(named)}: all are shown.", icon=":material/link_off:")
        source = chosen if chosen in titles else ALL
        if source != named:
            st.query_params.from_dict({"source": source} if source else {})
        given = {"source": source} if source else {}
        shown = st.query_params.get("show")
        tabs = st.tabs(TABS, default=shown if shown in TABS else None, key="data:tabs", on_change="rerun")
        wanted = [row for row in sources if source in (ALL, row["source_id"])]
        drawn: list[Callable[[], None]] = [
            lambda: loaded(wanted, titles),
            lambda: refusals(wanted),
            lambda: completeness(given),
            lambda: lacking(given),
            lambda: disagreements(given),
        ]
        for tab, draw in zip(tabs, drawn, strict=True):
            if tab.open:  # each of them asks the whole graph
                with tab, st.spinner("Looking through all that is loaded …"):
                    draw()


def told_apart(sources: Rows) -> dict[str, str]:
    """Ids of sources to their titles, with the id where several share one."""
    times = Counter(row["source"] for row in sources)
    return {
        row["source_id"]: row["source"] if times[row["source"]] == 1 else f"{row['source']} ({row['source_id']})"
        for row in sources
    }


def loaded(sources: Rows, titles: dict[str, str]) -> None:
    """When each source was loaded, and what it brought, with a way to take one of them out."""
    review_link()
    rows = (
        (
            f'<span title="{escape(str(row["about"] or ""), quote=True)}">{escape(str(row["source"]))}</span>',
            escape(str(row["loaded"] or "never whole").replace("T", " ").removesuffix("+00:00")),
            "yes" if row["complete"] else "no: load it again",
            f"{row['nodes'] or 0:,}", f"{row['links'] or 0:,}", f"{row['rejects'] or 0:,}",
            escape(str(row["as_of"] or "")), escape(str(row["licence"])),
        )
        for row in sources
    )  # fmt: skip
    heads = ("Source", "Loaded (UTC)", "Whole", "Things", "Links", "Refused", "As of", "Licence")
    table_html(heads, rows, "What was loaded from each source")
    st.caption(
        "Whole: the last load came to its end. Things, links and refusals are those of the last whole load, "
        "of clusters kept here those of all of them; as of is the day or year that the facts speak of."
    )
    removing({row["source_id"]: titles[row["source_id"]] for row in sources})


def refusals(sources: Rows) -> None:
    """What each source said that could not be used, and why."""
    folder = session.settings().rejects
    tell_corrected()
    found = False
    for row in sources:
        file = folder / f"{row['source_id']}.csv"
        if NAME.fullmatch(row["source_id"]) and (file.is_file() or file_of(folder, row["source_id"]).is_file()):
            found = True
            refused_by(row["source"], row["source_id"], file)
    if not found:
        st.info("Nothing was refused: every row and value could be used.", icon=":material/task_alt:")
        return
    st.caption(
        "Nothing is guessed: what cannot be used is set aside with its place, the reason and what to do. Put the "
        "rows right here or in a spreadsheet, and they alone are loaded again."
    )


def refused_by(title: str, name: str, file: Path) -> None:
    """The reasons for which a source's values were refused, and all of them as a file."""
    reasons = Counter((reject.column or "whole row", why(reject), reject.remedy) for reject in read_rejects(file))
    st.header(safe(title), anchor=False)
    if not reasons:
        st.caption("Nothing of it is refused now.")
    rows = (
        (f"{number:,}", escape(refused_of(column)), escape(reason), escape(remedy))
        for (column, reason, remedy), number in reasons.most_common(LISTED)
    )
    if reasons:
        table_html(("Values", "Of", "Why", "What to do"), rows, f"What was refused from {title}")
        if len(reasons) > LISTED:
            st.caption(f"The {LISTED} commonest of {len(reasons):,} reasons; the file holds all.")
        refused_button(name, file)
    if source := ready_sources(session.settings().home).get(name):
        correcting(source)
    else:
        st.caption(
            "It was loaded from a folder of yours: clusteratlas refused FOLDER lists its refused rows, "
            "clusteratlas correct FOLDER takes them back corrected."
        )


def why(reject: Reject) -> str:
    """Why something was refused, with the value where what to do hangs on that.

    >>> why(Reject("m.csv:3", "ava", "Howel", "is unknown", "Did you mean 'Howell'? If not, empty it"))
    '“Howel” is unknown'
    """
    return f"“{reject.value}” {reject.reason}" if reject.remedy.startswith(MEANT) else reject.reason


def refused_of(column: str) -> str:
    """Of what something was refused: a column as its file calls it, a property, or an end of a linkage.

    >>> refused_of("BusinessName"), refused_of("location_basis"), refused_of("SUPPLIES to")
    ('BusinessName', 'Location basis', 'What it supplies')
    """
    link, _, side = column.rpartition(" ")
    if link in model().links and side in ("from", "to"):
        return f"What it {say_link(link)}" if side == "to" else f"What {say_link(link)} it"
    return property_in_words(column) if re.fullmatch(r"[a-z_0-9]+|whole row", column) else column


def completeness(given: dict[str, str]) -> None:
    """The share of records that give each property."""
    answer = session.ask("quality/completeness", given)
    if not answer.rows:
        st.info("No source describes anything yet; links alone have no properties to be complete.")
        return
    answer_table(answer, "completeness", None, lambda id: None)
    st.caption(
        "Share of the source's records of a kind that give the property. A property that no record gives is not listed."
    )
    downloads(answer, "completeness")


def lacking(given: dict[str, str]) -> None:
    """How many organisations lack what others have, and which."""
    rows = session.ask("quality/without", given).rows
    if not rows:
        st.info("No organisation is loaded from it.")
        return
    with st.container(horizontal=True, gap="medium"):
        for lack, words in LACKS.items():
            number = sum(row[f"without_{lack}"] for row in rows)
            total = sum(row["organisations"] for row in rows)
            st.metric(
                f"Without {words}", f"{number:,}", f"{number / total:.0%} of {total:,}", delta_color="off",
                delta_arrow="off", width=190,
            )  # fmt: skip
    lack = st.segmented_control(
        "Which ones", list(LACKS), default="linkage", required=True, key="lacks",
        format_func=lambda lack: f"Without {LACKS[lack]}",
    )  # fmt: skip
    answer = session.ask("quality/lacking", {**given, "lacks": lack or "linkage"})
    answer_table(answer, f"lacking:{lack}", None, open_organisation)
    if opened := st.session_state.get("data:opened"):
        routes.link("organisation", "Open the one picked", {"id": opened}, icon=":material/open_in_new:")
    downloads(answer, f"lacking:{lack}")


def open_organisation(id: str | None) -> None:
    """Offers the picked organisation."""
    st.session_state["data:opened"] = id


def disagreements(given: dict[str, str]) -> None:
    """Facts that sources tell differently."""
    answer = session.ask("quality/disagreements", given)
    if not answer.rows:
        st.info("No two sources disagree on a fact.", icon=":material/task_alt:")
        return
    rows = (
        (
            escape(str(row["name"])), escape(property_in_words(row["property"])),
            said(row["believed"], row["source"]),
            said(row["other"], row["other_source"]),
            escape(str(row["because"])),
        )
        for row in answer.rows
    )  # fmt: skip
    table_html(("Of", "Property", "Believed", "Not believed", "Because"), rows, "Where sources disagree")
    downloads(answer, "disagreements")


def said(value: object, source: str) -> str:
    """A value and who says it, as HTML."""
    return f"{escape(value_in_words(value))}<br><span class='at-quiet'>{escape(source)}</span>"
