"""A query while it is written: its parts apart, and the file that they make together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from itertools import pairwise
from typing import Any

import yaml

from ...graph.errors import InvalidQuery
from ...graph.guard.tokens import tokens
from ...graph.model import model
from ...graph.results import FoundLink, FoundNode, FoundPath, Rows
from ...graph.values import fold
from ..areas import AREA_PARAMETERS
from ..header import Header, body_of
from ..header_parameters import read_parameter, with_area
from ..parameters import Parameter
from ..query import DRAWING_KEYS, EMPTY, Drawing, Query

LINE_BREAK = re.compile("[\x7f-\x9f\u2028\u2029]")
"""What JSON leaves as it is although it may end a line."""
NEW = "own/new"
"""How a query is called that has no name yet."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of a query, as a form holds them."""

    title: str = ""
    question: str = ""
    about: str = ""
    unknown: str = ""
    empty: str = ""
    view: tuple[str, ...] = ("table",)
    body: str = ""
    """The Cypher without its header."""
    parameters: tuple[Mapping[str, Any], ...] = ()
    """Each as a header says it, with its `name`."""
    returns: Mapping[str, str] = field(default_factory=dict)
    draws: tuple[Drawing, ...] = ()
    inside: str = ""
    """The parameter around which it looks, as the header says it."""
    either: tuple[tuple[str, ...], ...] = ()
    """Groups of parameters of which one is needed."""

    def text(self) -> str:
        """The file: a header, and the Cypher."""
        params = {
            entry["name"]: {key: value for key, value in entry.items() if key != "name"} for entry in self.parameters
        }
        drawings = [said_of(drawing) for drawing in self.draws]
        lines = {
            "title": fold(self.title),
            "question": fold(self.question),
            "params": flow(params),
            "inside": self.inside,
            "either": flow([list(group) for group in self.fitting()]) if self.fitting() else "",
            "returns": flow(dict(self.returns)) if self.returns else "",
            "view": ", ".join(self.view),
            "draws": flow(drawings) if drawings else "",
            "about": fold(self.about),
            "unknown": fold(self.unknown),
            "empty": fold(self.empty),
        }
        header = "".join(f"// {key}: {value}\n" for key, value in lines.items() if value)
        gap = "\n" if self.body.lstrip(" ").startswith("//") else ""
        return f"{header}{gap}{self.body.strip()}\n"

    def fitting(self) -> tuple[tuple[str, ...], ...]:
        """The groups of which one is needed, with those parameters that are there and may be left out."""
        optional = {entry["name"] for entry in self.parameters if entry.get("default", "") is None}
        groups = (tuple(name for name in group if name in optional) for group in self.either)
        return tuple(group for group in groups if group)

    def query(self, name: str = NEW) -> Query:
        """The query as far as it can be tried: its parameters are checked, its header is not.

        InvalidQuery names the parameter that is wrong.
        """
        header = Header(name, {}, {})
        names = [str(entry["name"]) for entry in self.parameters]
        if twice := sorted({each for each in names if names.count(each) > 1}):
            raise InvalidQuery(f"two parameters are called {twice[0]}; give one another name")
        parameters = {
            str(entry["name"]): read_parameter(
                str(entry["name"]), {key: value for key, value in entry.items() if key != "name"}, header
            )
            for entry in self.parameters
        }
        return Query(
            name, self.title, self.question, self.body,
            with_area(parameters, self.inside, header) if self.inside else parameters,
            self.returns, self.view, self.about, self.draws, self.unknown, self.empty or EMPTY,
            inside=self.inside, either=self.fitting(),
        )  # fmt: skip


def draft_of(query: Query, *, unsaid: str = "") -> Draft:
    """The parts of a query; `unsaid` is what its empty answer says where its header does not."""
    return Draft(
        title=query.title,
        question=query.question,
        about=query.about,
        unknown=query.unknown,
        empty="" if query.empty == unsaid else query.empty,
        view=query.view,
        body=body_of(query.text).strip(),
        parameters=tuple(
            entry_of(parameter)
            for name, parameter in query.parameters.items()
            if not query.inside or name not in AREA_PARAMETERS
        ),
        returns=dict(query.returns),
        draws=query.draws,
        inside=query.inside,
        either=query.either,
    )


def entry_of(parameter: Parameter) -> dict[str, Any]:
    """A parameter as a header says it, with its name."""
    entry: dict[str, Any] = {"name": parameter.name, "type": parameter.type}
    if parameter.about:
        entry["about"] = parameter.about
    if not parameter.required:
        entry["default"] = parameter.text(parameter.default)
    entry |= {key: value for key in ("min", "max") if (value := getattr(parameter, key)) is not None}
    if parameter.choices:
        entry["choices"] = list(parameter.choices)
    if parameter.listed:
        entry["choices"] = {"query": parameter.listed.query, "column": parameter.listed.column}
    if parameter.between:
        entry["between"] = list(parameter.between)
    if parameter.unit:
        entry["unit"] = parameter.unit
    return entry


def said_of(drawing: Drawing) -> dict[str, str]:
    """A drawing as a header says it."""
    said = dict(zip(DRAWING_KEYS, astuple(drawing), strict=True))
    return {key: value for key, value in said.items() if value}


def flow(value: Any) -> str:
    """Names and what is said of them, in one line, whatever breaks of lines their texts hold."""
    text: str = yaml.safe_dump(value, default_flow_style=True, width=10**9, allow_unicode=True, sort_keys=False)
    if len(text.strip().splitlines()) > 1:
        text = LINE_BREAK.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))
    return text.strip()


def column_types(columns: Iterable[str], rows: Rows, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The type of each column, as its values tell; where they tell nothing, the one that is `known` of it.

    >>> column_types(["a", "b"], [{"a": 1, "b": None}, {"a": 2.5, "b": None}])
    {'a': 'float', 'b': 'any'}
    """
    return {
        column: type_of([row[column] for row in rows if row.get(column) is not None])
        or (known or {}).get(column, "any")
        for column in columns
    }


def type_of(values: list[Any]) -> str:
    """The type that all values share, `any` where there is none, empty where there are no values."""
    if not values:
        return ""
    if all(isinstance(value, FoundNode) for value in values):
        return kind_of({value.kind for value in values})
    for type, name in ((bool, "bool"), (int, "int"), (int | float, "float"), (str, "str"), (list, "list")):
        if all(isinstance(value, type) and (name == "bool" or not isinstance(value, bool)) for value in values):
            return name
    for found, name in ((FoundLink, "Link"), (FoundPath, "Path")):
        if all(isinstance(value, found) for value in values):
            return name
    return "any"


def kind_of(kinds: set[str]) -> str:
    """The narrowest kind of the model that nodes of these kinds all are."""
    known = model().kinds
    if not kinds <= known.keys():
        return "any"
    shared = [label for label in known[min(kinds)].labels if all(label in known[kind].labels for kind in kinds)]
    return shared[0] if shared else "any"


def asked_for(body: str) -> list[str]:
    """The names of the parameters that Cypher asks for, in the order of the text.

    >>> asked_for("MATCH (n {id: $firm}) WHERE n.name <> '$no' RETURN $`top km` AS km LIMIT $most // $less")
    ['firm', 'top km', 'most']
    """
    code = list(tokens(body))
    return list(dict.fromkeys(after.name for mark, after in pairwise(code) if mark.text == "$" and after.name))
