"""The pages of docs/queries: one for each saved query, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clusteratlas.queries.catalog import by_topic, catalog
from clusteratlas.queries.parameters import Parameter
from clusteratlas.queries.query import Query

from .examples import Example, kept

WIDEST = 200
"""Characters of a cell that are shown."""


def query_pages() -> dict[str, str]:
    """Path below docs/queries to text: the list of all queries, and the page of each."""
    examples = kept()
    return {
        "README.md": "\n".join(list_lines()),
        **{f"{name}.md": "\n".join(page_lines(query, examples.get(name))) for name, query in catalog().items()},
    }


def list_lines() -> Iterator[str]:
    """All saved queries by topic."""
    yield "# Saved queries"
    yield ""
    yield "Made from the headers in `queries/` by `make docs`. Ask one by `clusteratlas ask NAME --param value`,"
    yield "from its form on the page *Questions* of the app, or [from a notebook](../library.md). Places, firms and"
    yield "industries are given by name or id."
    yield "[own-queries.md](../own-queries.md) says how you write one of your own."
    for topic, queries in by_topic().items():
        yield ""
        yield f"## {topic.capitalize()}"
        yield ""
        yield "| query | question |"
        yield "| --- | --- |"
        for query in queries:
            yield f"| [{query.title}]({query.name}.md) | {query.question} |"
    yield ""


def page_lines(query: Query, example: Example | None) -> Iterator[str]:
    """The page of a query."""
    yield f"# {query.title}"
    yield ""
    yield f"**{query.question}** `{query.name}`, shown as {', '.join(query.view)}."
    yield ""
    if query.about:
        yield query.about
        yield ""
    yield f"**What it cannot know.** {query.unknown}"
    yield ""
    yield f"**An empty answer.** {query.empty[:1].upper()}{query.empty[1:]}"
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
    yield f"It returns {', '.join(f'`{column}` ({kind})' for column, kind in query.returns.items())}."
    yield ""
    if example is not None and query.example is not None:
        yield from example_lines(query, query.example, example)
    yield f"[All saved queries](../README.md) · [its Cypher](../../../queries/{query.name}.cypher)"
    yield ""


def example_lines(query: Query, given: Mapping[str, object], example: Example) -> Iterator[str]:
    """What the query answers on the data that ship."""
    yield "## On the data of the demo"
    yield ""
    said = " ".join(f"--{name.replace('_', '-')} {in_a_shell(value)}" for name, value in given.items())
    yield "```sh"
    yield f"clusteratlas ask {query.name} {said}".rstrip()
    yield "```"
    yield ""
    if entities := example["entities"]:
        yield f"({', '.join(f'{name}: {called}' for name, called in entities.items())})"
        yield ""
    rows, total = example["rows"], example["of"]
    if not rows:
        yield f"Nothing is found: {query.empty}"
        yield ""
        return
    yield f"| {' | '.join(example['columns'])} |"
    yield f"|{' --- |' * len(example['columns'])}"
    for row in rows:
        yield f"| {' | '.join(in_a_cell(text) for text in row)} |"
    yield ""
    if total > len(rows):
        yield f"The first {len(rows)} of {total:,} rows; columns that are empty in them are left out."
        yield ""


def in_a_shell(value: object) -> str:
    """A value as a shell takes it."""
    text = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    return text if text.replace("-", "").replace("_", "").isalnum() else f'"{text}"'


def in_a_cell(text: str) -> str:
    """A text as the cell of a table, shortened where it is long."""
    shown = text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
    return shown.replace("|", "\\|").replace("<", "&lt;")


def parameter_type(parameter: Parameter) -> str:
    """A parameter's type with its unit, bounds and choices."""
    bounds = [f"from {parameter.min:g}"] if parameter.min is not None else []
    bounds += [f"to {parameter.max:g}"] if parameter.max is not None else []
    words = ", ".join(parameter.choices or parameter.named) or parameter.type
    if parameter.listed:
        words = f"one of `{parameter.listed.column}` of `{parameter.listed.query}`"
    return " ".join([words, *bounds, parameter.unit]).strip()


def default_of(parameter: Parameter) -> str:
    """A parameter's default, or that it is needed."""
    if parameter.required:
        return "needed"
    if isinstance(parameter.default, bool):
        return "yes" if parameter.default else "no"
    return "" if parameter.default is None else str(parameter.text(parameter.default))
