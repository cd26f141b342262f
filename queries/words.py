"""Linkages and distances in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..graph.kept_clusters import DRAWN
from ..graph.model import model
from ..graph.results import FoundLink, Rows

RECORDED, POSSIBLE, BY_USER = "recorded", "possible", "drawn by a user"
"""The bases of a row: a source states it, it is only inferred or likely, or somebody kept a cluster so."""
ABOVE = ("headline", "caution", "rows_in_all")
"""Columns that are said once, above the rows."""
FOR_PROGRAMS = "_json"
"""The ending of columns that say for programs what another says in words: files alone have them."""
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


def say_chain(names: Sequence[str], ties: Sequence[str]) -> str:
    """Names and the ties between them as a sentence.

    >>> say_chain(["a", "b", "c"], ["supplies", "is financed by"])
    'a supplies b, which is financed by c'
    """
    said = [f"{tie} {name}" for tie, name in zip(ties, names[1:], strict=True)]
    return f"{names[0]} " + ", which ".join(said)


def say_tie(kind: str, *, outward: bool, inferred: bool) -> str:
    """A kind of linkage as it reads on a way, and whether it is only inferred."""
    return say_link(kind, outward=outward) + (" (inferred)" if inferred else "")


def reads_alike(kind: str) -> bool:
    """Whether a kind of link reads alike from both ends, so that its direction says nothing.

    >>> reads_alike("COMPETES_WITH"), reads_alike("SUPPLIES")
    (True, False)
    """
    return say_link(kind) == say_link(kind, outward=False)


def is_inferred(link: FoundLink) -> bool:
    """Whether nobody states the linkage: a source infers it from something else."""
    return link.properties.get("state") == LATENT


def basis_of(link: FoundLink) -> str:
    """What a link rests on.

    >>> basis_of(FoundLink("IN_CLUSTER", "zyx-1", "drawn-zyx-1", {"source": "drawn.clusters", "degree": 0.006}))
    'drawn by a user'
    """
    if link.properties.get("source") == DRAWN:
        return BY_USER
    return POSSIBLE if is_inferred(link) else RECORDED


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


def headed(rows: Rows, **said: str | int | None) -> Rows:
    """`rows` with columns that hold of all of them and are said once: the first row says it, the others hold nothing.

    >>> headed([{"km": 1}, {"km": 2}], headline="Two.")
    [{'km': 1, 'headline': 'Two.'}, {'km': 2, 'headline': None}]
    """
    nothing = dict.fromkeys(said)
    return [row | (nothing if number else said) for number, row in enumerate(rows)]


def without(row: dict[str, Any], *columns: str) -> dict[str, Any]:
    """`row` without some columns."""
    return {name: value for name, value in row.items() if name not in columns}
