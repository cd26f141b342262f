"""Known names that a name may be meant for which is none of them: written almost so, or a part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from .names import slug

NEAR = 82
"""Likeness of the letters (rapidfuzz's ratio, 0 to 100) from which on a name is near."""
LEAST = 4
"""Letters from which on the beginning of a name, or some of its words, are enough to name it."""
MOST = 3
"""Names that are given."""
MEANT = "Did you mean "
"""Begins what is to be done where a name is near."""


def nearest(text: str, known: Mapping[str, str]) -> list[str]:
    """The names nearest to `text`, best first; `known` has each as it is compared and as it is written.

    >>> names = by_name(["Howell Mountain", "Spring Mountain", "Napa Valley"])
    >>> nearest("Howel Mtn", names), nearest("Howel Mountain", names), nearest("Napa", names), nearest("Zyx", names)
    ([], ['Howell Mountain'], ['Napa Valley'], [])
    """
    written = compared(text)
    alike = process.extract(written, list(known), scorer=fuzz.ratio, score_cutoff=NEAR, limit=MOST)
    found = [name for name, _, _ in sorted(alike, key=lambda match: (-match[1], match[0]))]
    if len(written) >= LEAST:
        found += sorted((name for name in known if holds(name, written)), key=lambda name: (len(name), name))
    return list(dict.fromkeys(known[name] for name in found))[:MOST]


def holds(name: str, part: str) -> bool:
    """Whether a name begins with `part`, or has all its words.

    >>> holds("san francisco oakland", "san fran"), holds("san francisco oakland", "oakland"), holds("oak", "oakland")
    (True, True, False)
    """
    return name.startswith(part) or set(part.split()) <= set(name.split())


def compared(text: str) -> str:
    """A name as it is compared."""
    return slug(text).replace("-", " ")


def by_name(names: Iterable[str]) -> dict[str, str]:
    """Names as they are compared, to how they are written."""
    return {compared(name): name for name in names}


def ask(names: list[str]) -> str:
    """A question after the names that may be meant; empty where there are none.

    >>> ask(["Howell Mountain", "Spring Mountain"]), ask([])
    ("Did you mean 'Howell Mountain' or 'Spring Mountain'? If not, ", '')
    """
    return f"{MEANT}{' or '.join(map(repr, names))}? If not, " if names else ""
