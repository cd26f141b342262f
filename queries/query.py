"""A saved query: a Cypher file whose header says what it asks, takes and returns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..graph.errors import InvalidQuery
from ..graph.model import Model, model
from ..graph.values import CLEANERS

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
PLAIN_TYPES = ("text", "int", "number", "date", "flag", "choice")
RETURN_TYPES = ("str", "int", "float", "bool", "date", "list", "Link", "Path")
"""Column types besides the kinds of the model."""
VIEWS = ("table", "graph", "map")
KEYS = ("title", "question", "params", "returns", "view", "about", "draws")
HEADER_LINE = re.compile(r"// ?(.*)")


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

    @property
    def kind(self) -> str | None:
        """The kind of entity whose id it takes, or None."""
        return ENTITY_TYPES.get(self.type)

    def clean(self, raw: object) -> Any:
        """The value in `raw`, or the default; InvalidQuery names the parameter and what it takes."""
        try:
            value = CLEANERS["text" if self.kind else self.type](raw)
            if value is None:
                if self.required:
                    raise ValueError("is needed")
                return self.default
            if self.choices and value not in self.choices:
                raise ValueError(f"is not one of {', '.join(self.choices)}")
            if isinstance(value, int | float) and not isinstance(value, bool):
                if self.min is not None and value < self.min:
                    raise ValueError(f"is below {self.min:g}")
                if self.max is not None and value > self.max:
                    raise ValueError(f"is above {self.max:g}")
        except ValueError as error:
            given = "" if raw is None else f" {str(raw)!r}"
            raise InvalidQuery(f"{self.name}:{given} {error}; {self.hint()}") from None
        return value

    def hint(self) -> str:
        """What it takes, in words."""
        if self.kind:
            return f"give the name or id of one {self.type}"
        if self.choices:
            return f"choose one of {', '.join(self.choices)}"
        bounds = [f"from {self.min:g}"] if self.min is not None else []
        bounds += [f"up to {self.max:g}"] if self.max is not None else []
        words = {"int": "a whole number", "number": "a number", "flag": "yes or no", "date": "a date as 2021-11-30"}
        return " ".join(["give", words.get(self.type, "a text"), *bounds, self.unit]).strip()


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a row becomes a line of the graph: from one node to another."""

    start: str
    """Column with the node it goes out from, or parameter with its id."""
    end: str
    label: str = ""
    """Column with the words on the line."""
    state: str = ""
    """Column that says recorded or possible."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a query file says."""

    name: str
    """Topic and file, as `bottlenecks/sole_suppliers`."""
    title: str
    question: str
    text: str
    """The whole file: runs in any Neo4j tool as it is."""
    parameters: Mapping[str, Parameter]
    returns: Mapping[str, str]
    """Column to type: RETURN_TYPES or a kind of the model."""
    view: tuple[str, ...] = ("table",)
    about: str = ""
    draws: tuple[Drawing, ...] = ()

    @property
    def topic(self) -> str:
        """The folder it stands in."""
        return self.name.split("/")[0]

    def clean(self, raw: Mapping[str, object]) -> dict[str, Any]:
        """Every parameter's value from what a user gave; InvalidQuery names the one that is wrong."""
        if unknown := raw.keys() - self.parameters.keys():
            raise InvalidQuery(
                f"{self.name} has no parameter {', '.join(sorted(unknown))}; "
                f"it takes {', '.join(self.parameters) or 'none'}"
            )
        return {name: parameter.clean(raw.get(name)) for name, parameter in self.parameters.items()}


def read_query(path: Path, name: str, graph_model: Model | None = None) -> Query:
    """The query in a file; InvalidQuery names the file and what its header lacks."""
    text = path.read_text(encoding="utf-8")
    return parse_query(text, name, graph_model or model(), computed=path.with_suffix(".py").is_file())


