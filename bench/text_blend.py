"""How much the linear and the language model count together: fitted on pairs that neither was trained on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from clusteratlas.ingest.text.encoder import BLEND
from numpy.typing import NDArray

from .text_linear import MODEL

EVEN = 0.005
"""How strongly no class is preferred."""


def fit_blend(linear: NDArray[np.float64], encoder: NDArray[np.float64], right: Sequence[int]) -> dict[str, Any]:
    """Weights of the logarithms of both models, and a bias for each class, that make the right classes likeliest."""
    from scipy.optimize import minimize
    from scipy.special import log_softmax

    classes = linear.shape[1]
    wanted = np.eye(classes)[np.asarray(right)]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logs = log_softmax(weights[0] * linear + weights[1] * encoder + weights[2:], axis=1)
        off = (np.exp(logs) - wanted) / len(wanted)
        slope = [(off * linear).sum(), (off * encoder).sum(), *(off.sum(axis=0) + 2 * EVEN * weights[2:])]
        return float(-logs[wanted > 0].mean() + EVEN * (weights[2:] ** 2).sum()), np.array(slope)

    found = minimize(loss, np.array([0.5, 0.5, *np.zeros(classes)]), jac=True, method="L-BFGS-B").x
    return {
        "linear": round(float(found[0]), 4),
        "encoder": round(float(found[1]), 4),
        "bias": [round(float(weight), 4) for weight in found[2:]],
    }


def write_blend(relations: dict[str, Any], stated: dict[str, Any]) -> None:
    """Writes the weights into the product."""
    text = json.dumps({"relations": relations, "stated": stated}, indent=1)
    (MODEL / BLEND).write_text(text + "\n", encoding="utf-8")
