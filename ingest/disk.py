"""Files that a load writes: where one cannot be written, the place and the remedy are said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..graph.errors import NotWritten


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Whatever keeps `place` from being written, as a full disk does, becomes NotWritten."""
    try:
        yield
    except OSError as error:
        raise NotWritten(
            f"{place}: cannot be written ({error.strerror or error}); free some space there or make it yours, "
            "then run it again: what is in the graph is kept"
        ) from error
