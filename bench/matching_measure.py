"""Labelled pairs scored by the matcher and by its peers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from clusteratlas.ingest.matching.matches import find_matches

from .matching_labels import Label
from .matching_registers import register


@dataclass(frozen=True)
class Scored:
    """A labelled pair and what the matcher says of it."""

    label: Label
    relation: str
    """Empty where the pair is not proposed."""
    score: float
    automatic: bool


def score_labels(labels: Iterable[Label]) -> list[Scored]:
    """What the matcher says of each labelled pair when its two registers are matched whole."""
    by_registers: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for label in labels:
        by_registers[label.left_register, label.right_register].append(label)
    found = []
    for (left, right), wanted in by_registers.items():
        told = {
            (match.left, match.right): match for match in find_matches(register(left), register(right), memory_mb=2000)
        }
        for label in wanted:
            match = told.get((label.left, label.right))
            if match is None:
                found.append(Scored(label, "", 0.0, False))
            else:
                found.append(Scored(label, match.relation, match.score, match.verdict == "automatic"))
    return found
