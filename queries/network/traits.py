"""What organisations are besides their linkages, as arrays: industries, places, types, home countries, dates."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from ...graph.results import Rows
from ...graph.store import WRITE_SECONDS, Store
from ..copies import keep_copy, open_copy
from .arrays import Flags, Integers, Network, as_day, distinct, spans

INDUSTRIES = """
MATCH (class:Industry)<-[:CLASSIFIED_AS]-(one:Organisation)
WITH class, collect(one.id) AS ids
RETURN class.id AS word, COLLECT { MATCH (class)-[:WITHIN]->(above:Industry) RETURN above.id } AS above, ids AS ids
"""
BRANCHES = """
MATCH (branch:Industry {level: 3})<-[:WITHIN]-{0,5}(:Industry)<-[:CLASSIFIED_AS]-(one:Organisation)
RETURN branch.id AS word, collect(one.id) AS ids
UNION ALL
MATCH (known:Industry)
WITH known.scheme AS scheme, coalesce(max(CASE WHEN known.level <= 3 THEN known.level END), min(known.level)) AS usual
MATCH (class:Industry {scheme: scheme})
WHERE class.level >= usual AND NOT EXISTS { (class)-[:WITHIN]->{0,5}(:Industry {level: 3}) }
WITH class, COLLECT {
  MATCH (class)-[:WITHIN]->{0,5}(wider:Industry) WHERE wider.level < 3
  RETURN wider.id ORDER BY wider.level DESC, wider.id } AS wider
MATCH (class)<-[:CLASSIFIED_AS]-(one:Organisation)
WHERE NOT EXISTS { (one)-[:CLASSIFIED_AS]->(:Industry)-[:WITHIN]->{0,5}(:Industry {level: 3}) }
RETURN coalesce(wider[0], class.id) AS word, collect(one.id) AS ids
"""
INPUTS = """
MATCH (input:Input)<-[:PROVIDES]-(one:Organisation)
WHERE coalesce(input.specialised, true)
RETURN input.id AS word, collect(one.id) AS ids
"""
NEEDS = """
MATCH (input:Input)<-[:NEEDS]-(one:Organisation)
WHERE coalesce(input.specialised, true)
RETURN input.id AS word, collect(one.id) AS ids
"""
PLACES = """
MATCH (place:Place)<-[:LOCATED_IN]-(one:Organisation)
WITH place, collect(one.id) AS ids
WITH ids, COLLECT {
  MATCH (place)-[:WITHIN]->{0,4}(area:Place) WHERE NOT area.type IN $wide RETURN DISTINCT area.id } AS areas
