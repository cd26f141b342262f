"""Writes what is made from schema, query headers and sources; --check says whether it is up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from clusteratlas.graph.model import Kind, LinkKind, Model, Property, model
from clusteratlas.ingest.source import Source, known_sources, shipped_sources
from clusteratlas.queries.catalog import catalog
from clusteratlas.queries.parameters import Parameter
from clusteratlas.queries.query import Query
from clusteratlas.ui.commands.available import in_bytes

from .stub import stub

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
GROUPS = {
    "trade": "Trade",
    "alike": "Alike",
    "corporate": "Corporate",
    "institutions": "Institutions",
    "structure": "Structure",
    "process": "Process",
    "provenance": "Provenance",
}


def main() -> int:
    """Writes the pages and the types of the library, or with --check compares them; the exit code."""
    made = {
        "docs/schema.md": schema_page(model()),
        "docs/queries.md": queries_page(),
        "docs/sources.md": sources_page(),
        "ui/library/topics.pyi": stub(),
    }
    if "--check" not in sys.argv[1:]:
        for name, text in made.items():
            (ROOT / name).write_text(text, encoding="utf-8")
        return 0
    stale = [name for name, text in made.items() if not same(ROOT / name, text)]
    for name in stale:
        print(f"{name} is out of date: run 'make docs' and commit it")
    return 1 if stale else 0


def same(path: Path, text: str) -> bool:
    """Whether a file holds `text`."""
    return path.is_file() and path.read_text(encoding="utf-8") == text


def schema_page(graph: Model) -> str:
    """The model as a page: a picture, then every kind and link with its properties."""
    return "\n".join(
        [
            "# The graph",
            "",
            "Made from `graph/schema/` by `make docs`. Every fact in the graph is a node or a link of these kinds.",
            "",
            "```mermaid",
            *picture(graph),
            "```",
            "",
            "## Nodes",
            "",
            *(line for kind in graph.kinds.values() for line in kind_lines(graph, kind)),
            "## Links",
            "",
            *(line for group, title in GROUPS.items() for line in group_lines(graph, group, title)),
        ]
    )


def picture(graph: Model) -> Iterator[str]:
    """A Mermaid class diagram of kinds and links."""
    yield "classDiagram"
    for kind in graph.kinds.values():
        for parent in kind.labels[1:2]:
            yield f"  {parent} <|-- {kind.name}"
    between: dict[tuple[str, str], list[str]] = {}
    for link in graph.links.values():
        for ends in link.ends:
            between.setdefault(ends, []).append(link.name)
    for (start, end), names in between.items():
        yield f"  {start} --> {end} : {' '.join(names)}"


def kind_lines(graph: Model, kind: Kind) -> Iterator[str]:
    """A kind as a section."""
    yield f"### {kind.name}"
    yield ""
    parents = (
        f" Is {' and '.join(f'[{name}](#{name.lower()})' for name in kind.labels[1:])}." if kind.labels[1:] else ""
    )
    yield kind.about + parents + (" Abstract: a node is always of one of the kinds below it." if kind.abstract else "")
    yield ""
    inherited = {name for parent in kind.labels[1:] for name in graph.kinds[parent].properties}
    yield from property_table(property for name, property in kind.properties.items() if name not in inherited)


def group_lines(graph: Model, group: str, title: str) -> Iterator[str]:
    """A group of links as sections."""
    yield f"### {title}"
    yield ""
    links = [graph.links[name] for name in graph.groups[group]]
    carried = set.intersection(*(set(link.properties) for link in links))
    for link in links:
        yield from link_lines(link, carried)
    if shared := [links[0].properties[name] for name in links[0].properties if name in carried]:
        yield f"Every {title.lower()} link also carries:"
        yield ""
        yield from property_table(shared)


def link_lines(link: LinkKind, carried: set[str]) -> Iterator[str]:
    """A link as a section."""
    yield f"#### {link.name}"
    yield ""
    ends = (
        f"{' or '.join(link.start)} *{link.out}* {'one of the same kind' if link.same_kind else ' or '.join(link.end)}"
    )
    yield f"{ends}. {link.about} Read backwards: *{link.inward}*."
    yield ""
    yield from property_table(property for name, property in link.properties.items() if name not in carried)


def property_table(properties: Iterator[Property] | list[Property]) -> Iterator[str]:
    """Properties as a table; nothing where there are none."""
    rows = [
        f"| `{property.name}` | {kind_of(property)} | {property.about}{unit_of(property)} |" for property in properties
    ]
    if rows:
        yield "| property | type | meaning |"
        yield "| --- | --- | --- |"
        yield from rows
        yield ""


def unit_of(property: Property) -> str:
    """A property's unit in brackets, if it has one."""
    return f" ({property.unit})" if property.unit else ""


