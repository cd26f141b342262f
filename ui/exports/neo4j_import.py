"""The whole graph as the tables that Neo4j's bulk importer reads, for the operator of a server elsewhere."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ...graph.errors import InvalidSetting
from ...graph.importing import ImportFiles
from ...graph.model import Model, model
from ...graph.progress import Progress, Report, quiet
from ...graph.statements import KEYS
from ...ingest.disk import writing

if TYPE_CHECKING:
    from ...graph.store import Store

SIZE = """
CALL () { MATCH (node) RETURN count(node) AS nodes }
CALL () { MATCH ()-[link]->() RETURN count(link) AS links }
RETURN nodes + links AS size
"""
NODES = "MATCH (node) RETURN labels(node) AS labels, properties(node) AS properties"
LINKS = """
MATCH (start)-[link]->(end)
RETURN type(link) AS kind, labels(start) AS start_labels, labels(end) AS end_labels,
  coalesce(start.record_id, start.id) AS start, coalesce(end.record_id, end.id) AS end,
  properties(link) AS properties
"""
TOLD_EVERY = 5_000
"""Nodes and links after which it is told how far the export is."""
README = """\
The graph of a Cluster Atlas workspace, as tables for Neo4j's bulk importer: {nodes:,} nodes and {links:,} links.

1. Copy this folder to the server, and stop Neo4j there (of a cluster or an Enterprise server: only the database).
   The database must be new or empty; with --overwrite-destination, what it holds is lost.
2. In this folder, as the user that Neo4j runs as: sh import.sh NAME
   NAME is that of the database, neo4j if it is left out. Neo4j 5.26 or newer is needed.
3. Start Neo4j. Where it has several databases: CREATE DATABASE NAME.
4. Point Cluster Atlas there (CLUSTERATLAS_URI, _USER, _PASSWORD, _DATABASE) and run: clusteratlas up
   It makes the constraints and indexes, without which nothing is found fast; its account must be allowed to.
"""
SCRIPT = """\
#!/bin/sh
# Imports the tables of this folder into the database that is named, neo4j by default.
cd "$(dirname "$0")" || exit 1
exec neo4j-admin database import full "${{1:-neo4j}}" \\
  {arguments}
"""


def export_graph(store: Store, folder: Path, report: Report = quiet) -> tuple[int, int, int]:
    """Writes the graph into a new folder: how many nodes and links, and how many nodes that are not Cluster Atlas's.

    Those are left out with their links. An interrupted export leaves no folder of that name.
    """
    if folder.exists():
        raise InvalidSetting(f"{folder}: is there already; choose another --output, or delete it")
    draft = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        with writing(folder, "choose another --output"):
            counts = write_graph(store, draft, report)
            draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return counts


def write_graph(store: Store, folder: Path, report: Report) -> tuple[int, int, int]:
    """Writes tables, script and README; how many nodes and links, and how many nodes were left out."""
    total = store.read(SIZE)[0]["size"]
    nodes = links = foreign = 0
    with ImportFiles(folder, model(), packed=True) as files:
        for row in store.stream(NODES):
            if KEYS.keys().isdisjoint(row["labels"]):
                foreign += 1
                continue
            files.add_node(in_order(model(), row["labels"]), row["properties"])
            nodes += 1
            if nodes % TOLD_EVERY == 0:
                report(Progress("Exporting", nodes, total, "nodes and links"))
        for row in store.stream(LINKS):
            start, end = space(row["start_labels"]), space(row["end_labels"])
            if start is None or end is None:
                continue
            files.add_link(row["kind"], (start, row["start"]), (end, row["end"]), row["properties"])
            links += 1
            if links % TOLD_EVERY == 0:
                report(Progress("Exporting", nodes + links, total, "nodes and links"))
    arguments = " \\\n  ".join(map(shlex.quote, files.arguments()))
    (folder / "import.sh").write_text(SCRIPT.format(arguments=arguments), encoding="utf-8")
    (folder / "README.txt").write_text(README.format(nodes=nodes, links=links), encoding="utf-8")
    return nodes, links, foreign


def space(labels: Iterable[str]) -> str | None:
    """The label that the id of a node with these labels is unique under; None where it is not one of ours."""
    return next((label for label in labels if label in KEYS), None)


def in_order(graph_model: Model, labels: Iterable[str]) -> tuple[str, ...]:
    """Labels as the model has them, that of the kind first."""
    held = set(labels)
    kinds = (kind.labels for name, kind in graph_model.kinds.items() if name in held and not kind.abstract)
    return next((known for known in kinds if set(known) == held), tuple(sorted(held)))
