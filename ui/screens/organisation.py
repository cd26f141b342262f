"""One entity: what is known of it, what it is linked to, who says so, and where it is."""

from __future__ import annotations

from html import escape

import streamlit as st

from ...graph.model import model
from ...graph.results import FoundNode, Rows
from ...queries.catalog import Answer, catalog
from .. import routes, session
from ..components.graph import GraphEvent
from ..components.kinds import badge_svg
from ..components.map import MapLine
from ..look import (
    BASIS,
    badges,
    count,
    is_dark,
    line,
    mark,
    mark_html,
    property_in_words,
    safe,
    spoken,
    subtype,
    table_html,
    value_in_words,
)  # fmt: skip
from ..views import GRAPH_NODES, MOST_NODES, Scene, downloads, show_graph, show_map, show_table

EXPAND_NODES = 40
"""How many neighbours an expanded node brings at most."""
LINKAGES = 1000
"""How many linkages the table holds at most."""


def organisation() -> None:
    """The page of one firm, institution, industry, place or input."""
    id = st.query_params.get("id")
    if not id:
        st.title("Organisation", anchor=False)
        st.info("No organisation is picked yet. Search for one by name and open it.", icon=":material/search:")
        routes.link("search", "Go to Search", icon=":material/search:")
        return
    with session.guarded():
        with st.spinner("Looking it up …"):
            node = session.entity(id)
            sources = session.ask("organisation/sources", {"entity": node.id})
            linkages = session.ask("organisation/linkages", {"entity": node.id, "limit": LINKAGES})
        session.remember(node)
        with st.container(key="head"):
            head(node, sources.rows, linkages.rows)
        lists(node, sources, linkages)
        with st.container(key="pictures"):
            pictures(node, linkages.rows)


def head(node: FoundNode, sources: Rows, linkages: Rows) -> None:
    """Name, badges, and where one can go from here."""
    st.title(safe(node.name), anchor=False)
    kind = model().kinds[node.kind]
    parts = [(f"{mark_html(node.kind)}{escape(spoken(node.kind))}", kind.about)]
    if subtype(node):
        parts.append((escape(subtype(node)), "What sort of " + spoken(node.kind).lower()))
    if town := node.properties.get("town"):
        parts.append((escape(str(town)), "Town, as the source writes it"))
    if node.location:
        basis = BASIS.get(str(node.properties.get("location_basis")), "a point inside it")
        where = f"{node.location.lat:.4f}, {node.location.lon:.4f} · {basis}"
        parts.append((escape(where), "Latitude and longitude in degrees (WGS 84), and what they rest on"))
    total = sum(row["linkages"] for row in sources)
    parts.append((count(total, "linkage"), "Links that a source states, one for each source that says it"))
    parts.append((count(len(sources), "source"), "; ".join(str(row["source"]) for row in sources)))
    badges(parts)
    with st.container(horizontal=True, vertical_alignment="center"):
        if "Organisation" in kind.labels:
            routes.link("near", "Suppliers near it", {"firm": node.id}, icon=":material/conveyor_belt:")
            routes.link(
                "near", "Institutions near it", {"firm": node.id, "for": "institutions"}, icon=":material/school:"
            )
        with st.popover("Ask about it", icon=":material/contact_support:", type="tertiary"):
            questions_about(node)
        with st.popover("Link to this page", icon=":material/link:", type="tertiary"):
            st.caption("Keep or send this address; it opens this page.")
            st.code(routes.address("organisation", {"id": node.id}), language=None, wrap_lines=True)


def questions_about(node: FoundNode) -> None:
    """Saved queries that take this entity, filled in with it."""
    found = False
    for query in catalog().values():
        if query.topic in ("search", "organisation"):
            continue
        fitting = [
            name
            for name, parameter in query.parameters.items()
            if parameter.kind and node.kind in model().within(parameter.kind)
        ]
        if fitting:
            found = True
            routes.link("questions", safe(query.title), {"query": query.name, fitting[0]: node.id}, help=query.question)
    if not found:
        st.caption(f"No saved query asks about a {spoken(node.kind).lower()}.")


def lists(node: FoundNode, sources: Answer, linkages: Answer) -> None:
    """Linkages, facts and sources as tables."""
    linked, known, said = st.tabs(["Linkages", "Facts", "Sources"], key=f"lists:{node.id}")
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
        "Trust (0 to 100) says how far a source is believed where sources disagree; a value struck through is not believed."
    )


