"""Python's search for garbage, which takes long where many records are at hand."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

NEW_OBJECTS = 100_000
"""New objects after which garbage is searched for; usually Python does so after some hundreds."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Searches for garbage less often; what is in no circle, as records are, is freed at once as ever."""
    before = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
