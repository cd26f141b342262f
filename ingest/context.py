"""What a crawler is given: the source's rows, and the functions that turn them into records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from pathlib import Path
from typing import Self

from ..graph.errors import InvalidRecord, InvalidSource
from ..graph.model import LONGEST_KEY, Kind, LinkKind, Model, clean_properties, model
from ..graph.records import Link, Node, Point, Value
from ..graph.values import clean_text, is_missing
from .cleaning.coordinates import misplaced
from .cleaning.countries import country_name
from .cleaning.identifiers import real_numbers
from .cleaning.names import is_total
from .cleaning.nearest import ask, by_name, nearest
from .cleaning.numerals import advice
from .cleaning.ranges import spread
from .corrections.kept import Corrections
from .quality import Reject
from .readers import BrokenRow, Row, read_rows
from .source import Source, fold

REMEDIES = {
    "point": "give latitude and longitude in degrees, or leave both empty",
    "date": "write it as 2021, 2021-11 or 2021-11-30; in a spreadsheet, format the cells of the "
    "column as dates with the year first; a mapping can say instead that the day stands first, as {COLUMN|dmy}",
    "int": "write a whole number without words; a count of people also as 50-99, 1,000+ or <5",
    "number": "write a number without words",
    "bounds": "correct or empty the cell",
    "choice": "write one of these, or empty the cell",
    "flag": "write yes or no",
}
"""Property type to what a user can do about a value that was refused."""


class Context:
    """Reads a source's files and makes records of its rows."""

    def __init__(
        self,
        source: Source,
        on_reject: Callable[[Reject], None],
        *,
        graph_model: Model | None = None,
        corrections: Corrections | None = None,
    ) -> None:
        self.source = source
        self.model = graph_model or model()
        self.on_reject = on_reject
        self.corrections = corrections or Corrections()
        self.bearers: Mapping[str, Mapping[str, str]] = {}
        """Node of a mapping to the keys of names that one of its rows alone bears, with the ids."""
        self.rows_read = 0
        self.nations: set[str] = set()
        """Codes of the countries that were made places."""
        self.refused_at = ""
        """The row of which something was refused last."""
        self.refused: set[tuple[str, str, str]] = set()
        """What was refused of it."""
        self.last: Row | None = None
        """The row that was given last."""

    def path(self, file: str, source: str | None = None) -> Path:
        """Where a file of this source is, or of another shipped one named by `source`."""
        folder = self.source.data.parent / source if source else self.source.data
        path = folder / file
        if not path.is_file():
            raise InvalidSource(f"{self.source.name}: there is no file {path}; put it there")
        return path

    def rows(self, file: str | None, source: str | None = None, **reading: object) -> Iterator[Row]:
        """The rows of a table as corrected by hand; broken ones are rejected. Without a file, what a database answers.

        Those of another source do not count as read: how far a load is, is told by its own. `reading` holds options of
        `read_rows`.
        """
        corrections = Corrections() if source else self.corrections
        for read in read_rows(None if file is None else self.path(file, source), **reading):
            self.rows_read += source is None
            row = corrections.apply(read)
            if isinstance(row, BrokenRow):
                self.reject(row.row, "", " | ".join(row.row.values()), row.reason, row.remedy)
            else:
                self.last = row
                yield row

    def unheard(self) -> Self:
        """The same over again, with nobody told of what is refused."""
        other = copy(self)
        other.on_reject = lambda reject: None
        other.refused = set()
        return other

    def lookup(self, table: str, raw: str) -> str | None:
        """The clean value for `raw` in a table of lookups.yml, or None."""
        try:
            return self.source.lookups[table].get(fold(raw))
        except KeyError:
            raise InvalidSource(f"{self.source.name}/lookups.yml: has no table {table!r}; add it") from None

    def reject(self, row: Row, column: str, value: object, reason: str, remedy: str) -> None:
        """Keeps a value (or, with an empty column, the row) that cannot be used, once for each reason.

        Several properties may be made of one cell. What is not told by its value counts each time.
        """
        said = column, str(value), reason
        if row.place != self.refused_at:
            self.refused_at, self.refused = row.place, set()
        if not said[1] or said not in self.refused:
            self.refused.add(said)
            self.on_reject(Reject(row.place, *said, remedy))

    def node(self, kind: str, id: str | None, row: Row, within: Iterable[str] = (), /, **raw: object) -> Node | None:
        """An entity as this row reports it; None, and a reject, where it has no id or no required property.

        A value that does not fit its property is rejected and left out, and so is a location that is not in its
        postal code, or in the counties and states in `within`, by the ids of those. A placeholder such as 000000000
        is no register's number, and is left out as an empty cell is.
        """
        known = self.model.kind(kind)
        if not id:
            self.reject(
                row, "id", "", f"the row names no {kind.lower()}", "fill in its name or number, or delete the row"
            )
            return None
        if is_total(raw):
            self.reject(row, "id", id, "is a row of totals, as its name and figures alone say", "delete the row")
            return None
        if len(id) > LONGEST_KEY:
            remedy = "look for a quote that is opened and never closed, or let another column tell who it is"
            self.reject(row, "id", id[:LONGEST_KEY], f"is longer than {LONGEST_KEY} characters", remedy)
            return None
        values = self.clean(known, row, self.spread(known, row, raw))
        self.drop_placeholders(values)
        self.check_ranges(known, row, values)
        self.check_location(row, values, within)
        for name in known.required:
            if name not in values:
                self.reject(row, name, raw.get(name, ""), f"the {kind.lower()} has no {name}", f"fill in its {name}")
                return None
        return Node(kind, id, values, row.place)

    def nation(self, code: str | None, row: Row) -> Node | None:
        """A country as a place, by its two-letter code, where it is abroad and no row named it before."""
        if not code or code == "US" or code in self.nations:
            return None
        self.nations.add(code)
        return self.node("Place", code.lower(), row, name=country_name(code), type="nation", code=code)

    def spread(self, known: Kind, row: Row, raw: Mapping[str, object]) -> dict[str, object]:
        """`raw` with ranges put into their bounds; those that cannot be read are rejected and left out."""
        given, refused = spread(raw, known.ranges)
        for name, reason in refused.items():
            self.reject(row, name, raw[name], reason, advice(str(raw[name])) or REMEDIES["int"])
        return given

    def drop_placeholders(self, values: dict[str, Value]) -> None:
        """Takes what is no register's number out of `values`."""
        numbers = values.get("identifiers")
        if isinstance(numbers, list):
            values["identifiers"] = real_numbers(numbers)
            if not values["identifiers"]:
                del values["identifiers"]

    def check_ranges(self, known: Kind, row: Row, values: dict[str, Value]) -> None:
        """Takes both bounds of a range out of `values` where the least is above the largest."""
        for _, least, most in known.ranges:
            low, high = values.get(least), values.get(most)
            if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
                self.reject(row, least, f"{low}, {high}", "is a range whose start is above its end", REMEDIES["int"])
                del values[least], values[most]

    def check_location(self, row: Row, values: dict[str, Value], within: Iterable[str]) -> None:
        """Takes a location, and what it rests on, out of `values` where it is not where the row says it is."""
        point, postcode = values.get("location"), values.get("postcode")
        if not isinstance(point, Point):
            values.pop("location_basis", None)
            return
        if values.get("location_basis") == "postcode":  # a ZIP may reach beyond the county that the row names
            within = [place for place in within if not place.startswith("us-county-")]
        if wrong := misplaced(point, postcode=postcode if isinstance(postcode, str) else None, places=within):
            self.reject(row, "location", f"{point.lat}, {point.lon}", *wrong)
            del values["location"]
            values.pop("location_basis", None)

    def link(self, kind: str, start: str | Node | None, end: str | Node | None, row: Row, **raw: object) -> Link | None:
        """A link as this row reports it; None where an end is missing, or what tells it from others is refused."""
        known = self.model.link(kind)
        start_id = start.id if isinstance(start, Node) else start
        end_id = end.id if isinstance(end, Node) else end
        if not start_id or not end_id:
            return None
        if start_id == end_id and not known.loops:
            self.reject(
                row, f"{kind} to", end_id, "is linked to itself", "correct one of the two in the row, or empty it"
            )
            return None
        values = self.clean(known, row, raw)
        if any(name in raw and name not in values and not is_missing(raw[name]) for name in known.key):
            return None
        return Link(kind, start_id, end_id, values, row.place)

    def clean(self, owner: Kind | LinkKind, row: Row, raw: Mapping[str, object]) -> dict[str, Value]:
        """The clean values in `raw`, with what of the row was corrected by hand; those refused are rejected."""
        given = {**raw, "corrected": [row.corrected]} if row.corrected else raw
        try:
            values, refused = clean_properties(owner, given)
        except InvalidRecord as error:
            raise InvalidSource(f"{self.source.name}: {row.place}: {error}") from error
        for name, value, reason in refused:
            parts = [str(part) for part in value] if isinstance(value, list | tuple) else [clean_text(value) or ""]
            written, known = ", ".join(parts), owner.properties[name]
            near = nearest(written, by_name(known.choices)) if known.choices else []
            remedy = ask(near) + REMEDIES.get(known.type, "correct or empty the cell")
            if known.type in ("int", "number", "point"):
                beyond = REMEDIES["bounds"] if reason.startswith(("is below", "is above")) else remedy
                remedy = next(filter(None, map(advice, parts)), beyond)
            self.reject(row, name, written, reason, remedy)
        return values
