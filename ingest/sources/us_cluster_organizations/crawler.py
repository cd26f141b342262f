"""Cluster organisations and the benchmark clusters that they serve."""

from __future__ import annotations

from collections.abc import Iterator

from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.cleaning.names import slug
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """One organisation and one cluster a row."""
    for row in context.rows("CurrentOrganizationsAndClusters.csv"):
        served = organisation(context, row)
        name = row["cluster_name"]
        cluster = context.node("Cluster", f"cluster-{slug(name)}" if name else None, row, name=name)
        yield served
        yield cluster
        yield context.link(
            "IN_CLUSTER",
            served,
            cluster,
            row,
            role="institution" if served and served.kind == "Institution" else None,
            evidence="Registry of the US Cluster Mapping Project",
            confidence=1,
        )


def organisation(context: Context, row: Row) -> Node | None:
    """An organisation of the registry: an institution, unless it is known to be a company."""
    number = row["org_id"]
    id = f"cluster-org-{number}" if number else None
    if context.lookup("firms", number):
        return context.node("Firm", id, row, name=row["org_title"])
    return context.node("Institution", id, row, name=row["org_title"], type=context.lookup("type", number))
