"""What the header of a query says of its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..graph.errors import InvalidQuery
from ..graph.model import NAME, model
from .areas import AREA_PARAMETERS, INSIDE
from .header import Header
from .kinds import named_kinds
from .parameters import ENTITY_TYPES, PARAMETER_KEYS, PLAIN_TYPES, RESERVED, Listed, Parameter

RESERVED_WORDS = " or ".join(RESERVED)


def read_parameter(name: str, raw: Any, header: Header) -> Parameter:
    """One entry of `params`."""
    if not isinstance(raw, Mapping):
        raise header.wrong("params", f"parameter {name} is not written as '{name}: {{type: ...}}'")
    type = raw.get("type")
    if type not in (*PLAIN_TYPES, *ENTITY_TYPES):
        types = ", ".join((*PLAIN_TYPES, *ENTITY_TYPES))
        raise header.wrong("params", f"parameter {name} has type {type!r}; use {types}")
    if unknown := raw.keys() - PARAMETER_KEYS:
        raise header.wrong(
            "params",
            f"parameter {name} has unknown {', '.join(sorted(map(str, unknown)))}; "
            f"it takes {', '.join(PARAMETER_KEYS)}",
        )
    for bound in ("min", "max"):
        if isinstance(raw.get(bound, 0), bool) or not isinstance(raw.get(bound, 0), int | float):
            raise header.wrong("params", f"{bound} of parameter {name} is no number")
    if name in RESERVED or not NAME.fullmatch(name):
        raise header.wrong(
            "params", f"parameter {name} needs another name: letters, digits and _, not {RESERVED_WORDS}"
        )
    choices, listed = read_choices(name, raw.get("choices"), header)
    if (type == "choice") != bool(choices or listed):
        raise header.wrong(
            "params",
            f"parameter {name}: a choice, and only it, has choices: [one, another] "
            "or choices: {query: topic/name, column: name}",
        )
    between = read_between(name, raw, header) if type == "linkages" or "between" in raw else ()
    parameter = Parameter(
        name,
        type,
        about=str(raw.get("about", "")),
        default=raw.get("default"),
        required="default" not in raw,
        min=raw.get("min"),
        max=raw.get("max"),
        choices=choices,
        unit=str(raw.get("unit", "")),
        listed=listed,
        between=between,
        named=named_kinds(model(), between) if between else {},
    )
    if parameter.default is not None:
        try:
            return replace(parameter, default=parameter.clean(parameter.default))
        except InvalidQuery as error:
            raise header.wrong("params", f"the default of parameter {error}") from None
    return parameter


def with_area(parameters: Mapping[str, Parameter], inside: str, header: Header) -> dict[str, Parameter]:
    """The parameters of a query that looks around one of them, those that say where behind it."""
    if inside not in parameters or not parameters[inside].kind:
        raise header.wrong(
            "inside", f"inside is the name of a parameter that takes an organisation or a place, not {inside!r}"
        )
    if twice := [name for name in (*AREA_PARAMETERS, INSIDE) if name in parameters]:
        raise header.wrong("params", f"parameter {twice[0]} comes with inside; take it out, or give it another name")
    found: dict[str, Parameter] = {}
    for name, parameter in parameters.items():
        found[name] = parameter
        if name == inside:
            found |= AREA_PARAMETERS
    return found


def read_choices(name: str, raw: Any, header: Header) -> tuple[tuple[str, ...], Listed | None]:
    """The choices of a parameter: written out, or the column of another query that fills them."""
    match raw:
        case None:
            return (), None
        case list():
            return tuple(map(str, raw)), None
        case {"query": str(query), "column": str(column), **others} if not others and query != header.query:
            return (), Listed(query, column)
    raise header.wrong(
        "params",
        f"choices of parameter {name} are not written as [one, another] or {{query: topic/name, column: name}}",
    )


def read_between(name: str, raw: Mapping[str, Any], header: Header) -> tuple[str, ...]:
    """The kinds of nodes that the kinds of linkages of a parameter join; any where its header does not say."""
    kinds = raw.get("between", ["Entity"])
    known = isinstance(kinds, list) and all(isinstance(kind, str) and kind in model().kinds for kind in kinds)
    if raw["type"] != "linkages" or not known or not model().tying(*kinds):
        raise header.wrong(
            "params",
            f"parameter {name}: linkages, and only they, have between: [Organisation, Input], the kinds of nodes at "
            "their ends",
        )
    return tuple(kinds)


def read_either(header: Header) -> tuple[tuple[str, ...], ...]:
    """The header's `either`: groups of parameters of which one is needed, though each may be left out."""
    raw = header.values.get("either", [])
    groups = [group if isinstance(group, list) else [group] for group in (raw if isinstance(raw, list) else [raw])]
    params = header.mapping("params")
    optional = [name for name, entry in params.items() if entry.get("default", "") is None]
    if any(name not in optional for group in groups for name in group):
        raise header.wrong(
            "either",
            "either is not written as [one, another], or [[one, with], another], of parameters with default: null",
        )
    return tuple(map(tuple, groups))
