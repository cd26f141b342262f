"""What the words around two mentions mean: averages of word vectors, so that words never seen in training count too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .features import NAMED, dependency_path
from .frames import unlisted

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
    parts: list[str]
    whole: Vectors
    """The average of all that is telling."""


def told(doc: Doc) -> Told:
    """What is known of the tokens of a sentence, kept with it."""
    if "told" not in doc.user_data:
        rows = [words()[0].get(token.lower_, -1) for token in doc]
        parts = [token.pos_ for token in doc]
        named = [token.ent_type_ for token in doc]
        telling = [not name and part in TELLING for name, part in zip(named, parts, strict=True)]
        whole = average([row for row, tells in zip(rows, telling, strict=True) if tells])
        doc.user_data["told"] = Told(rows, telling, [name in NAMED for name in named], parts, whole)
    kept: Told = doc.user_data["told"]
    return kept


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
    """One vector of all the averages, of length 1 at most; `first` stands before `second`."""
    known = told(doc)
    parts = [average([known.rows[at] for at in place]) for place in places(known, first, second)]
    together: Vectors = np.concatenate([*parts, known.whole]) / np.sqrt(np.float32(len(parts) + 1))
    return together


def places(known: Told, first: Span, second: Span) -> Iterator[list[int]]:
    """Groups of tokens: the mentions, between, around, and on the way from one to the other in the grammar."""

    def telling(tokens: Iterable[int]) -> list[int]:
        return [at for at in tokens if known.telling[at]]

    between = [at for at in range(first.end, second.start) if not known.named[at]]
    path = dependency_path(first.root, second.root)
    inner = [] if path is None else [token.i for token in (*path.rise[1:], path.top, *path.fall[:-1])]
    yield list(range(first.start, first.end))
    yield list(range(second.start, second.end))
    yield telling(between)
    yield between[-3:]
    yield between[:3]
    yield telling(range(max(0, first.start - AROUND), first.start))
    yield telling(range(second.end, min(len(known.rows), second.end + AROUND)))
    yield telling(inner)
    yield [] if path is None else [path.top.i]
    yield [] if path is None else telling(child.i for child in path.top.children)
    yield [unlisted(first.root).head.i]
    yield [unlisted(second.root).head.i]
    yield [at for at in between if known.parts[at] == "VERB"]
    yield [at for at in between if known.parts[at] == "NOUN"]
