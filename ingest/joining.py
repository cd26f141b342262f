"""What several rows of a source say of one thing or link, as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..graph.model import model
from ..graph.records import Link, Node, Value


def join_nodes(first: Node, second: Node) -> Node:
    """What two rows say of one entity: the first value wins, texts are united, a number goes with its bounds."""
    properties = join(first.properties, second.properties)
    for family in model().kind(first.kind).ranges:
        if not first.properties.keys().isdisjoint(family):
            for name in set(family) - first.properties.keys():
                properties.pop(name, None)
    return Node(first.kind, first.id, properties, first.place)


def once_each(links: Iterable[Link]) -> list[Link]:
    """Links, those that are told apart by nothing as one."""
    joined: dict[tuple[object, ...], Link] = {}
    for link in links:
        key = told_apart(link)
        joined[key] = join_links(joined[key], link) if key in joined else link
    return list(joined.values())


def told_apart(link: Link) -> tuple[object, ...]:
    """What tells a source's link from its others: kind, ends, and what the key of its kind names."""
    kind, start, end, properties, _ = link
    key = model().links[kind].key
    return (kind, start, end, *(properties.get(name) for name in key)) if key else (kind, start, end)


def join_links(first: Link, second: Link) -> Link:
    """What two rows say of one link: the first value wins, texts are united, since earliest, until latest."""
    properties = join(first.properties, second.properties)
    for name, choose in (("since", min), ("until", max)):
        dates = [str(link.properties[name]) for link in (first, second) if name in link.properties]
        if dates:
            properties[name] = choose(dates)
    return Link(first.kind, first.start, first.end, properties, first.place)


def join(first: Mapping[str, Value], second: Mapping[str, Value]) -> dict[str, Value]:
    """Two sets of values as one: the first wins, texts are united."""
    joined = {**second, **first}
    for name, value in first.items():
        other = second.get(name)
        if isinstance(value, list) and isinstance(other, list):
            joined[name] = list(dict.fromkeys([*value, *other]))
    return joined
