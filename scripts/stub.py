"""The types of the methods that saved queries become, for editors and type checkers: ui/library/topics.pyi."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from clusteratlas.queries.catalog import by_topic
from clusteratlas.queries.query import Query
from clusteratlas.ui.library.methods import CALLED, class_name, name_of
from clusteratlas.ui.library.signatures import docstring_of, signature_of

HEADER = '''\
"""Made from the headers in queries/ by `make docs`."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from pandas import DataFrame

from ...graph.results import FoundNode
from .methods import Topic
'''


def stub() -> str:
    """The whole text of topics.pyi."""
    topics = by_topic()
    lines = [HEADER]
    for topic, queries in topics.items():
        lines += [f"class {class_name(topic)}(Topic):", *class_lines(topic, queries), ""]
    lines += ["class Questions:", *(f"    {topic}: {class_name(topic)}" for topic in topics), ""]
    lines += ["    def __init__(self, ask: Callable[[str, Mapping[str, Any]], DataFrame]) -> None: ..."]
    return "\n".join(lines) + "\n"


def class_lines(topic: str, queries: list[Query]) -> Iterator[str]:
    """The methods of a topic."""
    methods = {name_of(query): query for query in queries}
    called = [("__call__", query) for query in queries if query.name == CALLED.get(topic)]
    for number, (name, query) in enumerate([*methods.items(), *called]):
        if number:
            yield ""
        yield f"    def {name}("
        yield from (f"        {argument}," for argument in arguments(signature_of(query)))
        yield "    ) -> DataFrame:"
        first, *rest = docstring_of(query).replace("\\", "\\\\").split("\n")
        yield f'        """{first}'
        yield from (f"        {line}".rstrip() for line in rest)
        yield '        """'


def arguments(signature: inspect.Signature) -> Iterator[str]:
    """The arguments of a method, each with its type and default."""
    starred = False
    for argument in signature.parameters.values():
        if argument.name == "self":
            yield "self"
            continue
        if argument.kind is inspect.Parameter.KEYWORD_ONLY and not starred:
            starred = True
            yield "*"
        default = "" if argument.default is inspect.Parameter.empty else f" = {spelled_value(argument.default)}"
        yield f"{argument.name}: {spelled(argument.annotation)}{default}"


def spelled(kind: Any) -> str:
    """A type as Python writes it."""
    if get_origin(kind) is Literal:
        choices = "".join(f"            {spelled_value(choice)},\n" for choice in get_args(kind))
        return f"Literal[\n{choices}        ]"
    if isinstance(kind, types.UnionType):
        return " | ".join(map(spelled, get_args(kind)))
    if get_origin(kind):
        return f"{get_origin(kind).__name__}[{', '.join(map(spelled, get_args(kind)))}]"
    if kind is types.NoneType:
        return "None"
    return f"datetime.{kind.__name__}" if kind.__module__ == "datetime" else str(kind.__name__)


def spelled_value(value: object) -> str:
    """A value as Python writes it, texts in double quotes."""
    return f'"{value}"' if isinstance(value, str) else repr(value)
