"""Kinds of linkages as a question names them: single ones, and whole groups of the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..graph.model import Model

ANY = "any"
"""All kinds that may be named."""


def named_kinds(graph_model: Model, ends: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What may be named, to the kinds of links it stands for: any, each group of the model, each kind.

    Only kinds that can join two nodes of the kinds `ends` are among them.
    """
    tying = graph_model.tying(*ends)
    groups = {
        group: tuple(kind for kind in kinds if kind in tying)
        for group, kinds in graph_model.groups.items()
        if set(kinds) & set(tying)
    }
    ordered = [kind for kinds in groups.values() for kind in kinds]
    return {ANY: tuple(ordered), **groups, **{kind: (kind,) for kind in ordered}}


def clean_kinds(raw: object, named: Mapping[str, tuple[str, ...]]) -> list[str] | None:
    """The kinds that a text with commas, or a list, names; None where it names none.

    ValueError says which name is none of `named`.
    """
    parts = raw if isinstance(raw, list | tuple) else str("" if raw is None else raw).split(",")
    names = [" ".join(str(part).split()) for part in parts]
    known = {name.casefold(): kinds for name, kinds in named.items()}
    found: dict[str, None] = {}
    for name in filter(None, names):
        kinds = known.get(name.casefold().replace(" ", "_"))
        if kinds is None:
            raise ValueError(f"names {name!r}, which is no kind or group of linkages that fits here")
        found |= dict.fromkeys(kinds)
    return [kind for kind in named[ANY] if kind in found] or None


def names_of(kinds: Iterable[str], named: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Kinds as briefly as they can be named: by whole groups where all of a group are among them.

    >>> named = {"any": ("A", "B", "C"), "first": ("A", "B"), "last": ("C",), "A": ("A",), "B": ("B",), "C": ("C",)}
    >>> names_of(["A", "B", "C"], named), names_of(["A", "B"], named), names_of(["B"], named)
    (['any'], ['first'], ['B'])
    """
    left, names = set(kinds), []
    for name, covered in named.items():
        if left.issuperset(covered):
            names.append(name)
            left -= set(covered)
    return names
