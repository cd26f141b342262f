"""Near a firm: who supplies it, buys from it, competes with it, complements or serves it, and who there could."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from ...graph.results import FoundNode, Rows
from ...queries.areas import AREA_PARAMETERS, reach_of
from ...queries.catalog import Answer, find_query
from ...queries.words import RECORDED
from .. import routes, session
from ..components.graph import GraphEvent
from ..components.map import Circle, MapLine
from ..entity_picker import choose, entity_picker
from ..examples import fitting
from ..forms import ring_of
from ..look import basis_badge, mark, paragraphs, safe
from ..views import Scene, downloads, show_graph, show_map
from ..where import fitting_value, follow_where, say_where, where_controls

WANTED = {
    "suppliers": "Suppliers",
    "customers": "Customers",
    "rivals": "Rivals",
    "complementors": "Complementors",
    "institutions": "Institutions",
}
COLUMN = {wanted: wanted.removesuffix("s") for wanted in WANTED}
"""The column of each answer that holds who was found."""
NARROWED = {"suppliers": ("special",), "customers": ("special",), "institutions": ("does", "type")}
"""Parameters beside where to look that have a control."""
LABELS = {"special": "Only specialised inputs", "does": "What it does for firms", "type": "Type of institution"}
SHOWN = 60
"""How many are asked for; nearer and better fitting ones come first."""
ABOUT_BASIS = (
    "Recorded: a source states the tie. "
    "Possible: nobody states it; a shared address, the industry or nearness makes it likely enough to look into."
)
ABOUT_SCORE = (
    "Recorded ones first, then by score: how well it fits, less the farther it is (at 10 km it counts half, at 30 km a "
    "quarter)."
)


def near() -> None:
    """Suppliers or institutions near a firm, the recorded ones told from the possible."""
    st.title("Near a firm", anchor=False)
    routes.keep_address("near")
    with session.guarded():
        follow(st.query_params.to_dict())
        id = entity_picker("Firm", "near:firm", "Organisation", about="The firm or institution to look around")
        if id is None:
            st.info(
                "Type part of a firm's name and pick it: who supplies it, and who could, is then listed.",
                icon=":material/near_me:",
            )
            for example in fitting("near"):
                routes.link("near", safe(example.question), example.query)
            return
        firm = session.entity(id)
        if firm.location is None:
            st.warning(
                f"{safe(firm.name)} has no location: only what is recorded is listed, or who is in a place or an area.",
                icon=":material/location_off:",
            )
        wanted, raw = controls(firm)
        if raw is None:
            st.info("Say where to look: pick a place, or draw an area.", icon=":material/near_me:")
            return
        shown = routes.texts({"firm": id, "for": wanted, **raw})
        if shown != st.session_state["near:given"]:
            st.session_state["near:given"] = shown
            routes.show_address("near", shown)
        with st.spinner(f"Looking for {wanted} …"):
            answer = session.ask(f"near/{wanted}", {"firm": id, "limit": SHOWN, **raw})
        show(firm, wanted, answer, raw)


def follow(given: dict[str, str]) -> None:
    """Sets firm and controls from an address that brought the reader here."""
    if st.session_state.get("near:given") == given:
        return
    st.session_state["near:given"] = given
    if firm := given.get("firm"):
        choose("near:firm", firm)
    state = st.session_state
    state["near:for"] = given["for"] if given.get("for") in WANTED else "suppliers"
    for wanted, names in NARROWED.items():
        for name in names:
            state[f"near:{name}"] = fitting_value(find_query(f"near/{wanted}").parameters[name], given)
    follow_where("near", given)


def controls(firm: FoundNode) -> tuple[str, dict[str, Any] | None]:
    """What to look for, where, and what narrows it; nothing while it is not said where."""
    first, *others = st.columns([6, 2, 2], vertical_alignment="bottom", gap="medium")
    wanted = first.segmented_control(
        "Look for", list(WANTED), required=True, format_func=WANTED.__getitem__, key="near:for", persist_state="session"
    )
    narrowed: dict[str, Any] = {}
    for name, column in zip(NARROWED.get(str(wanted), ()), others, strict=False):
        parameter = find_query(f"near/{wanted}").parameters[name]
        if parameter.type == "flag":
            narrowed[name] = column.toggle(
                LABELS[name], key=f"near:{name}", help=parameter.about, persist_state="session"
            )
        else:
            narrowed[name] = column.selectbox(
                LABELS[name], parameter.choices, key=f"near:{name}", help=parameter.about, persist_state="session"
            )
    where = where_controls("near", firm)
    return str(wanted), None if where is None else {**where, **narrowed}


def show(firm: FoundNode, wanted: str, answer: Answer, raw: dict[str, Any]) -> None:
    """List beside map, graph and files."""
    rows, where = answer.rows, safe(say_where(raw))
    if not rows:
        st.info(
            f"No {wanted} of {safe(firm.name)} {where} are known. {safe(answer.lacking)} {remedy(firm, wanted, raw)}",
            icon=":material/search_off:",
        )
        return
    recorded = sum(row["basis"] == RECORDED for row in rows)
    possible = len(rows) - recorded
    anywhere = ", wherever they are" if recorded else ""
    found = f"**{recorded} recorded**{anywhere}, **{possible} possible** {where}"
    if len(rows) == SHOWN:
        found = f"The best {SHOWN} are listed ({found}); there may be more"
    st.markdown(f"{found}.", help=ABOUT_BASIS)
    if len(rows) == SHOWN:
        most = find_query(f"near/{wanted}").parameters["limit"].max
        routes.link(
            "questions",
            "List them all",
            {"query": f"near/{wanted}", "firm": firm.id, **raw, "limit": int(most or SHOWN)},
            icon=":material/list:",
        )
    st.caption(ABOUT_SCORE, help=paragraphs(safe(answer.query.about)))
    left, right = st.columns([6, 7], gap="medium")
    with left:
        listed(firm, rows, COLUMN[wanted])
    with right:
        on_map, as_graph = st.tabs(["Map", "Graph"])
        with on_map:
            show_near_map(firm, rows, COLUMN[wanted], raw)
        with as_graph:
            show_near_graph(firm, answer)
    downloads(answer, f"near:{firm.id}:{wanted}")


def remedy(firm: FoundNode, wanted: str, raw: dict[str, Any]) -> str:
    """What to do where nothing was found: what is missing of the firm, else a wider question."""
    if firm.location is None and not {"place", "area"} & raw.keys():
        return (
            "No source says where it is, so nothing can be near it: load a source that gives its location, "
            "or look in a place or an area."
        )
    ties = session.ask("organisation/linkages", {"entity": firm.id, "group": "structure"}).rows
    schemes = {str(row["other"].properties.get("scheme")) for row in ties if row["link"] == "CLASSIFIED_AS"}
    if wanted in ("suppliers", "customers") and not any(scheme.startswith("NAICS") for scheme in schemes):
        known = f"Sources give its industry by {' and '.join(sorted(schemes))} only" if schemes else ""
        return (
            f"{known or 'No source says what its industry is'}; possible {wanted} are found by a NAICS code: "
            f"load a source that classifies it, or give an industry in the saved query *{WANTED[wanted]} near a firm*."
        )
    return safe(find_query(f"near/{wanted}").empty)


def listed(firm: FoundNode, rows: Rows, column: str) -> None:
    """One row a result: what it is, how far, on what basis, and why."""
    selected = picked(firm)
    with st.container(height=600, border=False, gap=None, key="near-list"):
        ordered = sorted(rows, key=lambda row: row["id"] != selected)
        for row in ordered:
            node: FoundNode = row[column]
            with st.container(border=node.id == selected, gap="xxsmall", key=f"row:{node.id}"):
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    routes.link("organisation", f"{mark(node.kind)} **{safe(node.name)}**", {"id": node.id})
                    st.button(
                        "Show", key=f"show:{node.id}", type="tertiary", icon=":material/my_location:",
                        help=f"Show {safe(node.name)} on the map and in the graph", on_click=pick, args=(firm, node.id),
                    )  # fmt: skip
                far = distance(firm, node, row["km"])
                st.html(
                    f'<p class="at-reason">{basis_badge(row["basis"])} '
                    f'<b title="Straight-line distance">{far}</b> · '
                    f'<span title="Fit over distance; the list is in its order">score {row["score"]:.3f}</span>'
                    f"<br>{reason_html(row)}</p>"
                )


def distance(firm: FoundNode, other: FoundNode, km: float | None) -> str:
    """How far apart two are, in words; two centres of the same area are at no distance that means anything."""
    if km is None:
        return "distance unknown"
    bases = {node.properties.get("location_basis") for node in (firm, other)}
    if km == 0 and bases & {"postcode", "town", "county"}:
        return "same area"
    return "same address" if km == 0 else f"{km:g} km"


def reason_html(row: dict[str, Any]) -> str:
    """The reason, and the sort of organisation where the reason does not name it, safe for HTML."""
    reason, sort = str(row["reason"]), str(row.get("type") or row.get("industry") or "")
    named = not sort or sort.casefold() in reason.casefold()
    return escape(reason) + ("" if named else f' <span class="at-quiet">({escape(sort)})</span>')


def show_near_map(firm: FoundNode, rows: Rows, column: str, raw: dict[str, Any]) -> None:
    """The firm, where was looked, and what was found."""
    nodes = [firm, *(row[column] for row in rows)]
    reach = reach_of({**dict.fromkeys(AREA_PARAMETERS), **raw})
    show_map(
        nodes, key=f"near-map:{firm.id}", selected=picked(firm), height=560,
        circle=Circle(firm.location.lat, firm.location.lon, reach) if firm.location and reach else None,
        area=ring_of(raw.get("area")),
        bases={row["id"]: row["basis"] for row in rows}, lines=recorded_lines(firm, rows, column),
        notes={row["id"]: f"{row['basis']} · {row['reason']}" for row in rows}, on_pick=lambda id: pick(firm, id),
    )  # fmt: skip


def recorded_lines(firm: FoundNode, rows: Rows, column: str) -> list[MapLine]:
    """A line for each tie that a source states."""
    lines: list[MapLine] = []
    for row in rows:
        there = row[column].location
        if firm.location and there and row["basis"] == RECORDED:
            lines.append(
                {"from_lat": firm.location.lat, "from_lon": firm.location.lon, "to_lat": there.lat, "to_lon": there.lon}
            )
    return lines


def show_near_graph(firm: FoundNode, answer: Answer) -> None:
    """The firm and what was found; possible ties are dashed."""
    scene = Scene(beside="list")
    scene.nodes[firm.id] = firm
    scene.add(answer)
    show_graph(
        scene,
        key=f"near-graph:{firm.id}",
        centre=firm.id,
        selected=picked(firm),
        height=520,
        on_event=lambda event: on_graph(firm, event),
    )


def on_graph(firm: FoundNode, event: GraphEvent) -> None:
    """Takes over what was picked in the graph."""
    pick(firm, event.selected)


def picked(firm: FoundNode) -> str | None:
    """What is picked near this firm."""
    value: str | None = st.session_state.get(f"near-picked:{firm.id}")
    return value


def pick(firm: FoundNode, id: str | None) -> None:
    """Picks something for list, map and graph alike."""
    st.session_state[f"near-picked:{firm.id}"] = id
