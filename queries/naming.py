"""What a text names, by the names of nodes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ..graph.results import FoundNode

ID = re.compile(r"[a-z0-9_]+(-[a-z0-9_.]+)+")
"""What ids look like, and names do not."""


def exactly(found: list[FoundNode], text: str) -> list[FoundNode]:
    """Those whose name or code a text is; case, accents and punctuation aside."""
    wanted = folded(text)
    return [node for node in found if wanted in (folded(node.name), folded(str(node.properties.get("code", ""))))]


def may_mean(text: str, found: Iterable[FoundNode]) -> list[FoundNode]:
    """Those of what a search found that a text may mean: an id shares a word with their names, not a number alone.

    >>> firm = FoundNode("a-1", "Firm", {"name": "1-800-ZYX"})
    >>> may_mean("made-up-1", [firm]), may_mean("made-zyx-1", [firm]) == [firm], may_mean("Zyxx", [firm]) == [firm]
    ([], True, True)
    """
    if not ID.fullmatch(text):
        return list(found)
    words = {folded(word) for word in re.findall(r"[^\W\d_]{3,}", text)}
    return [node for node in found if any(word in folded(node.name) for word in words)]


def is_in_names(text: str, nodes: Iterable[FoundNode]) -> bool:
    """Whether a text is part of what one of the nodes is called."""
    names = (name for node in nodes for name in (node.name, *(node.properties.get("aliases") or [])))
    return any(folded(text) in folded(name) for name in names)


def has_words(text: str, node: FoundNode) -> bool:
    """Whether every word of a text is part of what a node is called, of its town or of its code.

    >>> has_words("cellars nowhere", FoundNode("a", "Firm", {"name": "Invented Cellars", "town": "Nowhere"}))
    True
    >>> has_words("xyzzy cellars", FoundNode("a", "Firm", {"name": "Invented Cellars"}))
    False
    """
    known = [node.name, *(node.properties.get("aliases") or [])]
    known += [str(node.properties[name]) for name in ("town", "code", "scheme") if node.properties.get(name)]
    whole = folded(" ".join(known))
    return all(folded(word) in whole for word in re.findall(r"\w+", text))


def begins_alike(one: str, other: str) -> bool:
    """Whether one of two names is the beginning of the other.

    >>> begins_alike("conformis", "conformisinc"), begins_alike("conformis", "conforming")
    (True, False)
    """
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def with_article(noun: str) -> str:
    """A noun with its indefinite article.

    >>> with_article("place"), with_article("organisation")
    ('a place', 'an organisation')
    """
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def folded(name: str) -> str:
    """A name without case, accents, punctuation and spaces.

    >>> folded("Château St. Jean") == folded("chateau st jean")
    True
    """
    return "".join(letter for letter in unicodedata.normalize("NFKD", name).casefold() if letter.isalnum())
