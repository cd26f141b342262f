"""A saved query: a Cypher file whose header says what it asks, takes and returns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..graph.errors import InvalidQuery
from ..graph.model import NAME, Model, model
from .areas import AREA_PARAMETERS, INSIDE
from .header import Header, read_header
from .header_parameters import read_either, read_parameter, with_area
from .parameters import Parameter

RETURN_TYPES = ("str", "int", "float", "bool", "date", "list", "any", "Link", "Path")
"""Column types besides the kinds of the model."""
VIEWS = ("table", "graph", "map")
FIGURES = "figures"
NETWORKS = ("organisations", "traits", FIGURES)
"""What the Python file of a query may work on besides rows: the network of organisations, `traits` with their
industries, places and home countries too, or the `figures` of industries in places."""
EMPTY = "Nothing in what is loaded fits: widen a limit or a distance, or ask about another place or organisation."
OWN = "own"
"""The topic of queries that users wrote and keep in the graph; none that ships has it."""


DRAWING_KEYS = ("from", "to", "label", "basis", "of")
"""As a header writes a drawing."""


def is_own(name: str) -> bool:
    """Whether a name is one of those that users give."""
    return name.startswith(f"{OWN}/")


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
    of: str = ""
    """Column with the node that a row tells of, where both ends are columns; else a row tells of the line."""


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
    slow: bool = False
    """Whether it takes a minute or so, so that it is asked only where somebody wants it."""
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
    network = str(header.values.get("network", ""))
    if network == FIGURES:
        parameters = {key: replace(one, counted=one.type == "place") for key, one in parameters.items()}
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
        network=network,
        inside=inside,
        slow=read_slow(header),
        either=read_either(header),
    )
    check(query, header, graph_model, computed)
    return query


def read_slow(header: Header) -> bool:
    """The header's `slow`: yes, or nothing."""
    said = str(header.values.get("slow", "")).strip()
    if said not in ("", "yes"):
        raise header.wrong("slow", f"slow is {said!r}; write '// slow: yes', or leave it out")
    return bool(said)


def read_drawings(header: Header) -> tuple[Drawing, ...]:
    """The header's `draws`: one line of the graph, or a list of them."""
    raw = header.values.get("draws")
    drawings = []
    for entry in raw if isinstance(raw, list) else [raw] if raw else []:
        if not isinstance(entry, Mapping) or not {"from", "to"} <= entry.keys() <= {*DRAWING_KEYS}:
            raise header.wrong("draws", "draws is not written as {from: a, to: b, label: c, basis: d, of: e}")
        drawings.append(Drawing(*(str(entry.get(key, "")) for key in DRAWING_KEYS)))
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
        if name in query.parameters and query.parameters[name].type == "weights":
            if not computed:
                raise header.wrong(
                    "params", f"parameter {name}: weights are for a query with a Python file of the same stem"
                )
            continue
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
        for part in (drawing.start, drawing.end, drawing.label, drawing.basis, drawing.of):
            if part and part not in query.returns and part not in query.parameters:
                raise header.wrong("draws", f"draws {part}, which is neither a column nor a parameter")
