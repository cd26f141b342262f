"""A graph one can walk through: pick, expand, hide, pin, undo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NotRequired, TypedDict

from ..bridge import Event, choose, chosen, mount, revision
from ..kinds import KINDS, NO_TONES, OTHER, KindStyle, Tone, link_colours, tone_data

State = Literal["recorded", "possible"]


class GraphNode(TypedDict):
    """One node to draw."""

    id: str
    name: str
    kind: str
    size: NotRequired[float]
    """Its weight beside the others, in any unit; without it the number of links counts."""
    note: NotRequired[str]
    """A short line shown under the name when pointed at."""
    tone: NotRequired[str]
    """Which of the tones it has, in words."""
    marked: NotRequired[bool]
    """True for what is to be seen first: edged, its name always written."""


class GraphLink(TypedDict):
    """One link to draw, from source to target."""

    id: str
    source: str
    target: str
    kind: str
    label: str
    """How the kind reads in a sentence, as "supplies"."""
    state: NotRequired[State]
    """A possible link is dashed; recorded when left out."""
    confidence: NotRequired[float]
    """From 0 to 1; the surer, the thicker."""
    weight: NotRequired[float]
    """How much it is beside the others, in any unit; where any has one, it alone makes lines thick."""


@dataclass(frozen=True, slots=True)
class GraphEvent:
    """What is picked in the graph, and what the user has just asked for."""

    selected: str | None = None
    """The node picked now, by the user or by the page."""
    selected_link: str | None = None
    """The link the user has just picked."""
    expand: str | None = None
    """The node whose neighbours the user has just asked for."""
    collapse: str | None = None
    """The node whose expansion the user has just undone."""
    removed: tuple[str, ...] = ()
    """The nodes that left the graph with it."""


def graph(
    nodes: Sequence[GraphNode],
    links: Sequence[GraphLink],
    *,
    key: str,
    centre: str | None = None,
    selected: str | None = None,
    height: int = 520,
    tones: Mapping[str, Tone] = NO_TONES,
    widths: str = "",
    style: Mapping[str, KindStyle] = KINDS,
    on_event: Callable[[GraphEvent], None] | None = None,
) -> GraphEvent:
    """Draw `nodes` and `links` and return what the user did.

    Places, pins, hidden nodes and the zoom are kept in the browser under `key`, through reruns and page switches.
    After an `expand`, pass the same nodes plus the neighbours: they are put around it and nothing else moves.
    A new `centre` makes a new arrangement. Links whose ends are not among the nodes are left out.

    Where some nodes have one of `tones`, colour tells it and the outline alone tells the kind. `widths` says what makes
    a line thick.

    `selected` picks a node from the page; a node the user picked is not picked again. `height` is in pixels.
    `on_event` is called before the page runs again, so that the whole page can show the change in one go.
    """
    seq, now = choose(key, selected)
    known = {node["id"] for node in nodes}
    drawn = [link for link in links if link["source"] in known and link["target"] in known]
    looks = {kind: style.get(kind, OTHER).data() for kind in sorted({node["kind"] for node in nodes})}
    shades = tone_data(tones, {node.get("tone") for node in nodes})
    data = {
        "key": key,
        "rev": revision(nodes, drawn, centre, looks, shades, widths),
        "nodes": list(nodes),
        "links": drawn,
        "kinds": looks,
        "tones": shades,
        "linkColours": link_colours({link["kind"] for link in drawn}),
        "widths": widths,
        "centre": centre,
        "height": height,
        "choice": {"seq": seq, "selected": now},
    }

    def receive(event: Event) -> None:
        chosen(key, event.get("selected"))
        if on_event is not None:
            on_event(_read(event, event.get("selected")))

    event = mount("graph", key=key, data=data, on_event=receive)
    return _read(event, now)


def _read(event: Event, selected: str | None) -> GraphEvent:
    return GraphEvent(
        selected=selected,
        selected_link=event.get("selectedLink"),
        expand=event.get("expand"),
        collapse=event.get("collapse"),
        removed=tuple(event.get("removed", ())),
    )
