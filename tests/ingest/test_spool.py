"""Links kept on disk until they can be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from clusteratlas.graph.records import Link
from clusteratlas.ingest.spool import KeyedSpool, key_of


@pytest.mark.parametrize(
    ("batches", "twice"),
    [
        ([], []),
        ([["SUPPLIES a b", "SUPPLIES b a"], ["SERVES a b"]], []),
        ([["SUPPLIES a b", "SUPPLIES b a"], ["SERVES a b", "SUPPLIES b a"], ["SUPPLIES b a"]], ["SUPPLIES b a"]),
    ],
)
def test_links_that_came_more_than_once_are_known(tmp_path: Path, batches: list[list[str]], twice: list[str]) -> None:
    with KeyedSpool(tmp_path) as spool:
        for batch in batches:
            spool.add([link(words) for words in batch])
        assert spool.recurring() == {key_of(link(words)) for words in twice}


def link(words: str) -> Link:
    """A link of `KIND from to`."""
    kind, start, end = words.split()
    return Link(kind, start, end, {})
