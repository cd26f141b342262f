"""Reads the network of organisations from the database, and keeps copies of it on disk."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from ...graph.results import Rows
from ...graph.store import WRITE_SECONDS, Store
from ..copies import keep_copy, latest, open_copy
from ..words import LATENT
from .arrays import Network, Texts, as_day, tying_kinds

KIND = "network-1"
"""Of the copies on disk, with their form; those of another are made anew."""
PAGE = 4_000
"""Organisations whose linkages are read at once."""
SESSIONS = 2
ORGANISATION = "Organisation"
GENERAL = ("Entity", ORGANISATION)
"""Labels that every organisation has."""

NUMBERS = "MATCH (organisation:Organisation) RETURN collect(id(organisation)) AS numbers"
ORGANISATIONS = """
MATCH (one) WHERE id(one) IN $numbers
WITH one, one.location AS position
RETURN labels(one) AS labels, collect(id(one)) AS number, collect(one.id) AS id,
  collect(coalesce(one.name, one.id)) AS name, collect(coalesce(position.latitude, 0.0 / 0.0)) AS lat,
  collect(coalesce(position.longitude, 0.0 / 0.0)) AS lon
"""
LINKAGES = f"""
MATCH (start)-[link:{"|".join(tying_kinds())}]->(end) WHERE id(start) IN $numbers
WITH id(start) AS start, id(end) AS end, type(link) AS link, link.source AS source, link.state AS state,
  coalesce(link.input, link.service) AS what, link.confidence AS confidence, link.strength AS weight,
  link.since AS since, link.until AS until
RETURN link AS link, source AS source, state AS state, what IS NULL AS no_what, confidence IS NULL AS no_confidence,
  weight IS NULL AS no_weight, since IS NULL AS no_since, until IS NULL AS no_until,
  collect(start) AS start, collect(end) AS end, collect(what) AS what, collect(confidence) AS confidence,
  collect(weight) AS weight, collect(since) AS since, collect(until) AS until
