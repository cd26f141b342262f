"""Tables of source.yml: how the columns of a row become nodes and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from ..graph.errors import InvalidSource
from ..graph.model import Kind, LinkKind, Model
from ..graph.records import Link, Node
from .cleaning.transforms import TRANSFORMS
from .context import Context
from .readers import Row

TABLE_KEYS = {"file", "encoding", "delimiter", "where", "nodes", "links"}
FILLED_IN = {"source", "run", "record"}
"""Properties of links that a load fills in."""
T = TypeVar("T")
FIELD = re.compile(r"\{([^{}|]+)(?:\|([^{}]+))?\}")


class Template:
    """An expression of a mapping: a column, `{COLUMN|transform} text`, or `=constant`."""

    def __init__(self, text: str, where: str, *, bare: bool = True) -> None:
        self.where = where
        if not text:
            raise InvalidSource(f"{where}: is empty; name a column, or take it away")
        self.constant = text[1:] if text.startswith("=") else None
        if not bare or "{" in text or self.constant is not None:
            self.text = text
        else:
            self.text = f"{{{text}}}"
        self.fields: list[tuple[tuple[str, ...], str]] = []
        self.between = FIELD.split(self.text)[::3]
        """What stands before, between and behind the columns."""
        if self.constant is not None:
            return
        if re.search(r"[{}]", FIELD.sub("", self.text)):
            raise InvalidSource(f"{where}: {text!r} has a brace without its other half; write columns as {{COLUMN}}")
        for column, transform in FIELD.findall(self.text):
            column, transform = column.strip(), transform.strip()
            self.fields.append((self.columns(column, transform), transform))
            if transform and transform not in TRANSFORMS and not transform.startswith("lookup:"):
                raise InvalidSource(f"{where}: no transform {transform!r}; use {', '.join(TRANSFORMS)}, lookup:TABLE")

    def fill(self, row: Row, context: Context) -> str:
        """The text for `row`; empty where a column it needs is empty."""
        if self.constant is not None:
            return self.constant
        filled = self.between[0]
        for (columns, transform), literal in zip(self.fields, self.between[1:], strict=True):
            value = self.cell(row, columns, transform, context)
            if not value:
                return ""
            filled += value + literal
        return filled

    def columns(self, written: str, transform: str) -> tuple[str, ...]:
        """The columns, or `=constants`, that a transform takes; InvalidSource where they are not as many."""
        needed = TRANSFORMS[transform].columns if transform in TRANSFORMS else 1
        if needed == 1:
            return (written,)
        columns = tuple(part.strip() for part in written.split(","))
        if len(columns) != needed or not all(columns):
            raise InvalidSource(
                f"{self.where}: {transform} takes {needed} columns, as in {{COLUMN,COLUMN|{transform}}}; "
                f"a fixed value is written =value"
            )
        return columns

    def cell(self, row: Row, columns: tuple[str, ...], transform: str, context: Context) -> str:
        """The text of one column or several with the transform applied; a value that it refuses is rejected."""
        cells = [self.raw(row, column) for column in columns]
        if not cells[0] or not transform:
            return cells[0]
        if transform.startswith("lookup:"):
            found = context.lookup(transform.removeprefix("lookup:"), cells[0])
            if found is None:
                context.reject(
                    row, columns[0], cells[0], "is not a known value", "correct it, or add it to lookups.yml"
                )
            return found or ""
        try:
            return TRANSFORMS[transform].clean(*cells) or ""
        except ValueError as error:
            written = ", ".join(filter(None, cells))
            context.reject(row, ",".join(columns), written, str(error), TRANSFORMS[transform].remedy)
            return ""

    def raw(self, row: Row, column: str) -> str:
        """One cell as it stands, or the text of an `=constant`."""
        if len(column) > 1 and column.startswith("="):
            return column[1:]
        try:
            return row[column]
        except KeyError:
            raise InvalidSource(
                f"{self.where}: {row.file} has no column {column!r} (it has {', '.join(row)}); "
                f"correct the name, or write ={column} for a fixed value"
            ) from None


@dataclass(frozen=True, slots=True)
class NodeRule:
    """How a row becomes a node."""

    kind: str
    id: Template
    once: bool
    properties: Mapping[str, list[Template]]
    listed: frozenset[str]
    """Properties whose value is a list of expressions."""


@dataclass(frozen=True, slots=True)
class LinkRule:
    """How a row becomes a link."""

    kind: str
    start: str | Template
    """Alias of a node of the same table, or the template of an id."""
    end: str | Template
    properties: Mapping[str, list[Template]]
    listed: frozenset[str]


@dataclass(frozen=True, slots=True)
class TableRules:
    """How the rows of one table are read and what becomes of them."""

    file: str
    reading: Mapping[str, str]
    """Encoding and delimiter, where they are given."""
    wanted: Mapping[str, set[str]]
    """Column to the values that a row is taken for."""
    nodes: Mapping[str, NodeRule]
    links: list[LinkRule]


def crawl_tables(context: Context) -> Iterator[Node | Link | None]:
    """The nodes and links that the tables of a source's mapping make."""
    for number, table in enumerate(context.source.tables, 1):
        where = f"{context.source.name}/source.yml: table {number}"
        yield from crawl_table(context, table, where)


