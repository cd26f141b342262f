"""A saved query: a Cypher file whose header says what it asks, takes and returns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from ..graph.errors import InvalidQuery
from ..graph.model import NAME, Model, model
from .areas import AREA_PARAMETERS, INSIDE
from .kinds import named_kinds
from .parameters import ENTITY_TYPES, PARAMETER_KEYS, PLAIN_TYPES, RESERVED, Listed, Parameter

RETURN_TYPES = ("str", "int", "float", "bool", "date", "list", "any", "Link", "Path")
"""Column types besides the kinds of the model."""
VIEWS = ("table", "graph", "map")
KEYS = (
    "title", "question", "params", "either", "inside", "returns", "view", "about", "draws", "unknown", "empty",
    "example", "network",
)  # fmt: skip
NETWORKS = ("organisations",)
"""Networks that the Python file of a query may work on."""
EMPTY = "Nothing in what is loaded fits: widen a limit or a distance, or ask about another place or organisation."
HEADER_LINE = re.compile(r"// ?(.*)")
RESERVED_WORDS = " or ".join(RESERVED)
OWN = "own"
"""The topic of queries that users wrote and keep in the graph; none that ships has it."""


def is_own(name: str) -> bool:
    """Whether a name is one of those that users give."""
    return name.startswith(f"{OWN}/")


class Plain(yaml.SafeLoader):
    """Reads values that are written out: a reference to another could stand for billions of them."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("it refers to another value with *; write the value out")
        return super().compose_node(parent, index)


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
    unknown: str = ""
    """What its answer cannot know."""
    empty: str = EMPTY
    """What it means that nothing came back, and what to ask next."""
    example: Mapping[str, Any] | None = None
    """Values for which the data that ship have an answer; None where there are none."""
    network: str = ""
    """The network, one of NETWORKS, that its Python file works on besides the rows; empty for none."""
    inside: str = ""
    """The parameter around which it looks for the organisations inside, `$inside` in its text; empty for none."""
    either: tuple[tuple[str, ...], ...] = ()
    """Groups of parameters: something of exactly one group is needed; those of a group go together."""

    @property
    def topic(self) -> str:
        """The folder it stands in."""
        return self.name.split("/")[0]

    @property
    def own(self) -> bool:
        """Whether a user wrote it."""
        return self.topic == OWN

    @property
    def names(self) -> tuple[str, ...]:
        """What its text may ask for with `$`."""
        return (*self.parameters, INSIDE) if self.inside else tuple(self.parameters)

    def clean(self, raw: Mapping[str, object]) -> dict[str, Any]:
        """Every parameter's value from what a user gave; InvalidQuery names the one that is wrong."""
        if unknown := raw.keys() - self.parameters.keys():
            raise InvalidQuery(
                f"{self.name} has no parameter {', '.join(sorted(unknown))}; "
                f"it takes {', '.join(self.parameters) or 'none'}"
            )
        values = {name: parameter.clean(raw.get(name)) for name, parameter in self.parameters.items()}
        given = [[name for name in group if values[name] is not None] for group in self.either]
        if self.either and not any(given):
            raise InvalidQuery(f"{self.alternatives}: one of them is needed; it says what the question is about")
        if len(said := [" and ".join(names) for names in given if names]) > 1:
            raise InvalidQuery(f"{said[1]}: give this or {said[0]}, not both; each says what the question is about")
        return values

    @property
    def alternatives(self) -> str:
        """The parameters of which one is needed, in words; nothing where there are none."""
        return " or ".join(name for group in self.either for name in group)

    def lacks(self, given: Mapping[str, object]) -> list[str]:
        """What is still needed besides what was given: names of parameters, and alternatives in words."""

        def absent(name: str) -> bool:
            return given.get(name) in (None, "")

        needed = [name for name, parameter in self.parameters.items() if parameter.required and absent(name)]
        unsaid = self.either and all(absent(name) for group in self.either for name in group)
        return [*needed, self.alternatives] if unsaid else needed


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
    parameters = {key: read_parameter(key, value, header) for key, value in header.mapping("params").items()}
    inside = str(header.values.get("inside", ""))
    query = Query(
        name=name,
        title=header.text("title"),
        question=header.text("question"),
        text=text,
        parameters=with_area(parameters, inside, header) if inside else parameters,
        returns={column: str(kind) for column, kind in header.mapping("returns").items()},
        view=tuple(part.strip() for part in str(header.values.get("view", "table")).split(",")),
        about=str(header.values.get("about", "")),
        draws=read_drawings(header),
        unknown=str(header.values.get("unknown", "")),
        empty=str(header.values.get("empty", EMPTY)),
        example=header.mapping("example") if "example" in header.values else None,
        network=str(header.values.get("network", "")),
        inside=inside,
        either=read_either(header),
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
    for key in values.keys() & {"params", "either", "returns", "draws", "example"}:
        try:
            values[key] = yaml.load(values[key], Plain)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            problem = getattr(error, "problem", None) or error
            raise header.wrong(key, f"the header's {key} cannot be read: {problem}; see that brackets close") from error
    return header


def body_of(text: str) -> str:
    """What of a query stands below its header.

    >>> body_of("// title: One\\n\\n// Counts.\\nRETURN 1 AS one\\n")
    '// Counts.\\nRETURN 1 AS one\\n'
    """
    lines = text.splitlines(keepends=True)
    header = next(
        (number for number, line in enumerate(lines) if not HEADER_LINE.fullmatch(line.rstrip("\r\n"))), len(lines)
    )
    return "".join(lines[header:]).lstrip("\r\n")


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
    if name in RESERVED or not NAME.fullmatch(name):
        raise header.wrong(
            "params", f"parameter {name} needs another name: letters, digits and _, not {RESERVED_WORDS}"
        )
    choices, listed = read_choices(name, raw.get("choices"), header)
    if (type == "choice") != bool(choices or listed):
        raise header.wrong(
            "params",
            f"parameter {name}: a choice, and only it, has choices: [one, another] "
            "or choices: {query: topic/name, column: name}",
        )
    between = read_between(name, raw, header) if type == "linkages" or "between" in raw else ()
    parameter = Parameter(
        name,
        type,
        about=str(raw.get("about", "")),
        default=raw.get("default"),
        required="default" not in raw,
        min=raw.get("min"),
        max=raw.get("max"),
        choices=choices,
        unit=str(raw.get("unit", "")),
        listed=listed,
        between=between,
        named=named_kinds(model(), between) if between else {},
    )
    if parameter.default is not None:
        try:
            return replace(parameter, default=parameter.clean(parameter.default))
        except InvalidQuery as error:
            raise header.wrong("params", f"the default of parameter {error}") from None
    return parameter


def with_area(parameters: Mapping[str, Parameter], inside: str, header: Header) -> dict[str, Parameter]:
    """The parameters of a query that looks around one of them, those that say where behind it."""
    if inside not in parameters or not parameters[inside].kind:
        raise header.wrong(
            "inside", f"inside is the name of a parameter that takes an organisation or a place, not {inside!r}"
        )
    if twice := [name for name in (*AREA_PARAMETERS, INSIDE) if name in parameters]:
        raise header.wrong("params", f"parameter {twice[0]} comes with inside; take it out, or give it another name")
    found: dict[str, Parameter] = {}
    for name, parameter in parameters.items():
        found[name] = parameter
        if name == inside:
            found |= AREA_PARAMETERS
    return found


def read_choices(name: str, raw: Any, header: Header) -> tuple[tuple[str, ...], Listed | None]:
    """The choices of a parameter: written out, or the column of another query that fills them."""
    match raw:
        case None:
            return (), None
        case list():
            return tuple(map(str, raw)), None
        case {"query": str(query), "column": str(column), **others} if not others and query != header.query:
            return (), Listed(query, column)
    raise header.wrong(
        "params",
        f"choices of parameter {name} are not written as [one, another] or {{query: topic/name, column: name}}",
    )


def read_between(name: str, raw: Mapping[str, Any], header: Header) -> tuple[str, ...]:
    """The kinds of nodes that the kinds of linkages of a parameter join; any where its header does not say."""
    kinds = raw.get("between", ["Entity"])
    known = isinstance(kinds, list) and all(isinstance(kind, str) and kind in model().kinds for kind in kinds)
    if raw["type"] != "linkages" or not known or not model().tying(*kinds):
        raise header.wrong(
            "params",
            f"parameter {name}: linkages, and only they, have between: [Organisation, Input], the kinds of nodes at "
            "their ends",
        )
    return tuple(kinds)


def read_either(header: Header) -> tuple[tuple[str, ...], ...]:
    """The header's `either`: groups of parameters of which one is needed, though each may be left out."""
    raw = header.values.get("either", [])
    groups = [group if isinstance(group, list) else [group] for group in (raw if isinstance(raw, list) else [raw])]
    params = header.mapping("params")
    optional = [name for name, entry in params.items() if entry.get("default", "") is None]
    if any(name not in optional for group in groups for name in group):
        raise header.wrong(
            "either",
            "either is not written as [one, another], or [[one, with], another], of parameters with default: null",
        )
    return tuple(map(tuple, groups))


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


def unnamed(column: str) -> str:
    """What is wrong with a column that has no AS of its own."""
    if NAME.fullmatch(column):
        return f"the text returns no {column}; write 'AS {column}'"
    return f"the column {column} has no name of its own; write 'AS name' behind it in RETURN"


def check(query: Query, header: Header, graph_model: Model, computed: bool) -> None:
    """Refuses a header that does not fit the model or its own text."""
    for column, kind in query.returns.items():
        if kind not in RETURN_TYPES and kind not in graph_model.kinds:
            raise header.wrong(
                "returns",
                f"column {column} is a {kind!r}, which is neither a kind nor a type; "
                f"use {', '.join((*RETURN_TYPES, *graph_model.kinds))}",
            )
        if not computed and not re.search(rf"\b(?i:AS)\s+`?{re.escape(column)}(?!\w)", query.text):
            raise header.wrong("returns", unnamed(column))
    for view in query.view:
        if view not in VIEWS:
            raise header.wrong("view", f"view {view!r}; use {', '.join(VIEWS)}")
    if "network" in header.values and not (computed and query.network in NETWORKS):
        raise header.wrong(
            "network", f"network is one of {', '.join(NETWORKS)}, for a query with a Python file of the same stem"
        )
    for name in query.names:
        if query.network or (query.inside and (name in AREA_PARAMETERS or name == query.inside)):
            continue
        if not re.search(rf"\${re.escape(name)}\b", query.text):
            raise header.wrong(
                "params", f"parameter {name} is not used in the text; write '${name}' there or take it out"
            )
    if query.example is not None:
        try:
            query.clean(query.example)
        except InvalidQuery as error:
            raise header.wrong("example", f"the example does not fit the parameters: {error}") from None
    for drawing in query.draws:
        for part in (drawing.start, drawing.end, drawing.label, drawing.basis):
            if part and part not in query.returns and part not in query.parameters:
                raise header.wrong("draws", f"draws {part}, which is neither a column nor a parameter")
