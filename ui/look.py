"""Small pieces that every page is built from: marks, badges, lines of text, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import streamlit as st

from ..graph.results import FoundNode
from .components.kinds import Tone, badge_svg

ASSETS = Path(__file__).parent / "assets"
SHORT = frozenset({"Property", "As of", "Trust", "Things", "Links", "Facts", "Linkages"})
"""Columns whose cells stay on one line."""
TIGHT = ' class="at-tight"'
BASIS = {
    "street": "street address",
    "postcode": "centre of its ZIP code",
    "town": "centre of its town",
    "county": "centre of its county",
}
"""What a location rests on, in words."""
ACROSS, MARK_PIXELS, CELL_EDGE = 20, 15, 3
"""How wide the drawing of a mark is, how wide it is in a cell, and what a cell leaves free above and below."""
SPOKEN = {"PublicGood": "Public good"}
SPECIAL = "\\`*_{}[]<>#|~$:^"
"""Letters that Markdown takes for marks wherever they stand."""


def is_dark() -> bool:
    """Whether the reader's page is dark."""
    return st.context.theme.type == "dark"


def spoken(kind: str) -> str:
    """A kind of node as a reader would say it."""
    return SPOKEN.get(kind, kind)


def mark(kind: str) -> str:
    """The mark of a kind, for a label in Markdown."""
    return f"![{spoken(kind)}]({badge_svg(kind, dark=is_dark())})"


def mark_html(kind: str) -> str:
    """The mark of a kind, for HTML; it goes with the word, so it says nothing itself."""
    return f'<img class="at-mark" alt="" src="{badge_svg(kind, dark=is_dark())}">'


def mark_cell(kind: str, tone: Tone | None = None) -> str:
    """The mark of a kind for a cell of a table, in the colour of a tone where it has one."""
    return badge_svg(kind, dark=is_dark(), tone=tone)


def with_room(mark: Any, height: int) -> Any:
    """A mark with so much room round it that it is as large in rows of any height, in pixels: a cell fills its height.

    >>> with_room("viewBox%3D%220%200%2020%2020%22", 36)
    'viewBox%3D%22-10%20-10%2040%2040%22'
    """
    side = ACROSS * (height - 2 * CELL_EDGE) / MARK_PIXELS
    box = f"{(ACROSS - side) / 2:g} {(ACROSS - side) / 2:g} {side:g} {side:g}"
    return mark.replace(quote(f"0 0 {ACROSS} {ACROSS}"), quote(box)) if isinstance(mark, str) else mark


def badges(parts: Iterable[tuple[str, str]]) -> None:
    """A row of badges: HTML that is safe already, and what it means, shown when pointed at."""
    spans = (f'<span class="at-badge" title="{escape(about, quote=True)}">{html}</span>' for html, about in parts)
    st.html(f'<div class="at-badges">{"".join(spans)}</div>')


def basis_badge(basis: str) -> str:
    """Recorded (filled) or possible (dashed), as HTML."""
    return f'<span class="at-state at-{basis}">{basis}</span>'


def safe(text: object) -> str:
    r"""Text that Markdown shows as it is.

    >>> print(safe("a*b no-one"), safe("- d"))
    a\*b no-one \- d
    """
    escaped = "".join(f"\\{letter}" if letter in SPECIAL else letter for letter in str(text))
    return f"\\{escaped}" if escaped.startswith(("-", "+")) else escaped


def paragraphs(text: str, letters: int = 250) -> str:
    r"""A long text in paragraphs of whole sentences, as Markdown has them; each has as many letters or a few more.

    >>> paragraphs("One is. Two are (Zyx et al. 2019). Three come.", 10)
    'One is. Two are (Zyx et al. 2019).\n\nThree come.'
    """
    found = [""]
    for sentence in re.split(r"(?<=[a-z0-9)]\.) (?=[A-Z])", text):
        if len(found[-1]) >= letters:
            found.append("")
        found[-1] = f"{found[-1]} {sentence}".strip()
    return "\n\n".join(found)


def place_of(node: FoundNode) -> str:
    """The town of a node, if it has one."""
    return str(node.properties.get("town") or "")


def subtype(node: FoundNode) -> str:
    """What sort of its kind a node is: a university, a county, an industry's code, a cluster's version."""
    if node.kind == "Cluster" and "version" in node.properties:
        return f"version {node.properties['version']}"
    if node.kind == "Industry":
        return f"{node.properties.get('scheme', '')} {node.properties.get('code', '')}".strip()
    return str(node.properties.get("type") or "")


def with_article(noun: str) -> str:
    """A noun with its indefinite article.

    >>> with_article("firm"), with_article("industry")
    ('a firm', 'an industry')
    """
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def line(node: FoundNode) -> str:
    """One line that tells a node from its namesakes.

    >>> line(FoundNode("x", "Institution", {"type": "university", "town": "Davis"}))
    'Institution · university · Davis'
    """
    return " · ".join(part for part in (spoken(node.kind), subtype(node), place_of(node)) if part)


def lines(nodes: Sequence[FoundNode]) -> dict[str, str]:
    """The lines of nodes that are listed together, by id: where one and the name are those of another, too, with the
    address, a number that a register gives, or else the id behind it.

    >>> one, other = (FoundNode(id, "Firm", {"name": "Cooper", "town": "Nowhere"}) for id in ("x-1", "x-2"))
    >>> lines([one, other])
    {'x-1': 'Firm · Nowhere · x-1', 'x-2': 'Firm · Nowhere · x-2'}
    """
    alike: dict[tuple[str, str], list[FoundNode]] = {}
    for node in nodes:
        alike.setdefault((node.name.casefold(), line(node)), []).append(node)
    return {
        node.id: said if len(group) == 1 else f"{said} · {mark_of_one}"
        for (_, said), group in alike.items()
        for node, mark_of_one in zip(group, telling_apart(group), strict=True)
    }


def telling_apart(nodes: Sequence[FoundNode]) -> list[str]:
    """What differs between nodes of one name: their addresses, numbers or ids, the first that all have."""
    addresses = [str(node.properties.get("address") or "") for node in nodes]
    numbers = [str(next(iter(node.properties.get("identifiers") or ()), "")) for node in nodes]
    ids = [node.id for node in nodes]
    return next(said for said in (addresses, numbers, ids) if all(said) and len(set(said)) == len(said))


def value_in_words(value: Any) -> str:
    """A property's value for a reader."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case float():
            return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
        case list():
            return "; ".join(value_in_words(item) for item in value)
        case tuple():
            return f"{value[0]:.4f}, {value[1]:.4f}"
    return str(value)


def property_in_words(name: str) -> str:
    """A property's name for a reader.

    >>> property_in_words("location_basis"), property_in_words("area_km2")
    ('Location basis', 'Area (km²)')
    >>> property_in_words("rank_lq")
    'Rank LQ'
    """
    if name.endswith("_km2"):
        return f"{property_in_words(name.removesuffix('_km2'))} (km²)"
    return re.sub(r"\blq\b", "LQ", name.replace("_", " ").capitalize(), flags=re.IGNORECASE)


def table_html(header: Iterable[str], rows: Iterable[Iterable[str]], caption: str) -> None:
    """A plain table of HTML cells that are safe already; on a phone each row becomes a card."""
    names = list(header)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td data-name="{escape(name)}"{TIGHT if name in SHORT else ""}>{cell}</td>'
            for name, cell in zip(names, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    st.html(
        f'<table class="at-table"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