def crawl_table(context: Context, table: Mapping[str, Any], where: str) -> Iterator[Node | Link | None]:
    """The nodes and links of one table."""
    rules = read_table(context.model, table, where)
    seen: dict[str, set[str]] = {alias: set() for alias, rule in rules.nodes.items() if rule.once}
    for row in context.rows(rules.file, **rules.reading):
        if all(value_of(row, column, where) in values for column, values in rules.wanted.items()):
            yield from crawl_row(context, row, rules.nodes, rules.links, seen)


def value_of(row: Row, column: str, where: str) -> str:
    """The cell that a row is chosen by."""
    if column not in row:
        raise InvalidSource(f"{where}: 'where' names {column!r}, which {row.file} has not (it has {', '.join(row)})")
    return row[column]


def read_table(model: Model, table: Mapping[str, Any], where: str) -> TableRules:
    """The rules of one table; InvalidSource says what is wrong with them."""
    check_mapping(table, where, {"file"}, TABLE_KEYS)
    raw_nodes = table.get("nodes") or {}
    raw_links = table.get("links") or []
    wanted = table.get("where") or {}
    if not isinstance(raw_nodes, dict) or not isinstance(raw_links, list) or not isinstance(wanted, dict):
        raise InvalidSource(f"{where}: write 'nodes' and 'where' as 'name: ...' lines, and 'links' as a list")
    nodes = {alias: read_node_rule(raw, f"{where}, node {alias}", model) for alias, raw in raw_nodes.items()}
    links = [read_link_rule(raw, nodes, f"{where}, link {i}", model) for i, raw in enumerate(raw_links, 1)]
    return TableRules(
        str(table["file"]),
        {key: str(table[key]) for key in ("encoding", "delimiter") if key in table},
        {str(column): {str(value) for value in listed(values)} for column, values in wanted.items()},
        nodes,
        links,
    )


def crawl_row(
    context: Context,
    row: Row,
    nodes: Mapping[str, NodeRule],
    links: list[LinkRule],
    seen: Mapping[str, set[str]],
) -> Iterator[Node | Link | None]:
    """The nodes and links of one row."""
    made: dict[str, Node | None] = {}
    ids = {alias: rule.id.fill(row, context) for alias, rule in nodes.items()}
    ends = [
        [end if isinstance(end, str) else end.fill(row, context) for end in (link.start, link.end)] for link in links
    ]
    for alias, rule in nodes.items():
        id = ids[alias]
        if rule.once and id in seen[alias]:
            context.reject(row, "id", id, "stands in an earlier row too", "give each row an id of its own")
            made[alias] = None
            continue
        if rule.once and id:
            seen[alias].add(id)
        within = [
            ids.get(end, end)
            for link, (start, end) in zip(links, ends, strict=True)
            if link.kind == "LOCATED_IN" and start in (alias, id)
        ]
        properties = fill(rule.properties, rule.listed, row, context)
        made[alias] = context.node(rule.kind, id, row, within, **properties)
        yield made[alias]
    for link, (start, end) in zip(links, ends, strict=True):
        first, last = (
            made[written] if isinstance(given, str) else written
            for given, written in ((link.start, start), (link.end, end))
        )
        yield context.link(link.kind, first, last, row, **fill(link.properties, link.listed, row, context))


