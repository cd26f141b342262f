"""Neo4j Graph Data Science as a peer: a plugin (GPL-3.0, no dependency) of a benchmark's own server alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jgo
import neo4j
from clusteratlas.graph.server.configuration import settings_text
from clusteratlas.graph.server.install import install
from clusteratlas.graph.settings import Settings

VERSION = "2.26.0"
"""For Neo4j 2026.08."""
PARTS = ("opengds-extension", "proc")
ALLOWED = "dbms.security.procedures.unrestricted=gds.*\n"

PROJECT = """
CALL gds.graph.project('network', 'Organisation', {TIED: {type: '*', orientation: 'UNDIRECTED', aggregation: 'SINGLE'}})
YIELD nodeCount
RETURN nodeCount AS number
"""
CUTS = "CALL gds.articulationPoints.stream('network') YIELD nodeId RETURN count(nodeId) AS number"
BRIDGES = "CALL gds.bridges.stream('network') YIELD from RETURN count(from) AS number"
BETWEENNESS = """
CALL gds.betweenness.stream('network', {samplingSize: toInteger($sample), samplingSeed: 1}) YIELD score
RETURN count(score) AS number
"""


@contextmanager
def plugged_in(settings: Settings) -> Iterator[Settings]:
    """Settings of a workspace whose server, when it starts, has the plugin, which is fetched if need be.

    Neo4j looks for procedures among the plugins, and for the rest of them among its own jars; it compiles procedures
    with a library that a server without plugins has no use for.
    """
    installation = install(settings)
    jars, plugins = settings.home / "jars", settings.home / "neo4j" / "plugins"
    link(installation.jars.glob("*.jar"), jars)
    compiler = jgo.resolve(f"org.neo4j:neo4j-codegen:{installation.version}")
    plugin = jgo.resolve("+".join(f"org.neo4j.gds:{part}:{VERSION}" for part in PARTS))
    parts = [artifact.resolve() for artifact in plugin if artifact.groupId == "org.neo4j.gds"]
    link(parts, plugins)
    link(parts, jars)
    for artifact in (*compiler, *plugin):
        if artifact.groupId != "org.neo4j.gds" and not any(jars.glob(f"{artifact.artifactId}-[0-9]*.jar")):
            link([artifact.resolve()], jars)

    def with_plugin(*given: Any) -> str:
        return settings_text(*given) + ALLOWED

    with patch("clusteratlas.graph.server.local.settings_text", with_plugin):
        yield replace(settings, neo4j_home=jars)


def link(files: Iterable[Path], folder: Path) -> None:
    """Puts links to files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        (folder / file.name).symlink_to(file)


def ask(driver: neo4j.Driver, text: str, **given: object) -> int:
    """The number that a query answers with."""
    records, _, _ = driver.execute_query(text, given, database_="neo4j")
    return int(records[0]["number"])
