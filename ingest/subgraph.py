"""Nodes and relationships that a script made, kept as a source of the user's own: a table and its mapping."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..graph.errors import InvalidRecord, InvalidSource
from ..graph.model import Kind, LinkKind, model
from .cleaning.names import slug
from .mapping import FILLED_IN
from .own import keep, own_sources
from .source import Source, workspace_folder
from .subgraph_table import FILE, Cells, Place, cell_of, mapping_of, write_rows

JOINING = re.compile(r"[a-z0-9_]+(-[a-z0-9_.]+)+")
"""Ids that may be those of another source: they are taken as they are."""
TOLD = 12
"""Problems that an error names."""

Renamed = Mapping[str, str | None]
"""Labels, types and properties of a script to those of the model; None leaves one out."""


@dataclass(frozen=True, slots=True, eq=False)
class ScriptNode:
    """A node as a script has it."""

    labels: Collection[str]
    properties: Mapping[str, Any]
    known: bool = False
    """Whether it was read from the graph: then it says nothing new, and only its id counts."""


@dataclass(frozen=True, slots=True, eq=False)
class ScriptLink:
    """A relationship as a script has it."""

    type: str
    start: ScriptNode
    end: ScriptNode
    properties: Mapping[str, Any]


@dataclass(slots=True)
class Reading:
    """What of a script's nodes and relationships fits the model, and what is wrong with the rest."""

    source: str
    renamed: Renamed
    rows: dict[Place, Cells] = field(default_factory=dict)
    problems: Counter[str] = field(default_factory=Counter)

    def node(self, node: ScriptNode) -> str:
        """Reads a node; its id, empty where there is none."""
        if node.known:
            if not node.properties.get("id"):
                self.problems["a node that was read from the graph is no firm, place or the like: leave it out"] += 1
            return str(node.properties.get("id") or "")
        if (kind := self.kind(node.labels)) is None:
            return ""
        cells = self.cells(kind, {key: value for key, value in node.properties.items() if self.name(key) != "id"})
        raw = next((value for key, value in node.properties.items() if self.name(key) == "id"), None)
        id = self.id(kind, raw, cells)
        if id:
            self.add((kind.name, id, "", "", ""), cells)
        return id

    def link(self, link: ScriptLink, start: str, end: str) -> None:
        """Reads a relationship between two ids."""
        type = self.name(link.type)
        known = {name: each for name, each in model().links.items() if not each.provenance}
        if type is None:
            return
        if type not in known:
            self.problems[
                f"{type} is no kind of link: write rename={{{link.type!r}: KIND}} with one of {', '.join(known)}"
            ] += 1
        elif start and end:
            cells = self.cells(known[type], link.properties)
            self.rows[type, "", start, end, repr(sorted(cells.items()))] = cells

    def name(self, given: str) -> str | None:
        """A name as the model has it."""
        return self.renamed.get(given, given)

    def kind(self, labels: Collection[str]) -> Kind | None:
        """The kind that labels name."""
        names = {name for label in labels if (name := self.name(label)) is not None}
        kinds = names.intersection(model().concrete())
        if len(kinds) == 1:
            kind = model().kind(kinds.pop())
            if others := sorted(names.difference(kind.labels)):
                left_out = ", ".join(f"{other!r}: None" for other in others)
                self.problems[
                    f"a {kind.name} has the label {', '.join(others)} too: rename={{{left_out}}} leaves it out"
                ] += 1
            return kind
        said = f"the labels {', '.join(sorted(labels))}" if labels else "no label"
        known = ", ".join(model().concrete())
        hint = f"rename={{{min(labels)!r}: KIND}}" if labels else "give it one"
        what = "are of several kinds" if kinds else "no kind is called so"
        self.problems[f"a node has {said}, and {what}: {hint}, with one of {known}"] += 1
        return None

    def cells(self, owner: Kind | LinkKind, properties: Mapping[str, Any]) -> Cells:
        """The properties that an owner has, as cells."""
        cells: Cells = {}
        for given, value in properties.items():
            name = self.name(given)
            if name is None or value is None:
                continue
            if name not in owner.properties or name in FILLED_IN:
                has = ", ".join(each for each in owner.properties if each not in FILLED_IN)
                self.problems[
                    f"{owner.name} has no property {name!r}: rename={{{given!r}: PROPERTY}} with one of {has}, or None "
                    "to leave it out"
                ] += 1
                continue
            try:
                cells[name] = cell_of(owner.properties[name].type, value)
            except TypeError as error:
                self.problems[f"{name} of a {owner.name} {error}: leave it out with rename={{{given!r}: None}}"] += 1
        return cells

    def id(self, kind: Kind, raw: Any, cells: Cells) -> str:
        """The id of a node: its own, made of its name where it has none, and told apart from other sources' ids."""
        said = str(raw if raw is not None else cells.get("name", "")).strip()
        if not said:
            self.problems[f"a {kind.name} has neither an id nor a name: give it one"] += 1
            return ""
        if raw is not None:
            return said if JOINING.fullmatch(said) else f"{self.source}-{key_of(said)}"
        return f"{self.source}-{slug(kind.name)}-{key_of(said)}"

    def add(self, row: Place, cells: Cells) -> None:
        """Adds a node, or what another one of its id does not say."""
        before = self.rows.get(row, {})
        if different := [name for name in cells if before.get(name, cells[name]) != cells[name]]:
            self.problems[
                f"two of the kind {row[0]} are {cells.get('name') or row[1]!r} and differ in {', '.join(different)}: "
                "give each an id of its own, or hand over one of them"
            ] += 1
        self.rows[row] = {**before, **cells}


