"""Neo4j Graph Data Science as a peer: a plugin (GPL-3.0, no dependency) of a benchmark's own server alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import jgo
import neo4j
from clusteratlas.graph.server.configuration import settings_text
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
def plugged_in(settings: Settings) -> Iterator[None]:
    """Fetches the plugin and gives it to the server of a new workspace."""
    plugins = settings.home / "neo4j" / "plugins"
    plugins.mkdir(parents=True)
    for artifact in jgo.resolve("+".join(f"org.neo4j.gds:{part}:{VERSION}" for part in PARTS)):
        jar = artifact.resolve()
        (plugins / jar.name).symlink_to(jar)

    def with_plugin(*given: Any) -> str:
        return settings_text(*given) + ALLOWED

    with patch("clusteratlas.graph.server.local.settings_text", with_plugin):
        yield


def ask(driver: neo4j.Driver, text: str, **given: object) -> int:
    """The number that a query answers with."""
    records, _, _ = driver.execute_query(text, given, database_="neo4j")
    return int(records[0]["number"])
