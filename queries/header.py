"""The header of a query: the `// key: value` lines at the top of its file, and what each key may say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from ..graph.errors import InvalidQuery

KEYS = (
    "title", "question", "params", "either", "inside", "returns", "view", "about", "draws", "unknown", "empty",
    "example", "network", "slow",
)  # fmt: skip
HEADER_LINE = re.compile(r"// ?(.*)")


class Plain(yaml.SafeLoader):
    """Reads values that are written out: a reference to another could stand for billions of them."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("it refers to another value with *; write the value out")
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class Header:
    """The `// key: value` lines at the top of a query."""

    query: str
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    """Key to the line it stands on."""

    def wrong(self, key: str, what: str) -> InvalidQuery:
        """The error that says what is wrong with a key."""
        return InvalidQuery(f"{self.query}, line {self.lines.get(key, 1)}: {what}")

    def text(self, key: str) -> str:
        """A text that every header has."""
        if not self.values.get(key):
            raise self.wrong(key, f"the header lacks {key!r}; write it as '// {key}: ...'")
        return str(self.values[key])

    def mapping(self, key: str) -> Mapping[str, Any]:
        """The names and what is said of them under a key."""
        value = self.values.get(key) or {}
        if not isinstance(value, Mapping):
            raise self.wrong(key, f"{key} is not written as '// {key}: {{name: ...}}'")
        for name in value:
            if not isinstance(name, str):
                raise self.wrong(key, f"the name {name!r} in {key} is no word; yes, no, on and off are no names")
        return value


def read_header(text: str, name: str) -> Header:
    """The header at the top of a query; a value may go on in lines that are indented."""
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    key = ""
    for number, line in enumerate(text.splitlines(), start=1):
        said = HEADER_LINE.fullmatch(line)
        if said is None:
            break
        if match := re.match(r"(\w+): *(.*)", said[1]):
            key = match[1]
            if key not in KEYS:
                raise InvalidQuery(f"{name}, line {number}: unknown header line {key!r}; it takes {', '.join(KEYS)}")
            values[key] = match[2]
            lines[key] = number
        elif key:
            values[key] += " " + said[1].strip()
    header = Header(name, values, lines)
    for key in values.keys() & {"params", "either", "returns", "draws", "example"}:
        try:
            values[key] = yaml.load(values[key], Plain)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            problem = getattr(error, "problem", None) or error
            raise header.wrong(key, f"the header's {key} cannot be read: {problem}; see that brackets close") from error
    return header


def body_of(text: str) -> str:
    """What of a query stands below its header.

    >>> body_of("// title: One\\n\\n// Counts.\\nRETURN 1 AS one\\n")
    '// Counts.\\nRETURN 1 AS one\\n'
    """
    lines = text.splitlines(keepends=True)
    header = next(
        (number for number, line in enumerate(lines) if not HEADER_LINE.fullmatch(line.rstrip("\r\n"))), len(lines)
    )
    return "".join(lines[header:]).lstrip("\r\n")
