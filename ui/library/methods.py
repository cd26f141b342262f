"""Saved queries as methods: a class for each topic, with a method for each of its queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pandas import DataFrame

from ...graph.errors import InvalidQuery
from ...queries.catalog import catalog
from ...queries.query import Query
from .signatures import docstring_of, in_python, signature_of

CALLED = {"near": "near/suppliers", "search": "search/entities", "sources": "sources/list"}
"""Topics that are commands too, and the query that such a command asks unless it is told another."""


class Topic:
    """Questions of one topic."""

    def __init__(self, ask: Callable[[str, Mapping[str, Any]], DataFrame]) -> None:
        self._ask = ask


def class_of(topic: str, queries: Iterable[Query]) -> type[Topic]:
    """A class with one method for each query of a topic."""
    methods = {name_of(query): method_of(query, name_of(query)) for query in queries}
    if topic in CALLED:
        methods["__call__"] = method_of(catalog()[CALLED[topic]], "__call__")
    about = "\n".join([f"{topic.capitalize()}.", "", *(f"{name_of(query)}: {query.question}" for query in queries)])
    return type(class_name(topic), (Topic,), {"__doc__": about, "__module__": __name__, **methods})


def class_name(topic: str) -> str:
    """The name of the class of a topic.

    >>> class_name("my_questions")
    'MyQuestions'
    """
    return topic.title().replace("_", "")


def name_of(query: Query) -> str:
    """The name of the method of a query."""
    return in_python(query.name.split("/")[1])


def method_of(query: Query, name: str) -> Callable[..., DataFrame]:
    """A method that asks a query; what it takes is checked by the query."""
    signature = signature_of(query)
    names = {in_python(parameter): parameter for parameter in query.parameters}

    def method(self: Topic, /, *args: Any, **given: Any) -> DataFrame:
        try:
            bound = signature.bind(self, *args, **given)
        except TypeError as error:
            raise InvalidQuery(f"{query.name}: {error}; it takes {', '.join(names) or 'nothing'}") from None
        return self._ask(query.name, {names[key]: value for key, value in bound.arguments.items() if key in names})

    method.__name__ = name
    method.__qualname__ = f"{class_name(query.topic)}.{name}"
    method.__doc__ = docstring_of(query)
    method.__signature__ = signature.replace(return_annotation=DataFrame)  # type: ignore[attr-defined]
    return method
