"""Reads the network of organisations from the database, and keeps copies of it on disk."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary
from zlib import crc32

import numpy as np
import numpy.typing as npt

from ...graph.results import Rows
from ...graph.store import WRITE_SECONDS, Store
from .arrays import Network, Texts, as_day, tying_kinds

FORMAT = 1
"""Of the copies on disk; those of another are made anew."""
PAGE = 1_000
"""Organisations whose linkages are read at once."""
SESSIONS = 2
ATTEMPTS = 3
"""How often the network is read where the database is written at the same time."""
ABOUT = "about.json"
VOCABULARIES = ("kind", "link", "what", "source")

IDS = "MATCH (organisation:Organisation) RETURN collect(organisation.id) AS ids"
ORGANISATIONS = """
UNWIND $ids AS id
MATCH (one:Entity {id: id})
RETURN collect(id) AS id, collect(coalesce(one.name, id)) AS name,
  collect(head([label IN labels(one) WHERE NOT label IN ['Entity', 'Organisation']])) AS kind,
  collect(coalesce(one.location.latitude, 0.0 / 0.0)) AS lat,
  collect(coalesce(one.location.longitude, 0.0 / 0.0)) AS lon
"""
LINKAGES = f"""
UNWIND $ids AS id
MATCH (start:Entity {{id: id}})
MATCH (start)-[link:{"|".join(tying_kinds())}]->(end:Organisation)
RETURN collect(id) AS start, collect(end.id) AS end, collect(type(link)) AS link, collect(link.source) AS source,
  collect(coalesce(link.input, link.service, '')) AS what, collect(coalesce(link.confidence, 1.0)) AS confidence,
  collect(coalesce(link.strength, 1.0)) AS weight, collect(coalesce(link.state, '') = 'latent') AS possible,
  collect(coalesce(link.since, '')) AS since, collect(coalesce(link.until, '')) AS until
