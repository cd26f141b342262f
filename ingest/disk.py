"""Files that are written: where one cannot be, the place and the remedy are said."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..graph.errors import InvalidSource, NotWritten

MAKE_ROOM = "free some space there or make it yours, then run it again: what is in the graph is kept"


@contextmanager
def writing(place: Path, remedy: str = MAKE_ROOM) -> Iterator[None]:
    """Whatever keeps `place` from being written, as a full disk does, becomes NotWritten."""
    try:
        yield
    except OSError as error:
        raise NotWritten(f"{place}: cannot be written ({error.strerror or error}); {remedy}") from error


def copy(file: Path, to: Path) -> None:
    """Copies a file so that a reader meets the old one or the new one, whole."""
    if to.exists() and file.samefile(to):
        return
    try:
        read = file.open("rb")
    except OSError as error:
        raise InvalidSource(f"{file}: cannot be read ({error.strerror}); make it yours, then run it again") from error
    draft = to.with_name(f".{to.name}.copying")
    with read, writing(to):
        try:
            with draft.open("wb") as written:
                shutil.copyfileobj(read, written)
            draft.replace(to)
        finally:
            draft.unlink(missing_ok=True)
