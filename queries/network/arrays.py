"""The organisations of a graph and the linkages between them, as arrays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...graph.model import model
from ..kinds import named_kinds
from ..words import POSSIBLE, RECORDED

if TYPE_CHECKING:
    import networkx as nx

Integers = npt.NDArray[np.integer[Any]]
Floats = npt.NDArray[np.floating[Any]]
Flags = npt.NDArray[np.bool_]
OPEN = 99_999_999
"""The end of a linkage that goes on, as a day."""


def tying_kinds(group: str = "any") -> tuple[str, ...]:
    """The kinds of links that can tie two organisations, of one group of the model or of all.

    >>> tying_kinds("corporate")
    ('ACQUIRED', 'SPUN_OFF_FROM', 'UNIT_OF')
    """
    return tuple(sorted(named_kinds(model(), ("Organisation",))[group]))


def as_day(date: str | None, *, last: bool) -> int:
    """A date as a number: the first day that it may mean, or the last; unknown is as far off as can be.

    >>> as_day("2015-10", last=False), as_day("2015-10", last=True), as_day(None, last=True)
    (20151000, 20151099, 99999999)
    """
    digits = (date or "").replace("-", "")[:8]
    return int(digits.ljust(8, "9" if last else "0")) if digits or last else 0


def distinct(numbers: Integers) -> Integers:
    """Each of some numbers once, in order; of many, `numpy.unique` takes fifty times as long.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(numbers, axis=None)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered


def distinct_pairs(pairs: Integers, size: int) -> Integers:
    """Each pair of numbers below `size` once, in order: two rows.

    >>> distinct_pairs(np.array([[1, 0, 1], [0, 2, 0]]), 3).tolist()
    [[0, 1], [2, 0]]
    """
    keys = distinct(pairs[0].astype(np.int64) * size + pairs[1])
    return np.vstack(np.divmod(keys, max(size, 1)))


def on_sphere(positions: Floats) -> Floats:
    """Latitudes and longitudes as points of a ball of radius 1."""
    lat, lon = np.moveaxis(np.radians(positions), -1, 0)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def shares(values: Floats, axis: int = 1) -> Floats:
    """Values over their sum along an axis, by default of each row; nothing where that is nothing.

    >>> shares(np.array([[1.0, 3.0], [0.0, 0.0]])).tolist()
    [[0.25, 0.75], [0.0, 0.0]]
    """
    total = values.sum(axis=axis, keepdims=True)
    found: Floats = np.divide(
        values, total, out=np.zeros_like(values, dtype=np.result_type(values, np.float32)), where=total > 0
    )
    return found


def spans(begins: Integers, ends: Integers) -> Integers:
    """All places from each beginning to its end, one stretch after the other.

    >>> spans(np.array([2, 0]), np.array([5, 2])).tolist()
    [2, 3, 4, 0, 1]
    """
    sizes = ends - begins
    return np.repeat(ends - np.cumsum(sizes), sizes) + np.arange(sizes.sum())


