"""What a query asks for: typed parameters, and what a user may give for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..graph.errors import InvalidQuery
from ..graph.values import CLEANERS, check_bounds
from .boundaries.own_weights import FORM, changes_text, read_changes
from .kinds import clean_kinds, names_of
from .polygon import FORMS, clean_polygon, polygon_text

ENTITY_TYPES = {
    "entity": "Entity",
    "organisation": "Organisation",
    "firm": "Firm",
    "institution": "Institution",
    "industry": "Industry",
    "place": "Place",
    "input": "Input",
    "cluster": "Cluster",
}
"""Parameter types whose value is the id of an entity, and the kind it must be."""
PLAIN_TYPES = ("text", "int", "number", "date", "flag", "choice", "polygon", "linkages", "weights")
PARAMETER_KEYS = ("type", "about", "default", "min", "max", "choices", "unit", "between")
RESERVED = ("query", "help", "embed", "embed_options")
"""Names that addresses and commands keep for themselves."""
READERS = {**CLEANERS, "polygon": clean_polygon, "weights": read_changes}
WORDS = {
    "int": "a whole number",
    "number": "a number",
    "flag": "yes or no",
    "date": "a date as 2021-11-30",
    "polygon": f"an area as {FORMS}",
    "weights": f"other weights as {FORM}",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """Where a list of choices comes from: a column of another query, asked with its defaults."""

    query: str
    column: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a query asks for."""

    name: str
    type: str
    """One of PLAIN_TYPES or ENTITY_TYPES."""
    about: str = ""
    default: Any = None
    required: bool = True
    min: float | None = None
    max: float | None = None
    choices: tuple[str, ...] = ()
    unit: str = ""
    listed: Listed | None = None
    """For a choice whose list is filled from another query."""
    between: tuple[str, ...] = ()
    """For kinds of linkages: the kinds of nodes that they join."""
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For kinds of linkages: what may be named, to the kinds that it stands for."""
    counted: bool = False
    """For a place: whether figures are asked of it, so that a name means one that an office counts."""

    @property
    def kind(self) -> str | None:
        """The kind of entity whose id it takes, or None."""
        return ENTITY_TYPES.get(self.type)

    def clean(self, raw: object) -> Any:
        """The value in `raw`, or the default; InvalidQuery names the parameter and what it takes."""
        try:
            value: Any = self.read(raw)
            if value is None:
                if self.required:
                    raise ValueError("is needed")
                return self.default
            check_bounds(value, self.choices, self.min, self.max)
        except ValueError as error:
            raise self.wrong(raw, str(error), self.hint()) from None
        return value

    def read(self, raw: object) -> Any:
        """The value in `raw`, None where it is missing; ValueError says what is wrong with it."""
        if self.type == "linkages":
            return clean_kinds(raw, self.named)
        return READERS["text" if self.kind else self.type](raw)

    def check_listed(self, value: object, choices: tuple[str, ...]) -> None:
        """InvalidQuery where a value is not in the list that another query filled."""
        if value is not None and value not in choices:
            near = ", ".join(choices[:20]) + (", ..." if len(choices) > 20 else "")
            hint = f"choose one of {near}" if near else "nothing that is loaded fills this list yet; leave it out"
            raise self.wrong(value, "is not in the list", hint)

    def wrong(self, raw: object, what: str, hint: str) -> InvalidQuery:
        """The error that names the parameter, what was given and what it takes."""
        text = "" if raw is None else f" {str(raw)!r}"
        return InvalidQuery(f"{self.name}:{text if len(text) < 120 else text[:100] + '...' + text[-1]} {what}; {hint}")

    def text(self, value: Any) -> Any:
        """A value as an address or a form holds it."""
        if self.type == "linkages" and value:
            return ",".join(names_of(value, self.named))
        if self.type == "weights" and value:
            return changes_text(value)
        return polygon_text(value) if self.type == "polygon" and value else value

    def hint(self) -> str:
        """What it takes, in words."""
        if self.kind:
            return f"give the name or id of one {self.type}"
        if self.choices:
            return f"choose one of {', '.join(self.choices)}"
        if self.listed:
            return f"choose one of the column {self.listed.column} of {self.listed.query}"
        if self.named:
            return f"give one or, with commas, several of {', '.join(self.named)}"
        bounds = [f"from {self.min:g}"] if self.min is not None else []
        bounds += [f"up to {self.max:g}"] if self.max is not None else []
        return " ".join(["give", WORDS.get(self.type, "a text"), *bounds, self.unit]).strip()