def kind_of(property: Property) -> str:
    """A property's type with its bounds and choices."""
    words = ", ".join(property.choices) if property.choices else property.type
    bounds = [f"from {property.min:g}"] if property.min is not None else []
    bounds += [f"to {property.max:g}"] if property.max is not None else []
    return " ".join([words, *bounds]) + (", required" if property.required else "")


def queries_page() -> str:
    """The saved queries as a page."""
    lines = [
        "# Saved queries",
        "",
        "Made from the headers in `queries/` by `make docs`. Run one with `clusteratlas ask NAME --param name=value`,",
        "or from its form on the page *Questions* of the app. Places, firms and industries are given by name or id.",
        "[own-queries.md](own-queries.md) says how you write one of your own.",
        "",
    ]
    topic = ""
    for query in catalog().values():
        if query.topic != topic:
            topic = query.topic
            lines += [f"## {topic.capitalize()}", ""]
        lines += query_lines(query)
    return "\n".join(lines)


def query_lines(query: Query) -> Iterator[str]:
    """A query as a section."""
    yield f"### {query.title}"
    yield ""
    yield f"`{query.name}`: {query.question}"
    yield ""
    if query.about:
        yield query.about
        yield ""
    if query.parameters:
        yield "| parameter | type | default | meaning |"
        yield "| --- | --- | --- | --- |"
        for parameter in query.parameters.values():
            yield f"| `{parameter.name}` | {parameter_type(parameter)} | {default_of(parameter)} | {parameter.about} |"
        yield ""
    if query.either:
        groups = [" and ".join(f"`{name}`" for name in group) for group in query.either]
        yield f"One of {query.alternatives} is needed: {'; or '.join(groups)}."
        yield ""
    yield f"Returns {', '.join(f'`{column}` ({kind})' for column, kind in query.returns.items())}."
    yield ""


def sources_page() -> str:
    """The page on sources with its tables of those that ship and those that are fetched."""
    shipped = shipped_sources()
    fetched = [source for name, source in known_sources(DOCS).items() if name not in shipped]
    ships = ["| source | what it is | licence | as of | size |", "| --- | --- | --- | --- | --- |"]
    ships += [f"| `{source.name}` | {about(source)} | {size(source)} |" for source in shipped.values()]
    gets = ["| source | what it is | licence | as of | size | newer files |", "| --- | --- | --- | --- | --- | --- |"]
    gets += [f"| `{each.name}` | {about(each)} | {size(each)} | {each.refresh} |" for each in fetched]
    text = (DOCS / "sources.md").read_text(encoding="utf-8")
    return between(between(text, "ship", ships), "are fetched", gets)


def about(source: Source) -> str:
    """Title, licence and date of a source, as cells of a table."""
    title = f"[{source.title}]({source.url})" if source.url else source.title
    return f"{title} | {source.licence} | {source.retrieved}"


def size(source: Source) -> str:
    """How large the files of a source are; what is to be had by hand is said."""
    by_hand = ", by hand" if source.by_hand else ""
    total = source.size()
    return (in_bytes(total) if total else "") + by_hand


def between(text: str, name: str, lines: list[str]) -> str:
    """`text` with what stands between the two marks of that name replaced."""
    begin, end = f"<!-- sources that {name} -->\n", f"<!-- end of sources that {name} -->"
    before, after = text.split(begin)[0], text.split(end)[1]
    return before + begin + "\n".join(lines) + "\n" + end + after


def parameter_type(parameter: Parameter) -> str:
    """A parameter's type with its unit, bounds and choices."""
    bounds = [f"from {parameter.min:g}"] if parameter.min is not None else []
    bounds += [f"to {parameter.max:g}"] if parameter.max is not None else []
    words = ", ".join(parameter.choices) if parameter.choices else parameter.type
    if parameter.listed:
        words = f"one of `{parameter.listed.column}` of `{parameter.listed.query}`"
    return " ".join([words, *bounds, parameter.unit]).strip()


def default_of(parameter: Parameter) -> str:
    """A parameter's default, or that it is needed."""
    if parameter.required:
        return "needed"
    if isinstance(parameter.default, bool):
        return "yes" if parameter.default else "no"
    return "" if parameter.default is None else str(parameter.default)


if __name__ == "__main__":
    sys.exit(main())