"""

_networks: WeakKeyDictionary[Store, Network] = WeakKeyDictionary()
_lock = threading.Lock()


def network_of(store: Store) -> Network:
    """The network of organisations as the database has it now.

    Kept in memory, and on disk in the store's folder of snapshots, until the database is written. While somebody
    writes, it may be of different moments in different parts; then it is not kept.
    """
    with _lock:
        version = store.revision()
        network = _networks.get(store)
        if network is None or network.version != version:
            network = (store.snapshots and open_copy(store.snapshots, version)) or read_and_keep(store, version)
            _networks[store] = network
        return network


def read_and_keep(store: Store, version: str) -> Network:
    """The network read from the database, with a copy on disk if nobody wrote meanwhile and the disk takes it."""
    for _ in range(ATTEMPTS):
        network = read(store, version)
        before, version = version, store.revision()
        if before == version:
            if store.snapshots:
                with suppress(OSError):
                    keep(network, store.snapshots)
            break
    return network


def read(store: Store, version: str) -> Network:
    """The network in pages of collected columns, in two sessions: row by row takes many times as long."""
    ids = store.read(IDS, seconds=WRITE_SECONDS)[0]["ids"]
    pages = [ids[first : first + PAGE] for first in range(0, len(ids), PAGE)]

    def ask(question: tuple[str, list[str]]) -> Rows:
        return store.read(question[0], {"ids": question[1]}, seconds=WRITE_SECONDS)

    with ThreadPoolExecutor(SESSIONS) as pool:
        organisations = joined(pool.map(ask, [(ORGANISATIONS, page) for page in pages]))
        linkages = joined(pool.map(ask, [(LINKAGES, page) for page in pages]))
    return assemble(version, organisations, linkages)


def joined(pages: Iterator[Rows]) -> dict[str, list[Any]]:
    """Columns of several pages, each as one list."""
    columns: dict[str, list[Any]] = {}
    for rows in pages:
        for name, values in rows[0].items():
            columns.setdefault(name, []).extend(values)
    return columns


def assemble(version: str, organisations: Mapping[str, list[Any]], linkages: Mapping[str, list[Any]]) -> Network:
    """The network of what was read."""
    ids = np.array([id.encode() for id in organisations.get("id", [])], dtype=np.bytes_)
    order = np.argsort(ids)
    number = {organisations["id"][old]: new for new, old in enumerate(order)}
    known = [end in number and start in number for start, end in zip(*ends(linkages), strict=True)]
    kept = {
        name: [value for value, keep in zip(values, known, strict=True) if keep] for name, values in linkages.items()
    }
    names = [organisations["name"][old] for old in order]
    words: dict[str, list[str]] = {}
    kind = coded("kind", [organisations["kind"][old] for old in order], words)
    codes = {column: coded(column, kept.get(column, []), words) for column in ("link", "what", "source")}
    position = np.array([organisations.get("lat", []), organisations.get("lon", [])], dtype=np.float64).T
    return Network(
        version=version,
        vocabularies=words,
        id=ids[order],
        name=Texts.of(names),
        kind=kind,
        position=np.ascontiguousarray(position.reshape(-1, 2)[order]),
        ends=np.array([[number[id] for id in side] for side in ends(kept)], dtype=np.int32),
        confidence=np.array(kept.get("confidence", []), dtype=np.float32),
        weight=np.array(kept.get("weight", []), dtype=np.float32),
        possible=np.array(kept.get("possible", []), dtype=np.bool_),
        since=days(kept.get("since", []), last=False),
        until=days(kept.get("until", []), last=True),
        **codes,
    )


def ends(linkages: Mapping[str, list[Any]]) -> tuple[list[str], list[str]]:
    """The ids at both ends of what was read."""
    return linkages.get("start", []), linkages.get("end", [])


def coded(column: str, values: Sequence[str], words: dict[str, list[str]]) -> npt.NDArray[np.int32]:
    """Codes for the values of a column; `words` gets what they stand for."""
    codes: dict[str, int] = {word: code for code, word in enumerate(sorted(set(values)))}
    words[column] = list(codes)
    return np.array([codes[value] for value in values], dtype=np.int32)


def days(dates: Sequence[str], *, last: bool) -> npt.NDArray[np.int32]:
    """Dates as numbers."""
    numbers = {date: as_day(date, last=last) for date in set(dates)}
    return np.array([numbers[date] for date in dates], dtype=np.int32)


def arrays(network: Network) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a network by the names of their files."""
    values = {field.name: getattr(network, field.name) for field in fields(network)}
    plain = {name: value for name, value in values.items() if isinstance(value, np.ndarray)}
    return {**plain, "name_bytes": network.name.bytes, "name_bounds": network.name.bounds}


def keep(network: Network, folder: Path) -> None:
    """Writes a copy of a network, whole or not at all, and deletes older ones."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / name_of(network.version)
    with tempfile.TemporaryDirectory(dir=folder, prefix="writing-") as name:
        written = Path(name) / "network"
        written.mkdir()
        sums = {}
        for file, array in arrays(network).items():
            np.save(written / f"{file}.npy", array)
            sums[file] = checksum(written / f"{file}.npy")
        about = {"version": network.version, "vocabularies": network.vocabularies, "sums": sums}
        (written / ABOUT).write_text(json.dumps(about), encoding="utf-8")
        for old in folder.glob("network-*"):
            shutil.rmtree(old, ignore_errors=True)
        try:
            written.rename(place)
        except OSError:
            if not place.is_dir():
                raise


def open_copy(folder: Path, version: str) -> Network | None:
    """The copy of that version, mapped into memory; None where there is none, or it is damaged."""
    place = folder / name_of(version)
    try:
        about = json.loads((place / ABOUT).read_text(encoding="utf-8"))
        files = {name: place / f"{name}.npy" for name in about["sums"]}
        if about["version"] != version or {name: checksum(file) for name, file in files.items()} != about["sums"]:
            return None
        found = {name: np.load(file, mmap_mode="r") for name, file in files.items()}
        name = Texts(found.pop("name_bytes"), found.pop("name_bounds"))
        return Network(version=version, vocabularies=about["vocabularies"], name=name, **found)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def name_of(version: str) -> str:
    """The name of the folder of a copy."""
    return f"network-{sha256(f'{FORMAT} {version}'.encode()).hexdigest()[:24]}"


def checksum(file: Path) -> int:
    """A number that tells whether a file is as it was written."""
    return crc32(file.read_bytes())
