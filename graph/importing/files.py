"""Tables for Neo4j's bulk importer, one for each set of labels and each kind of link, and their headers."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from ..errors import ImportFailed
from ..model import Kind, LinkKind, Model
from ..records import Point
from ..statements import KEYS

ITEMS = "\x1f"
"""Stands between the texts of a list: white space is folded before a value is kept, so that none holds it."""
OPTIONS = ("--id-type=string", "--array-delimiter=U+001F", "--bad-tolerance=0")
"""How the importer has to read the tables; nothing may be left out."""


def quoted(text: str) -> str:
    """A text as a cell: in quotes, so that an empty one is told from none."""
    return '"' + text.replace('"', '""') + '"' if '"' in text else f'"{text}"'


def listed(texts: Sequence[str]) -> str:
    """Several texts as a cell."""
    if not all(type(text) is str and text and ITEMS not in text for text in texts):
        raise ImportFailed(f"the list {texts!r} cannot be written for the importer: it takes texts that are not empty")
    return quoted(ITEMS.join(texts))


def placed(point: Point) -> str:
    """A position as a cell."""
    return f'"{{latitude:{point.lat!r},longitude:{point.lon!r}}}"'


def flagged(value: bool) -> str:
    """Yes or no as a cell."""
    return "true" if value else "false"


WRITERS: Mapping[type, tuple[str, Callable[[Any], str]]] = {
    str: ("string", quoted),
    int: ("long", repr),
    float: ("double", repr),
    bool: ("boolean", flagged),
    list: ("string[]", listed),
    Point: ("point{crs:WGS-84}", placed),
}
"""Type of a value to the type of its column, and how its cell is written."""
PROPERTY_TYPES = {"int": int, "number": float, "flag": bool, "texts": list, "point": Point}
"""Type of a property to that of its values; they are texts otherwise."""

Column = tuple[int, type | None, Callable[[Any], str]]
"""Which one of a table it is, the type of its values, and how its cells are written."""
NOWHERE: Column = (0, None, quoted)
"""The column of a property that has none."""

Columns = tuple[tuple[str, type], ...]


class Table:
    """One table and its header; every row has the same columns."""

    def __init__(self, told: str, stem: Path, front: Sequence[str], columns: Columns, *, packed: bool) -> None:
        self.told = told
        """The importer's option that names it."""
        self.header = stem.with_name(f"{stem.name}-header.csv")
        self.file = stem.with_name(f"{stem.name}.csv{'.gz' if packed else ''}")
        self.places: dict[str, Column] = {
            name: (place, of, WRITERS[of][1]) for place, (name, of) in enumerate(columns, len(front))
        }
        self.key = front[0].partition(":")[0]
        self.multiline = False
        """Whether a row goes over several lines."""
        self.blank = [""] * (len(front) + len(columns))
        titles = [*front, *(f"{name}:{WRITERS[of][0]}" for name, of in columns)]
        self.header.write_text(",".join(titles) + "\n", encoding="utf-8")
        self.out = open_table(self.file)

    def add(self, front: Sequence[str], properties: Mapping[str, Any]) -> bool:
        """Writes a row; False, and nothing is written, where a value has no column of its type."""
        cells = self.blank.copy()
        for at, text in enumerate(front):
            cells[at] = quoted(text)
        for name, value in properties.items():
            if value is None or name == self.key:
                continue
            place, of, write = self.places.get(name, NOWHERE)
            if type(value) is not of:
                return False
            cells[place] = write(value)
        line = ",".join(cells)
        self.multiline |= "\n" in line or "\r" in line
        self.out.write(line + "\n")
        return True


def open_table(file: Path) -> IO[str]:
    """A new file for rows, packed where its name ends so."""
    if file.suffix == ".gz":
        return gzip.open(file, "wt", compresslevel=1, encoding="utf-8", newline="")
    return file.open("w", encoding="utf-8", newline="", buffering=1 << 20)


