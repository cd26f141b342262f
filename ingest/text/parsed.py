"""A parsed sentence as plain lists, read once: every look at a token of spaCy makes an object, and pairs look often."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

Made = TypeVar("Made")
LISTED = ("conj", "appos")
"""How a member of a list depends on the one before."""


@dataclass(slots=True)
class Parsed:
    """What is known of each token of a sentence, by its place."""

    words: list[str]
    """Lower case."""
    lemmas: list[str]
    """Lower case."""
    parts: list[str]
    """Parts of speech."""
    tags: list[str]
    deps: list[str]
    labels: list[str]
    """Of names, numbers and dates; empty for other words."""
    blank: list[bool]
    heads: list[int]
    lists: list[int]
    """The head of the list that it is a member of; itself where it is in none."""
    children: list[list[int]]
    kept: dict[Hashable, Any] = field(default_factory=dict)

    def keep(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made under this key before; made now if it was not."""
        if key not in self.kept:
            self.kept[key] = make()
        made: Made = self.kept[key]
        return made

    def root(self, mention: Span) -> int:
        """The place of a mention's head word."""
        return self.keep(("root", mention.start, mention.end), lambda: mention.root.i)

    def above(self, place: int) -> list[int]:
        """A place, its head, the head of that, and so on."""
        way = [place]
        while self.heads[way[-1]] != way[-1]:
            way.append(self.heads[way[-1]])
        return way


def parsed(doc: Doc) -> Parsed:
    """The lists of a sentence, kept with it."""
    if "parsed" not in doc.user_data:
        doc.user_data["parsed"] = lists_of(doc)
    read: Parsed = doc.user_data["parsed"]
    return read


def lists_of(doc: Doc) -> Parsed:
    """The lists of a sentence, read at one go."""
    strings = doc.vocab.strings
    numbers = doc.to_array(["LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]).T
    words, lemmas, parts, tags, deps, labels = ([strings[one] for one in column] for column in numbers.tolist())
    heads = [token.head.i for token in doc]
    children: list[list[int]] = [[] for _ in heads]
    lists = list(range(len(heads)))
    for at, head in enumerate(heads):
        if head != at:
            children[head].append(at)
        while deps[lists[at]] in LISTED and heads[lists[at]] != lists[at]:
            lists[at] = heads[lists[at]]
    blank = doc.to_array("IS_SPACE").astype(bool).tolist()
    return Parsed(words, [word.lower() for word in lemmas], parts, tags, deps, labels, blank, heads, lists, children)


class Path(NamedTuple):
    """The way between two words in the grammar, as places in the sentence."""

    start: int
    end: int
    top: int
    """Where the ways up from both meet."""
    rise: list[int]
    """From the start up to below the top."""
    fall: list[int]
    """From below the top down to the end."""


def dependency_path(said: Parsed, first: int, second: int) -> Path | None:
    """The way between the heads of the lists of two words; None where the grammar does not join them."""
    start, end = said.lists[first], said.lists[second]
    up, down = said.above(start), said.above(end)
    places = {place: at for at, place in enumerate(up)}
    meet = next((at for at, place in enumerate(down) if place in places), None)
    if meet is None:
        return None
    top = down[meet]
    return Path(start, end, top, up[: places[top]], down[:meet][::-1])
