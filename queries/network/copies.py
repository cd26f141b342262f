"""Copies of arrays on disk: there whole or not at all, and known by the version of the database they are of."""

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

FORMAT = 2
"""Of the copies; those of another are made anew."""
ABOUT = "about.json"
Arrays = Mapping[str, npt.NDArray[Any]]


def keep_copy(folder: Path, what: str, version: str, arrays: Arrays, words: Mapping[str, Any]) -> None:
    """Writes a copy, and deletes older ones of the same and what is left of a broken off one.

    Arrays are called by the names of their files; `words` is what JSON can hold.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"writing-{what}"
    with FileLock(folder / "lock"):
        shutil.rmtree(written, ignore_errors=True)
        try:
            written.mkdir()
            write_copy(written, version, arrays, words)
            for old in folder.glob(f"{what}-*"):
                shutil.rmtree(old, ignore_errors=True)
            written.rename(folder / name_of(what, version))
        finally:
            shutil.rmtree(written, ignore_errors=True)


def write_copy(folder: Path, version: str, arrays: Arrays, words: Mapping[str, Any]) -> None:
    """Writes arrays and words, and what tells whether they are whole."""
    sums = {}
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
        sums[name] = checksum(folder / f"{name}.npy")
    about = {"version": version, "words": words, "sums": sums}
    (folder / ABOUT).write_text(json.dumps(about), encoding="utf-8")


def open_copy(folder: Path, what: str, version: str) -> tuple[dict[str, npt.NDArray[Any]], dict[str, Any]] | None:
    """The arrays of that version, mapped into memory, and its words; None where there is none, or it is damaged."""
    place = folder / name_of(what, version)
    try:
        about = json.loads((place / ABOUT).read_text(encoding="utf-8"))
        files = {name: place / f"{name}.npy" for name in about["sums"]}
        if about["version"] != version or {name: checksum(file) for name, file in files.items()} != about["sums"]:
            return None
        return {name: np.load(file, mmap_mode="r") for name, file in files.items()}, about["words"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def name_of(what: str, version: str) -> str:
    """The name of the folder of a copy."""
    return f"{what}-{sha256(f'{FORMAT} {version}'.encode()).hexdigest()[:24]}"


def checksum(file: Path) -> int:
    """A number that tells whether a file is as it was written."""
    return crc32(file.read_bytes())