def parse_query(text: str, name: str, graph_model: Model, *, computed: bool = False) -> Query:
    """The query in `text`; InvalidQuery says what its header lacks.

    `computed` says that a Python file makes the columns from what the text returns.
    """
    header = read_header(text, name)
    try:
        query = Query(
            name=name,
            title=str(header["title"]),
            question=str(header["question"]),
            text=text,
            parameters={key: read_parameter(key, value, name) for key, value in (header.get("params") or {}).items()},
            returns={column: str(kind) for column, kind in header["returns"].items()},
            view=tuple(part.strip() for part in str(header.get("view", "table")).split(",")),
            about=str(header.get("about", "")),
            draws=read_drawings(header.get("draws"), name),
        )
    except KeyError as error:
        raise InvalidQuery(
            f"{name}: the header lacks {error.args[0]!r}; write it as '// {error.args[0]}: ...'"
        ) from None
    check(query, graph_model, computed)
    return query


def read_header(text: str, name: str) -> dict[str, Any]:
    """The `// key: value` lines at the top of a query; a value may go on in lines that are indented."""
    lines = []
    for line in text.splitlines():
        match = HEADER_LINE.fullmatch(line)
        if match is None:
            break
        lines.append(match[1])
    header: dict[str, Any] = {}
    key = ""
    for line in lines:
        if match := re.match(r"(\w+): *(.*)", line):
            key = match[1]
            if key not in KEYS:
                raise InvalidQuery(f"{name}: unknown header line {key!r}; it takes {', '.join(KEYS)}")
            header[key] = match[2]
        elif key:
            header[key] += " " + line.strip()
    for key in ("params", "returns", "draws"):
        if key in header:
            try:
                header[key] = yaml.safe_load(header[key])
            except yaml.YAMLError as error:
                raise InvalidQuery(f"{name}: the header's {key} cannot be read: {error}") from error
    return header


def read_parameter(name: str, raw: Mapping[str, Any], query: str) -> Parameter:
    """One entry of `params`."""
    type = raw.get("type")
    if type not in PLAIN_TYPES and type not in ENTITY_TYPES:
        raise InvalidQuery(
            f"{query}: parameter {name} has type {type!r}; use {', '.join((*PLAIN_TYPES, *ENTITY_TYPES))}"
        )
    if unknown := raw.keys() - {"type", "about", "default", "min", "max", "choices", "unit"}:
        raise InvalidQuery(f"{query}: parameter {name} has unknown {', '.join(sorted(unknown))}")
    rest = {key: raw[key] for key in ("about", "default", "min", "max", "unit") if key in raw}
    return Parameter(name, type, required="default" not in raw, choices=tuple(raw.get("choices", ())), **rest)


def read_drawings(raw: Any, query: str) -> tuple[Drawing, ...]:
    """The header's `draws`: one line of the graph, or a list of them."""
    if raw is None:
        return ()
    entries = raw if isinstance(raw, list) else [raw]
    try:
        return tuple(
            Drawing(entry["from"], entry["to"], entry.get("label", ""), entry.get("state", "")) for entry in entries
        )
    except KeyError as error:
        raise InvalidQuery(f"{query}: draws lacks {error.args[0]!r}") from None


def check(query: Query, graph_model: Model, computed: bool) -> None:
    """Refuses a header that does not fit the model or its own text."""
    for column, kind in query.returns.items():
        if kind not in RETURN_TYPES and kind not in graph_model.kinds:
            raise InvalidQuery(f"{query.name}: column {column} is a {kind!r}, which is neither a kind nor a type")
        if not computed and not re.search(rf"\bAS {column}\b", query.text):
            raise InvalidQuery(f"{query.name}: the text returns no {column}; write 'AS {column}'")
    for view in query.view:
        if view not in VIEWS:
            raise InvalidQuery(f"{query.name}: view {view!r}; use {', '.join(VIEWS)}")
    for name in query.parameters:
        if f"${name}" not in query.text:
            raise InvalidQuery(f"{query.name}: parameter {name} is not used in the text")
    for drawing in query.draws:
        for part in (drawing.start, drawing.end):
            if part not in query.returns and part not in query.parameters:
                raise InvalidQuery(f"{query.name}: draws {part}, which is neither a column nor a parameter")
