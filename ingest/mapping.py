"""Tables of source.yml: how the columns of a row become nodes and links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..graph.errors import ClusterAtlasError, InvalidSource
from ..graph.records import Link, Node
from .context import Context
from .names import firm_key, slug
from .readers import Row

TRANSFORMS: dict[str, Callable[[str], str]] = {
    "slug": slug,
    "firm_key": firm_key,
    "title": str.title,
    "upper": str.upper,
    "lower": str.lower,
    "zip": lambda text: digits[:5].zfill(5) if (digits := re.sub(r"[^0-9].*", "", text)) else "",
}
FIELD = re.compile(r"\{([^{}|]+)(?:\|([^{}]+))?\}")


class Template:
    """An expression of a mapping: a column, `{COLUMN|transform} text`, or `=constant`."""

    def __init__(self, text: str, where: str, *, bare: bool = True) -> None:
        self.where = where
        self.constant = text[1:] if text.startswith("=") else None
        if not bare or "{" in text or self.constant is not None:
            self.text = text
        else:
            self.text = f"{{{text}}}"
        self.fields = [] if self.constant is not None else FIELD.findall(self.text)
        for _, transform in self.fields:
            if transform and transform not in TRANSFORMS and not transform.startswith("lookup:"):
                raise InvalidSource(f"{where}: no transform {transform!r}; use {', '.join(TRANSFORMS)}, lookup:TABLE")

    def fill(self, row: Row, context: Context) -> str:
        """The text for `row`; empty where a column it needs is empty."""
        if self.constant is not None:
            return self.constant
        values = []
        for column, transform in self.fields:
            value = self.cell(row, column, transform, context)
            if not value:
                return ""
            values.append(value)
        filled = iter(values)
        return FIELD.sub(lambda _: next(filled), self.text)

    def cell(self, row: Row, column: str, transform: str, context: Context) -> str:
        """One cell with its transform applied."""
        if column not in row:
            raise InvalidSource(
                f"{self.where}: {row.file} has no column {column!r} (it has {', '.join(row)}); "
                f"correct the name, or write ={column} for a fixed value"
            )
        raw = row[column]
        if not raw or not transform:
            return raw
        if transform.startswith("lookup:"):
            found = context.lookup(transform.removeprefix("lookup:"), raw)
            if found is None:
                context.reject(row, column, raw, "is not a known value", "correct it, or add it to lookups.yml")
            return found or ""
        return TRANSFORMS[transform](raw)


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


def crawl_tables(context: Context) -> Iterator[Node | Link | None]:
    """The nodes and links that the tables of a source's mapping make."""
    for number, table in enumerate(context.source.tables, 1):
        where = f"{context.source.name}/source.yml: table {number}"
        yield from crawl_table(context, table, where)


def crawl_table(context: Context, table: Mapping[str, Any], where: str) -> Iterator[Node | Link | None]:
    """The nodes and links of one table."""
    if "file" not in table:
        raise InvalidSource(f"{where}: lacks 'file'")
    try:
        nodes = {alias: read_node_rule(raw, f"{where}, node {alias}") for alias, raw in table.get("nodes", {}).items()}
        links = [read_link_rule(raw, nodes, f"{where}, link {i}") for i, raw in enumerate(table.get("links", []), 1)]
        for rule in nodes.values():
            context.model.kind(rule.kind)
        for link in links:
            context.model.link(link.kind)
    except ClusterAtlasError as error:
        raise InvalidSource(f"{where}: {error}" if where not in str(error) else str(error)) from error
    wanted = {column: {str(value) for value in values} for column, values in table.get("where", {}).items()}
    reading = {key: table[key] for key in ("encoding", "delimiter") if key in table}
    seen: dict[str, set[str]] = {alias: set() for alias, rule in nodes.items() if rule.once}
    for row in context.rows(table["file"], **reading):
        if all(row.get(column) in values for column, values in wanted.items()):
            yield from crawl_row(context, row, nodes, links, seen)


def crawl_row(
    context: Context,
    row: Row,
    nodes: Mapping[str, NodeRule],
    links: list[LinkRule],
    seen: Mapping[str, set[str]],
) -> Iterator[Node | Link | None]:
    """The nodes and links of one row."""
    made: dict[str, Node | None] = {}
    for alias, rule in nodes.items():
        id = rule.id.fill(row, context)
        if rule.once and id in seen[alias]:
            context.reject(row, "id", id, "stands in an earlier row too", "give each row an id of its own")
            made[alias] = None
            continue
        if rule.once and id:
            seen[alias].add(id)
        made[alias] = context.node(rule.kind, id, row, **fill(rule.properties, rule.listed, row, context))
        yield made[alias]
    for link in links:
        start, end = (made[end] if isinstance(end, str) else end.fill(row, context) for end in (link.start, link.end))
        yield context.link(link.kind, start, end, row, **fill(link.properties, link.listed, row, context))


def fill(
    properties: Mapping[str, list[Template]], listed: frozenset[str], row: Row, context: Context
) -> dict[str, object]:
    """The raw values of a rule's properties for a row."""
    filled: dict[str, object] = {}
    for name, templates in properties.items():
        values = [template.fill(row, context) for template in templates]
        filled[name] = values if name in listed else values[0]
    return filled


def read_node_rule(raw: Mapping[str, Any], where: str) -> NodeRule:
    """The rule in one entry of `nodes`."""
    if missing := {"kind", "id"} - raw.keys():
        raise InvalidSource(f"{where}: lacks {', '.join(sorted(missing))}")
    properties = {name: value for name, value in raw.items() if name not in {"kind", "id", "once"}}
    return NodeRule(
        raw["kind"],
        Template(str(raw["id"]), where),
        bool(raw.get("once", False)),
        read_properties(properties, where),
        frozenset(name for name, value in properties.items() if isinstance(value, list)),
    )


def read_link_rule(raw: Mapping[str, Any], nodes: Mapping[str, NodeRule], where: str) -> LinkRule:
    """The rule in one entry of `links`."""
    if missing := {"kind", "from", "to"} - raw.keys():
        raise InvalidSource(f"{where}: lacks {', '.join(sorted(missing))}")
    start, end = (
        raw[end] if raw[end] in nodes else Template(str(raw[end]), where, bare=False) for end in ("from", "to")
    )
    properties = {name: value for name, value in raw.items() if name not in {"kind", "from", "to"}}
    return LinkRule(
        raw["kind"],
        start,
        end,
        read_properties(properties, where),
        frozenset(name for name, value in properties.items() if isinstance(value, list)),
    )


def read_properties(raw: Mapping[str, Any], where: str) -> dict[str, list[Template]]:
    """Property name to its expressions."""
    return {
        name: [Template(str(part), f"{where}, {name}") for part in (value if isinstance(value, list) else [value])]
        for name, value in raw.items()
    }
