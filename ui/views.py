"""An answer as table, graph, map and files."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas
import streamlit as st

from ..graph.model import model
from ..graph.results import FoundNode
from ..queries.catalog import Answer
from ..queries.drawing import draw_answer
from ..queries.query import RETURN_TYPES
from ..queries.words import ABOVE, BY_USER, FOR_PROGRAMS, RECORDED, say_link
from . import session
from .cards import show_cards
from .column_words import COLUMNS
from .components.graph import GraphEvent, GraphLink, GraphNode, graph
from .components.map import Circle, MapLine, MapPoint, cluster_map
from .exports import FORMATS
from .exports.cells import in_words
from .look import line, mark_cell, property_in_words, with_room
from .marking import PLAIN, WIDTHS, Marking, marking

GRAPH_NODES = 150
"""How many nodes a graph shows unless the reader asks for more."""
MOST_NODES = 500
HEIGHT = 600
"""Pixels of a table before it scrolls."""
ROW, LINE, LINES = 35, 18, 5
"""Pixels of a row of one line and of each further line, and how many lines a row has at most."""
NARROW, LETTER, WIDEST = 75, 8, 460
"""Pixels of a narrow column, of a letter at most, and of the widest column of texts."""
ON_A_LINE = 7
"""Pixels of a letter as most texts have them, by which a text is cut that is longer than a row is high."""
TELLING = ("reason", "reasons", "reading", "remark", "meaning")
"""Columns that say why, in words: they stand where they are still seen."""
SEEN = 1130
"""Pixels of a table that a laptop shows (a window of 1440) before it is scrolled sideways."""
SHORT, TOLD = 250, 300
"""Pixels of a text, and of one that says why, at most where a table has more columns than are seen."""
PIXELS = {"small": NARROW, "medium": 200, "large": 400}
"""Widths by name."""
EMPTY: tuple[Any, ...] = (None, "", [])
"""Values that say nothing; a column that holds no others is left out."""
LONGEST_LABEL, TIE = 40, "tie, why: see the {}"
"""Letters of the longest text beside a line, and what is said of lines with a longer one or none."""
SOMEWHERE = ("Firm", "Institution", "Place")
"""Kinds that a reader expects on a map."""
FILES = {"csv": "CSV", "xlsx": "Excel", "geojson": "GeoJSON", "graphml": "GraphML"}
ABOUT_FILES = {
    "csv": "Comma-separated text for any spreadsheet or program",
    "xlsx": "A workbook; what was asked stands on its second sheet",
    "geojson": "Points for QGIS, ArcGIS or a web map; rows without a location are left out",
    "graphml": "The network for Gephi, Cytoscape, yEd or igraph",
}


class Scene:
    """Nodes and links to draw, gathered from answers; `beside` is what says in full why things are tied."""

    def __init__(self, beside: str = "table") -> None:
        self.tie = TIE.format(beside)
        self.nodes: dict[str, FoundNode] = {}
        self.links: dict[str, GraphLink] = {}
        self.marking = PLAIN
        self.widths = ""

    def add(self, answer: Answer) -> None:
        """Puts in what an answer draws; the same link said by several sources is one, as sure as the surest."""
        network = draw_answer(answer)
        self.marking = marking(answer)
        counted, among, self.widths = WIDTHS.get(answer.query.name, ("", "", ""))
        for id, data in network.nodes(data=True):
            self.nodes.setdefault(id, FoundNode(id, data["kind"], data["properties"]))
        for start, end, data in network.edges(data=True):
            label = data["label"] if len(data["label"]) <= LONGEST_LABEL else ""
            kind = among or data["kind"] or label or self.tie
            id = f"{start}|{kind}|{end}"
            link: GraphLink = {
                "id": id, "source": start, "target": end, "kind": kind,
                "label": label or (say_link(kind) if kind in model().links else kind.lower().replace("_", " ")),
                "state": "recorded" if data["basis"] in (RECORDED, BY_USER) else "possible",
            }  # fmt: skip
            if data["basis"] == BY_USER:
                link["label"] += f" ({BY_USER})"
            sure = data["properties"].get("confidence")
            before = self.links.get(id)
            if sure is not None:
                link["confidence"] = max(float(sure), before.get("confidence", 0.0) if before else 0.0)
            if weight := data["properties"].get(counted):
                link["weight"] = float(weight)
            if before and before.get("state") == RECORDED:
                link["state"] = "recorded"
            self.links[id] = link

    def cut(self, most: int, keep: Iterable[str] = ()) -> int:
        """Leaves the `most` best linked nodes (and those to `keep`); how many were left out."""
        degree = dict.fromkeys(self.nodes, 0)
        for link in self.links.values():
            for end in (link["source"], link["target"]):
                degree[end] = degree.get(end, 0) + 1
        kept = set(keep)
        order = sorted(self.nodes, key=lambda id: (id not in kept, -degree[id], self.nodes[id].name))
        gone = len(order) - most
        if gone <= 0:
            return 0
        self.nodes = {id: self.nodes[id] for id in order[:most]}
        self.links = {
            id: link for id, link in self.links.items() if link["source"] in self.nodes and link["target"] in self.nodes
        }
        return gone

    def drop_strays(self) -> int:
        """Leaves out nodes without a link, unless there are no links at all; how many."""
        linked = {end for link in self.links.values() for end in (link["source"], link["target"])}
        strays = [id for id in self.nodes if id not in linked] if linked else []
        for id in strays:
            del self.nodes[id]
        return len(strays)

    def graph_nodes(self) -> list[GraphNode]:
        """The nodes as the graph takes them."""
        return [
            {"id": node.id, "name": node.name, "kind": node.kind, "note": line(node), **self.marking.of(node.id)}
            for node in self.nodes.values()
        ]


def show_graph(
    scene: Scene,
    *,
    key: str,
    centre: str | None = None,
    selected: str | None = None,
    height: int = 540,
    on_event: Callable[[GraphEvent], None] | None = None,
) -> GraphEvent:
    """The graph of a scene."""
    return graph(
        scene.graph_nodes(), list(scene.links.values()),
        key=key, centre=centre, selected=selected, height=height, tones=scene.marking.shades, widths=scene.widths,
        on_event=on_event,
    )  # fmt: skip


def show_map(
    nodes: Sequence[FoundNode],
    *,
    key: str,
    selected: str | None = None,
    bases: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
    marking: Marking = PLAIN,
    lines: Sequence[MapLine] = (),
    circle: Circle | None = None,
    area: Sequence[tuple[float, float]] = (),
    height: int = 420,
    on_pick: Callable[[str | None], None] | None = None,
) -> None:
    """The map of the nodes that have a location; says how many have none."""
    points: list[MapPoint] = [
        {**point, **marking.of(point["id"])} for node in nodes if (point := map_point(node, bases or {}, notes or {}))
    ]
    if not points:
        st.info("Nothing here has a location, so there is no map.", icon=":material/location_off:")
        return
    cluster_map(
        points, key=key, lines=lines, circle=circle, area=area, selected=selected, height=height,
        tones=marking.shades, sizes=marking.largest,
        tiles=session.settings().tiles,
        attribution=session.credits(tuple(point["id"] for point in points)),
        on_event=(lambda event: on_pick(event.selected)) if on_pick else None,
    )  # fmt: skip
    if missing := sum(node.location is None and node.kind in SOMEWHERE for node in nodes):
        st.caption(f"{missing:,} without a known location {'is' if missing == 1 else 'are'} not on the map.")


def map_lines(scene: Scene, *, of: str | None = None) -> list[MapLine]:
    """Straight lines between the organisations of a scene that are linked; only those of one, if one is given."""
    lines: list[MapLine] = []
    for link in scene.links.values():
        ends = (scene.nodes[link["source"]], scene.nodes[link["target"]])
        if of in (None, ends[0].id, ends[1].id) and ends[0].id != ends[1].id:
            one, other = (end.location if end.kind in ("Firm", "Institution") else None for end in ends)
            if one and other:
                lines.append({
                    "from_lat": one.lat, "from_lon": one.lon, "to_lat": other.lat, "to_lon": other.lon,
                    "state": link.get("state", "recorded"),
                })  # fmt: skip
    return lines


def map_point(node: FoundNode, bases: Mapping[str, str], notes: Mapping[str, str]) -> MapPoint | None:
    """A node as the map takes it; None without a location."""
    where = node.location
    if where is None:
        return None
    return {
        "id": node.id, "name": node.name, "kind": node.kind, "lat": where.lat, "lon": where.lon,
        "note": notes.get(node.id) or line(node),
        "state": "recorded" if bases.get(node.id, RECORDED) == RECORDED else "possible",
        "approximate": node.properties.get("location_basis") in ("postcode", "town", "county"),
    }  # fmt: skip


def show_table(
    rows: Sequence[Mapping[str, Any]],
    columns: Mapping[str, Any],
    *,
    key: str,
    ids: Sequence[str | None],
    selected: str | None,
    on_pick: Callable[[str | None], None],
    alt: str = "",
    leading: str | None = None,
) -> None:
    """A table of `columns` (name to st.column_config); picking a row picks the thing in `ids` at its place.

    Columns without a value are left out. The row of `selected` is marked. A phone shows the rows as cards instead, in
    which the column `leading`, or the first, leads to the things of `ids`.
    A choice made elsewhere gives the table a new key, since its marks are its own.
    """
    columns = {name: column for name, column in columns.items() if any(row.get(name) not in EMPTY for row in rows)}
    frame = pandas.DataFrame({name: cells([row.get(name) for row in rows]) for name in columns})
    widths = in_sight({name: wide_enough_for(frame[name], column) for name, column in columns.items()})
    columns = {name: columns[name] for name in widths}
    frame = pandas.DataFrame({name: whole_lines(frame[name], widths[name]) for name in widths})
    row_height = high_enough(max((lines(frame[name], widths[name]) for name in columns), default=1))
    for name in [name for name in columns if name.endswith("mark")]:
        frame[name] = [with_room(mark, row_height) for mark in frame[name]]
    state = st.session_state.setdefault(f"{key}:table", {"turn": 0, "selected": selected})
    if state["selected"] != selected:
        state["turn"] += 1
        state["selected"] = selected
    own = f"{key}:table:{state['turn']}"

    def pick() -> None:
        marked = st.session_state[own]["selection"]["rows"]
        state["selected"] = ids[marked[0]] if marked else None
        on_pick(state["selected"])

    marked = [index for index, id in enumerate(ids) if id is not None and id == selected][:1]
    config: dict[str, Any] = {name: {**column, "width": widths[name]} for name, column in columns.items()}
    with st.container(key=f"table-wide-{own}"):
        st.dataframe(
            frame,
            key=own,
            hide_index=True,
            height="auto" if len(rows) * row_height <= HEIGHT else HEIGHT,
            row_height=row_height,
            column_config=config,
            placeholder="",
            alt=alt or None,
            on_select=pick,
            selection_mode="single-row",
            selection_default={"selection": {"rows": marked}},
        )
    with st.container(key=f"table-cards-{own}"):
        show_cards(rows, columns, ids, alt or "Rows", leading, key=f"{key}:cards:{len(rows)}")


def longest(column: pandas.Series[Any]) -> int:
    """Letters of the longest text of a column; pictures are no texts."""
    return max((len(value) for value in column if isinstance(value, str) and not value.startswith("data:")), default=0)


def wide_enough_for(column: pandas.Series[Any], config: Mapping[str, Any]) -> Any:
    """The width of a column: as it is given, or pixels for its longest text up to the widest; None leaves it open."""
    given, letters = config.get("width"), longest(column)
    if given is not None or not letters:
        return given
    return min(WIDEST, max(wide_enough(str(config.get("label") or "")), LETTER * (letters + 2)))


def lines(column: pandas.Series[Any], width: Any) -> int:
    """How many lines the longest text of a column takes at a width.

    >>> lines(pandas.Series(["a" * 60]), 250), lines(pandas.Series([1.5]), None)
    (2, 1)
    """
    pixels = PIXELS.get(width, width)
    return -(-longest(column) * LETTER // max(pixels, NARROW)) if pixels else 1


def whole_lines(column: pandas.Series[Any], width: Any) -> pandas.Series[Any]:
    """The texts of a column as far as the lines of a row hold them at a width: a table would cut the first line, too.

    >>> whole_lines(pandas.Series(["word " * 60, 2]), 110)[0]
    'word word word word word word word word word word …'
    """
    pixels = PIXELS.get(width, width)
    if not pixels:
        return column
    letters = max(pixels - 2 * LETTER, NARROW) // ON_A_LINE

    def cut(value: Any) -> Any:
        if not isinstance(value, str) or value.startswith("data:") or len(value) <= letters:
            return value
        return " ".join(textwrap.wrap(value, letters, max_lines=LINES, placeholder=" …"))

    return column.map(cut)


def high_enough(number: int) -> int:
    """Pixels of a row of so many lines."""
    return ROW + LINE * (max(1, min(number, LINES)) - 1)


def cells(values: Sequence[Any]) -> list[Any]:
    """Values as a column of a table shows them; a missing text is empty."""
    shown = [value if isinstance(value, int | float | str) or value is None else in_words(value) for value in values]
    texts = any(isinstance(value, str) for value in shown)
    return ["" if value is None and texts else value for value in shown]


def answer_columns(answer: Answer) -> dict[str, Any]:
    """How the columns of an answer are shown; ids and JSON are left to the files, notes to the map, some stand above
    the table, and a node gets its mark before its name."""
    columns: dict[str, Any] = {}
    for name, type in answer.query.returns.items():
        label, help = COLUMNS.get(answer.query.name, {}).get(name, (property_in_words(name), None))
        nodes = type not in RETURN_TYPES
        if name in ("id", "note", *ABOVE) or name.endswith(("_id", FOR_PROGRAMS)):
            continue
        if nodes:
            columns[f"{name} mark"] = st.column_config.ImageColumn(
                "Mark", width=50, help=f"The kind of: {label}; in the colour of graph and map"
            )
            columns[name] = st.column_config.TextColumn(label, width="medium", help=help)
        elif name in ("confidence", "weakest", "degree") or name.endswith("share"):
            columns[name] = st.column_config.ProgressColumn(
                label, min_value=0, max_value=1, format="%.2f", width=wide_enough(label), help=help
            )
        elif type == "bool":
            columns[name] = st.column_config.CheckboxColumn(label, width="small", help=help)
        elif type in ("int", "float"):
            columns[name] = st.column_config.NumberColumn(
                label, format="localized", width=wide_enough(label), help=help
            )
        else:
            columns[name] = st.column_config.TextColumn(label, help=help)
    named = {name for name, type in answer.query.returns.items() if name in columns and f"{name} mark" in columns}
    if named and "name" in columns:
        del columns["name"]
    return columns


def in_sight(widths: Mapping[str, Any]) -> dict[str, Any]:
    """Columns and their widths, so that those that say why are seen with as many of the first others as there is room
    for; a mark stays with what it marks.

    >>> list(in_sight({"firm mark": 50, "firm": "medium", "what": 460, "jobs": 75, "by": 460, "lq": 75, "reason": 460}))
    ['firm mark', 'firm', 'what', 'jobs', 'by', 'reason', 'lq']
    >>> list(in_sight({"km": 75, "reason": 460, "basis": 80}))
    ['km', 'basis', 'reason']
    """
    telling = [name for name in widths if name in TELLING]
    wide = sum(pixels_of(width) for width in widths.values()) > SEEN
    most = {True: TOLD, False: SHORT}
    kept = {
        name: min(width, most[name in TELLING]) if wide and isinstance(width, int) else width
        for name, width in widths.items()
    }
    room = SEEN - sum(pixels_of(kept[name]) for name in telling)
    first: list[str] = []
    others = [name for name in widths if name not in TELLING]
    for name in others:
        room -= pixels_of(kept[name])
        if room < 0:
            break
        first.append(name)
    if first and first[-1].endswith(" mark"):
        first.pop()
    return {name: kept[name] for name in [*first, *telling, *others[len(first) :]]}


def pixels_of(width: Any) -> int:
    """The pixels of a width; of one that is left open those of a narrow column."""
    return int(PIXELS.get(width, width) or NARROW)


def wide_enough(label: str) -> int:
    """Pixels of a column of numbers that shows its heading whole."""
    return max(NARROW, LETTER * len(label) + 2 * LETTER)


def answer_table(answer: Answer, key: str, selected: str | None, on_pick: Callable[[str | None], None]) -> None:
    """The rows of an answer; a row picks the first thing that it names."""
    rows, columns = table_rows(answer)
    ids = [next((value.id for value in row.values() if isinstance(value, FoundNode)), None) for row in answer.rows]
    show_table(rows, columns, key=key, ids=ids, selected=selected, on_pick=on_pick, alt=answer.query.title)


def table_rows(answer: Answer) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows of an answer with the marks of what they name, and its columns; marks all alike tell nothing."""
    columns = answer_columns(answer)
    looks = marking(answer)
    rows = []
    for row in answer.rows:
        marks = {
            f"{name} mark": mark_cell(value.kind, looks.tone(value.id))
            for name, value in row.items()
            if isinstance(value, FoundNode)
        }
        rows.append({**row, **marks})
    for name in [name for name in columns if name.endswith(" mark")]:
        if len({row.get(name) for row in rows} - {None}) < 2:
            del columns[name]
    return rows, columns


def downloads(answer: Answer, key: str) -> None:
    """Buttons that save the whole answer; a file is made when its button is pressed."""
    stem = answer.query.name.replace("/", "-")
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}:files"):
        for name, label in FILES.items():
            form = FORMATS[name]
            st.download_button(
                label, data=partial(form.write, answer), file_name=f"{stem}{form.suffix}", mime=form.mime,
                key=f"{key}:{name}", help=ABOUT_FILES[name], icon=":material/download:", on_click="ignore",
            )  # fmt: skip