def fill(
    properties: Mapping[str, list[Template]], listed: frozenset[str], row: Row, context: Context
) -> dict[str, object]:
    """The raw values of a rule's properties for a row."""
    filled: dict[str, object] = {}
    for name, templates in properties.items():
        values = [template.fill(row, context) for template in templates]
        filled[name] = values if name in listed else values[0]
    return filled


def read_node_rule(raw: Mapping[str, Any], where: str, model: Model) -> NodeRule:
    """The rule in one entry of `nodes`."""
    check_mapping(raw, where, {"kind", "id"})
    properties = {name: value for name, value in raw.items() if name not in {"kind", "id", "once"}}
    kind = known(model.kinds, model.concrete(), raw["kind"], "kind", where)
    check_properties(kind, properties, where)
    return NodeRule(
        raw["kind"],
        Template(str(raw["id"]), f"{where}, id"),
        bool(raw.get("once", False)),
        read_properties(properties, where),
        frozenset(name for name, value in properties.items() if isinstance(value, list)),
    )


def read_link_rule(raw: Mapping[str, Any], nodes: Mapping[str, NodeRule], where: str, model: Model) -> LinkRule:
    """The rule in one entry of `links`."""
    check_mapping(raw, where, {"kind", "from", "to"})
    start, end = (
        str(raw[end]) if str(raw[end]) in nodes else Template(str(raw[end]), f"{where}, {end}", bare=False)
        for end in ("from", "to")
    )
    properties = {name: value for name, value in raw.items() if name not in {"kind", "from", "to"}}
    stated = [name for name, link in model.links.items() if not link.provenance]
    check_properties(known(model.links, stated, raw["kind"], "link", where), properties, where)
    return LinkRule(
        raw["kind"],
        start,
        end,
        read_properties(properties, where),
        frozenset(name for name, value in properties.items() if isinstance(value, list)),
    )


def known(described: Mapping[str, T], allowed: Iterable[str], name: object, sort: str, where: str) -> T:
    """The kind of node or link of that name; InvalidSource lists those that a source may state."""
    if name not in (names := list(allowed)):
        raise InvalidSource(f"{where}: {name}: no such {sort}; use one of {', '.join(names)}")
    return described[str(name)]


def check_properties(owner: Kind | LinkKind, properties: Mapping[str, Any], where: str) -> None:
    """InvalidSource names a property that the owner does not have, or that a load fills in by itself."""
    have = [name for name in owner.properties if isinstance(owner, Kind) or name not in FILLED_IN]
    for name in properties:
        if name not in have:
            raise InvalidSource(f"{where}: {owner.name} has no property {name!r}; it has {', '.join(have)}")


def check_mapping(raw: object, where: str, needed: set[str], takes: set[str] | None = None) -> None:
    """InvalidSource where `raw` is no mapping, lacks a key, or has one that it does not take."""
    if not isinstance(raw, dict):
        raise InvalidSource(f"{where}: must be written as 'key: value' lines; it reads {raw!r}")
    if missing := needed - raw.keys():
        raise InvalidSource(f"{where}: lacks {', '.join(sorted(missing))}; add it")
    if takes and (unknown := raw.keys() - takes):
        raise InvalidSource(
            f"{where}: unknown {', '.join(sorted(map(str, unknown)))}; it takes {', '.join(sorted(takes))}"
        )


def listed(value: Any) -> list[Any]:
    """`value` as a list."""
    return value if isinstance(value, list) else [value]


def read_properties(raw: Mapping[str, Any], where: str) -> dict[str, list[Template]]:
    """Property name to its expressions."""
    return {name: [Template(str(part), f"{where}, {name}") for part in listed(value)] for name, value in raw.items()}
