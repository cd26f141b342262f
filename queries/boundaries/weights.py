"""The weights and thresholds by which boundaries are drawn, read from weights.yml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from ...graph.errors import InvalidQuery
from ..network.arrays import tying_kinds

FILE = "weights.yml"
NUMBERS: Mapping[str, Sequence[str]] = {
    "alike": ("industry", "input", "nearest", "within"),
    "same": ("place", "industry"),
    "distance": ("floor", "least"),
    "search": ("time", "precision", "nodes", "present"),
    "resampling": ("rounds", "mention", "rough"),
    "economy": ("drawings", "spread", "stable", "least", "ties", "share", "seconds"),
    "lint": ("broad", "narrow", "ties", "share", "codes", "largest"),
}
"""Sections to the numbers that stand in them."""
LISTS: Mapping[str, str] = {"distance": "bins", "resampling": "times"}
"""Sections to the list of rising numbers that stands in them."""


@dataclass(frozen=True)
class Weights:
    """What the file says."""

    kinds: Mapping[str, float]
    """Kind of linkage to what one counts."""
    numbers: Mapping[str, float]
    """Section and name, as `search.time`, to a number."""
    lists: Mapping[str, tuple[float, ...]]
    """Section and name, as `distance.bins`, to rising numbers."""

    def __getitem__(self, name: str) -> float:
        return self.numbers[name]


@cache
def weights() -> Weights:
    """The weights that ship."""
    return read_weights((files("clusteratlas.queries.boundaries") / FILE).read_text(encoding="utf-8"))


def read_weights(text: str) -> Weights:
    """The weights in a text; InvalidQuery names the line of what is missing, unknown or no number."""
    try:
        said = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InvalidQuery(f"{FILE} cannot be read: {error}; see that each line is 'name: number'") from error
    sections = mapping(said, "the file", {"kinds", *NUMBERS})
    kinds = mapping(sections["kinds"], "kinds", set(tying_kinds()))
    numbers: dict[str, float] = {}
    lists: dict[str, tuple[float, ...]] = {}
    for section, names in NUMBERS.items():
        entries = mapping(sections[section], section, {*names, *filter(None, [LISTS.get(section)])})
        numbers |= {f"{section}.{name}": number(f"{section}.{name}", entries[name]) for name in names}
        if section in LISTS:
            name = f"{section}.{LISTS[section]}"
            lists[name] = rising(name, entries[LISTS[section]])
    return Weights({kind: number(f"kinds.{kind}", value) for kind, value in kinds.items()}, numbers, lists)


def mapping(value: Any, name: str, wanted: set[str]) -> Mapping[str, Any]:
    """A section with exactly the names that are wanted."""
    if not isinstance(value, Mapping):
        raise InvalidQuery(f"{FILE}: {name} is not written as 'name: number', one a line")
    if missing := sorted(wanted - value.keys()):
        raise InvalidQuery(f"{FILE}: {name} lacks {', '.join(missing)}; write a line for each")
    if unknown := sorted(map(str, value.keys() - wanted)):
        raise InvalidQuery(f"{FILE}: {name} has unknown {', '.join(unknown)}; it takes {', '.join(sorted(wanted))}")
    return value


def number(name: str, value: Any) -> float:
    """A number from 0 upwards."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise InvalidQuery(f"{FILE}: {name} is {value!r}; write a number from 0 upwards")
    return float(value)


def rising(name: str, value: Any) -> tuple[float, ...]:
    """Numbers that rise."""
    if not isinstance(value, list) or not value:
        raise InvalidQuery(f"{FILE}: {name} is {value!r}; write a list as [1, 2, 5]")
    found = tuple(number(name, one) for one in value)
    if any(later <= earlier for earlier, later in pairwise(found)):
        raise InvalidQuery(f"{FILE}: {name} is {value!r}; each number must be larger than the one before")
    return found
