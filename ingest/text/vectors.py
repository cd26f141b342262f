"""What the words around two mentions mean: averages of word vectors, so that words never seen in training count too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .parsed import Parsed, dependency_path, parsed
from .wording import NAMED

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

Vectors = NDArray[np.float32]
Sums = NDArray[np.float64]
FILE = "vectors.npz"
COMMON = 30
"""The most frequent words count less: the word of rank r counts r / (r + COMMON)."""
AROUND = 6
"""Tokens looked at before the first and after the second mention."""
TELLING = {"VERB", "NOUN", "ADJ", "ADP", "ADV", "PROPN", "AUX", "PART"}
SORTS = ("VERB", "NOUN")


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
    """What is looked up once for a sentence."""

    vectors: Sums
    """Of each token; nothing where its word has none."""
    telling: list[bool]
    """Whether a token is of an open class or a preposition and belongs to no name."""
    sums: Sums
    """Of the vectors before each place, and last of all: of all tokens, and of those of each sort."""
    open: list[int]
    """Places of the tokens that belong to no name."""
    opened: list[int]
    """How many of these stand before each place, and last how many there are."""


ALL, TELLS, OPEN, VERB, NOUN = range(5)
"""Sorts of tokens that are summed up; verbs and nouns are open ones."""
PARTS = 15
"""Groups of tokens that are averaged."""


def told(said: Parsed) -> Told:
    """What is known of the tokens of a sentence, kept with it."""
    return said.keep("told", lambda: look_up(said))


def look_up(said: Parsed) -> Told:
    """The vectors of the tokens, and which of them tell anything."""
    known, weighted = words()
    rows = np.array([known.get(word, -1) for word in said.words])
    vectors = np.where(rows[:, None] >= 0, weighted[rows], 0).astype(np.float64)
    telling = [not label and part in TELLING for label, part in zip(said.labels, said.parts, strict=True)]
    opens = [label not in NAMED for label in said.labels]
    parts = [[is_open and part == sort for is_open, part in zip(opens, said.parts, strict=True)] for sort in SORTS]
    chosen = np.array([[True] * len(rows), telling, opens, *parts])
    sums = np.zeros((len(chosen), len(rows) + 1, vectors.shape[1]))
    np.cumsum(vectors * chosen[:, :, None], axis=1, out=sums[:, 1:])
    places = [at for at, is_open in enumerate(opens) if is_open]
    return Told(vectors, telling, sums, places, list(accumulate(opens, initial=0)))


def meaning(doc: Doc, first: Span, second: Span) -> Vectors:
    """One vector of all the averages, of length 1 at most; `first` stands before `second`.

    Averages of: the mentions, what is telling between them, the last and the first words there, what is telling before
    and behind, what is on the way from one to the other in the grammar, the word where the ways from both meet and what
    depends on it, the heads of both, verbs and nouns between, and all that is telling.
    """
    said = parsed(doc)
    known = told(said)
    last, start, end = len(said.words), first.end, max(first.end, second.start)
    low, high = known.opened[start], known.opened[end]
    begin_last = known.open[max(low, high - 3)] if low < high else end
    end_first = known.open[min(high, low + 3) - 1] + 1 if low < high else start
    reaches = (
        (ALL, first.start, first.end),
        (ALL, second.start, second.end),
        (TELLS, start, end),
        (OPEN, begin_last, end),
        (OPEN, start, end_first),
        (TELLS, max(0, first.start - AROUND), first.start),
        (TELLS, second.end, min(last, second.end + AROUND)),
        (VERB, start, end),
        (NOUN, start, end),
        (TELLS, 0, last),
    )
    sorts, begins, ends = zip(*reaches, strict=True)
    sums = known.sums[sorts, ends] - known.sums[sorts, begins]
    roots = said.root(first), said.root(second)
    made = np.concatenate([sums[:7], by_grammar(said, known, *roots), sums[7:]])
    lengths = np.sqrt(np.einsum("ij,ij->i", made, made))
    together: Vectors = (made / (np.maximum(lengths, 1e-9) * np.sqrt(PARTS))[:, None]).astype(np.float32).ravel()
    return together


def by_grammar(said: Parsed, known: Told, first: int, second: int) -> Sums:
    """Sums of what stands in the grammar between and above two words."""
    made = np.zeros((5, known.vectors.shape[1]))
    if path := dependency_path(said, first, second):
        inner = [*path.rise[1:], path.top, *path.fall[:-1]]
        for row, places in enumerate((inner, [path.top], said.children[path.top])):
            chosen = places if row == 1 else [at for at in places if known.telling[at]]
            if chosen:
                made[row] = known.vectors[chosen].sum(axis=0)
    for row, root in ((3, first), (4, second)):
        made[row] = known.vectors[said.heads[said.lists[root]]]
    return made