class ImportFiles:
    """Nodes and links as files in a folder, and how the importer is told of them.

    Values keep their type: rows with one that the model has otherwise, or not at all, have a table of their own.
    """

    def __init__(self, folder: Path, model: Model, *, packed: bool = False) -> None:
        self.folder = folder
        self.model = model
        self.packed = packed
        self.tables: dict[tuple[object, ...], Table] = {}
        self.known: dict[tuple[str, ...], dict[str, type]] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the tables; the importer can read them then."""
        for table in self.tables.values():
            table.out.close()

    def add_node(self, labels: tuple[str, ...], properties: Mapping[str, Any]) -> None:
        """Adds a node; ImportFailed where it has none of the labels that ids are unique under."""
        space = next((label for label in labels if label in KEYS), None)
        if space is None:
            raise ImportFailed(f"a node with the labels {', '.join(labels)} is of no kind that Cluster Atlas knows")
        key = KEYS[space]
        names = (*labels, str(properties.get("record_kind"))) if space == "Record" else labels
        known = self.known.get(names) or self.learn(names, self.model.kinds)
        front = (properties[key],)
        if (plain := self.tables.get((names, ()))) and plain.add(front, properties):
            return
        extra = beyond(known, properties, key)
        table = self.tables.get((names, extra))
        if table is None:
            name = "-".join(("nodes", *dict.fromkeys((space, names[-1] if space == "Record" else names[0]))))
            told = f"--nodes={':'.join(labels)}"
            table = self.add_table((names, extra), told, name, (f"{key}:ID({space})",), known, extra, skip=key)
        table.add(front, properties)

    def add_link(self, kind: str, start: tuple[str, str], end: tuple[str, str], properties: Mapping[str, Any]) -> None:
        """Adds a link; each end is the label that its id is unique under, and the id."""
        front = (start[1], end[1])
        if (plain := self.tables.get((kind, start[0], end[0], ()))) and plain.add(front, properties):
            return
        known = self.known.get((kind,)) or self.learn((kind,), self.model.links)
        extra = beyond(known, properties)
        table = self.tables.get((kind, start[0], end[0], extra))
        if table is None:
            titles = (f":START_ID({start[0]})", f":END_ID({end[0]})")
            told = f"--relationships={kind}"
            table = self.add_table((kind, start[0], end[0], extra), told, f"links-{kind}", titles, known, extra)
        table.add(front, properties)

    def learn(self, names: tuple[str, ...], described: Mapping[str, Kind] | Mapping[str, LinkKind]) -> dict[str, type]:
        """The properties that the model gives to what has these labels or this type, and the types of their values."""
        self.known[names] = {
            name: PROPERTY_TYPES.get(property.type, str)
            for owner in names
            if owner in described
            for name, property in described[owner].properties.items()
        }
        return self.known[names]

    def add_table(
        self,
        key: tuple[object, ...],
        told: str,
        name: str,
        front: Sequence[str],
        known: Mapping[str, type],
        extra: Columns,
        skip: str = "",
    ) -> Table:
        """A new table, its columns those of the model and the extra ones."""
        stem = self.folder / f"{len(self.tables) + 1:03}-{name}"
        own = tuple(column for column in {**known, **dict(extra)}.items() if column[0] != skip)
        self.tables[key] = Table(told, stem, front, own, packed=self.packed)
        return self.tables[key]

    def arguments(self) -> list[str]:
        """What the importer is told, where it is run in the folder: how to read the tables, and which there are."""
        return [
            *OPTIONS,
            *(["--multiline-fields=true"] if any(table.multiline for table in self.tables.values()) else []),
            # By a path, however short: it looks a bare name up nowhere. A longer one might hold commas or patterns.
            *(f"{table.told}=./{table.header.name},./{table.file.name}" for table in self.tables.values()),
        ]


def beyond(known: Mapping[str, type], properties: Mapping[str, Any], key: str = "") -> Columns:
    """Those of the properties, but for the key, that the model has otherwise or not at all, with their types here."""
    extra = [
        (name, type(value))
        for name, value in properties.items()
        if name != key and type(value) is not known.get(name) and value is not None
    ]
    for name, of in extra:
        if of not in WRITERS:
            raise ImportFailed(f"{name} holds a {of.__name__}, which cannot be written for the importer")
    return tuple(sorted(extra, key=lambda column: column[0]))
