"""Fits the linear models of ingest/text: a ridge regression whose sums a logistic one turns into probabilities."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from clusteratlas.ingest.text.classifier import MEANING, LinearModel, Look
from numpy.typing import NDArray

from .text_corpora import ROOT

MODEL = ROOT / "ingest" / "text" / "model"
RARE = 2
"""Training pairs in which a feature must be seen."""
STRENGTH = 1.0
"""Regularisation of the regressions."""
RAISE = 0.7
"""How far rows of rare classes count more: 0 not at all, 1 until all classes weigh the same."""


def fit(looks: Sequence[Look], labels: Sequence[str], groups: Sequence[str]) -> LinearModel:
    """A ridge regression of each class, and a logistic one on what it says of rows it was not trained on.

    Both are linear, so the model has one weight per feature and class; the second makes shares of them.
    """
    weighing = Weighing.of(looks)
    seen, meant = weighing.rows(looks)
    kernel = (seen @ seen.T).toarray() + meant @ meant.T
    classes = sorted(set(labels))
    apart = np.zeros((len(labels), len(classes)), dtype=np.float32)
    for train, test in folds(labels, groups):
        apart[test] = kernel[np.ix_(test, train)] @ ridge(kernel[np.ix_(train, train)], labels, train, classes)
    turn, bias = calibrated(apart, labels)
    weights = ridge(kernel, labels, np.arange(len(labels)), classes) @ turn
    return LinearModel(
        classes,
        weighing.names,
        weighing.idf,
        (seen.T @ weights).astype(np.float32),
        (meant.T @ weights).astype(np.float32),
        bias.astype(np.float32),
    )


@dataclass(frozen=True)
class Weighing:
    """The features that are seen often enough, and how much each counts."""

    names: list[str]
    idf: NDArray[np.float32]

    @classmethod
    def of(cls, looks: Sequence[Look]) -> Weighing:
        """Learned from looks."""
        seen = Counter(name for look in looks for name in look.features)
        kept = sorted(name for name, count in seen.items() if count >= RARE)
        idf = [np.log((1 + len(looks)) / (1 + seen[name])) + 1 for name in kept]
        return cls(kept, np.array(idf, dtype=np.float32))

    def rows(self, looks: Sequence[Look]) -> tuple[Any, Any]:
        """A row for each look: its features as the model weighs them, and its meaning."""
        from scipy.sparse import csr_matrix

        none = np.zeros((0, 0), dtype=np.float32)
        found = LinearModel([], self.names, self.idf, none, none, none).rows(looks)
        ends = np.cumsum([0, *(len(columns) for columns, _ in found)])
        seen = csr_matrix(
            (np.concatenate([v for _, v in found]), np.concatenate([c for c, _ in found]), ends),
            shape=(len(looks), len(self.names)),
        )
        return seen, np.sqrt(np.float32(MEANING)) * np.array([look.meaning for look in looks], dtype=np.float32)


def ridge(kernel: Any, labels: Sequence[str], rows: Any, classes: Sequence[str]) -> Any:
    """Weight of each row for each class, where rows of rare classes count more."""
    from scipy.linalg import solve

    said = [labels[row] for row in rows]
    goal = np.where(np.array(said)[:, None] == np.array(classes)[None], 1.0, -1.0).astype(np.float32)
    counts = Counter(said)
    counting = [(len(said) / len(counts) / counts[label]) ** RAISE for label in said]
    kernel = kernel.copy()
    kernel[np.diag_indices(len(said))] += np.float32(STRENGTH) / np.array(counting, dtype=np.float32)
    return solve(kernel, goal, assume_a="pos", overwrite_a=True)


def calibrated(apart: Any, labels: Sequence[str]) -> tuple[Any, Any]:
    """Weights and bias that turn what a ridge says of unseen rows into log odds."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, max_iter=2000).fit(apart, labels)
    if len(model.classes_) == 2:
        return np.hstack([-model.coef_.T, model.coef_.T]) / 2, np.array([-1, 1]) * model.intercept_[0] / 2
    return model.coef_.T, model.intercept_


def folds(labels: Sequence[str], groups: Sequence[str], seed: int = 0) -> list[tuple[Any, Any]]:
    """Rows to train on and rows apart, five times; no group is on both sides, classes are spread evenly."""
    from sklearn.model_selection import StratifiedGroupKFold

    split = StratifiedGroupKFold(5, shuffle=True, random_state=seed)
    return list(split.split(labels, [label.rstrip("<>") for label in labels], groups))


def crossvalidated(looks: Sequence[Look], labels: Sequence[str], groups: Sequence[str]) -> Any:
    """Probabilities that models trained on the other four fifths give each row."""
    classes = sorted(set(labels))
    made = np.zeros((len(labels), len(classes)))
    for train, test in folds(labels, groups, seed=1):
        model = fit([looks[i] for i in train], [labels[i] for i in train], [groups[i] for i in train])
        made[test] = model.probabilities([looks[i] for i in test])
    return classes, made


def save(model: LinearModel, name: str) -> None:
    """Writes a model into the product."""
    described = {"classes": model.classes, "features": list(model.column)}
    (MODEL / f"{name}.json").write_text(json.dumps(described, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    np.savez_compressed(
        MODEL / f"{name}.npz",
        idf=model.idf.astype(np.float16),
        weights=model.weights.astype(np.float16),
        meaning=model.meaning.astype(np.float16),
        bias=model.bias.astype(np.float32),
    )
