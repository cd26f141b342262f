"""The first screen: one box for everything, examples that run, and what is loaded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from ...graph.results import FoundNode, Rows
from ...queries.areas import USUAL_KM
from ...queries.catalog import catalog
from ...queries.words import count
from .. import routes, session
from ..entity_picker import choose, entity_picker
from ..examples import fitting
from ..look import line, lines, mark, safe, spoken, subtype, table_html
from ..where import FURTHEST_KM

SHOWN = 40
"""How many results are listed."""
CARDS = 3
"""Example questions in a row."""
KINDS = ("Firm", "Institution", "Industry", "Place", "Input", "Cluster")
MATCHING = "search/matching"
"""The search that takes filters; the one without them is faster."""
FACETS = 8
"""How many places, industries and inputs are counted."""
ABOUT_NARROW = "Counts by kind, place, industry and input, and filters: a click on one keeps only what it counts"


@dataclass(frozen=True, slots=True)
class Filter:
    """Something that a search can be narrowed to."""

    label: str
    asks: str
    kind: str
    about: str
    with_it: tuple[str, ...] = ()
    """Parameters that mean nothing without it."""


FILTERS = {
    "place": Filter(
        "Place", "In a place", "Place", "Organisations that a source places in it, or in a place within it"
    ),
    "industry": Filter("Industry", "In an industry", "Industry", "Organisations in it, or in a class within it"),
    "input": Filter("Input", "With an input", "Input", "Organisations that provide or need it"),
    "here": Filter("Near", "Near an organisation or a place", "Entity", "Everything that matches around it", ("km",)),
}
"""Filters by the parameter that they set; in the order of the page."""


def search() -> None:
    """Search as you type over every kind of thing."""
    st.session_state.pop("address", None)
    st.title("Find a firm, institution, industry, place, input or cluster", anchor=False)
    with session.guarded():
        if not session.store().read("MATCH (source:Source) RETURN source.id AS id LIMIT 1"):
            nothing_loaded()
            return
        text = st.text_input(
            "Search", key="q", type="search", live="200ms", bind="query-params", label_visibility="collapsed",
            placeholder="A name or part of one: Napa, winery, Davis …",
        )  # fmt: skip
        narrowed = filters()
        narrow = st.toggle("Narrow down", bool(narrowed), key="narrow", bind="query-params", help=ABOUT_NARROW)
        chosen(narrowed)
        if str(text or "").strip() or narrowed:
            results(str(text or "").strip(), narrowed, narrow)
            return
        if narrow:
            pickers()
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


def results(text: str, narrowed: dict[str, str], narrow: bool) -> None:
    """What comes near the text and fits the filters, best first; with counts and boxes to `narrow` it further."""
    kind = st.segmented_control(
        "Kind", ["any", *KINDS], default="any", required=True, key="kind", label_visibility="collapsed",
        bind="query-params", format_func=lambda kind: "All" if kind == "any" else spoken(kind),
    )  # fmt: skip
    asked = {"text": text or None, "kind": kind or "any", **narrowed}
    with st.spinner("Searching …"):
        rows = session.ask(MATCHING, {**asked, "limit": SHOWN}).rows if narrowed else session.search(text, kind, SHOWN)
    left, right = st.columns([5, 3], gap="medium") if narrow else (st.container(), None)
    if right is not None:
        with right:
            facets(asked)
            pickers()
    with left:
        if not rows:
            nothing_found(text, str(kind), asked)
            return
        with st.container(key="results", gap=None):
            said = lines([row["entity"] for row in rows])
            for row in rows:
                result(row["entity"], said[row["id"]], row["place"], row["linkages"])
        if len(rows) == SHOWN:
            st.caption(f"The best {SHOWN} are shown; type more of the name, or narrow down.")


def nothing_found(text: str, kind: str, asked: dict[str, Any]) -> None:
    """Says what to try: which filter, left out, would let something be found."""
    narrowed = [name for name in FILTERS if name in asked]
    if not narrowed:
        wanted = "Nothing" if kind == "any" else f"No {spoken(kind).lower()}"
        st.info(
            f"{wanted} is called something like “{safe(text)}”. Try fewer letters, another spelling, or all kinds.",
            icon=":material/search_off:",
        )
        return
    st.info("Nothing is all of that at once. Take a filter out above, or look farther.", icon=":material/search_off:")
    for name in narrowed:
        without = {key: value for key, value in asked.items() if key not in (name, *FILTERS[name].with_it)}
        if any(value for key, value in without.items() if key != "kind") or kind != "any":
            found = session.ask(MATCHING, {**without, "limit": 1}).rows
            if found:
                st.button(
                    f"Without *{FILTERS[name].label.lower()}* there is something", key=f"without:{name}",
                    icon=":material/filter_alt_off:", on_click=narrow_to, args=(name, None), type="tertiary",
                )  # fmt: skip


def filters() -> dict[str, str]:
    """What the address narrows the search to; all filters live there, so that it can be kept and sent."""
    given = st.query_params.to_dict()
    found = {name: given[name] for name in FILTERS if given.get(name)}
    return {**found, "km": given.get("km", str(USUAL_KM))} if "here" in found else found


def narrow_to(name: str, value: str | None) -> None:
    """Sets a filter, or takes it out with what goes with it."""
    if value:
        st.query_params[name] = value
        return
    for one in (name, *FILTERS[name].with_it):
        if one in st.query_params:
            del st.query_params[one]


def chosen(narrowed: dict[str, str]) -> None:
    """The filters that are set, each with a button that takes it out, and how far from here."""
    if not narrowed:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for name in FILTERS:
            if name in narrowed:
                node = session.known(narrowed[name])
                said = f"{mark(node.kind)} {safe(node.name)}" if node else safe(narrowed[name])
                words = f"{FILTERS[name].label}: {said}"
                st.button(words, key=f"drop:{name}", icon=":material/close:", help="Take this filter out",
                          on_click=narrow_to, args=(name, None))  # fmt: skip
    if "here" in narrowed:
        st.slider("Within (km)", 1, FURTHEST_KM, int(USUAL_KM), key="km", bind="query-params")


def facets(asked: dict[str, Any]) -> None:
    """How many match by place, industry and input; each count narrows to what it counts."""
    with st.spinner("Counting …"):
        rows = session.ask(MATCHING, {**asked, "facets": True, "limit": FACETS}).rows
    kinds = {row["name"]: row["count"] for row in rows if row["facet"] == "kind"}
    st.markdown(" · ".join(f"{spoken(kind)} **{number:,}**" for kind, number in kinds.items()) or "Nothing matches.")
    for name in ("place", "industry", "input"):
        found = [row for row in rows if row["facet"] == name and row["id"] != asked.get(name)]
        if not found:
            continue
        st.markdown(f"**{FILTERS[name].label}**")
        with st.container(gap=None, key=f"facet-{name}"):
            names = Counter(row["name"] for row in found)
            for row in found:
                which = f"{safe(subtype(session.entity(row['id'])))} · " if names[row["name"]] > 1 else ""
                st.button(
                    f"{safe(row['name'])} :gray[{which}{row['count']:,}]",
                    key=f"facet:{name}:{row['id']}", type="tertiary", on_click=narrow_to, args=(name, row["id"]),
                )  # fmt: skip


def pickers() -> None:
    """A box for each filter that is not set."""
    for name, one in FILTERS.items():
        if name not in st.query_params:
            id = entity_picker(one.asks, f"search:{name}", one.kind, about=one.about)
            if id:
                choose(f"search:{name}", None)
                narrow_to(name, id)
                st.rerun()


def result(node: FoundNode, said: str, place: str | None, linkages: int) -> None:
    """One line of the list, which opens the page of the thing."""
    about = [said]
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