"""
"""Linkages that agree in kind, source and state, and in what is not known of them, in one row; what is not known is
not sent. Nodes are told by the database's own numbers, which it may give anew once a node is gone: they count within
one reading alone, and what is read while somebody writes is not kept."""

CODED = ("link", "what", "source")
"""Columns of linkages whose texts are kept as codes."""
DATED = {"since": False, "until": True}
"""Columns that are dates, and whether the last day that one may mean counts."""
COLUMNS: Mapping[str, type[np.generic]] = {
    **dict.fromkeys(("start", "end"), np.int64),
    **dict.fromkeys((*CODED, *DATED), np.int32),
    **dict.fromkeys(("confidence", "weight"), np.float32),
    "possible": np.bool_,
}
UNKNOWN: Mapping[str, Any] = {"what": "", "confidence": 1.0, "weight": 1.0}
"""What stands in a column where nothing is known; no date has none."""

_networks: WeakKeyDictionary[Store, Network] = WeakKeyDictionary()
_lock = threading.Lock()


def network_of(store: Store) -> Network:
    """The network of organisations as the database has it now.

    Kept in memory, and on disk in the store's folder of snapshots, until the database is written. While somebody
    writes, it may be of different moments in different parts; then it is not kept.
    """
    with _lock:
        return latest(store, _networks, open_network, read, keep)


def read(store: Store, version: str) -> Network:
    """The network in pages of collected columns, in two sessions: row by row takes many times as long.

    Pages are packed into arrays while those behind them are read.
    """
    numbers = sorted(store.read(NUMBERS, seconds=WRITE_SECONDS)[0]["numbers"])
    pages = [{"numbers": numbers[first : first + PAGE]} for first in range(0, len(numbers), PAGE)]

    def ask(text: str, page: Mapping[str, Any]) -> Rows:
        return store.read(text, page, seconds=WRITE_SECONDS)

    with ThreadPoolExecutor(SESSIONS) as pool:
        organisations, linkages = (pool.map(partial(ask, text), pages) for text in (ORGANISATIONS, LINKAGES))
        return assemble(version, list(chain.from_iterable(organisations)), chain.from_iterable(linkages))


def assemble(version: str, organisations: Rows, linkages: Iterable[Mapping[str, Any]]) -> Network:
    """The network of rows of collected columns; linkages give their ends by the numbers of the organisations.

    What is no organisation, or none any more, is left out with its linkages.
    """
    organisations = [row for row in organisations if ORGANISATION in row["labels"]]
    ids = joined(organisations, "id")
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)

    def of_each(column: str) -> list[Any]:
        values = joined(organisations, column)
        return [values[old] for old in order]

    kinds = Met()
    kind = [
        kinds[next((label for label in row["labels"] if label not in GENERAL), ORGANISATION)]
        for row in organisations
        for _ in row["id"]
    ]
    numbers = np.array(of_each("number"), dtype=np.int64)
    columns, words = packed(linkages)
    starts, ends = (places(numbers, columns.pop(end)) for end in ("start", "end"))
    keys = (starts * len(ids) + ends) * len(words["link"]) + columns["link"]
    kept = np.argsort(keys * len(words["source"]) + columns["source"])
    kept = kept[(starts[kept] >= 0) & (ends[kept] >= 0)]
    return Network(
        version=version,
        vocabularies={"kind": kinds.words(), **words},
        id=np.array([id.encode() for id in of_each("id")], dtype=np.bytes_),
        name=Texts.of(of_each("name")),
        kind=kinds.ranks()[np.array(kind, dtype=np.int64)[order]],
        position=np.array([of_each("lat"), of_each("lon")], dtype=np.float64).T.copy(),
        ends=np.array([starts, ends], dtype=np.int32)[:, kept],
        **{name: column[kept] for name, column in columns.items()},
    )


def packed(rows: Iterable[Mapping[str, Any]]) -> tuple[dict[str, npt.NDArray[Any]], dict[str, list[str]]]:
    """The columns of linkages, rows of which may still be read, and the texts that codes stand for.

    A column that is empty in a row is unknown for each of its linkages.
    """
    met = {column: Met() for column in (*CODED, *DATED)}
    parts: dict[str, list[npt.NDArray[Any]]] = {column: [np.zeros(0, kind)] for column, kind in COLUMNS.items()}
    for row in rows:
        size = len(row["start"])
        flat = {**row, "link": [row["link"]], "source": [row["source"]], "possible": [row["state"] == LATENT]}
        for column, kind in COLUMNS.items():
            values = flat[column] or [UNKNOWN.get(column)]
            codes = map(met[column].__getitem__, values) if column in met else values
            parts[column].append(np.broadcast_to(np.fromiter(codes, kind, len(values)), size))
    columns = {column: np.concatenate(arrays) for column, arrays in parts.items()}
    for column in CODED:
        columns[column] = met[column].ranks()[columns[column]]
    for column, last in DATED.items():
        columns[column] = np.array([as_day(date, last=last) for date in met[column]], np.int32)[columns[column]]
    return columns, {column: met[column].words() for column in CODED}


def places(numbers: npt.NDArray[np.int64], sought: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Where each number sought stands among `numbers`, which differ from each other; -1 where it does not.

    >>> places(np.array([7, 3]), np.array([3, 5, 7, 9])).tolist()
    [1, -1, 0, -1]
    """
    place = np.full(max(numbers.max(initial=-1), sought.max(initial=-1)) + 1, -1, dtype=np.int64)
    place[numbers] = np.arange(len(numbers))
    return place[sought]


def joined(rows: Rows, column: str) -> list[Any]:
    """The lists of a column, one after the other."""
    return list(chain.from_iterable(row[column] for row in rows))


class Met(dict[Any, int]):
    """Numbers for texts in the order in which they are met: a lookup of a new one gives it the next."""

    def __missing__(self, text: str | None) -> int:
        self[text] = number = len(self)
        return number

    def words(self) -> list[str]:
        """The texts in their order."""
        return sorted(self)

    def ranks(self) -> npt.NDArray[np.int32]:
        """Where each text met stands in that order.

        >>> met = Met()
        >>> [met["b"], met["a"]], met.ranks().tolist()
        ([0, 1], [1, 0])
        """
        return np.argsort([self[word] for word in self.words()]).astype(np.int32)


def arrays(network: Network) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a network by the names of their files."""
    values = {field.name: getattr(network, field.name) for field in fields(network)}
    plain = {name: value for name, value in values.items() if isinstance(value, np.ndarray)}
    return {**plain, "name_bytes": network.name.bytes, "name_bounds": network.name.bounds}


def keep(network: Network, folder: Path) -> None:
    """Writes a copy of a network."""
    keep_copy(folder, KIND, network.version, arrays(network), {"vocabularies": network.vocabularies})


def open_network(folder: Path, version: str) -> Network | None:
    """The copy of that version, mapped into memory; None where there is none, or it is damaged."""
    if (copy := open_copy(folder, KIND, version)) is None:
        return None
    found, about = copy
    name = Texts(found.pop("name_bytes"), found.pop("name_bounds"))
    return Network(version=version, vocabularies=about["vocabularies"], name=name, **found)
