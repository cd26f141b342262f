"""The weights and thresholds by which boundaries are drawn: those that ship in weights.yml, and those in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from ...graph.errors import InvalidQuery
from ...graph.model import model
from ..kinds import ANY, named_kinds

FILE = "weights.yml"
NUMBERS: Mapping[str, Sequence[str]] = {
    "alike": ("industry", "input", "need", "nearest", "within", "blur", "street"),
    "same": ("place", "industry"),
    "distance": ("floor", "least"),
    "search": ("time", "precision", "nodes", "present", "grow", "more", "sharp"),
    "resampling": ("rounds", "firm", "probable", "mention", "rough"),
    "economy": ("drawings", "spread", "stable", "least", "ties", "share", "star", "seconds"),
    "roles": ("clients", "main"),
    "lint": ("broad", "narrow", "ties", "share", "codes", "largest", "fewest", "part"),
    "clusters": ("within",),
    "reach": ("ratio", "chance", "givers"),
}
"""Sections to the numbers that stand in them."""
LISTS: Mapping[str, str] = {"distance": "bins", "resampling": "times"}
"""Sections to the list of rising numbers that stands in them."""
OF_TIES = ("kinds", "alike", "same", "distance")
"""The sections that say what ties count."""
LIMITS: Mapping[str, tuple[float, float]] = {
    "alike.nearest": (1, 100),
    "alike.within": (1, 1_000),
    "alike.blur": (0, 1_000),
    "alike.street": (0, 1_000),
    "search.time": (0.1, 100),
    "search.precision": (1e-7, 0.1),
    "search.nodes": (10, 20_000),
    "search.grow": (1, 100),
    "search.sharp": (1, 100),
    "resampling.rounds": (1, 2_000),
    "resampling.times": (0.1, 100),
    "resampling.firm": (0, 1),
    "resampling.probable": (0, 1),
    "economy.star": (0, 1),
    "roles.main": (0, 1),
    "lint.part": (0, 1),
    "clusters.within": (0, 1),
    "reach.chance": (0, 1),
}
"""The least and the most that may stand there: what bounds the work of a question, and what else means nothing."""
Number = float | tuple[float, ...]
Changes = Mapping[str, Number]
"""Section and name, as `kinds.SUPPLIES`, to a number, or to rising numbers, in place of those that ship."""


@dataclass(frozen=True, eq=False)
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

    @cached_property
    def all(self) -> Changes:
        """Every one of them by section and name, in the order of the file."""
        found: dict[str, Number] = {f"kinds.{kind}": value for kind, value in self.kinds.items()}
        for section, names in NUMBERS.items():
            found |= {f"{section}.{name}": self.numbers[f"{section}.{name}"] for name in names}
            if section in LISTS:
                found[f"{section}.{LISTS[section]}"] = self.lists[f"{section}.{LISTS[section]}"]
        return found

    @cached_property
    def of_ties(self) -> tuple[tuple[str, Number], ...]:
        """Those that say what ties count, as a key: weights that differ in others alone make the same ties."""
        return tuple((name, value) for name, value in self.all.items() if name.partition(".")[0] in OF_TIES)

    def plain(self) -> dict[str, Any]:
        """Every one of them as JSON can hold it."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in self.all.items()}

    def changed(self, changes: Changes) -> Weights:
        """These with others in place of some of them."""
        return Weights(
            {kind: changes.get(f"kinds.{kind}", value) for kind, value in self.kinds.items()},  # type: ignore[misc]
            {name: changes.get(name, value) for name, value in self.numbers.items()},  # type: ignore[misc]
            {name: changes.get(name, value) for name, value in self.lists.items()},  # type: ignore[misc]
        )


_in_force: ContextVar[Weights | None] = ContextVar("weights", default=None)


def weights() -> Weights:
    """The weights in force: those that ship, unless it is asked `weighing` otherwise."""
    return _in_force.get() or shipped()


@contextmanager
def weighing(changes: Changes | None) -> Iterator[None]:
    """Puts other weights in force for what is done inside; equal changes give the same object, which may be a key."""
    token = _in_force.set(made(tuple(sorted(differing(changes or {}).items()))))
    try:
        yield
    finally:
        _in_force.reset(token)


@lru_cache(maxsize=64)
def made(changes: tuple[tuple[str, Number], ...]) -> Weights:
    """The weights that ship with some changes."""
    return shipped().changed(dict(changes)) if changes else shipped()


@cache
def shipped() -> Weights:
    """The weights that ship."""
    return read_weights(shipped_text())


def shipped_text() -> str:
    """The file that ships."""
    return (files("clusteratlas.queries.boundaries") / FILE).read_text(encoding="utf-8")


def differing(changes: Changes) -> dict[str, Number]:
    """Those of some changes that say something else than what ships."""
    return {name: value for name, value in changes.items() if value != shipped().all.get(name)}


def read_weights(text: str) -> Weights:
    """The weights in a text; InvalidQuery names the line of what is missing, unknown or no number."""
    try:
        sections = mapping(yaml.safe_load(text), "the file", {"kinds", *NUMBERS})
        kinds = mapping(sections["kinds"], "kinds", set(named_kinds(model(), ("Organisation",))[ANY]))
        numbers: dict[str, float] = {}
        lists: dict[str, tuple[float, ...]] = {}
        for section, names in NUMBERS.items():
            entries = mapping(sections[section], section, {*names, *filter(None, [LISTS.get(section)])})
            numbers |= {f"{section}.{name}": number(f"{section}.{name}", entries[name]) for name in names}
            if section in LISTS:
                name = f"{section}.{LISTS[section]}"
                lists[name] = rising(name, entries[LISTS[section]])
        return Weights({kind: number(f"kinds.{kind}", value) for kind, value in kinds.items()}, numbers, lists)
    except yaml.YAMLError as error:
        raise InvalidQuery(f"{FILE} cannot be read: {error}; see that each line is 'name: number'") from error
    except ValueError as error:
        raise InvalidQuery(f"{FILE}: {error}") from error


def mapping(value: Any, name: str, wanted: set[str]) -> Mapping[str, Any]:
    """A section with exactly the names that are wanted."""
    if not isinstance(value, Mapping):
        raise ValueError(f"{name} is not written as 'name: number', one a line")
    if missing := sorted(wanted - value.keys()):
        raise ValueError(f"{name} lacks {', '.join(missing)}; write a line for each")
    if unknown := sorted(map(str, value.keys() - wanted)):
        raise ValueError(f"{name} has unknown {', '.join(unknown)}; it takes {', '.join(sorted(wanted))}")
    return value


def number(name: str, value: Any) -> float:
    """A number from 0 upwards, within its limits."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise ValueError(f"{name} is {value!r}; write a number from 0 upwards")
    least, most = LIMITS.get(name, (0, float("inf")))
    if not least <= value <= most:
        raise ValueError(f"{name} is {value:g}; write a number from {least:g} to {most:,.10g}")
    return float(value)


def rising(name: str, value: Any) -> tuple[float, ...]:
    """Numbers that rise."""
    if not isinstance(value, list | tuple) or not value:
        raise ValueError(f"{name} is {value!r}; write a list as [1, 2, 5]")
    found = tuple(number(name, one) for one in value)
    if any(later <= earlier for earlier, later in pairwise(found)):
        raise ValueError(f"{name} is {value!r}; each number must be larger than the one before")
    return found
