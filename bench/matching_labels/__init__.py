"""Labelled pairs of mentions, and how they are split into halves."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

LINKED = {"same", "sibling", "part"}
"""Labels of pairs that belong to one entity."""


@dataclass(frozen=True)
class Label:
    """A pair and what it is."""

    left_register: str
    right_register: str
    left: str
    right: str
    label: str
    """same, sibling, part, different or unclear."""
    weight: float
    """How many candidate pairs it stands for: those of its stratum by those of them that were read."""
    note: str
    """Why, where it was hard."""


def read_labels() -> list[Label]:
    """The pairs of all files of this folder."""
    found = []
    for file in sorted(Path(__file__).parent.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as text:
            for row in csv.DictReader(text):
                found.append(
                    Label(
                        row["left_register"],
                        row["right_register"],
                        row["left"],
                        row["right"],
                        row["label"],
                        float(row["weight"]),
                        row["note"],
                    )
                )
    return found


def in_half(labels: list[Label], half: int) -> list[Label]:
    """The labels of one half: 0 to learn from, 1 to test on. Pairs of one entity are in one half."""
    root: dict[str, str] = {}

    def find(id: str) -> str:
        while root.get(id, id) != id:
            id = root[id]
        return id

    for each in labels:
        if each.label in LINKED:
            ends = sorted((find(each.left), find(each.right)))
            root[ends[1]] = ends[0]
    return [each for each in labels if hashlib.sha256(find(each.left).encode()).digest()[0] % 2 == half]
