"""Tables of source.yml: how the columns of a row become nodes and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from ..graph.errors import InvalidSource
from ..graph.model import Kind, LinkKind, Model
from ..graph.records import Link, Node
from .cleaning.names import firm_key
from .context import Context
from .readers import OPTIONS, Row, reading_of
from .repeats import Repeats
from .source import Source
from .templates import Template, first_filled, listed, read_templates

TABLE_KEYS = {"file", "where", "nodes", "links", "size", "obtain", "columns", *OPTIONS}
FILLED_IN = {"source", "run", "record", "said_from", "said_to", "corrected"}
"""Properties that a load fills in."""
T = TypeVar("T")


class PropertyRule(NamedTuple):
    """How a property is made of a row."""

    name: str
    column: str | None
    """The column whose text it is as it stands; None where it is more than that."""
    given: Template | list[Template]
    """The expression of its value, or those of a list."""


Properties = tuple[PropertyRule, ...]


@dataclass(frozen=True, slots=True)
class NodeRule:
    """How a row becomes a node."""

    kind: str
    id: list[Template]
    """Templates of the id; the first that the row fills counts."""
    once: bool
    """Whether its id may stand in one row only."""
    optional: bool
    """Whether a row without its id just has none, rather than being refused."""
    properties: Properties

    def columns(self) -> set[str]:
        """The columns that it is made of."""
        return columns_in(chain(self.id, *(listed(rule.given) for rule in self.properties)))

    def is_keyed(self) -> bool:
        """Whether its id may stand in several rows and does not come of its name."""
        named = chain(*(listed(rule.given) for rule in self.properties if rule.name == "name"))
        return not self.once and not columns_in(named) <= columns_in(self.id)


@dataclass(frozen=True, slots=True)
class LinkRule:
    """How a row becomes a link."""

    kind: str
    start: str | list[Template]
    """Alias of a node of the same table, or templates of an id, of which the first that the row fills counts."""
    end: str | list[Template]
    properties: Properties


@dataclass(frozen=True, slots=True)
class TableRules:
    """How the rows of one table are read and what becomes of them."""

    file: str | None
    """None where the rows come from a database at an address."""
    reading: Mapping[str, Any]
    """How it is read, as far as that is given."""
    wanted: Mapping[str, set[str]]
    """Column to the values that a row is taken for."""
    nodes: Mapping[str, NodeRule]
    links: list[LinkRule]
    where: str
    """Where they are written."""

    def named(self) -> set[str]:
        """The nodes whose names stand for them in other rows."""
        return {template.bearer for rule in self.nodes.values() for template in rule.id if template.bearer}

    def keyed(self) -> set[str]:
        """The kinds of nodes whose ids may stand in several rows and do not come of their names."""
        return {rule.kind for rule in self.nodes.values() if rule.is_keyed()}


def crawl_tables(context: Context) -> Iterator[Node | Link | None]:
    """The nodes and links that the tables of a source's mapping make."""
    tables = tables_of(context.source, context.model)
    context.bearers = bearers(context.unheard(), tables)
    repeats = Repeats(context)
    for rules in tables:
        keyed = rules.keyed()
        seen: dict[str, set[str]] = {alias: set() for alias, rule in rules.nodes.items() if rule.once}
        for row in rows_of(context, rules):
            yield from repeats.heeded(crawl_row(context, row, rules.nodes, rules.links, seen), row, keyed)


def columns_in(templates: Iterable[Template]) -> set[str]:
    """The columns that expressions name."""
    return {column for template in templates for columns, _ in template.fields for column in columns}


def tables_of(source: Source, model: Model) -> list[TableRules]:
    """The rules of the tables of a source."""
    return [
        read_table(model, table, f"{source.name}/source.yml: table {number}")
        for number, table in enumerate(source.tables, 1)
    ]


def rows_of(context: Context, rules: TableRules) -> Iterator[Row]:
    """The rows of a table that its rules are for."""
    for row in context.rows(rules.file, **rules.reading):
        if not rules.wanted or all(value_of(row, name, rules.where) in held for name, held in rules.wanted.items()):
            yield row


def bearers(context: Context, tables: list[TableRules]) -> dict[str, dict[str, str]]:
    """For each node that is named elsewhere: the key of a name to the id of the one row's node that alone bears it.

    The tables with such nodes are read through beforehand, so that the order of rows does not matter.
    """
    found: dict[str, dict[str, set[str]]] = {alias: {} for rules in tables for alias in rules.named()}
    for rules in tables:
        made = [
            (alias, rule.id, listed(of.given))
            for alias, rule in rules.nodes.items()
            for of in rule.properties
            if alias in found and of.name == "name"
        ]
        for row in rows_of(context, rules) if made else ():
            for alias, *templates in made:
                id, name = (first_filled(each, row, context) for each in templates)
                if id and name:
                    found[alias].setdefault(firm_key(name), set()).add(id)
    return {alias: {key: min(ids) for key, ids in keys.items() if len(ids) == 1} for alias, keys in found.items()}


def value_of(row: Row, column: str, where: str) -> str:
    """The cell that a row is chosen by."""
    if column not in row:
        raise InvalidSource(
            f"{where}: 'where' names {column!r}, which {row.file} has not (it has {', '.join(row)}); "
            "name the column so in the file, or correct its name in the mapping"
        )
    return row[column]


