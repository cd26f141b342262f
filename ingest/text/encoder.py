"""What a small language model makes of two mentions: it reads a sentence once and is asked of all its pairs at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

READER, ASKED, VOCABULARY, BLEND = "reader.onnx", "asked.onnx", "vocabulary.txt", "blend.json"
LONGEST = 160
"""Word pieces of a sentence that are read."""
AROUND = 25
"""Word pieces before the first and after the second mention that are looked at."""
SPAN = 90
"""Word pieces looked at in all, where the mentions do not stand farther apart."""
Numbers = NDArray[np.float64]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What both models together say of two mentions."""

    relations: Numbers
    """Probability of each relation, in the order of the linear model's classes."""
    stated: float
    """Probability that the sentence states any."""


def opinions(doc: Doc, pairs: Sequence[tuple[Span, Span]], linear: Sequence[tuple[Numbers, float]]) -> list[Opinion]:
    """Opinions on pairs of mentions, the first before the second, given what the linear models say of each."""
    if not pairs:
        return []
    places = [((a.start_char, a.end_char), (b.start_char, b.end_char)) for a, b in pairs]
    relations, stated = asked(doc.text, places)
    return [
        Opinion(
            weighed("relations", np.log(said), logits),
            float(weighed("stated", np.log([1 - any_said, any_said]), alike)[1]),
        )
        for (said, any_said), logits, alike in zip(linear, relations, stated, strict=True)
    ]


def weighed(what: str, linear: Numbers, encoder: Numbers) -> Numbers:
    """Probabilities made of the logarithms that the two models give each class."""
    weights = blend()[what]
    sums = weights["linear"] * linear + weights["encoder"] * encoder + np.array(weights["bias"])
    return np.asarray(softmax(sums), dtype=np.float64)


def asked(text: str, places: Sequence[tuple[Place, Place]]) -> tuple[Numbers, Numbers]:
    """The logits of each relation, and of none and any, for pairs of places (characters) of a sentence."""
    encoded = tokenizer().encode(text)
    (states,) = session(READER).run(None, {"ids": np.array([encoded.ids], dtype=np.int64)})
    framed = [frame(encoded.offsets, first, second) for first, second in places]
    attend, role = (np.stack(part) for part in zip(*framed, strict=True))
    seen = attend.any(axis=0)
    given = {"states": states[:, seen], "attend": attend[:, seen], "role": role[:, seen]}
    relations, stated = session(ASKED).run(None, given)
    return relations.astype(np.float64), stated.astype(np.float64)


def frame(offsets: Sequence[Place], first: Place, second: Place) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which word pieces are looked at (0, 1), and which belong to the first and the second mention (0, 1, 2).

    >>> pieces = [(0, 0), (0, 5), (6, 10), (11, 14), (0, 0)]
    >>> [part.tolist() for part in frame(pieces, (0, 5), (11, 14))]
    [[1, 1, 1, 1, 1], [0, 1, 0, 2, 0]]
    """
    count = len(offsets)
    attend, role = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    (start, _), (_, end) = ends = pieces(offsets, first), pieces(offsets, second)
    low = max(0, start - AROUND)
    high = min(count, end + AROUND)
    if high - low > SPAN:
        high = max(end, low + SPAN) if end - low <= SPAN + 40 else end
    attend[0] = 1
    attend[low:high] = 1
    for number, (begin, stop) in enumerate(ends, start=1):
        role[begin:stop] = number
    return attend, role


def pieces(offsets: Sequence[Place], place: Place) -> Place:
    """The word pieces that a place touches; the mark of the end where it lies behind what is read."""
    last = len(offsets) - 1
    touched = [at for at in range(1, last) if offsets[at][0] < place[1] and place[0] < offsets[at][1]]
    return (touched[0], touched[-1] + 1) if touched else (last, last + 1)


@cache
def blend() -> dict[str, Any]:
    """How much each model counts, and how much likelier each class is."""
    read: dict[str, Any] = json.loads((files(__package__) / "model" / BLEND).read_text(encoding="utf-8"))
    return read


@cache
def tokenizer() -> Any:
    """Cuts a text into the word pieces that the model knows."""
    from tokenizers import BertWordPieceTokenizer

    words = (files(__package__) / "model" / VOCABULARY).read_text(encoding="utf-8").splitlines()
    made = BertWordPieceTokenizer({word: at for at, word in enumerate(words)}, lowercase=True)
    made.enable_truncation(LONGEST)
    return made


@cache
def session(name: str) -> Any:
    """A part of the model, run on one core.

    In the upper layers sums and their normalisation stay two steps: made one, as onnxruntime would, they take thrice as
    long. In the lower ones that would turn roundings, and scores with them.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    content = (files(__package__) / "model" / name).read_bytes()
    apart = ["SkipLayerNormFusion"] if name == ASKED else []
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"], disabled_optimizers=apart)