@dataclass(frozen=True, eq=False)
class Texts:
    """Many texts in two arrays."""

    bytes: npt.NDArray[np.uint8]
    bounds: Integers
    """Where each begins, and where the last ends."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """The texts, packed."""
        packed = [text.encode() for text in texts]
        bounds = np.cumsum([0, *map(len, packed)], dtype=np.int64)
        return cls(np.frombuffer(b"".join(packed), np.uint8), bounds)

    def __getitem__(self, number: int) -> str:
        return bytes(self.bytes[self.bounds[number] : self.bounds[number + 1]]).decode()

    def same(self, number: int) -> Integers:
        """All that read as one of them does, that one among them.

        >>> Texts.of(["ab", "ba", "ab", "abc"]).same(0).tolist()
        [0, 2]
        """
        first, last = self.bounds[number : number + 2]
        found = np.flatnonzero(np.diff(self.bounds) == last - first)
        for place in range(last - first):
            found = found[self.bytes[self.bounds[found] + place] == self.bytes[first + place]]
        return found


@dataclass(frozen=True, eq=False)
class Network:
    """Organisations and the linkages between them at one moment; it never changes.

    Organisations are numbered in the order of their ids, linkages in that of their ends. A linkage is there once for
    each source that says it.
    """

    version: str
    """Of the database that it was read from."""
    vocabularies: Mapping[str, Sequence[str]]
    """Column of codes to the texts they stand for."""
    id: npt.NDArray[np.bytes_]
    """Of each organisation, sorted."""
    name: Texts
    kind: Integers
    """Of each organisation, a code."""
    position: Floats
    """Latitude and longitude of each organisation; NaN where unknown."""
    ends: Integers
    """Two rows: the organisation each linkage goes out from, and the one it goes to."""
    link: Integers
    """Kind of each linkage, a code."""
    what: Integers
    """What is supplied or which service, a code; the empty text where no source says."""
    source: Integers
    """Who says so, a code."""
    confidence: npt.NDArray[np.float32]
    weight: npt.NDArray[np.float32]
    """How strong it is as counted by its source; 1 where none counts."""
    possible: Flags
    """Whether it is only inferred."""
    since: npt.NDArray[np.int32]
    """First day as a number such as 20151000; 0 where unknown."""
    until: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.id)

    @property
    def links(self) -> int:
        """How many linkages there are, each source's counted."""
        return len(self.link)

    def find(self, ids: Iterable[str]) -> Integers:
        """The numbers of the organisations of these ids, in order and each once; ids that nobody has are left out."""
        wanted = np.unique(np.array([id.encode() for id in ids], dtype=np.bytes_))
        if not len(self) or not len(wanted):
            return np.zeros(0, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.id, wanted), len(self) - 1)
        found: Integers = at[self.id[at] == wanted]
        return found

    def id_of(self, number: int) -> str:
        """The id of an organisation."""
        return bytes(self.id[number]).decode()

    def called(self, number: int) -> str:
        """The name of an organisation, with its id where another bears the same name."""
        alone = len(self.name.same(number)) == 1
        return self.name[number] if alone else f"{self.name[number]} ({self.id_of(number)})"

    def code(self, column: str, word: str) -> int:
        """The code of a text in a column; -1 where nothing has it."""
        words = self.vocabularies[column]
        code = bisect_left(words, word)
        return code if code < len(words) and words[code] == word else -1

    def word(self, column: str, code: int) -> str:
        """What a code of a column stands for."""
        return self.vocabularies[column][code]

    @cached_property
    def sphere(self) -> Floats:
        """The position of each organisation as a point of a ball of radius 1."""
        return on_sphere(self.position)

    @cached_property
    def by_end(self) -> Integers:
        """The linkages in the order of the organisations they go to."""
        return np.argsort(self.ends[1], kind="stable")

    @cached_property
    def bounds(self) -> tuple[Integers, Integers]:
        """Where the linkages that go out from each organisation begin, and in `by_end` those that go to it."""
        numbers = np.arange(len(self) + 1)
        return np.searchsorted(self.ends[0], numbers), np.searchsorted(self.ends[1], numbers, sorter=self.by_end)

    def leaving(self, organisations: Integers) -> Integers:
        """The linkages that go out from some organisations."""
        bounds, _ = self.bounds
        return spans(bounds[organisations], bounds[organisations + 1])

    def reaching(self, organisations: Integers) -> Integers:
        """The linkages that go to some organisations."""
        _, bounds = self.bounds
        return self.by_end[spans(bounds[organisations], bounds[organisations + 1])]

    @cached_property
    def by_what(self) -> Integers:
        """The linkages in the order of what they bring."""
        return np.argsort(self.what, kind="stable")

    def bringing(self, what: str) -> Integers:
        """The linkages that bring something of this name."""
        code = self.code("what", what)
        first, last = np.searchsorted(self.what, (code, code + 1), sorter=self.by_what)
        return self.by_what[first:last]

    def of_kind(self, kinds: Iterable[str]) -> Flags:
        """Of each code of a kind of linkage, whether it is one of these."""
        wanted = set(kinds)
        return np.array([word in wanted for word in self.vocabularies["link"]], dtype=np.bool_)

    def chosen(self, kinds: Iterable[str] | None = None, *, possible: bool = True, date: str | None = None) -> Flags:
        """Which linkages are of some kinds, recorded (or possible too), and held at a date if one is given."""
        flags = np.ones(self.links, dtype=np.bool_)
        if kinds is not None and self.links:
            flags &= self.of_kind(kinds)[self.link]
        if not possible:
            flags &= ~self.possible
        if date is not None:
            flags &= (self.since <= as_day(date, last=True)) & (self.until >= as_day(date, last=False))
        return flags

    def among(self, organisations: Integers) -> Flags:
        """Of each organisation, whether it is one of these."""
        inside = np.zeros(len(self), dtype=np.bool_)
        inside[organisations] = True
        return inside

    def touching(self, organisations: Integers, flags: Flags) -> Integers:
        """Those of the chosen linkages that have an end among some organisations."""
        links = distinct(np.concatenate([self.leaving(organisations), self.reaching(organisations)]))
        return links[flags[links]]

    def ties(self, links: Integers | Flags) -> Integers:
        """The pairs of organisations that some linkages tie, in two rows: each pair once, nobody with itself."""
        starts, ends = (side[links] for side in self.ends)
        apart = starts != ends
        return distinct_pairs(np.vstack([np.minimum(starts, ends), np.maximum(starts, ends)])[:, apart], len(self))

    def sources(self, links: Integers | Flags) -> list[str]:
        """Who says some linkages."""
        return [self.word("source", code) for code in np.flatnonzero(np.bincount(self.source[links])).tolist()]

    def basis(self, links: Integers | Flags) -> str:
        """Recorded if a source states one of some linkages, possible if all are inferred."""
        return RECORDED if np.any(~self.possible[links]) else POSSIBLE

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The same as networkx has it: nodes are ids with `kind`, `name`, `lat` and `lon`, edges are linkages with
        `kind`, `what`, `source`, `basis`, `confidence` and `weight`."""
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        ids = [self.id_of(number) for number in range(len(self))]
        for number, id in enumerate(ids):
            lat, lon = (None if np.isnan(part) else float(part) for part in self.position[number])
            graph.add_node(id, kind=self.word("kind", self.kind[number]), name=self.name[number], lat=lat, lon=lon)
        for number, (start, end) in enumerate(self.ends.T):
            kind, source = self.word("link", self.link[number]), self.word("source", self.source[number])
            graph.add_edge(
                ids[start],
                ids[end],
                kind=kind,
                what=self.word("what", self.what[number]),
                source=source,
                basis=POSSIBLE if self.possible[number] else RECORDED,
                confidence=float(self.confidence[number]),
                weight=float(self.weight[number]),
            )
        return graph
