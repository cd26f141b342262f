"""What the words around two mentions mean: averages of word vectors, so that words never seen in training count too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .features import NAMED
from .parsed import Parsed, dependency_path, parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

Vectors = NDArray[np.float32]
FILE = "vectors.npz"
COMMON = 30
"""The most frequent words count less: the word of rank r counts r / (r + COMMON)."""
AROUND = 6
"""Tokens looked at before the first and after the second mention."""
TELLING = {"VERB", "NOUN", "ADJ", "ADP", "ADV", "PROPN", "AUX", "PART"}


@cache
def words() -> tuple[dict[str, int], Vectors]:
    """Row of each word, and the vectors of length 1, most frequent first, weighted by how common they are."""
    with (files(__package__) / "model" / FILE).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        rows = {word: at for at, word in enumerate(bytes(arrays["words"]).decode("utf-8").split("\n"))}
        vectors = arrays["vectors"].astype(np.float32)
    rank = np.arange(1, len(vectors) + 1, dtype=np.float32)
    scale = rank / (rank + COMMON) / np.linalg.norm(vectors, axis=1)
    return rows, (vectors * scale[:, None]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Told:
    """What is looked up once for each token of a sentence."""

    rows: list[int]
    """Row of its vector, -1 for none."""
    telling: list[bool]
    """Whether it is of an open class or a preposition and belongs to no name."""
    named: list[bool]
    whole: Vectors
    """The average of all that is telling."""


def told(said: Parsed) -> Told:
    """What is known of the tokens of a sentence, kept with it."""
    return said.keep("told", lambda: look_up(said))


def look_up(said: Parsed) -> Told:
    """The vectors of the tokens, and which of them tell anything."""
    rows = [words()[0].get(word, -1) for word in said.words]
    telling = [not label and part in TELLING for label, part in zip(said.labels, said.parts, strict=True)]
    whole = average([row for row, tells in zip(rows, telling, strict=True) if tells])
    return Told(rows, telling, [label in NAMED for label in said.labels], whole)


def average(rows: Iterable[int]) -> Vectors:
    """The direction of the sum of vectors, of length 1; nothing for no words."""
    seen = [row for row in rows if row >= 0]
    vectors = words()[1]
    if not seen:
        return np.zeros(vectors.shape[1], dtype=np.float32)
    total: Vectors = vectors[seen].sum(axis=0)
    length = np.float32(np.sqrt(total @ total))
    return (total / max(length, np.float32(1e-9))).astype(np.float32)


def meaning(doc: Doc, first: Span, second: Span) -> Vectors:
    """One vector of all the averages, of length 1 at most; `first` stands before `second`.

    Pairs of a sentence share many of the groups of words, so each average is made once.
    """
    said = parsed(doc)
    known = told(said)
    averages: dict[tuple[int, ...], Vectors] = said.keep("averages", dict)
    parts = []
    for place in places(said, known, first, second):
        group = tuple(place)
        if group not in averages:
            averages[group] = average(known.rows[at] for at in group)
        parts.append(averages[group])
    together: Vectors = np.concatenate([*parts, known.whole]) / np.sqrt(np.float32(len(parts) + 1))
    return together


def places(said: Parsed, known: Told, first: Span, second: Span) -> Iterator[Iterable[int]]:
    """Groups of tokens: the mentions, between, around, and on the way from one to the other in the grammar."""

    def telling(tokens: Iterable[int]) -> list[int]:
        return [at for at in tokens if known.telling[at]]

    roots = said.root(first), said.root(second)
    between = [at for at in range(first.end, second.start) if not known.named[at]]
    path = dependency_path(said, *roots)
    inner = [] if path is None else [*path.rise[1:], path.top, *path.fall[:-1]]
    yield range(first.start, first.end)
    yield range(second.start, second.end)
    yield telling(between)
    yield between[-3:]
    yield between[:3]
    yield telling(range(max(0, first.start - AROUND), first.start))
    yield telling(range(second.end, min(len(known.rows), second.end + AROUND)))
    yield telling(inner)
    yield [] if path is None else [path.top]
    yield [] if path is None else telling(said.children[path.top])
    yield from ([said.heads[said.lists[root]]] for root in roots)
    yield [at for at in between if said.parts[at] == "VERB"]
    yield [at for at in between if said.parts[at] == "NOUN"]
