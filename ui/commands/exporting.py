"""The whole graph, written for another server."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..terminal import progress, say
from .workspace import workspace


class ExportFormat(StrEnum):
    """How the whole graph may be written."""

    NEO4J_IMPORT = "neo4j-import"


def export(
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="A new folder for the files.", file_okay=False)
    ],
    format: Annotated[
        ExportFormat, typer.Option("--format", "-f", help="How to write it.")
    ] = ExportFormat.NEO4J_IMPORT,
) -> None:
    """Write the whole graph as files for Neo4j's bulk importer on a server elsewhere."""
    chosen = workspace(context)
    with chosen.store() as store, progress() as report:
        from ...ingest.turns import take_turns
        from ..exports.neo4j_import import export_graph

        with take_turns(chosen.settings().rejects, report):
            nodes, links, foreign = export_graph(store, output.expanduser(), report)
    if foreign:
        say(f"{foreign:,} nodes that are none of Cluster Atlas's are left out, with their links")
    typer.echo(f"{nodes:,} nodes and {links:,} links are in {output}; its README.txt says how a server takes them in")
