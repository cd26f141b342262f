"""What later rows of a source say otherwise than earlier ones: figures given twice, names of one id."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ..graph.records import Link, Node
from .cleaning.names import firm_key
from .context import Context
from .joining import told_apart
from .readers import Row

CERTAINTY = "confidence"
"""The one number of a link that may differ from row to row."""


class Repeats:
    """What the rows of a source said so far, to tell what says it otherwise; the first row counts."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.numeric = {
            name: tuple(
                each
                for each, known in kind.properties.items()
                if known.type in ("int", "number") and each not in (*kind.key, CERTAINTY)
            )
            for name, kind in context.model.links.items()
        }
        """Kind of link to its numbers."""
        self.figures: dict[int, tuple[object, ...]] = {}
        """What tells a link from others, hashed, to file and number of its row, and the numbers that it says."""
        self.names: dict[str, tuple[str, str, int]] = {}
        """Id to its first name, and file and number of the row that says it."""
        self.told: set[tuple[str, str]] = set()
        """Ids with the keys of other names that were refused already."""

    def heeded(
        self, records: Iterable[Node | Link | None], row: Row, keyed: Collection[str]
    ) -> Iterator[Node | Link | None]:
        """The records of a row, without figures that an earlier row gives otherwise.

        `keyed` are the kinds of nodes whose ids do not come of their names.
        """
        for record in records:
            if isinstance(record, Link) and self.numeric[record.kind]:
                yield None if self.contradicts(record, row) else record
            else:
                if isinstance(record, Node) and record.kind in keyed:
                    self.hear_name(record, row)
                yield record

    def contradicts(self, link: Link, row: Row) -> bool:
        """Whether an earlier row gives another number of the same link; it is refused then."""
        numeric, said = self.numeric[link.kind], link.properties
        values = tuple([said.get(name) for name in numeric])
        if values.count(None) == len(values):
            return False
        key = hash(told_apart(link))
        file, number, *before = self.figures.setdefault(key, (row.file, row.number, *values))
        for name, first, now in zip(numeric, before, values, strict=True):
            if first is not None and now is not None and first != now:
                lacks = [each for each in self.context.model.links[link.kind].key if each not in said]
                self.context.reject(
                    row,
                    name,
                    now,
                    f"is given otherwise by an earlier row{f', and no {lacks[0]} tells them apart' if lacks else ''}",
                    f"{file}:{number} says {first}, which is kept, and nothing of this row: delete one of the two"
                    f"{f', or say which column holds the {lacks[0]}' if lacks else ''}",
                )
                return True
        if None in before:
            both = [now if first is None else first for first, now in zip(before, values, strict=True)]
            self.figures[key] = (file, number, *both)
        return False

    def hear_name(self, node: Node, row: Row) -> None:
        """Refuses a name that is another one than that which an earlier row gives the same id, once for each."""
        name = str(node.properties.get("name", ""))
        first, file, number = self.names.setdefault(node.id, (name, row.file, row.number))
        if name == first or (key := firm_key(name)) == firm_key(first) or (node.id, key) in self.told:
            return
        self.told.add((node.id, key))
        self.context.reject(
            row,
            "name",
            name,
            "is another name than an earlier row with this id has",
            f"{file}:{number} says '{first}', which is kept, and both rows speak of that one: give one of them an id "
            "of its own, or both the same name",
        )