def linkage_table(node: FoundNode, linkages: Answer) -> None:
    """Every linkage with its source, evidence and confidence, by kind."""
    rows = linkages.rows
    if not rows:
        st.info(
            "No source states a linkage of it. Load a source that does, or ask what is near it.", icon=":material/info:"
        )
        return
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["words"]] = counts.get(row["words"], 0) + 1
    wanted = st.pills(
        "Kinds of linkage", list(counts), selection_mode="multi", format_func=lambda words: f"{words} {counts[words]:,}",
        key=f"words:{node.id}", label_visibility="collapsed",
    )  # fmt: skip
    shown = [row for row in rows if not wanted or row["words"] in wanted]
    dark = is_dark()
    marks = {kind: badge_svg(kind, dark=dark) for kind in {row["other_kind"] for row in shown}}
    show_table(
        [{**row, "mark": marks[row["other_kind"]]} for row in shown],
        {
            "words": st.column_config.TextColumn("It …", help="How it is linked, read from this page's subject", width="small"),
            "mark": st.column_config.ImageColumn("", width=32, help="The kind of the other"),
            "other_name": st.column_config.TextColumn("Other", width="medium"),
            "details": st.column_config.TextColumn("Details", help="What flows, on what terms, or how much"),
            "confidence": st.column_config.ProgressColumn("Confidence", min_value=0, max_value=1, format="%.2f", width="small", help="1 where a register states it, less where it is inferred"),
            "state": st.column_config.TextColumn("State", width="small", help="recorded: stated; functioning: known to work; latent: may only exist in potential"),
            "since": st.column_config.TextColumn("Since", width="small", help="When it began or was first seen"),
            "until": st.column_config.TextColumn("Until", width="small", help="When it ended or was last seen"),
            "source": st.column_config.TextColumn("Who says so", width="medium"),
            "evidence": st.column_config.TextColumn("Evidence", help="Case, permit or trial numbers, a sentence, a document"),
            "record": st.column_config.TextColumn("Record", help="File and row in the source"),
        },
        key=f"linkages:{node.id}", ids=[row["other_id"] for row in shown], selected=picked(node),
        on_pick=lambda id: pick(node, id), height=min(420, 38 + 35 * len(shown)), alt=f"Linkages of {node.name}",
    )  # fmt: skip
    if len(rows) == LINKAGES:
        st.caption(
            f"The first {LINKAGES:,} linkages are shown; the saved query “Linkages of an organisation” gives more."
        )
    downloads(linkages, f"linkages:{node.id}")


def picked(node: FoundNode) -> str | None:
    """What is picked on this entity's page."""
    value: str | None = st.session_state.get(f"picked:{node.id}")
    return value


def pick(node: FoundNode, id: str | None) -> None:
    """Picks something for graph, map, table and inspector alike."""
    st.session_state[f"picked:{node.id}"] = id


def pictures(node: FoundNode, linkages: Rows) -> None:
    """Graph, map and inspector."""
    expanded: list[str] = st.session_state.setdefault(f"expanded:{node.id}", [])
    with st.spinner("Drawing the surroundings …"):
        most = st.session_state.get(f"most:{node.id}", GRAPH_NODES)
        first = session.ask("organisation/surroundings", {"entity": node.id, "limit": most - 1})
        scene = Scene()
        scene.nodes[node.id] = node
        scene.add(first)
        core = set(scene.nodes)
        for id in expanded:
            if session.known(id):
                scene.add(session.ask("organisation/surroundings", {"entity": id, "limit": EXPAND_NODES}))
        gone = scene.cut(MOST_NODES, keep=core)
    left, right = st.columns([8, 5], gap="medium")
    with left:
        event = show_graph(
            scene,
            key=f"graph:{node.id}",
            centre=node.id,
            selected=picked(node),
            on_event=lambda event: on_graph(node, event),
        )
        left_out(node, first.rows, len(core) - 1, gone)
    with right:
        show_map(
            list(scene.nodes.values()), key=f"map:{node.id}", selected=picked(node), height=330,
            lines=map_lines(node, scene), on_pick=lambda id: pick(node, id),
        )  # fmt: skip
        with st.container(border=True, key="inspector"):
            inspect(node, scene, linkages, event)


