"""A linear classifier of pairs: weights in an npz file, features and classes in a JSON file beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, repeat
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from .features import FAMILIES, family, pair_features
from .vectors import Vectors, meaning

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

MEANING = 0.6
"""Weight of the word vectors beside the families of features."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a pair looks like to a classifier."""

    features: set[str]
    meaning: Vectors


def look_at(doc: Doc, first: Span, second: Span) -> Look:
    """The look of two mentions of `doc`, the first before the second."""
    return Look(pair_features(doc, first, second), meaning(doc, first, second))


class LinearModel:
    """Class probabilities of a look: softmax of summed weights, rarer features weighing more within their family."""

    def __init__(
        self,
        classes: list[str],
        features: list[str],
        idf: NDArray[np.float32],
        weights: NDArray[np.float32],
        meaning: NDArray[np.float32],
        bias: NDArray[np.float32],
    ) -> None:
        self.classes = classes
        self.names = features
        self.column = {name: at for at, name in enumerate(features)}
        self.idf = idf
        """Weight of each feature by its rarity."""
        self.weights = weights
        """Features by classes."""
        self.meaning = meaning
        """Places of the word vectors by classes."""
        self.bias = bias
        order = list(FAMILIES)
        self.family = np.array([order.index(family(name)) for name in features], dtype=np.intp)
        self.share = np.array(list(FAMILIES.values()), dtype=np.float32)

    def rows(self, looks: Sequence[Look]) -> list[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """Columns of the known features of each look, and values whose squares sum up to the weight of each family."""
        if not looks:
            return []
        found = [np.fromiter(map(self.column.get, look.features, repeat(-1)), np.int64) for look in looks]
        columns = [np.sort(columns[columns >= 0]) for columns in found]
        column, counts = np.concatenate(columns), [len(known) for known in columns]
        values = self.idf[column]
        place = self.family[column] + np.repeat(np.arange(len(looks)) * len(self.share), counts)
        squares = np.bincount(place, weights=values**2, minlength=len(looks) * len(self.share))
        scale = np.sqrt(np.tile(self.share, len(looks)) / np.maximum(squares, 1e-9))
        scaled = (values * scale[place]).astype(np.float32)
        ends = accumulate(counts)
        return [(known, scaled[end - len(known) : end]) for known, end in zip(columns, ends, strict=True)]

    def probabilities(self, looks: Sequence[Look]) -> NDArray[np.float64]:
        """Probability of each class, in the order of `classes`, in a row for each look."""
        if not looks:
            return np.zeros((0, len(self.classes)))
        seen = np.array([values @ self.weights[columns] for columns, values in self.rows(looks)])
        meant = np.sqrt(np.float32(MEANING)) * np.array([look.meaning for look in looks]) @ self.meaning
        return np.asarray(softmax((seen + meant + self.bias).astype(np.float64), axis=1), dtype=np.float64)

    def reasons(self, look: Look, label: str, limit: int) -> list[str]:
        """The features that speak most for a class rather than for the mean of the classes."""
        ((columns, values),) = self.rows([look])
        weights = self.weights[columns]
        shares = values * (weights[:, self.classes.index(label)] - weights.mean(axis=1))
        return [self.names[columns[at]] for at in np.argsort(-shares, kind="stable")[:limit] if shares[at] > 0]


@cache
def shipped(name: str) -> LinearModel:
    """The model of that name in `model/`."""
    folder = files(__package__) / "model"
    described = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    with (folder / f"{name}.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return LinearModel(
            described["classes"],
            described["features"],
            *(arrays[part].astype(np.float32) for part in ("idf", "weights", "meaning", "bias")),
        )
