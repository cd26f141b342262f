"""The names that the graph knows, for an Extractor to find in texts."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph.store import Store
from .names import KnownName

NAMES = """
MATCH (thing:Organisation)
RETURN thing.id AS id, head([label IN labels(thing) WHERE NOT label IN ['Entity', 'Organisation']]) AS kind,
  [thing.name] + coalesce(thing.aliases, []) AS names
"""


def known_names(store: Store) -> Iterator[KnownName]:
    """Names and other names of every organisation."""
    for row in store.stream(NAMES):
        for name in row["names"]:
            yield KnownName(row["id"], row["kind"], name)