def keep_subgraph(
    home: Path,
    said: Mapping[str, str],
    nodes: Iterable[ScriptNode],
    links: Iterable[ScriptLink],
    renamed: Renamed | None = None,
) -> Source:
    """Keeps what a script made as a source of the workspace, in place of what it made before.

    `said` holds name, title, publisher and licence, and url and retrieved where known. InvalidRecord names all that
    does not fit the model, InvalidSource where a source of another sort has the name; then nothing is kept.
    """
    reading = Reading(said["name"], renamed or {})
    ids = {id(node): reading.node(node) for node in nodes}
    for link in links:
        reading.link(link, *(ids[id(end)] if id(end) in ids else reading.node(end) for end in (link.start, link.end)))
    if reading.problems:
        raise InvalidRecord(f"{said['name']}: nothing was loaded: {'; '.join(told(reading.problems))}")
    if not reading.rows:
        raise InvalidSource(
            f"{said['name']}: nothing was handed over that the graph does not hold already; hand over new nodes and "
            "relationships"
        )
    spare_others(home, said["name"])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / FILE
        columns = write_rows(file, reading.rows)
        return keep(home, mapping_of(said, reading.rows, columns), file)


def told(problems: Counter[str]) -> Iterator[str]:
    """Problems in sentences, each with how often it came."""
    for problem, times in problems.most_common(TOLD):
        yield f"{problem} ({times} times)" if times > 1 else problem
    if len(problems) > TOLD:
        yield f"and {len(problems) - TOLD} more"


def spare_others(home: Path, name: str) -> None:
    """InvalidSource where what is kept under a name was made of a file rather than by a script."""
    if name in own_sources(home) and not (workspace_folder(home, name) / FILE).is_file():
        raise InvalidSource(f"{name}: a source that was made of a file is called so; give yours a name of its own")


def key_of(text: str) -> str:
    """`text` as a part of an id, even where it is of other letters than ours.

    >>> key_of("Invented Works"), key_of("東京")
    ('invented-works', '130016')
    """
    words = slug(text)
    if len(words) >= len(text) / 2:
        return words
    return "-".join(filter(None, (words, sha256(text.encode()).hexdigest()[:6])))