def read_table(model: Model, table: Mapping[str, Any], where: str) -> TableRules:
    """The rules of one table; InvalidSource says what is wrong with them."""
    check_mapping(table, where, set() if isinstance(table, dict) and "sql" in table else {"file"}, TABLE_KEYS)
    raw_nodes = table.get("nodes") or {}
    raw_links = table.get("links") or []
    wanted = table.get("where") or {}
    if not isinstance(raw_nodes, dict) or not isinstance(raw_links, list) or not isinstance(wanted, dict):
        raise InvalidSource(f"{where}: write 'nodes' and 'where' as 'name: ...' lines, and 'links' as a list")
    nodes = {alias: read_node_rule(raw, f"{where}, node {alias}", model) for alias, raw in raw_nodes.items()}
    links = [read_link_rule(raw, nodes, f"{where}, link {i}", model) for i, raw in enumerate(raw_links, 1)]
    return TableRules(
        str(table["file"]) if "file" in table else None,
        reading_of(table, where),
        {str(column): {str(value) for value in listed(values)} for column, values in wanted.items()},
        nodes,
        links,
        where,
    )


def crawl_row(
    context: Context,
    row: Row,
    nodes: Mapping[str, NodeRule],
    links: list[LinkRule],
    seen: Mapping[str, set[str]],
) -> Iterator[Node | Link | None]:
    """The nodes and links of one row."""
    made: dict[str, Node | str | None] = {}
    corrected = corrected_nodes(nodes, row)
    ids = {alias: first_filled(rule.id, row, context) for alias, rule in nodes.items()}
    ends = [(end_of(link.start, row, context), end_of(link.end, row, context)) for link in links]
    located = [pair for link, pair in zip(links, ends, strict=True) if link.kind == "LOCATED_IN"] if nodes else []
    for alias, rule in nodes.items():
        id = ids[alias]
        if rule.id[0].bearer and rule.id[0].fill(row, context):
            made[alias] = id
            continue
        if rule.optional and not id:
            made[alias] = None
            continue
        if rule.once and id in seen[alias]:
            context.reject(
                row,
                "id",
                id,
                "stands in an earlier row too",
                "give each row a number of its own, or delete the one too many",
            )
            made[alias] = None
            continue
        if rule.once and id:
            seen[alias].add(id)
        within = [ids.get(end, end) for start, end in located if start in (alias, id)]
        told = row if alias in corrected else row.as_read()
        made[alias] = node = context.node(rule.kind, id, told, within, **fill(rule.properties, row, context))
        yield node
    for link, (start, end) in zip(links, ends, strict=True):
        first = made[start] if isinstance(link.start, str) else start
        last = made[end] if isinstance(link.end, str) else end
        yield context.link(link.kind, first, last, row, **fill(link.properties, row, context))


def end_of(given: str | list[Template], row: Row, context: Context) -> str:
    """The alias, or the id that a row fills, of an end of a link."""
    return given if isinstance(given, str) else first_filled(given, row, context)


def corrected_nodes(nodes: Mapping[str, NodeRule], row: Row) -> set[str]:
    """The nodes of a row on which a correction of it bears: those made of its cells, else the one it is about first."""
    if not row.changed:
        return set()
    made = {alias for alias, rule in nodes.items() if not row.changed.isdisjoint(rule.columns())}
    return made or set(list(nodes)[:1])


def fill(properties: Properties, row: Row, context: Context) -> dict[str, object]:
    """The raw values of a rule's properties for a row."""
    cells = row.cells
    return {
        name: cells[column] if column in cells else filled(given, row, context) for name, column, given in properties
    }


def filled(given: Template | list[Template], row: Row, context: Context) -> object:
    """The raw value of a property for a row."""
    return [each.fill(row, context) for each in given] if isinstance(given, list) else given.fill(row, context)


def read_node_rule(raw: Mapping[str, Any], where: str, model: Model) -> NodeRule:
    """The rule in one entry of `nodes`."""
    check_mapping(raw, where, {"kind", "id"})
    properties = {name: value for name, value in raw.items() if name not in {"kind", "id", "once", "optional"}}
    kind = known(model.kinds, model.concrete(), raw["kind"], "kind", where)
    check_properties(kind, properties, where)
    return NodeRule(
        raw["kind"],
        read_templates(raw["id"], f"{where}, id"),
        bool(raw.get("once", False)),
        bool(raw.get("optional", False)),
        read_properties(properties, where),
    )


def read_link_rule(raw: Mapping[str, Any], nodes: Mapping[str, NodeRule], where: str, model: Model) -> LinkRule:
    """The rule in one entry of `links`."""
    check_mapping(raw, where, {"kind", "from", "to"})
    start, end = (
        str(raw[end]) if str(raw[end]) in nodes else read_templates(raw[end], f"{where}, {end}", bare=False)
        for end in ("from", "to")
    )
    properties = {name: value for name, value in raw.items() if name not in {"kind", "from", "to"}}
    stated = [name for name, link in model.links.items() if not link.provenance]
    check_properties(known(model.links, stated, raw["kind"], "link", where), properties, where)
    return LinkRule(raw["kind"], start, end, read_properties(properties, where))


def known(described: Mapping[str, T], allowed: Iterable[str], name: object, sort: str, where: str) -> T:
    """The kind of node or link of that name; InvalidSource lists those that a source may state."""
    if name not in (names := list(allowed)):
        raise InvalidSource(f"{where}: {name}: no such {sort}; use one of {', '.join(names)}")
    return described[str(name)]


def check_properties(owner: Kind | LinkKind, properties: Mapping[str, Any], where: str) -> None:
    """InvalidSource names a property that the owner does not have, or that a load fills in by itself."""
    have = [name for name in owner.properties if name not in FILLED_IN]
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


def read_properties(raw: Mapping[str, Any], where: str) -> Properties:
    """How each property is made of a row."""
    found = {name: read_templates(value, f"{where}, {name}") for name, value in raw.items()}
    return tuple(
        PropertyRule(name, None, each) if isinstance(raw[name], list) else PropertyRule(name, each[0].column, each[0])
        for name, each in found.items()
    )
