"""A page with the graph and the map side by side, about organisations that do not exist.

The address says how many (?n=40) what to show (?show=graph|map|both), an address of tiles (?tiles=),
whether what is shown has tones, sizes and widths (?toned=yes), whether one point lies far off (?far=yes), and whether
the map has no points but a frame to open on and a name there (?framed=yes).
"""

from time import perf_counter

import streamlit as st
from clusteratlas.ui.components.graph import GraphEvent, GraphLink, GraphNode, graph
from clusteratlas.ui.components.kinds import FAINT, RAMP, Tone
from clusteratlas.ui.components.map import Circle, MapEvent, MapLine, MapPoint, cluster_map

FIRST = ("Imaginary", "Madeup", "Pretend", "Fictive", "Notreal", "Examplia", "Placeholder", "Sampleton")
SECOND = ("Pumps", "Optics", "Castings", "Winery", "Tool and Die Works", "Polymer Compounding", "Robotics", "Bottles")
KINDS = ("Firm", "Firm", "Firm", "Institution", "Firm", "Input", "Firm", "Industry", "Firm", "Place", "Firm", "Cluster")
VERBS = (("SUPPLIES", "supplies"), ("RESEARCHES_WITH", "researches with"), ("COMPETES_WITH", "competes with"))


def node(number: int) -> GraphNode:
    kind = KINDS[number % len(KINDS)]
    name = f"{FIRST[number % 8]} {SECOND[number // 8 % 8]} {number}"
    return {"id": f"n{number}", "name": name, "kind": kind, "note": f"{number * 3 + 4} employees"}


def link(source: int, target: int) -> GraphLink:
    kind, label = VERBS[(source * 7 + target) % 3]
    return {
        "id": f"{source}-{target}",
        "source": f"n{source}",
        "target": f"n{target}",
        "kind": kind,
        "label": label,
        "state": "possible" if source % 5 == 0 else "recorded",
        "confidence": (source * 37 % 100) / 100,
    }


def world(size: int) -> tuple[list[GraphNode], list[GraphLink]]:
    nodes = [node(number) for number in range(size)]
    links = [link(number, number * number // 7 % max(1, number // 3 + 1)) for number in range(1, size)]
    links += [link(number, number * 5 % size) for number in range(1, size, 6) if number * 5 % size != number]
    return nodes, list({item["id"]: item for item in links}.values())


def point(item: GraphNode, number: int) -> MapPoint:
    return {
        "id": item["id"],
        "name": item["name"],
        "kind": item["kind"],
        "lat": 38.3 + (number * 61 % 97) / 160,
        "lon": -122.6 + (number * 43 % 89) / 120,
        "state": "possible" if number % 9 == 4 else "recorded",
        "approximate": number % 7 == 3,
    }


TONES = {"surely": RAMP[0], "hardly": Tone(FAINT.light, FAINT.dark, "-")}


def tone(number: int) -> str:
    return "hardly" if number % 2 else "surely"


st.set_page_config(page_title="Components", layout="wide")
state = st.session_state
size = state.setdefault("size", int(st.query_params.get("n", "40")))
toned = state.setdefault("toned", "toned" in st.query_params)
far = state.setdefault("far", "far" in st.query_params)
show = state.setdefault("show", st.query_params.get("show", "both"))
state.setdefault("selected", None)
state.setdefault("expanded", [])
state.setdefault("runs", 0)
state.runs += 1


def on_graph(event: GraphEvent) -> None:
    state.selected = event.selected
    if event.expand and event.expand not in state.expanded:
        state.expanded.append(event.expand)
    if event.collapse in state.expanded:
        state.expanded.remove(event.collapse)


def on_map(event: MapEvent) -> None:
    state.selected = event.selected


def page() -> None:
    nodes, links = world(size)
    for index, centre in enumerate(state.expanded):
        for extra in range(5):
            number = 10_000 + index * 10 + extra
            nodes.append(node(number))
            links.append({**link(number, 0), "target": centre})
    here = [point(item, int(item["id"][1:])) for item in nodes]
    if far:
        here[-1]["lat"] -= 20
    if toned:
        for number, (one, there) in enumerate(zip(nodes, here, strict=True)):
            one["tone"] = there["tone"] = tone(number)
            one["marked"] = there["marked"] = number == 2
            there["size"] = 1 + number
        for number, one_link in enumerate(links):
            one_link["weight"] = number
    tones = TONES if toned else {}
    lines: list[MapLine] = [
        {"from_lat": here[0]["lat"], "from_lon": here[0]["lon"], "to_lat": other["lat"], "to_lon": other["lon"]}
        for other in here[1:7]
    ]
    started = perf_counter()
    left, right = st.columns([3, 2]) if show == "both" else (st.container(), st.container())
    if show != "map":
        with left:
            seen = graph(
                nodes, links, key="graph", centre="n0", selected=state.selected, on_event=on_graph,
                tones=tones, widths="the thicker, the more" if toned else "",
            )  # fmt: skip
            st.caption(f"link {seen.selected_link}")
    if show != "graph":
        with right:
            ring = Circle(here[0]["lat"], here[0]["lon"], 30)
            tiles = st.query_params.get("tiles")
            framed = "framed" in st.query_params
            cluster_map(
                [] if framed else here,
                key="map",
                lines=[] if framed else lines,
                circle=None if framed else ring,
                selected=state.selected,
                tiles=tiles,
                tones=tones,
                frame=((44.9, 10.9), (45.1, 11.1)) if framed else None,
                names=[{"name": "Invented-on-Sea", "lat": 45.0, "lon": 11.0}] if framed else (),
                sizes="the larger, the more" if toned else "",
                on_event=on_map,
            )
    st.text_input("Select from the page", key="typed", on_change=lambda: state.update(selected=state.typed))
    st.markdown(f"selected `{state.selected}` expanded `{state.expanded}` runs `{state.runs}`")
    st.caption(f"{(perf_counter() - started) * 1000:.0f} ms in Python")


def other() -> None:
    st.markdown("Another page")


st.navigation([st.Page(page, title="Both", default=True), st.Page(other, title="Other", url_path="other")]).run()
