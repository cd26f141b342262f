"""A linear classifier of pairs: weights in an npz file, features and classes in a JSON file beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
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

    def vector(self, features: Iterable[str]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Columns of known features and their values; the squares of a family's values sum up to its weight."""
        known = (self.column.get(name) for name in features)
        columns = np.sort(np.array([column for column in known if column is not None], dtype=np.intp))
        values, families = self.idf[columns], self.family[columns]
        squares = np.bincount(families, weights=values**2, minlength=len(self.share))
        scale = np.sqrt(self.share / np.maximum(squares, 1e-9))
        return columns, (values * scale[families]).astype(np.float32)

    def probabilities(self, looks: Sequence[Look]) -> NDArray[np.float64]:
        """Probability of each class, in the order of `classes`, in a row for each look."""
        if not looks:
            return np.zeros((0, len(self.classes)))
        seen = [values @ self.weights[columns] for columns, values in (self.vector(look.features) for look in looks)]
        meant = np.sqrt(np.float32(MEANING)) * np.array([look.meaning for look in looks]) @ self.meaning
        return np.asarray(softmax((np.array(seen) + meant + self.bias).astype(np.float64), axis=1), dtype=np.float64)

    def reasons(self, look: Look, label: str, limit: int) -> list[str]:
        """The features that speak most for a class rather than for the mean of the classes."""
        columns, values = self.vector(look.features)
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
