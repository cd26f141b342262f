"""What is read from the database once for each version of it: in memory, and as arrays on disk, whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol, TypeVar
from zlib import crc32

import numpy as np
import numpy.typing as npt
from filelock import FileLock

from ..graph.store import Store

ABOUT = "about.json"
ATTEMPTS = 3
"""How often something is read where the database is written at the same time."""

Arrays = Mapping[str, npt.NDArray[Any]]


class Versioned(Protocol):
    """What knows the version of the database that it was read from."""

    @property
    def version(self) -> str:
        """The revision of the database."""


T = TypeVar("T", bound=Versioned)


def latest(
    store: Store,
    held: MutableMapping[Store, T],
    open: Callable[[Path, str], T | None],
    read: Callable[[Store, str], T],
    keep: Callable[[T, Path], None],
) -> T:
    """What the database says now: as it is held in memory, else opened from its copy on disk, else read and kept."""
    version = store.revision()
    found = held.get(store)
    if found is None or found.version != version:
        found = (store.snapshots and open(store.snapshots, version)) or read_and_keep(store, version, read, keep)
        held[store] = found
    return found


def read_and_keep(store: Store, version: str, read: Callable[[Store, str], T], keep: Callable[[T, Path], None]) -> T:
    """What is read from the database, with a copy on disk if nobody wrote meanwhile and the disk takes it."""
    for _ in range(ATTEMPTS):
        found = read(store, version)
        before, version = version, store.revision()
        if before == version:
            if store.snapshots:
                with suppress(OSError):
                    keep(found, store.snapshots)
            break
    return found


def keep_copy(folder: Path, kind: str, version: str, arrays: Arrays, about: Mapping[str, Any]) -> None:
    """Writes a copy, and deletes older ones of its kind and what is left of a broken off one.

    `kind` begins the name of its folder and says what its arrays are, and of which form: `network-1`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    what = kind.split("-")[0]
    written = folder / "writing"
    with FileLock(folder / "lock"):
        shutil.rmtree(written, ignore_errors=True)
        try:
            written.mkdir()
            write_copy(written, version, arrays, about)
            for old in folder.glob(f"{what}-*"):
                shutil.rmtree(old, ignore_errors=True)
            written.rename(folder / name_of(kind, version))
        finally:
            shutil.rmtree(written, ignore_errors=True)


def write_copy(folder: Path, version: str, arrays: Arrays, about: Mapping[str, Any]) -> None:
    """Writes arrays, what they are about, and what tells whether they are whole."""
    sums = {}
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
        sums[name] = checksum(folder / f"{name}.npy")
    (folder / ABOUT).write_text(json.dumps({**about, "version": version, "sums": sums}), encoding="utf-8")


def open_copy(folder: Path, kind: str, version: str) -> tuple[dict[str, npt.NDArray[Any]], dict[str, Any]] | None:
    """The arrays of the copy of that version, mapped into memory, and what they are about.

    None where there is none, or it is damaged.
    """
    place = folder / name_of(kind, version)
    try:
        about = json.loads((place / ABOUT).read_text(encoding="utf-8"))
        files = {name: place / f"{name}.npy" for name in about["sums"]}
        if about["version"] != version or {name: checksum(file) for name, file in files.items()} != about["sums"]:
            return None
        return {name: np.load(file, mmap_mode="r") for name, file in files.items()}, about
    except (OSError, ValueError, KeyError, TypeError):
        return None


def name_of(kind: str, version: str) -> str:
    """The name of the folder of a copy."""
    what, form = kind.split("-")
    return f"{what}-{sha256(f'{form} {version}'.encode()).hexdigest()[:24]}"


def checksum(file: Path) -> int:
    """A number that tells whether a file is as it was written."""
    return crc32(file.read_bytes())
