"""How each kind of node and link looks: one table for the graph, the map and the badges.

Colours start from the palette of Okabe and Ito, darkened or lightened until they stand out at least 3 : 1 on a
light and on a dark page. Every kind of node has its own outline as well; a line says its kind in words when pointed
at. No two kinds of line in one graph have the same colour.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from math import cos, pi, sin
from typing import TypedDict
from urllib.parse import quote
from zlib import crc32

Points = tuple[tuple[float, float], ...]


class KindData(TypedDict):
    """A kind as the browser gets it."""

    plural: str
    light: str
    dark: str
    points: list[list[float]]


@dataclass(frozen=True, slots=True)
class KindStyle:
    """How a kind of node looks."""

    plural: str
    """What several of them are called, for legends."""
    light: str
    """Colour on a light page, as #rrggbb."""
    dark: str
    """Colour on a dark page, as #rrggbb."""
    points: Points = ()
    """Corners of its outline in a square from -1 to 1, y downwards; none means a circle."""

    def data(self) -> KindData:
        """This style as JSON."""
        points = [[round(x, 3), round(y, 3)] for x, y in self.points]
        return {"plural": self.plural, "light": self.light, "dark": self.dark, "points": points}


@dataclass(frozen=True, slots=True)
class Tone:
    """What tells some things from others of their kind: how surely they belong, how strong they are."""

    light: str
    """Colour on a light page, as #rrggbb."""
    dark: str
    """Colour on a dark page, as #rrggbb."""
    sign: str = ""
    """A letter inside the mark on the map, where shades alone do not say which is more."""


def _ring(corners: int, turn: float = -0.5) -> Points:
    """A regular polygon; `turn` is where its first corner points, in half turns."""
    angles = (pi * (turn + 2 * corner / corners) for corner in range(corners))
    return tuple((cos(angle), sin(angle)) for angle in angles)


def _star(corners: int, waist: float) -> Points:
    """A star with `corners` points whose inner corners lie at `waist`."""
    steps = range(2 * corners)
    radius = (1.0 if step % 2 == 0 else waist for step in steps)
    return tuple(
        (r * cos(pi * (step / corners - 0.5)), r * sin(pi * (step / corners - 0.5)))
        for step, r in zip(steps, radius, strict=True)
    )


_DIAMOND: Points = ((0, -1), (1, 0), (0, 1), (-1, 0))
_SQUARE: Points = ((-0.84, -0.84), (0.84, -0.84), (0.84, 0.84), (-0.84, 0.84))
_TRIANGLE: Points = ((0, -0.98), (1, 0.8), (-1, 0.8))
_FUNNEL: Points = ((-1, -0.8), (1, -0.8), (0, 0.98))
_SHIELD: Points = ((-0.84, -0.9), (0.84, -0.9), (0.84, 0.2), (0, 1), (-0.84, 0.2))
_CHEVRON: Points = ((-0.95, -0.85), (0.2, -0.85), (1, 0), (0.2, 0.85), (-0.95, 0.85), (-0.25, 0))
_PLUS: Points = (
    *((-0.36, -1), (0.36, -1), (0.36, -0.36), (1, -0.36), (1, 0.36), (0.36, 0.36)),
    *((0.36, 1), (-0.36, 1), (-0.36, 0.36), (-1, 0.36), (-1, -0.36), (-0.36, -0.36)),
)
_PAGE: Points = ((-0.75, -1), (0.3, -1), (0.75, -0.5), (0.75, 1), (-0.75, 1))
_SLIP: Points = ((-1, -0.55), (1, -0.55), (1, 0.55), (-1, 0.55))
_SLANT: Points = ((-0.5, -0.7), (1, -0.7), (0.5, 0.7), (-1, 0.7))

KINDS: dict[str, KindStyle] = {
    "Firm": KindStyle("Firms", "#0072b2", "#56b4e9"),
    "Institution": KindStyle("Institutions", "#c24e00", "#ff9248", _DIAMOND),
    "Industry": KindStyle("Industries", "#00805e", "#2cc79b", _SQUARE),
    "Place": KindStyle("Places", "#a8497c", "#e39bc4", _SHIELD),
    "Input": KindStyle("Inputs", "#9a6b00", "#e9b43c", _TRIANGLE),
    "Cluster": KindStyle("Clusters", "#3d4656", "#d5dae3", _ring(6)),
    "Initiative": KindStyle("Initiatives", "#6b4bb0", "#b9a1f2", _star(5, 0.48)),
    "Constraint": KindStyle("Constraints", "#9c2f22", "#f28e80", _ring(8, -0.375)),
    "Action": KindStyle("Actions", "#0b7680", "#52cbd4", _CHEVRON),
    "PublicGood": KindStyle("Public goods", "#5b7a10", "#b4d455", _PLUS),
    "Document": KindStyle("Documents", "#5c6675", "#aab4c3", _PAGE),
    "Record": KindStyle("Records", "#77684f", "#c9b998", _SLIP),
    "Source": KindStyle("Sources", "#4f6c8f", "#9fbddf", _FUNNEL),
    "Run": KindStyle("Runs", "#84597a", "#cfa5c5", _SLANT),
}

