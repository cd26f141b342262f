"""A saved query: a Cypher file whose header says what it asks, takes and returns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from ..graph.errors import InvalidQuery
from ..graph.model import Model, model
from ..graph.values import CLEANERS, check_bounds

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
RETURN_TYPES = ("str", "int", "float", "bool", "date", "list", "any", "Link", "Path")
"""Column types besides the kinds of the model."""
VIEWS = ("table", "graph", "map")
KEYS = ("title", "question", "params", "returns", "view", "about", "draws", "empty", "network")
NETWORKS = ("organisations",)
"""Networks that the Python file of a query may work on."""
PARAMETER_KEYS = ("type", "about", "default", "min", "max", "choices", "unit")
EMPTY = "Nothing in what is loaded fits: widen a limit or a distance, or ask about another place or organisation."
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
            check_bounds(value, self.choices, self.min, self.max)
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
    basis: str = ""
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
    empty: str = EMPTY
    """What it means that nothing came back, and what to ask next."""
    network: str = ""
    """The network, one of NETWORKS, that its Python file works on besides the rows; empty for none."""

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


@dataclass(frozen=True, slots=True)
class Header:
    """The `// key: value` lines at the top of a query."""

    query: str
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    """Key to the line it stands on."""

    def wrong(self, key: str, what: str) -> InvalidQuery:
        """The error that says what is wrong with a key."""
        return InvalidQuery(f"{self.query}, line {self.lines.get(key, 1)}: {what}")

    def text(self, key: str) -> str:
        """A text that every header has."""
        if not self.values.get(key):
            raise self.wrong(key, f"the header lacks {key!r}; write it as '// {key}: ...'")
        return str(self.values[key])

    def mapping(self, key: str) -> Mapping[str, Any]:
        """The names and what is said of them under a key."""
        value = self.values.get(key) or {}
        if not isinstance(value, Mapping):
            raise self.wrong(key, f"{key} is not written as '// {key}: {{name: ...}}'")
        for name in value:
            if not isinstance(name, str):
                raise self.wrong(key, f"the name {name!r} in {key} is no word; yes, no, on and off are no names")
        return value


def read_query(path: Path, name: str, graph_model: Model | None = None) -> Query:
    """The query in a file; InvalidQuery names the file and what its header lacks."""
    text = path.read_text(encoding="utf-8")
    return parse_query(text, name, graph_model or model(), computed=path.with_suffix(".py").is_file())


def parse_query(text: str, name: str, graph_model: Model, *, computed: bool = False) -> Query:
    """The query in `text`; InvalidQuery says which line of its header is wrong.

    `computed` says that a Python file makes the columns from what the text returns.
    """
    header = read_header(text, name)
    header.text("returns")
    query = Query(
        name=name,
        title=header.text("title"),
        question=header.text("question"),
        text=text,
        parameters={key: read_parameter(key, value, header) for key, value in header.mapping("params").items()},
        returns={column: str(kind) for column, kind in header.mapping("returns").items()},
        view=tuple(part.strip() for part in str(header.values.get("view", "table")).split(",")),
        about=str(header.values.get("about", "")),
        draws=read_drawings(header),
        empty=str(header.values.get("empty", EMPTY)),
        network=str(header.values.get("network", "")),
    )
    check(query, header, graph_model, computed)
    return query


def read_header(text: str, name: str) -> Header:
    """The header at the top of a query; a value may go on in lines that are indented."""
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    key = ""
    for number, line in enumerate(text.splitlines(), start=1):
        said = HEADER_LINE.fullmatch(line)
        if said is None:
            break
        if match := re.match(r"(\w+): *(.*)", said[1]):
            key = match[1]
            if key not in KEYS:
                raise InvalidQuery(f"{name}, line {number}: unknown header line {key!r}; it takes {', '.join(KEYS)}")
            values[key] = match[2]
            lines[key] = number
        elif key:
            values[key] += " " + said[1].strip()
    header = Header(name, values, lines)
    for key in values.keys() & {"params", "returns", "draws"}:
        try:
            values[key] = yaml.safe_load(values[key])
        except (yaml.YAMLError, ValueError) as error:
            problem = getattr(error, "problem", None) or error
            raise header.wrong(key, f"the header's {key} cannot be read: {problem}; see that brackets close") from error
    return header


def read_parameter(name: str, raw: Any, header: Header) -> Parameter:
    """One entry of `params`."""
    if not isinstance(raw, Mapping):
        raise header.wrong("params", f"parameter {name} is not written as '{name}: {{type: ...}}'")
    type = raw.get("type")
    if type not in (*PLAIN_TYPES, *ENTITY_TYPES):
        types = ", ".join((*PLAIN_TYPES, *ENTITY_TYPES))
        raise header.wrong("params", f"parameter {name} has type {type!r}; use {types}")
    if unknown := raw.keys() - PARAMETER_KEYS:
        raise header.wrong(
            "params",
            f"parameter {name} has unknown {', '.join(sorted(map(str, unknown)))}; "
            f"it takes {', '.join(PARAMETER_KEYS)}",
        )
    for bound in ("min", "max"):
        if isinstance(raw.get(bound, 0), bool) or not isinstance(raw.get(bound, 0), int | float):
            raise header.wrong("params", f"{bound} of parameter {name} is no number")
    choices = raw.get("choices", [])
    if not isinstance(choices, list) or (type == "choice") != bool(choices):
        raise header.wrong("params", f"parameter {name}: a choice, and only it, has choices: [one, another]")
    parameter = Parameter(
        name,
        type,
        about=str(raw.get("about", "")),
        default=raw.get("default"),
        required="default" not in raw,
        min=raw.get("min"),
        max=raw.get("max"),
        choices=tuple(map(str, choices)),
        unit=str(raw.get("unit", "")),
    )
    if parameter.default is not None:
        try:
            return replace(parameter, default=parameter.clean(parameter.default))
        except InvalidQuery as error:
            raise header.wrong("params", f"the default of parameter {error}") from None
    return parameter


def read_drawings(header: Header) -> tuple[Drawing, ...]:
    """The header's `draws`: one line of the graph, or a list of them."""
    raw = header.values.get("draws")
    drawings = []
    for entry in raw if isinstance(raw, list) else [raw] if raw else []:
        if not isinstance(entry, Mapping) or not {"from", "to"} <= entry.keys() <= {"from", "to", "label", "basis"}:
            raise header.wrong("draws", "draws is not written as {from: a, to: b, label: c, basis: d}")
        drawings.append(
            Drawing(
                *(str(entry[key]) for key in ("from", "to")), *(str(entry.get(key, "")) for key in ("label", "basis"))
            )
        )
    return tuple(drawings)