WHERE size(areas) > 0
RETURN areas[0] AS word, areas[1..] AS above, ids AS ids
"""
STREET = "street"
"""The basis of positions that are exact to the street."""
WIDE = ("nation", "state", "metro")
"""Places so large that two organisations in one are not in the same place."""
BASES = (
    "MATCH (one:Organisation) WHERE one.location_basis IS NOT NULL "
    "RETURN one.location_basis AS word, collect(one.id) AS ids"
)
TYPES = "MATCH (one:Institution) WHERE one.type IS NOT NULL RETURN one.type AS word, collect(one.id) AS ids"
HOMES = "MATCH (one:Firm) WHERE one.home_country IS NOT NULL RETURN one.home_country AS word, collect(one.id) AS ids"
PRESENT = (
    "MATCH (one:Firm) WHERE one.permanent IS NOT NULL RETURN toString(one.permanent) AS word, collect(one.id) AS ids"
)
FOUNDED = "MATCH (one:Organisation) WHERE one.founded IS NOT NULL RETURN one.founded AS word, collect(one.id) AS ids"
CLOSED = "MATCH (one:Organisation) WHERE one.closed IS NOT NULL RETURN one.closed AS word, collect(one.id) AS ids"
KIND = "traits-1"
"""Of the copies on disk, with their form; those of another are made anew."""

_traits: WeakKeyDictionary[Network, Traits] = WeakKeyDictionary()
_lock = threading.Lock()


@dataclass(frozen=True, eq=False)
class Groups:
    """Which groups each of some organisations is in, none or several."""

    words: tuple[str, ...]
    """The ids of the groups."""
    bounds: Integers
    """Where the groups of each organisation begin, and where the last end."""
    groups: Integers

    @classmethod
    def of(cls, size: int, members: Mapping[str, Integers]) -> Groups:
        """The groups of so many organisations from the members of each group."""
        words = tuple(sorted(members))
        owners = np.concatenate([np.zeros(0, dtype=np.int64), *(members[word] for word in words)])
        codes = np.repeat(np.arange(len(words)), [len(members[word]) for word in words])
        keys = distinct(owners * max(len(words), 1) + codes)
        owners, groups = np.divmod(keys, max(len(words), 1))
        return cls(words, np.searchsorted(owners, np.arange(size + 1)), groups)

    def of_one(self, number: int) -> Integers:
        """The groups of an organisation."""
        return self.groups[self.bounds[number] : self.bounds[number + 1]]

    def having(self, word: str) -> Flags:
        """Of each organisation whether it is in a group."""
        return self.flagged([one == word for one in self.words])

    def flagged(self, wanted: Sequence[bool]) -> Flags:
        """Of each organisation whether it is in one of the groups that are wanted; `wanted` says so of each group."""
        flags = np.zeros(len(self.bounds) - 1, dtype=np.bool_)
        owners = np.repeat(np.arange(len(flags)), np.diff(self.bounds))
        flags[owners[np.array(wanted, dtype=np.bool_)[self.groups]]] = True
        return flags

    def word_of(self, number: int) -> str:
        """The first group of an organisation by its id; empty where it is in none."""
        mine = self.of_one(number)
        return self.words[mine[0]] if len(mine) else ""

    def shared(self, starts: Integers, ends: Integers) -> Flags:
        """Of each pair of organisations, whether both are in one of the groups."""
        sizes = np.diff(self.bounds)
        fewer = sizes[starts] <= sizes[ends]
        one, other = np.where(fewer, starts, ends), np.where(fewer, ends, starts)
        pair = np.repeat(np.arange(len(one)), sizes[one])
        at = spans(self.bounds[one], self.bounds[one + 1])
        most = max(len(self.words), 1)
        keys = np.repeat(np.arange(len(sizes)), sizes) * most + self.groups
        wanted = other[pair].astype(np.int64) * most + self.groups[at]
        found = np.searchsorted(keys, wanted)
        found[found == len(keys)] = 0
        flags = np.zeros(len(starts), dtype=np.bool_)
        if len(keys):
            flags[pair[keys[found] == wanted]] = True
        return flags


@dataclass(frozen=True, eq=False)
class Traits:
    """The organisations of a network, and what they are besides their linkages."""

    network: Network
    industries: Groups
    """The classes of each, and those directly above them."""
    branches: Groups
    """The classes of the third level that each is in: a branch such as the making of machinery; of one that is in none,
    the next wider class that its classification has."""
    inputs: Groups
    """What each provides, but for what most industries use."""
    needs: Groups
    """What each needs, but for what most industries use."""
    places: Groups
    """Where each is: towns, counties, appellations and regions, none wider."""
    bases: Groups
    """What the position of each rests on, such as `street` or `postcode`."""
    types: Groups
    """The type of each institution."""
    homes: Groups
    """The country where each firm has its seat."""
    present: Groups
    """Whether a firm has a lasting presence where it is: `true` or `false`."""
    founded: Groups
    """The date when each began."""
    closed: Groups
    """The date when each ended."""

    def there(self, date: str) -> Flags:
        """Of each organisation, whether it was there at a date; who has no date on record was."""
        first, last = as_day(date, last=False), as_day(date, last=True)
        later = self.founded.flagged([as_day(word, last=False) > last for word in self.founded.words])
        earlier = self.closed.flagged([as_day(word, last=True) < first for word in self.closed.words])
        found: Flags = ~(later | earlier)
        return found


def traits_of(store: Store, network: Network) -> Traits:
    """The traits of the organisations of a network, read once for each; kept on disk as the network is."""
    with _lock:
        if network not in _traits:
            _traits[network] = (store.snapshots and open_kept(store.snapshots, network)) or read_and_keep(
                store, network
            )
        return _traits[network]


def read_and_keep(store: Store, network: Network) -> Traits:
    """The traits from the database, with a copy on disk if they are of the same moment and the disk takes it."""
    traits = read(store, network)
    if store.snapshots and store.revision() == network.version:
        with suppress(OSError):
            keep(traits, store.snapshots)
    return traits


def keep(traits: Traits, folder: Path) -> None:
    """Writes a copy of the traits beside that of their network."""
    groups = {field.name: getattr(traits, field.name) for field in fields(Traits) if field.name != "network"}
    arrays = {
        f"{name}_{part}": array
        for name, one in groups.items()
        for part, array in (("bounds", one.bounds), ("groups", one.groups))
    }
    words = {name: list(one.words) for name, one in groups.items()}
    keep_copy(folder, KIND, version_of(traits.network), arrays, {"words": words})


def open_kept(folder: Path, network: Network) -> Traits | None:
    """The copy of the traits of a network; None where there is none, or it is damaged."""
    copy = open_copy(folder, KIND, version_of(network))
    if copy is None:
        return None
    arrays, about = copy
    words = about["words"]
    return Traits(
        network,
        **{
            name: Groups(tuple(words[name]), *(np.asarray(arrays[f"{name}_{part}"]) for part in ("bounds", "groups")))
            for name in words
        },
    )


def version_of(network: Network) -> str:
    """What a copy is known by: the version of the database, and what was asked of it."""
    return " ".join(
        (
            network.version,
            INDUSTRIES,
            BRANCHES,
            INPUTS,
            NEEDS,
            PLACES,
            *WIDE,
            BASES,
            TYPES,
            HOMES,
            PRESENT,
            FOUNDED,
            CLOSED,
        )
    )


def read(store: Store, network: Network) -> Traits:
    """The traits from the database."""

    def groups(text: str, **values: Any) -> Groups:
        return assemble(network, store.read(text, values, seconds=WRITE_SECONDS))

    return Traits(
        network,
        industries=groups(INDUSTRIES),
        branches=groups(BRANCHES),
        inputs=groups(INPUTS),
        needs=groups(NEEDS),
        places=groups(PLACES, wide=list(WIDE)),
        bases=groups(BASES),
        types=groups(TYPES),
        homes=groups(HOMES),
        present=groups(PRESENT),
        founded=groups(FOUNDED),
        closed=groups(CLOSED),
    )


def assemble(network: Network, rows: Rows) -> Groups:
    """The groups of rows with a `word`, words `above` it where there are any, and the `ids` of organisations."""
    members: dict[str, list[Integers]] = {}
    for row in rows:
        numbers = network.find(row["ids"])
        for word in words_of(row):
            members.setdefault(word, []).append(numbers)
    return Groups.of(len(network), {word: np.concatenate(parts) for word, parts in members.items()})


def words_of(row: Mapping[str, Any]) -> Iterable[str]:
    """The groups that a row speaks of."""
    return (row["word"], *row.get("above", ()))