def on_graph(node: FoundNode, event: GraphEvent) -> None:
    """Takes over what was picked, expanded or undone in the graph."""
    pick(node, event.selected)
    expanded: list[str] = st.session_state.setdefault(f"expanded:{node.id}", [])
    if event.expand and event.expand not in expanded:
        expanded.append(event.expand)
    if event.collapse in expanded:
        expanded.remove(event.collapse)


def left_out(node: FoundNode, rows: Rows, shown: int, gone: int) -> None:
    """Says what the graph does not show, and lets the reader have more."""
    total = rows[0]["neighbours"] if rows else 0
    if gone:
        st.caption(
            f"{count(gone, 'node')} more than the {MOST_NODES} that a graph can show; undo an expansion to see others."
        )
    if total <= shown:
        return
    st.caption(
        f"{shown:,} of {total:,} neighbours: organisations first, then inputs, industries and places. The table below holds the linkages of all."
    )
    if shown < MOST_NODES - 1:
        st.button(
            f"Show up to {MOST_NODES}", key=f"more:{node.id}", type="tertiary", icon=":material/add:",
            on_click=lambda: st.session_state.update({f"most:{node.id}": MOST_NODES}),
        )  # fmt: skip


def map_lines(node: FoundNode, scene: Scene) -> list[MapLine]:
    """Straight lines from the entity to the organisations linked to it."""
    if node.location is None:
        return []
    lines: list[MapLine] = []
    for link in scene.links.values():
        ends = (link["source"], link["target"])
        if node.id in ends:
            other = scene.nodes[ends[0] if ends[1] == node.id else ends[1]]
            if other.location and other.id != node.id and other.kind in ("Firm", "Institution"):
                lines.append({
                    "from_lat": node.location.lat, "from_lon": node.location.lon,
                    "to_lat": other.location.lat, "to_lon": other.location.lon, "state": link.get("state", "recorded"),
                })  # fmt: skip
    return lines


def inspect(node: FoundNode, scene: Scene, linkages: Rows, event: GraphEvent) -> None:
    """What is picked, how it is linked to this page's subject, and who says so."""
    link = scene.links.get(event.selected_link or "")
    if link:
        start, end = scene.nodes[link["source"]], scene.nodes[link["target"]]
        st.markdown(
            f"{mark(start.kind)} **{safe(start.name)}** {safe(link['label'])} {mark(end.kind)} **{safe(end.name)}**"
        )
        far = end.id if start.id == node.id else start.id
        statements(node, [row for row in linkages if row["other_id"] == far and row["link"] == link["kind"]])
        return
    other = scene.nodes.get(picked(node) or "")
    if other is None or other.id == node.id:
        st.markdown(
            f"{mark(node.kind)} **{safe(node.name)}**  \n{safe(node.properties.get('description') or line(node))}"
        )
        st.caption(
            "Pick a node or a line in the graph, a mark on the map or a row of the table: it shows here with its sources. “Expand” in the graph brings the neighbours of a node."
        )
        return
    st.markdown(f"{mark(other.kind)} **{safe(other.name)}**  \n:gray[{safe(line(other))}]")
    statements(node, [row for row in linkages if row["other_id"] == other.id])
    with st.container(horizontal=True):
        routes.link("organisation", "Open its page", {"id": other.id}, icon=":material/open_in_full:")


def statements(node: FoundNode, rows: Rows) -> None:
    """Each linkage as a sentence with its source, evidence and dates."""
    if not rows:
        st.caption(f"Not linked to {safe(node.name)} itself: it is here as the neighbour of a neighbour.")
    for row in rows[:6]:
        said = [f"**{safe(row['words'])}**" + (f" ({safe(row['details'])})" if row["details"] else "")]
        said.append(f"says {safe(row['source'] or row['source_id'])}")
        if row["evidence"]:
            said.append(
                "evidence: " + safe("; ".join(row["evidence"][:3])) + (" …" if len(row["evidence"]) > 3 else "")
            )
        if row["confidence"] is not None:
            said.append(f"confidence {row['confidence']:.2f}")
        said += [f"{word} {safe(row[word])}" for word in ("since", "until") if row[word]]
        st.markdown("It " + " · ".join(said))
    if len(rows) > 6:
        st.caption(f"{len(rows) - 6} more in the table below.")
