"""JSON: the records of a list, or the features of GeoJSON."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

import ijson

from ...graph.errors import InvalidSource
from .cells import cells_of, text_of
from .encodings import find_encoding, name_of, open_text
from .files import name_of_table, open_bytes, readable
from .geojson import is_feature, read_feature
from .reading import Reading
from .rows import BrokenRow, Row, Table, checked

MOST_LISTS = 50
"""Lists of records that are told apart in a file."""
REMEDY = 'correct what writes the file; each record must be written as {"column": value, ...}'
Record = tuple[int, Any]
"""Its number from 1 and what it holds: a mapping, or something that is no record."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that is no JSON."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a first pass over the records tells."""

    columns: tuple[str, ...]
    count: int
    features: bool
    """Whether there are features of GeoJSON among them."""


def tables(path: Path, reading: Reading) -> list[Table]:
    """The lists of records in a JSON file."""
    name = name_of_table(path)
    prefixes = [reading.records] if reading.records else find_lists(path, reading)
    found = []
    for prefix in prefixes:
        scan = scan_records(path, json_records(path, reading, prefix))
        form = "GeoJSON" if scan.features else "JSON"
        found.append(Table(name if len(prefixes) == 1 else prefix, form, scan.columns, scan.count, {"records": prefix}))
    return found


def rows(path: Path, reading: Reading) -> Iterator[Row | BrokenRow]:
    """The records of a list, read twice: for the columns that any of them has, and one by one."""
    prefix = reading.records or only_list(path, reading)
    return rows_of(path, lambda: json_records(path, reading, prefix))


def count(path: Path, reading: Reading) -> int | None:
    """None: only reading all of a JSON file tells."""
    return None


def rows_of(path: Path, records: Callable[[], Iterator[Record]]) -> Iterator[Row | BrokenRow]:
    """The records as rows that all have the same columns."""
    columns = scan_records(path, records()).columns
    for number, record in records():
        read = read_record(record)
        if isinstance(read, str):
            shown = record.text if isinstance(record, Unreadable) else text_of(record)
            yield BrokenRow(Row({"record": shown[:1000]}, path.name, number), read, REMEDY)
        else:
            yield checked(Row({column: read.get(column, "") for column in columns}, path.name, number))


def scan_records(path: Path, records: Iterator[Record]) -> Scan:
    """The columns that any record has, in the order in which they come up."""
    columns: dict[str, None] = {}
    number, features = 0, False
    for number, record in records:  # noqa: B007 - the last number is the count
        read = read_record(record)
        if not isinstance(read, str):
            columns.update(dict.fromkeys(read))
            features = features or is_feature(record)
    if not columns:
        raise InvalidSource(f"{path}: has no records with columns; {REMEDY}")
    return Scan(tuple(columns), number, features)


def read_record(record: Any) -> dict[str, str] | str:
    """The cells of a record, or why it has none."""
    if isinstance(record, Unreadable):
        return record.reason
    if not isinstance(record, Mapping):
        return "is not a record"
    try:
        return cells_of(read_feature(record) if is_feature(record) else record)
    except (RecursionError, ValueError) as error:
        return f"cannot be made a row ({error})"


def json_records(path: Path, reading: Reading, prefix: str) -> Iterator[Record]:
    """What the list at `prefix` holds, one by one."""
    number = 0
    with opened(path, reading) as stream:
        for number, record in enumerate(ijson.items(stream, prefix), 1):
            yield number, record
    if not number:
        raise InvalidSource(f"{path}: has no records at {prefix!r}; correct records, or leave it out to have it found")


def only_list(path: Path, reading: Reading) -> str:
    """Where the only list of records of a JSON file is."""
    found = find_lists(path, reading)
    if len(found) > 1:
        raise InvalidSource(f"{path}: has several lists of records; choose with records: one of {', '.join(found)}")
    return found[0]


def find_lists(path: Path, reading: Reading) -> list[str]:
    """Where there are lists of objects that are in no such list themselves; InvalidSource where there are none.

    Nothing is looked for behind what leaves no choice: a list that is the file itself, and the features of GeoJSON.
    """
    found: dict[str, None] = {}
    with opened(path, reading) as stream:
        for prefix, event, value in ijson.parse(stream):
            if prefix == "type" and value == "FeatureCollection":
                return ["features.item"]
            if event != "start_map" or not (prefix == "item" or prefix.endswith(".item")) or prefix in found:
                continue
            if any(prefix.startswith(f"{outer}.") for outer in found):
                continue
            found[prefix] = None
            if prefix == "item" or len(found) == MOST_LISTS:
                break
    if not found:
        raise InvalidSource(f"{path}: holds no list of records; it must have one of objects with columns in it")
    return list(found)


@contextmanager
def opened(path: Path, reading: Reading) -> Iterator[BinaryIO]:
    """The bytes of a JSON file as UTF-8; InvalidSource where it is not JSON."""
    reading.only(path, "JSON", "encoding", "records")
    encoding = reading.encoding or find_encoding(path)
    with readable(path, encoding), open_bytes(path) as raw:
        try:
            yield raw if name_of(encoding) == "utf-8" and not has_mark(path) else cast("BinaryIO", Utf8(raw, encoding))
        except ijson.JSONError as error:
            why = " ".join(str(error).split())[:200]
            raise InvalidSource(f"{path}: is cut off or not JSON ({why}); fetch or save it again") from error
        except ValueError as error:
            if isinstance(error, UnicodeError):
                raise
            raise InvalidSource(f"{path}: holds a number that cannot be read ({error}); correct it") from error


def has_mark(path: Path) -> bool:
    """Whether a file begins with the mark of UTF-8."""
    with open_bytes(path) as raw:
        return raw.read(3) == codecs.BOM_UTF8


class Utf8:
    """Bytes of another encoding as UTF-8."""

    def __init__(self, raw: BinaryIO, encoding: str) -> None:
        self.text = open_text(raw, encoding)

    def read(self, size: int = -1) -> bytes:
        """The next `size` characters."""
        return self.text.read(size).encode()
