"""A graph written down, so that two can be compared."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.store import Store

OF_A_RUN = {"run", "record_run"}
"""Properties that differ from load to load."""

Dump = dict[tuple[str, ...], dict[str, Any]]
"""(labels, id) of nodes and (kind, start, end, source) of links to their properties."""


def dump(store: Store, *, in_order: bool = True, said: bool = False) -> Dump:
    """Every node and link but the runs, without run ids.

    `in_order=False` takes lists of texts as sets; `said=True` tells links between the same ends apart by the ids that
    the source gives the ends.
    """
    found: Dump = {}
    ends: tuple[str, ...]
    nodes = store.stream("MATCH (n) WHERE NOT n:Run RETURN labels(n) AS labels, properties(n) AS said")
    for row in nodes:
        properties = row["said"]
        key = (":".join(sorted(row["labels"])), str(properties.get("id") or properties.get("record_id")))
        assert key not in found, f"two nodes {key}"
        found[key] = kept(properties, in_order)
    links = store.stream(
        "MATCH (a)-[link]->(b) WHERE NOT a:Run RETURN type(link) AS kind, coalesce(a.id, a.record_id) AS start, "
        "coalesce(b.id, b.record_id) AS end, properties(link) AS said"
    )
    for row in links:
        ends = (row["kind"], row["start"], row["end"], row["said"].get("source", ""))
        if said:
            ends += (row["said"].get("said_from", ""), row["said"].get("said_to", ""))
        assert ends not in found, f"two links {ends}"
        found[ends] = kept(row["said"], in_order)
    return found


def kept(said: dict[str, Any], in_order: bool) -> dict[str, Any]:
    """The properties that two loads of the same files must share."""
    return {
        name: value if in_order or not isinstance(value, list) else sorted(value)
        for name, value in said.items()
        if name not in OF_A_RUN
    }


def differences(one: Dump, other: Dump) -> dict[tuple[str, ...], tuple[Any, Any]]:
    """Where two graphs differ, both sides."""
    keys = one.keys() | other.keys()
    return {key: (one.get(key), other.get(key)) for key in keys if one.get(key) != other.get(key)}
