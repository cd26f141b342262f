"""What the shipped sources make of their files, each crawled once a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

import pytest
from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.mapping import crawl_tables
from clusteratlas.ingest.quality import Reject
from clusteratlas.ingest.source import shipped_sources


@dataclass(frozen=True)
class Crawled:
    """The records that a source emitted, as they came."""

    nodes: list[Node]
    links: list[Link]
    rejects: list[Reject]

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """Nodes by id, the first where an id comes twice."""
        return {node.id: node for node in reversed(self.nodes)}

    def of(self, kind: str) -> list[Link]:
        """The links of one kind."""
        return [link for link in self.links if link.kind == kind]

    def link(self, kind: str, start: str, end: str) -> Link:
        """The one link of that kind between two ids."""
        (found,) = [link for link in self.links if (link.kind, link.start, link.end) == (kind, start, end)]
        return found


Crawl = Callable[[str], Crawled]
Dangling = Callable[[str], list[Link]]


@cache
def crawl(name: str) -> Crawled:
    """Crawls a shipped source."""
    source = shipped_sources()[name]
    rejects: list[Reject] = []
    context = Context(source, rejects.append)
    crawler = source.crawler()
    records = [*crawl_tables(context), *(crawler(context) if crawler else ())]
    nodes = [record for record in records if isinstance(record, Node)]
    return Crawled(nodes, [record for record in records if isinstance(record, Link)], rejects)


@pytest.fixture
def crawled() -> Crawl:
    """Crawls a shipped source by name; the same records come again when asked again."""
    return crawl


@pytest.fixture
def dangling() -> Dangling:
    """Links of a source that end in nothing that it, or a source loaded before it, emits."""

    def find(name: str) -> list[Link]:
        sources = shipped_sources()
        needed, waiting = set(), [name]
        while waiting:
            needed.add(current := waiting.pop())
            waiting += sources[current].requires
        known = {id for each in needed for id in crawl(each).by_id}
        return [link for link in crawl(name).links if link.start not in known or link.end not in known]

    return find
