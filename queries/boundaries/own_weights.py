"""Weights other than those that ship: as a question gives them, and as a workspace keeps them in a file of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from ...graph.errors import InvalidQuery, NotWritten
from ...graph.model import model
from ...graph.server.files import write_atomically
from .weights import Changes, Number, differing, number, rising, shipped, shipped_text

FILE = "boundary-weights.yml"
"""The file of a workspace; it holds only what differs from what ships."""
HEAD = "# What counts otherwise than Cluster Atlas ships where boundaries are drawn (docs/boundaries.md).\n"
FORM = "section.name=number, as kinds.SERVES=0.5, same.place=0"


def read_changes(raw: object) -> Changes | None:
    """Other weights in a text `kinds.SERVES=0.5, same.place=0`, or by section and name; None where there is nothing.

    ValueError names the entry that is wrong.

    >>> read_changes("same.place=0, distance.bins=5 50")
    {'same.place': 0.0, 'distance.bins': (5.0, 50.0)}
    """
    if raw is None or raw == "":
        return None
    entries = flat(raw) if isinstance(raw, Mapping) else from_text(str(raw))
    return {name: read_one(name, value) for name, value in entries.items()} or None


def flat(raw: Mapping[Any, Any]) -> dict[str, Any]:
    """Entries by section and name, however deep they were given.

    >>> flat({"same": {"place": 0}, "kinds.SERVES": 0.5})
    {'same.place': 0, 'kinds.SERVES': 0.5}
    """
    found: dict[str, Any] = {}
    for name, value in raw.items():
        if isinstance(value, Mapping):
            found |= {f"{name}.{inner}": each for inner, each in value.items()}
        else:
            found[str(name)] = value
    return found


def from_text(text: str) -> dict[str, Any]:
    """Entries in a text; a list is numbers with blanks between them."""
    found: dict[str, Any] = {}
    for part in filter(None, map(str.strip, re.split("[,;\n]", text))):
        name, equals, value = (each.strip() for each in part.partition("="))
        if not equals or not value:
            raise ValueError(f"has {part!r}, which is not written as {FORM}")
        try:
            numbers = [float(each) for each in value.split()]
        except ValueError:
            raise ValueError(f"has {part!r}, of which {value!r} is no number") from None
        found[name] = (
            numbers if isinstance(shipped().all.get(name), tuple) else numbers[0] if len(numbers) == 1 else value
        )
    return found


def read_one(name: str, value: object) -> Number:
    """The value of one entry; ValueError names it where it is unknown or does not fit."""
    known = shipped().all
    if name not in known:
        near = near_names(name, known)
        raise ValueError(f"has {name}, which is no weight; {' or '.join(near) or 'docs/boundaries.md lists them'}")
    return rising(name, value) if isinstance(known[name], tuple) else number(name, value)


def near_names(name: str, known: Iterable[str]) -> list[str]:
    """The weights that a name may mean: those of that name in a section, whatever their case, else those like it.

    >>> near_names("serves", ["kinds.SERVES", "search.nodes"]), near_names("kinds.SERVED", ["kinds.SERVES", "a.b"])
    (['kinds.SERVES'], ['kinds.SERVES'])
    """
    folded = {each.casefold(): each for each in known}
    sought = name.casefold()
    if found := [each for low, each in folded.items() if sought in (low, low.partition(".")[2])]:
        return found
    lasts = {low.partition(".")[2]: each for low, each in folded.items()}
    like = get_close_matches(sought, folded, n=3, cutoff=0.6) or get_close_matches(sought, lasts, n=3, cutoff=0.6)
    return [folded.get(each) or lasts[each] for each in like] or [
        folded[each] for each in get_close_matches(sought, folded, n=3, cutoff=0.4)
    ]


def changes_text(changes: Changes) -> str:
    """Other weights as an address or a form holds them.

    >>> changes_text({"same.place": 0.0, "distance.bins": (5.0, 50.0)})
    'same.place=0, distance.bins=5 50'
    """
    return ", ".join(f"{name}={number_text(value)}" for name, value in changes.items())


def number_text(value: Number) -> str:
    """A number, or several with blanks between them."""
    return " ".join(f"{each:.10g}" for each in value) if isinstance(value, tuple) else f"{value:.10g}"


def say_changes(changes: Changes | None) -> str:
    """What counts otherwise than what ships, in words; nothing where all is as shipped.

    >>> say_changes({"same.place": 0.0, "same.industry": 1.0})
    'same.place 0 (shipped: 1)'
    """
    return ", ".join(
        f"{name} {number_text(value)} (shipped: {number_text(shipped().all[name])})"
        for name, value in differing(changes or {}).items()
    )


def kept_weights(workspace: Path | None) -> Changes:
    """What a workspace keeps; InvalidQuery names the file, and the entry that is wrong."""
    if workspace is None or not (path := workspace / FILE).is_file():
        return {}
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
        if said is not None and not isinstance(said, Mapping):
            raise ValueError("is not written as 'section:' with lines 'name: number' below it")
        return read_changes(said) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InvalidQuery(f"{path} cannot be read: {error}; correct it, or delete it to use what ships") from error
    except ValueError as error:
        raise InvalidQuery(f"{path} {error}; correct it, or delete it to use what ships") from error


def keep_weights(workspace: Path, changes: Changes) -> None:
    """Makes a workspace count by these changes and no others; with none that differ, by what ships."""
    path, kept = workspace / FILE, differing(changes)
    sections: dict[str, dict[str, Any]] = {}
    for full, value in kept.items():
        section, _, name = full.partition(".")
        sections.setdefault(section, {})[name] = list(value) if isinstance(value, tuple) else value
    try:
        if not kept:
            path.unlink(missing_ok=True)
            return
        workspace.mkdir(parents=True, exist_ok=True)
        write_atomically(path, HEAD + yaml.safe_dump(sections, sort_keys=False))
    except OSError as error:
        raise NotWritten(f"{path}: cannot be written ({error.strerror}); nothing is changed") from error


def in_force(workspace: Path | None, given: Changes | None) -> Changes | None:
    """What a question is weighed by besides what ships: what it says itself, and else what its workspace keeps."""
    return {**kept_weights(workspace), **(given or {})} or None


def meanings() -> dict[str, str]:
    """What each weight means: of a kind of linkage as the schema says, of others as weights.yml says behind the number.

    >>> meanings()["alike.within"]
    'km up to which these are near, between positions as they are moved by the next two'
    """
    links = model().links
    found = {f"kinds.{kind}": f"{links[kind].out}: {links[kind].about}" for kind in shipped().kinds}
    section = ""
    for line in shipped_text().splitlines():
        if match := re.match(r"(\w+):", line):
            section = match[1]
        elif match := re.match(r"  (\w+):[^#]*# *(.*)", line):
            found[f"{section}.{match[1]}"] = match[2]
    return found
