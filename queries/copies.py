"""Copies of arrays on disk, each of one version of the database, whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
from filelock import FileLock

ABOUT = "about.json"

Arrays = Mapping[str, npt.NDArray[Any]]


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
