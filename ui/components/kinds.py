"""How each kind of node and link looks: one table for the graph, the map and the badges.

Colours start from the palette of Okabe and Ito, darkened or lightened until they stand out at least 3 : 1 on a
light and on a dark page. Every kind has its own outline as well, so nothing is told by colour alone.
"""

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TypedDict
from urllib.parse import quote

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
class LinkFamily:
    """A group of link kinds that share a colour."""

    light: str
    """Colour on a light page, as #rrggbb."""
    dark: str
    """Colour on a dark page, as #rrggbb."""
    kinds: frozenset[str]
    """The link kinds of the family."""


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

LINK_FAMILIES: dict[str, LinkFamily] = {
    "trade": LinkFamily(
        "#3f79b0",
        "#74a9d8",
        frozenset({"SUPPLIES", "SERVES", "DISTRIBUTES_FOR", "PROVIDES", "NEEDS", "INPUT_TO"}),
    ),
    "alike": LinkFamily(
        "#2f8a6b",
        "#5fc3a1",
        frozenset({"COMPETES_WITH", "COOPERATES_WITH", "COMPLEMENTS", "RELATED_TO"}),
    ),
    "corporate": LinkFamily("#7d62b3", "#b3a0e0", frozenset({"UNIT_OF", "SPUN_OFF_FROM", "ACQUIRED", "RELOCATED_TO"})),
    "institutional": LinkFamily(
        "#b8652b",
        "#e8a06a",
        frozenset({"MEMBER_OF", "TRAINS_FOR", "RESEARCHES_WITH", "SETS_STANDARDS_FOR", "TESTS_FOR"})
        | frozenset({"FINANCES", "REGULATES", "PROMOTES", "FUNDS", "LEADS", "PARTICIPATES_IN"}),
    ),
}

OTHER_LINK = LinkFamily("#768092", "#909bab", frozenset())
"""The family of every other link: structure, process and provenance."""


def style_of(kind: str) -> KindStyle:
    """How `kind` looks; a kind without an entry is drawn as OTHER.

    >>> style_of("Firm").plural
    'Firms'
    """
    return KINDS.get(kind, OTHER)


def link_colours(kind: str) -> tuple[str, str]:
    """The colours of a link kind on a light and on a dark page.

    >>> link_colours("SUPPLIES") == link_colours("NEEDS")
    True
    """
    family = next((family for family in LINK_FAMILIES.values() if kind in family.kinds), OTHER_LINK)
    return family.light, family.dark


def badge_svg(kind: str, *, dark: bool = False) -> str:
    """The kind's mark as a data URI, for image columns and markdown.

    >>> badge_svg("Firm")[:19]
    'data:image/svg+xml,'
    """
    style = style_of(kind)
    colour = style.dark if dark else style.light
    corners = " ".join(f"{10 + 9 * x:.2f},{10 + 9 * y:.2f}" for x, y in style.points)
    mark = f'<polygon points="{corners}"/>' if corners else '<circle cx="10" cy="10" r="8"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="{colour}">{mark}</svg>'
    return f"data:image/svg+xml,{quote(svg)}"
