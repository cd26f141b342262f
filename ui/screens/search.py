"""The first screen: one box for everything, examples that run, and what is loaded."""

from __future__ import annotations

from html import escape

import streamlit as st

from ...graph.results import FoundNode, Rows
from ...queries.catalog import catalog
from ...queries.words import count
from .. import routes, session
from ..examples import fitting
from ..look import line, mark, safe, spoken, table_html

SHOWN = 40
"""How many results are listed."""
CARDS = 3
"""Example questions in a row."""
KINDS = ("Firm", "Institution", "Industry", "Place", "Input")


def search() -> None:
    """Search as you type over every kind of thing."""
    st.session_state.pop("address", None)
    st.title("Find a firm, institution, industry, place or input", anchor=False)
    with session.guarded():
        if not session.store().read("MATCH (source:Source) RETURN source.id AS id LIMIT 1"):
            nothing_loaded()
            return
        text = st.text_input(
            "Search", key="q", type="search", live="200ms", bind="query-params", label_visibility="collapsed",
            placeholder="A name or part of one: Napa, winery, Davis …",
        )  # fmt: skip
        if str(text or "").strip():
            results(str(text))
        else:
            home()


def nothing_loaded() -> None:
    """Says how to fill an empty database."""
    st.info(
        "The database is empty. Load the data that come with Cluster Atlas by running this in a terminal, "
        "then reload this page:",
        icon=":material/database:",
    )
    st.code("clusteratlas demo --no-app", language="bash")
    routes.link("load", "Or load a part of them, or a table of your own, here", icon=":material/upload_file:")


def results(text: str) -> None:
    """What comes near the text, best first."""
    kind = st.segmented_control(
        "Kind", ["any", *KINDS], default="any", required=True, key="kind", label_visibility="collapsed",
        format_func=lambda kind: "All" if kind == "any" else spoken(kind),
    )  # fmt: skip
    with st.spinner("Searching …"):
        rows = session.search(text, kind or "any", SHOWN)
    if not rows:
        wanted = "Nothing" if kind == "any" else f"No {spoken(str(kind)).lower()}"
        st.info(
            f"{wanted} is called something like “{safe(text)}”. Try fewer letters, another spelling, or all kinds.",
            icon=":material/search_off:",
        )
        return
    with st.container(key="results", gap=None):
        for row in rows:
            result(row["entity"], row["place"], row["linkages"])
    if len(rows) == SHOWN:
        st.caption(f"The best {SHOWN} are shown; type more of the name to narrow them.")


def result(node: FoundNode, place: str | None, linkages: int) -> None:
    """One line of the list, which opens the page of the thing."""
    about = [line(node)]
    if place and place not in about[0]:
        about.append(place)
    about.append(count(linkages, "linkage"))
    routes.link(
        "organisation",
        f"{mark(node.kind)} **{safe(node.name)}** :gray[{safe(' · '.join(about))}]",
        {"id": node.id},
        width="stretch",
    )


def home() -> None:
    """What to do before anything is typed, and what is loaded."""
    with st.spinner("Counting what is loaded …"):
        counts = session.ask("sources/counts").rows
        sources = session.ask("sources/list").rows
    with st.container(horizontal=True, gap="medium", key="figures"):
        for label, value, about in figures_of(counts):
            st.metric(label, f"{value:,}", help=about, width=150)
    recent()
    examples()
    loaded(sources)


def examples() -> None:
    """Questions that run on what is loaded, as cards."""
    st.header("Ask", anchor=False)
    shown = fitting()
    for first in range(0, len(shown), CARDS):
        for offset, column in enumerate(st.columns(CARDS, gap="small")):
            if first + offset < len(shown):
                example = shown[first + offset]
                with column.container(border=True, height="stretch", gap="xxsmall", key=f"card-{first + offset}"):
                    routes.link(example.page, safe(example.question), example.query)
                    st.caption(safe(example.how))
    routes.link("questions", f"All {len(catalog())} saved queries", icon=":material/arrow_forward:")


def recent() -> None:
    """What was opened lately."""
    nodes = session.recent()
    if not nodes:
        return
    st.header("Opened lately", anchor=False)
    with st.container(key="recent", gap=None):
        for node in nodes:
            routes.link(
                "organisation",
                f"{mark(node.kind)} {safe(node.name)} :gray[{safe(line(node))}]",
                {"id": node.id},
                width="stretch",
            )


def loaded(sources: Rows) -> None:
    """The sources with licence and date."""
    st.header("Sources", anchor=False)
    rows = (
        (
            f'<span title="{escape(str(row["about"] or ""), quote=True)}">{escape(str(row["source"]))}</span>',
            escape(str(row["publisher"])),
            escape(str(row["as_of"] or "")),
            f"{row['nodes'] or 0:,}",
            f"{row['links'] or 0:,}",
            escape(str(row["licence"])),
        )
        for row in sources
    )
    table_html(("Source", "Publisher", "As of", "Things", "Links", "Licence"), rows, "Sources that are loaded")


def figures_of(counts: Rows) -> list[tuple[str, int, str]]:
    """The figures worth showing: label, number, meaning."""
    by_kind = {row["kind"]: row["count"] for row in counts if row["what"] == "entity"}
    links = sum(row["count"] for row in counts if row["what"] == "linkage")
    return [
        ("Firms", by_kind.get("Firm", 0), "Business units at a location"),
        ("Institutions", by_kind.get("Institution", 0), "Universities, agencies, lenders and others that serve firms"),
        ("Industries", by_kind.get("Industry", 0), "Classes of NAICS, SIC and the input-output accounts"),
        ("Places", by_kind.get("Place", 0), "States, counties, metropolitan areas, wine regions"),
        ("Inputs", by_kind.get("Input", 0), "Things that firms need or provide"),
        (
            "Linkages",
            links,
            "Links of any kind, one for each source that states or infers it: of trade and finance, "
            "but also who is where, in which industry, and how many work there",
        ),
    ]
