"""Linkages and distances in words."""

from __future__ import annotations

from typing import Any

from ..graph.model import model
from ..graph.results import FoundLink, Rows

RECORDED, POSSIBLE = "recorded", "possible"
"""The bases of a row: a source states it, or it is only inferred or likely."""
LATENT = "latent"
"""The state of linkages that are only inferred."""


def say_links(rows: Rows) -> Rows:
    """`rows` with a column `words` that reads the link kind in `link`; inward where `outward` is False."""
    return [{**row, "words": say_link(row["link"], outward=row.get("outward", True))} for row in rows]


def say_link(kind: str, *, outward: bool = True) -> str:
    """How a kind of link reads from one of its ends.

    >>> say_link("SUPPLIES"), say_link("SUPPLIES", outward=False)
    ('supplies', 'is supplied by')
    """
    link = model().links[kind]
    return link.out if outward else link.inward


def is_inferred(link: FoundLink) -> bool:
    """Whether nobody states the linkage: a source infers it from something else."""
    return link.properties.get("state") == LATENT


def say_share(share: float) -> str:
    """A share as a percentage that keeps two digits.

    >>> say_share(0.0314), say_share(0.25)
    ('3.1%', '25%')
    """
    percent = share * 100
    return f"{percent:.0f}%" if percent >= 10 else f"{percent:.1f}%"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> count(1, "firm"), count(3, "link to the core", "links to the core")
    ('1 firm', '3 links to the core')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def without(row: dict[str, Any], *columns: str) -> dict[str, Any]:
    """`row` without some columns."""
    return {name: value for name, value in row.items() if name not in columns}
