"""Writes what is made from schema, query headers and sources; --check says whether it is up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from clusteratlas.graph.model import Kind, LinkKind, Model, Property, model
from clusteratlas.ingest.source import Source, known_sources, shipped_sources
from clusteratlas.ui.commands.available import in_bytes

from .query_pages import query_pages
from .stub import stub

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
QUERIES = DOCS / "queries"
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
        **{f"docs/queries/{name}": text for name, text in query_pages().items()},
        "docs/sources.md": sources_page(),
        "ui/library/topics.pyi": stub(),
    }
    if "--check" not in sys.argv[1:]:
        for name, text in made.items():
            (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / name).write_text(text, encoding="utf-8")
        for page in pages_of_no_query():
            page.unlink()
        return 0
    stale = [name for name, text in made.items() if not same(ROOT / name, text)]
    stale += [str(page.relative_to(ROOT)) for page in pages_of_no_query()]
    for name in stale:
        print(f"{name} is out of date: run 'make docs' and commit it")
    return 1 if stale else 0


def pages_of_no_query() -> list[Path]:
    """Pages of queries that there are no longer."""
    pages = query_pages()
    return [page for page in QUERIES.rglob("*.md") if page.relative_to(QUERIES).as_posix() not in pages]


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
    apart = f" Links of one source between the same two are told apart by {', '.join(link.key)}." if link.key else ""
    yield f"{ends}. {link.about}{apart} Read backwards: *{link.inward}*."
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


if __name__ == "__main__":
    sys.exit(main())
