"""A linear classifier of pairs: weights in an npz file, features and classes in a JSON file beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


class LinearModel:
    """Class probabilities of named features: softmax of summed weights, rarer features weighing more."""

    def __init__(
        self,
        classes: list[str],
        features: list[str],
        idf: NDArray[np.float32],
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
    ) -> None:
        self.classes = classes
        self.column = {name: at for at, name in enumerate(features)}
        self.idf = idf
        """Weight of each feature by its rarity."""
        self.weights = weights
        """Features by classes."""
        self.bias = bias

    def vector(self, features: Mapping[str, float]) -> tuple[list[str], NDArray[np.intp], NDArray[np.float32]]:
        """Known features, their columns and their values, of length 1 taken together."""
        names = [name for name in features if name in self.column]
        columns = np.array([self.column[name] for name in names], dtype=np.intp)
        values = self.idf[columns]
        length = float(np.sqrt((values**2).sum()))
        return names, columns, values / length if length else values

    def probabilities(self, features: Mapping[str, float]) -> NDArray[np.float64]:
        """Probability of each class, in the order of `classes`."""
        _, columns, values = self.vector(features)
        margins = (values @ self.weights[columns] + self.bias).astype(np.float64)
        odds = np.exp(margins - margins.max())
        return np.asarray(odds / odds.sum(), dtype=np.float64)

    def reasons(self, features: Mapping[str, float], label: str, limit: int) -> list[str]:
        """The features that speak most for a class rather than for the mean of the classes."""
        names, columns, values = self.vector(features)
        weights = self.weights[columns]
        shares = values * (weights[:, self.classes.index(label)] - weights.mean(axis=1))
        return [names[at] for at in np.argsort(-shares, kind="stable")[:limit] if shares[at] > 0]


@cache
def shipped(name: str) -> LinearModel:
    """The model of that name in `model/`."""
    folder = files(__package__) / "model"
    described = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    with (folder / f"{name}.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return LinearModel(
            described["classes"],
            described["features"],
            arrays["idf"].astype(np.float32),
            arrays["weights"].astype(np.float32),
            arrays["bias"].astype(np.float32),
        )
