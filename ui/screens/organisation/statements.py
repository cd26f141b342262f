"""What sources say of an entity: its linkages, its facts, and the sources themselves, as tables."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from ....graph.results import FoundNode
from ....queries.catalog import Answer
from ... import session
from ...look import mark_cell, property_in_words, table_html, value_in_words
from ...views import downloads, show_table
from .members import has_members, members
from .records import records
from .surroundings import pick, picked

IN_CLUSTER = "IN_CLUSTER"


def lists(node: FoundNode, sources: Answer, linkages: Answer) -> None:
    """Members of a cluster, linkages, facts, sources and records as tables."""
    names = ["Linkages", "Facts", "Sources", "Records"]
    *first, linked, known, said, made_of = st.tabs(
        ["Members", *names] if has_members(node) else names, key=f"lists:{node.id}"
    )
    for tab in first:
        with tab:
            members(node)
    with linked:
        linkage_table(node, linkages)
    with known:
        facts_table(node)
    with said:
        rows = (
            (
                escape(str(row["source"])), escape(str(row["publisher"])), escape(str(row["as_of"] or "")),
                f"{row['facts']:,}", f"{row['linkages']:,}", escape(str(row["licence"])),
            )
            for row in sources.rows
        )  # fmt: skip
        table_html(("Source", "Publisher", "As of", "Facts", "Linkages", "Licence"), rows, "Sources that speak of it")
    with made_of:
        records(node)


def facts_table(node: FoundNode) -> None:
    """Each fact with who says it; what another source says differently is struck through."""
    rows = session.ask("organisation/facts", {"entity": node.id}).rows
    if not rows:
        st.info("No source describes it; it is known from linkages alone.", icon=":material/info:")
        return
    shown = []
    for row in rows:
        doubted = "" if row["believed"] else ' class="at-doubted" title="Another source is trusted more"'
        said = f"{escape(str(row['source']))}<br><span class='at-quiet'>{escape(str(row['record'] or ''))}</span>"
        words = escape(value_in_words(row["value"]))
        shown.append(
            (
                escape(property_in_words(row["property"])),
                f"<span{doubted}>{words}</span>",
                said,
                escape(str(row["as_of"] or "")),
                str(row["trust"]),
            )
        )
    table_html(("Property", "Value", "Source and record", "As of", "Trust"), shown, "Facts and who says them")
    st.caption(
        "Trust (0 to 100) says how far a source is believed where sources disagree; "
        "a value struck through is not believed."
    )


def linkage_table(node: FoundNode, linkages: Answer) -> None:
    """Every linkage with its source, evidence and confidence, by kind; members of a cluster stand in a table of their
    own."""
    rows = [row for row in linkages.rows if not (has_members(node) and row["link"] == IN_CLUSTER)]
    if not rows and linkages.rows:
        st.info("It is linked to its members alone.", icon=":material/info:")
        return
    if not rows:
        st.info(
            "No source states a linkage of it. Load a source that does, or ask what is near it.", icon=":material/info:"
        )
        return
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["words"]] = counts.get(row["words"], 0) + 1
    wanted = st.pills(
        "Kinds of linkage", list(counts), selection_mode="multi",
        format_func=lambda words: f"{words} {counts[words]:,}",
        key=f"words:{node.id}", label_visibility="collapsed",
    )  # fmt: skip
    shown = [row for row in rows if not wanted or row["words"] in wanted]
    show_table(
        [{**row, "mark": mark_cell(row["other_kind"])} for row in shown],
        linkage_columns(),
        key=f"linkages:{node.id}", ids=[row["other_id"] for row in shown], selected=picked(node),
        on_pick=lambda id: pick(node, id), alt=f"Linkages of {node.name}", leading="other_name",
    )  # fmt: skip
    if len(linkages.rows) == linkages.parameters["limit"]:
        st.caption(
            f"The first {len(linkages.rows):,} linkages are counted and shown; "
            "the saved query “Linkages of an organisation” gives them by kind."
        )
    downloads(linkages, f"linkages:{node.id}")


def linkage_columns() -> dict[str, Any]:
    """The columns of the table of linkages, each with its meaning."""
    text, sure = st.column_config.TextColumn, st.column_config.ProgressColumn
    return {
        "words": text("It …", width=120, help="How it is linked, read from this page's subject"),
        "mark": st.column_config.ImageColumn("Kind", width=50, help="The kind of the other"),
        "other_name": text("Other", width="medium"),
        "details": text("Details", width=150, help="What flows, on what terms, or how much"),
        "confidence": sure(
            "Confidence", min_value=0, max_value=1, format="%.2f", width=100,
            help="1 where a register states it, less where it is inferred",
        ),
        "degree": sure(
            "Degree", min_value=0, max_value=1, format="%.3f", width=100,
            help="How probable it is to belong to the cluster, as it was drawn",
        ),
        "basis": text(
            "Basis", width=120,
            help="recorded: a source states it; possible: inferred, nobody states it; drawn by a user: somebody kept "
            "the cluster so in this graph",
        ),
        "since": text("Since", width=90, help="When it began or was first seen"),
        "until": text("Until", width=90, help="When it ended or was last seen"),
        "source": text("Who says so", width="medium"),
        "evidence": text("Evidence", help="Case, permit or trial numbers, a sentence, a document"),
        "record": text("Record", help="File and row in the source"),
    }  # fmt: skip
