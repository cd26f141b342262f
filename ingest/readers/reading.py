"""The options of a table that say how it is read; what is not given is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ...graph.errors import InvalidSource

HEADER = "write header: 3 for line 3, header: [3, 4] for a header of two lines, or header: 0 for none"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read; None is found."""

    encoding: str | None = None
    delimiter: str | None = None
    header: tuple[int, ...] | None = None
    """Lines that name the columns, from 1; empty where none does."""
    sheet: str | None = None
    """Name of a sheet, or its number from 1."""
    records: str | None = None
    """Where the list of records is in a JSON file, as `features.item`; `item` is the list that is the file."""
    sql: str | None = None
    url: str | None = None
    """Address of the database that `sql` is asked of."""

    def only(self, where: object, form: str, *takes: str) -> None:
        """InvalidSource names an option that is given and that this form of file has no use for."""
        if idle := [name for name, value in asdict(self).items() if value is not None and name not in takes]:
            told = f"which takes {', '.join(takes)}" if takes else "which takes no options"
            raise InvalidSource(f"{where}: {', '.join(idle)} says nothing about {form}, {told}; take it away")


OPTIONS = tuple(Reading.__dataclass_fields__)


def read_options(options: Mapping[str, Any], where: object) -> Reading:
    """The options as they stand in source.yml; InvalidSource says what is wrong with one."""
    if unknown := options.keys() - set(OPTIONS):
        raise InvalidSource(f"{where}: no such way of reading: {', '.join(sorted(unknown))}; use {', '.join(OPTIONS)}")
    given = {name: value for name, value in options.items() if value is not None}
    for name, value in given.items():
        if name != "header" and (not isinstance(value, str | int) or isinstance(value, bool)):
            raise InvalidSource(f"{where}: {name} is {value!r}; write it as text")
    header = read_header(given.pop("header"), where) if "header" in given else None
    texts = {name: str(value) for name, value in given.items()}
    delimiter = texts.get("delimiter")
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n\0'):
        raise InvalidSource(f"{where}: the delimiter {delimiter!r} is not one character; write it as delimiter: ';'")
    return Reading(header=header, **texts)


def read_header(value: Any, where: object) -> tuple[int, ...]:
    """The lines of the header; none for 0.

    >>> read_header([2, 3], "members.csv")
    (2, 3)
    """
    lines = tuple(value) if isinstance(value, list | tuple) else (value,)
    if not all(isinstance(line, int) and not isinstance(line, bool) for line in lines):
        raise InvalidSource(f"{where}: header is {value!r}; {HEADER}")
    if lines in ((), (0,)):
        return ()
    if len(lines) > 2 or min(lines) < 1 or lines != tuple(range(lines[0], lines[0] + len(lines))):
        raise InvalidSource(f"{where}: header is {value!r}; {HEADER}")
    return lines


def reading_of(table: Mapping[str, Any], where: object) -> dict[str, Any]:
    """The options of reading among the keys of a table in source.yml; InvalidSource where one is wrong.

    `url` beside `file` is where the file is fetched from, and beside `sql` alone the database.
    """
    options = {name: table[name] for name in OPTIONS if name in table and not (name == "url" and "file" in table)}
    read_options(options, where)
    return options
