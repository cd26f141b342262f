"""What the words around two mentions mean: averages of word vectors, so that words never seen in training count too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .features import NAMED, dependency_path
from .frames import unlisted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

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


def meaning(doc: Doc, first: Span, second: Span) -> Vectors:
    """One vector of all the averages, of length 1 at most; `first` stands before `second`."""
    rows, vectors = words()
    if "rows" not in doc.user_data:
        doc.user_data["rows"] = [rows.get(token.lower_, -1) for token in doc]
    known: list[int] = doc.user_data["rows"]
    parts = []
    for tokens in places(doc, first, second):
        seen = [known[token.i] for token in tokens if known[token.i] >= 0]
        total = vectors[seen].sum(axis=0)
        length = float(np.linalg.norm(total))
        parts.append(total / length if length else total)
    return np.concatenate(parts) / np.float32(np.sqrt(len(parts)))


def places(doc: Doc, first: Span, second: Span) -> Iterator[Iterable[Token]]:
    """Groups of tokens: the mentions, between, around, on the way from one to the other in the grammar, all."""
    between = [token for token in doc[first.end : second.start] if token.ent_type_ not in NAMED]
    path = dependency_path(first.root, second.root)
    tops, inner = ([], []) if path is None else ([path.top], [*path.rise[1:], path.top, *path.fall[:-1]])
    yield first
    yield second
    yield telling(between)
    yield between[-3:]
    yield between[:3]
    yield telling(doc[max(0, first.start - AROUND) : first.start])
    yield telling(doc[second.end : second.end + AROUND])
    yield telling(inner)
    yield tops
    yield telling(child for top in tops for child in top.children)
    yield [unlisted(first.root).head]
    yield [unlisted(second.root).head]
    yield telling(doc)
    yield [token for token in between if token.pos_ == "VERB"]
    yield [token for token in between if token.pos_ == "NOUN"]


def telling(tokens: Iterable[Token]) -> list[Token]:
    """Tokens of the open classes and prepositions that belong to no name."""
    return [token for token in tokens if not token.ent_type_ and token.pos_ in TELLING]
