"""The header of a saved query as the signature and the docstring of a method."""

from __future__ import annotations

import datetime
import inspect
import keyword
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, Literal

from ...graph.results import FoundNode
from ...queries.parameters import Parameter
from ...queries.query import Query
from .frames import frame_columns

TYPES: Mapping[str, tuple[Any, ...]] = {
    "text": (str,),
    "int": (int,),
    "number": (float,),
    "flag": (bool,),
    "date": (str, datetime.date),
    "choice": (str,),
    "polygon": (str, Mapping[str, Any]),
    "linkages": (str, Sequence[str]),
    "weights": (str, Mapping[str, Any]),
}
"""Parameter types to what Python gives for them."""
ENTITY = (str, FoundNode)
"""An entity: its name, its id, or a node of an answer."""
WIDTH = 100
"""Characters of a line of a docstring."""


def signature_of(query: Query) -> inspect.Signature:
    """What the method of a query takes: what it needs, or needs one of, by place or name, all else by name alone."""
    required = [one for one in query.parameters.values() if one.required]
    needed = required + [query.parameters[name] for group in query.either for name in group]
    others = [one for one in query.parameters.values() if one not in needed]
    return inspect.Signature(
        [
            inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY),
            *(argument_of(one, inspect.Parameter.POSITIONAL_OR_KEYWORD) for one in needed),
            *(argument_of(one, inspect.Parameter.KEYWORD_ONLY) for one in others),
        ]
    )


def argument_of(parameter: Parameter, kind: Any) -> inspect.Parameter:
    """One argument of a method."""
    default = inspect.Parameter.empty if parameter.required else parameter.text(parameter.default)
    return inspect.Parameter(in_python(parameter.name), kind, default=default, annotation=annotation_of(parameter))


def in_python(name: str) -> str:
    """The name of a parameter or a query as Python can write it.

    >>> in_python("place"), in_python("from")
    ('place', 'from_')
    """
    return f"{name}_" if keyword.iskeyword(name) or name == "self" else name


def annotation_of(parameter: Parameter) -> Any:
    """What a parameter takes, as Python says it."""
    optional = () if parameter.required or parameter.default is not None else (None,)
    if parameter.choices:
        return Literal[(*parameter.choices, *optional)]
    kinds = ENTITY if parameter.kind else TYPES[parameter.type]
    return reduce(or_, (*kinds, *optional))


def docstring_of(query: Query) -> str:
    """All that the header of a query says, with the columns of its data frame."""
    return "\n".join(
        [
            *wrapped(query.question),
            *(["", *wrapped(query.about)] if query.about else []),
            *(["", *wrapped(f"What it cannot know: {query.unknown}")] if query.unknown else []),
            *(["", "Parameters:", *parameter_lines(query)] if query.parameters else []),
            "",
            "Columns:",
            *column_lines(query),
            "",
            *wrapped(f"Where nothing is found: {query.empty}"),
            *wrapped(f"The same as nodes rather than a table: atlas.ask({query.name!r}, ...)."),
        ]
    )


def parameter_lines(query: Query) -> Iterator[str]:
    """What a query takes, each with its meaning, bounds, unit and default."""
    for parameter in query.parameters.values():
        default = parameter.text(parameter.default)
        said = "" if parameter.required or default is None else f" Default: {default!r}."
        about = f"{parameter.about.rstrip('.')}; {parameter.hint()}.{said}"
        yield from wrapped(f"{in_python(parameter.name)}: {about}", "    ")


def column_lines(query: Query) -> Iterator[str]:
    """The columns of a query's data frame, each with its type."""
    for column, kind in query.returns.items():
        yield from wrapped(f"{', '.join(frame_columns(query, column))}: {kind}", "    ")


def wrapped(text: str, indent: str = "") -> list[str]:
    """A text in lines."""
    return textwrap.wrap(
        text,
        WIDTH - len(indent),
        initial_indent=indent,
        subsequent_indent=indent * 2,
        break_long_words=False,
        break_on_hyphens=False,
    )