OTHER = KindStyle("Others", "#6a7280", "#a3adba", _ring(5))
"""What a kind looks like that has no entry in KINDS."""

NO_TONES: Mapping[str, Tone] = {}
RAMP = (Tone("#2d0b59", "#fff3b0"), Tone("#8a1c7c", "#f5c02f"), Tone("#c4473a", "#ff7f50"), Tone("#a88600", "#b06cf0"))
"""Tones from most to least."""
FAINT = Tone("#808793", "#7f8795")
"""The tone of what is below the least."""
FIRST = Tone("#0072b2", "#56b4e9")
"""The tone of what everything starts from."""

LINES = (
    *(("#0072b2", "#56b4e9"), ("#c24e00", "#ff9248"), ("#43112a", "#f0f4d8"), ("#008a73", "#1fa583")),
    *(("#20207c", "#8f6cff"), ("#6a7cf0", "#e8dc3c"), ("#e0409f", "#e0559f"), ("#6b5d00", "#f5b8dc")),
    *(("#96332c", "#d0504a"), ("#2f5a1f", "#8aa83a")),
)
"""The colours of lines on a light and on a dark page; the first TOLD_APART also without red or green."""
TOLD_APART = 6
GREY = ("#768092", "#909bab")
"""What lies somewhere or is of some class; and the kinds for which no colour is left."""
IN_GREY = frozenset({"LOCATED_IN", "WITHIN"})

LINK_COLOURS = {
    **{"SUPPLIES": 0, "SERVES": 3, "NEEDS": 1, "PROVIDES": 5, "MEMBER_OF": 4, "FUNDS": 2, "UNIT_OF": 7, "REGULATES": 6},
    **{"COMPETES_WITH": 8, "TRAINS_FOR": 9, "CLASSIFIED_AS": 2, "DISTRIBUTES_FOR": 5, "COOPERATES_WITH": 9},
    **{"COMPLEMENTS": 3, "RESEARCHES_WITH": 0, "FINANCES": 2, "SETS_STANDARDS_FOR": 6, "TESTS_FOR": 7, "PROMOTES": 8},
    **{"LEADS": 0, "PARTICIPATES_IN": 4, "ACQUIRED": 1, "SPUN_OFF_FROM": 3, "RELOCATED_TO": 5, "RELATED_TO": 4},
    **{"INPUT_TO": 1, "LINKED_TO": 0},
}
"""Which of LINES a kind has; of two in one graph that have the same, the first here."""


def style_of(kind: str) -> KindStyle:
    """How `kind` looks; a kind without an entry is drawn as OTHER.

    >>> style_of("Firm").plural
    'Firms'
    """
    return KINDS.get(kind, OTHER)


def tone_data(tones: Mapping[str, Tone], there: Collection[str | None]) -> list[dict[str, str]]:
    """Those of `tones` that are there, as JSON."""
    return [{"name": name, **asdict(tone)} for name, tone in tones.items() if name in there]


def link_colours(kinds: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The colours of the kinds of one graph on a light and on a dark page, no two alike as long as there are enough.

    A kind has the same colour in every graph, unless one before it in LINK_COLOURS has it there. What is no kind, as
    the input that somebody provides, has the same wherever that is free.

    >>> link_colours(["SUPPLIES", "LEADS"])["LEADS"] == link_colours(["LEADS"])["LEADS"]
    False
    """
    ranks = {kind: rank for rank, kind in enumerate(LINK_COLOURS)}
    free = list(range(len(LINES)))
    found = {}
    for kind in sorted(kinds, key=lambda kind: (ranks.get(kind, len(ranks)), kind)):
        own = LINK_COLOURS.get(kind, crc32(kind.encode()) % TOLD_APART)
        if kind in IN_GREY or not free:
            found[kind] = GREY
            continue
        taken = own if own in free else free[0]
        free.remove(taken)
        found[kind] = LINES[taken]
    return found


def badge_svg(kind: str, *, dark: bool = False, tone: Tone | None = None) -> str:
    """The kind's mark as a data URI, for image columns and markdown; `tone` gives it another colour.

    >>> badge_svg("Firm")[:19]
    'data:image/svg+xml,'
    """
    style = style_of(kind)
    shade = tone or style
    colour = shade.dark if dark else shade.light
    corners = " ".join(f"{10 + 9 * x:.2f},{10 + 9 * y:.2f}" for x, y in style.points)
    mark = f'<polygon points="{corners}"/>' if corners else '<circle cx="10" cy="10" r="8"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="{colour}">{mark}</svg>'
    return f"data:image/svg+xml,{quote(svg)}"
