"""A map of organisations that needs no tile server: outlines of states and counties come with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NotRequired, TypedDict

from ..bridge import Event, choose, chosen, mount, revision
from ..kinds import KINDS, NO_TONES, OTHER, KindStyle, Tone, tone_data

State = Literal["recorded", "possible"]


class MapPoint(TypedDict):
    """One thing to show where it is."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    note: NotRequired[str]
    """A short line shown under the name."""
    state: NotRequired[State]
    """A possible one has a dashed edge; recorded when left out."""
    approximate: NotRequired[bool]
    """True when the place is the middle of a ZIP area or town: drawn hollow and said in words."""
    tone: NotRequired[str]
    """Which of the tones it has, in words."""
    size: NotRequired[float]
    """Its weight beside the others, in any unit: the area of its mark."""
    marked: NotRequired[bool]
    """True for what is to be seen first: ringed, with its name beside it."""


class MapLine(TypedDict):
    """A straight line between two places."""

    from_lat: float
    from_lon: float
    to_lat: float
    to_lon: float
    state: NotRequired[State]
    """A possible one is dashed; recorded when left out."""


class MapName(TypedDict):
    """A name to find one's way by."""

    name: str
    lat: float
    lon: float


Frame = tuple[tuple[float, float], tuple[float, float]]
"""A part of the world: latitude and longitude of its south-western and of its north-eastern corner."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A distance around a place."""

    lat: float
    lon: float
    km: float
    """The radius in kilometres."""


@dataclass(frozen=True, slots=True)
class MapEvent:
    """What is picked on the map."""

    selected: str | None = None
    """The point picked now, by the user or by the page."""
    area: str | None = None
    """The corners that the user has just drawn, as latitude,longitude; ...; empty where the area was cleared."""


def cluster_map(
    points: Sequence[MapPoint],
    *,
    key: str,
    lines: Sequence[MapLine] = (),
    circle: Circle | None = None,
    area: Sequence[tuple[float, float]] = (),
    draws: bool = False,
    frame: Frame | None = None,
    names: Sequence[MapName] = (),
    selected: str | None = None,
    height: int = 420,
    tones: Mapping[str, Tone] = NO_TONES,
    sizes: str = "",
    tiles: str | None = None,
    attribution: str = "",
    style: Mapping[str, KindStyle] = KINDS,
    on_event: Callable[[MapEvent], None] | None = None,
) -> MapEvent:
    """Draw `points` on a map and return what the user picked.

    The part of the map shown is kept in the browser under `key`; it follows the points until the user moves it.
    Points that would cover each other are drawn as one mark with their number, which opens a list to pick from.

    `area` is the outline of an area, each corner as latitude and longitude. With `draws` the user can draw one: the
    event then tells its corners. `frame` is what the map opens on beside its points while there is no area, and goes to
    when it changes; `names` are written on it, the best known first.

    Where some points have one of `tones`, colour tells it and the outline alone tells the kind. `sizes` says what makes
    a mark large.

    `selected` picks a point from the page. `height` is in pixels. `tiles` is the address of a tile server
    (``https://.../{z}/{x}/{y}.png``), asked by the reader's browser; without it nothing is fetched from outside.
    `attribution` is added to the line of credits. `on_event` is called before the page runs again.
    """
    seq, now = choose(key, selected)
    looks = {kind: style.get(kind, OTHER).data() for kind in sorted({point["kind"] for point in points})}
    shades = tone_data(tones, {point.get("tone") for point in points})
    ring = None if circle is None else {"lat": circle.lat, "lon": circle.lon, "km": circle.km}
    data = {
        "key": key,
        "rev": revision(points, lines, ring, area, frame, names, looks, shades, sizes),
        "points": list(points),
        "lines": list(lines),
        "circle": ring,
        "area": list(area),
        "draws": draws,
        "frame": frame,
        "names": list(names),
        "kinds": looks,
        "tones": shades,
        "sizes": sizes,
        "height": height,
        "tiles": tiles,
        "attribution": attribution,
        "choice": {"seq": seq, "selected": now},
    }

    def receive(event: Event) -> None:
        chosen(key, event.get("selected"))
        if on_event is not None:
            on_event(MapEvent(event.get("selected"), event.get("area")))

    mount("map", key=key, data=data, on_event=receive)
    return MapEvent(now)