def check(query: Query, header: Header, graph_model: Model, computed: bool) -> None:
    """Refuses a header that does not fit the model or its own text."""
    for column, kind in query.returns.items():
        if kind not in RETURN_TYPES and kind not in graph_model.kinds:
            raise header.wrong(
                "returns",
                f"column {column} is a {kind!r}, which is neither a kind nor a type; "
                f"use {', '.join((*RETURN_TYPES, *graph_model.kinds))}",
            )
        if not computed and not re.search(rf"\bAS {re.escape(column)}\b", query.text):
            raise header.wrong("returns", f"the text returns no {column}; write 'AS {column}'")
    for view in query.view:
        if view not in VIEWS:
            raise header.wrong("view", f"view {view!r}; use {', '.join(VIEWS)}")
    if "network" in header.values and not (computed and query.network in NETWORKS):
        raise header.wrong(
            "network", f"network is one of {', '.join(NETWORKS)}, for a query with a Python file of the same stem"
        )
    for name in query.parameters:
        if not query.network and not re.search(rf"\${re.escape(name)}\b", query.text):
            raise header.wrong(
                "params", f"parameter {name} is not used in the text; write '${name}' there or take it out"
            )
    for drawing in query.draws:
        for part in (drawing.start, drawing.end, drawing.label, drawing.basis):
            if part and part not in query.returns and part not in query.parameters:
                raise header.wrong("draws", f"draws {part}, which is neither a column nor a parameter")
